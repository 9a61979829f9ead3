"""Tables of messages: the columns that hold texts, named by the user or by themselves."""

from __future__ import annotations

import re
from typing import Any, Final, Iterator, Mapping, Sequence

from couth.errors import Problem
from couth.model import Draft
from couth.model.values import CHANNELS, PURPOSES
from couth.readers.hosts.csv_texts import BrokenCsvError, rows
from couth.readers.hosts.documents import encoder, language, mapped
from couth.readers.hosts.written import Written
from couth.readers.incoming import Options
from couth.readers.located import SourceText
from couth.readers.templates.found import Found

_TEXTS: Final = frozenset(
    "text body content message template response reply answer copy sms whatsapp translation msgstr draft".split()
)
_NAMES: Final = ("id", "key", "name", "label", "title", "slug", "template_name", "shortcut", "code")
_NAME: Final = re.compile(r"[A-Za-z_][\w.-]*")
_SAID: Final[Mapping[str, tuple[str, ...]]] = {
    "channel": ("channel",),
    "lang": ("lang", "language", "locale"),
    "purpose": ("purpose",),
}


def read(source: SourceText, options: Options) -> Iterator[Found | Problem]:
    """The texts of every row; what is wrong with the table where no column holds any."""
    try:
        table = list(rows(source.text))
    except BrokenCsvError as error:
        yield Problem(source.path, *source.position(error.offset), f"broken CSV: {error}")
        return
    header = [str(name).strip() for name in table[0]] if table else []
    columns = _columns(header, options.paths)
    if isinstance(columns, str):
        yield Problem(source.path, 1, None, columns)
        return
    for number, row in enumerate(table[1:], 2):
        yield from _row(row, header, columns, number, source)


def _columns(header: Sequence[str], wanted: Sequence[str]) -> list[int] | str:
    """Numbers of the columns that hold texts; else what is wrong."""
    if wanted:
        missing = [name for name in wanted if name not in header]
        if missing:
            return f"no column {missing[0]!r}{_one_of(header)}"
        return [header.index(name) for name in wanted]
    found = [n for n, name in enumerate(header) if name.lower() in _TEXTS]
    return found or f"no column looks like texts: name it with --path{_one_of(header)}"


def _one_of(header: Sequence[str]) -> str:
    """The columns that have names; where a table has no header, the words of messages stand there."""
    named = [name for name in header if _NAME.fullmatch(name)]
    return f", one of {', '.join(named)}" if named else ""


def _row(
    row: Sequence[Written], header: Sequence[str], columns: Sequence[int], number: int, source: SourceText
) -> Iterator[Found]:
    values = {name.lower(): str(field).strip() for name, field in zip(header, row, strict=False)}
    name = next((values[key] for key in _NAMES if values.get(key)), f"row {number}")
    for column in columns:
        if column < len(row):
            label = name if len(columns) == 1 else f"{name}/{header[column]}"
            yield Found(label, mapped(source, row[column]), _draft(values), encoder(row[column]))


def _draft(values: Mapping[str, str]) -> Draft:
    said: dict[str, Any] = {
        name: next((values[key] for key in keys if values.get(key)), None) for name, keys in _SAID.items()
    }
    if said["channel"] not in CHANNELS:
        said["channel"] = None
    if said["purpose"] not in PURPOSES:
        said["purpose"] = None
    said["lang"] = language(said["lang"])
    return Draft("", **said)
