"""What the customer said of being written to: opting out and in, in many words, inviting offers, wanting to leave."""

from __future__ import annotations

from typing import Final

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts, Missing
from couth.model import Customer, Draft, Message, Thread

LINTER: Final = default_linter()
ROLES: Final = {"c": "customer", "b": "business", "s": "system"}


def thread(*lines: str, customer: Customer | None = None) -> Thread:
    """Messages written as `c text`: who, what."""
    messages = [Message(ROLES[line[0]], line[2:]) for line in lines]  # type: ignore[arg-type]
    return Thread(messages, customer=customer or Customer())


def value(name: str, *lines: str, customer: Customer | None = None) -> object:
    facts = Facts(Draft("It is.", lang="en"), thread(*lines, customer=customer), LINTER.knowledge, FACTS)
    return facts[f"thread.{name}"]


@pytest.mark.parametrize(
    "text",
    [
        "STOP",
        "stop.",
        "Stop. Thank you",
        "please unsubscribe",
        "pls stop texting me",
        "stop sending me these offers",
        "stop the reminders",
        "dont msg me again",
        "Kindly take my number off your list",
        "take me off this list please",
        "I no longer wish to receive your newsletter",
        "no more appeals please",
        "I want to opt out of the alerts",
        "leave me alone",
        "how do i unsubscribe",
        "abeg no dey send me message again",
        "don't wan to get all these msg anymore can",
        "msg mat bhejo",
        "huwag nyo na po ako i-text",
        "BAJA",
        "ya no quiero recibir sus promociones",
        "não quero mais receber mensagens",
        "arrêtez de m'écrire",
        "bitte keine Nachrichten mehr",
        "non scrivetemi più",
        "не пишите мне больше",
        "jangan kirim pesan lagi",
        "退订",
        "不要再给我发了",
        "もう送らないでください",
        "그만 보내세요",
        "توقف",
        "ＳＴＯＰ",
        "S T O P",
    ],
)
def test_opts_out(text: str) -> None:
    assert value("opted_out", "b Our spring lamps are in.", f"c {text}") is True


@pytest.mark.parametrize(
    "text",
    [
        "please STOP this bill, it is wrong",
        "please stop the debit order for my gym",
        "the bus stop is where?",
        "stop sending me the wrong size",
        "what does 'reply STOP' mean?",
        "i never unsubscribed, why no messages?",
        "please don't stop sending the alerts",
        "cancel my order",
        "I don't want the paper catalogue",
        "end of May is fine",
        "can you remove the second item",
    ],
)
def test_does_not_opt_out(text: str) -> None:
    assert value("opted_out", "b Our spring lamps are in.", f"c {text}") is False


@pytest.mark.parametrize(
    ("way", "answer", "out"),
    [
        ("Reply NO to stop offers.", "no", True),
        ("Reply NO to stop offers.", "No thanks", True),
        ("Reply NO to stop offers.", "no, the blue one was not in the parcel", False),
        ("Text OUT to leave this list.", "out", True),
        ('Simply answer "quit" to unsubscribe.', "quit", True),
        ("Reply YES to save your place or NO to opt out.", "YES", False),
        ("Shall I book it?", "no", False),
    ],
)
def test_the_answer_that_the_last_message_gives_opts_out(way: str, answer: str, out: bool) -> None:
    assert value("opted_out", f"b Our spring lamps are in. {way}", f"c {answer}") is out


@pytest.mark.parametrize(
    ("lines", "record", "out"),
    [
        (("c STOP", "b Done.", "c START"), None, False),
        (("c STOP", "b Done.", "c please add me back to the offers list"), None, False),
        (("c START", "c STOP"), None, True),
        ((), True, True),
        ((), False, False),
        ((), None, False),
        (("c START",), True, False),
        (("c thanks",), True, True),
        (("c STOP",), False, True),
    ],
)
def test_the_latest_word_counts_and_outdoes_the_record(lines: tuple[str, ...], record: bool | None, out: bool) -> None:
    assert value("opted_out", *lines, customer=Customer(opted_out=record)) is out


def test_an_unknown_thread_leaves_the_record() -> None:
    def opted_out(record: bool | None) -> object:
        facts = Facts(Draft("It is."), Thread(None, customer=Customer(opted_out=record)), LINTER.knowledge, FACTS)
        return facts["thread.opted_out"]

    assert opted_out(True) is True
    assert opted_out(None) == Missing(("thread", "customer.opted_out"))


@pytest.mark.parametrize(
    ("fact", "lines", "holds"),
    [
        ("opt_out_confirmed", ("c STOP",), False),
        ("opt_out_confirmed", ("c STOP", "b Done."), True),
        ("opt_out_confirmed", ("c STOP", "b Done.", "c START", "c STOP"), False),
        ("opted_in", ("c yes, text me your deals",), True),
        ("opted_in", ("c text me when it is ready",), False),
        ("opted_in", ("c sign me up for the newsletter", "c STOP"), False),
        ("invited", ("c any deals on lamps?",), True),
        ("invited", ("c what do you recommend",), True),
        ("invited", ("c how much is the blue lamp",), False),
        ("shopping", ("c how much is the blue lamp",), True),
        ("shopping", ("c where is my parcel",), False),
        ("opted_in", ("b May we send you our offers here?", "c Yes, no problem"), True),
        ("opted_in", ("b May we send you our offers here?", "c no thanks"), False),
        ("opted_in", ("b Souhaitez-vous recevoir nos offres ?", "c oui pas de souci"), True),
        ("only_agreed", ("c please add me to your promos",), False),
        ("only_agreed", ("c add me to your promos. is my lamp here?",), True),
        ("only_agreed", ("c add me to your promos", "b Done.", "c is my lamp here?"), True),
        ("only_agreed", ("c add me to your promos. what deals are on?",), False),
        ("only_agreed", ("c add me to your promos", "b Done.", "c is my lamp here?", "c STOP"), False),
        ("asked_after_opt_out", ("c STOP", "b Done.", "c ok"), False),
        ("leaving", ("c I want to cancel my membership",), True),
        ("leaving", ("c close my savings account please",), True),
        ("leaving", ("c cancel my order 4471",), False),
        ("leaving", ("c cancel my membership", "c the blue one", "c from May"), True),
        ("leaving", ("c cancel my membership", "c actually no", "c where are you", "c and when do you open"), False),
    ],
)
def test_what_the_customer_wants(fact: str, lines: tuple[str, ...], holds: bool) -> None:
    assert value(fact, *lines) is holds


def test_the_matter_is_what_the_customer_wrote_lately() -> None:
    assert value("matter", "c my parcel 4471 is lost", "b Which depot?", "c Dover") == {"parcel", "lost", "4471", "dov"}
    assert value("matter", "c two of 12 cups") == {"cup", "two"}
    assert value("matter", "c umbrella", *["c lamp"] * 8) == {"lamp"}


def test_nothing_is_known_of_an_unknown_thread() -> None:
    facts = Facts(Draft("It is."), Thread(None), LINTER.knowledge, FACTS)
    assert {facts[f"thread.{name}"] for name in ("invited", "shopping", "leaving", "opted_in", "matter")} == {
        Missing(("thread",))
    }
