"""Threads in memory: the last messages of each, what is known of the older ones, and how both keep up with the store."""

from __future__ import annotations

import json
from collections import OrderedDict
from threading import Lock, RLock
from typing import Any, Final, Iterable, Mapping, Sequence

from couth.facts.kept import LOOKED_BACK, readings_of, take_in
from couth.facts.state import ThreadState, state_of
from couth.facts.view import language_of
from couth.integrations.contents import customer_of
from couth.integrations.forking import renewed_in_children
from couth.integrations.permit_records import OpenPermit
from couth.integrations.reader import Reader
from couth.integrations.records import Records
from couth.integrations.sealing import tokens
from couth.integrations.stored_thread import StoredThread
from couth.integrations.thread_records import ThreadRow
from couth.model import Draft, Message

EVERY: Final = 64
"""What is known of a thread is kept again after so many messages."""

WINDOW: Final = EVERY + LOOKED_BACK
"""No more of the last messages are read when a thread is first met; older ones where they are asked for."""


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

    def is_read_for(self, draft: Draft) -> bool:
        """Whether a draft can be judged without reading much: the thread is short, or was read in the draft's language."""
        if self.thread is None or self._row is None:
            return False
        return len(self.thread) <= WINDOW or self._lang_of(draft) in self.langs()

    def read_for(self, draft: Draft) -> None:
        """Read what is there in the draft's language, the whole thread if need be."""
        if self.thread is not None and not self.is_read_for(draft):
            take_in(state_of(self.thread, self.reader.knowledge, self._lang_of(draft)))

    def _lang_of(self, draft: Draft) -> str:
        assert self.thread is not None  # noqa: S101  (asked where there is one)
        return language_of(draft, self.thread, self.reader.knowledge)

    def reveal(self, text: str) -> None:
        """Let words of a text be known where what is kept has tokens of them."""
        if self.thread is not None and self._sealed and self.reader.sealer.learn(text, self._sealed):
            self._take_up({lang: (self.row.seq, json.dumps(known)) for lang, known in self._known().items()})
            self.thread.readings.clear()

    def append(self, message: Message) -> None:
        """Take the message that was just stored as the next one of the row the thread was brought up to."""
        if self.thread is not None and self._row is not None:
            self._extend([message])
            row = self._row
            self._row = ThreadRow(row.id, row.first, row.seq + 1, row.kept, row.changed, row.record)

    def take_in(self) -> None:
        """Read what was appended, before words go that are kept nowhere else."""
        assert self.thread is not None  # noqa: S101  (called after `sync`)
        for lang in self.langs():
            take_in(state_of(self.thread, self.reader.knowledge, lang))

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
        self._take_up(self.reader.kept_of(records, row))
        start = max(row.first, row.seq - WINDOW, min(row.kept, row.seq - LOOKED_BACK))
        tail = records.messages(row.id, start, row.seq)
        customer = customer_of(row.record)
        self.thread = StoredThread(start - row.first, tail, customer, self._channel, None)
        first = row.first
        self.thread.resume = lambda state: self._resume(state, first)

    def _take_up(self, states: dict[str, tuple[int, str]]) -> None:
        self._kept = states
        self._sealed = _NONE if self.reader.words_kept else tokens(state for _, state in states.values())

    def _resume(self, state: ThreadState, first: int) -> None:
        """Have a new reading of the thread know what is kept in its language; without words, what is known in any."""
        assert self.thread is not None  # noqa: S101  (it is being read)
        found = self._kept.get(state.lang)
        if found is None and not self.reader.words_kept:
            for other in readings_of(self.thread):
                self.reader.copy(other, state)
                return
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


_NONE: Final[frozenset[str]] = frozenset()


def _of_lang(states: Mapping[str, Any], lang: str) -> Any:
    return states.get(lang) or next(iter(states.values()))


class Threads:
    """The threads that were used last, by channel and customer."""

    def __init__(self, reader: Reader, capacity: int) -> None:
        self._reader = reader
        self._capacity = capacity
        self.renew()
        renewed_in_children(self)

    def renew(self) -> None:
        """Know no thread, and have a lock of its own."""
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
