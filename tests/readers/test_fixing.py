"""Fixes in files: words change and nothing else, twice is once, and what cannot be written is told."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Iterable, Iterator

import hypothesis.strategies as st
import polib
import pytest
import yaml
from hypothesis import given

from couth.engine.linter import default_linter
from couth.model import Edit, Fix
from couth.readers import Incoming, Options, fixing
from couth.readers.fixing import Fixes, mended
from couth.readers.incoming import DEFAULTS
from couth.readers.sources import read_stream


def swapped(old: str, new: str) -> Fixes:
    def fixes(items: Iterable[Incoming]) -> Iterator[tuple[Incoming, str, Fix]]:
        for item, rendering in ((one, way) for one in items if one.template for way in one.template.renderings):
            at = rendering.text.find(old)
            while at >= 0:
                span = rendering.exact((at, at + len(old)))
                if span:
                    yield item, "acme.swap", Fix((Edit(span, new),), safe=True)
                at = rendering.text.find(old, at + len(old))

    return fixes


def judged(items: Iterable[Incoming]) -> Iterator[tuple[Incoming, str, Fix]]:
    for item in items:
        assert item.template is not None
        for violation in default_linter().lint_template(item.template).violations:
            if violation.fix:
                yield item, violation.rule, violation.fix


HOSTS = {
    "a.txt": "Hi {{{{x}}}},\nwe {} come.\n",
    "a.json": '[{{"label": "x", "text": "Hi {{{{x}}}}, \\u00fc we {} come."}}]',
    "a.yml": "responses:\n  utter_a:\n  - text: 'We''re {} come, {{x}}'\n",
    "plain.yml": "responses:\n  utter_a:\n  - text: We are\n      {} come\n",
    "block.yml": "responses:\n  utter_a:\n  - text: |\n      We {} come\n",
    "a.po": 'msgid "a"\nmsgstr ""\n"We {} "\n"come %(x)s"\n',
    "a.csv": 'id,text\n1,"We ""{}"" come"\n2,bare {} text\n',
    "a.html": "<p>We <b>{}</b> &amp; come {{{{ x }}}}</p>",
    "a.erb": "<% if y %>We {} come<% end %>",
}


@pytest.mark.parametrize("name", HOSTS)
@pytest.mark.parametrize("new", ["want to", 'say "no"', "it's <b> & <i>", "é😀"])
def test_a_word_is_written_as_its_host_writes_it(tmp_path: Path, name: str, new: str) -> None:
    before = HOSTS[name].format("wanna", "wanna")
    path = str(tmp_path / name)
    result = mended(before.encode(), path, DEFAULTS, swapped("wanna", new))
    if result.refused:
        assert name == "a.csv" or "<b>" in new, (
            "a bare field holds no quotation mark; a text with markup is read as such"
        )
        assert "wanna" in result.after
        return
    assert result.changed
    if name.endswith("json"):
        assert json.loads(result.after)[0]["text"] == f"Hi {{{{x}}}}, ü we {new} come."
    elif name.endswith("yml"):
        assert new in yaml.safe_load(result.after)["responses"]["utter_a"][0]["text"]
    elif name.endswith("po"):
        assert polib.pofile(result.after)[0].msgstr == f"We {new} come %(x)s"
    again = mended(result.after.encode(), path, DEFAULTS, swapped("wanna", new))
    assert not again.changed


def test_a_fix_that_the_host_cannot_hold_is_told_and_the_others_are_made(tmp_path: Path) -> None:
    before = "responses:\n  utter_a:\n  - text: we wanna come\n  - text: 'we wanna go'\n"
    result = mended(before.encode(), str(tmp_path / "a.yml"), DEFAULTS, swapped("wanna", "so: # want to"))
    assert [entry["text"] for entry in yaml.safe_load(result.after)["responses"]["utter_a"]] == [
        "we wanna come",
        "we so: # want to go",
    ]
    [problem] = result.refused
    assert "utter_a[0]: the fix of acme.swap would break" in problem.message
    assert problem.line == 3


def test_one_fix_that_cannot_be_made_costs_few_readings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    count = 128
    before = "responses:\n" + "".join(f"  utter_{n}:\n  - text: 'we wanna go'\n" for n in range(count))
    before = before.replace("'we wanna go'", "we wanna come", 1)
    readings: list[str] = []

    def counted(*arguments: Any) -> Any:
        readings.append(arguments[1])
        return read_stream(*arguments)

    monkeypatch.setattr(fixing, "read_stream", counted)
    result = mended(before.encode(), str(tmp_path / "a.yml"), DEFAULTS, swapped("wanna", "so: # want to"))
    assert (result.applied, len(result.refused)) == (count - 1, 1)
    assert len(readings) < count // 2


def test_placeholders_are_never_touched(tmp_path: Path) -> None:
    result = mended(
        b"Hi {{wanna}}, {% if wanna %}yes{% endif %}", str(tmp_path / "a.txt"), DEFAULTS, swapped("Maria", "x")
    )
    assert not result.changed
    broken = mended(b"Hi there", str(tmp_path / "a.txt"), DEFAULTS, swapped("there", "{{ there"))
    assert (broken.changed, len(broken.refused)) == (False, 1), "a fix that opens a placeholder"
    added = mended(b"Hi there {{x}}", str(tmp_path / "a.txt"), DEFAULTS, swapped("there", "{{y}}"))
    assert (added.changed, len(added.refused)) == (False, 1), "a fix that adds one"


def test_an_original_of_a_catalogue_is_left_alone(tmp_path: Path) -> None:
    result = mended(
        b'msgid "we wanna come"\nmsgstr ""\n', str(tmp_path / "a.po"), DEFAULTS, swapped("wanna", "want to")
    )
    assert (result.changed, len(result.refused)) == (False, 1)


def test_line_endings_stay(tmp_path: Path) -> None:
    before = "responses:\r\n  utter_a:\r\n  - text: |\r\n      One\r\n      we wanna come\r\n"
    result = mended(b"\xef\xbb\xbf" + before.encode(), str(tmp_path / "a.yml"), DEFAULTS, swapped("wanna", "want to"))
    assert result.after == before.replace("wanna", "want to")


def test_fixes_of_shipped_rules_and_twice_is_once(tmp_path: Path) -> None:
    before = "PLEASE ANSWER MY QUESTION NOW. Are u ready? Pls call 🚚, thx 👍."
    path = str(tmp_path / "a.txt")
    result = mended(before.encode(), path, Options(lang="en"), judged)
    assert result.after == "Please answer my question now. Are you ready? Please call 🚚, thanks."
    assert not mended(result.after.encode(), path, Options(lang="en"), judged).changed


@given(st.text(st.sampled_from("ab '\"\n:#-\\{}%<&,😀"), min_size=1, max_size=20), st.sampled_from(sorted(HOSTS)))
def test_whatever_is_written_the_file_is_read_as_it_was_meant(new: str, name: str) -> None:
    before = HOSTS[name].format("wanna", "wanna")
    result = mended(before.encode(), name, DEFAULTS, swapped("wanna", new))
    if not result.refused:
        assert result.changed or new == "wanna"
    if name.endswith("json"):
        json.loads(result.after)
    elif name.endswith("yml"):
        yaml.safe_load(result.after)
    elif name.endswith("po"):
        polib.pofile(result.after)
