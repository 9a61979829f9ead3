"""Checks of what stands on record or is written out: facts, attachments, numbers and values that identify."""

from __future__ import annotations

import re
from typing import ClassVar, Final, Iterator, Literal, Mapping, cast

from pydantic import Field

from couth.checks.base import Check, Condition, Finder, Gate, Knowledge, PhrasesByLanguage, evidence, whole
from couth.checks.identifiers import FEWEST_DIGITS, FINDERS, Identifier
from couth.facts import FACTS, Expression, Facts, Lacking, Missing, parse_expression
from couth.facts.consent import Consent
from couth.facts.logic import PART
from couth.model import Attachment, Evidence, Hit, Span
from couth.model.wire import AttachmentKind
from couth.regexes import regex_of
from couth.text import Reading, sign


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
        return _given(asked=self.asked, useful=self.useful, idle=self.idle, refers=self.refers, presents=self.presents)

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
    recent = range(max(0, len(facts.thread) - _LOOKED_BACK), len(facts.thread))
    return any(a.kind == "audio" for i in recent for a in facts.thread[i].attachments)


_LOOKED_BACK: Final = 12
_SAYS_ALL: Final = 4
"""A text of fewer words may leave the answer to the recording."""


class Numbers(Check):
    """Finds numbers that identify a person or an account, written out: their form and their check digits are right."""

    gives: ClassVar[tuple[str, ...]] = ("number",)
    late: ClassVar[frozenset[str]] = frozenset(("otherwise", "permitted"))

    kind: Literal["numbers"]
    of: list[Identifier] = Field(min_length=1, description="which numbers are looked for")
    otherwise: PhrasesByLanguage = Field(
        default_factory=dict, description="words shortly before a number by which it is another (an order, a parcel)"
    )
    permitted: PhrasesByLanguage = Field(default_factory=dict, description="words of the draft by which it may be told")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the customer's last messages by which it may be told"
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The words that let a number pass."""
        return _given(otherwise=self.otherwise, permitted=self.permitted, asked=self.asked)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """A digit."""
        return sign("digits")

    def finder(self, name: str) -> Finder:
        """One hit a number."""

        def find(facts: Facts) -> Iterator[Hit]:
            text = facts.draft.text
            digits = len(_DIGITS(text))
            found = [(k, span) for k in self.of if digits >= FEWEST_DIGITS[k] for span in FINDERS[k](text)]
            if found and not _permitted(facts, name):
                for kind, span in found:
                    if not _just_before(facts, f"{name}/otherwise", span):
                        yield Hit(span, values={"number": kind})

        return find


_DIGITS: Final = regex_of("[0-9]").findall


def _given(**lists: PhrasesByLanguage) -> Mapping[str, PhrasesByLanguage]:
    return {suffix: words for suffix, words in lists.items() if words}


def _permitted(facts: Facts, name: str) -> bool:
    """Whether words of the draft let a number pass, or the customer asked for it."""
    if facts.reading.has(f"{name}/permitted"):
        return True
    heard = facts["thread.heard"]
    return not isinstance(heard, Missing) and any(r.has(f"{name}/asked") for r in cast("list[Reading]", heard))


_NEAR: Final = 24
"""So many characters may lie between a name and its number."""


def _just_before(facts: Facts, list_id: str, span: Span) -> bool:
    """Whether a phrase of a list stands shortly before a span, in the same sentence, with no other number between."""
    hits = facts.reading.hits(list_id)
    if not hits:
        return False
    sentence = facts.reading.sentences[facts.reading.sentence_of(span[0])]
    before = facts.reading.hits_in(list_id, (sentence[0], span[0]))
    between = facts.draft.text[before[-1].end : span[0]] if before else ""
    return bool(before) and len(between) <= _NEAR and not any(map(str.isdigit, between))


class Told(Check):
    """Finds a value that is written out right after the words that name it."""

    gives: ClassVar[tuple[str, ...]] = ("number",)
    late: ClassVar[frozenset[str]] = frozenset(("otherwise", "permitted"))

    kind: Literal["told"]
    names: PhrasesByLanguage = Field(description="what names it, with the words that lead up to it (your password is)")
    form: Literal["digits", "code", "password"] = Field(
        description="digits; digits that letters may go with; or a word with a digit or sign in it, or in quotation marks"
    )
    least: int = Field(default=4, ge=1, description="so many digits at least (of a password: characters)")
    most: int = Field(default=40, ge=1, description="so many at most")
    otherwise: PhrasesByLanguage = Field(
        default_factory=dict,
        description="words shortly before the name, or in it, by which it is another (a door, a parcel)",
    )
    permitted: PhrasesByLanguage = Field(default_factory=dict, description="words of the draft by which it may be told")
    asked: PhrasesByLanguage = Field(
        default_factory=dict, description="words of the customer's last messages by which it may be told"
    )

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The names, and the words that let a value pass."""
        return _given(names=self.names, otherwise=self.otherwise, permitted=self.permitted, asked=self.asked)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """The words that name it."""
        return frozenset({f"{name}/names"})

    def finder(self, name: str) -> Finder:
        """One hit a value."""
        form = _FORMS[self.form]

        def find(facts: Facts) -> Iterator[Hit]:
            names = facts.reading.hits(f"{name}/names")
            if not names or _permitted(facts, name):
                return
            for hit in names:
                value = form.match(facts.draft.text, hit.end)
                if not value or not self._fits(value["value"]) or _in_link(facts, value.start("value")):
                    continue
                other = f"{name}/otherwise"
                if not (facts.reading.hits_in(other, hit.span) or _just_before(facts, other, hit.span)):
                    yield Hit(value.span("value"), values={"number": facts.draft.text[hit.start : hit.end]})

        return find

    def _fits(self, value: str) -> bool:
        size = len(value) if self.form == "password" else sum(map(str.isdigit, value))
        return self.least <= size <= self.most


def _in_link(facts: Facts, at: int) -> bool:
    return any(link.span[0] <= at < link.span[1] for link in facts.reading.links)


_LEADS: Final = r"[\s:：=#–—-]{0,4}[\"“‘'「*_]{0,2}"
_IN_WORD: Final = r"[^\s\"“”‘’'「」{}<>*()\[\]/|]"
_STATES: Final = r"(?:expired|invalid|incorrect|wrong|weak|temporary|required|blank|empty|reset|locked|changed)"
"""What is said of a password in quotation marks, and is none."""
_FORMS: Final[Mapping[str, re.Pattern[str]]] = {
    "digits": regex_of(_LEADS + r"(?P<value>\d(?:[ .\u00a0-]?\d)*+)(?![\w*])", re.ASCII),
    "code": regex_of(
        _LEADS
        + r"(?P<value>(?:[A-Z]{1,4}[ -]?)?\d(?:[ ./\u00a0-]?\d)*+(?:[ -]?[A-Z]{1,2})?|(?=(?:[A-Z]*\d){4})[A-Z0-9]{8,12})(?![\w*])",
        re.ASCII,
    ),
    "password": regex_of(
        _LEADS
        + rf"(?P<value>(?:(?={_IN_WORD}{{0,63}}(?:\d|[@#$%^&+=~!]\w))|(?<=[\"“‘'「])"
        + rf"(?!{_STATES}\W)(?={_IN_WORD}{{1,64}}[\"”’'」])){_IN_WORD}{{1,64}}?)(?=[.,!?;:)\"'”’」*_]{{0,9}}(?:\s|$))"
    ),
}
