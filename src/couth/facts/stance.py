"""Whom a sentence speaks to and of: the reader and their matter, or the world at large."""

from __future__ import annotations

from re import Pattern
from typing import Final, Iterator

from couth.facts.sentences import asks_plainly, requests
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading

_READER: Final = regex_of(r"\b(?:you|your|yours|u|ur|yourself|usted|ustedes|tu|tus|su|sus|te|le|les)\b|[您你]")
_READERS: Final = {
    "de": regex_of(r"\b(?:sie|ihnen|ihr|ihre[nmrs]?|du|dich|dir|dein(?:e[nmrs]?)?|euch|euer|eure[nmrs]?)\b"),
    "fr": regex_of(r"\b(?:vous|votre|vos|tu|te|toi|ton|ta|tes)\b|\bt['’]"),
    "nl": regex_of(r"\b(?:u|uw|uzelf|je|jij|jou|jouw|jullie)\b"),
    "it": regex_of(r"\b(?:lei|la sua|il suo|i suoi|le sue|suo|sua|tu|ti|te|tuo|tua|tuoi|tue|voi|vi|vostr[oaie])\b"),
    "pt": regex_of(r"\b(?:voce|voces|vc|vcs|seu|sua|seus|suas|tu|te|ti|teu|tua|teus|tuas|lhe|lhes)\b"),
}
"""Words for the reader by language; of the rest the languages above share one list."""


def reader_of(lang: str) -> Pattern[str]:
    """What finds the words for the reader in a language."""
    return _READERS.get(lang, _READER)


_TIED: Final = regex_of(
    r"\W*(?:(?:please|kindly|also|and|just) )*(?:it|it's|its|this|that|that's|these|those|they|they're|them|their|he|she|his|her|so|then|but|or|if"
    r"|when|once|until|because|as|for|to|otherwise|both|either|neither|which|same|there|there's|only|unless|since|after|before|during|while"
    r"|(?:new|first-time) (?:customers|patients|members|guests|students|clients|users|players|pupils|tenants|visitors|drivers|riders)"
    r"|i|i'm|i've|i'll|we'll|we will|we're|we are|here|in|on|at|from|with|by|any|each|all|every|no|yes|not|otherwise|however|esto|eso|si|cuando)\b"
)
_BACK: Final = regex_of(
    r"\b(?:it|them)\b|\bthere\W*$|\b(?:when|if|once|until|after|before|because|unless|where) (?:it|they|this|that)\b"
    r"|\b(?:him|her)\b|\b(?:today|tonight|tomorrow|currently|at the moment|right now"
    r"|temporarily|this (?:week|morning|afternoon|evening)|due to|because|so|closed|out of (?:order|service|stock)|delayed|repairs?|strike"
    r"|hoy|manana)\b"
)

_THEY: Final = regex_of(r"\bthey\b")


def turns_to(reading: Reading, span: Span, *, of_others: bool = False) -> bool:
    """Whether a sentence speaks to the reader or of what was just said by one of its words, told at a glance."""
    told = _WITHOUT_NOTE.sub("", reading.folded_in(span))
    if of_others:
        told = _THEY.sub("", told)
    return bool(reader_of(reading.lang).search(told) or _TIED.match(told) or _BACK.search(told))


def addresses(reading: Reading, span: Span, *, of_others: bool = False) -> bool:
    """Whether a sentence speaks to the reader or of what was just said: by a pronoun, a question, a request, a link.

    Where it is of others, `they` are these: `coaches ring before they come`.
    """
    said = reading.folded_in(span)
    if reading.text[span[0] : span[1]].isupper() or turns_to(reading, span, of_others=of_others):
        return True
    noted = _NOTE.match(said) is not None
    return (
        (asks_plainly(reading, span) and not _WONDERS.match(said))
        or (requests(reading, span) and not noted)
        or any(reading.has(name, span) for name in _SERVES)
        or any(not _AT_LARGE.match(hit) for hit in _said_of(reading, span))
    )


def _said_of(reading: Reading, span: Span) -> Iterator[str]:
    hits = (hit for name in ("words.ask", "words.holding") for hit in reading.hits_in(name, span))
    return (reading.text[hit.start : hit.end].casefold() for hit in hits)


_AT_LARGE: Final = regex_of(r"(?:what|which|is|are)\b")
"""What stands in any sentence: `the barn, which seats 120`, `they are handled elsewhere`; a question has its form or mark."""


_NOTE: Final = regex_of(r"\W*(?:please |kindly )?(?:note|remember|be aware|be advised)\b")
_WITHOUT_NOTE: Final = regex_of(
    r"\b(?:did|do) you know\b(?: that)?|\bsabias? que\b|^\W*(?:as for|as to|as regards) [^,.;!?]{1,40},|"
    r"^\W*(?:just so you know|(?:for )?your information|for the record|you (?:may|might like to) know|(?:while|whereas)(?! (?:you|it|we|they)\b))"
)
_WONDERS: Final = regex_of(r"\W*(?:and |also )?(?:did|do) you know\b|\W*sabias? que\b")
"""`Did you know` asks nothing."""
_SERVES: Final = (
    "words.stock",
    "words.promise",
    "words.hand-over",
    "words.news",
    "words.help-offer",
)


def speaks_to_reader(reading: Reading, span: Span) -> bool:
    """Whether a sentence has a word for the reader: you, your."""
    return reader_of(reading.lang).search(reading.folded_in(span)) is not None


def speaks_in_general(reading: Reading, span: Span) -> bool:
    """Whether a sentence speaks of anyone and of the business as such: its rules and its past."""
    return reading.has("words.business-terms", span)
