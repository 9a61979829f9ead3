"""Threads by the customer that they are with, and what becomes known of the customer as they go on."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import replace
from typing import Final, Iterable

from couth.errors import InputError
from couth.model import Customer, Thread
from couth.readers.payloads.found import NOBODY
from couth.readers.phone import e164

OPEN_THREADS: Final = 20_000
"""Conversations that are kept in memory at once; of more, those are forgotten that were silent for longest."""

LONGEST_THREAD: Final = 10_000
"""Messages after which the earlier ones of a conversation are forgotten, but for the last `KEPT`."""

KEPT: Final = 1_000
_MOST_NAMES: Final = 12
Key = tuple[str | None, str]


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
        return self.renewed(found, newer(found.customer, told, event))

    def renewed(self, thread: Thread, customer: Customer) -> Thread:
        """The thread with what is known of its customer now; of a long one, the last messages."""
        long = len(thread) >= LONGEST_THREAD
        if not long and (customer is thread.customer or customer == thread.customer):
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
            raise InputError(f"no messages of the customer {wanted!r}: there are {listed(peers)}")
        raise InputError(f"messages of {len(found)} customers; say which with --customer: {listed(peers)}")


def _key(channel: str | None, peer: str | None) -> Key:
    return ("sms" if channel == "mms" else channel, (e164(peer) or peer) if peer else "")


def _same(one: str, other: str) -> bool:
    return one == other or (e164(one) or one) == (e164(other) or other)


def listed(names: Iterable[str]) -> str:
    """Names to choose from, the first dozen of them."""
    shown = sorted(set(names))
    more = f" and {len(shown) - _MOST_NAMES} more" if len(shown) > _MOST_NAMES else ""
    return ", ".join(repr(name) for name in shown[:_MOST_NAMES]) + more


def filled(customer: Customer, other: Customer) -> Customer:
    """The customer with what only the other knows."""
    if other == NOBODY or other is customer:
        return customer
    names = Customer.__dataclass_fields__
    missing = {n: v for n in names if getattr(customer, n) is None and (v := getattr(other, n)) is not None}
    return replace(customer, **missing) if missing else customer


def newer(customer: Customer, other: Customer, event: str | None) -> Customer:
    """The customer with what has become known of them; who follows again has not opted out any more."""
    if event is None and other is customer:
        return customer
    changed = filled(customer, other)
    for name in ("opted_out", "marketing_consent", "language"):
        told = getattr(other, name)
        if told is not None and told != getattr(changed, name):
            changed = replace(changed, **{name: told})
    if event in ("follow", "resume") and (changed.opted_out or changed.marketing_consent is False):
        changed = replace(changed, opted_out=None, marketing_consent=None)
    return changed
