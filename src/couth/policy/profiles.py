"""The profiles of channels: the shipped figures, and what policies change in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Any, Iterable, Mapping

from pydantic import BeforeValidator, Field, TypeAdapter, ValidationError, field_validator

from couth.checks.clocks import WallClock
from couth.errors import PolicyError, Problem, nearest
from couth.facts.hours import DAYS, HOLIDAY, Hours, Span
from couth.facts.profiles import FIGURES, Certainty, Figure, FigureType, Profile, kind_of_figure
from couth.model.values import CHANNELS
from couth.policy.documents import Document, Way, read_document
from couth.policy.explain import Mistake, mistakes
from couth.policy.files import Closed, TextList
from couth.policy.rules import Origin
from couth.text import Duration


class SpanFile(Closed):
    """From one time of day to another."""

    start: WallClock = Field(alias="from", description="the first minute that is permitted")
    end: WallClock = Field(alias="to", description="the first that is not; 00:00 is midnight")

    def value(self) -> Span:
        """The hours of a day."""
        return Span(self.start, self.end)


def _closed(value: object) -> object:
    return None if value in ("off", False) else value


Day = Annotated[SpanFile | None, BeforeValidator(_closed)]


class HoursFile(SpanFile):
    """The hours of every day, and those of some days."""

    days: dict[str, Day] = Field(
        default_factory=dict, description="by day of the week, or `holiday`: other hours, or off"
    )
    zone: str | None = Field(default=None, description="the time zone that counts, where it is not the customer's")

    @field_validator("days")
    @classmethod
    def _named(cls, days: dict[str, Day]) -> dict[str, Day]:
        strange = next((day for day in days if day not in (*DAYS, HOLIDAY)), None)
        if strange is not None:
            raise ValueError(f"there is no day {strange!r}; {nearest(strange, (*DAYS, HOLIDAY))}")
        return days

    def hours(self) -> Hours:
        """The hours of a week."""
        days = {day: span.value() if span else None for day, span in self.days.items()}
        return Hours(self.value(), days, self.zone)


class FigureFile(Closed):
    """One figure with its grounds."""

    value: Any = Field(description="a number, a duration, a list of texts or hours, as its name wants it")
    certainty: Certainty = Field(default="own", description="what it rests on")
    source: TextList = Field(
        default_factory=list, description="where it was read: an address, or a name from `sources`"
    )
    read: str | None = Field(default=None, description="the day when it was read; else the profile's")
    unit: str | None = Field(
        default=None, pattern="^(characters|utf-16|bytes)$", description="what a length is counted in"
    )
    note: str | None = Field(default=None, description="what else is to be known of it")


class ProfileFile(Closed):
    """What one channel permits."""

    summary: str = Field(min_length=1, description="the channel's full name")
    like: str | None = Field(default=None, description="another channel, whose figures hold where none stands here")
    read: str | None = Field(default=None, description="the day when the sources were read")
    sources: dict[str, str] = Field(default_factory=dict, description="addresses by a name for short")
    figures: dict[str, Any] = Field(default_factory=dict, description="figures by name, each with its grounds")


@dataclass(frozen=True, slots=True, eq=False)
class FigureChange:
    """A policy's own figure for a channel, and where it was written."""

    channel: str
    name: str
    value: Any
    origin: Origin


@cache
def _value_of(kind: FigureType) -> TypeAdapter[Any]:
    """What checks a figure's value."""
    if kind == "count":
        return TypeAdapter(Annotated[int, Field(strict=True, ge=0)])
    if kind == "duration":
        return TypeAdapter(Duration)
    if kind == "hours":
        return TypeAdapter(HoursFile)
    text = Annotated[str, Field(strict=True)]
    return TypeAdapter(Annotated[tuple[text, ...], BeforeValidator(lambda v: tuple(v) if isinstance(v, list) else v)])


def read_profiles(shelf: Mapping[str, Path], problems: list[Problem]) -> Mapping[str, Profile]:
    """The shipped profiles, by channel."""
    files = {channel: found for channel, path in shelf.items() if (found := _file(channel, path, problems))}
    own = {channel: _own(file, document, problems) for channel, (file, document) in files.items()}
    return {
        channel: Profile(channel, file.summary, _all(channel, files, own, problems))
        for channel, (file, _) in files.items()
    }


def with_figures(
    shipped: Mapping[str, Profile], changes: Iterable[FigureChange], problems: list[Problem]
) -> Mapping[str, Profile]:
    """The profiles of all channels that have one, by channel, with the figures of policies in them."""
    made = dict(shipped)
    for change in changes:
        _change(made, change, problems)
    return MappingProxyType({channel: made[channel] for channel in CHANNELS if channel in made})


def _file(channel: str, path: Path, problems: list[Problem]) -> tuple[ProfileFile, Document] | None:
    try:
        document = read_document(path)
        if channel not in CHANNELS:
            problems.append(document.problem((), f"there is no channel {channel!r}; {nearest(channel, CHANNELS, 99)}"))
            return None
        return ProfileFile.model_validate(document.data), document
    except PolicyError as error:
        problems.extend(error.problems)
    except ValidationError as error:
        problems.extend(document.problem(m.way, m.message, key=m.key) for m in mistakes(error, ProfileFile))
    return None


def _own(file: ProfileFile, document: Document, problems: list[Problem]) -> dict[str, Figure]:
    """The figures that stand in a profile's file."""
    found = {}
    for name, data in file.figures.items():
        figure = _figure(name, data, Origin(document, ("figures", name)), problems)
        if figure and figure.certainty == "own":
            problems.append(
                document.problem(("figures", name), f"{name} needs its certainty: platform, law, vendor, uncertain")
            )
        elif figure:
            sources = tuple(file.sources.get(source, source) for source in figure.source)
            found[name] = replace(figure, source=sources, read=figure.read or _day(file.read))
    return found


def _all(
    channel: str, files: Mapping[str, tuple[ProfileFile, Document]], own: Mapping[str, dict[str, Figure]], problems: list[Problem]
) -> Mapping[str, Figure]:  # fmt: skip
    """A channel's own figures, and those of the channel that it is like."""
    file, document = files[channel]
    like = file.like
    if like is not None and (like not in own or files[like][0].like):
        legal = [name for name, (other, _) in files.items() if not other.like and name != channel]
        problems.append(document.problem(("like",), f"there is no profile {like!r} of its own; {nearest(like, legal)}"))
        like = None
    return MappingProxyType(dict(sorted({**(own[like] if like else {}), **own[channel]}.items())))


def _change(made: dict[str, Profile], change: FigureChange, problems: list[Problem]) -> None:
    profile = made.get(change.channel) or Profile(change.channel)
    figures = dict(profile.figures)
    if change.value in ("off", False):
        figures.pop(change.name, None)
        if kind_of_figure(change.name) is None:
            problems.append(change.origin.problem((), _unknown(change.name), key=True))
    else:
        full = isinstance(change.value, dict) and "value" in change.value
        figure = _figure(
            change.name, change.value if full else {"value": change.value}, change.origin, problems, full=full
        )
        old = figures.get(change.name)
        if figure:
            figures[change.name] = replace(figure, unit=figure.unit or (old.unit if old else None))
    made[change.channel] = replace(profile, figures=MappingProxyType(dict(sorted(figures.items()))))


def _figure(name: str, data: object, origin: Origin, problems: list[Problem], *, full: bool = True) -> Figure | None:
    """A figure of a name; every mistake is noted."""
    kind = kind_of_figure(name)
    if kind is None:
        problems.append(origin.problem((), _unknown(name), key=True))
        return None
    try:
        file = FigureFile.model_validate(data)
    except ValidationError as error:
        problems.extend(origin.problem(m.way, m.message, key=m.key) for m in mistakes(error, FigureFile))
        return None
    way: Way = ("value",) if full else ()
    try:
        value = _value_of(kind.type).validate_python(file.value)
        read = _day(file.read)
    except ValidationError as error:
        found = mistakes(error, HoursFile if kind.type == "hours" else Closed)
        problems.extend(origin.problem((*way, *m.way), _about(name, m), key=m.key) for m in found)
        return None
    except ValueError:
        problems.append(origin.problem(("read",), f"{name}: read must be a day such as 2026-11-22"))
        return None
    value = value.hours() if isinstance(value, HoursFile) else value
    return Figure(name, value, file.certainty, tuple(file.source), read, file.unit, file.note)


def _about(name: str, mistake: Mistake) -> str:
    return f"{name}{': ' if mistake.way else ' '}{mistake.message.lstrip()}"


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _unknown(name: str) -> str:
    return f"there is no figure {name!r}; {nearest(name, [kind.name for kind in FIGURES], 99)}"
