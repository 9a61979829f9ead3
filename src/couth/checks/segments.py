"""The check that counts the parts of a text message."""

from __future__ import annotations

from typing import ClassVar, Final, Iterator, Literal

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.facts import Facts, Figure, Profile
from couth.facts.profiles import under_profile
from couth.model import Edit, Fix, Hit
from couth.text import sms


class Segments(Check):
    """Finds a text message of more parts than there should be, or than it would have with plain signs."""

    kind: Literal["segments"]
    gives: ClassVar[tuple[str, ...]] = ("count", "encoding", "units", "signs", "why")
    of_length: ClassVar[bool] = True
    figures: ClassVar[tuple[str, ...]] = ("segments",)
    flips: bool = Field(default=True, description="find signs that cost parts by turning 7 bits a character into 16")

    def may(self, facts: Facts) -> object:
        """Only of more than fits into one part."""
        text = facts.draft.text
        if len(text) > _SHORT and sms.is_plain(text):
            return len(text) > _SHORT_IF_PLAIN and sms.parts(text).count > 1
        return len(text) > _SHORT

    def finder(self, name: str) -> Finder:
        """One hit from the first sign that flips the alphabet to the last, with plain ones as fix; else one on the whole draft."""

        def find(facts: Facts) -> Iterator[Hit]:
            parts = sms.parts(facts.draft.text)
            return under_profile(facts, lambda profile: self._hits(facts, profile, parts), self.figures)

        return find

    def _hits(self, facts: Facts, profile: Profile, parts: sms.Parts) -> Iterator[Hit]:
        limit, text = profile.get("segments"), facts.draft.text
        if limit is None:
            return
        if self.flips and parts.encoding == "UCS-2" and _plain(text).count < parts.count:
            yield _flipped(text, parts)
        elif parts.count > limit.value:
            yield _too_many(facts, parts, limit)


_SHORT: Final = sms.UNITS[0] // 2
_SHORT_IF_PLAIN: Final = sms.SEPTETS[0] // 2
"""So many characters are one message, whatever they are."""


def _plain(text: str) -> sms.Parts:
    return sms.parts(sms.plain(text))


def _flipped(text: str, parts: sms.Parts) -> Hit:
    spans = sms.strangers(text)
    signs = list(dict.fromkeys(text[start] for start, _ in spans))
    edits = tuple(Edit(span, sms.PLAIN[text[span[0]]]) for span in spans if text[span[0]] in sms.PLAIN)
    shown = " ".join(map(_named, signs[:_SHOWN]))
    values = {**_values(parts), "signs": shown, "why": f", for {shown}; {_plain(text).count} with plain signs"}
    return Hit((spans[0][0], spans[-1][1]), values=values, fix=Fix(edits, safe=True))


_SHOWN: Final = 8


def _named(sign: str) -> str:
    return f"U+{ord(sign):04X}" if sign.isspace() or not sign.isprintable() else sign


def _too_many(facts: Facts, parts: sms.Parts, limit: Figure) -> Hit:
    values = {**_values(parts), "signs": "", "why": f"; {limit.value} should do"}
    return Hit(whole(facts), values=values, at_most=None if limit.is_firm else "warning")


def _values(parts: sms.Parts) -> dict[str, object]:
    return {"count": parts.count, "encoding": parts.encoding, "units": parts.units}
