"""Whom a sentence speaks to and of: the reader and their matter, or the world at large."""

from __future__ import annotations

from typing import Final

from couth.facts.sentences import asks, requests
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

_READER: Final = regex_of(r"\b(?:you|your|yours|u|ur|yourself|usted|ustedes|tu|tus|su|sus|te|le|les)\b|[您你]")
_TIED: Final = regex_of(
    r"\W*(?:(?:please|kindly|also|and|just) )*(?:it|it's|its|this|that|that's|these|those|they|they're|them|their|he|she|his|her|so|then|but|if"
    r"|when|once|until|because|as|for|to|otherwise|both|either|neither|which|same|there|there's|only|unless|since|after|before|during|while"
    r"|i|i'm|i've|i'll|we'll|we will|we're|we are|here|in|on|at|from|with|by|any|each|all|every|no|yes|not|otherwise|however|esto|eso|si|cuando)\b"
)
_NOW: Final = regex_of(
    r"\b(?:today|tonight|tomorrow|currently|at the moment|right now|temporarily|this (?:week|morning|afternoon|evening)|due to|because|so|closed|out of (?:order|service|stock)|delayed|repairs?|strike|hoy|manana)\b"
)


def addresses(reading: Reading, span: Span) -> bool:
    """Whether a sentence speaks to the reader or of what was just said: by a pronoun, a question, a request, a link."""
    said = _folded(reading, span)
    if (
        reading.text[span[0] : span[1]].isupper()
        or _READER.search(_WITHOUT_NOTE.sub("", said))
        or _TIED.match(said)
        or _NOW.search(said)
    ):
        return True
    noted = _NOTE.match(said) is not None
    return (
        asks(reading, span)
        or (requests(reading, span) and not noted)
        or any(reading.has(name, span) for name in _SERVES)
    )


_NOTE: Final = regex_of(r"\W*(?:please |kindly )?(?:note|remember|be aware|be advised)\b")
_WITHOUT_NOTE: Final = regex_of(r"\b(?:did|do) you know\b|\bsabias? que\b")
_SERVES: Final = (
    "words.ask",
    "words.stock",
    "words.promise",
    "words.holding",
    "words.hand-over",
    "words.news",
    "words.help-offer",
)


def speaks_to_reader(reading: Reading, span: Span) -> bool:
    """Whether a sentence has a word for the reader: you, your."""
    return _READER.search(_folded(reading, span)) is not None


def speaks_in_general(reading: Reading, span: Span) -> bool:
    """Whether a sentence speaks of anyone and of the business as such: its rules and its past."""
    return reading.has("words.business-terms", span)


def _folded(reading: Reading, span: Span) -> str:
    folded = reading.folded
    return folded.text[folded.at(span[0]) : folded.at(span[1])]
