"""Numbers that identify a person or an account: what they look like, and the check digits by which a made-up one is told."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterator, Literal, Mapping

from couth.checks import identity
from couth.model import Span
from couth.regexes import regex_of

Identifier = Literal[
    "card", "iban", "be-rrn", "br-cpf", "ch-ahv", "cl-rut", "cn-id", "cz-rc", "de-idnr", "es-dni", "fi-hetu", "fr-nir", "in-aadhaar",
    "in-pan", "it-cf", "kr-rrn", "mx-curp", "pl-pesel", "ro-cnp", "ru-snils", "se-pnr", "sg-nric", "tr-tckn", "uk-nino", "us-ssn", "za-id",
]  # fmt: skip
Finds = Callable[[str], Iterator[Span]]

FEWEST_DIGITS: Final[Mapping[Identifier, int]] = {
    "card": 13, "iban": 4, "be-rrn": 11, "br-cpf": 11, "ch-ahv": 13, "cl-rut": 8, "cn-id": 17, "cz-rc": 10, "de-idnr": 11, "es-dni": 7,
    "fi-hetu": 9, "fr-nir": 14, "in-aadhaar": 12, "in-pan": 4, "it-cf": 7, "kr-rrn": 13, "mx-curp": 7, "pl-pesel": 11, "ro-cnp": 13,
    "ru-snils": 11, "se-pnr": 10, "sg-nric": 7, "tr-tckn": 11, "uk-nino": 6, "us-ssn": 9, "za-id": 13,
}  # fmt: skip
"""No identifier of a kind has fewer digits."""
AT_HOME: Final[Mapping[Identifier, str]] = {"de-idnr": "de", "pl-pesel": "pl", "ro-cnp": "ro", "tr-tckn": "tr"}
"""Of the digits in a row that these are up to one in a hundred passes by chance; they are looked for in their country's language alone."""

_SEPARATORS: Final = regex_of(r"[ .\u00a0-]")


def _of_form(pattern: str, is_one: Callable[[str], bool] = lambda _: True) -> Finds:
    """Matches of a pattern whose characters, separators left out, pass the check."""
    compiled = regex_of(rf"(?<![\w+*-])(?:{pattern})(?![\w-])", re.ASCII)

    def find(text: str) -> Iterator[Span]:
        return (m.span() for m in compiled.finditer(text) if is_one(_SEPARATORS.sub("", m.group())))

    return find


_NETWORKS: Final = regex_of(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}"  # American Express, Diners Club
    r"|(?:6011|64[4-9]\d|65\d{2}|60\d{2}|35(?:2[89]|[3-8]\d)|62\d{2}|8[12]\d{2}|508\d|506[01])\d{12}"
    # Discover, RuPay, JCB, UnionPay, Verve
)


def _card(digits: str) -> bool:
    return len(set(digits)) > 1 and identity.luhn(digits) and bool(_NETWORKS.fullmatch(digits))


_IBAN_START: Final = regex_of(r"(?<!\w)([A-Za-z]{2})\d{2}(?=[ \u00a0]?[A-Za-z0-9])", re.ASCII)
_IBAN_LENGTHS: Final = {
    country: int(length)
    for length, countries in (
        item.split(":")
        for item in (
            "15:NO 16:BE 18:DK,FI,FO,GL,NL,SD 19:MK,SI 20:AT,BA,EE,KZ,LT,LU,MN,XK 21:CH,HR,LI,LV 22:BG,BH,CR,DE,GB,GE,IE,ME,RS,VA"
            " 23:AE,GI,IL,IQ,OM,SO,TL 24:AD,CZ,ES,MD,PK,RO,SA,SE,SK,TN,VG 25:LY,PT,ST 26:IS,TR 27:BI,DJ,FR,GR,IT,MC,MR,SM"
            " 28:AL,AZ,BY,CY,DO,GT,HU,LB,NI,PL,SV 29:BR,EG,PS,QA,UA 30:JO,KW,MU 31:MT,SC 32:LC 33:RU"
        ).split()
    )
    for country in countries.split(",")
}
"""Lengths by country, of the registry of ISO 13616."""


def _ibans(text: str) -> Iterator[Span]:
    for match in _IBAN_START.finditer(text):
        length = _IBAN_LENGTHS.get(match[1].upper())
        if length:
            whole = re.compile(rf"[A-Za-z0-9](?:[ \u00a0-]?[A-Za-z0-9]){{{length - 1}}}(?!\w)", re.ASCII).match(
                text, match.start()
            )
            if whole and _iban(_SEPARATORS.sub("", whole.group()).upper()):
                yield whole.span()


def _iban(number: str) -> bool:
    """Its check digits: the number, moved and read as digits, leaves 1 by 97 (ISO 7064)."""
    return int("".join(str(int(c, 36)) for c in number[4:] + number[:4])) % 97 == 1


FINDERS: Final[Mapping[Identifier, Finds]] = {
    "card": _of_form(r"[2-6]\d{3}(?:[ .\u00a0-]?\d{2,7}){2,4}|[2-68]\d{12,18}", _card),
    "iban": _ibans,
    "be-rrn": _of_form(r"\d{2}\.\d{2}\.\d{2}-\d{3}\.\d{2}", identity.belgian),
    "br-cpf": _of_form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", identity.cpf),
    "ch-ahv": _of_form(r"756\.\d{4}\.\d{4}\.\d{2}", identity.swiss),
    "cl-rut": _of_form(r"\d{1,2}\.\d{3}\.\d{3}-[\dkK]", identity.chilean),
    "cn-id": _of_form(r"[1-9]\d{16}[\dXx]", identity.chinese),
    "cz-rc": _of_form(r"\d{6}/\d{4}", identity.czech),
    "de-idnr": _of_form(r"[1-9]\d ?\d{3} ?\d{3} ?\d{3}", identity.german),
    "es-dni": _of_form(r"(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z]", identity.spanish),
    "fi-hetu": _of_form(r"\d{6}[-+A]\d{3}[0-9A-FHJ-NPR-Y]", identity.finnish),
    "fr-nir": _of_form(r"[12] ?\d{2} ?\d{2} ?(?:\d{2}|2[AB]) ?\d{3} ?\d{3} ?\d{2}", identity.french),
    "in-aadhaar": _of_form(r"(?<!\d[ -])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![ -]?\d)", identity.verhoeff),
    "in-pan": _of_form(r"[A-Z]{3}P[A-Z]\d{4}[A-Z]"),
    "it-cf": _of_form(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"),
    "kr-rrn": _of_form(r"\d{6}-[1-8]\d{6}", identity.korean),
    "mx-curp": _of_form(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"),
    "pl-pesel": _of_form(r"\d{11}", identity.polish),
    "ro-cnp": _of_form(r"[1-8]\d{12}", identity.romanian),
    "ru-snils": _of_form(r"\d{3}-\d{3}-\d{3}[ -]\d{2}", identity.russian),
    "se-pnr": _of_form(r"(?:19|20)?\d{6}[-+]\d{4}", identity.swedish),
    "sg-nric": _of_form(r"[STFGM]\d{7}[A-Z]", identity.singaporean),
    "tr-tckn": _of_form(r"[1-9]\d{10}", identity.turkish),
    "uk-nino": _of_form(
        r"(?:QQ|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
    ),
    "us-ssn": _of_form(r"(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}"),
    "za-id": _of_form(r"\d{6} ?\d{4} ?[01]\d{2}", identity.south_african),
}
"""Each kind of identifier with what finds it in a text as it was written."""
