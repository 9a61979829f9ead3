"""How a draft stands to what it was posted under: as a later part of a message, or as an answer in public."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from couth.facts.catalogue import Missing
from couth.regexes import regex_of

if TYPE_CHECKING:
    from couth.facts.view import Facts

_MENTION: Final = regex_of(r"(?<![\w.])@\w+")
_LATER_PART: Final = regex_of(
    r"(?s)(?:\W*(?:@\w+\s+)+([2-9])/([2-9])\b|\W*(?:@\w+\s+)*[(\[]([2-9])/([2-9])[)\]]"
    r"|.*(?:[(\[]([2-9])/([2-9])[)\]]|[\^~–—-] ?\w+\s+([2-9])/([2-9]))\s*\Z)"
)
"""A number at the head or the end, in brackets or beside a name: `(2/2) …`, `@ito 2/2 …`, `… ^BG 2/3`; `by 3/4` is a day."""


def is_later_part(text: str) -> bool:
    """Whether a text is numbered as the second or a later part of a message that was sent in several."""
    found = _LATER_PART.match(text)
    number, of = [group for group in found.groups() if group] if found else ("1", "0")
    return number <= of


def is_unaddressed(facts: Facts) -> bool | Missing:
    """Whether the draft answers somebody by name in public, who posted what it answers to nobody.

    That is a draft that begins with a mention, after a customer's message without one. Nobody waits there.
    """
    if not _MENTION.match(facts.draft.text):
        return False
    if not facts.thread.known:
        return Missing(("thread",))
    last = next((message for message in reversed(facts.thread.messages) if message.role == "customer"), None)
    return last is not None and not _MENTION.search(last.text)
