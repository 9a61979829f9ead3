"""Message templates in their own formats: read with the place of every character, or passed over with the reason."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, Callable, Final, Iterator, Mapping

import yaml

from couth.errors import InputError, Problem
from couth.readers.bytestream import decoded
from couth.readers.hosts import json_texts, yaml_texts
from couth.readers.incoming import Incoming, Options, Skipped
from couth.readers.json_values import json_problem
from couth.readers.located import SourceText
from couth.readers.templates import (
    canned,
    catalogues,
    dialogflow,
    i18n,
    paths,
    rapidpro,
    rasa,
    tables,
    texts,
    twilio,
    whatsapp,
)
from couth.readers.templates.found import Found, Reader, templates
from couth.readers.templates.others import UNKNOWN, what_else
from couth.readers.yaml_values import YAML_LIMIT, RefusedYamlError, yaml_problem
from couth.regexes import regex_of

__all__ = ["DOCUMENTS", "FORMATS", "SUFFIXES", "TEXTS", "UNKNOWN", "Item", "format_of", "read"]

Item = Incoming | Problem | Skipped
_Finder = Callable[[Any, SourceText], Iterator[Found]]
_Match = Callable[[Any, str], bool]


def _by_shape(matches: Callable[[Any], bool]) -> _Match:
    return lambda data, _: matches(data)


DOCUMENTS: Final[Mapping[str, tuple[_Match, _Finder]]] = {
    "whatsapp-template": (_by_shape(whatsapp.matches), whatsapp.find),
    "twilio-content": (_by_shape(twilio.matches), twilio.find),
    "rasa": (_by_shape(rasa.matches), rasa.find),
    "rapidpro": (_by_shape(rapidpro.matches), rapidpro.find),
    "dialogflow": (_by_shape(dialogflow.matches), dialogflow.find),
    "i18n": (i18n.matches, i18n.find),
    "canned": (_by_shape(canned.matches), canned.find),
}
"""Formats in JSON or YAML, the most telling shapes first: whether a document is in one, and the texts in it."""

TEXTS: Final[Mapping[str, Reader]] = {
    "text": texts.text,
    "markdown": texts.markdown,
    "html": texts.page,
    "mjml": texts.page,
    "po": catalogues.read,
    "csv": tables.read,
}
"""Formats of their own."""

FORMATS: Final = (*DOCUMENTS, "paths", *TEXTS)
"""Every format by the name it is asked for with; `paths` goes with expressions that say where the texts are."""

SUFFIXES: Final[Mapping[str, str]] = {
    ".txt": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html", ".mjml": "mjml",
    ".po": "po", ".pot": "po", ".csv": "csv", ".tsv": "csv", ".arb": "i18n", ".liquid": "text", ".erb": "text",
    ".ejs": "text", ".j2": "text", ".jinja": "text", ".jinja2": "text", ".njk": "text", ".twig": "text", ".hbs": "text",
    ".handlebars": "text", ".mustache": "text",
}  # fmt: skip
"""The format of files that have one by their name alone; `.json` and `.yaml` are told by what they hold."""

_DOCUMENTATION: Final = regex_of(
    r"(?:readme|changelog|contributing|code_of_conduct|security|licen[cs]e|notice|authors|history)(?:[._-].*)?",
    re.IGNORECASE,
)


def format_of(path: str, options: Options) -> str | None:
    """The format of a file that is no document of JSON or YAML, or one that is forced; None for documents."""
    if options.reader in FORMATS:
        return options.reader
    if options.reader is not None:
        return None
    return SUFFIXES.get(PurePosixPath(path.replace("\\", "/")).suffix.lower())


def read(data: bytes, path: str, options: Options, name: str | None = None) -> Iterator[Item]:
    """The templates of a file, by the format of its name, or the one given; a document's by its shape."""
    text = decoded(data.removeprefix(b"\xef\xbb\xbf"), path)
    if isinstance(text, Problem):
        yield text
    elif "\0" in text:
        yield Problem(path, None, None, "binary file")
    elif not text.strip():
        yield Skipped(path, "empty file")
    elif name is not None and name in TEXTS:
        yield from _text(SourceText(path, text), options, name)
    else:
        yield from _document(SourceText(path, text), options, name)


def _text(source: SourceText, options: Options, name: str) -> Iterator[Item]:
    file = PurePosixPath(source.path.replace("\\", "/"))
    if options.reader is None and _DOCUMENTATION.fullmatch(file.name):
        yield Skipped(source.path, "documentation by its name; --reader reads it all the same")
        return
    yield from _some(templates(TEXTS[name](source, options), source, options), source)


def _document(source: SourceText, options: Options, name: str | None) -> Iterator[Item]:
    documents = _parsed(source)
    if isinstance(documents, Problem):
        yield documents
        return
    try:
        found = [text for data in documents for text in _found(data, source, options, name)]
    except InputError as error:
        yield Problem(source.path, None, None, str(error))
        return
    except RecursionError:
        yield Problem(source.path, None, None, "nested too deeply")
        return
    if found:
        yield from _some(templates(found, source, options), source)
    else:
        yield Skipped(source.path, what_else(documents))


def _parsed(source: SourceText) -> list[Any] | Problem:
    """The documents of JSON (one) or YAML (any number), by the first sign and the name."""
    is_yaml = PurePosixPath(source.path).suffix.lower() in (".yaml", ".yml")
    if not is_yaml:
        try:
            return [json_texts.parsed(source.text)]
        except (ValueError, RecursionError) as error:
            return json_problem(error, source.path, 1, first_line=1)
    if len(source.text) > YAML_LIMIT:
        return Problem(source.path, None, None, f"over the limit of {YAML_LIMIT:,} characters for YAML")
    try:
        return yaml_texts.parsed(source.text)
    except (yaml.YAMLError, RefusedYamlError, RecursionError) as error:
        return yaml_problem(error, source.path)


def _found(data: Any, source: SourceText, options: Options, name: str | None) -> Iterator[Found]:
    if options.paths:
        yield from paths.find(data, options.paths, source)
        return
    if name == "paths":
        raise InputError("the reader `paths` needs expressions that say where the texts are: --path EXPRESSION")
    for kind, (matches, find) in DOCUMENTS.items():
        if name == kind or (name is None and matches(data, source.path)):
            yield from find(data, source)
            return


def _some(items: Iterator[Incoming | Problem], source: SourceText) -> Iterator[Item]:
    """The items; a file in which there are none is passed over, not forgotten."""
    nothing = True
    for item in items:
        nothing = False
        yield item
    if nothing:
        yield Skipped(source.path, "no texts in it")
