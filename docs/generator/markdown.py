"""Small pieces of Markdown."""

from __future__ import annotations

import re
from typing import Final, Iterable, Sequence

from couth.reporters.cells import visible

_SIGNS: Final = re.compile(r"([\\`*_\[\]<>~|])|&(?=[#\w]+;)")


def escaped(text: str) -> str:
    """Text that is shown as it stands, in one line."""
    line = " ⏎ ".join(part.strip() for part in text.strip().splitlines())
    return _SIGNS.sub(lambda m: "\\" + m[1] if m[1] else "&amp;", visible(line))


def prose(text: str) -> str:
    """Text in which what stands between backticks is code."""
    return re.sub(r"\\`([^`]+?)\\`", lambda m: code(_unescaped(m[1])), escaped(" ".join(text.split())))


def _unescaped(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)


def code(text: object) -> str:
    """Text as code; a backtick inside it is kept."""
    line = " ".join(str(text).split())
    fence = "``" if "`" in line else "`"
    space = " " if line.startswith("`") or line.endswith("`") else ""
    return f"{fence}{space}{line}{space}{fence}"


def codes(texts: Iterable[object]) -> str:
    """Several of them."""
    return ", ".join(map(code, texts))


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; bars inside its cells are escaped."""
    lines = [_row(head), "|" + "---|" * len(head), *map(_row, rows)]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(re.sub(r"(?<!\\)\|", r"\\|", cell) for cell in cells) + " |"


def anchor(heading: str) -> str:
    """The fragment by which a heading is linked to."""
    return "#" + re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def page(title: str, parts: Iterable[str]) -> str:
    """A page: its title, a warning not to edit it, and its parts with blank lines between."""
    note = "<!-- Made by docs/generate.py; edits to this page are lost. -->"
    return "\n\n".join([f"# {title}", note, *(part for part in parts if part)]) + "\n"
