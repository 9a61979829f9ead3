"""Whether a draft asks for something else than what was given: what shall come in exchange, or a detail of somebody new."""

from __future__ import annotations

from typing import Final, Iterator

from couth.facts.asked import Asked
from couth.facts.knowledge import DETAIL
from couth.facts.state import ThreadState
from couth.regexes import regex_of
from couth.text import Reading


def of_something_else(state: ThreadState, reading: Reading, asked: Asked) -> bool:
    """Whether what is asked is not what the customer can have given."""
    return _in_exchange(state, reading, asked) or _brings_in(state, reading, asked)


def _in_exchange(state: ThreadState, reading: Reading, asked: Asked) -> bool:
    """Whether it is asked what the customer would have for the thing that they named, and want changed."""
    if asked.slot != "product" or not _WISHED.search(reading.folded_in(asked.span)):
        return False
    return any(map(_EXCHANGES.search, _lately(state)))


def _brings_in(state: ThreadState, reading: Reading, asked: Asked) -> bool:
    """Whether a detail is asked of somebody of whom the customer did not speak: `Could his sister come? How old is she?`"""
    kin: set[str] = set(_KIN.findall(reading.folded.text)) if asked.slot == DETAIL else set()
    return bool(kin) and not any(kin & set(_KIN.findall(text.casefold())) for text in _lately(state))


def _lately(state: ThreadState) -> Iterator[str]:
    """The customer's messages among the last ones."""
    messages = state.messages
    last = range(max(0, len(messages) - _LATELY), len(messages))
    return (messages[index].text for index in last if messages[index].role == "customer")


_LATELY: Final = 8
_WISHED: Final = regex_of(r"\b(?:in mind|after|looking|would|like|prefer|wish|want|fancy)\b")
_EXCHANGES: Final = regex_of(
    r"(?i)\b(?:swap\w*|chang\w+|upgrad\w+|exchang\w+|trad\w+|replac\w+|instead|bigger|smaller|newer|better)\b"
)
_KIN: Final = regex_of(r"\b(?:son|daughter|sister|brother|wife|husband|mother|father|mum|mom|dad|friend|partner)\b")
