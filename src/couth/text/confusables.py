"""Letters of other scripts that pass for Latin ones, and when they are taken for them."""

from __future__ import annotations

import re
from typing import Final

from couth.regexes import regex_of

_ALIKE: Final = {
    # Cyrillic, then Greek, Armenian and Cherokee: each letter beside the Latin one it is drawn like.
    **dict(zip("АВЕКМНОРСТУХЅІЈԚԜҮӀ", "ABEKMHOPCTYXSIJQWYI", strict=True)),
    **dict(zip("аеорсухѕіјһԁԛԝѵӏ", "aeopcyxsijhdqwvl", strict=True)),
    **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹͿ", "ABEZHIKMNOPTYXCJ", strict=True)),
    **dict(zip("ονϲϳ", "ovcj", strict=True)),
    **dict(zip("ՕՍԼՏօսհոցզյ", "OULSouhngqj", strict=True)),
    **dict(zip("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷᏢᎡᏚᎢᏙᎳᎽᏃ", "ABCDEGHiJKLMPRSTVWYZ", strict=True)),
}
"""Letters that cannot be told from the Latin letter beside them."""

_NEAR: Final = {
    **dict(zip("вкмнтёЁїЇүьԑ", "bkmhteEiIybe", strict=True)),
    **dict(zip("αβγεηικρτυχω", "abyenikptuxw", strict=True)),
}
"""Letters that pass for Latin ones only among Latin ones."""

_EXACT: Final = str.maketrans(_ALIKE)
_LOOSE: Final = str.maketrans({**_ALIKE, **_NEAR})

_FOREIGN_LETTERS: Final = r"\u0370-\u058f\u13a0-\u13ff"
_LATIN_LETTERS: Final = r"A-Za-z\u00c0-\u024f\uff21-\uff3a\uff41-\uff5a\U0001d400-\U0001d6a3"
_IGNORED: Final = r"\u00ad\u034f\u0300-\u036f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_FOREIGN = regex_of(f"[{_FOREIGN_LETTERS}]")
_LATIN = regex_of(f"[{_LATIN_LETTERS}]")
_TOKEN = regex_of(rf"(?:[^\W_]|[{_IGNORED}])+")

_AROUND_ALIKE: Final = 2
_AROUND_FOREIGN: Final = 6
"""A text is mostly Latin with so many Latin letters to each look-alike, and to each other foreign letter."""


def latinised(text: str) -> str:
    """The text, as long as before, with look-alikes in disguised Latin words replaced by Latin letters.

    A word is in disguise where it mixes look-alikes with Latin letters, or is made of look-alikes
    alone in a text that is mostly Latin. Words with other foreign letters stay as they are.
    """
    if not _FOREIGN.search(text) or not _LATIN.search(text):
        return text
    mixed = _TOKEN.sub(_unmixed, text)
    revealed = _TOKEN.sub(_undisguised, mixed)
    foreign = len(_FOREIGN.findall(revealed))
    alike = len(_FOREIGN.findall(mixed)) - foreign
    mostly = len(_LATIN.findall(mixed)) >= _AROUND_ALIKE * alike + _AROUND_FOREIGN * foreign
    return revealed if mostly else mixed


def _unmixed(match: re.Match[str]) -> str:
    token = match.group()
    return _replaced(token, _LOOSE) if _FOREIGN.search(token) and _LATIN.search(token) else token


def _undisguised(match: re.Match[str]) -> str:
    token = match.group()
    return _replaced(token, _EXACT) if _FOREIGN.search(token) else token


def _replaced(token: str, table: dict[int, str]) -> str:
    replaced = token.translate(table)
    return token if _FOREIGN.search(replaced) else replaced


LETTERLIKE: Final = {
    **dict(zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ", "abcdefghijklmnopqrstuvwyz", strict=True)),
    **dict(zip("ɑɡıȷɩʋøłđħŧƀɨʉⱥȼɇ", "agijivoldhtbiuace", strict=True)),
    **{chr(0x1F150 + i): chr(97 + i) for i in range(26)},  # white on a black disc
    **{chr(0x1F170 + i): chr(97 + i) for i in range(26)},  # white on a black square
    "æ": "ae",
    "œ": "oe",
}
"""Signs and Latin letters that compatibility folding leaves alone, in lower case, with the letters they stand for."""
