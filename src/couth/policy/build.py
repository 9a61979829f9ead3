"""From a merged rule to a Rule: every part checked, every mistake noted where it was written."""

from __future__ import annotations

from typing import Any, Iterator, Literal, Mapping

from pydantic import ValidationError

from couth.checks import KINDS, AnyOf, Check, Finder
from couth.errors import InputError, Problem, nearest
from couth.facts import FACTS, ConditionError, Expression, parse_expression
from couth.policy.documents import Way
from couth.policy.explain import Mistake, listed, mistakes
from couth.policy.files import ExampleFile, RuleFile, listed_if
from couth.policy.rules import RawRule
from couth.policy.templates import literal, names_in
from couth.policy.values import Example, Examples, Rule
from couth.text import is_checked_before


def build(raw: RawRule, limits: Mapping[str, int], problems: list[Problem]) -> Rule | None:
    """The rule, or None where something is wrong with it."""
    before = len(problems)
    check = _check(raw, limits, problems)
    file = _file(raw, check, problems)
    when = list(_conditions(raw, "when", problems))
    unless = list(_conditions(raw, "unless", problems))
    examples = _examples(raw, file, problems) if file else Examples()
    if check and file:
        problems.extend(_values(raw, check, file))
    if check is None or file is None or len(problems) > before:
        return None
    return _rule(raw, file, (tuple(when), tuple(unless)), examples)


def _rule(raw: RawRule, file: RuleFile, conditions: tuple[tuple[Expression, ...], ...], examples: Examples) -> Rule:
    return Rule(
        id=raw.id,
        group=raw.id.split(".", 1)[0],
        summary=file.summary,
        why=file.why,
        source=tuple(file.source),
        severity=file.severity,
        points=file.points,
        basis=file.basis,
        check=file.check,
        channels=frozenset(file.channels),
        when=conditions[0],
        unless=conditions[1],
        message=literal(file.summary) if file.message is None else file.message,
        suggest=file.suggest,
        decision=file.decision,
        yields=tuple(file.yields),
        unknown=file.unknown,
        examples=examples,
        path=raw.origins[0].document.path,
        altered=raw.altered,
    )


class _Unreadable(Check):
    """Stands in for a check with mistakes of its own, so that the rest can be looked at."""

    kind: Literal["unreadable"] = "unreadable"

    def finder(self, name: str) -> Finder:
        """Nothing, ever: a rule that has it is not built."""
        return lambda _: ()


def _check(raw: RawRule, limits: Mapping[str, int], problems: list[Problem]) -> Check | None:
    """The check, under the model of its kind."""
    if "check" not in raw.data:
        return None
    before = len(problems)
    check = _modelled(raw, raw.data["check"], ("check",), limits, problems)
    return check if len(problems) == before else None


def _modelled(raw: RawRule, data: object, way: Way, limits: Mapping[str, int], problems: list[Problem]) -> Check:
    """The check at some place of a rule; checks inside a check are modelled first, each under its own kind."""
    if isinstance(data, Check):
        return data  # made of what was checked before
    fault = _unfit(data)
    if fault or not isinstance(data, dict):
        problems.extend([raw.problem((*way, *fault.way), fault.message)] if fault else [])
        return _Unreadable()
    kind = KINDS[data["kind"]]
    if kind is AnyOf and isinstance(data.get("of"), dict):
        inner = {name: _modelled(raw, one, (*way, "of", name), limits, problems) for name, one in data["of"].items()}
        data = {**data, "of": inner}
    try:
        return kind.model_validate(_limited(data, kind, limits))
    except ValidationError as error:
        problems.extend(raw.problem(m.way, m.message, key=m.key) for m in mistakes(error, kind, way))
        return _Unreadable()


def _unfit(data: object) -> Mistake | None:
    """What keeps a check from having a kind."""
    if not isinstance(data, dict):
        return Mistake((), "check must be a mapping: its kind, and the options of that kind")
    kind = data.get("kind")
    if kind is None:
        return Mistake((), f"check needs a kind; {nearest('', KINDS, most=99)}")
    if not isinstance(kind, str) or kind not in KINDS:
        return Mistake(("kind",), f"there is no kind of check {kind!r}; {nearest(str(kind), KINDS, most=99)}")
    return None


def _limited(data: dict[str, Any], kind: type[Check], limits: Mapping[str, int]) -> dict[str, Any]:
    """A check's data with the policy's limit on patterns where it sets none itself."""
    milliseconds = limits.get("pattern_ms")
    if milliseconds is None or "milliseconds" not in kind.model_fields:
        return data
    return {"milliseconds": milliseconds, **data}


def _file(raw: RawRule, check: Check | None, problems: list[Problem]) -> RuleFile | None:
    """All but the check, under the model of a rule."""
    data = dict(raw.data)
    if "check" in data:
        data["check"] = check or _Unreadable()
    if is_checked_before():
        fields: dict[str, Any] = {name: listed_if(name, value) for name, value in data.items()}
        return RuleFile.model_construct(**fields)
    try:
        return RuleFile.model_validate(data)
    except ValidationError as error:
        problems.extend(raw.problem(m.way, m.message, key=m.key) for m in mistakes(error, RuleFile))
        return None


def _values(raw: RawRule, check: Check, file: RuleFile) -> Iterator[Problem]:
    """Values that a template names and the check does not give."""
    legal = sorted(check.message_values())
    for field in ("message", "suggest"):
        for name in dict.fromkeys(names_in(getattr(file, field) or "")):
            if name not in legal:
                told = listed(name, legal)
                yield raw.problem((field,), f"{field}: this check gives no value {name!r}; legal here: {told}")


def _conditions(raw: RawRule, field: str, problems: list[Problem]) -> Iterator[Expression]:
    value = raw.data.get(field, ())
    for number, source in enumerate([value] if isinstance(value, str) else value if isinstance(value, list) else ()):
        if not isinstance(source, str):
            continue  # noted with the rest of the rule
        way: Way = (field,) if isinstance(value, str) else (field, number)
        try:
            yield parse_expression(source, FACTS)
        except ConditionError as error:
            problems.append(raw.problem(way, f"{field}: {error.message}", offset=error.column - 1))


def _examples(raw: RawRule, file: RuleFile, problems: list[Problem]) -> Examples:
    parts = {kind: tuple(_of_kind(raw, kind, file, problems)) for kind in ("bad", "good", "unknown")}
    return Examples(**parts)


def _of_kind(raw: RawRule, kind: str, file: RuleFile, problems: list[Problem]) -> Iterator[Example]:
    for number, example in enumerate(getattr(file.examples, kind)):
        way: Way = ("examples", kind, number)
        place = raw.problem(way, "")
        fault = _example_fault(example)
        if fault:
            problems.append(raw.problem(way, f"{'.'.join(map(str, way))}: {fault}"))
            continue
        draft, thread = example.values()
        yield Example(draft, thread, tuple(example.at), example.note, place.path, place.line)


def _example_fault(example: ExampleFile) -> str | None:
    """What an example's values refuse, or an excerpt that does not stand in its draft."""
    try:
        draft, _ = example.values()
    except InputError as error:
        return str(error)
    stray = [at for at in example.at if at not in draft.text]
    return f"the draft does not hold the excerpt {stray[0]!r}" if stray else None
