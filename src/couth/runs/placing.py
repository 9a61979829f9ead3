"""What was found of a draft, each with its place in the file and a fingerprint that outlives edits elsewhere.

A fingerprint is made of the rule, the file, the template's name or the draft's id, and the words that were
found. It does not know lines: text may move. Of a finding that is about a whole long message the words take no
part, so that it is the same one after an edit; of several that are alike, each gets its number. A draft of a list of
cases that has no id is known by its own text.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import Final

from couth.model import Report, Violation
from couth.model.finding import Finding, Region, Replacement
from couth.readers import Incoming, Place

LENGTH: Final = 16
"""Hexadecimal digits of a fingerprint."""

LONGEST: Final = 60
"""Characters of a message that counts by its words even where all of it was found."""


Known = tuple[str, str, str, str]
"""Rule, file, name and words of a finding."""


class Placing:
    """Places the findings of one file, in order; `inside` is its path from the configuration's folder."""

    def __init__(self, inside: str) -> None:
        self._inside = inside
        self._met: Counter[Known] = Counter()

    def findings(self, item: Incoming, report: Report) -> tuple[Finding, ...]:
        """The findings of the next draft of the file."""
        name = name_of(item)
        met = self._met if item.located else Counter()
        return tuple(
            Finding(
                violation=violation,
                path=item.path,
                line=item.line,
                region=_region(item, violation),
                name=name,
                fingerprint=self._fingerprint(item, name, violation, met),
                replacements=_replacements(item, violation),
            )
            for violation in report.violations
        )

    def _fingerprint(self, item: Incoming, name: str | None, violation: Violation, met: Counter[Known]) -> str:
        words = " ".join(violation.excerpt.split())
        if name and len(words) > LONGEST and len(violation.excerpt) >= len(item.draft.text.strip()):
            words = ""
        holder = name or ("" if item.located else item.draft.text)
        known = (violation.rule, self._inside, holder, words)
        met[known] += 1
        canonical = json.dumps([*known, met[known]], ensure_ascii=True)
        return hashlib.sha256(canonical.encode()).hexdigest()[:LENGTH]


def name_of(item: Incoming) -> str | None:
    """The template's name, or the draft's id where it was given one: what is made of path and line is none."""
    if item.template:
        return item.template.name
    given = item.draft.id
    return None if given is None or given.split("#")[0] == f"{item.path}:{item.line}" else given


def _region(item: Incoming, violation: Violation) -> Region | None:
    place = item.place(violation.span)
    return None if place is None else region_at(item, place)


def region_at(item: Incoming, place: Place) -> Region:
    """A place of the item's file, with its columns in bytes, too."""
    assert item.located  # noqa: S101  (what has a place is located)
    text = item.located.source.text
    before, before_end = (
        text[place.start - place.column + 1 : place.start],
        text[place.end - place.end_column + 1 : place.end],
    )
    return Region(
        place.line, place.column, place.end_line, place.end_column, _bytes(before) + 1, _bytes(before_end) + 1
    )


def _bytes(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _replacements(item: Incoming, violation: Violation) -> tuple[Replacement, ...] | None:
    edits = item.located.edits(violation.fix) if item.located and violation.fix else None
    if not edits or not item.located:
        return None
    source = item.located.source
    return tuple(Replacement(region_at(item, source.place(edit.span)), edit.text) for edit in edits)
