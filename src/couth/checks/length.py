"""The check of length: characters, words, sentences and lines, and what permits more of them."""

from __future__ import annotations

from typing import Callable, ClassVar, Final, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Finder, PhrasesByLanguage, given, heard, whole
from couth.facts import Facts
from couth.model import Hit
from couth.regexes import regex_of


class Length(Check):
    """Finds a draft that is longer than it should be, by any of several measures."""

    of_length: ClassVar[bool] = True

    gives: ClassVar[tuple[str, ...]] = ("count", "limit", "measure")

    kind: Literal["length"]
    characters: int | None = Field(
        default=None, ge=1, description="so many characters are allowed; marks of formatting (`**`) are none"
    )
    words: int | None = Field(default=None, ge=1, description="so many words are allowed")
    sentences: int | None = Field(
        default=None,
        ge=1,
        description="so many sentences are allowed; a salutation, a signature and the items of a list are none",
    )
    lines: int | None = Field(
        default=None,
        ge=1,
        description="so many lines that are not blank are allowed; what is set in under an item of a list counts with it",
    )
    courtesies: PhrasesByLanguage = Field(
        default_factory=dict, description="words of a short sentence that is mere courtesy: two such do not count"
    )
    required: PhrasesByLanguage = Field(default_factory=dict, description="words of a text that has to be given whole")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="what the customer says who asks for it at length"
    )
    steps: PhrasesByLanguage = Field(
        default_factory=dict, description="what the customer says who asks for steps, listed then"
    )
    choices: PhrasesByLanguage = Field(
        default_factory=dict, description="what the customer says who asks to see what there is, listed then"
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that permit length."""
        permit = given(required=self.required, asked=self.asked, steps=self.steps, choices=self.choices)
        return {**permit, **given(courtesies=self.courtesies)}

    def may(self, facts: Facts) -> object:
        """Only where some measure is exceeded by what is never less than it."""
        text, reading = facts.draft.text, facts.reading
        return (
            len(text) > (self.characters or _NO_LIMIT)
            or len(text) > (self.words or _NO_LIMIT)
            or len(reading.sentences) > (self.sentences or _NO_LIMIT)
            or len(text.splitlines()) > (self.lines or _NO_LIMIT)
        )

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft, for the first measure that is exceeded."""
        limits = [(measure, getattr(self, measure)) for measure in _MEASURES if getattr(self, measure) is not None]

        def find(facts: Facts) -> Iterator[Hit]:
            for measure, limit in limits:
                count = _MEASURES[measure](facts, name)
                if count > limit:
                    if not _permitted(facts, name):
                        yield Hit(whole(facts), values={"count": count, "limit": limit, "measure": measure})
                    return

        return find


_NO_LIMIT: Final = 1 << 62


def _in_full(facts: Facts, name: str) -> int:
    """Number of sentences; lines that are none (`Kind regards`, `Gate: 12`, items of a list), bare links and initials left out.

    Nor do two short courtesies count (`Oh no!`, `Thanks.`), such as begin and end a message; more of them are what is too much.
    """
    text, spans = facts.draft.text, facts.reading.sentences
    ends = (0, *(end for _, end in spans))
    begins = (n == 0 or "\n" in text[ends[n] : start] for n, (start, _) in enumerate(spans))
    said = [span for on_its_own, span in zip(begins, spans, strict=True) if _is_said(text[slice(*span)], on_its_own)]
    few = (span for span in said if len(text[slice(*span)].split()) <= _SHORT)
    return len(said) - min(sum(facts.reading.has(f"{name}/courtesies", span) for span in few), _SPARED)


def _is_said(part: str, on_its_own: bool) -> bool:
    return not (_NO_WORDS.fullmatch(part) or part[-1] in _COLONS or (on_its_own and _is_label(part)))


def _is_label(line: str) -> bool:
    """Whether a line is an item of a list, or has a few words only and no stop."""
    return bool(_ITEM.match(line)) or (line[-1] not in _STOPS and len(line.split()) <= _FEW_WORDS)


_NO_WORDS: Final = regex_of(
    r"(?:(?:https?://|www\.)\S+\s*)*(?:[\^~–—-] ?\w+(?: \w\.?)?\W*)?(?:\(?\d/\d\)?|(?i:step|paso|schritt|étape|part|teil) \d+\W*)?"
)
"""Links, who wrote it, as desks sign (`^BG`), and which part or step it is (`1/2`), and nothing else."""
_FEW_WORDS: Final = 5
_SHORT: Final = 6
"""So many words a sentence has that may be mere courtesy."""
_SPARED: Final = 2
_COLONS: Final = ":："
_STOPS: Final = ".!?…。！？؟।"
_ITEM: Final = regex_of(r"(?:\(?\d{1,2}[.)]|[-•*–·]|\d️?⃣|(?i:step|paso|schritt|étape) \d|第.步|[①-⑳])\s*")


def _lines(facts: Facts, _: str) -> int:
    """Number of lines that are not blank; what is set in under an item of a list belongs to it."""
    count, within = 0, False
    for line in facts.draft.text.splitlines():
        set_in = line[:1].isspace()
        count += bool(line.strip()) and not (set_in and within)
        within = within if set_in or not line else bool(_ITEM.match(line))
    return count


_MARKUP: Final = regex_of(r"[*~`]+|(?<!\w)_+|_+(?!\w)")
"""What makes words bold, slanted, struck or code; the customer sees none of it."""
_MEASURES: Final[Mapping[str, Callable[[Facts, str], int]]] = {
    "characters": lambda facts, _: len(_MARKUP.sub("", facts.draft.text)),
    "words": lambda facts, _: len(facts.reading.words),
    "sentences": _in_full,
    "lines": _lines,
}


def _permitted(facts: Facts, name: str) -> bool:
    """Whether a text has to be this long, or the customer asked for it."""
    if facts.reading.has(f"{name}/required"):
        return True
    asked = [suffix for suffix in _PERMITTING if any(reading.has(f"{name}/{suffix}") for reading in heard(facts))]
    return "asked" in asked or (bool(asked) and _is_list(facts))


def _is_list(facts: Facts) -> bool:
    """Whether the draft is a list of three items or more."""
    return sum(bool(_ITEM.match(line.lstrip())) for line in facts.draft.text.splitlines()) >= _LIST


_PERMITTING: Final = ("asked", "steps", "choices")
_LIST: Final = 3
