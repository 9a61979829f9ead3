"""HTML and MJML: what a reader sees, line by line, each character with its place; and the title."""

from __future__ import annotations

import html
from html.parser import HTMLParser
from itertools import accumulate
from typing import Final, Iterable

from couth.model import MappedText, Piece, Span
from couth.model.mapped import Kind
from couth.regexes import regex_of

_UNSEEN: Final = frozenset(
    "style script template svg math object noscript select textarea mj-style mj-attributes mj-raw mj-font mj-breakpoint"
    " mj-html-attributes mj-include".split()
)
_TITLES: Final = frozenset(("title", "mj-title"))
_HEADS: Final = frozenset(("head", "mj-head"))
_BODIES: Final = frozenset(("body", "mj-body"))
_INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big center cite code data del dfn em font i ins kbd label mark nobr q s samp small span strike"
    " strong sub sup time tt u var wbr o:p".split()
)
_VOID: Final = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_SPACE: Final = regex_of(r"[ \t\r\n\f]+")
_MASK: Final = "\ue000"


def masked(source: str, tags: Iterable[Span]) -> str:
    """The source with a sign of no meaning for each character of a template's tags, which markup is not to see."""
    parts: list[str] = []
    at = 0
    for start, end in tags:
        parts += (source[at:start], _MASK * (end - start))
        at = end
    return "".join((*parts, source[at:]))


class Page(HTMLParser):
    """The visible text and the title of a page; `seen` is the source as markup is to see it, of the same length."""

    def __init__(self, source: str, seen: str | None = None) -> None:
        super().__init__(convert_charrefs=False)
        self._source = source
        self._lines = [0, *accumulate(len(line) for line in _split(seen or source))]
        self._body = _Flow()
        self._title = _Flow()
        self._unseen: list[str] = []
        self._in_title = self._in_head = False
        self.feed(seen or source)
        self.close()

    def parse_marked_section(self, i: int, report: bool = True) -> int:
        """`<![if mso]>` and the like are comments, as browsers have it; the standard library refuses names it does not know."""
        if not self.rawdata.startswith("<![CDATA[", i):
            return self.parse_bogus_comment(i, report)
        end = self.rawdata.find("]]>", i)
        return end + 3 if end >= 0 else -1

    @property
    def text(self) -> MappedText:
        """What a reader sees."""
        return self._body.text()

    @property
    def title(self) -> MappedText:
        """The title, which e-mail takes for the subject."""
        return self._title.text()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Enter an element."""
        if tag in _UNSEEN and tag not in _VOID:
            self._unseen.append(tag)
        elif tag in _TITLES:
            self._in_title = True
        elif tag in _HEADS:
            self._in_head = True
        elif tag not in _INLINE:
            self._in_head = self._in_head and tag not in _BODIES
            self._body.break_line(self._at())

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Pass an element that is empty."""
        if tag not in _INLINE and tag not in _UNSEEN:
            self._body.break_line(self._at())

    def handle_endtag(self, tag: str) -> None:
        """Leave an element."""
        if self._unseen and tag == self._unseen[-1]:
            self._unseen.pop()
        elif tag in _TITLES:
            self._in_title = False
        elif tag in _HEADS:
            self._in_head = False
        elif tag not in _INLINE:
            self._body.break_line(self._at())

    def handle_data(self, data: str) -> None:
        """Words, and tags of the template."""
        at = self._at()
        self._add(Piece(self._source[at : at + len(data)], at, at + len(data)), data)

    def handle_entityref(self, name: str) -> None:
        """`&name;`."""
        self._reference(f"&{name}")

    def handle_charref(self, name: str) -> None:
        """`&#1234;`."""
        self._reference(f"&#{name}")

    def _reference(self, written: str) -> None:
        at = self._at()
        end = at + len(written)
        end += self._source.startswith(";", end)
        text = html.unescape(self._source[at:end])
        is_as_it_is = text == self._source[at:end]
        self._add(Piece(text, at, end, "as-is" if is_as_it_is else "escape"), text)

    def _add(self, piece: Piece, seen: str) -> None:
        if self._unseen:
            return
        if self._in_title:
            self._title.add(piece, seen)
        elif not self._in_head:
            self._body.add(piece, seen)

    def _at(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column


def _split(text: str) -> list[str]:
    return text.split("\n") if not text else [line + "\n" for line in text.split("\n")]


class _Flow:
    """Text that flows: runs of blanks are one, and lines break where blocks begin and end."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._ends_blank = True

    def break_line(self, at: int) -> None:
        """A block begins or ends here."""
        if self._pieces and self._pieces[-1].kind != "break":
            self._drop_blank()
            self._pieces.append(Piece("\n", at, at, "break"))
        self._ends_blank = True

    def add(self, piece: Piece, seen: str) -> None:
        """Take in what stands here; where `seen` hides a tag of the template, blanks are left as they are."""
        if piece.kind == "escape":
            self._pieces.append(piece)
            self._ends_blank = False
            return
        at = 0
        for blank in _SPACE.finditer(seen):
            self._words(piece, at, blank.start())
            self._blank(piece, *blank.span())
            at = blank.end()
        self._words(piece, at, len(seen))

    def _words(self, piece: Piece, start: int, end: int) -> None:
        if start < end:
            self._pieces.append(Piece(piece.text[start:end], piece.start + start, piece.start + end))
            self._ends_blank = False

    def _blank(self, piece: Piece, start: int, end: int) -> None:
        if not self._ends_blank:
            kind: Kind = "as-is" if piece.text[start:end] == " " else "escape"
            self._pieces.append(Piece(" ", piece.start + start, piece.start + end, kind))
        self._ends_blank = True

    def _drop_blank(self) -> None:
        if self._pieces[-1].text == " " and self._pieces[-1].kind != "break":
            self._pieces.pop()

    def text(self) -> MappedText:
        """What has flowed in, without blanks and breaks at the end."""
        pieces = list(self._pieces)
        while pieces and not pieces[-1].text.strip():
            pieces.pop()
        return MappedText(pieces)


_SIGNS: Final = {"&": "&amp;", "<": "&lt;", ">": "&gt;"}


def encode(text: str, _: str) -> str | None:
    """The text as it is written in markup."""
    return "".join(_SIGNS.get(char, char) for char in text)
