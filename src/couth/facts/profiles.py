"""What a channel permits: figures by name, each with its grounds, and what the names may be."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Callable, Container, Final, Iterator, Literal, Mapping, TypeVar

from couth.facts.catalogue import Lacking, Missing
from couth.regexes import regex_of

if TYPE_CHECKING:
    from couth.facts.view import Facts

Certainty = Literal["platform", "law", "vendor", "uncertain", "own"]
CERTAINTIES: Final[Mapping[Certainty, str]] = {
    "platform": "the platform or a standard says so",
    "law": "a law or regulator says so",
    "vendor": "only providers say so",
    "uncertain": "it could not be confirmed",
    "own": "this policy says so",
}
FigureType = Literal["count", "duration", "list", "hours"]
UNITS: Final = ("characters", "utf-16", "bytes")
"""What a length is counted in: code points, UTF-16 units, bytes of UTF-8."""


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: a number, seconds, a list of words or hours; with what it rests on and when that was read."""

    name: str
    value: Any
    certainty: Certainty
    source: tuple[str, ...] = ()
    read: date | None = None
    unit: str | None = None
    note: str | None = None

    @property
    def is_firm(self) -> bool:
        """Whether it is certain enough to stop a message."""
        return self.certainty not in ("vendor", "uncertain")


@dataclass(frozen=True, slots=True)
class Profile:
    """The figures in force for one channel."""

    channel: str
    summary: str = ""
    figures: Mapping[str, Figure] = field(default_factory=dict)

    def of_kinds(self, kinds: Container[str]) -> tuple[Figure, ...]:
        """The figures of some kinds, by the names of these, in order of their own names."""
        found = ((figure, kind_of_figure(name)) for name, figure in self.figures.items())
        return tuple(figure for figure, kind in found if kind is not None and kind.name in kinds)

    def get(self, name: str) -> Figure | None:
        """The figure of a name; None where the channel has none."""
        return self.figures.get(name)


@dataclass(frozen=True, slots=True)
class FigureKind:
    """What figures of a name (`*` stands for one part of it) are, and what reads them."""

    name: str
    type: FigureType
    doc: str

    def fits(self, name: str) -> bool:
        """Whether a figure's name is of this kind."""
        head, star, tail = self.name.partition("*")
        if not star:
            return name == head
        part = name[len(head) : len(name) - len(tail)]
        return name.startswith(head) and name.endswith(tail) and _PART.fullmatch(part) is not None


_PART: Final = regex_of(r"[A-Za-z0-9_-]+")


@lru_cache(maxsize=1024)
def kind_of_figure(name: str) -> FigureKind | None:
    """The kind of a figure by its name; None where there is none."""
    return next((kind for kind in FIGURES if kind.fits(name)), None)


def _kinds(type: FigureType, **docs: str) -> Iterator[FigureKind]:
    return (FigureKind(name.replace("__", "-").replace("_", "."), type, doc) for name, doc in docs.items())


FIGURES: Final[tuple[FigureKind, ...]] = (
    *_kinds(
        "count",
        text_limit="longest text",
        caption_limit="longest caption of a picture or file",
        subject_limit="longest subject",
        header_limit="longest header of an interactive message",
        body_limit="longest body of an interactive message",
        footer_limit="longest footer of an interactive message",
        template_name_limit="longest name of a template",
        template_header_limit="longest header of a template",
        template_body_limit="longest body of a template, filled",
        template_footer_limit="longest footer of a template",
        template_parameter_limit="longest value of a placeholder",
        template_code_limit="longest code to copy",
        template_offer_limit="longest text of a limited-time offer",
        template_emoji="most emoji in the body of a template",
        template_fixed="fewest fixed characters of a template",
        card_title="longest title of a card",
        card_text="longest text of a card",
        card_count="most cards of a message",
        card_least="fewest cards of a carousel",
        card_buttons="most buttons of a card",
    ),
    FigureKind("field.*", "count", "longest value of a placeholder of this kind, by the beginning of its name"),
    FigureKind("*.count", "count", "most buttons shown in this way (`buttons`, `quick-replies`, `list`, `keyboard`, `template`)"),
    FigureKind("*.distinct", "count", "how often the same label may be shown in this way"),
    FigureKind("*.least", "count", "fewest buttons shown in this way"),
    FigureKind("*.label", "count", "longest label of a button shown in this way"),
    FigureKind("*.payload", "count", "longest payload of a button shown in this way"),
    FigureKind("*.description", "count", "longest description of a row"),
    FigureKind("*.section", "count", "longest title of a section"),
    FigureKind("*.sections", "count", "most sections of a list"),
    FigureKind("*.url", "count", "longest address behind a button shown in this way"),
    FigureKind("most.*", "count", "most buttons of this kind in a template (`url`, `phone`, `copy-code`)"),
    FigureKind("media.*.size", "count", "largest file of this kind, in bytes"),
    FigureKind("media.*.seconds", "count", "longest recording or film of this kind, in seconds"),
    FigureKind("media.*.types", "list", "mime types that this kind may have"),
    FigureKind("window.*", "duration", "how long the channel may be used after the customer did this"),
    FigureKind("quota.*", "count", "most messages after the customer did this, in its window"),
    FigureKind("unanswered", "count", "most messages in a row to which the customer has not answered"),
    FigureKind("rate.*", "count", "most messages to one customer in this time, in a row"),
    FigureKind("session.count", "count", "most messages in a session of 24 hours"),
    FigureKind("broadcasts.month", "count", "most broadcasts to one customer in 30 days"),
    FigureKind("contacts.*", "count", "most promotions to one customer in 24 hours in this region"),
    FigureKind("batch", "count", "most messages in one request"),
    FigureKind("recipients", "count", "most recipients of one request"),
    FigureKind("segments", "count", "most parts of one text message"),
    FigureKind("tags.retired", "list", "message tags that are refused"),
    FigureKind("tags.human", "list", "message tags for people alone"),
    FigureKind("words.stop", "list", "the words that end the messages when they are sent back"),
    FigureKind("words.other", "list", "words that are understood, but are not to be told to the customer"),
    FigureKind("hours.*", "hours", "when promotions may arrive in a country (`FR`) or a part of one (`US-FL`)"),
)  # fmt: skip
"""The kinds of figures."""


def told(figure: Figure) -> str:
    """A figure's value in a few words."""
    kind = kind_of_figure(figure.name)
    if kind is None or kind.type == "count":
        return _number(figure)
    if kind.type == "duration":
        return _duration(float(figure.value))
    return ", ".join(figure.value) if kind.type == "list" else str(figure.value)


def _number(figure: Figure) -> str:
    if figure.name.endswith(".size"):
        return f"{figure.value / 1048576:g} MB" if figure.value >= _MEGABYTE else f"{figure.value / 1024:g} KB"
    return f"{figure.value}{f' {figure.unit}' if figure.unit else ''}"


_MEGABYTE: Final = 1048576


def _duration(seconds: float) -> str:
    for unit, size in (("d", 86400), ("h", 3600), ("m", 60)):
        if seconds % size == 0 and seconds >= size * (3 if unit == "d" else 1):
            return f"{int(seconds // size)}{unit}"
    return f"{int(seconds)}s"


T = TypeVar("T")


def channel_of(facts: Facts) -> str | None:
    """The channel that a draft goes out on; None where it is not known."""
    return facts.draft.channel or facts.thread.channel


def under_profile(facts: Facts, find: Callable[[Profile], Iterator[T]], kinds: tuple[str, ...]) -> Iterator[T]:
    """What is found under the profile of the draft's channel, by figures of some kinds.

    Where the channel is not known: nothing where no channel's profile finds anything, else it raises Lacking.
    """
    channel = channel_of(facts)
    if channel is not None:
        profile = facts.knowledge.profiles.get(channel)
        if profile is not None:
            yield from find(profile)
    elif any(_finds(find, profile) for profile in _concerned(facts, kinds)):
        raise Lacking(Missing(("draft.channel",)))


def _concerned(facts: Facts, kinds: tuple[str, ...]) -> tuple[Profile, ...]:
    known = facts.knowledge.concerned
    if kinds not in known:
        known[kinds] = tuple(profile for profile in facts.knowledge.profiles.values() if profile.of_kinds(kinds))
    return known[kinds]


def _finds(find: Callable[[Profile], Iterator[T]], profile: Profile) -> bool:
    try:
        return next(find(profile), None) is not None
    except Lacking:
        return False
