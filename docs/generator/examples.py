"""Examples as a reader sees them: who said what, when, and what the rule says of the draft."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Iterator

from couth import Attachment, Customer, Draft, Linter, Message, Thread
from couth.policy import Example, Rule
from generator.markdown import escaped


def shown(example: Example, rule: Rule, linter: Linter) -> str:
    """The example as a quotation: the messages before, the draft, and what was found."""
    lines = [*_before(example.thread), _draft(example.draft), *_found(example, rule, linter)]
    return "\\\n".join(f"> {line}" for line in lines)


def _before(thread: Thread) -> Iterator[str]:
    customer = _customer(thread.customer)
    if customer:
        yield f"*On record: {customer}.*"
    if not thread.known:
        return
    if not len(thread):
        yield "*Nothing came before.*"
    for message in thread.messages:
        yield f"{_head(message.role, message.at)} {_words(message)}"


def _customer(customer: Customer) -> str:
    parts = [f"time zone {customer.timezone}" if customer.timezone else "", customer.country or ""]
    for value, yes, no in (
        (customer.marketing_consent, "agreed to marketing", "did not agree to marketing"),
        (customer.opted_out, "opted out", "did not opt out"),
    ):
        parts.append("" if value is None else yes if value else no)
    return ", ".join(filter(None, parts))


def _head(who: str, at: datetime | None, more: str = "") -> str:
    return f"{who}{f', {_shown(at)}' if at else ''}{more}:"


def _shown(at: datetime) -> str:
    """Day and time, seconds where there are any, with the offset from UTC."""
    offset = "" if at.utcoffset() == timedelta(0) else f" {at:%z}"
    return f"{at:%Y-%m-%d %H:%M}{f':{at:%S}' if at.second else ''}{offset or ' UTC'}"


def _words(said: Message | Draft) -> str:
    return " ".join([escaped(said.text), *map(_attachment, said.attachments)]).strip()


def _attachment(attachment: Attachment) -> str:
    caption = f": {escaped(attachment.caption)}" if attachment.caption else ""
    return f"*({attachment.kind}{caption})*"


def _draft(draft: Draft) -> str:
    more = "".join(
        f", {part}"
        for part in (draft.purpose, draft.channel, draft.lang, "template" if draft.template else None)
        if part
    )
    buttons = "".join(f" *(button: {escaped(button.text)})*" for button in draft.buttons)
    return f"**{_head('draft', draft.at, more)}** {_words(draft)}{buttons}"


def _found(example: Example, rule: Rule, linter: Linter) -> Iterator[str]:
    """The messages of the rule, each with its excerpt where the message does not hold it and it is not the draft."""
    for found in linter.lint(*example.values()).violations:
        if found.rule == rule.id:
            apart = found.excerpt != example.draft.text and found.excerpt not in found.message
            yield f"→ {escaped(found.message)}" + (f" (“{escaped(found.excerpt)}”)" if apart and found.excerpt else "")
