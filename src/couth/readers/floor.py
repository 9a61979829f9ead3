"""Where the conversations of one source stand: what was said in each so far, and what there is to tell of the source."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import Iterator

from couth.errors import Note, Problem
from couth.model import Customer, Draft, Message, Thread
from couth.readers.incoming import Incoming, Options, Value
from couth.readers.payloads import Remark
from couth.readers.peers import OPEN_THREADS, Threads
from couth.readers.phone import placed
from couth.readers.speakers import Speakers


class Floor:
    """The threads of one source. `given` holds what was said before it; with `history` all goes into them."""

    def __init__(self, path: str, options: Options, given: Threads | None, history: bool) -> None:
        self.path = path
        self.options = options
        self.given = given
        self.threads = given or Threads()
        self.history = history
        self.speakers = Speakers(options.business, options.clock)
        self.heard = self.drafted = 0
        self._notes: Counter[str] = Counter()

    def known(self, customer: Customer) -> Customer:
        """What is known of a customer, with the time zone that is given for all."""
        zone = self.options.timezone
        return customer if zone is None or customer.timezone else replace(customer, timezone=zone)

    def before(self, channel: str | None, to: str | None) -> Thread:
        """The thread of `--thread` that a draft goes on with."""
        found = self.threads.find(channel, to) if to else None
        return found or self.threads.chosen(self.options.customer)

    def problem(self, remark: Remark, value: Value, before: str = "") -> Problem:
        """A remark on a payload as a problem of the source; `before` is the way to the payload in its line."""
        where = ".".join(step for step in (before, remark.where) if step)
        return Problem(self.path, value.line, None, str(Remark(where, remark.message)))

    def note(self, remark: Remark, value: Value) -> Iterator[Problem]:
        """Each kind of note once with its place; how often more, at the end."""
        self._notes[remark.message] += 1
        if self._notes[remark.message] == 1:
            yield Note(self.path, value.line, None, str(remark))

    def said(self, message: Message, thread: Thread, value: Value) -> Iterator[Incoming | Problem]:
        """A message that was said: one of the business is judged as it was sent."""
        number = self.heard
        self.heard += 1
        if message.role == "business":
            thread = self.threads.renewed(thread, placed(thread.customer))
            draft = Draft(
                message.text, message.at, attachments=message.attachments, buttons=message.buttons,
                author=message.author, channel=thread.channel, lang=self.options.lang, id=f"{self.path}#{number}",
                reply_to=message.reply_to, automatic=message.automatic,
            )  # fmt: skip
            self.drafted += 1
            yield Incoming(draft, thread, self.path, value.line, value.done)
        thread.append(message)

    def told(self) -> Iterator[Problem]:
        """What can be told only at the end of the source."""
        yield from (Problem(self.path, None, None, message) for message in self.speakers.problems())
        yield from (self._end_note(message) for message in self.speakers.notes())
        if self.threads.forgotten and not self.history:
            yield self._end_note(
                f"over {OPEN_THREADS:,} conversations; those that were silent for longest were forgotten"
            )
        for message, count in self._notes.items():
            if count > 1:
                yield self._end_note(f"{count - 1:,} more: {message}")
        if self.heard and not (self.drafted or self.speakers.mute or self.history):
            yield self._end_note(
                f"{self.heard:,} message{'s' * (self.heard != 1)} of customers and none to judge; give it as --thread"
            )

    def _end_note(self, message: str) -> Note:
        return Note(self.path, None, None, message)
