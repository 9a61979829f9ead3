"""What was read of a thread so far: each aspect by a tracker that reads every message once, when it is first needed."""

from __future__ import annotations

from typing import Iterable, Iterator, Protocol, TypeVar, cast

from couth.facts.knowledge import Knowledge
from couth.model import Message, Thread
from couth.text import Reading, detect

KEPT = 64
"""How many of the last messages stay read, for trackers that look back."""


class Tracker(Protocol):
    """Reads a thread's messages in order and keeps what its facts need."""

    def __init__(self, state: ThreadState) -> None: ...

    def read(self, index: int, message: Message, reading: Reading) -> None:
        """Take in the next message."""


T = TypeVar("T", bound=Tracker)


class ThreadState:
    """The trackers of one thread, under one policy's knowledge and the language of its drafts."""

    __slots__ = ("_drafted", "_readings", "_trackers", "knowledge", "lang", "thread")

    def __init__(self, thread: Thread, knowledge: Knowledge, lang: str) -> None:
        self.thread = thread
        self.knowledge = knowledge
        self.lang = lang
        self._drafted: dict[str, Reading] = {}
        self._trackers: dict[type[Tracker], list[object]] = {}
        self._readings: dict[int, Reading] = {}

    def of(self, kind: type[T]) -> T:
        """The tracker of a kind, up to the end of the thread."""
        entry = self._trackers.get(kind)
        if entry is None or entry[1] != len(self.thread):
            with self.thread.lock:
                entry = self._advanced(kind)
        return cast(T, entry[0])

    def reading(self, index: int) -> Reading:
        """The message at an index, read in its own language."""
        found = self._readings.get(index)
        if found is None:
            found = self._readings[index] = self._read(self.thread[index].text)
            if len(self._readings) > KEPT:
                del self._readings[next(iter(self._readings))]
        return found

    def advance(self, kinds: Iterable[type[Tracker]]) -> Iterator[tuple[type[Tracker], Tracker]]:
        """Trackers up to the end of the thread, each with its kind."""
        for kind in kinds:
            yield kind, self.of(kind)

    def resume(self, kind: type[Tracker], tracker: Tracker, seen: int) -> None:
        """Take a tracker that has read the first `seen` messages already."""
        self._trackers[kind] = [tracker, seen]

    def recall(self, index: int, reading: Reading) -> None:
        """Take a message as read."""
        self._readings[index] = reading

    def drafted(self, reading: Reading) -> None:
        """Remember a draft's reading: once sent, the draft is the next message, and need not be read again."""
        last = list(self._drafted.items())[-1:]
        self._drafted = {**dict(last), reading.text: reading}

    def _read(self, text: str) -> Reading:
        """The text in its own language; a draft's reading will do where it was read in that one, which it may have declared."""
        lang, drafted = detect(text) or self.lang, self._drafted.get(text)
        return drafted if drafted and drafted.lang == lang else Reading(text, lang, self.knowledge.lexicon)

    def _advanced(self, kind: type[Tracker]) -> list[object]:
        entry = self._trackers.setdefault(kind, [kind(self), 0])
        tracker, seen = cast("tuple[Tracker, int]", entry)
        for index in range(seen, len(self.thread)):
            tracker.read(index, self.thread[index], self.reading(index))
            entry[1] = index + 1
        return entry


def state_of(thread: Thread, knowledge: Knowledge, lang: str) -> ThreadState:
    """The thread's state under this knowledge, kept with the thread."""
    key = (knowledge, lang)
    found = thread.readings.get(key)
    if found is None:
        with thread.lock:
            found = thread.readings.setdefault(key, _begun(thread, knowledge, lang))
    return cast(ThreadState, found)


def _begun(thread: Thread, knowledge: Knowledge, lang: str) -> ThreadState:
    """A state that has read nothing yet, or what was kept of the messages that it need not read again."""
    state = ThreadState(thread, knowledge, lang)
    if thread.resume is not None:
        thread.resume(state)
    return state
