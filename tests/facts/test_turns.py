"""Whose turn it is, since when, and what was sent uninvited; and that a thread that grows is read as one built whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import couth.facts.state as state_module
from couth.engine import default_linter
from couth.facts import FACTS, Facts, Missing, dues
from couth.facts.dues import Dues
from couth.model import Customer, Draft, Message, Thread
from couth.text import Reading

START: Final = datetime(2026, 3, 3, 9, tzinfo=UTC)
LINTER: Final = default_linter()
TIMES: Final = Missing(("thread.times",))
NOW: Final = Missing(("draft.at",))
OF_THREAD: Final = tuple(name for name in FACTS if name.startswith("thread."))
ROLES: Final = {"c": "customer", "b": "business", "s": "system"}


def said(*lines: str) -> list[Message]:
    """Messages written as `c 0 text`: who, the minute after the start (`-` where it is not known), what."""
    return [message(*line.split(" ", 2)) for line in lines]


def message(role: str, minute: str, text: str = "") -> Message:
    at = None if minute == "-" else START + timedelta(minutes=float(minute))
    return Message(ROLES[role], text, at)  # type: ignore[arg-type]


def facts(thread: Thread, minute: float | None = None, text: str = "It is.", lang: str | None = "en") -> Facts:
    at = None if minute is None else START + timedelta(minutes=minute)
    return Facts(Draft(text, at, lang=lang), thread, LINTER.knowledge, FACTS)


def value(name: str, minute: float | None, *lines: str) -> object:
    return facts(Thread(said(*lines)), minute)[f"thread.{name}"]


WIFI: Final = "c 0 does the cabin have wifi"


@pytest.mark.parametrize(
    ("lines", "owes"),
    [
        ((), "nobody"),
        ((WIFI,), "business"),
        ((WIFI, "b 1 It does, in every room."), "customer"),
        ((WIFI, "b 1 It does.", "c 2 great, thanks"), "nobody"),
        ((WIFI, "c 2 hello?"), "business"),
        ((WIFI, "c 2 thanks"), "business"),  # thanks in advance settle nothing that was asked
        ((WIFI, "c 2 never mind, found it"), "nobody"),
        (("c 0 my parcel arrived broken",), "business"),
        (("c 0 we will be there with the kids", "c 5 bye"), "nobody"),
        (("c 0 ok thanks",), "nobody"),
        (("c 0 let me check with my wife",), "nobody"),
        ((WIFI, "b 1 Let me check."), "business"),
        ((WIFI, "b 1 Let me check.", "c 2 ok"), "business"),
        ((WIFI, "b 1 Let me check.", "b 9 It does, in every room."), "customer"),
        ((WIFI, "b 1 I will ask the owner and write to you."), "business"),
        (("c 0 which forms do I need?", "b 1 Which visa is it?", "c 2 student"), "business"),
        (("c 0 ok", "b 1 Did that help?", "c 2 no"), "nobody"),
        (("c 0 wednesday at 4 please",), "business"),
        (("b 0 Your table is ready.",), "customer"),
        (("s 0 The chat was opened.",), "nobody"),
    ],
)
def test_who_owes_the_next_word(lines: tuple[str, ...], owes: str) -> None:
    assert value("owes", 60, *lines) == owes


@pytest.mark.parametrize(
    ("minute", "lines", "waiting"),
    [
        (30, (), 0.0),
        (30, (WIFI,), 1800.0),
        (30, (WIFI, "c 20 anyone?"), 1800.0),  # the oldest message counts
        (30, (WIFI, "b 1 It does.", "c 20 and a stove?"), 600.0),
        (30, (WIFI, "b 1 Let me check."), 0.0),  # a holding reply stops the clock
        (30, (WIFI, "s 1 Forwarded."), 1800.0),
        (None, (WIFI,), NOW),
        (30, ("c - does the cabin have wifi",), TIMES),
        (None, (WIFI, "b 1 It does."), 0.0),  # nothing waits, whenever it is
    ],
)
def test_how_long_the_customer_has_waited(minute: float | None, lines: tuple[str, ...], waiting: object) -> None:
    assert value("waiting", minute, *lines) == waiting


@pytest.mark.parametrize(
    ("lines", "streak"),
    [
        ((WIFI,), 0),
        ((WIFI, "b 1 It does."), 1),
        ((WIFI, "b 1 It does.", "b 6 In every room."), 1),  # within five minutes
        ((WIFI, "b 1 It does.", "b 6.1 In every room."), 2),
        ((WIFI, "b 1 It does.", "b 5 In every room.", "b 9 For free."), 1),  # each within five minutes of the last
        ((WIFI, "b 1 It does.", "c 2 nice", "b 20 Anything else?"), 1),
        ((WIFI, "b 1 It does.", "s 30 Rated.", "b 60 In every room."), 2),
        ((WIFI, "b - It does."), 1),
        ((WIFI, "b - It does.", "b - In every room."), TIMES),
        ((WIFI, "b 1 It does.", "b - In every room.", "b 90 For free."), TIMES),
        ((WIFI, "b - It does.", "b - In every room.", "c - ok", "b - Fine."), 1),
    ],
)
def test_unanswered_messages_count_by_bursts(lines: tuple[str, ...], streak: object) -> None:
    assert value("unanswered_streak", 300, *lines) == streak


@pytest.mark.parametrize(
    ("minute", "lines", "continues", "just_wrote"),
    [
        (5, (WIFI,), False, False),
        (6, (WIFI, "b 1 It does."), True, True),
        (6.1, (WIFI, "b 1 It does."), False, False),
        (3, (WIFI, "b 1 It does.", "c 2 nice"), False, False),
        (None, (WIFI, "b 1 It does."), NOW, False),
        (3, (WIFI, "b - It does."), TIMES, False),
    ],
)
def test_a_burst_goes_on_for_five_minutes(
    minute: float | None, lines: tuple[str, ...], continues: object, just_wrote: bool
) -> None:
    assert value("continues_burst", minute, *lines) == continues
    assert value("just_wrote", minute, *lines) is just_wrote


@pytest.mark.parametrize(
    ("minute", "lines", "live"),
    [
        (10, (WIFI,), True),
        (10.1, (WIFI,), False),
        (8, (WIFI, "b 1 It does."), True),
        (5, ("b 0 Your table is ready.",), False),
        (None, (WIFI,), True),  # without times, who wrote last is taken to be there
        (None, (WIFI, "b 1 It does."), False),
        (5, ("c - does the cabin have wifi",), True),
    ],
)
def test_a_customer_is_live_for_ten_minutes(minute: float | None, lines: tuple[str, ...], live: bool) -> None:
    assert value("live", minute, *lines) is live


@pytest.mark.parametrize(
    ("lines", "told", "at_once"),
    [
        ((WIFI, "b 1 It does."), False, False),
        (("c 0 text me when it is ready",), True, False),
        (("c 0 call me the moment it lands, day or night",), True, True),
        (("c 0 call me as soon as it lands", "b 1 Sure.", "c 2 thanks"), True, True),
        ((WIFI, "b 1 I will ask and let you know."), True, False),
    ],
)
def test_who_asked_to_be_told_or_was_promised(lines: tuple[str, ...], told: bool, at_once: bool) -> None:
    assert (value("told", 60, *lines), value("told_at_once", 60, *lines)) == (told, at_once)


@pytest.mark.parametrize(
    ("text", "calls"),
    [
        ("are you there?", True), ("hello??", True), ("anyone there", True), ("is anybody there?!", True),
        ("hello", False), ("hi, is the shop open today?", False), ("ok thanks", False), ("are you there on Sunday?", False),
    ],
)  # fmt: skip
def test_a_customer_who_calls(text: str, calls: bool) -> None:
    assert value("customer_calls", 60, f"c 0 {text}") is calls
    assert value("customer_calls", 60, f"c 0 {text}", "c 1 never mind") is False


@pytest.mark.parametrize(
    ("minute", "lines", "proactive"),
    [
        (60, (), True),
        (60, (WIFI,), False),
        (60, (WIFI, "b 1 Let me check."), False),
        (60, (WIFI, "b 1 It does."), True),
        (4, (WIFI, "b 1 It does."), False),
        (60, (WIFI, "b 1 It does.", "c 2 thanks"), False),
        (25 * 60, (WIFI, "b 1 It does.", "c 2 thanks"), True),
        (None, (WIFI, "b 1 It does.", "c 2 thanks"), False),
        (None, (WIFI, "b 1 It does."), NOW),
        (60, (WIFI, "b - It does."), TIMES),
    ],
)
def test_a_draft_is_proactive_where_it_answers_nothing(
    minute: float | None, lines: tuple[str, ...], proactive: object
) -> None:
    assert facts(Thread(said(*lines)), minute)["draft.proactive"] == proactive


@pytest.mark.parametrize(
    ("purpose", "lines", "proactive"),
    [
        ("promotion", (WIFI,), True), ("notification", (WIFI,), False), ("reply", (WIFI, "b 1 It does."), False),
        ("notification", (WIFI, "b 1 It does.", "c 2 thanks"), True), ("reply", ("b 0 Hello.",), False),
    ],
)  # fmt: skip
def test_a_declared_purpose_tells_where_nothing_is_open(purpose: str, lines: tuple[str, ...], proactive: bool) -> None:
    draft = Draft("x", START, purpose)  # type: ignore[arg-type]

    assert Facts(draft, Thread(said(*lines)), LINTER.knowledge, FACTS)["draft.proactive"] is proactive


def counted(*lines: str) -> tuple[list[int], list[int], list[int], int]:
    """Indices of what counts as sent, as proactive, as promotion, and how many may be proactive besides."""
    dues = facts(Thread(said(*lines)), 0).state.of(Dues)
    kinds = (dues.sent, dues.proactive, dues.promotions)
    sent, proactive, promotions = ([index for _, index in kind.times] for kind in kinds)
    return sent, proactive, promotions, dues.proactive.unsure


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ((WIFI, "b 1 It does."), ([1], [], [], 0)),
        ((WIFI, "b 1 Let me check.", "b 60 It does."), ([1, 2], [], [], 0)),
        ((WIFI, "b 1 It does.", "b 60 The lake is frozen."), ([1, 2], [2], [], 0)),
        ((WIFI, "b 1 It does.", "b 3 In every room."), ([1, 2], [], [], 0)),
        (("c 0 text me when it ships", "b 1 Will do.", "b 60 Your parcel has been shipped."), ([1, 2], [], [], 0)),
        (("c 0 text me when it ships", "b 1 Will do.", "b 60 Did you know our app?"), ([1, 2], [2], [], 0)),
        (("b 0 Enjoy 20% off all boots.",), ([0], [0], [0], 0)),
        (("c 0 any boots on sale?", "b 1 Enjoy 20% off all boots."), ([1], [], [], 0)),
        (("b 0 The pool is closed.", "b 1 The sauna is closed.", "b 9 The bar is open."), ([0, 1, 2], [0, 2], [], 0)),
        (("b 50 The pool is closed.", "b 0 The sauna is closed."), ([1, 0], [1, 0], [], 0)),  # in order of their times
        (("b - The pool is closed.", "b 60 The sauna is closed."), ([1], [1], [], 1)),
        ((WIFI, "b 1 It does.", "b - The sauna is closed.", "b 90 The bar is open."), ([1, 3], [], [], 2)),
    ],
)  # fmt: skip
def test_what_counts_as_sent_uninvited(lines: tuple[str, ...], expected: object) -> None:
    assert counted(*lines) == expected


TEXTS: Final = (
    "does the cabin have wifi", "ok thanks", "hello?", "STOP", "start", "text me when it ships please", "my name is Ana Ruiz",
    "order 12-345 never came!", "never mind, found it", "bye", "", "👍", "What is your order number?", "Let me check.",
    "Still checking, one moment.", "It is ready: your parcel has been shipped today.", "I will let you know by 5.",
    "Enjoy 20% off all boots. Reply STOP to end.", "Hola, ¿dónde está mi pedido?", "Su pedido está en camino.", "我的快递在哪里？",
    "That number was not found.", "Good morning, this is Kim from the shop. How can I help?", "I am furious, this is the third time",
)  # fmt: skip
MESSAGES: Final = st.lists(
    st.builds(
        Message,
        st.sampled_from(["customer", "business", "business", "system"]),
        st.sampled_from(TEXTS),
        st.one_of(st.none(), st.integers(0, 5000).map(lambda minute: START + timedelta(minutes=minute))),
    ),
    max_size=12,
)


@settings(deadline=None, max_examples=60)
@given(MESSAGES, st.sampled_from(["en", "es", None]), st.integers(0, 6000))
def test_a_thread_that_grows_is_read_as_one_built_whole(messages: list[Message], lang: str | None, minute: int) -> None:
    growing = Thread([], Customer())
    for index in range(len(messages) + 1):
        if index:
            growing.append(messages[index - 1])
        text = messages[index].text if index < len(messages) else "It is."
        whole = Thread(messages[:index], Customer())
        grown, built = facts(growing, minute, text, lang), facts(whole, minute, text, lang)
        assert {name: shown(grown[name]) for name in OF_THREAD} == {name: shown(built[name]) for name in OF_THREAD}


def shown(found: object) -> object:
    """A value as it can be compared: texts in place of what was read of them."""
    return [(r.text, r.lang) if isinstance(r, Reading) else r for r in found] if isinstance(found, list) else found


def test_each_message_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def reading(text: str, *known: object) -> Reading:
        read.append(text)
        return Reading(text, *known)  # type: ignore[arg-type]

    monkeypatch.setattr(state_module, "Reading", reading)
    thread = Thread(said(*(f"{'cb'[n % 2]} {n} note {n}" for n in range(60))))
    every(facts(thread, 600))
    assert len(read) == 60

    thread.append(message("c", "600", "and note 60"))
    every(facts(thread, 601))
    assert read[60:] == ["and note 60"]


def every(known: Facts) -> None:
    for name in OF_THREAD:
        known[name]


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Fresh capers are in, $6. Reply OFF to leave.", True),
        ("Fresh capers are in, $6.", False),
        ("Your bill of $6 is ready. Reply OFF to leave.", False),
        ("The shop is closed on Monday. Reply OFF to leave.", False),
    ],
)
def test_a_price_beside_a_way_out_is_an_offer(text: str, offers: bool) -> None:
    assert dues.offers(Reading(text, "en", LINTER.knowledge.lexicon)) is offers


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("Hi Kay, all our kayaks are 20% off this week. Reply OFF to leave.", True),
        ("Your kayak is ready. All our kayaks are 20% off this week.", False),
        ("Your kayak is ready.", False),
    ],
)
def test_a_draft_that_only_advertises(text: str, only: bool) -> None:
    assert facts(Thread(), text=text)["draft.only_advertises"] is only
