"""Questions by kind, and which of them a message passes over."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts import FACTS, Facts
from couth.facts.answers import drowned, matter, plainly_passed_over
from couth.facts.question_forms import Question, questions_in
from couth.model import Draft, Thread
from couth.text import Reading
from couth.text.stems import stem

LEXICON = default_linter().knowledge.lexicon


def passed_over(message: Reading, question: Question, turn: list[Question]) -> bool:
    return plainly_passed_over(message, question, turn, matter(message))


def reading(text: str) -> Reading:
    return Reading(text, "en", LEXICON)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("how much is the blue one?", ["price"]),
        ("when does it open and where is the door?", ["time", "place"]),
        ("why was it late?", ["reason"]),
        ("do you take dogs?", ["yes-no"]),
        ("can you send it again?", ["request"]),
        ("can you tell me when it comes?", ["time"]),
        ("please cancel it", ["request"]),
        ("it is blue.", []),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [question.kind for question in questions_in(0, reading(text))] == kinds


@pytest.mark.parametrize(("text", "plain"), [("are you kidding me?", False), ("do you take dogs?", True)])
def test_rhetoric_waits_for_no_answer(text: str, plain: bool) -> None:
    assert [question.plain for question in questions_in(0, reading(text))] == [plain]


@pytest.mark.parametrize(
    ("text", "reply", "ignored"),
    [
        ("is it wool? and do you have it in green?", "The rug is made of hand-knotted wool.", [False, True]),
        ("is it wool? and do you mend chairs?", "It is wool on all sides.", [False, True]),
        ("is it wool? and do you mend chairs?", "It is wool, and they are mended upstairs.", [False, False]),
        ("what do I bring? and is there a lift?", "Please bring a towel and a photo of the form.", [False, True]),
        ("do I need a licence for a jet ski?", "Kayaks leave from the north pier at 8.", [True]),
        ("do I need a licence for a jet ski?", "No, only a life vest and some courage.", [False]),
        ("do I need a licence for a jet ski?", "Let me check with the harbour office.", [False]),
        ("do I need a licence for a jet ski?", "Which of our two piers do you mean?", [False]),
        ("do I need a licence for a jet ski?", "At the pier.", [False]),
        ("how much is delivery to Elmwood?", "Our oven was made in Naples by masons.", [True]),
        ("how much is delivery to Elmwood?", "That would be 4 euros in all of town.", [False]),
    ],
)
def test_passed_over(text: str, reply: str, ignored: list[bool]) -> None:
    turn = list(questions_in(0, reading(text)))
    assert [passed_over(reading(reply), question, turn) for question in turn] == ignored


@pytest.mark.parametrize(
    ("text", "reply", "ignored"),
    [
        ("how much is a wash? and do you dye wool?", "A wash is £9. It takes about an hour.", [False, True]),
        ("how much is a wash? and do you dye wool?", "A wash is £9. We do all colours.", [False, False]),
        ("how much is a wash and do you dye wool?", "A wash is £9. Dyeing is done on Mondays.", [False, False]),
        ("can you tune the harp? when will you come?", "Yes, the harp can be tuned in your room.", [False, True]),
        ("can you tune the harp? when will you come?", "Sorry, the harp is too old to be tuned.", [False, False]),
        ("is the hall free? is it lit?", "Yes. The hall is free on the sixth.", [False, False]),
        ("is the hall free? may I paint the door?", "The hall is free. He will see to the rest.", [False, True]),
        ("is the hall free? may I paint the door?", "The hall is free. You may.", [False, False]),
        ("is the hall free? may I paint the door?", "The hall is free. Which colour?", [False, False]),
        ("is the hall free? is the bar open at 10?", "The hall is free. Last orders are at 9:45.", [False, False]),
    ],
)
def test_drowned(text: str, reply: str, ignored: list[bool]) -> None:
    turn = list(questions_in(0, reading(text)))
    assert [drowned(reading(reply), question, turn) for question in turn] == ignored


@pytest.mark.parametrize(
    ("text", "reply", "ignored"),
    [
        ("Bin 4 was left. When will somebody come back?", "Bins must be out by 7. Crews cannot take any soil.", True),
        ("When do I have to bring the bins out?", "Bins must be out by 7. Crews cannot take any soil.", False),
        (
            "Parcel 12 is not here. Who signed for it?",
            "Your parcel 12 was marked as delivered on Monday at 9:15.",
            True,
        ),
        (
            "Parcel 12 is not here. Who signed for it?",
            "Your parcel 12 was handed to a Ms Kent on Monday at 9:15.",
            False,
        ),
        (
            "Why was I charged twice for the ring?",
            "Our stores are closed on Monday and open again at nine on Friday.",
            True,
        ),
        ("Why was I charged twice for the ring?", "Our bank took the charge again as the first one had failed.", False),
    ],
)
def test_astray(text: str, reply: str, ignored: bool) -> None:
    turn = list(questions_in(0, reading(text)))
    assert [passed_over(reading(reply), question, turn) for question in turn] == [ignored]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [("dog", "pets", True), ("refund", "refundable", True), ("harp", "hall", False), ("courier", "shipping", True)],
)
def test_akin(one: str, other: str, same: bool) -> None:
    assert LEXICON.kindred("en").akin(frozenset((stem(one),)), frozenset((stem(other),))) is same


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("The doctor asks three things: when did it begin, what helps, and what do you take?", 0),  # somebody else
        ("When did it begin, what helps, and what do you take?", 3),
        ("Tell us what you like, what you don't, and which blue you prefer.", 2),  # two sides of one question
    ],
)
def test_what_is_asked_by_the_draft_itself(text: str, count: int) -> None:
    linter = default_linter()
    assert len(Facts(Draft(text), Thread(), linter.knowledge, FACTS)["draft.questions"]) == count
