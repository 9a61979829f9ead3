"""The check digits of numbers that identify people, country by country: each tells whether digits of the right form are one."""

from __future__ import annotations

import re
from datetime import date
from typing import Final


def luhn(digits: str) -> bool:
    """The check of payment cards and many other numbers (ISO/IEC 7812-1, annex B)."""
    doubled = (int(d) * (1 + n % 2) for n, d in enumerate(reversed(digits)))
    return sum(n - 9 if n > 9 else n for n in doubled) % 10 == 0


def verhoeff(digits: str) -> bool:
    """The check of Indian numbers (Verhoeff 1969)."""
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


def cpf(digits: str) -> bool:
    """Brazil: two check digits."""
    checks = (_weighted(digits, range(10, 1, -1)) * 10 % 11 % 10, _weighted(digits, range(11, 1, -1)) * 10 % 11 % 10)
    return len(set(digits)) > 1 and checks == (int(digits[9]), int(digits[10]))


def chinese(number: str) -> bool:
    """China: a birthday and a check digit (GB 11643)."""
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return _is_date(number[6:14]) and "10X98765432"[_weighted(number[:17], weights) % 11] == number[17].upper()


def south_african(digits: str) -> bool:
    """South Africa: a birthday and the check of cards."""
    return _is_birthday(digits[:6]) and luhn(digits)


def _is_birthday(digits: str) -> bool:
    """Whether six digits are a year, a month and a day of this century or the last."""
    return _is_date("19" + digits) or _is_date("20" + digits)


def _is_date(digits: str) -> bool:
    try:
        return 1900 <= date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year <= 2099
    except ValueError:
        return False


def spanish(number: str) -> bool:
    """Spain: the letter that a number has."""
    digits = number[:-1].translate(str.maketrans("XYZ", "012"))
    return "TRWAGMYFPDXBNJZSQVHLCKE"[int(digits) % 23] == number[-1]


def singaporean(number: str) -> bool:
    """Singapore: the letter that a number has."""
    total = _weighted(number[1:8], (2, 7, 6, 5, 4, 3, 2)) + {"T": 4, "G": 4, "M": 3}.get(number[0], 0)
    letters = {"S": "JZIHGFEDCBA", "T": "JZIHGFEDCBA", "M": "KLJNPQRTUWX"}.get(number[0], "XWUTRQPNMLK")
    return letters[total % 11] == number[8]


def belgian(digits: str) -> bool:
    """Belgium: what is left by 97, of those born from 2000 on with a 2 before it."""
    own = int(digits[9:])
    return any(97 - int(century + digits[:9]) % 97 == own for century in ("", "2")) and _is_birthday(digits[:6])


def swiss(digits: str) -> bool:
    """Switzerland: the check digit of article numbers (EAN-13)."""
    return _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0


def chilean(number: str) -> bool:
    """Chile: a digit or K by 11."""
    return "0K987654321"[_weighted(number[-2::-1], (2, 3, 4, 5, 6, 7, 2, 3)) % 11] == number[-1].upper()


def czech(digits: str) -> bool:
    """Czechia and Slovakia: a birthday, with 50 more in the month for women, and a number that 11 divides."""
    digits = digits.replace("/", "")
    month = int(digits[2:4]) % 50
    return _is_birthday(f"{digits[:2]}{month - 20 * (month > _MONTHS):02}{digits[4:6]}") and int(digits) % 11 == 0


_MONTHS: Final = 12


def german(digits: str) -> bool:
    """Germany: of the first ten digits one stands there twice or thrice and no other twice, and a check digit (ISO 7064, mod 11, 10)."""
    counts = sorted((digits[:10].count(digit) for digit in set(digits[:10])), reverse=True)
    if counts[0] not in (2, 3) or any(count > 1 for count in counts[1:]):
        return False
    product = 10
    for digit in digits[:10]:
        product = ((int(digit) + product) % 10 or 10) * 2 % 11
    return (11 - product) % 10 == int(digits[10])


def finnish(number: str) -> bool:
    """Finland: a birthday and a letter by 31."""
    digits = re.sub(r"\D", "", number[:-1])
    return (
        _is_birthday(digits[4:6] + digits[2:4] + digits[:2])
        and "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31] == number[-1]
    )


def french(number: str) -> bool:
    """France: a key by 97; Corsica counts as 19 and 18."""
    digits = number.upper().replace("2A", "19").replace("2B", "18")
    return 97 - int(digits[:13]) % 97 == int(digits[13:])


def korean(digits: str) -> bool:
    """Korea: a birthday, and nothing else since 2020."""
    return _is_birthday(digits[:6])


def polish(digits: str) -> bool:
    """Poland: a birthday, with 20 more in the month from 2000 on, and a check digit."""
    month = int(digits[2:4])
    born = _is_date(f"20{digits[:2]}{month - 20:02}{digits[4:6]}" if month > 20 else f"19{digits[:6]}")
    return born and (_weighted(digits[:10], (1, 3, 7, 9, 1, 3, 7, 9, 1, 3)) + int(digits[10])) % 10 == 0


def romanian(digits: str) -> bool:
    """Romania: a birthday and a check digit by 11."""
    check = _weighted(digits[:12], (2, 7, 9, 1, 4, 6, 3, 5, 8, 2, 7, 9)) % 11
    return _is_birthday(digits[1:7]) and (1 if check > _LARGEST_DIGIT else check) == int(digits[12])


_LARGEST_DIGIT: Final = 9


def russian(digits: str) -> bool:
    """Russia, the number of insurance: two check digits by 101."""
    return _weighted(digits[:9], range(9, 0, -1)) % 101 % 100 == int(digits[9:])


def swedish(digits: str) -> bool:
    """Sweden: a birthday, with 60 more in the day for who has no other number, and the check of cards."""
    short = digits[-10:]
    return _is_birthday(f"{short[:4]}{int(short[4:6]) % 60:02}") and luhn(short)


def turkish(digits: str) -> bool:
    """Turkey: two check digits."""
    numbers = [*map(int, digits)]
    tenth = (7 * sum(numbers[:9:2]) - sum(numbers[1:8:2])) % 10
    return numbers[9] == tenth and sum(numbers[:10]) % 10 == numbers[10]
