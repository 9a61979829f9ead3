"""From a text that a format holds to a template that can be judged."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Callable, Final, Iterable, Iterator, Mapping

from couth.errors import InputError, Problem
from couth.model import Draft, MappedText, MessageTemplate, Thread
from couth.readers.incoming import MESSAGE_LIMIT, Incoming, Options
from couth.readers.languages import TemplateSyntaxError, parse
from couth.readers.languages.rendering import MOST_RENDERINGS, Renderer, TooManyWaysError, captures
from couth.readers.located import Encoder, Located, SourceText, as_is
from couth.readers.slot import Slot

NOTHING: Final = Draft("")


@dataclass(frozen=True, slots=True)
class Found:
    """A text that a reader found: its name in the file, its place, and what the file says of it besides.

    `draft` holds that, its own text aside. `elsewhere` names texts kept for later that are read by themselves.
    `is_whole` says that the text is all there is to its file.
    """

    name: str
    text: MappedText
    draft: Draft = NOTHING
    encode: Encoder = as_is
    syntax: str | None = None
    slots: Mapping[str, Slot] = field(default_factory=dict)
    elsewhere: frozenset[str] = frozenset()
    is_whole: bool = False


Finds = Iterator["Found | Problem"]
Reader = Callable[[SourceText, Options], Finds]
"""A format: yields the texts of a file, and what is wrong with it."""


def templates(found: Iterable[Found | Problem], source: SourceText, options: Options) -> Iterator[Incoming | Problem]:
    """The templates of one file, each with a name of its own."""
    names: dict[str, int] = {}
    for text in found:
        if isinstance(text, Problem):
            yield text
        elif text.text.text.strip():
            count = names[text.name] = names.get(text.name, 0) + 1
            yield _template(replace(text, name=f"{text.name}#{count}") if count > 1 else text, source, options)


def _template(found: Found, source: SourceText, options: Options) -> Incoming | Problem:
    text = found.text.text
    located = Located(source, found.text, found.encode)
    place = located.place((0, len(text)))
    if len(text) > MESSAGE_LIMIT:
        return Problem(
            source.path, place.line, place.column, f"{len(text):,} characters; the limit is {MESSAGE_LIMIT:,}"
        )
    try:
        name = f"{source.path}:{place.line if found.is_whole else found.name}"
        draft = _draft(found, name, options)
        template = _rendered(found, draft, options)
    except TemplateSyntaxError as error:
        at = located.place((error.offset, error.offset))
        return Problem(source.path, at.line, at.column, f"{called(found.name)}{error}")
    except TooManyWaysError:
        what = f"{called(found.name)}more than {MOST_RENDERINGS} branches after one another; they are not all looked at"
        return Problem(source.path, place.line, place.column, what)
    except InputError as error:
        return Problem(source.path, place.line, place.column, f"{called(found.name)}{error}")
    return Incoming(draft, Thread(None), source.path, place.line, template=template, located=located)


def called(name: str) -> str:
    """The name in front of what is wrong; not one that is the words of a message, as in catalogues."""
    return "" if " " in name or not name.isascii() else f"{name}: "


def _draft(found: Found, id: str, options: Options) -> Draft:
    draft = found.draft
    return replace(
        draft,
        text=found.text.text,
        id=id,
        channel=draft.channel or options.channel,
        lang=draft.lang or options.lang,
        purpose=draft.purpose or options.purpose,  # type: ignore[arg-type]  # checked by Draft itself
    )


def _rendered(found: Found, draft: Draft, options: Options) -> MessageTemplate:
    """The template with all that can come of it; kept texts that nothing calls for come out by themselves."""
    text = draft.text
    nodes = parse(text, found.syntax or options.syntax)
    own = captures(nodes)
    renderer = Renderer(text, {**found.slots, **options.slots}, own)
    renderings = renderer.renderings(nodes)
    for name in sorted(own.keys() - renderer.called - found.elsewhere):
        renderings += renderer.renderings(own[name])
    worst = renderer.longest(nodes)
    words = tuple(rendering for rendering in renderings if rendering.text.strip())
    return MessageTemplate(found.name, draft, words, worst)
