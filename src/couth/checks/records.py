"""Checks of what stands on record or in numbers: facts, attachments, numbers that identify."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator, Literal, Mapping

from pydantic import Field

from couth.checks.base import Check, Condition, Finder, evidence, whole
from couth.facts import FACTS, Facts, Lacking, Missing, parse_expression
from couth.facts.consent import Consent
from couth.model import Evidence, Hit
from couth.model.wire import AttachmentKind


class FactCheck(Check):
    """Finds that a condition over facts holds; unknown where the facts it needs are missing."""

    kind: Literal["fact"]
    holds: Condition = Field(description="the condition under which the draft is at fault")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft."""
        expression = parse_expression(self.holds, FACTS)
        about_consent = any(fact in _OF_CONSENT for fact in expression.facts)

        def find(facts: Facts) -> Iterator[Hit]:
            holds = expression.evaluate(facts)
            if isinstance(holds, Missing):
                raise Lacking(holds)
            if holds:
                values = {fact.replace(".", "_"): _shown(facts, fact) for fact in expression.facts}
                yield Hit(whole(facts), _opt_out(facts) if about_consent else (), values)

        return find


def _shown(facts: Facts, fact: str) -> object:
    """A fact's value as a message shows it: durations in hours or minutes, sets in order."""
    value = facts[fact]
    if FACTS[fact].type == "duration" and isinstance(value, float):
        return f"{value / 3600:.0f} hours" if value >= 2 * 3600 else f"{value / 60:.0f} minutes"
    return ", ".join(sorted(value)) if isinstance(value, frozenset) else value


_OF_CONSENT: Final = ("thread.opted_out",)


def _opt_out(facts: Facts) -> tuple[Evidence, ...]:
    place = facts.state.of(Consent).opted_out if facts.thread.known else None
    return evidence(facts, *place) if place else ()


class Attachments(Check):
    """Finds attachments of certain kinds."""

    kind: Literal["attachments"]
    kinds: list[AttachmentKind] = Field(min_length=1, description="the kinds that are found")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for the first attachment of such a kind."""
        kinds = frozenset(self.kinds)

        def find(facts: Facts) -> Iterator[Hit]:
            found = next((a for a in facts.draft.attachments if a.kind in kinds), None)
            if found:
                yield Hit(whole(facts), values={"attachment": found.kind, "caption": found.caption or ""})

        return find


Identifying = Literal["card", "iban", "us-ssn", "aadhaar", "uk-nino"]


class Numbers(Check):
    """Finds numbers that identify a person or an account, written out: their form and their check digits are right."""

    kind: Literal["numbers"]
    of: list[Identifying] = Field(min_length=1, description="which numbers are looked for")

    def finder(self, name: str) -> Finder:
        """One hit a number."""
        kinds = [(kind, *_NUMBERS[kind]) for kind in self.of]

        def find(facts: Facts) -> Iterator[Hit]:
            text = facts.draft.text
            if sum(map(str.isdigit, text)) < _FEWEST_DIGITS:
                return
            for kind, pattern, is_one in kinds:
                for match in pattern.finditer(text):
                    if is_one(re.sub(r"[ .\u00a0-]", "", match.group()).upper()):
                        yield Hit(match.span(), values={"number": kind})

        return find


_FEWEST_DIGITS: Final = 6


def _luhn(digits: str) -> bool:
    """The check that every payment card's number passes (ISO/IEC 7812-1, annex B)."""
    if len(set(digits)) < 2:
        return False
    doubled = (int(d) * (2 if n % 2 else 1) for n, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def _iban(number: str) -> bool:
    """The check digits of an international bank account number (ISO 13616: modulo 97)."""
    moved = number[4:] + number[:4]
    return int("".join(str(int(c, 36)) for c in moved)) % 97 == 1


def _verhoeff(digits: str) -> bool:
    """The check of an Aadhaar number (Verhoeff's dihedral scheme)."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total = _D[total][_P[place % 8][int(digit)]]
    return total == 0


_D: Final = tuple(
    tuple((i + j) % 5 if i < 5 and j < 5 else 5 + (i + j) % 5 if i < 5 else 5 + (i - j) % 5 if j < 5 else (i - j) % 5 for j in range(10))
    for i in range(10)
)  # fmt: skip
_P: Final = tuple(
    tuple(map(int, row))
    for row in ("0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258")
)

_NUMBERS: Final[Mapping[str, tuple[re.Pattern[str], Callable[[str], bool]]]] = {
    "card": (re.compile(r"(?<![\d.-])[2-6]\d{3}(?:[ .-]?\d{2,6}){2,4}(?![\d-])"), lambda n: 13 <= len(n) <= 19 and _luhn(n)),
    "iban": (re.compile(r"(?i)\b[a-z]{2}\d{2}(?: ?[a-z0-9]{4}){2,7}(?: ?[a-z0-9]{1,4})?\b"), lambda n: 15 <= len(n) <= 34 and _iban(n)),
    "us-ssn": (re.compile(r"(?<![\d-])(?!000|666|9)\d{3}[- ](?!00)\d{2}[- ](?!0000)\d{4}(?![\d-])"), lambda n: True),
    "aadhaar": (re.compile(r"(?<![\d-])[2-9]\d{3}[ -]\d{4}[ -]\d{4}(?![ -]?\d)"), lambda n: _verhoeff(n)),
    "uk-nino": (re.compile(r"(?i)\b(?!bg|gb|nk|kn|tn|nt|zz)[a-ceghj-prstw-z][a-ceghj-nprstw-z] ?\d{2} ?\d{2} ?\d{2} ?[a-d]\b"), lambda n: True),
}  # fmt: skip
