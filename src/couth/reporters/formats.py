"""The formats by the names that they are asked for with."""

from __future__ import annotations

from importlib import import_module
from typing import Final, Mapping

from couth.reporters.judged import Format, Settings

FORMATS: Final[Mapping[str, tuple[str, str]]] = {
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

WITHOUT_FINDINGS: Final = frozenset({"text", "json", "jsonl"})
"""Formats that need no fingerprints of drafts that have no places in a file."""


def format_named(name: str, settings: Settings) -> Format:
    """The format of a name."""
    module, kind = FORMATS[name]
    made: Format = getattr(import_module(module), kind)(settings)
    return made
