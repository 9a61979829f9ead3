"""Numbers that identify, told from numbers that look alike."""

from __future__ import annotations

import random
from typing import get_args

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from couth.checks.identifiers import AT_HOME, FINDERS, Identifier
from couth.checks.identity import luhn

GENUINE = [  # specimens that issuers and standards publish
    ("card", "4111 1111 1111 1111"), ("card", "4111111111111111"), ("card", "5500-0000-0000-0004"),
    ("card", "3782-822463-10005"), ("card", "6011111111111117"), ("card", "30569309025904"), ("card", "3530111333300000"),
    ("iban", "DE89 3704 0044 0532 0130 00"), ("iban", "GB29NWBK60161331926819"), ("iban", "gb29 nwbk 6016 1331 9268 19"),
    ("iban", "ES91 2100 0418 4502 0005 1332"), ("iban", "NO93 8601 1117 947"), ("iban", "MT84MALT011000012345MTLCAST001S"),
    ("br-cpf", "529.982.247-25"), ("cn-id", "11010519491231002X"), ("es-dni", "12345678Z"), ("es-dni", "X1234567L"),
    ("in-aadhaar", "2341 2341 2346"), ("in-pan", "ABCPE1234F"), ("it-cf", "RSSMRA85T10A562S"), ("mx-curp", "HEGG560427MVZRRL04"),
    ("sg-nric", "S1234567D"), ("sg-nric", "F1234567N"), ("uk-nino", "AB 12 34 56 C"), ("us-ssn", "078-05-1120"),
    ("za-id", "8001015009087"), ("be-rrn", "85.07.30-033.28"), ("ch-ahv", "756.9217.0769.85"), ("cl-rut", "30.686.957-4"),
    ("cz-rc", "710319/2745"), ("de-idnr", "86095742719"), ("de-idnr", "86 095 742 719"), ("fi-hetu", "131052-308T"),
    ("fr-nir", "2 55 08 14 168 025 38"), ("kr-rrn", "800101-1234567"), ("pl-pesel", "44051401359"), ("ro-cnp", "1800101221144"),
    ("ru-snils", "112-233-445 95"), ("se-pnr", "811218-9876"), ("se-pnr", "19811218-9876"), ("tr-tckn", "10000000146"),
]  # fmt: skip
OTHERS = [
    ("card", "4111 1111 1111 1112"), ("card", "0000 0000 0000 0000"), ("card", "9111 1111 1111 1111"), ("card", "+4111111111111111"),
    ("card", "****1111"), ("card", "2026-03-04 10:00"), ("iban", "DE89 3704 0044 0532 0130 01"), ("iban", "ZZ89 3704 0044 0532 0130 00"),
    ("iban", "DE89 3704"), ("br-cpf", "111.111.111-11"), ("br-cpf", "529.982.247-26"), ("cn-id", "110105194912310021"),
    ("cn-id", "11010519491331002X"), ("es-dni", "12345678A"), ("in-aadhaar", "7700 1182 9934"), ("sg-nric", "S1234567A"),
    ("uk-nino", "BG 12 34 56 C"), ("us-ssn", "000-05-1120"), ("us-ssn", "078-05 1120"), ("za-id", "8001015009088"),
    ("za-id", "8013015009087"), ("be-rrn", "85.07.30-033.29"), ("ch-ahv", "756.9217.0769.86"), ("cl-rut", "30.686.957-5"),
    ("cz-rc", "710319/2746"), ("de-idnr", "86095742718"), ("de-idnr", "12345678903"), ("fi-hetu", "131052-308A"),
    ("fr-nir", "255081416802539"), ("kr-rrn", "801301-1234567"), ("pl-pesel", "44051401358"), ("pl-pesel", "44131401359"),
    ("ro-cnp", "1800101221145"), ("ru-snils", "112-233-445 96"), ("se-pnr", "811218-9875"), ("tr-tckn", "10000000147"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "number"), GENUINE)
@pytest.mark.parametrize("frame", ["{}", "It is {}.", "({})", "to {} will be\nsent", "一{}二"])
def test_a_genuine_number_is_found_to_its_last_digit(kind: Identifier, number: str, frame: str) -> None:
    text = frame.format(number)

    assert [text[start:end] for start, end in FINDERS[kind](text)] == [number]


@pytest.mark.parametrize(("kind", "number"), OTHERS)
def test_a_number_of_another_kind_is_none(kind: Identifier, number: str) -> None:
    assert list(FINDERS[kind](f"It is {number}.")) == []


def test_every_kind_has_a_finder() -> None:
    assert tuple(FINDERS) == get_args(Identifier)


@given(st.text("0123456789", min_size=2, max_size=19), st.data())
def test_luhn_tells_one_wrong_digit(digits: str, data: st.DataObject) -> None:
    check = next(d for d in "0123456789" if luhn(digits + d))
    place = data.draw(st.integers(0, len(digits) - 1))
    wrong = data.draw(st.sampled_from("0123456789"))
    assume(wrong != digits[place])

    assert not luhn(digits[:place] + wrong + digits[place + 1 :] + check)


@pytest.mark.parametrize("kind", FINDERS)
@given(st.text(st.one_of(st.sampled_from("0123456789 -.ABDEGPRSTXZ"), st.characters()), max_size=80))
def test_whatever_is_written_spans_lie_in_the_text(kind: Identifier, text: str) -> None:
    for start, end in FINDERS[kind](text):
        assert 0 <= start < end <= len(text)


def test_numbers_of_orders_and_parcels_are_rarely_taken_for_identities() -> None:
    """The check digits let about one in ten thousand numbers of other things through; those at home in one language one in a hundred."""
    drawn = random.Random(7)  # noqa: S311  (drawn for the sake of number, not of secrecy)
    numbers = ["".join(drawn.choices("0123456789", k=drawn.choice((8, 9, 10, 11, 12, 13, 18)))) for _ in range(20_000)]

    assert (
        sum(bool(list(find(n))) for n in numbers for kind, find in FINDERS.items() if kind not in ("card", *AT_HOME))
        <= 10
    )
    assert all(sum(bool(list(FINDERS[kind](n))) for n in numbers) <= len(numbers) / 500 for kind in AT_HOME)
