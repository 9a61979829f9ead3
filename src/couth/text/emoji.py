"""Emoji as people see them: a family, a flag or a keycap is one, however many code points it takes.

The segmentation follows Unicode's emoji sequences, whether or not a vendor draws them as one
picture. The signs for copyright, trade marks and registered marks are text in every form.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from couth.model import Span
from couth.regexes import regex_of

if TYPE_CHECKING:
    import regex

_MAYBE = regex_of(
    "[\u203c\u2049\u20e3\u2139-\u21ff\u2300-\u23ff\u24c2\u25aa-\u27bf\u2934-\u2bff\u3030\u303d\u3297\u3299"
    "\U0001f000-\U0001faff]"
)


def emoji(text: str) -> tuple[Span, ...]:
    """Spans of the emoji, in order; a skin tone or hair standing alone counts as one, half a flag as none."""
    if text.isascii() or not _MAYBE.search(text):
        return ()
    return tuple([match.span() for match in _emoji().finditer(text)])


@cache
def _emoji() -> regex.Pattern[Any]:
    import regex

    picture = r"[\p{Emoji}--[0-9#*©®™\p{Regional_Indicator}]](?!\uFE0E)"
    tags = r"[\U000E0020-\U000E007E]++\U000E007F"
    element = rf"{picture}\uFE0F?+\p{{Emoji_Modifier}}?+\uFE0F?+(?:{tags})?+"
    return regex.compile(
        rf"\p{{Regional_Indicator}}{{2}}|[0-9#*]\uFE0F?+\u20E3|{element}(?:\u200D{element})*+", regex.VERSION1
    )
