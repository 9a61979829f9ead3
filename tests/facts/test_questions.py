"""Questions by kind, and which of them a message passes over."""

from __future__ import annotations

import pytest

from couth.engine import default_linter
from couth.facts.answers import passed_over
from couth.facts.questions import questions_in
from couth.text import Reading

LEXICON = default_linter().knowledge.lexicon


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
