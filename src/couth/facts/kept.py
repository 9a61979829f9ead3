"""What is known of a thread's messages, as plain data: kept in a store, it stands for messages that are not read again.

Trackers hold plain values alone, bounded in number, so that what is kept of a thread does not grow with it.
Words that somebody wrote may be sealed: replaced by tokens that tell no more than whether two words are the same.
"""

from __future__ import annotations

from collections import Counter, deque
from dataclasses import fields, is_dataclass
from typing import Any, Callable, Final, Iterator, Mapping, cast

from couth.facts.asked import Asked
from couth.facts.consent import Consent
from couth.facts.contacts import Contact, Contacts, Token
from couth.facts.dues import Dues, Pending
from couth.facts.given import Given
from couth.facts.knowledge import Knowledge
from couth.facts.matter import Matter
from couth.facts.mood import Mood
from couth.facts.openings import Openings
from couth.facts.question_forms import Question
from couth.facts.questions import Questions
from couth.facts.said import Said
from couth.facts.sayings import Heard, Saying, Turn
from couth.facts.slots import Slots
from couth.facts.state import ThreadState, Tracker
from couth.facts.topics import Topics
from couth.facts.turns import Sendings, Turns
from couth.model import Thread
from couth.text import Lexicon, PhraseHit, Reading

Seal = Callable[[str], str]
"""Makes a token of a word, or a word of a token."""

FORM: Final = 3
"""Changes where kept facts of an earlier form cannot be taken up."""

TRACKERS: Final[tuple[type[Tracker], ...]] = (
    Turns, Dues, Consent, Slots, Questions, Topics, Matter, Mood, Said, Openings, Contacts,
)  # fmt: skip
"""Every kind of tracker that the facts use."""

_PART_OF: Final[Mapping[type[Tracker], type[Tracker]]] = {Turns: Dues}
"""What these know, others know among other things; it is kept once."""

LOOKED_BACK: Final = 24
"""Facts look at so many of the last messages themselves; what they know of older ones, trackers have kept."""

_VALUES: Final[Mapping[str, type]] = {
    kind.__name__: kind for kind in (Asked, Contact, Given, Pending, Question, Token, Heard, Saying, Turn)
}
"""Values of the facts' own that trackers hold, by name."""

_DERIVED: Final = frozenset({"_by_stem"})
"""Attributes that `restored` makes anew."""

_NAMES: Final = frozenset({"kind", "slot", "about", "mood", "last_role", "_last_role", "verb", "signs"})
"""Attributes whose strings are names of couth's own; all others are what somebody wrote."""

_NAMED: Final[Mapping[type[Tracker], frozenset[str]]] = {
    Topics: frozenset({"_recent", "_counts"}),
    Contacts: frozenset({"latest", "first_since", "tokens", "ended", "by"}),
}
"""The same, of one kind of tracker alone."""


def _as_it_is(word: str) -> str:
    return word


def kept(state: ThreadState, seal: Seal = _as_it_is) -> dict[str, Any]:
    """What the state knows of the whole thread so far; every tracker is brought to its end first."""
    encode = _Encoder(seal)
    return {kind.__name__: encode.tracker(tracker) for kind, tracker in state.advance(TRACKERS) if kind not in _PART_OF}


def take_in(state: ThreadState) -> None:
    """Bring every tracker to the end of the thread, before words go that are kept nowhere else."""
    for kind in TRACKERS:
        state.of(kind)


def restore(state: ThreadState, data: Mapping[str, Any], seen: int, unseal: Seal = _as_it_is) -> None:
    """Put back what was kept after the first `seen` messages."""
    state.resume(lambda kind: restored(kind, state, data, unseal), seen)


def restored(kind: type[Tracker], state: ThreadState, data: Mapping[str, Any], unseal: Seal = _as_it_is) -> Tracker:
    """One tracker as it was kept; raises KeyError, TypeError, ValueError or AttributeError for data of another form."""
    decode, tracker = _Decoder(unseal), kind(state)
    values, own = data[_PART_OF.get(kind, kind).__name__], vars(tracker)
    for name, value in values.items():
        if name in own or kind not in _PART_OF:
            setattr(tracker, name, decode(value))
    if hasattr(tracker, "restored"):
        tracker.restored()
    return tracker


def copy(state: ThreadState, into: ThreadState) -> None:
    """Have one state know what another one knows by now."""

    def copied(kind: type[Tracker]) -> Tracker:
        source = _PART_OF.get(kind, kind)
        return restored(kind, into, {source.__name__: _Encoder(_as_it_is).tracker(state.of(source))})

    into.resume(copied, len(state.messages))


def heard(state: ThreadState, seal: Seal = _as_it_is) -> dict[str, Any]:
    """What rules look for in the customer's last messages themselves: which phrases stand in them, and content words."""
    last = range(max(0, len(state.messages) - LOOKED_BACK), len(state.messages))
    return {
        str(index): _found(state.reading(index), seal) for index in last if state.messages[index].role == "customer"
    }


def recall(state: ThreadState, data: Mapping[str, Any], unseal: Seal = _as_it_is) -> None:
    """Put back what was heard in messages whose words are kept no longer."""
    for index, found in data.items():
        hits = {name: tuple(PhraseHit(*hit) for hit in hits) for name, hits in found["hits"].items()}
        stems = frozenset(map(unseal, found["stems"]))
        state.recall(int(index), KeptReading(found["lang"], state.knowledge.lexicon, hits, stems))


def _found(reading: Reading, seal: Seal) -> dict[str, Any]:
    hits = {name: [list(hit) for hit in found] for name in sorted(reading.found) if (found := reading.hits(name))}
    return {"lang": reading.lang, "hits": hits, "stems": sorted(map(seal, reading.stems))}


class KeptReading(Reading):
    """What was found in a text that is kept no longer."""

    def __init__(
        self, lang: str, lexicon: Lexicon, hits: Mapping[str, tuple[PhraseHit, ...]], stems: frozenset[str]
    ) -> None:
        super().__init__("", lang, lexicon)
        self.lists = self.found = frozenset(hits)
        self._scans = []
        self._hits = dict(hits)
        self.stems = stems


def readings_of(thread: Thread) -> Iterator[ThreadState]:
    """Every state in which a thread has been read so far."""
    return (cast(ThreadState, state) for state in tuple(thread.readings.values()))


class _Encoder:
    """Values as JSON has them; what JSON has no form for is an object with its kind as the one key."""

    def __init__(self, seal: Seal) -> None:
        self._seal = seal

    def tracker(self, tracker: Tracker) -> dict[str, Any]:
        """The attributes of a tracker, without those that it was made with or makes of the others."""
        named = _NAMED.get(type(tracker), frozenset())
        return {
            name: self(value, name in _NAMES or name in named)
            for name, value in vars(tracker).items()
            if name not in _DERIVED and not isinstance(value, (ThreadState, Knowledge))
        }

    def __call__(self, value: Any, named: bool) -> Any:
        if value is None or isinstance(value, (bool, int, float)):
            return value
        if isinstance(value, str):
            return value if named else self._seal(value)
        if isinstance(value, Sendings):
            return {"sendings": [value.unsure, value.packed()]}
        if type(value).__name__ in _VALUES:
            return {type(value).__name__: {n: self(getattr(value, n), n in _NAMES) for n in _attributes(value)}}
        return self._gathered(value, named)

    def _gathered(self, value: Any, named: bool) -> Any:
        if isinstance(value, list):
            return [self(one, named) for one in value]
        if isinstance(value, tuple):
            return {"tuple": [self(one, named) for one in value]}
        if isinstance(value, frozenset):
            return {"set": sorted(self(one, named) for one in value)}
        if isinstance(value, deque):
            return {"deque": [value.maxlen, *(self(one, named) for one in value)]}
        if isinstance(value, Counter):
            return {"counts": {self(key, named): count for key, count in value.items()}}
        if isinstance(value, dict):
            return {"dict": [[self(key, named), self(one, named)] for key, one in value.items()]}
        raise TypeError(f"a tracker holds {type(value).__name__}, which cannot be kept")


class _Decoder:
    """The way back."""

    def __init__(self, unseal: Seal) -> None:
        self._unseal = unseal

    def __call__(self, data: Any) -> Any:
        if isinstance(data, str):
            return self._unseal(data)
        if isinstance(data, list):
            return [self(one) for one in data]
        if not isinstance(data, dict):
            return data
        ((name, inner),) = data.items()
        return self._value(name, inner) if name in _VALUES else _GATHERED[name](self, inner)

    def _value(self, name: str, inner: dict[str, Any]) -> Any:
        return _VALUES[name](**{key: self(value) for key, value in inner.items()})


_GATHERED: Final[Mapping[str, Callable[[_Decoder, Any], Any]]] = {
    "sendings": lambda _, inner: Sendings(*inner),
    "tuple": lambda decode, inner: tuple(map(decode, inner)),
    "set": lambda decode, inner: frozenset(map(decode, inner)),
    "deque": lambda decode, inner: deque(map(decode, inner[1:]), inner[0]),
    "counts": lambda decode, inner: Counter({decode(key): count for key, count in inner.items()}),
    "dict": lambda decode, inner: {decode(key): decode(value) for key, value in inner},
}


def _attributes(value: Any) -> tuple[str, ...]:
    if is_dataclass(value):
        return tuple(field.name for field in fields(value))
    return tuple(getattr(value, "_fields", ()) or type(value).__slots__)
