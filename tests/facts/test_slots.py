"""What the customer gave, what a draft asks for, and whether the one answers the other."""

from __future__ import annotations

import time

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.asked import asked_for
from couth.facts.given import stated
from couth.facts.slots import Slots
from couth.model import Draft, Message, Thread
from couth.text import Reading

LINTER = default_linter()


def facts(draft: str, *lines: str) -> Facts:
    """A draft after messages written as `c text` and `b text`."""
    roles = {"c": "customer", "b": "business"}
    thread = Thread([Message(roles[line[0]], line[2:]) for line in lines])
    return Facts(Draft(draft), thread, LINTER.knowledge, FACTS)


def reading(text: str, lang: str = "en") -> Reading:
    return Reading(text, lang, LINTER.knowledge.lexicon)


@pytest.mark.parametrize(
    ("text", "slot", "value", "kind"),
    [
        ("order 70-99812 came without a lid", "order-number", "70-99812", "order"),
        ("my claim is CLX-2210", "order-number", "CLX-2210", "claim"),
        ("it is #445566", "order-number", "445566", ""),
        ("my user id is kay_moss_77", "account-id", "kay_moss_77", "user"),
        ("write to kay@post.example", "email", "kay@post.example", ""),
        ("ring me on 087 555 0199", "phone", "087 555 0199", ""),
        ("My name is kay moss and I am late", "name", "kay moss", "full"),
        ("Hi, this is Kay.", "name", "Kay", "first"),
        ("I live at 14 Fern Street", "address", "14 Fern Street", ""),
        ("from 3 May", "date", "3 May", "day"),
        ("le 14 mars", "date", "14 mars", "day"),
        ("am 3. Mai", "date", "3. Mai", "day"),
        ("a birthday cake for 3 May", "date", "3 May", "day"),
        ("hi there, Kay Moss here", "name", "Kay Moss", "full"),
        ("born 3 May 1990", "date", "3 May", "birth"),
        ("they took €45.20 twice", "amount", "€45.20", ""),
        ("I bought a red kettle last week", "product", "red kettle", ""),
        ("the Moss kettle that you sold me leaks", "product", "Moss kettle", "model"),
        ("the code of locker 22 is wrong", "order-number", "22", "locker"),
        ("my permit is PRK/3391", "order-number", "PRK/3391", "permit"),
        ("ticket 331, the blue bike", "order-number", "331", "case"),
        ("three dozen cakes for the 22nd please", "date", "for the 22nd", "day"),
        ("I lost it on Thursday", "date", "on Thursday", "past"),
        ("3 May 1990 is my date of birth", "date", "3 May", "birth"),
        ("it cost me forty five pounds", "amount", "forty five pounds", ""),
        ("to 8 Canal Lofts please", "address", "8 Canal Lofts", ""),
        ("heating in room 12 is off", "address", "12", "room"),
        ("see you then. Thanks, Kay Moss", "name", "Kay Moss", "full"),
        ("Meine Bestellung 55190 ist da", "order-number", "55190", "order"),
    ],
)
def test_what_is_stated(text: str, slot: str, value: str, kind: str) -> None:
    assert (slot, value, kind) in [(g.slot, g.value, g.kind) for g in stated(0, reading(text))]


@pytest.mark.parametrize(
    "text",
    [
        "I need 2 more by 4 pm",
        "her email is kay@post.example",
        "I'm Sorry.",
        "we met Monday",
        "my old address was 14 Fern Street",
    ],
)
def test_what_gives_nothing(text: str) -> None:
    assert stated(0, reading(text)) == []


@pytest.mark.parametrize(
    ("text", "slots"),
    [
        ("May I have your name and email address?", ["name", "email"]),
        ("Your order number, please.", ["order-number"]),
        ("How much were you charged?", ["amount"]),
        ("Where should the driver deliver it?", ["address"]),
        ("We have sent it to your email address.", []),
        ("I need to update the order number.", []),
        ("Which of these would you like?", []),
        ("To send the ticket, which email is your booking under?", ["email"]),
        ("Did you read the letter, which email did not carry?", []),
        ("Your booking reference, please, and I will look.", ["order-number"]),
        ("If you could share the invoice number we would find it.", ["order-number"]),
        ("Does it stop when you open it?", []),
        ("Please quote your order number at the desk.", []),
        ("Your order number is on the label.", []),
        ("I will hold it as soon as I know when you will be arriving.", ["date"]),
        ("The order number is the last thing I need.", ["order-number"]),
        ("They'd just need to be told the address.", ["address"]),
        ("I have noted your phone number.", []),
        ("And the model would be?", ["product"]),
    ],
)
def test_what_is_asked_for(text: str, slots: list[str]) -> None:
    assert [asked.slot for asked in asked_for(reading(text))] == slots


@pytest.mark.parametrize(
    ("draft", "lines", "value"),
    [
        ("What is your name?", ["b May I have your name?", "c Kay"], "Kay"),
        ("What is your full name?", ["b May I have your name?", "c Kay"], None),
        ("What is your order number?", ["c order 70-99812 is late"], "70-99812"),
        ("What is the tracking number?", ["c order 70-99812 is late"], None),
        ("What is your user id?", ["c my user id is kay_moss_77"], "kay_moss_77"),
        ("What is your date of birth?", ["c I fly on 3 May"], None),
        ("Which day suits you?", ["c can I come on Friday?"], "on Friday"),
        ("Which day suits you for the tasting?", ["c the wedding is on 5 May", "b Fine.", "c and a tasting"], None),
        ("What date would you like to move it to?", ["c I fly on 3 May"], None),
        ("Which locker is it?", ["c locker 22 is stuck"], "22"),
        ("What is the number on your permit?", ["c permit PRK/3391 has run out"], "PRK/3391"),
        ("And your child's name?", ["c my daughter Ines Moss is ill"], "Ines Moss"),
        ("What is your mother called?", ["c my mum Ines Moss is ill"], "Ines Moss"),
        ("What is your dog called?", ["c my cat Miso is ill"], None),
        ("What is your boss's email?", ["c I am kay@post.example, but bill my boss"], None),  # named after the value
        ("What is your boss's email?", ["c bill my boss, boss@post.example"], "boss@post.example"),
        ("What is your boss's email?", ["c bill boss@post.example, that's my boss"], "boss@post.example"),
        ("From which day do your parents need it?", ["c a room from 3 May, one for my parents"], None),
        ("May I take the client's full name?", ["c My name is Kay Moss"], "Kay Moss"),
        ("Where are you moving to?", ["c I leave 14 Fern Street soon"], None),
        ("Until which day are you staying?", ["c a room from 3 May"], None),
        ("Under which number did you order?", ["c order 70-99812 is late"], "70-99812"),
        ("When did you get it?", ["c bought it on 3 May"], "3 May"),
        ("Sorry, who am I talking to?", ["c im tunde", "b Hello Tunde! Which coat?", "c the grey one"], "tunde"),
        ("What is your phone number?", ["b Your phone number?", "c don't have one"], None),
        ("What is your email?", ["c use kay@post.example", "b That address was not found in our system."], None),
    ],
)
def test_what_is_answered_already(draft: str, lines: list[str], value: str | None) -> None:
    found = facts(draft, *lines)
    answers = [found.state.of(Slots).answer(asked) for asked in asked_for(found.reading)]
    assert next((given.value for given in answers if given), None) == value


def test_what_is_somebody_elses_is_not_given() -> None:
    found = facts("Which room is your friend in?", "c room 418 has no towels")
    assert not any(found.state.of(Slots).answer(asked) for asked in asked_for(found.reading))


@pytest.mark.parametrize(
    "text", ["1" * 50_000, "order number is " * 3000, "this is Ab Cd " * 3500, "12 aa, " * 7000, "a.b@" * 12_000]
)
def test_long_texts_take_time_that_grows_with_the_length(text: str) -> None:
    read = reading(text)
    read.hits("words.ask")
    begun = time.process_time()
    stated(0, read)
    asked_for(read)
    assert time.process_time() - begun < 60
