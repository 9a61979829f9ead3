"""A mapped text leads back to its source: exactly, wherever it may be rewritten."""

from __future__ import annotations

import hypothesis.strategies as st
from hypothesis import given

from couth.model import MappedText, Piece

# the source: Tell&nbsp;<b>{{name}}</b> now
SOURCE = "Tell&nbsp;<b>{{name}}</b> now"
TEXT = MappedText(
    [Piece("Tell", 0, 4), Piece(" ", 4, 10, "escape"), Piece("Ana", 13, 21, "value"), Piece(" now", 25, 29)]
)


def test_the_text_is_that_of_its_pieces() -> None:
    assert TEXT.text == "Tell Ana now"


def test_a_span_leads_to_all_it_stands_for() -> None:
    assert SOURCE[slice(*TEXT.span((0, 5)))] == "Tell&nbsp;"
    assert SOURCE[slice(*TEXT.span((6, 7)))] == "{{name}}"
    assert SOURCE[slice(*TEXT.span((9, 12)))] == "now"


def test_what_is_rewritten_is_words_alone() -> None:
    assert TEXT.exact((0, 5)) == (0, 10)
    assert TEXT.exact((0, 6)) is None, "a placeholder"
    assert TEXT.exact((3, 4)) == (3, 4)
    assert MappedText([Piece("a", 0, 1), Piece("b", 4, 5)]).exact((0, 2)) is None, "markup between"
    assert MappedText([Piece("…", 0, 1), Piece("ab", 1, 9, "escape")]).exact((0, 2)) is None, "half an escape"


def test_values_are_told_from_words() -> None:
    assert TEXT.only_values((5, 8))
    assert TEXT.only_values((6, 7))
    assert not TEXT.only_values((4, 8))
    assert not TEXT.only_values((5, 5))


def test_an_insertion_has_a_place_among_words() -> None:
    assert TEXT.exact((2, 2)) == (2, 2)
    assert TEXT.exact((6, 6)) is None
    assert TEXT.span((12, 12)) == (29, 29)


@given(st.lists(st.text(min_size=1, max_size=4), max_size=6), st.data())
def test_the_pieces_of_a_slice_are_its_text(words: list[str], data: st.DataObject) -> None:
    source, pieces = "", []
    for word in words:
        pieces.append(Piece(word, len(source) + 1, len(source) + 1 + len(word)))
        source += f"<{word}>"
    text = MappedText(pieces)
    start = data.draw(st.integers(0, len(text.text)))
    end = data.draw(st.integers(start, len(text.text)))
    assert "".join(piece.text for piece in text.slice(start, end)) == text.text[start:end]
    assert all(source[piece.start : piece.end] == piece.text for piece in text.slice(start, end))
