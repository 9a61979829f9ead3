"""What was read of a thread so far: each aspect by a tracker that reads every message once, when it is first needed."""

from __future__ import annotations

from typing import Callable, Iterable, Iterator, Protocol, TypeVar, cast
from weakref import finalize

from couth.facts.knowledge import Knowledge
from couth.model import Message, Thread
from couth.text import Reading, detect

KEPT = 32
"""How many of the last messages stay read, for trackers that look back."""


class Tracker(Protocol):
    """Takes in a thread's messages in order and keeps what its facts need; asks its state for the words where it needs them."""

    def __init__(self, state: ThreadState) -> None: ...

    def read(self, index: int, message: Message) -> None:
        """Take in the next message."""


T = TypeVar("T", bound=Tracker)
V = TypeVar("V")
A = TypeVar("A")

Restored = Callable[[type[Tracker]], "Tracker | None"]
"""A tracker as it was after some messages; None where it has to read them."""


class ThreadState:
    """The trackers of one thread, under one policy's knowledge and the language of its drafts."""

    __slots__ = (
        "_drafted", "_found", "_readings", "_restored", "_seen", "_trackers", "knowledge", "lang", "lock", "messages", "resumed",
    )  # fmt: skip

    def __init__(self, thread: Thread, knowledge: Knowledge, lang: str) -> None:
        self.messages = thread.log
        self.lock = thread.lock
        self.knowledge = knowledge
        self.lang = lang
        self.resumed = False
        """Whether some messages are known by what was kept of them alone."""
        self._drafted: tuple[Reading, ...] = ()
        self._found: dict[object, tuple[int, object]] = {}
        self._trackers: dict[type[Tracker], list[object]] = {}
        self._readings: dict[int, Reading] = {}
        self._restored: Restored | None = None
        self._seen = 0

    def of(self, kind: type[T]) -> T:
        """The tracker of a kind, up to the end of the thread."""
        entry = self._trackers.get(kind)
        if entry is None or entry[1] != len(self.messages):
            with self.lock:
                entry = self._advanced(kind)
        return cast(T, entry[0])

    def at_hand(self, kind: type[T]) -> T | None:
        """The tracker of a kind where nothing has to be read for it; None where something has."""
        entry = self._trackers.get(kind)
        return None if entry is None or entry[1] != len(self.messages) else cast(T, entry[0])

    def once(self, find: Callable[[ThreadState], V]) -> V:
        """What is found in the thread as it stands, looked for once until it grows."""
        return self.kept(find, self)

    def kept(self, find: Callable[[A], V], by: A) -> V:
        """The same, found by something else that knows the thread."""
        kept, length = self._found.get(find), len(self.messages)
        if kept is None or kept[0] != length:
            kept = self._found[find] = length, find(by)
        return cast(V, kept[1])

    def reading(self, index: int) -> Reading:
        """The message at an index, read in its own language."""
        found = self._readings.get(index)
        if found is None:
            found = self._readings[index] = self._read(self.messages[index].text)
            if len(self._readings) > KEPT:
                del self._readings[next(iter(self._readings))]
        return found

    def close(self) -> None:
        """Let go of everything: trackers know their state, and together they would stay until a collector finds them."""
        self._trackers.clear()
        self._found.clear()

    def advance(self, kinds: Iterable[type[Tracker]]) -> Iterator[tuple[type[Tracker], Tracker]]:
        """Trackers up to the end of the thread, each with its kind."""
        for kind in kinds:
            yield kind, self.of(kind)

    def resume(self, restored: Restored, seen: int) -> None:
        """Take trackers that have read the first `seen` messages already, the words of which may be kept no longer.

        Each is asked for when it is first needed.
        """
        self.resumed, self._restored, self._seen = True, restored, seen

    def recall(self, index: int, reading: Reading) -> None:
        """Take a message as read."""
        self._readings[index] = reading

    def drafted(self, reading: Reading) -> None:
        """Remember a draft's reading: once sent, the draft is the next message, and need not be read again."""
        self._drafted = (*self._drafted[-1:], reading)

    def _read(self, text: str) -> Reading:
        """The text in its own language; a draft's reading will do where it was read in that one, which it may have declared."""
        drafted = next((reading for reading in self._drafted if reading.text == text), None)
        told = drafted.told if drafted is not None and drafted.told != "" else detect(text)
        lang = told or self.lang
        if drafted is not None and drafted.lang == lang:
            return drafted
        return Reading(text, lang, self.knowledge.lexicon, told)

    def _advanced(self, kind: type[Tracker]) -> list[object]:
        """The tracker of a kind, with the messages since it was last asked taken in.

        Of many messages at once, as in a thread that is seen for the first time, every tracker takes in each
        stretch that stays read, so that no message is read anew for each of them.
        """
        entry = self._entry(kind)
        seen, length = cast(int, entry[1]), len(self.messages)
        if length - seen > KEPT:
            entries = [self._entry(cast("type[Tracker]", each)) for each in tuple(self.knowledge.trackers)]
            for end in range(seen + KEPT, length, KEPT):
                for each in entries:
                    self._take_in(each, end)
        self._take_in(entry, length)
        return entry

    def _entry(self, kind: type[Tracker]) -> list[object]:
        """The tracker of a kind, and how many messages it has taken in."""
        entry = self._trackers.get(kind)
        if entry is None:
            self.knowledge.trackers[kind] = None
            restored = None if self._restored is None else self._restored(kind)
            entry = self._trackers[kind] = [kind(self), 0] if restored is None else [restored, self._seen]
        return entry

    def _take_in(self, entry: list[object], end: int) -> None:
        tracker, seen = cast("tuple[Tracker, int]", entry)
        for index in range(seen, end):
            tracker.read(index, self.messages[index])
            entry[1] = index + 1


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
    finalize(thread, state.close).atexit = False
    if thread.resume is not None:
        thread.resume(state)
    return state
