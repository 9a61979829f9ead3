"""The page of the channels: what each permits, figure by figure."""

from __future__ import annotations

from typing import Final, Iterator

from couth import Linter
from couth.checks import KINDS, kind_of
from couth.facts import FIGURES, Figure, FigureKind, Profile
from couth.facts.profiles import CERTAINTIES, told
from generator.markdown import code, codes, escaped, table
from generator.markdown import page as as_page

INTRODUCTION: Final = """\
What each channel permits is written down in its profile, a file in [rules/channels/](../rules/channels): figures by name,
each with its source, the day when that was read, and how certain it is. The [rules of channels](rules.md) go by the figures
of the channel that a draft goes out on. `couth channels` lists the profiles, `couth channels CHANNEL` shows one, and
`couth explain RULE` the figures that a rule goes by.

Laws are inputs for defaults here, and no legal advice."""
CERTAIN: Final = """\
What rests on a figure that only providers give, or that could not be confirmed, is a warning at most, whatever the
severity of the rule."""
OWN: Final = """\
A policy changes any figure, by channel and name: see [the policy language](policy.md#figures-of-channels).

A profile that is `like` another has all figures of it that it does not have itself: MMS is like SMS, Instagram like
Messenger."""


def page(linter: Linter) -> str:
    """The whole page."""
    return as_page("Channels", _parts(linter))


def _parts(linter: Linter) -> Iterator[str]:
    profiles = linter.policy.channels
    yield INTRODUCTION
    yield table(
        ("Channel", "Is", "Figures"),
        ((f"[{c}](#{c})", escaped(p.summary), str(len(p.figures))) for c, p in profiles.items()),
    )
    yield "## How certain a figure is"
    yield table(("Certainty", "Means"), ((code(name), meaning) for name, meaning in CERTAINTIES.items()))
    yield CERTAIN
    yield "## Figures of your own"
    yield OWN
    yield "## What the figures mean"
    yield table(("Figure", "Is", "Meaning", "Read by the checks"), map(_kind, FIGURES))
    for channel, profile in profiles.items():
        yield f"## {channel}"
        yield from _profile(profile)


def _kind(kind: FigureKind) -> tuple[str, str, str, str]:
    users = (
        f"[{code(kind_of(check))}](checks.md#{kind_of(check)})"
        for check in KINDS.values()
        if kind.name in check.figures
    )
    return code(kind.name), kind.type, escaped(kind.doc).replace("\\`", "`"), ", ".join(users)


def _profile(profile: Profile) -> Iterator[str]:
    yield f"{escaped(profile.summary)}."
    if not profile.figures:
        yield "Nobody sets it limits, so that its profile has no figures."
        return
    yield table(("Figure", "Value", "Certainty", "Source", "Read on", "Note"), map(_row, profile.figures.values()))


def _row(figure: Figure) -> tuple[str, ...]:
    sources = ", ".join(source if source.startswith("http") else escaped(source) for source in figure.source)
    read = str(figure.read) if figure.read and figure.source else ""
    value = codes(figure.value) if isinstance(figure.value, tuple) else told(figure)
    return code(figure.name), value, figure.certainty, sources, read, escaped(figure.note or "")
