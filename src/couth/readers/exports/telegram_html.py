"""Telegram Desktop: the export of a chat as a page of HTML, as the app writes it."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from html.parser import HTMLParser
from typing import BinaryIO, Final, Iterator

from couth.errors import Problem
from couth.model import Attachment
from couth.readers.bytestream import whole
from couth.readers.incoming import FILE_LIMIT, Value
from couth.readers.said import Said
from couth.regexes import regex_of

_MARK: Final = regex_of(r'class="page_body chat_page"')
_DATE: Final = regex_of(r"(\d\d)\.(\d\d)\.(\d{4}) (\d\d):(\d\d):(\d\d)(?: UTC([+-])(\d\d):?(\d\d))?")
_MEDIA: Final = {
    "media_photo": "image", "media_video": "video", "media_voice_message": "audio", "media_audio_file": "audio",
    "media_file": "document", "media_location": "location", "media_contact": "contact", "media_call": "call",
    "media_poll": "unknown", "photo_wrap": "image", "sticker_wrap": "sticker", "animated_wrap": "gif",
    "video_file_wrap": "video", "media_invoice": "payment", "media_live_location": "location",
}  # fmt: skip


def is_export(head: str) -> bool:
    """Whether a page is such an export."""
    return _MARK.search(head) is not None


def read(stream: BinaryIO, path: str) -> Iterator[Value | Problem]:
    """Every message with its line, or what is wrong."""
    text = whole(stream, path, FILE_LIMIT)
    if isinstance(text, Problem) or not is_export(text):
        yield text if isinstance(text, Problem) else Problem(path, None, None, "no chat that Telegram Desktop exported")
        return
    page = _Page()
    page.feed(text)
    page.close()
    page.end_message()
    yield from (Value(said, line, len(text)) for said, line in page.found)


class _Page(HTMLParser):
    """Messages are `div.message.default`; one that is `joined` was sent by who sent the one before."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[Said, int]] = []
        self._depth = 0
        self._field: tuple[str, int] | None = None
        self._message: dict[str, str] | None = None
        self._line = 0
        self._sender: str | None = None
        self._things: list[Attachment] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "br" and self._field:
            self._add("\n")
        if tag not in ("div", "a"):
            return
        given = {key: value or "" for key, value in attrs}
        classes = given.get("class", "").split()
        if tag == "div":
            self._depth += 1
            self._open(classes, given)
        self._things += [Attachment(_MEDIA[name], label=name) for name in classes if name in _MEDIA and self._message]

    def _open(self, classes: list[str], given: dict[str, str]) -> None:
        if "message" in classes:
            self.end_message()
            if "default" in classes:
                self._message, self._line, self._things = {"id": given.get("id", "")}, self.getpos()[0], []
        elif self._message is not None and self._field is None:
            if "date" in classes and "title" in given:
                self._message.setdefault("date", given["title"])
            elif "from_name" in classes and "from_name" not in self._message:
                self._field = ("from_name", self._depth)
            elif classes == ["text"]:
                self._field = ("text", self._depth)

    def handle_endtag(self, tag: str) -> None:
        if tag == "div":
            if self._field and self._field[1] == self._depth:
                self._field = None
            self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._field:
            self._add(data)

    def _add(self, text: str) -> None:
        if self._message is not None and self._field:
            name = self._field[0]
            self._message[name] = self._message.get(name, "") + text

    def end_message(self) -> None:
        """Keep the message that has come to its end."""
        message, self._message, self._field = self._message, None, None
        if message is None:
            return
        self._sender = " ".join(message.get("from_name", "").split()) or self._sender
        said = Said(
            message.get("text", "").strip(), self._sender, at=_moment(message.get("date", "")),
            attachments=tuple(self._things), id=message["id"] or None, channel="telegram",
        )  # fmt: skip
        self.found.append((said, self._line))


def _moment(written: str) -> datetime | None:
    """The time that a message shows when it is pointed at; older exports leave the offset out."""
    found = _DATE.fullmatch(written.strip())
    if found is None:
        return None
    day, month, year, hour, minute, second = (int(number) for number in found.groups()[:6])
    zone = None
    if found[7]:
        offset = timedelta(hours=int(found[8]), minutes=int(found[9]))
        zone = timezone(-offset if found[7] == "-" else offset)
    try:
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None
