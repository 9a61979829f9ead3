"""Payloads and exports of one source, put together into conversations: each draft with the thread before it."""

from __future__ import annotations

from collections import Counter, OrderedDict
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any, Final, Iterable, Iterator, Mapping
from zoneinfo import ZoneInfo

from couth.errors import InputError, Note, Problem
from couth.model import Author, Customer, Draft, Message, Thread
from couth.readers.exports import EXPORTS, export_of
from couth.readers.incoming import MESSAGE_LIMIT, Incoming, Options, Value
from couth.readers.objects import checked, in_wire_format, incoming
from couth.readers.payloads import PLATFORMS, Arrived, Outgoing, Remark, read_payload, recognise
from couth.readers.payloads.found import NOBODY, Sink
from couth.readers.payloads.parts import Part
from couth.readers.phone import e164, placed
from couth.readers.said import Said
from couth.readers.written import Raw

OPEN_THREADS: Final = 20_000
"""Conversations that are kept in memory at once; of more, those are forgotten that were silent for longest."""

LONGEST_THREAD: Final = 10_000
"""Messages after which the earlier ones of a conversation are forgotten, but for the last `KEPT`."""

KEPT: Final = 1_000
_MOST_NAMES: Final = 12
_ENVELOPE: Final = frozenset(
    {"payload", "platform", "headers", "at", "id", "channel", "lang", "customer", "thread", "source", "meta", "expect"}
    | {"allow", "spans"}
)
Key = tuple[str | None, str]


def is_talk(data: object) -> bool:
    """Whether an object is a payload, one with what is known around it, an export, or a mapping of payloads by name."""
    if not isinstance(data, dict):
        return False
    platform = recognise(data)
    if platform is not None or "payload" in data or export_of(data) is not None:
        return platform != "whatsapp-template"
    named = [recognise(inner) for inner in data.values()]
    return bool(named) and None not in named and "whatsapp-template" not in named


class Threads:
    """Threads by the customer that they are with, as their channel addresses them."""

    def __init__(self) -> None:
        self._threads: OrderedDict[Key, Thread] = OrderedDict()
        self.forgotten = 0

    def __len__(self) -> int:
        return len(self._threads)

    def add(self, thread: Thread) -> None:
        """Put in a thread whose customer has no address."""
        self._threads[thread.channel, ""] = thread

    def find(self, channel: str | None, peer: str | None) -> Thread | None:
        """The thread with a customer, or None."""
        key = _key(channel, peer)
        found = self._threads.get(key)
        if found is not None:
            self._threads.move_to_end(key)
        return found

    def of(self, channel: str | None, peer: str | None, told: Customer, event: str | None = None) -> Thread:
        """The thread with a customer, begun where there is none, with what is told of the customer now."""
        found = self.find(channel, peer)
        if found is None:
            found = self._threads[_key(channel, peer)] = Thread((), told, channel)
            if len(self._threads) > OPEN_THREADS:
                self._threads.popitem(last=False)
                self.forgotten += 1
            return found
        return self.renewed(found, _newer(found.customer, told, event))

    def renewed(self, thread: Thread, customer: Customer) -> Thread:
        """The thread with what is known of its customer now; of a long one, the last messages."""
        long = len(thread) >= LONGEST_THREAD
        if not long and customer == thread.customer:
            return thread
        messages = thread.messages[-KEPT:] if long else thread.messages
        new = Thread(messages if thread.known else None, customer, thread.channel)
        for key, old in self._threads.items():
            if old is thread:
                self._threads[key] = new
                break
        return new

    def chosen(self, wanted: str | None) -> Thread:
        """The one thread there is, or that with the customer `wanted`; raises InputError, which names the choice."""
        found = [thread for key, thread in self._threads.items() if wanted is None or _same(key[1], wanted)]
        if len(found) == 1:
            return found[0]
        peers = [key[1] for key in self._threads if key[1]]
        if not self._threads:
            raise InputError("no message in it")
        if not found:
            raise InputError(f"no messages of the customer {wanted!r}: there are {_listed(peers)}")
        raise InputError(f"messages of {len(found)} customers; say which with --customer: {_listed(peers)}")


def _key(channel: str | None, peer: str | None) -> Key:
    return ("sms" if channel == "mms" else channel, (e164(peer) or peer) if peer else "")


def _same(one: str, other: str) -> bool:
    return one == other or (e164(one) or one) == (e164(other) or other)


def _listed(names: Iterable[str]) -> str:
    shown = sorted(set(names))
    more = f" and {len(shown) - _MOST_NAMES} more" if len(shown) > _MOST_NAMES else ""
    return ", ".join(repr(name) for name in shown[:_MOST_NAMES]) + more


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
        self._senders: set[str] = set()
        self._business = frozenset(_folded(name) for name in options.business)
        self._zone = ZoneInfo(options.clock) if options.clock else None
        self._heard = self._drafted = self._mute = self._timeless = 0

    # --- what comes in ---------------------------------------------------------------------------

    def take(self, value: Value) -> Iterator[Incoming | Problem]:
        """The drafts of one value, each to be judged before the next is taken, and what is wrong with it."""
        data = value.data
        if isinstance(data, Said):
            yield from self._say(data, value)
        elif isinstance(data, Raw):
            yield from self._payload(data.platform, data.body, value)
        elif isinstance(data, dict):
            yield from self._object(data, value)
        else:
            yield from self._case(value)

    def end(self) -> Iterator[Incoming | Problem]:
        """What had to wait for the end of the source, and what can be told only then."""
        for talk in self._waiting.values():
            for said, value in _in_order(talk):
                yield from self._speak(said, value)
        self._waiting = {}
        yield from self._told()

    def _object(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        reader = self._options.reader
        if reader is not None and reader in EXPORTS:
            yield from self._export(reader, data, value)
        elif reader in PLATFORMS and "payload" not in data:
            yield from self._payload(reader, data, value)
        elif in_wire_format(data):
            yield from self._case(value)
        elif "payload" in data:
            yield from self._enveloped(data, value)
        else:
            yield from self._recognised(data, value)

    def _recognised(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        if self._platform is not None and PLATFORMS[self._platform].matches(data):  # most sources hold one platform's
            yield from self._payload(self._platform, data, value)
            return
        export = export_of(data)
        platform = self._platform = recognise(data) if export in (None, "messages") else None
        if platform is not None:
            yield from self._payload(platform, data, value)
        elif export is not None:
            yield from self._export(export, data, value)
        elif data and all(recognise(inner) for inner in data.values()):  # payloads by names of the user's own
            for inner in data.values():
                yield from self._payload(None, inner, value)
        else:
            yield from self._case(value)

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
            yield from self._hear(arrived, value, around)
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

    def _hear(self, arrived: Arrived, value: Value, around: _Around | None) -> Iterator[Incoming | Problem]:
        message = arrived.message
        if message.at is None and around is not None:
            message = replace(message, at=around.draft.at)
        channel = arrived.channel or self._options.channel
        thread = self.threads.of(channel, arrived.peer, self._known(arrived.customer), message.event)
        yield from self._said(message, thread, value)

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
            return around.renewed(placed(_filled(around.thread.customer, told)), draft.channel)
        if self._history:
            return self.threads.of(draft.channel, outgoing.to, told)
        found = self._before(draft.channel, outgoing.to) if self._given is not None else None
        if found is None:
            found = self.threads.find(draft.channel, outgoing.to)
        if found is not None:
            return self.threads.renewed(found, placed(_filled(found.customer, told)))
        before = around.thread.customer if around else Customer()
        return Thread(None, placed(_filled(before, told)), draft.channel)

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
        role = said.role or self._role(said)
        if role is None:
            self._mute += 1
            return
        author = (
            Author(said.sender, "bot" if said.bot else None)
            if role == "business" and (said.sender or said.bot)
            else None
        )
        message = Message(
            role, said.text, self._moment(said.at), said.attachments, author, said.id, said.event,
            reply_to=said.reply_to, buttons=said.buttons,
        )  # fmt: skip
        channel = self._channels.setdefault(said.talk, said.channel or self._options.channel)
        thread = self.threads.of(channel, said.talk, self._known(NOBODY))
        yield from self._said(message, thread, value)

    def _role(self, said: Said) -> Any:
        """The business where it has one of the names that were given, else the customer; None where none were given."""
        if len(self._senders) < 1000 and said.sender:
            self._senders.add(said.sender)
        if not self._business:
            return None
        names = (said.sender, said.sender_id)
        return "business" if any(name and _folded(name) in self._business for name in names) else "customer"

    def _moment(self, at: datetime | None) -> datetime | None:
        """The time with its offset; that of a device's clock by `--clock`, or else unknown."""
        if at is None or at.tzinfo is not None:
            return at
        if self._zone is None:
            self._timeless += 1
            return None
        return at.replace(tzinfo=self._zone).astimezone(UTC)

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
        if self._mute:
            yield self._end_problem(f"who is the business? say --business with one of {_listed(self._senders)}")
        elif self._business and self._senders and not any(_folded(n) in self._business for n in self._senders):
            yield self._end_problem(f"nothing here is said by the business; there are {_listed(self._senders)}")
        if self._timeless:
            yield self._end_note(
                "its times name no time zone, so they are unknown; say --clock with that of the device"
            )
        if self.threads.forgotten and not self._history:
            yield self._end_note(
                f"over {OPEN_THREADS:,} conversations; those that were silent for longest were forgotten"
            )
        for message, count in self._notes.items():
            if count > 1:
                yield self._end_note(f"{count - 1:,} more: {message}")
        if self._heard and not (self._drafted or self._mute or self._history):
            yield self._end_note(f"{self._heard:,} messages of customers and none to judge; give it as --thread")

    def _end_problem(self, message: str) -> Problem:
        return Problem(self._path, None, None, message)

    def _end_note(self, message: str) -> Note:
        return Note(self._path, None, None, message)


def _is_text(headers: object) -> bool:
    return isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values())


def _folded(name: str) -> str:
    return e164(name) or name.strip().casefold()


def _in_order(talk: list[tuple[Said, Value]]) -> list[tuple[Said, Value]]:
    """By time, where every message has one of the same sort; else as they came."""
    times = [said.at for said, _ in talk]
    if any(at is None for at in times) or len({at.tzinfo is None for at in times if at}) > 1:
        return talk
    return sorted(talk, key=lambda entry: entry[0].at or datetime.max)


def _filled(customer: Customer, other: Customer) -> Customer:
    """The customer with what only the other knows."""
    if other == NOBODY or other is customer:
        return customer
    names = Customer.__dataclass_fields__
    missing = {n: v for n in names if getattr(customer, n) is None and (v := getattr(other, n)) is not None}
    return replace(customer, **missing) if missing else customer


def _newer(customer: Customer, other: Customer, event: str | None) -> Customer:
    """The customer with what has become known of them; who follows again has not opted out any more."""
    changed = _filled(customer, other)
    for name in ("opted_out", "marketing_consent", "language"):
        told = getattr(other, name)
        if told is not None and told != getattr(changed, name):
            changed = replace(changed, **{name: told})
    if event in ("follow", "resume") and (changed.opted_out or changed.marketing_consent is False):
        changed = replace(changed, opted_out=None, marketing_consent=None)
    return changed


def _sent(draft: Draft) -> Message:
    """A draft as the next thing said in its thread."""
    return Message(
        "business", draft.text, draft.at, draft.attachments, draft.author, reply_to=draft.reply_to,
        automatic=draft.automatic, template=draft.template.name if draft.template else None, buttons=draft.buttons,
    )  # fmt: skip
