"""Catalogues of gettext: translations, and the original where there is none."""

from __future__ import annotations

import re
from typing import Final, Iterator

from couth.errors import Problem
from couth.model import Draft, MappedText
from couth.readers.hosts.po_texts import BrokenPoError, Entry, encode, entries
from couth.readers.incoming import Options
from couth.readers.located import SourceText
from couth.readers.templates.found import Found
from couth.regexes import regex_of

_LANGUAGE: Final = regex_of(r"^Language:\s*([A-Za-z]{2,3})", re.MULTILINE)
_FORMATS: Final = {
    "python-format": "percent", "c-format": "percent", "ruby-format": "percent", "php-format": "percent",
    "python-brace-format": "format", "icu-format": "icu", "no-python-format": "none",
}  # fmt: skip
_LONGEST_NAME: Final = 60


def read(source: SourceText, _: Options) -> Iterator[Found | Problem]:
    """The text that each entry shows, in every number that it has."""
    lang: str | None = None
    try:
        for entry in entries(source.text):
            if entry.text("msgid"):
                yield from _entry(entry, lang)
            else:
                header = _LANGUAGE.search(entry.text("msgstr"))
                lang = header[1].lower() if header else None
    except BrokenPoError as error:
        yield Problem(source.path, *source.position(error.offset), f"broken catalogue: {error}")


def _entry(entry: Entry, lang: str | None) -> Iterator[Found]:
    shown = {key: pieces for key, pieces in entry.texts.items() if key.startswith("msgstr") and entry.text(key)}
    translated = bool(shown) and "fuzzy" not in entry.flags
    if not translated:
        shown = {key: pieces for key, pieces in entry.texts.items() if key in ("msgid", "msgid_plural")}
    syntax = next((_FORMATS[flag] for flag in entry.flags if flag in _FORMATS), None)
    context = entry.text("msgctxt")
    name = " ".join((f"{context}|" if context else "", entry.text("msgid"))).strip()
    for key, pieces in shown.items():
        number = key[key.find("[") :] if "[" in key else ""
        label = " ".join(name.split())[:_LONGEST_NAME] + number
        write = encode if translated else _never
        yield Found(label, MappedText(pieces), Draft("", lang=lang if translated else None), write, syntax)


def _never(_: str, __: str) -> str | None:
    """An original is what its translations are found by; it is changed in the program alone."""
    return None
