"""What stands in a policy file, a rule file, a shared word list and an act: the shape, checked by pydantic."""

from __future__ import annotations

from typing import Annotated, Any, Final

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, InstanceOf, model_validator

from couth.checks import Check
from couth.model import Draft, Thread
from couth.model.report import Basis, Mending, Severity
from couth.model.values import LANGUAGE, ROLES, Purpose
from couth.model.wire import Channel, CustomerIn, DraftIn, MessageIn
from couth.policy.templates import template_fault
from couth.policy.values import Stand
from couth.text import Phrase, PhrasesByLanguage, ngram_fault


class Closed(BaseModel):
    """The base of what stands in files: strict types, no key that is not declared."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


TextList = Annotated[list[str], BeforeValidator(_listed, json_schema_input_type=str | list[str])]
"""Text, or a list of texts."""


ChannelList = Annotated[list[Channel], BeforeValidator(_listed, json_schema_input_type=Channel | list[Channel])]


def _template(text: str) -> str:
    fault = template_fault(text)
    if fault:
        raise ValueError(fault)
    return text


Template = Annotated[str, AfterValidator(_template)]
"""A message with `{excerpt}` and the names of other values; braces that are meant are doubled."""


def _draft(value: object) -> object:
    return {"text": value} if isinstance(value, str) else value


def _message(value: object) -> object:
    """`{customer: "hello"}` for a message of the customer."""
    if not isinstance(value, dict) or "role" in value:
        return value
    role = next((role for role in ROLES if role in value), None)
    if role is None:
        raise ValueError("a message says who speaks: {customer: …}, {business: …}, {system: …} or {role: …, text: …}")
    return {"role": role, "text": value[role], **{key: part for key, part in value.items() if key != role}}


ExampleDraft = Annotated[DraftIn, BeforeValidator(_draft, json_schema_input_type=str | DraftIn)]
ExampleMessage = Annotated[MessageIn, BeforeValidator(_message, json_schema_input_type=dict[str, Any])]


class ExampleFile(Closed):
    """A draft, the thread before it where it matters, and what must be found."""

    draft: ExampleDraft = Field(description="the draft: its text, or an object of the wire format")
    at: TextList = Field(default_factory=list, description="the excerpt that must be found, or a list of them")
    thread: list[ExampleMessage] | None = Field(
        default=None, description='the messages before, as {customer: "text"} or in the wire format; left out: unknown'
    )
    customer: CustomerIn | None = Field(default=None, description="what is on record of the customer")
    channel: Channel | None = Field(default=None, description="the channel")
    lang: str | None = Field(default=None, description="the language of the draft")
    note: str | None = Field(default=None, description="why it is an example")

    def values(self) -> tuple[Draft, Thread]:
        """The draft and the thread; raises InputError for what only they find wrong, such as a time zone."""
        customer = self.customer.value() if self.customer else None
        messages = None if self.thread is None else [m.value() for m in self.thread]
        return self.draft.value(self.channel, self.lang), Thread(messages, customer, self.channel)


class ExamplesFile(Closed):
    """The rule's own tests."""

    bad: list[ExampleFile] = Field(default_factory=list, description="drafts that the rule must find")
    good: list[ExampleFile] = Field(default_factory=list, description="drafts that it must leave alone")
    unknown: list[ExampleFile] = Field(default_factory=list, description="drafts that it cannot judge")


class RuleFile(Closed):
    """One rule."""

    summary: str = Field(min_length=1, description="what to do, in one line")
    why: str = Field(default="", description="the reason behind it")
    source: TextList = Field(default_factory=list, description="where it comes from")
    severity: Severity = Field(default="warning", description="error stops a send, a warning lowers the score")
    points: int = Field(default=10, ge=0, le=100, description="taken off the score for each finding")
    basis: Basis = Field(default="heuristic", description="whether it rests on a count, a clock, a record, or on words")
    check: InstanceOf[Check] = Field(description="the kind of check and its options")
    channels: ChannelList = Field(
        default_factory=list, description="the only channels for whose drafts it speaks; left out: all of them"
    )
    when: TextList = Field(default_factory=list, description="conditions that must all hold")
    unless: TextList = Field(default_factory=list, description="conditions of which none may hold")
    message: Template | None = Field(
        default=None, description="said of a finding, with {excerpt} and the check's values; else the summary"
    )
    suggest: Template | None = Field(default=None, description="what to do instead; a template, too")
    decision: Mending | None = Field(default=None, description="what to do about a finding, where not just to revise")
    yields: TextList = Field(default_factory=list, description="rules beside whose findings this one stays silent")
    unknown: Stand | None = Field(default=None, description="what it means that the rule could not judge")
    examples: ExamplesFile = Field(default_factory=ExamplesFile, description="the rule's own tests")


LISTS: Final = frozenset(("source", "channels", "when", "unless", "yields"))
"""Fields of a rule in which one text stands for a list of one."""


def listed_if(field: str, value: object) -> object:
    """A field's value as a rule holds it."""
    return _listed(value) if field in LISTS else value


def _parted(ngrams: object) -> object:
    return [ngram.strip() for ngram in ngrams.split(",")] if isinstance(ngrams, str) else ngrams


def _ngrams(ngrams: list[str]) -> list[str]:
    fault = ngram_fault(ngrams)
    if fault:
        raise ValueError(fault)
    return ngrams


class Weights(Closed):
    """Words and pairs that each add the same to a sentence."""

    weight: float = Field(allow_inf_nan=False, description="what each of them adds; less than 0 speaks against it")
    ngrams: Annotated[
        list[str], BeforeValidator(_parted, json_schema_input_type=list[str] | str), AfterValidator(_ngrams)
    ] = Field(
        min_length=1,
        description="words and pairs of words (`you`, `you read`; `^ you` at the start of a sentence), as a list or with commas",
    )


class WordChange(Closed):
    """Words of one language added to a list, and exceptions to it."""

    add: list[Phrase] = Field(default_factory=list, description="phrases that count from now on")
    allow: list[Phrase] = Field(default_factory=list, description="phrases inside which nothing counts")
    weights: list[Weights] = Field(
        default_factory=list, description="words and pairs with weights, in place of those that the list gives them"
    )


class LimitsFile(Closed):
    """Bounds on the work."""

    pattern_ms: int | None = Field(
        default=None, ge=1, le=10_000, description="the longest that a pattern may look at a text"
    )


PurposeList = Annotated[list[Purpose], BeforeValidator(_listed, json_schema_input_type=Purpose | list[Purpose])]


def _language(text: str) -> str:
    if not LANGUAGE.fullmatch(text):
        raise ValueError(f"{text!r} is no language: a code such as en, es, zh or pt-BR")
    return text


LanguageList = Annotated[
    list[Annotated[str, AfterValidator(_language)]], BeforeValidator(_listed, json_schema_input_type=str | list[str])
]

SELECTORS: Final = ("channel", "lang", "purpose", "path")


class ScopeFile(Closed):
    """Overrides for some drafts only."""

    channel: ChannelList = Field(default_factory=list, description="the channel, or a list")
    lang: LanguageList = Field(default_factory=list, description="the language of the draft, or a list")
    purpose: PurposeList = Field(default_factory=list, description="the purpose, or a list")
    path: TextList = Field(default_factory=list, description="the path of the file, with * and **, or a list")
    rules: dict[str, Any] = Field(description="the overrides, as under the policy's own rules")

    @model_validator(mode="after")
    def _selects(self) -> ScopeFile:
        if not any(getattr(self, selector) for selector in SELECTORS):
            raise ValueError(f"needs at least one of {', '.join(SELECTORS)}")
        return self


class PolicyFile(Closed):
    """A policy: rules changed by id, thresholds and word lists."""

    name: str | None = Field(default=None, min_length=1, description="its name in reports; else the file's")
    summary: str | None = Field(default=None, description="what it is for")
    extends: TextList = Field(default_factory=list, description="shipped names or paths; later ones win")
    block_below: int | None = Field(default=None, ge=0, le=100, description="a score under this blocks (50)")
    unknown: dict[str, Stand] = Field(
        default_factory=dict, description="by rule or group: what it means that a rule could not judge (pass)"
    )
    caps: dict[str, Annotated[int, Field(ge=0)]] = Field(
        default_factory=dict, description="by group: the most points that it takes off"
    )
    rules: dict[str, Any] = Field(
        default_factory=dict, description="by id: off, changed fields and options, or a new rule"
    )
    scopes: list[ScopeFile] = Field(default_factory=list, alias="for", description="overrides for some drafts only")
    words: dict[str, dict[str, WordChange]] = Field(
        default_factory=dict, description="by list and language: words to add and to allow"
    )
    channels: dict[Channel, dict[str, Any]] = Field(
        default_factory=dict, description="by channel and name: figures of your own, or off"
    )
    lang: str | None = Field(
        default=None, pattern="^[a-z]{2,3}$", description="the language where none can be told (en)"
    )
    limits: LimitsFile = Field(default_factory=LimitsFile, description="bounds on the work")


class WordsFile(Closed):
    """A word list that rules and facts share."""

    summary: str = Field(min_length=1, description="what the list holds")
    phrases: PhrasesByLanguage = Field(default_factory=dict, description="phrase templates by language")
    allow: PhrasesByLanguage = Field(default_factory=dict, description="phrases inside which a hit is none")
    leet: bool = Field(default=False, description="read digits and signs that stand for letters as letters")
    weights: dict[str, list[Weights]] = Field(
        default_factory=dict,
        description="words and pairs by language, each with a weight; a sentence is found in which they add up to 1",
    )

    @model_validator(mode="after")
    def _holds_something(self) -> WordsFile:
        if not self.phrases and not self.weights:
            raise ValueError("a word list needs phrases or weights")
        return self
