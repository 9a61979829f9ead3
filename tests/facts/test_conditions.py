"""Conditions: what parses, what is refused and where, and three-valued logic."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.errors import nearest
from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.conditions import ConditionError, parse_expression


def _fact(name: str, type: str, values: tuple[str, ...] = ()) -> tuple[str, Fact]:
    return name, Fact(name, type, "", str, values)  # type: ignore[arg-type]  # a legal type


CATALOGUE = dict((
    _fact("a", "bool"), _fact("b", "bool"), _fact("c", "bool"),
    _fact("thread.streak", "int"), _fact("thread.share", "float"), _fact("thread.since", "duration"),
    _fact("clock.now", "moment"), _fact("clock.next", "moment"),
    _fact("draft.channel", "text", ("sms", "mms", "email")), _fact("draft.lang", "text"),
    _fact("draft.purpose", "text"),
    _fact("draft.asks", "set", ("order-number", "email")), _fact("thread.topics", "list"), _fact("draft.tags", "set"),
))  # fmt: skip

KNOWN = {
    "a": True, "b": False, "thread.streak": 2, "thread.share": 0.5, "thread.since": 90000.0, "draft.channel": "sms",
    "draft.lang": "en", "draft.asks": frozenset({"email"}), "thread.topics": [], "draft.tags": {"sms"},
    "clock.now": 1, "clock.next": 2, "c": Missing(("thread",)), "draft.purpose": Missing(("draft.purpose",)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("a", True),
        ("not a", False),
        ("thread.streak >= 2 and not b", True),
        ("thread.streak > 2 or b", False),
        ("thread.share == 0.5", True),
        ("thread.streak != -1", True),
        ("thread.since > 24h", True),
        ("thread.since > 24h and thread.since < 7d", True),
        ("7d > thread.since", True),
        ("thread.since in [90s, 25h]", True),
        ("draft.channel in ['sms','mms']", True),
        ("draft.channel not in ('sms', 'mms')", False),
        ("'order-number' in draft.asks", False),
        ("'email' in draft.asks", True),
        ("'order-number' not in draft.asks", True),
        ("draft.channel in draft.tags", True),
        ("draft.asks", True),
        ("thread.topics", False),
        ("a == true and b == False", True),
        ("clock.now < clock.next", True),
        ("draft.lang != 'ñandú 24h' and thread.since > 1s", True),
        ("  a\n and\n (b or a)", True),
        ("thread.streak in [1, 2]", True),
    ],
)
def test_evaluates(source: str, result: bool) -> None:
    assert parse_expression(source, CATALOGUE).evaluate(KNOWN) is result


@pytest.mark.parametrize(
    ("source", "result"),
    [
        ("c", Missing(("thread",))),
        ("not c", Missing(("thread",))),
        ("a and c", Missing(("thread",))),
        ("c and b", False),
        ("b and c", False),
        ("c or a", True),
        ("c or b", Missing(("thread",))),
        ("c and draft.purpose == 'reply' and c", Missing(("thread", "draft.purpose"))),
        ("draft.purpose in ['reply']", Missing(("draft.purpose",))),
        ("draft.purpose == draft.purpose", Missing(("draft.purpose",))),
        ("c and (draft.purpose == 'x' or b)", Missing(("thread", "draft.purpose"))),
    ],
)
def test_unknown_stays_unknown(source: str, result: object) -> None:
    assert parse_expression(source, CATALOGUE).evaluate(KNOWN) == result


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("thread.streek > 1", 1, "there is no fact 'thread.streek'; did you mean 'thread.streak' or "),
        ("a and zzz", 7, "there is no fact 'zzz'; one of a, b, c, thread.streak, thread.share, "),
        ("draft.lang > 3", 1, "cannot compare draft.lang (text) with 3 (number)"),
        ("draft.channel == 'smss'", 1, "draft.channel is never 'smss'; did you mean 'sms'?"),
        ("draft.channel in ['sms', 'fax']", 1, "draft.channel is never 'fax'; one of sms, mms, email"),
        ("'phone' in draft.asks", 1, "draft.asks is never 'phone'; one of order-number, email"),
        ("a > b", 1, "a (bool) has no order; use == or !="),
        ("draft.lang < 'x'", 1, "draft.lang (text) has no order; use == or !="),
        ("draft.lang", 1, "draft.lang (text) is neither true nor false; compare it with something"),
        ("a or thread.streak", 6, "thread.streak (number) is neither true nor false; compare it with something"),
        ("thread.since > 24", 1, "cannot compare thread.since (duration) with 24 (number); write a duration as 90s, "),
        ("thread.streak > 24h", 1,
         "cannot compare thread.streak (number) with 86400 (duration); write a duration as 90s, 5m, 24h or 7d"),
        ("1 < thread.streak < 3", 1, "comparisons cannot be chained; join two of them with `and`"),
        ("thread.streak in draft.asks", 1, "cannot look for thread.streak (number) in draft.asks (set)"),
        ("'a' in draft.lang", 1, "in needs a set or a written list on its right, not draft.lang (text)"),
        ("draft.asks == 'email'", 1, "cannot compare draft.asks (set) with 'email' (text)"),
        ("draft.asks == draft.tags", 1, "draft.asks (set) cannot be compared with ==; ask with `in`"),
        ("draft.lang in []", 15, "a list holds literals of one kind, and at least one"),
        ("draft.lang in ['a', 1]", 15, "a list holds literals of one kind, and at least one"),
        ("a is b", 1, "use ==, !=, <, <=, >, >=, in or not in"),
        ("1 == 1", 1, "a comparison needs a fact on one side"),
        ("true", 1, "True (bool) is no condition; compare a fact with it"),
        ("draft.lang == None", 15, "a literal is text, a number, true, false or a duration"),
        ("len(draft.lang) > 3", 1, "only facts, text, numbers, true, "),
        ("thread.streak == -'x'", 18, "'x' (text) cannot be negative"),
        ("a and", 0, "not a condition: facts, literals, comparisons, and, or, not"),
        ("", 0, "not a condition: facts, literals, comparisons, and, or, not"),
        ("a; b", 0, "not a condition: facts, literals, comparisons, and, or, not"),
        ("draft.lang == '\\x41'", 16, "a condition has no backslashes"),
        ("(" * 300 + "a" + ")" * 300, 0, "not a condition: facts, literals, comparisons, and, or, not"),
        ("a " * 600, 1, "a condition has at most 1000 characters; split it into a list"),
        ("draft.lang == 'ñ' and zz", 23, "there is no fact 'zz'"),
        ("a \0", 0, "not a condition"),
        ("ĸĸ > 1", 1, "there is no fact 'ĸĸ'"),
        ("thread.since > 5min", 0, "not a condition"),
    ],
)  # fmt: skip
def test_refuses(source: str, column: int, message: str) -> None:
    with pytest.raises(ConditionError) as caught:
        parse_expression(source, CATALOGUE)
    assert caught.value.message.startswith(message)
    assert caught.value.column == column or not column  # where Python's own parser stops is its own affair


def test_names_its_facts_once_in_order() -> None:
    expression = parse_expression("b and a or b", CATALOGUE)
    assert expression.facts == ("b", "a")
    assert expression == parse_expression("b and a or b", {**CATALOGUE})
    assert "b and a" in repr(expression)
    assert hash(expression) == hash(parse_expression("b and a or b", CATALOGUE))


def test_asks_for_nothing_that_cannot_matter() -> None:
    assert parse_expression("b and c", CATALOGUE).evaluate({"b": False}) is False


def _kleene(op: str, x: bool | None, y: bool | None) -> bool | None:
    if op == "and":
        return False if False in (x, y) else None if None in (x, y) else True
    return True if True in (x, y) else None if None in (x, y) else False


@pytest.mark.parametrize(("op", "x", "y"), list(product(("and", "or"), (True, False, None), (True, False, None))))
def test_kleene_tables(op: str, x: bool | None, y: bool | None) -> None:
    values = {name: Missing((name,)) if v is None else v for name, v in (("a", x), ("b", y))}
    result = parse_expression(f"a {op} b", CATALOGUE).evaluate(values)
    assert (None if isinstance(result, Missing) else result) is _kleene(op, x, y)


def test_a_parser_that_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    def give_up(*args: object, **options: object) -> None:
        raise RecursionError

    monkeypatch.setattr("ast.parse", give_up)
    with pytest.raises(ConditionError, match="not a condition"):
        parse_expression("a", CATALOGUE)


def test_nearest_of_nothing() -> None:
    assert nearest("x", []) == "there is none"


@given(st.text(alphabet=st.characters(), max_size=60) | st.lists(st.sampled_from(
    ["a", "not", "and", "or", "(", ")", "==", "in", "24h", "'sms'", "draft.channel", "thread.since", "[", "]", "-1"]
)).map(" ".join))  # fmt: skip
def test_any_source_parses_or_is_refused(source: str) -> None:
    try:
        expression = parse_expression(source, CATALOGUE)
    except ConditionError as error:
        assert 1 <= error.column <= len(source) + 1  # noqa: PT017  (most sources are refused)
    else:
        assert isinstance(expression.evaluate(KNOWN), (bool, Missing))


class Hanging(dict[str, object]):
    """Facts that hang on an act which is open."""

    def __missing__(self, name: str) -> object:
        raise Lacking(Missing(("thread", name)))


@pytest.mark.parametrize("source", ["a", "thread.streak > 1", "clock.now < clock.next"])
def test_what_hangs_on_something_open_is_unknown(source: str) -> None:
    answer = parse_expression(source, CATALOGUE).evaluate(Hanging())

    assert isinstance(answer, Missing)
    assert answer.needs[0] == "thread"
