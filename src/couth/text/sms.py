"""The arithmetic of text messages: alphabets, parts, and the characters that turn one alphabet into the other.

After 3GPP TS 23.038 (the 7-bit default alphabet and its extension table) and TS 23.040 (140 octets a message, six of them
for the header of each part of a longer one).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, Mapping

from couth.model import Span
from couth.regexes import regex_of

BASIC: Final = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
"""One septet each."""
EXTENSION: Final = frozenset("\f^{}\\[~]|€")
"""Two septets each: an escape, and the character."""

SEPTETS: Final = (160, 153)
UNITS: Final = (70, 67)
"""What one message takes alone, and what each part of several takes."""

PLAIN: Final[Mapping[str, str]] = {
    **dict.fromkeys("“”„‟«»″〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′ʼ`´＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹣－", "-"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
    **dict.fromkeys("\u200b\u200c\u2060\ufeff\u00ad", ""),
    **dict.fromkeys("•·‣▪", "-"),
    "…": "...",
    "‹": "<",
    "›": ">",
    "×": "x",
    "\u2028": "\n",
    "\u2029": "\n",
}
"""Signs that have a plain form which says the same."""


@dataclass(frozen=True, slots=True)
class Parts:
    """How a text is sent: its alphabet, its length in units of that, and the number of parts."""

    encoding: Literal["GSM-7", "UCS-2"]
    units: int
    count: int


def parts(text: str) -> Parts:
    """The parts that a text is sent in. No escape pair and no surrogate pair is split between two."""
    if is_plain(text):
        septets = len(text) + len(_EXTENDED.findall(text))
        if septets <= SEPTETS[0] or septets == len(text):  # no pair that may not be split
            return Parts("GSM-7", septets, _rounded_up(septets))
    if all(c in BASIC or c in EXTENSION for c in text):
        return Parts("GSM-7", *_packed([1 + (c in EXTENSION) for c in text], SEPTETS))
    return Parts("UCS-2", *_packed([1 + (c > "\uffff") for c in text], UNITS))


_EXTENDED: Final = regex_of(r"[\^{}\\\[~\]|]")


def _rounded_up(septets: int) -> int:
    """Number of parts of a text in which nothing needs to stay together."""
    return min(septets, 1) if septets <= SEPTETS[0] else -(-septets // SEPTETS[1])


def _packed(sizes: list[int], room: tuple[int, int]) -> tuple[int, int]:
    """Length, and number of parts."""
    total = sum(sizes)
    if total <= room[0]:
        return total, 1 if total else 0
    count, left = 1, room[1]
    for size in sizes:
        if size > left:
            count, left = count + 1, room[1]
        left -= size
    return total, count


def is_plain(text: str) -> bool:
    """Whether a text is of the small alphabet, told at a glance: what is not ASCII is looked at otherwise."""
    if not text.isascii():
        return False
    return "`" not in text if text.isprintable() else not _STRANGE.search(text)


_STRANGE: Final = regex_of(r"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f`]")


def strangers(text: str) -> list[Span]:
    """Where the characters stand that the 7-bit alphabet does not have."""
    return [(n, n + 1) for n, c in enumerate(text) if c not in BASIC and c not in EXTENSION]


def plain(text: str) -> str:
    """The text with signs in their plain form."""
    return "".join(PLAIN.get(c, c) for c in text)
