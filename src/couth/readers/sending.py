"""Payloads in a source: what they say was said, and what they are about to send, each with its thread."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Final, Iterator, Mapping

from couth.errors import InputError, Problem
from couth.model import Customer, Draft, Message, Thread
from couth.readers.floor import Floor
from couth.readers.incoming import MESSAGE_LIMIT, Incoming, Value
from couth.readers.objects import checked
from couth.readers.payloads import PLATFORMS, Arrived, Outgoing, Remark, read_payload
from couth.readers.peers import filled
from couth.readers.phone import placed

_ENVELOPE: Final = frozenset(
    {"payload", "platform", "headers", "at", "id", "channel", "lang", "customer", "thread", "source", "meta", "expect"}
    | {"allow", "spans"}
)


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


class Payloads:
    """Takes payloads, and cases with a payload in the place of their draft, to the floor."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor

    def enveloped(self, data: dict[str, Any], value: Value) -> Iterator[Incoming | Problem]:
        """A case with a payload in the place of its draft."""
        strange = [key for key in data if key not in _ENVELOPE]
        if strange:
            yield from (
                Problem(self._floor.path, value.line, None, f"unknown key {str(key)[:40]!r}") for key in strange
            )
            return
        around = {key: data[key] for key in data if key not in ("payload", "platform", "headers", "at")}
        case = checked(
            replace(value, data={**around, "draft": {"text": "", "at": data.get("at")}}),
            self._floor.path,
            self._floor.options,
        )
        if isinstance(case, list):
            yield from case
            return
        platform, headers = data.get("platform"), data.get("headers")
        if platform is not None and platform not in PLATFORMS:
            yield Problem(self._floor.path, value.line, None, f"platform: must be one of {', '.join(PLATFORMS)}")
            return
        if headers is not None and not _is_text(headers):
            yield Problem(self._floor.path, value.line, None, "headers: must be an object of strings")
            return
        try:
            draft, thread = case.values()  # type: ignore[union-attr]  # with a draft it is a case
        except InputError as error:
            yield Problem(self._floor.path, value.line, None, str(error))
            return
        yield from self.take(platform, data["payload"], value, headers or {}, _Around(draft, thread))

    def take(
        self,
        platform: str | None,
        body: object,
        value: Value,
        headers: Mapping[str, str] | None = None,
        around: _Around | None = None,
    ) -> Iterator[Incoming | Problem]:
        """The drafts of one payload, and what is wrong with it; what it says was said goes into its threads."""
        payload = read_payload(platform, body, headers=headers, business=self._floor.options.business)
        for remark in payload.problems:
            yield self._floor.problem(remark, value, "payload" if around else "")
        for remark in payload.notes:
            yield from self._floor.note(remark, value)
        for arrived in payload.messages:
            thread, message = self._heard_in(arrived, around)
            if message.role == "business":
                yield from self._floor.said(message, thread, value)
            else:
                self._floor.heard += 1
                thread.append(message)
        for number, outgoing in enumerate(payload.drafts):
            yield from self._send(outgoing, value, number if len(payload.drafts) > 1 else None, around)

    def _heard_in(self, arrived: Arrived, around: _Around | None) -> tuple[Thread, Message]:
        message = arrived.message
        if message.at is None and around is not None:
            message = replace(message, at=around.draft.at)
        channel = arrived.channel or self._floor.options.channel
        return self._floor.threads.of(
            channel, arrived.peer, self._floor.known(arrived.customer), message.event
        ), message

    def _send(
        self,
        outgoing: Outgoing,
        value: Value,
        number: int | None,
        around: _Around | None,
    ) -> Iterator[Incoming | Problem]:
        draft, at = outgoing.draft, self._floor.options.at
        ident = f"{self._floor.path}:{value.line}"
        lang = self._floor.options.lang
        if around is not None:
            ident, at, lang = around.draft.id or ident, around.draft.at or at, around.draft.lang or lang
        draft = replace(
            draft, id=ident if number is None else f"{ident}#{number}", at=draft.at or at, lang=draft.lang or lang,
            channel=self._channel(draft, around),
        )  # fmt: skip
        if len(draft.text) > MESSAGE_LIMIT:
            yield self._floor.problem(
                Remark(outgoing.where, f"{len(draft.text):,} characters; the limit is {MESSAGE_LIMIT:,}"), value
            )
            return
        thread = self._thread_for(outgoing, draft, around)
        self._floor.drafted += 1
        yield Incoming(draft, thread, self._floor.path, value.line, value.done)
        if thread.known:
            thread.append(_sent(draft))

    def _channel(self, draft: Draft, around: _Around | None) -> str | None:
        """The channel of the payload, unless the case around it names one that the payload cannot tell itself."""
        named = around.draft.channel if around else None
        return named or draft.channel or self._floor.options.channel

    def _thread_for(self, outgoing: Outgoing, draft: Draft, around: _Around | None) -> Thread:
        told = self._floor.known(outgoing.customer)
        if around is not None and around.thread.known:
            return around.renewed(placed(filled(around.thread.customer, told)), draft.channel)
        if self._floor.history:
            return self._floor.threads.of(draft.channel, outgoing.to, told)
        found = self._floor.before(draft.channel, outgoing.to) if self._floor.given is not None else None
        if found is None:
            found = self._floor.threads.find(draft.channel, outgoing.to)
        if found is not None:
            return self._floor.threads.renewed(found, placed(filled(found.customer, told)))
        before = around.thread.customer if around else Customer()
        return Thread(None, placed(filled(before, told)), draft.channel)


def _is_text(headers: object) -> bool:
    return isinstance(headers, dict) and all(isinstance(value, str) for value in headers.values())


def _sent(draft: Draft) -> Message:
    """A draft as the next thing said in its thread."""
    return Message(
        "business", draft.text, draft.at, draft.attachments, draft.author, reply_to=draft.reply_to,
        automatic=draft.automatic, template=draft.template.name if draft.template else None, buttons=draft.buttons,
    )  # fmt: skip
