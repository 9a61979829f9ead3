"""Templates: all that can come of one is judged, and told once, in its own words."""

from __future__ import annotations

from typing import Callable

from couth.engine import Linter, not_applicable
from couth.model import Draft, MappedText, MessageTemplate, Piece, Unknown

MakeLinter = Callable[[str], Linter]

RULES = """
block_below: 0
unknown: {acme: block}
rules:
  acme.word:
    summary: Say it otherwise
    why: It is so.
    source: [house style]
    severity: warning
    points: 10
    basis: heuristic
    check: {kind: swap, pairs: {en: {kettle: pot, kettle pot: pan}}}
    message: "“{excerpt}” stands here"
  acme.long:
    summary: Short
    why: It is so.
    source: [house style]
    severity: warning
    points: 10
    basis: fact
    check: {kind: length, characters: 30}
    message: "{count} of {limit}"
  acme.thread:
    summary: Only once
    why: It is so.
    source: [house style]
    severity: error
    points: 10
    basis: fact
    check: {kind: fact, holds: thread.opted_out}
    message: never
"""

# Hi {{n}}, {% if a %}a kettle{% else %}no {{x}}{% endif %}.
WRITTEN = "Hi {{n}}, {% if a %}a kettle{% else %}no {{x}}{% endif %}."


def piece(text: str, kind: str = "as-is", value: str | None = None) -> Piece:
    at = WRITTEN.index(text)
    return Piece(value or text, at, at + len(text), kind)  # type: ignore[arg-type]  # one of the kinds


def template(first: str = "kettle", longest: str = "x" * 40) -> MessageTemplate:
    end = Piece(".", len(WRITTEN) - 1, len(WRITTEN))
    begin = [piece("Hi "), piece("{{n}}", "value", first), piece(", ")]
    ways = [
        MappedText([*begin, piece("a kettle"), end]),
        MappedText([*begin, piece("no "), piece("{{x}}", "value", "kettle"), end]),
    ]
    worst = MappedText([piece("Hi "), piece("{{n}}", "value", longest), end])
    return MessageTemplate("greeting", Draft(WRITTEN, lang="en"), tuple(ways), worst)


def test_a_finding_is_told_once_in_the_words_of_the_template(linter: MakeLinter) -> None:
    report = linter(RULES).lint_template(template())
    [violation] = [violation for violation in report.violations if violation.rule == "acme.word"]
    assert violation.excerpt == "kettle"
    assert WRITTEN[slice(*violation.span)] == "kettle"
    assert violation.fix is not None
    assert [WRITTEN[slice(*edit.span)] for edit in violation.fix.edits] == ["kettle"]


def test_length_is_measured_at_its_longest(linter: MakeLinter) -> None:
    lint = linter(RULES).lint_template
    [long] = [violation for violation in lint(template()).violations if violation.rule == "acme.long"]
    assert long.message == "44 of 30"
    assert not [v for v in lint(template("y" * 40, longest="z")).violations if v.rule == "acme.long"]


def test_what_no_template_has_makes_a_rule_not_applicable(linter: MakeLinter) -> None:
    report = linter(RULES).lint_template(template())
    assert report.unknown == (Unknown("acme.thread", ("thread", "customer.opted_out")),)
    assert not_applicable(report.unknown[0])
    assert report.verdict == "warn", "neither a pass nor a call for context"
    assert not not_applicable(Unknown("acme.other", ("draft.channel",)))


def test_what_is_found_wider_in_another_branch_is_told_once(linter: MakeLinter) -> None:
    written = "A kettle{% if a %} pot{% endif %}"
    ways = (MappedText([Piece("A kettle", 0, 8), Piece(" pot", 18, 22)]), MappedText([Piece("A kettle", 0, 8)]))
    report = linter(RULES).lint_template(MessageTemplate("t", Draft(written, lang="en"), ways, ways[0]))
    [violation] = [violation for violation in report.violations if violation.rule == "acme.word"]
    assert violation.excerpt == "kettle{% if a %} pot"


def test_a_fix_that_would_touch_a_value_is_none(linter: MakeLinter) -> None:
    written = "A kettle {{x}}"
    rendering = MappedText([Piece("A kettle ", 0, 9), Piece("pot", 9, 14, "value")])
    report = linter(RULES).lint_template(MessageTemplate("t", Draft(written, lang="en"), (rendering,), rendering))
    [violation] = [violation for violation in report.violations if violation.rule == "acme.word"]
    assert violation.excerpt == "kettle {{x}}"
    assert violation.fix is None
