"""Where a number is at home: told only where its country keeps one clock."""

from __future__ import annotations

import pytest

from couth.model import Customer
from couth.readers import phone

pytest.importorskip("phonenumbers")


@pytest.mark.parametrize(
    ("number", "zone", "country"),
    [
        ("+447400123456", "Europe/London", "GB"),
        ("+4915112345678", "Europe/Berlin", "DE"),
        ("+919812345678", "Asia/Calcutta", "IN"),
        ("+85251234567", "Asia/Hong_Kong", "HK"),
        ("+8613812345678", "Asia/Shanghai", "CN"),
        ("+12423456789", "America/Nassau", "BS"),
        ("+12125550123", None, "US"),
        ("+14165550123", None, "CA"),
        ("+5511912345678", None, "BR"),
        ("+34612345678", None, "ES"),
        ("+61412345678", None, "AU"),
        ("+800123456", None, None),
        ("+999123456789", None, None),
    ],
)
def test_numbers(number: str, zone: str | None, country: str | None) -> None:
    assert phone.place_of(number) == (zone, country)


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("447400123456", "+447400123456"), ("+44 7400 123-456", "+447400123456"), ("tel:+447400123456", "+447400123456"),
        ("U1234567890", None), ("12345", None), ("0740012345", None), ("", None), (None, None), ("12345678901234567", None),
    ],
)  # fmt: skip
def test_the_international_form(written: str | None, number: str | None) -> None:
    assert phone.e164(written) == number


def test_the_record_comes_first() -> None:
    known = Customer(phone="+447400123456", timezone="Asia/Tokyo", country="JP")
    assert phone.placed(known) is known
    assert phone.placed(Customer(phone="+447400123456", country="JP")).country == "JP"
    assert phone.placed(Customer(phone="+447400123456")).timezone == "Europe/London"
    assert phone.placed(Customer()) == Customer()


def test_without_the_extra_nothing_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    phone.place_of.cache_clear()
    monkeypatch.setattr(phone, "_installed", lambda: False)
    try:
        assert phone.place_of("+447400123456") == (None, None)
    finally:
        phone.place_of.cache_clear()
