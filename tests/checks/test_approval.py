"""Templates: what couth refuses of them, beside what pywa refuses; and why the two differ where they do."""

from __future__ import annotations

from typing import Any, Callable

import pytest

from couth import Button, Component, Draft, Parameter, Report, Template, Thread
from couth.engine import default_linter

RULES = ("channel.template-placeholder", "channel.template-parameter", "channel.template-format")


def body(text: str, *samples: str, **named: str) -> Draft:
    """A definition whose body has samples, by place or by name."""
    examples = (*map(Parameter, samples), *(Parameter(sample, name) for name, sample in named.items()))
    form = "named" if named else "positional"
    template = Template("order_left", "UTILITY", "en", form, definition=True)
    return Draft(text, channel="whatsapp", template=template, components=(Component("body", text, examples=examples),))


def with_address(address: str) -> Draft:
    text = "Your order has left our depot today."
    template = Template("order_left", "UTILITY", "en", "positional", definition=True)
    button = Button("Track", "url", address)
    return Draft(text, channel="whatsapp", template=template, components=(Component("body", text),), buttons=(button,))


def judged(draft: Draft) -> Report:
    return default_linter().lint(draft, Thread(None))


def refused(draft: Draft) -> bool:
    return any(v.rule in RULES and v.severity == "error" for v in judged(draft).violations)


BOTH: dict[str, tuple[Draft, Callable[[Any], object]]] = {
    "numbered": (
        body("Your order {{1}} comes on {{2}} by bicycle.", "A-5512", "Friday"),
        lambda t: t.BodyText("Your order {{1}} comes on {{2}} by bicycle.", "A-5512", "Friday"),
    ),
    "named": (
        body("Your order {{order}} comes on {{day}} by bicycle.", order="A-5512", day="Friday"),
        lambda t: t.BodyText("Your order {{order}} comes on {{day}} by bicycle.", order="A-5512", day="Friday"),
    ),
    "plain": (body("Your order has left our depot."), lambda t: t.BodyText("Your order has left our depot.")),
    "too few samples": (
        body("Your order {{1}} comes on {{2}} by bicycle.", "A-5512"),
        lambda t: t.BodyText("Your order {{1}} comes on {{2}} by bicycle.", "A-5512"),
    ),
    "no samples": (
        body("Your order {{1}} has left our depot."), lambda t: t.BodyText("Your order {{1}} has left our depot."),
    ),
    "a gap in the numbers": (
        body("Your order {{1}} comes on {{3}} by bicycle.", "A-5512", "Friday"),
        lambda t: t.BodyText("Your order {{1}} comes on {{3}} by bicycle.", "A-5512", "Friday"),
    ),
    "a sample of another name": (
        body("Your order {{order}} has left our depot.", number="A-5512"),
        lambda t: t.BodyText("Your order {{order}} has left our depot.", number="A-5512"),
    ),
    "names with samples by place": (
        body("Your order {{order}} has left our depot.", "A-5512"),
        lambda t: t.BodyText("Your order {{order}} has left our depot.", "A-5512"),
    ),
    "an address with a placeholder at its end": (
        with_address("https://acme.example/track/{{1}}"),
        lambda t: t.URLButton(text="Track", url="https://acme.example/track/{{1}}", example="5512"),
    ),
    "an address with a placeholder inside": (
        with_address("https://acme.example/{{1}}/track"),
        lambda t: t.URLButton(text="Track", url="https://acme.example/{{1}}/track", example="5512"),
    ),
    "an address with two placeholders": (
        with_address("https://acme.example/{{1}}/{{2}}"),
        lambda t: t.URLButton(text="Track", url="https://acme.example/{{1}}/{{2}}", example="5512"),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", BOTH)
def test_couth_refuses_what_pywa_refuses_and_nothing_else(case: str) -> None:
    templates = pytest.importorskip("pywa.types.templates")
    draft, make = BOTH[case]
    try:
        make(templates)
        accepted = True
    except ValueError:
        accepted = False
    assert refused(draft) is not accepted


# pywa leaves these to the platform, which rejects them; couth says so before they are handed in.
LEFT_TO_THE_PLATFORM = {
    "a placeholder at the beginning": ("{{1}} has left our depot today.", ("A-5512",)),
    "a placeholder at the end": ("What has left our depot today is {{1}}", ("A-5512",)),
    "two side by side": ("Your order {{1}} {{2}} has left our depot today.", ("A", "5512")),
}


@pytest.mark.parametrize("case", LEFT_TO_THE_PLATFORM)
def test_couth_refuses_what_the_platform_refuses_later(case: str) -> None:
    text, samples = LEFT_TO_THE_PLATFORM[case]
    assert refused(body(text, *samples))
    templates = pytest.importorskip("pywa.types.templates")
    assert templates.BodyText(text, *samples)


def test_a_sample_of_an_address_is_judged_by_pywa_alone() -> None:
    # A Button of couth keeps no sample of its address, so that one that is missing cannot be told.
    assert not refused(with_address("https://acme.example/track/{{1}}"))
    templates = pytest.importorskip("pywa.types.templates")
    with pytest.raises(ValueError, match="example"):
        templates.URLButton(text="Track", url="https://acme.example/track/{{1}}")


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("Your order {{{1}}} has left our depot.", "{"),
        ("Your order {1} has left our depot.", "{"),
        ("Your order {{1} has left our depot.", "{{"),
        ("Your order {{order#}} has left our depot.", "{{order#}}"),
        ("Your order {{Order}} has left our depot.", "{{Order}}"),
    ],
)
def test_braces_and_names_are_told_where_they_stand(text: str, at: str) -> None:
    places = [v.excerpt for v in judged(body(text)).violations if v.rule == "channel.template-placeholder"]
    assert at in places


def test_few_words_to_many_placeholders_are_a_warning() -> None:
    report = judged(body("Order {{1}} comes {{2}} today.", "A-5512", "Friday"))
    (found,) = [v for v in report.violations if v.rule == "channel.template-placeholder"]
    assert (found.severity, found.message) == ("warning", "body: 2 placeholders to 3 fixed words")


def sent(*values: str, text: str | None = None) -> Draft:
    component = Component("body", text, parameters=tuple(map(Parameter, values)))
    return Draft("", channel="whatsapp", template=Template("order_left", definition=False), components=(component,))


@pytest.mark.parametrize(
    ("draft", "says"),
    [
        (sent("Oak Lane 5\nYork"), "the value of 1 holds a line break or tab"),
        (sent("A\t5512"), "the value of 1 holds a line break or tab"),
        (sent("A", "Oak     Lane"), "the value of 2 holds more than four spaces in a row"),
        (sent(""), "the value of 1 is empty"),
        (sent("{{name}}"), "the value of 1 was never filled in"),
        (sent("A", text="Your order {{1}} comes on {{2}} by bicycle."), "1 values for 2 placeholders"),
        (sent("A", "B", text="Your order {{1}} comes by bicycle."), "2 values for 1 placeholders"),
    ],
)
def test_values_that_are_refused_when_it_is_sent(draft: Draft, says: str) -> None:
    assert f"body: {says}" in [v.message for v in judged(draft).violations if v.rule == "channel.template-parameter"]


@pytest.mark.parametrize("value", ["Oak Lane 5, York", "A    5512", "0", "Null Island"])
def test_values_that_are_taken(value: str) -> None:
    assert not refused(sent(value))


def test_a_filled_body_is_measured_as_it_arrives() -> None:
    text = "Your order {{1}} has left our depot today."
    report = judged(sent("x" * 1000, text=text))
    assert "the body has 1037 characters; whatsapp takes 1024" in [v.message for v in report.violations]
