"""Reports for people, to the letter."""

from __future__ import annotations

from datetime import UTC, datetime
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.model import (
    Customer,
    Decision,
    Draft,
    Edit,
    Evidence,
    Fault,
    Fix,
    Message,
    Report,
    Thread,
    Unknown,
    Violation,
)
from couth.reporters import Line, Tally, TextReporter, summary
from couth.reporters.cells import width
from couth.reporters.snippet import position, quoted

WHY = {"tone.slang": "Not everybody reads it.", "pacing.quiet-hours": "Nights are for sleep."}


def violation(rule: str, span: tuple[int, int], text: str, severity: str = "warning", **more: object) -> Violation:
    return Violation(rule, severity, "fact", 10, f"{rule} was found", span, text[slice(*span)], **more)  # type: ignore[arg-type]  # legal


def block(report: Report, draft: Draft, thread: Thread | None = None, cells: int = 80, verbose: bool = False) -> str:
    lines = TextReporter(WHY, cells, verbose).report(report, draft, thread or Thread(None), "a.jsonl:3")
    return as_text(lines)


def as_text(lines: list[Line]) -> str:
    return "\n".join("".join(piece.text for piece in line).rstrip() for line in lines)


def expected(text: str) -> str:
    return dedent(text).strip("\n")


def test_a_draft_with_two_findings() -> None:
    text = "Hi 🙂 您好, u r late\nSee u!"
    slang = violation("tone.slang", (9, 12), text, fix=Fix((Edit((9, 12), "you are"),), safe=True))
    again = violation("tone.slang", (22, 23), text, suggestion="Write it out.")
    report = Report("warn", 80, Decision("revise", None, "words"), (slang, again), (), "p", "f", id="x#2")
    assert (
        block(report, Draft(text, channel="sms"))
        == expected(
            """
        warn a.jsonl:3 · x#2 · sms · score 80
          1 | Hi 🙂 您好, u r late
            |             ^^^ tone.slang
          2 | See u!
            |     ^ tone.slang

          warning[tone.slang] 1:10 tone.slang was found
            why: Not everybody reads it.
            fix: “u r” → “you are”
          warning[tone.slang] 2:5 tone.slang was found
            try: Write it out.
          => revise: words

        """
        )
        + "\n"
    )


def test_evidence_unknowns_and_the_customers_clock() -> None:
    text = "Your parcel leaves today."
    thread = Thread(
        [
            Message(
                "customer",
                "Please, not after nine at night, the children are asleep by then",
                datetime(2026, 3, 2, 20, tzinfo=UTC),
            )
        ],
        Customer(timezone="Europe/Paris"),
    )
    quiet = violation("pacing.quiet-hours", (0, 25), text, "error", evidence=(Evidence(0, (12, 22), "after nine"),))
    decision = Decision("hold", datetime(2026, 3, 3, 7, tzinfo=UTC), "quiet hours")
    unknown = (Unknown("a.b", ("x",)), Unknown("a.c", ("y",)), Unknown("a.d", ("x",)))
    report = Report("block", 60, decision, (quiet,), unknown, "p", "f", deductions=(("pacing", 40),))
    assert (
        block(report, Draft(text), thread, cells=72, verbose=True)
        == expected(
            """
        block a.jsonl:3 · score 60
          1 | Your parcel leaves today.
            | ^^^^^^^^^^^^^^^^^^^^^^^^^ pacing.quiet-hours

          error[pacing.quiet-hours] 1:1 pacing.quiet-hours was found
            message 0, customer 2026-03-02 21:00: …ase, not after nine at night…
                                                            ~~~~~~~~~~
            why: Nights are for sleep.
          not judged: a.b, a.d (needs x); a.c (needs y)
            score: 60 = 100 - 40 pacing
          => hold, not before 2026-03-03 08:00 Europe/Paris (2026-03-03 07:00 UTC):
             quiet hours

        """
        )
        + "\n"
    )


def test_a_long_draft_is_cut_to_what_matters() -> None:
    text = "\n".join(f"Line {n}" for n in range(1, 30))
    at = text.index("Line 20")
    whole = violation("scope.overlong", (0, len(text)), text)
    slang = violation("tone.slang", (at, at + 4), text, "info")
    report = Report("warn", 80, Decision("revise"), (whole, slang), (), "p", "f")
    shown = block(report, Draft(text)).split("\n\n")[0]
    assert shown == expected(
        """
        warn a.jsonl:3 · score 80
            ⋮
          19 | Line 19
          20 | Line 20
             | ^^^^ tone.slang
          21 | Line 21
            ⋮
             = as a whole: scope.overlong
        """
    ).replace("    ⋮", "     ⋮")


def test_long_lines_are_wrapped_and_marked_on_each_row() -> None:
    text = "one two three four five six seven"
    report = Report("warn", 80, Decision("revise"), (violation("a.b", (8, 23), text),), (), "p", "f")
    assert block(report, Draft(text), cells=28).split("\n\n")[0] == expected(
        """
        warn a.jsonl:3 · score 80
          1 | one two three four
            |         ^^^^^^^^^^^
            |         a.b
            | five six seven
            | ^^^^
        """
    )


def test_a_name_without_room_beside_its_mark_stands_below() -> None:
    text = "See you all on Friday"
    found = violation("tone.very-familiar", (8, 21), text)
    shown = block(Report("warn", 80, Decision("revise"), (found,), (), "p", "f"), Draft(text), cells=32)
    assert shown.splitlines()[1:4] == [
        "  1 | See you all on Friday",
        "    |         ^^^^^^^^^^^^^",
        "    |       tone.very-familiar",
    ]


def test_the_same_span_is_marked_once_and_a_span_of_nothing_has_a_mark() -> None:
    text = "Hello"
    found = (violation("a.b", (0, 5), text), violation("a.c", (0, 5), text, "error"), violation("a.d", (5, 5), text))
    shown = block(Report("block", 0, Decision("revise"), found, (), "p", "f"), Draft(text)).split("\n\n")[0]
    assert shown.splitlines()[1:] == ["  1 | Hello", "    | ^^^^^ a.b, a.c", "    |      ^ a.d"]


def test_what_a_terminal_would_obey_is_spelled_out() -> None:
    text = "Pay \u202enow\x1b[2J"
    report = Report("warn", 9, Decision("revise"), (violation("a.b", (5, 8), text),), (), "p", "f", id="x\x1by")
    shown = block(report, Draft(text))
    assert "\x1b" not in shown
    assert "\u202e" not in shown
    assert "  1 | Pay <U+202E>now<U+001B>[2J\n    |             ^^^ a.b\n" in shown


def test_what_passes_is_shown_only_when_asked() -> None:
    report = Report("pass", 100, Decision("send"), (), (Unknown("a.b", ("thread",)),), "p", "f")
    assert block(report, Draft("Hello.")) == ""
    assert block(report, Draft("Hello."), verbose=True).startswith("pass a.jsonl:3 · score 100\n  1 | Hello.\n")


def test_a_rule_that_broke_off_is_told() -> None:
    report = Report("pass", 100, Decision("send"), (), (), "p", "f", faults=(Fault("a.b", "took too long"),))
    assert "    a.b broke off: took too long\n" in block(report, Draft(""))


def test_fixes_in_words() -> None:
    text = "so  good"
    fix = Fix((Edit((2, 3), ""), Edit((8, 8), ".")), safe=False)
    report = Report("warn", 90, Decision("revise"), (violation("a.b", (0, 2), text, fix=fix),), (), "p", "f")
    assert "    fix: delete “ ”; insert “.” (look it over: it may change what is meant)\n" in block(report, Draft(text))


@pytest.mark.parametrize(("offset", "place"), [(0, (1, 1)), (3, (1, 4)), (4, (2, 1)), (6, (2, 3)), (7, (3, 1))])
def test_positions(offset: int, place: tuple[int, int]) -> None:
    assert position("abc\nde\n", offset) == place


def test_a_quotation_fits_and_marks_its_span() -> None:
    row, marks = quoted("first line\nthe quick brown fox jumps over the lazy dog\nlast", (27, 30), 24)
    assert (row, marks) == ("…ck brown fox jumps ove…", "          ~~~")


@given(st.text(st.characters(), max_size=200), st.integers(20, 60), st.data())
def test_any_text_and_span_can_be_shown(text: str, cells: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    thread = Thread([Message("customer", text)])
    found = violation("a.b", (start, end), text, evidence=(Evidence(0, (start, end), text[start:end]),))
    shown = block(Report("warn", 90, Decision("revise"), (found,), (), "p", "f"), Draft(text), thread, cells)
    assert "warning[a.b]" in shown


@given(st.text(st.characters(), max_size=100), st.integers(20, 60), st.data())
def test_a_quotation_of_any_text_fits(text: str, cells: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    row, _ = quoted(text, (start, data.draw(st.integers(start, len(text)))), cells)
    assert width(row) <= max(cells, 12) + 16  # what is spelled out inside the span may take more


def test_the_summary() -> None:
    tally = Tally()
    text = "u r"
    found = (*[violation("a.b", (0, 1), text)] * 2, violation("a.c", (0, 1), text, "error"))
    tally.add(Report("block", 0, Decision("revise"), found, (Unknown("a.d", ("x",)),), "p", "f"))
    tally.add(Report("pass", 100, Decision("send"), (), (), "p", "f"))
    assert as_text(summary(tally)) == expected(
        """
        2 drafts: 1 pass, 1 block
        1 error, 2 warnings; most often a.b 2, a.c 1
        not judged for want of context: a.d 1
        """
    )
    assert as_text(summary(Tally())) == "0 drafts"


@pytest.mark.parametrize(
    ("verdict", "severity", "reached"),
    [
        ("pass", "info", ["info"]),
        ("warn", "warning", ["warning", "info"]),
        ("block", "warning", ["error", "warning", "info"]),
    ],
)
def test_what_a_tally_reaches(verdict: str, severity: str, reached: list[str]) -> None:
    tally = Tally()
    tally.add(Report(verdict, 1, Decision("send"), (violation("a.b", (0, 0), "", severity),), (), "p", "f"))  # type: ignore[arg-type]  # legal
    assert [level for level in ("error", "warning", "info", "never") if tally.reaches(level)] == reached
