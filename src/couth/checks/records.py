"""Checks of what stands on record: facts and attachments."""

from __future__ import annotations

from typing import ClassVar, Final, Iterator, Literal, Mapping, cast

from pydantic import Field

from couth.checks.base import (
    Check,
    Condition,
    Finder,
    Gate,
    Knowledge,
    PhrasesByLanguage,
    evidence,
    given,
    lately,
    whole,
)
from couth.facts import FACTS, Expression, Facts, Lacking, Missing, parse_expression
from couth.facts.consent import Consent
from couth.facts.logic import PART
from couth.model import Attachment, Evidence, Hit
from couth.model.wire_parts import AttachmentKind
from couth.text import Reading


class FactCheck(Check):
    """Finds that a condition over facts holds; unknown where the facts it needs are missing."""

    kind: Literal["fact"]
    holds: Condition = Field(description="the condition under which the draft is at fault")

    def message_values(self) -> frozenset[str]:
        """The facts of its condition, with `_` for the dot."""
        facts = parse_expression(self.holds, FACTS).facts
        return super().message_values().union(fact.replace(".", "_") for fact in facts)

    @property
    def condition(self) -> Expression:
        """The condition under which the draft is at fault."""
        return parse_expression(self.holds, FACTS)

    @property
    def reads(self) -> int:
        """What its condition reads."""
        return self.condition.reads

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """What its condition cannot hold without."""
        return self.condition.gate

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft."""
        expression = self.condition
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
    """Finds attachments of certain kinds; where words tell what is of use, those alone that are of none."""

    gives: ClassVar[tuple[str, ...]] = ("attachment", "caption")

    kind: Literal["attachments"]
    kinds: list[AttachmentKind] = Field(min_length=1, description="the kinds that are found")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="what the customer says who asks for such a thing"
    )
    useful: PhrasesByLanguage = Field(default_factory=dict, description="words of a caption that tell its use")
    idle: PhrasesByLanguage = Field(default_factory=dict, description="words of a caption that tell that it has none")
    refers: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the draft that lead to the attachment"
    )

    presents: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the draft that present an attachment; with idle ones, an idle one"
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that tell use from idleness."""
        return given(asked=self.asked, useful=self.useful, idle=self.idle, refers=self.refers, presents=self.presents)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """An attachment."""
        return frozenset({f"{PART}attachments"})

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for the first such attachment."""
        kinds = frozenset(self.kinds)
        told = bool(self.lists())

        def find(facts: Facts) -> Iterator[Hit]:
            attached = [a for a in facts.draft.attachments if a.kind in kinds]
            found = next((a for a in attached if not (told and _is_of_use(facts, a, name))), None)
            if found:
                yield Hit(whole(facts), values={"attachment": found.kind, "caption": found.caption or ""})

        return find


_TRIMMINGS: Final = ("gif", "sticker")
"""Kinds that show nothing of the matter unless a caption says so; what others show cannot be known without one."""


def _is_of_use(facts: Facts, attachment: Attachment, name: str) -> bool:
    """Whether the customer asked for an attachment, or it shows what the thread is about, or that cannot be known."""
    heard = cast("list[Reading]", facts.known("thread.heard"))
    if any(reading.has(f"{name}/asked") for reading in heard):
        return True
    if not attachment.caption:
        return attachment.kind not in _TRIMMINGS and not _is_idle(facts, attachment, name)
    caption = Reading(attachment.caption, facts.lang, facts.knowledge.lexicon)
    if caption.has(f"{name}/useful"):
        return True
    if caption.has(f"{name}/idle") or attachment.kind in _TRIMMINGS:
        return False
    return facts.reading.has(f"{name}/refers") or any(
        reading.stems & caption.stems for reading in (*heard, facts.reading)
    )


def _is_idle(facts: Facts, attachment: Attachment, name: str) -> bool:
    """Whether one without a caption is presented as a trimming, or is heard beside a text that says all and names none."""
    reading = facts.reading
    if attachment.kind == "audio":
        return not _spoke(facts) and len(reading.words) >= _SAYS_ALL and not reading.has(f"{name}/refers")
    shown = (s for s in reading.sentences if reading.has(f"{name}/presents", s) and reading.has(f"{name}/idle", s))
    return any(not reading.has(f"{name}/useful", span) for span in shown)


def _spoke(facts: Facts) -> bool:
    """Whether somebody lately sent a recording."""
    return any(a.kind == "audio" for message in lately(facts) for a in message.attachments)


_SAYS_ALL: Final = 4
"""A text of fewer words may leave the answer to the recording."""
