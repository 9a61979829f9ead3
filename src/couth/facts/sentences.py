"""What a sentence does: asks, requests, greets, thanks, promises. Read off word lists and form, not off single words."""

from __future__ import annotations

from typing import Iterator

from couth.model import Span
from couth.text import Reading

QUESTION_MARKS = "?？؟⁇⁈"
EXCLAMATION_MARKS = "!！⁉"


def parts(reading: Reading, span: Span) -> Iterator[Span]:
    """The sentence, cut where a further question begins after a comma or `and`: each part asks one thing at most."""
    cuts = [h.start for h in reading.hits("words.question") if span[0] < h.start < span[1]]
    start = span[0]
    for cut in cuts:
        if _joined(reading.text[start:cut]):
            yield start, cut
            start = cut
    yield start, span[1]


def _joined(before: str) -> bool:
    """Whether what stands before a question word ends in a comma or a joining word, so that a new clause begins."""
    words = before.rstrip().casefold()
    return len(words) > 2 and (words[-1] in ",;:-–—，、" or words.split()[-1] in ("and", "also", "or", "y", "e", "et", "und"))


def asks(reading: Reading, span: Span) -> bool:
    """Whether a sentence is a question, with a question mark or without."""
    if reading.quoted(span):
        return False
    return reading.text[span[0] : span[1]].rstrip(" \"'”’)»").endswith(tuple(QUESTION_MARKS)) or reading.has("words.question", span)


def requests(reading: Reading, span: Span) -> bool:
    """Whether a sentence asks the other side to do or send something."""
    return not reading.quoted(span) and reading.has("words.request", span)


def is_courtesy(reading: Reading, span: Span) -> bool:
    """Whether a sentence is nothing but a greeting, thanks, apology, acknowledgement or farewell."""
    lists = ("words.greeting", "words.thanks", "words.apology", "words.acknowledgement", "words.goodbye")
    covered = sum(h.end - h.start for name in lists for h in reading.hits(name) if span[0] <= h.start < span[1])
    letters = span[1] - span[0]
    return covered > 0 and (covered * 2 >= letters or len(reading.stems_of(span)) <= 1)


def is_closing(reading: Reading) -> bool:
    """Whether a whole message only thanks, agrees or takes leave: it needs no answer."""
    return not reading.sentences or all(
        is_courtesy(reading, span) and not asks(reading, span) for span in reading.sentences
    )
