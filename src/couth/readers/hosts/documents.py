"""Strings of JSON, YAML and tables as texts with their places, whatever they are written in."""

from __future__ import annotations

from functools import partial
from typing import Any, Iterator

from couth.model import MappedText
from couth.model.values import LANGUAGE
from couth.readers.hosts import csv_texts, json_texts, yaml_texts
from couth.readers.hosts.written import Written
from couth.readers.located import Encoder, SourceText

Value = Any
"""A document as it is parsed: mappings, lists, strings that are `Written`, and whatever else."""


def mapped(source: SourceText, written: Written) -> MappedText:
    """The text of a string, each character with its place."""
    if written.style == "json":
        return MappedText(json_texts.pieces(source.text, written))
    if written.style in ("csv", "quoted-csv"):
        return MappedText(csv_texts.pieces(source.text, written))
    return MappedText(yaml_texts.pieces(source.text, written))


def encoder(written: Written) -> Encoder:
    """How a string is written anew where it stands."""
    if written.style == "json":
        return json_texts.encode
    if written.style in ("csv", "quoted-csv"):
        return partial(csv_texts.encode, written.style)
    return partial(yaml_texts.encode, written.style)


def string(value: Value, *keys: str) -> Written | None:
    """The first of some keys of a mapping that holds a string of words, with its place."""
    if not isinstance(value, dict):
        return None
    found = (value.get(key) for key in keys)
    return next((text for text in found if isinstance(text, Written) and text.strip()), None)


def objects(value: Value, key: str | None = None) -> list[dict[str, Value]]:
    """The mappings of a list, or of the list under a key; none where there is no such list."""
    if key is not None:
        value = value.get(key) if isinstance(value, dict) else None
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def strings(value: Value) -> Iterator[Written]:
    """A string, or the strings of a list."""
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, Written):
            yield item


def plain(value: Value) -> str | None:
    """A string as it is, without its place; None for anything else, and for no words."""
    return str(value) if isinstance(value, str) and value.strip() else None


def language(value: Value) -> str | None:
    """A string that is the code of a language, as Draft takes it; None for anything else."""
    code = plain(value)
    return code if code and LANGUAGE.fullmatch(code) else None
