"""Questions that put two things to choose from."""

from __future__ import annotations

import pytest

from couth.facts.choices import choice_in, chosen


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("is it the left or the right one?", "choice of left/right"),
        ("would you like a single or a double room?", "choice of single/double"),
        ("do you pay by card or in cash?", "choice of card/cash"),
        ("would you like a replacement of the washing machine or a refund?", ""),
        ("is it about a new badge or renewing one?", ""),
        ("would you prefer a refund for the item or a replacement set?", ""),
        ("could you send a photo of it on the product or box?", ""),
        ("is it still free or not?", ""),
        ("which one is it?", ""),
    ],
)
def test_which_choice_a_question_puts(said: str, kind: str) -> None:
    assert choice_in(said) == kind


@pytest.mark.parametrize(
    ("kind", "text", "given"),
    [
        ("choice of left/right", "the left one whistles", "left"),
        ("choice of left/right", "the left one whistles, the right one is fine", None),
        ("choice of card/cash", "I would not pay by card", None),
        ("choice of card/cash", "do you take card?", None),
        ("choice of am/pm", "come at 7pm", "7pm"),
        ("choice of tea/coffee", "nothing", None),
    ],
)
def test_where_a_text_chooses(kind: str, text: str, given: str | None) -> None:
    span = chosen(kind, text)
    assert (span and text[span[0] : span[1]]) == given
