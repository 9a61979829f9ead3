"""Payloads and exports of one source, put together into conversations: each draft with the thread before it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain
from typing import Any, Final, Iterator, Mapping

from couth.errors import InputError, Note, Problem
from couth.model import Author, Customer, Draft, Message, Thread
from couth.readers.exports import EXPORTS, export_of
from couth.readers.incoming import MESSAGE_LIMIT, Incoming, Options, Value
from couth.readers.objects import checked, in_wire_format, incoming
from couth.readers.payloads import PLATFORMS, Arrived, Outgoing, Remark, read_payload, recognise
from couth.readers.payloads.found import NOBODY, Sink
from couth.readers.payloads.parts import Part
from couth.readers.peers import OPEN_THREADS, Threads, filled
from couth.readers.phone import placed
from couth.readers.said import Said
from couth.readers.speakers import Speakers
from couth.readers.written import Raw

_ENVELOPE: Final = frozenset(
    {"payload", "platform", "headers", "at", "id", "channel", "lang", "customer", "thread", "source", "meta", "expect"}
    | {"allow", "spans"}
)


def is_talk(data: object) -> bool:
    """Whether an object is a payload, one with what is known around it, an export, or a mapping of payloads by name."""
    if not isinstance(data, dict):
        return False
    platform = recognise(data)
    if platform is not None or "payload" in data or export_of(data) is not None:
        return platform != "whatsapp-template"
    named = [recognise(inner) for inner in data.values()]
    return bool(named) and None not in named and "whatsapp-template" not in named


@dataclass(slots=True)
class _Around:
    """What a case says around its payload: of the draft, and of what came before."""

    draft: Draft
    thread: Thread

    def renewed(self, customer: Customer, channel: str | None) -> Thread:
        """The thread with what is known of its customer now; the same one for all drafts of the payload."""
        if customer != self.thread.customer or (self.thread.channel is None and channel is not None):
            self.thread = Thread(self.thread.messages, customer, self.thread.channel or channel)
        return self.thread


class Talks:
    """The conversations of one source. `threads` holds what was said before it; with `history` all goes into them.

    With `ordered` each message is taken as it comes; without, those of an export wait for the end of the source, to
    be put in the order of their times.
    """

    def __init__(
        self, path: str, options: Options, threads: Threads | None = None, history: bool = False, ordered: bool = True
    ) -> None:
        self._path = path
        self._options = options
        self._given = threads
        self.threads = threads or Threads()
        self._history = history
        self._ordered = ordered
        self._waiting: dict[str | None, list[tuple[Said, Value]]] = {}
        self._channels: dict[str | None, str | None] = {}
        self._platform: str | None = None
        self._notes: Counter[str] = Counter()
        self._speakers = Speakers(options.business, options.clock)
        self._heard = self._drafted = 0

    # --- what comes in ---------------------------------------------------------------------------

    def take(self, value: Value) -> Iterator[Incoming | Problem]:
        """The drafts of one value, each to be judged before the next is taken, and what is wrong with it."""
        data = value.data
        if isinstance(data, dict):
            return self._object(data, value)
        if isinstance(data, Said):
            return self._say(data, value)
        return self._payload(data.platform, data.body, value) if isinstance(data, Raw) else self._case(value)

    def end(self) -> Iterator[Incoming | Problem]:
        """What had to wait for the end of the source, and what can be told only then."""
        for talk in self._waiting.values():
            for said, value in _in_order(talk):
                yield from self._speak(said, value)
        self._waiting = {}
        yield from self._told()

    def _object(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        reader = self._options.reader
        if self._platform is not None and PLATFORMS[self._platform].matches(data):  # most sources hold one platform's
            return self._payload(self._platform, data, value)
        if reader is not None and reader in EXPORTS:
            return self._export(reader, data, value)
        if reader in PLATFORMS and "payload" not in data:
            return self._payload(reader, data, value)
        if in_wire_format(data):
            return self._case(value)
        return self._enveloped(data, value) if "payload" in data else self._recognised(data, value)

    def _recognised(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        export = export_of(data)
        platform = self._platform = recognise(data) if export in (None, "messages") else None
        if platform is not None:
            return self._payload(platform, data, value)
        if export is not None:
            return self._export(export, data, value)
        if data and all(recognise(inner) for inner in data.values()):  # payloads by names of the user's own
            return chain.from_iterable(self._payload(None, inner, value) for inner in data.values())
        return self._case(value)

    def _case(self, value: Value) -> Iterator[Incoming | Problem]:
        for item in incoming(value, self._path, self._options):
            if isinstance(item, Incoming):
                self._drafted += 1
                if self._given is not None and not item.thread.known:
                    item = replace(item, thread=self._before(item.draft.channel, None))  # noqa: PLW2901
            yield item

    # --- payloads --------------------------------------------------------------------------------

    def _enveloped(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        """A case with a payload in the place of its draft."""
        strange = [key for key in data if key not in _ENVELOPE]
        if strange:
            yield from (Problem(self._path, value.line, None, f"unknown key {str(key)[:40]!r}") for key in strange)
            return
        around = {key: data[key] for key in data if key not in ("payload", "platform", "headers", "at")}
        case = checked(
            replace(value, data={**around, "draft": {"text": "", "at": data.get("at")}}), self._path, self._options
        )
        if isinstance(case, list):
            yield from case
            return
        platform, headers = data.get("platform"), data.get("headers")
        if platform is not None and platform not in PLATFORMS:
            yield Problem(self._path, value.line, None, f"platform: must be one of {', '.join(PLATFORMS)}")
            return
        if headers is not None and not _is_text(headers):
            yield Problem(self._path, value.line, None, "headers: must be an object of strings")
            return
        try:
            draft, thread = case.values()  # type: ignore[union-attr]  # with a draft it is a case
        except InputError as error:
            yield Problem(self._path, value.line, None, str(error))
            return
        yield from self._payload(platform, data["payload"], value, headers or {}, _Around(draft, thread))

    def _payload(
        self,
        platform: str | None,
        body: object,
        value: Value,
        headers: Mapping[str, str] | None = None,
        around: _Around | None = None,
    ) -> Iterator[Incoming | Problem]:
        payload = read_payload(platform, body, headers=headers, business=self._options.business)
        for remark in payload.problems:
            yield self._problem(remark, value, "payload" if around else "")
        for remark in payload.notes:
            yield from self._note(remark, value)
        for arrived in payload.messages:
            thread, message = self._heard_in(arrived, around)
            if message.role == "business":
                yield from self._said(message, thread, value)
            else:
                self._heard += 1
                thread.append(message)
        for number, outgoing in enumerate(payload.drafts):
            yield from self._send(outgoing, value, number if len(payload.drafts) > 1 else None, around)

    def _problem(self, remark: Remark, value: Value, before: str = "") -> Problem:
        where = ".".join(step for step in (before, remark.where) if step)
        return Problem(self._path, value.line, None, str(Remark(where, remark.message)))

    def _note(self, remark: Remark, value: Value) -> Iterator[Problem]:
        """Each kind of note once with its place; how often more, at the end."""
        self._notes[remark.message] += 1
        if self._notes[remark.message] == 1:
            yield Note(self._path, value.line, None, str(remark))

    def _heard_in(self, arrived: Arrived, around: _Around | None) -> tuple[Thread, Message]:
        message = arrived.message
        if message.at is None and around is not None:
            message = replace(message, at=around.draft.at)
        channel = arrived.channel or self._options.channel
        return self.threads.of(channel, arrived.peer, self._known(arrived.customer), message.event), message

    def _send(
        self,
        outgoing: Outgoing,
        value: Value,
        number: int | None,
        around: _Around | None,
    ) -> Iterator[Incoming | Problem]:
        draft, at = outgoing.draft, self._options.at
        ident = f"{self._path}:{value.line}"
        lang = self._options.lang
        if around is not None:
            ident, at, lang = around.draft.id or ident, around.draft.at or at, around.draft.lang or lang
        draft = replace(
            draft, id=ident if number is None else f"{ident}#{number}", at=draft.at or at, lang=draft.lang or lang,
            channel=self._channel(draft, around),
        )  # fmt: skip
        if len(draft.text) > MESSAGE_LIMIT:
            yield self._problem(
                Remark(outgoing.where, f"{len(draft.text):,} characters; the limit is {MESSAGE_LIMIT:,}"), value
            )
            return
        thread = self._thread_for(outgoing, draft, around)
        self._drafted += 1
        yield Incoming(draft, thread, self._path, value.line, value.done)
        if thread.known:
            thread.append(_sent(draft))

    def _channel(self, draft: Draft, around: _Around | None) -> str | None:
        """The channel of the payload, unless the case around it names one that the payload cannot tell itself."""
        named = around.draft.channel if around else None
        return named or draft.channel or self._options.channel

    def _thread_for(self, outgoing: Outgoing, draft: Draft, around: _Around | None) -> Thread:
        told = self._known(outgoing.customer)
        if around is not None and around.thread.known:
            return around.renewed(placed(filled(around.thread.customer, told)), draft.channel)
        if self._history:
            return self.threads.of(draft.channel, outgoing.to, told)
        found = self._before(draft.channel, outgoing.to) if self._given is not None else None
        if found is None:
            found = self.threads.find(draft.channel, outgoing.to)
        if found is not None:
            return self.threads.renewed(found, placed(filled(found.customer, told)))
        before = around.thread.customer if around else Customer()
        return Thread(None, placed(filled(before, told)), draft.channel)

    def _before(self, channel: str | None, to: str | None) -> Thread:
        """The thread of `--thread` that a draft goes on with."""
        found = self.threads.find(channel, to) if to else None
        return found or self.threads.chosen(self._options.customer)

    def _known(self, customer: Customer) -> Customer:
        zone = self._options.timezone
        return customer if zone is None or customer.timezone else replace(customer, timezone=zone)

    # --- exports ---------------------------------------------------------------------------------

    def _export(self, name: str, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        export, sink, found = EXPORTS[name], Sink(), []

        def keep(part: Part) -> None:
            said = export.said(part)
            if said is not None:
                found.append(said)

        sink.attempt(Part(data), lambda root: sink.each(export.read(root), keep))
        yield from (self._problem(remark, value) for remark in sink.problems)
        for said in found:
            yield from self._say(said, value)

    def _say(self, said: Said, value: Value) -> Iterator[Incoming | Problem]:
        if self._ordered:
            yield from self._speak(said, value)
        else:
            self._waiting.setdefault(said.talk, []).append((said, value))

    def _speak(self, said: Said, value: Value) -> Iterator[Incoming | Problem]:
        role = self._speakers.role(said)
        if role is None:
            return
        author = (
            Author(said.sender, "bot" if said.bot else None)
            if role == "business" and (said.sender or said.bot)
            else None
        )
        message = Message(
            role, said.text, self._speakers.moment(said.at), said.attachments, author, said.id, said.event,
            reply_to=said.reply_to, buttons=said.buttons,
        )  # fmt: skip
        channel = self._channels.setdefault(said.talk, said.channel or self._options.channel)
        thread = self.threads.of(channel, said.talk, self._known(NOBODY))
        yield from self._said(message, thread, value)

    def _said(self, message: Message, thread: Thread, value: Value) -> Iterator[Incoming | Problem]:
        """A message that was said: one of the business is judged as it was sent."""
        number = self._heard
        self._heard += 1
        if message.role == "business":
            thread = self.threads.renewed(thread, placed(thread.customer))
            draft = Draft(
                message.text, message.at, attachments=message.attachments, buttons=message.buttons,
                author=message.author, channel=thread.channel, lang=self._options.lang, id=f"{self._path}#{number}",
                reply_to=message.reply_to, automatic=message.automatic,
            )  # fmt: skip
            self._drafted += 1
            yield Incoming(draft, thread, self._path, value.line, value.done)
        thread.append(message)

    # --- what is told at the end -----------------------------------------------------------------

    def _told(self) -> Iterator[Problem]:
        yield from (Problem(self._path, None, None, message) for message in self._speakers.problems())
        yield from (self._end_note(message) for message in self._speakers.notes())
        if self.threads.forgotten and not self._history:
            yield self._end_note(
                f"over {OPEN_THREADS:,} conversations; those that were silent for longest were forgotten"
            )
        for message, count in self._notes.items():
            if count > 1:
                yield self._end_note(f"{count - 1:,} more: {message}")
        if self._heard and not (self._drafted or self._speakers.mute or self._history):
            yield self._end_note(
                f"{self._heard:,} message{'s' * (self._heard != 1)} of customers and none to judge; give it as --thread"
            )

    def _end_note(self, message: str) -> Note:
        return Note(self._path, None, None, message)


def _is_text(headers: object) -> bool:
    return isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values())


def _in_order(talk: list[tuple[Said, Value]]) -> list[tuple[Said, Value]]:
    """By time, where every message has one of the same sort; else as they came."""
    times = [said.at for said, _ in talk]
    if any(at is None for at in times) or len({at.tzinfo is None for at in times if at}) > 1:
        return talk
    return sorted(talk, key=lambda entry: entry[0].at or datetime.max)


def _sent(draft: Draft) -> Message:
    """A draft as the next thing said in its thread."""
    return Message(
        "business", draft.text, draft.at, draft.attachments, draft.author, reply_to=draft.reply_to,
        automatic=draft.automatic, template=draft.template.name if draft.template else None, buttons=draft.buttons,
    )  # fmt: skip
