"""The drafts that are judged: out of files of conversations, each with the messages before it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import pairwise
from pathlib import Path
from typing import Final, Iterable, Iterator, Sequence, TypeVar

from couth import Customer, Draft, Message, Thread
from couth.readers import Incoming, read

APART: Final = timedelta(hours=1)
"""So long before a conversation ends the one that is put before it."""

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Case:
    """A draft, and the messages before it."""

    draft: Draft
    messages: tuple[Message, ...]
    customer: Customer
    channel: str | None

    def thread(self) -> Thread:
        """A thread of its messages that nobody has read."""
        return Thread(self.messages, self.customer, self.channel)


def incoming(paths: Iterable[Path]) -> Iterator[Incoming]:
    """The drafts of conversations as `couth check` replays them, with threads that grow."""
    for path in paths:
        for item in read(str(path)):
            if not isinstance(item, Incoming):
                raise SystemExit(str(item))
            yield item


def cases(paths: Iterable[Path], length: int) -> list[Case]:
    """The drafts that have so many messages before them.

    Where a draft's own conversation is shorter, those before it in the file are put in front, moved in time so that they
    end before it: a customer who has written before.
    """
    found, thread, earlier = [], None, tuple[Message, ...]()
    last: tuple[Message, ...] = ()
    for item in incoming(paths):
        own = item.thread.messages
        if item.thread is not thread:
            thread, earlier = item.thread, _before(last, own[0] if own else _said(item.draft))
        last = (*earlier, *own, _said(item.draft))[-length - 1 :]
        if len(last) > length:
            found.append(Case(item.draft, last[:-1], item.thread.customer, item.thread.channel))
    return found


def _before(messages: Sequence[Message], first: Message) -> tuple[Message, ...]:
    """The messages moved in time so that they end before another one."""
    until = messages[-1].at if messages else None
    if until is None or first.at is None:
        return tuple(replace(message, at=None) for message in messages)
    moved = first.at - APART - until
    return tuple(replace(message, at=message.at and message.at + moved) for message in messages)


def _said(draft: Draft) -> Message:
    return Message("business", draft.text, draft.at)


def stream(found: Sequence[Case], count: int) -> list[Message]:
    """So many messages of all conversations one after the other, a minute apart, beginning anew where there are too few."""
    texts = list(_texts(found))
    begin = next((case.draft.at for case in found if case.draft.at), None)
    chosen = (texts[number % len(texts)] for number in range(count))
    return [
        replace(message, at=begin and begin + timedelta(minutes=number), reply_to=None)
        for number, message in enumerate(chosen)
    ]


def _texts(found: Sequence[Case]) -> Iterator[Message]:
    """The last message before each draft, and the draft."""
    for case in found:
        if case.messages:
            yield case.messages[-1]
        yield _said(case.draft)


def sample(things: Sequence[T], count: int) -> list[T]:
    """So many of them, spread evenly."""
    if len(things) <= count:
        return list(things)
    ends = [number * len(things) // count for number in range(count + 1)]
    return [things[begin] for begin, _ in pairwise(ends)]
