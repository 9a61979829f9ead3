"""What is on record of the customer; every fact is missing where the record is silent."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Callable, Final

from couth.facts.catalogue import DRAFT, Fact, FactType, Missing
from couth.facts.profiles import channel_of

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


def _subscribed(facts: Facts) -> object:
    """Whether the record names the channel among what the customer signed up for; a record without any says nothing."""
    subscriptions = facts.thread.customer.subscriptions
    if subscriptions is None:
        return False
    return channel_of(facts) in subscriptions


def _us_number(facts: Facts) -> object:
    """By the country on record, else by the number: +1 and no area code of another country of that plan."""
    customer = facts.thread.customer
    if customer.country is not None:
        return customer.country.upper() == "US"
    if customer.phone is None:
        return Missing(("customer.phone", "customer.country"))
    digits = re.sub(r"\D", "", customer.phone)
    return len(digits) == _NANP and digits[0] == "1" and digits[1:4] not in _ELSEWHERE


_NANP: Final = 11
_ELSEWHERE: Final = frozenset(
    # Canada
    "204 226 236 249 250 257 263 289 306 343 354 365 367 368 382 387 403 416 418 428 431 437 438 450 460 468 474 506 514"
    " 519 537 548 568 579 581 584 587 604 613 639 647 672 683 705 709 742 753 778 780 782 807 819 825 851 867 873 879 902"
    " 905 942"
    # the Caribbean and other islands
    " 242 246 264 268 284 345 441 473 649 658 664 721 758 767 784 809 829 849 868 869 876"
    # numbers without a place
    " 500 521 522 523 524 525 526 527 528 529 533 544 566 577 588 600 622 633 644 655 677 688 700 800 822 833 844 855 866"
    " 877 888 900".split()
)
"""Area codes of the North American plan outside the United States (NANPA, area codes by country)."""


FACTS = (
    _record("timezone", "text", "The customer's time zone, by its IANA name."),
    _record("language", "text", "The language on record."),
    _record("country", "text", "The country on record, by its two letters."),
    Fact(
        "customer.region",
        "text",
        "The part of the country on record (`US-FL`), else the country; of the United States the part alone will do.",
        _region,
        reads=DRAFT,
    ),
    _record("marketing_consent", "bool", "Whether the customer agreed to marketing."),
    Fact(
        "customer.agreed",
        "bool",
        "Agreement to marketing is on record; consent that is unknown is none.",
        lambda facts: facts.thread.customer.marketing_consent is True,
        reads=DRAFT,
    ),
    _record("opted_out", "bool", "Whether an opt-out is on record."),
    Fact(
        "customer.subscribed",
        "bool",
        "The record names the channel among what the customer signed up for; a record that is silent says no.",
        _subscribed,
        reads=DRAFT,
    ),
    Fact("customer.us_number", "bool", "The customer's number is one of the United States.", _us_number, reads=DRAFT),
)
