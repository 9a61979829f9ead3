"""The words that are left when a platform has read its markup."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from couth.regexes import regex_of

_BREAKS: Final = frozenset({"br", "p", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "ul", "ol", "blockquote"})
_UNSEEN: Final = frozenset({"style", "script", "head", "title", "template"})
_LINK: Final = regex_of(r"\[([^\]\[]*)\]\((?:[^()\\]|\\.)*\)")
_MARKS: Final = regex_of(r"\\([!-/:-@\[-`{-~])|(\*|__|_|~|\|\||```|`)")


def from_html(markup: str) -> str:
    """The words of HTML, a line for each block."""
    if "<" not in markup and "&" not in markup:
        return markup
    reader = _Words()
    reader.feed(markup)
    reader.close()
    lines = (re.sub(r"[ \t\r\f\v]+", " ", line).strip() for line in "".join(reader.words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def from_markdown(markup: str) -> str:
    """The words of Telegram's MarkdownV2: marks taken away, what is escaped left as it is."""
    return _MARKS.sub(lambda found: found[1] or "", _LINK.sub(r"\1", markup))


class _Words(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag in _BREAKS:
            self.words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BREAKS:
            self.words.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _BREAKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.words.append(data)
