"""Payloads and exports of one source, put together into conversations: each draft with the thread before it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from itertools import chain
from typing import Any, Iterator

from couth.errors import Problem
from couth.model import Author, Message
from couth.readers.exports import EXPORTS, export_of
from couth.readers.floor import Floor
from couth.readers.incoming import Incoming, Options, Value
from couth.readers.objects import in_wire_format, incoming
from couth.readers.payloads import PLATFORMS, recognise
from couth.readers.payloads.found import NOBODY, Sink
from couth.readers.payloads.parts import Part
from couth.readers.peers import Threads
from couth.readers.said import Said
from couth.readers.sending import Payloads
from couth.readers.written import Raw


def is_talk(data: object) -> bool:
    """Whether an object is a payload, one with what is known around it, an export, or a mapping of payloads by name."""
    if not isinstance(data, dict):
        return False
    platform = recognise(data)
    if platform is not None or "payload" in data or export_of(data) is not None:
        return platform != "whatsapp-template"
    named = [recognise(inner) for inner in data.values()]
    return bool(named) and None not in named and "whatsapp-template" not in named


class Talks:
    """The conversations of one source. `threads` holds what was said before it; with `history` all goes into them.

    With `ordered` each message is taken as it comes; without, those of an export wait for the end of the source, to
    be put in the order of their times.
    """

    def __init__(
        self, path: str, options: Options, threads: Threads | None = None, history: bool = False, ordered: bool = True
    ) -> None:
        self._floor = Floor(path, options, threads, history)
        self._payloads = Payloads(self._floor)
        self._options = options
        self._ordered = ordered
        self._waiting: dict[str | None, list[tuple[Said, Value]]] = {}
        self._channels: dict[str | None, str | None] = {}
        self._platform: str | None = None

    @property
    def threads(self) -> Threads:
        """What was said in the source so far, by thread."""
        return self._floor.threads

    # --- what comes in ---------------------------------------------------------------------------

    def take(self, value: Value) -> Iterator[Incoming | Problem]:
        """The drafts of one value, each to be judged before the next is taken, and what is wrong with it."""
        data = value.data
        if isinstance(data, dict):
            return self._object(data, value)
        if isinstance(data, Said):
            return self._say(data, value)
        return self._payloads.take(data.platform, data.body, value) if isinstance(data, Raw) else self._case(value)

    def end(self) -> Iterator[Incoming | Problem]:
        """What had to wait for the end of the source, and what can be told only then."""
        for talk in self._waiting.values():
            for said, value in _in_order(talk):
                yield from self._speak(said, value)
        self._waiting = {}
        yield from self._floor.told()

    def _object(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        reader = self._options.reader
        if self._platform is not None and PLATFORMS[self._platform].matches(data):  # most sources hold one platform's
            return self._payloads.take(self._platform, data, value)
        if reader is not None and reader in EXPORTS:
            return self._export(reader, data, value)
        if reader in PLATFORMS and "payload" not in data:
            return self._payloads.take(reader, data, value)
        if in_wire_format(data):
            return self._case(value)
        return self._payloads.enveloped(data, value) if "payload" in data else self._recognised(data, value)

    def _recognised(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        export = export_of(data)
        platform = self._platform = recognise(data) if export in (None, "messages") else None
        if platform is not None:
            return self._payloads.take(platform, data, value)
        if export is not None:
            return self._export(export, data, value)
        if data and all(recognise(inner) for inner in data.values()):  # payloads by names of the user's own
            return chain.from_iterable(self._payloads.take(None, inner, value) for inner in data.values())
        return self._case(value)

    def _case(self, value: Value) -> Iterator[Incoming | Problem]:
        for item in incoming(value, self._floor.path, self._options):
            if isinstance(item, Incoming):
                self._floor.drafted += 1
                if self._floor.given is not None and not item.thread.known:
                    item = replace(item, thread=self._floor.before(item.draft.channel, None))  # noqa: PLW2901
            yield item

    # --- exports ---------------------------------------------------------------------------------

    def _export(self, name: str, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        export, sink, found = EXPORTS[name], Sink(), []

        def keep(part: Part) -> None:
            said = export.said(part)
            if said is not None:
                found.append(said)

        sink.attempt(Part(data), lambda root: sink.each(export.read(root), keep))
        yield from (self._floor.problem(remark, value) for remark in sink.problems)
        for said in found:
            yield from self._say(said, value)

    def _say(self, said: Said, value: Value) -> Iterator[Incoming | Problem]:
        if self._ordered:
            yield from self._speak(said, value)
        else:
            self._waiting.setdefault(said.talk, []).append((said, value))

    def _speak(self, said: Said, value: Value) -> Iterator[Incoming | Problem]:
        role = self._floor.speakers.role(said)
        if role is None:
            return
        author = (
            Author(said.sender, "bot" if said.bot else None)
            if role == "business" and (said.sender or said.bot)
            else None
        )
        message = Message(
            role, said.text, self._floor.speakers.moment(said.at), said.attachments, author, said.id, said.event,
            reply_to=said.reply_to, buttons=said.buttons,
        )  # fmt: skip
        channel = self._channels.setdefault(said.talk, said.channel or self._options.channel)
        thread = self._floor.threads.of(channel, said.talk, self._floor.known(NOBODY))
        yield from self._floor.said(message, thread, value)


def _in_order(talk: list[tuple[Said, Value]]) -> list[tuple[Said, Value]]:
    """By time, where every message has one of the same sort; else as they came."""
    times = [said.at for said, _ in talk]
    if any(at is None for at in times) or len({at.tzinfo is None for at in times if at}) > 1:
        return talk
    return sorted(talk, key=lambda entry: entry[0].at or datetime.max)
