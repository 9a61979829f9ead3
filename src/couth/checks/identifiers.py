"""Numbers that identify a person or an account: what they look like, and the check digits by which a made-up one is told."""

from __future__ import annotations

import re
from datetime import date
from typing import Callable, Final, Iterator, Literal, Mapping

from couth.model import Span
from couth.regexes import regex_of

Identifier = Literal[
    "card", "iban", "br-cpf", "cn-id", "es-dni", "in-aadhaar", "in-pan", "it-cf", "mx-curp", "sg-nric", "uk-nino",
    "us-ssn", "za-id",
]  # fmt: skip
Finds = Callable[[str], Iterator[Span]]

FEWEST_DIGITS: Final[Mapping[Identifier, int]] = {
    "card": 13, "iban": 4, "br-cpf": 11, "cn-id": 17, "es-dni": 7, "in-aadhaar": 12, "in-pan": 4, "it-cf": 7, "mx-curp": 7,
    "sg-nric": 7, "uk-nino": 6, "us-ssn": 9, "za-id": 13,
}  # fmt: skip
"""No identifier of a kind has fewer digits."""

_SEPARATORS: Final = regex_of(r"[ .\u00a0-]")


def _of_form(pattern: str, is_one: Callable[[str], bool] = lambda _: True) -> Finds:
    """Matches of a pattern whose characters, separators left out, pass the check."""
    compiled = regex_of(rf"(?<![\w+*-])(?:{pattern})(?![\w-])", re.ASCII)

    def find(text: str) -> Iterator[Span]:
        return (m.span() for m in compiled.finditer(text) if is_one(_SEPARATORS.sub("", m.group())))

    return find


def luhn(digits: str) -> bool:
    """The check of payment cards and many other numbers (ISO/IEC 7812-1, annex B)."""
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


_NETWORKS: Final = regex_of(
    r"4(?:\d{12}|\d{15}|\d{18})"  # Visa
    r"|(?:5[1-5]\d{2}|222[1-9]|22[3-9]\d|2[3-6]\d{2}|27[01]\d|2720)\d{12}"  # Mastercard
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}"  # American Express, Diners Club
    r"|(?:6011|64[4-9]\d|65\d{2}|60\d{2}|35(?:2[89]|[3-8]\d)|62\d{2}|8[12]\d{2}|508\d|506[01])\d{12}"
    # Discover, RuPay, JCB, UnionPay, Verve
)


def _card(digits: str) -> bool:
    return len(set(digits)) > 1 and luhn(digits) and bool(_NETWORKS.fullmatch(digits))


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


def _verhoeff(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        total = _DIHEDRAL[total][int(_PERMUTED[place % 8][int(digit)])]
    return total == 0


_DIHEDRAL: Final = tuple(
    tuple((i + j) % 5 if j < 5 else 5 + (i + j) % 5 for j in range(10)) if i < 5
    else tuple(5 + (i - j) % 5 if j < 5 else (i - j) % 5 for j in range(10))
    for i in range(10)
)  # fmt: skip
_PERMUTED: Final = (
    "0123456789", "1576283094", "5803796142", "8916043527", "9453126870", "4286573901", "2793806415", "7046913258",
)  # fmt: skip


def _weighted(digits: str, weights: range | tuple[int, ...]) -> int:
    return sum(int(d) * w for d, w in zip(digits, weights, strict=False))


def _cpf(digits: str) -> bool:
    checks = (_weighted(digits, range(10, 1, -1)) * 10 % 11 % 10, _weighted(digits, range(11, 1, -1)) * 10 % 11 % 10)
    return len(set(digits)) > 1 and checks == (int(digits[9]), int(digits[10]))


def _chinese(number: str) -> bool:
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return _is_date(number[6:14]) and "10X98765432"[_weighted(number[:17], weights) % 11] == number[17].upper()


def _south_african(digits: str) -> bool:
    return (_is_date("19" + digits[:6]) or _is_date("20" + digits[:6])) and luhn(digits)


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2099
    except ValueError:
        return False


def _spanish(number: str) -> bool:
    digits = number[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == number[-1]


def _singaporean(number: str) -> bool:
    total = _weighted(number[1:8], (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "KLJNPQRTUWX"}.get(number[0], "XWUTRQPNMLK")
    return letters[total % 11] == number[8]


FINDERS: Final[Mapping[Identifier, Finds]] = {
    "card": _of_form(r"[2-6]\d{3}(?:[ .\u00a0-]?\d{2,7}){2,4}|[2-68]\d{12,18}", _card),
    "iban": _ibans,
    "br-cpf": _of_form(r"\d{3}\.\d{3}\.\d{3}-\d{2}", _cpf),
    "cn-id": _of_form(r"[1-9]\d{16}[\dXx]", _chinese),
    "es-dni": _of_form(r"(?:\d{8}|[XYZ]-?\d{7})-?[A-HJ-NP-TV-Z]", _spanish),
    "in-aadhaar": _of_form(r"(?<!\d[ -])[2-9]\d{3}([ -])\d{4}\1\d{4}(?![ -]?\d)", _verhoeff),
    "in-pan": _of_form(r"[A-Z]{3}P[A-Z]\d{4}[A-Z]"),
    "it-cf": _of_form(r"[A-Z]{6}\d{2}[A-EHLMPRST]\d{2}[A-Z]\d{3}[A-Z]"),
    "mx-curp": _of_form(r"[A-Z]{4}\d{6}[HM][A-Z]{5}[A-Z0-9]\d"),
    "sg-nric": _of_form(r"[STFGM]\d{7}[A-Z]", _singaporean),
    "uk-nino": _of_form(
        r"(?:QQ|(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]) ?\d{2} ?\d{2} ?\d{2} ?[A-D]"
    ),
    "us-ssn": _of_form(r"(?!000|666|9)\d{3}([- ])(?!00)\d{2}\1(?!0000)\d{4}"),
    "za-id": _of_form(r"\d{6} ?\d{4} ?[01]\d{2}", _south_african),
}
"""Each kind of identifier with what finds it in a text as it was written."""
