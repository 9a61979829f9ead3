"""Threads in memory: the last messages of each, what is known of the older ones, and how both keep up with the store."""

from __future__ import annotations

import json
import re
from collections import OrderedDict
from datetime import datetime, timedelta
from hashlib import sha256
from importlib.metadata import version
from threading import Lock, RLock
from typing import Any, Callable, Final, Iterable, Iterator, Mapping, Sequence

from couth.engine import Linter
from couth.errors import StoreError
from couth.facts import Knowledge
from couth.facts.kept import FORM, LOOKED_BACK, heard, kept, readings_of, recall, restore
from couth.facts.state import ThreadState, state_of
from couth.integrations.contents import MARK, Sealer, customer_of
from couth.integrations.records import OpenPermit, Records, ThreadRow
from couth.model import Customer, Draft, Message, Thread
from couth.policy import basis
from couth.text import fold
from couth.text.stems import Stems, plain_words, stems

EVERY: Final = 64
"""What is known of a thread is kept again after so many messages."""

WINDOW: Final = EVERY + LOOKED_BACK + 40
"""So many of the last messages are read in one go; older ones in portions, where they are asked for at all."""

PORTION: Final = 256

NOBODYS: Final = Message("system")
"""Stands for a message that cannot be read."""

Fetch = Callable[[int, int], list[Message]]
"""Messages by index, from the store."""

Resume = Callable[[ThreadState], None]


class StoredThread(Thread):
    """A thread of which the last messages are in memory; older ones are fetched in portions."""

    __slots__ = ("_fetched", "_start", "fetch")

    def __init__(
        self, start: int, tail: Iterable[Message], customer: Customer, channel: str, fetch: Fetch | None
    ) -> None:
        super().__init__(tail, customer, channel)
        self._start = start
        self._fetched: tuple[int, list[Message]] = (0, [])
        self.fetch = fetch

    def __len__(self) -> int:
        return self._start + super().__len__()

    def __getitem__(self, index: int) -> Message:
        at = index if index >= 0 else len(self) + index
        return super().__getitem__(at - self._start) if at >= self._start else self._older(at)

    @property
    def messages(self) -> tuple[Message, ...]:
        """Every message, read from the store where it is not in memory."""
        return tuple(self[index] for index in range(len(self)))

    @property
    def tail(self) -> tuple[Message, ...]:
        """The messages in memory."""
        return super().messages

    @property
    def start(self) -> int:
        """The index of the first message in memory."""
        return self._start

    def trim(self) -> None:
        """Forget messages that nobody looks at any more."""
        assert self._messages is not None  # noqa: S101  (a stored thread is known)
        if len(self._messages) > 2 * WINDOW:
            self._start += WINDOW
            del self._messages[:WINDOW]

    def _older(self, index: int) -> Message:
        start, portion = self._fetched
        if not start <= index < start + len(portion):
            if self.fetch is None:  # the store is away, and what is known has to do
                return NOBODYS
            start = index // PORTION * PORTION
            portion = self.fetch(start, min(start + PORTION, self._start))
            self._fetched = start, portion
        return portion[index - start]


SKEW: Final = timedelta(minutes=5)
"""So far may the clocks of two machines be apart."""


def after(thread: StoredThread, now: datetime) -> datetime:
    """Now, or the time of the last messages where the clock of another machine is ahead: what was sent is no future."""
    last = thread.tail[-_LATEST:] if len(thread) else ()
    return max((m.at for m in last if m.at and now < m.at <= now + SKEW), default=now)


_LATEST: Final = 16


class Entry:
    """One customer's thread in this process. Whoever uses it holds its lock."""

    def __init__(self, reader: Reader, channel: str) -> None:
        self.lock = RLock()
        self.thread: StoredThread | None = None
        self.reader = reader
        self._channel = channel
        self._row: ThreadRow | None = None
        self._kept: dict[str, tuple[int, str]] = {}
        self._sealed: frozenset[str] = frozenset()

    @property
    def row(self) -> ThreadRow:
        """The row that the thread was brought up to."""
        assert self._row is not None  # noqa: S101  (set by `sync`)
        return self._row

    def forget(self) -> None:
        """Read everything anew at the next use, as after a transaction that was undone; until then, what is there will do."""
        self._row = None

    def detach(self) -> None:
        """The transaction is over: older messages cannot be fetched any more."""
        if self.thread is not None:
            self.thread.fetch = None

    def is_at(self, row: ThreadRow) -> bool:
        """Whether the thread in memory is what a row says."""
        return self.thread is not None and self._row == row

    def sync(self, records: Records, row: ThreadRow) -> StoredThread:
        """Bring the thread up to its row."""
        if self.thread is None or self._row is None or not self._follows(row):
            self._load(records, row)
        elif row.seq > self.row.seq:
            self._extend(records.messages(row.id, self.row.seq, row.seq))
        self._row = row
        assert self.thread is not None  # noqa: S101  (loaded above)
        self.thread.fetch = lambda low, high: records.messages(row.id, row.first + low, row.first + high)
        return self.thread

    def reveal(self, draft: Draft) -> None:
        """Let words of a draft be known where what is kept has tokens of them."""
        if self.thread is not None and self._sealed:
            words = _words(draft.text, {int(token[1:].split(":", 1)[0]) for token in self._sealed})
            if not self._sealed.isdisjoint(self.reader.sealer.learn(words)):
                self.thread.readings.clear()

    def append(self, message: Message) -> None:
        """Take the message that was just stored as the next one of the row the thread was brought up to."""
        if self.thread is not None and self._row is not None:
            self._extend([message])
            row = self._row
            self._row = ThreadRow(row.id, row.first, row.seq + 1, row.kept, row.changed, row.record)

    def keep(self, records: Records) -> None:
        """Keep what is known by now, in every language in which the thread was read."""
        states = {lang: json.dumps(known) for lang, known in self._known().items()}
        records.keep(self.row.id, self.reader.basis, self.row.seq, states)
        row = self.row
        self._row = ThreadRow(row.id, row.first, row.seq, row.seq, row.changed, row.record)
        if self.reader.words_kept:
            self._kept = {lang: (self.row.seq, state) for lang, state in states.items()}

    def has_news(self) -> bool:
        """Whether a thread of some length was read in a language in which nothing is kept of it yet."""
        if self.thread is None or len(self.thread) < EVERY:
            return False
        return any(state.lang not in self._kept for state in readings_of(self.thread))

    def with_open(self, permits: Sequence[OpenPermit]) -> StoredThread:
        """The thread as it is once every open permit was used; itself stays as it is."""
        assert self.thread is not None  # noqa: S101  (called after `sync`)
        if not permits:
            return self.thread
        fork = self.followed_by([permit.message for permit in permits])
        known = permits[-1].kept
        if known is not None:
            states = json.loads(known)
            fork.resume = lambda state: self.reader.resume(state, _of_lang(states, state.lang), len(fork))
        return fork

    def known_with(self, thread: StoredThread, message: Message) -> str | None:
        """What would be known, sealed, were a message the next one; None where its words are kept."""
        if self.reader.words_kept:
            return None
        fork = StoredThread(thread.start, (*thread.tail, message), thread.customer, self._channel, thread.fetch)
        fork.resume = lambda state: self.reader.copy(state_of(thread, state.knowledge, state.lang), state)
        return json.dumps({lang: self.reader.kept(fork, lang) for lang in self.langs()})

    def followed_by(self, messages: Iterable[Message]) -> StoredThread:
        """The thread with further messages; itself stays as it is."""
        assert self.thread is not None  # noqa: S101  (called where there is one)
        base = self.thread
        fork = StoredThread(base.start, (*base.tail, *messages), base.customer, self._channel, base.fetch)
        fork.resume = lambda state: self.reader.copy(state_of(base, state.knowledge, state.lang), state)
        return fork

    def _follows(self, row: ThreadRow) -> bool:
        mine = self.row
        same = (mine.id, mine.first, mine.changed, mine.record) == (row.id, row.first, row.changed, row.record)
        return same and (row.seq == mine.seq or (row.seq > mine.seq and self.reader.words_kept))

    def _extend(self, messages: Iterable[Message]) -> None:
        assert self.thread is not None  # noqa: S101  (called where there is one)
        for message in messages:
            self.thread.append(message)
        self.thread.trim()

    def _load(self, records: Records, row: ThreadRow) -> None:
        self._kept = self.reader.kept_of(records, row)
        start = max(row.first, row.seq - WINDOW)
        tail = records.messages(row.id, start, row.seq)
        customer = customer_of(row.record)
        self.thread = StoredThread(start - row.first, tail, customer, self._channel, None)
        self._sealed = frozenset().union(*(tokens(state) for _, state in self._kept.values()))
        first = row.first
        self.thread.resume = lambda state: self._resume(state, first)

    def _resume(self, state: ThreadState, first: int) -> None:
        found = self._kept.get(state.lang)
        if found is None and not self.reader.words_kept:
            found = next(iter(self._kept.values()), None)
        if found is not None:
            self.reader.resume(state, json.loads(found[1]), found[0] - first)

    def langs(self) -> tuple[str, ...]:
        """The languages in which the thread was read; where there are none, its own."""
        assert self.thread is not None  # noqa: S101  (called after `sync`)
        langs = {*self._kept, *(state.lang for state in readings_of(self.thread))}
        return tuple(sorted(langs or {self.thread.customer.language or self.reader.lang}))

    def _known(self) -> dict[str, Any]:
        assert self.thread is not None  # noqa: S101  (called after `sync`)
        return {lang: self.reader.kept(self.thread, lang) for lang in self.langs()}


class Reader:
    """How threads are read under one policy, and how what is known of them is kept in one store."""

    def __init__(self, linter: Linter, sealer: Callable[[], Sealer], words_kept: bool) -> None:
        self._linter = linter
        self._sealer = sealer
        self.words_kept = words_kept
        self.basis = sha256(f"{FORM} {version('couth')} {basis(linter.policy)}".encode()).hexdigest()[:16]
        """What kept facts rest on: the word lists and acts, and the couth that has read with them."""

    @property
    def sealer(self) -> Sealer:
        """The store's."""
        return self._sealer()

    @property
    def knowledge(self) -> Knowledge:
        """The word lists and acts of the policy."""
        return self._linter.knowledge

    @property
    def lang(self) -> str:
        """The language of last resort."""
        return self._linter.policy.lang

    def kept(self, thread: Thread, lang: str) -> dict[str, Any]:
        """What is known of a thread; where no words are kept, sealed, and with what was heard last."""
        state = state_of(thread, self.knowledge, lang)
        if self.words_kept:
            return kept(state)
        seal = self.sealer.seal
        return {**kept(state, seal), HEARD: heard(state, seal)}

    def copy(self, state: ThreadState, into: ThreadState) -> None:
        """Give one state what another knows."""
        restore(into, kept(state), len(state.thread))
        if not self.words_kept:
            recall(into, heard(state))

    def kept_of(self, records: Records, row: ThreadRow) -> dict[str, tuple[int, str]]:
        """What is kept of a thread; where no words are, what was known under an earlier policy has to do."""
        found = records.kept(row.id, self.basis)
        if found or self.words_kept:
            return found
        earlier = records.latest_basis(row.id)
        return {} if earlier is None else records.kept(row.id, earlier)

    def resume(self, state: ThreadState, data: Mapping[str, Any], seen: int) -> None:
        """Take up what was kept; what cannot be taken up is read from the messages again."""
        unseal = self.sealer.unseal
        try:
            restore(state, data, seen, unseal)
            recall(state, data.get(HEARD, {}), unseal)
        except (KeyError, TypeError, ValueError, AttributeError):
            if not self.words_kept:
                raise StoreError("what the store knows of a thread is of another form", "schema") from None


HEARD: Final = "heard"
"""Beside the trackers: what was found in the last messages."""


def _of_lang(states: Mapping[str, Any], lang: str) -> Any:
    return states.get(lang) or next(iter(states.values()))


_WORD: Final = re.compile(r"\w+")


def _words(text: str, lengths: set[int]) -> Iterator[str]:
    """What a token may stand for in a text: its words and their stems, and what begins at a word and is so long."""
    folded = fold(text).text
    yield from plain_words(folded)
    yield from stems(folded, Stems())
    for match in _WORD.finditer(text):
        yield match.group().casefold()
        yield from (text[match.start() : match.start() + length] for length in lengths)


def tokens(state: str) -> frozenset[str]:
    """The tokens in a kept state."""
    if MARK not in state and "\\ue000" not in state:
        return frozenset()
    return frozenset(_tokens(json.loads(state)))


def _tokens(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if data.startswith(MARK):
            yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _tokens(value)
    elif isinstance(data, list):
        for value in data:
            yield from _tokens(value)


class Threads:
    """The threads that were used last, by channel and customer."""

    def __init__(self, reader: Reader, capacity: int) -> None:
        self._reader = reader
        self._capacity = capacity
        self._entries: OrderedDict[tuple[str, str], Entry] = OrderedDict()
        self._lock = Lock()

    def entry(self, channel: str, customer: str) -> Entry:
        """The customer's thread; that of whom nothing was heard longest makes room."""
        with self._lock:
            found = self._entries.get((channel, customer))
            if found is None:
                found = self._entries[channel, customer] = Entry(self._reader, channel)
                if len(self._entries) > self._capacity:
                    self._entries.popitem(last=False)
            else:
                self._entries.move_to_end((channel, customer))
            return found
