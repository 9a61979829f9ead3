"""What is on record of the customer; every fact is missing where the record is silent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable

from couth.facts.catalogue import DRAFT, Fact, FactType, Missing

if TYPE_CHECKING:
    from couth.facts.view import Facts


def _record(field: str, type: FactType, doc: str) -> Fact:
    return Fact(f"customer.{field}", type, doc, _reader(field), reads=DRAFT)


def _reader(field: str) -> Callable[[Facts], object]:
    def read(facts: Facts) -> object:
        value = getattr(facts.thread.customer, field)
        return Missing((f"customer.{field}",)) if value is None else value

    return read


def _region(facts: Facts) -> object:
    """The part of the country on record; where that is silent the country itself, unless the law of its parts differs."""
    customer = facts.thread.customer
    if customer.region is not None:
        return customer.region
    if customer.country is None or customer.country.upper() in _FEDERAL:
        return Missing(("customer.region",))
    return customer.country.upper()


_FEDERAL = ("US",)


FACTS = (
    _record("timezone", "text", "The customer's time zone, by its IANA name."),
    _record("language", "text", "The language on record."),
    _record("country", "text", "The country on record, by its two letters."),
    Fact(
        "customer.region",
        "text",
        "The part of the country on record (`US-FL`), else the country; of the United States the part alone will do.",
        _region,
    ),
    _record("marketing_consent", "bool", "Whether the customer agreed to marketing."),
    Fact(
        "customer.agreed",
        "bool",
        "Agreement to marketing is on record; consent that is unknown is none.",
        lambda facts: facts.thread.customer.marketing_consent is True,
    ),
    _record("opted_out", "bool", "Whether an opt-out is on record."),
)
