"""The formats by the names that they are asked for with."""

from __future__ import annotations

from functools import partial
from importlib import import_module
from typing import Callable, Final, Mapping, cast

from couth.extensions import Extensions
from couth.reporters.judged import Format, Settings

Made = Callable[[Settings], Format]

_OWN: Final[Mapping[str, tuple[str, str]]] = {
    "text": ("couth.reporters.prose", "Text"),
    "json": ("couth.reporters.lines", "Json"),
    "jsonl": ("couth.reporters.lines", "Jsonl"),
    "sarif": ("couth.reporters.sarif", "Sarif"),
    "github": ("couth.reporters.github", "Github"),
    "gitlab": ("couth.reporters.gitlab", "Gitlab"),
    "junit": ("couth.reporters.junit", "Junit"),
    "rdjson": ("couth.reporters.rdjson", "Rdjson"),
    "markdown": ("couth.reporters.markdown", "Markdown"),
}
"""The module and the class of each; those that are not asked for are not loaded."""


def _own(module: str, kind: str, settings: Settings) -> Format:
    return cast("Format", getattr(import_module(module), kind)(settings))


def _fit(_: str, made: object) -> Made:
    if not callable(made):
        raise TypeError(f"{made!r} cannot be called with settings")
    return cast("Made", made)


FORMATS: Final = Extensions[Made](
    "couth.reporters", {name: partial(_own, *place) for name, place in _OWN.items()}, _fit
)
"""Every format by name; those of others under the entry point `couth.reporters`."""

WITHOUT_FINDINGS: Final = frozenset({"text", "json", "jsonl"})
"""Formats that need no fingerprints of drafts that have no places in a file."""


def format_named(name: str, settings: Settings) -> Format:
    """The format of a name."""
    return FORMATS[name](settings)
