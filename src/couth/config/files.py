"""What stands in a configuration: the shape, checked by pydantic."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Final, Literal

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from couth.errors import InputError
from couth.model import Customer
from couth.model.values import Purpose
from couth.model.wire import Channel
from couth.policy.explain import listed
from couth.policy.files import Closed, ScopeFile, TextList
from couth.readers import READERS, SYNTAXES

SELECTORS: Final = ("rule", "path", "template", "fingerprint")
"""What a suppression may go by."""


def _zone(name: str) -> str:
    try:
        Customer(timezone=name)
    except InputError as error:
        raise ValueError(str(error)) from None
    return name


def _day(value: object) -> object:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"must be a day such as 2027-01-31, not {value!r}") from None


def _reader(name: str) -> str:
    if name not in READERS:
        raise ValueError(f"there is no reader {name!r}; legal: {listed(name, READERS)}")
    return name


def _named(value: object) -> object:
    """`i18n` for `{reader: i18n}`."""
    return {"reader": value} if isinstance(value, str) else value


def _off(value: object) -> object:
    return None if value is False else value


def _syntax(name: str) -> str:
    if name not in SYNTAXES:
        raise ValueError(f"there is no template language {name!r}; legal: {listed(name, SYNTAXES)}")
    return name


Syntax = Annotated[str, AfterValidator(_syntax)]
Zone = Annotated[str, AfterValidator(_zone)]
Reader = Annotated[str, AfterValidator(_reader)]
Day = Annotated[date, BeforeValidator(_day, json_schema_input_type=str)]


class SlotFile(Closed):
    """What a placeholder stands for."""

    type: str | None = Field(default=None, description="its kind, such as name, amount or url")
    sample: str | None = Field(default=None, description="a value like those that are sent")
    worst: str | None = Field(default=None, description="the longest value that is sent")


class Reading(Closed):
    """How files are read, and what holds of the drafts in them where they say nothing themselves."""

    channel: Channel | None = Field(default=None, description="the channel")
    lang: str | None = Field(default=None, min_length=2, description="the language; told from the text if left out")
    timezone: Zone | None = Field(default=None, description="the customer's time zone, such as Europe/London")
    purpose: Purpose | None = Field(default=None, description="what the drafts are for")
    syntax: Syntax | None = Field(default=None, description="the template language; told from the text if left out")
    slots: dict[str, SlotFile] | None = Field(
        default=None, description="placeholders, by name or by a pattern of names such as *_url"
    )
    business: TextList | None = Field(
        default=None, description="names, numbers and addresses of the business in exports and mails"
    )
    dates: Literal["dmy", "mdy", "ymd"] | None = Field(
        default=None, description="the order of day, month and year in exports; told if left out"
    )
    clock: Zone | None = Field(default=None, description="the time zone of times in exports that name none")


class ReaderFile(Reading):
    """How the files of a pattern are read."""

    reader: Reader | None = Field(default=None, description="the reader; by suffix and content if left out")
    paths: TextList | None = Field(
        default=None, description="where the texts are: paths in JSON and YAML, or columns of a CSV"
    )


class SuppressFile(Closed):
    """Findings that are known and let be: those that everything fits which is given here."""

    rule: TextList = Field(default_factory=list, description="a rule, a group of rules, or a list")
    path: TextList = Field(default_factory=list, description="a file or folder, with * and **, or a list")
    template: TextList = Field(default_factory=list, description="a template's name, with *, or a list")
    fingerprint: TextList = Field(default_factory=list, description="a finding's fingerprint, or a list")
    reason: str = Field(min_length=1, description="why they are let be")
    owner: str = Field(min_length=1, description="who answers for it")
    expires: Day | None = Field(default=None, description="the last day on which it holds, such as 2027-01-31")

    @model_validator(mode="after")
    def _selects(self) -> SuppressFile:
        if not any(getattr(self, selector) for selector in SELECTORS):
            raise ValueError(f"needs at least one of {', '.join(SELECTORS)}")
        return self


class ConfigFile(Reading):
    """A configuration."""

    policy: Annotated[str | dict[str, Any] | None, BeforeValidator(_off)] = Field(
        default=None, description="a shipped policy's name, a path, or the policy itself; else the default one"
    )
    paths: TextList = Field(
        default_factory=list, description="files, folders and patterns that are judged where none are named"
    )
    exclude: TextList = Field(default_factory=list, description="files, folders and patterns that are left out")
    gitignore: bool = Field(default=True, description="whether what git ignores is left out of folders, too")
    readers: dict[str, Annotated[ReaderFile, BeforeValidator(_named, json_schema_input_type=str | ReaderFile)]] = Field(
        default_factory=dict, description="by pattern of paths: a reader, or how the files are read; later ones win"
    )
    overrides: list[ScopeFile] = Field(
        default_factory=list, description="other rules by path, channel, language or purpose"
    )
    fail_on: Literal["error", "warning", "info", "never"] | None = Field(
        default=None, description="fail where something this grave is found"
    )
    baseline: str | None = Field(
        default=None, min_length=1, description="the file of the findings that are known, as couth baseline writes it"
    )
    suppress: list[SuppressFile] = Field(default_factory=list, description="findings that are let be, and why")
