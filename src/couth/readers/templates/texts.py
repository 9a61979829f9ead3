"""Files that are a text each: plain, Markdown, HTML and MJML, with front matter above it or none."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import Any, Final, Iterator, Mapping

from couth.errors import Problem
from couth.model import Draft, MappedText, Template
from couth.model.values import CHANNELS, PURPOSES
from couth.readers.hosts import html_texts, markdown_texts
from couth.readers.hosts.documents import encoder, language, mapped
from couth.readers.hosts.front_matter import FrontMatter, front_matter
from couth.readers.hosts.written import Written
from couth.readers.incoming import Options
from couth.readers.languages import Blank, Capture, TemplateSyntaxError, parse, tags_of
from couth.readers.located import SourceText
from couth.readers.slot import Slot
from couth.readers.templates.found import Found
from couth.regexes import regex_of

_MARKUP: Final = regex_of(
    r"<(?:!doctype|html|head|body|table|tbody|tr|td|div|p|br|span|a|b|strong|em|ul|ol|li|h[1-6]|center|img|mjml|mj-[a-z]+)\b[^<>]*>",
    re.IGNORECASE,
)
_LANGUAGES: Final = {
    ".erb": "erb", ".ejs": "erb", ".liquid": "liquid", ".j2": "jinja", ".jinja": "jinja", ".jinja2": "jinja",
    ".njk": "jinja", ".twig": "jinja", ".hbs": "handlebars", ".handlebars": "handlebars", ".mustache": "handlebars",
}  # fmt: skip
"""Suffixes that name a template language."""


def text(source: SourceText, options: Options) -> Iterator[Found | Problem]:
    """A plain text; one that is written in markup is read as such."""
    yield from _with_front(source, options, is_markdown=False)


def markdown(source: SourceText, options: Options) -> Iterator[Found | Problem]:
    """A library of fenced messages, or a document."""
    yield from _with_front(source, options, is_markdown=True)


def page(source: SourceText, options: Options) -> Iterator[Found | Problem]:
    """A page of HTML or MJML."""
    front = front_matter(source)
    if isinstance(front, Problem):
        yield front
        return
    yield from _subject(front, source)
    yield from _page(front, source, options)


def _with_front(source: SourceText, options: Options, is_markdown: bool) -> Iterator[Found | Problem]:
    front = front_matter(source)
    if isinstance(front, Problem):
        yield front
        return
    yield from _subject(front, source)
    if not is_markdown and _MARKUP.search(source.text, front.end):
        yield from _page(front, source, options)
        return
    fenced = list(markdown_texts.fenced(source.text, front.end)) if is_markdown else []
    for message in fenced:
        words = source.text[slice(*message.span)]
        draft = _draft(front, _told(words))
        yield Found(message.title or _name(front, source), MappedText.as_is(words, message.span[0]), draft)
    if not fenced:
        shown = markdown_texts.shown(source.text, front.end) if is_markdown else _stripped(source.text, front.end)
        name, syntax, slots = _name(front, source), _syntax(front, source), _slots(front)
        draft = _draft(front, _told(shown.text))
        yield Found(name, shown, draft, syntax=syntax, slots=slots, is_whole=True)


def _told(words: str) -> str | None:
    """The channel by what a text says of itself."""
    return "email" if _EMAIL.search(words) else None


_EMAIL: Final = regex_of(r"\b(?:this e-?mail|view (?:this|it) in (?:your|a) browser)\b", re.IGNORECASE)


def _stripped(source: str, start: int) -> MappedText:
    words = source[start:].rstrip("\r\n")
    return MappedText.as_is(words, start)


def _page(front: FrontMatter, source: SourceText, options: Options) -> Iterator[Found | Problem]:
    syntax = options.syntax or _syntax(front, source)
    try:
        tags = [(tag.start, tag.end) for tag in tags_of(source.text, syntax)]
    except TemplateSyntaxError as error:
        yield Problem(source.path, *source.position(error.offset), f"{_name(front, source)}: {error}")
        return
    seen = " " * front.end + html_texts.masked(source.text, tags)[front.end :]
    found = html_texts.Page(source.text, seen)
    title, kept = _title(found, syntax)
    name, slots = _name(front, source), _slots(front)
    draft = _draft(front, "email")
    if title.text.strip() and front.string("subject") is None:
        yield Found(f"{name}/subject", title, draft, html_texts.encode, syntax, slots)
    yield Found(name, found.text, draft, html_texts.encode, syntax, slots, kept, is_whole=True)


def _title(found: html_texts.Page, syntax: str | None) -> tuple[MappedText, frozenset[str]]:
    """The title; where it only calls for a text that is kept elsewhere on the page, that text, and its name."""
    title = found.title
    try:
        nodes = [node for node in parse(title.text, syntax) if isinstance(node, Blank) or title.text.strip()]
        body = parse(found.text.text, syntax)
    except TemplateSyntaxError:  # told of the page itself
        return title, frozenset()
    if len(nodes) == 1 and isinstance(nodes[0], Blank):
        for node in body:
            if isinstance(node, Capture) and node.name == nodes[0].name and node.body:
                start, end = node.span
                return MappedText(found.text.slice(start, end)), frozenset((node.name,))
    return title, frozenset()


def _subject(front: FrontMatter, source: SourceText) -> Iterator[Found]:
    subject = front.values.get("subject")
    if isinstance(subject, Written) and subject.strip():
        name = f"{_name(front, source)}/subject"
        yield Found(
            name, mapped(source, subject), _draft(front), encoder(subject), _syntax(front, source), _slots(front)
        )


def _name(front: FrontMatter, source: SourceText) -> str:
    given = front.string("template_name", "name", "id", "slug")
    return given or PurePosixPath(source.path.replace("\\", "/")).name.split(".")[0] or "text"


def _draft(front: FrontMatter, channel: str | None = None) -> Draft:
    """What the front matter says; a text with a subject is an e-mail."""
    said: dict[str, Any] = {"channel": front.string("channel"), "purpose": front.string("purpose")}
    if said["channel"] not in CHANNELS:
        said["channel"] = channel or ("email" if front.string("subject") else None)
    if said["purpose"] not in PURPOSES:
        said["purpose"] = None
    category = front.string("category")
    template = (
        Template(front.string("template_name", "name"), category)
        if category and said["channel"] == "whatsapp"
        else None
    )
    return Draft("", lang=language(front.string("lang", "language", "locale")), template=template, **said)


def _syntax(front: FrontMatter, source: SourceText) -> str | None:
    suffixes = PurePosixPath(source.path.replace("\\", "/")).suffixes
    return front.string("syntax") or next((_LANGUAGES[s.lower()] for s in suffixes if s.lower() in _LANGUAGES), None)


def _slots(front: FrontMatter) -> Mapping[str, Slot]:
    """`slots: {name: {type: …, sample: …, worst: …}}`, or a sample alone."""
    slots = front.values.get("slots")
    if not isinstance(slots, dict):
        return {}
    return {name: _slot(value) for name, value in slots.items()}


def _slot(value: Any) -> Slot:
    if isinstance(value, dict):
        return Slot(*(None if value.get(key) is None else str(value[key]) for key in ("type", "sample", "worst")))
    return Slot(sample=str(value))
