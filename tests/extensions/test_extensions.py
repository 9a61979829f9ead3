"""What other distributions add: found by name, loaded late, and named where it is broken."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import couth
from couth.errors import ExtensionError
from couth.extensions import Extensions, versions
from couth.reporters import Outcome, Settings, Tally, format_named

from .conftest import Install, installed_in

POLICY = """\
rules:
  acme.loud:
    summary: Be quiet
    check: {kind: any, of: {loud: {kind: loud, most: 1}, word: {kind: phrases, phrases: {en: [shout]}}}}
    when: acme.tier == 'gold'
    severity: error
    examples: {bad: [{draft: "Hey!!"}], good: [{draft: "Hey!"}]}
"""


def number(name: str, thing: object) -> int:
    if not isinstance(thing, int):
        raise TypeError(f"{thing!r} is no number")
    return thing


def numbers(**own: int) -> Extensions[int]:
    return Extensions("couth.numbers", own, number)


def test_own_things_are_there_and_nothing_else() -> None:
    found = numbers(one=1)
    assert (dict(found.items()), list(found), len(found), found["one"]) == ({"one": 1}, ["one"], 1, 1)
    assert found.get("two") is None
    with pytest.raises(KeyError):
        found["two"]


def test_things_of_others_come_after_couths_own(install: Install) -> None:
    install("[couth.numbers]\ntwo = a_couth:TWO\n", "TWO = 2\n", "a-couth")
    found = numbers(one=1)
    assert ("two" in found, "three" in found) == (True, False)
    assert list(found.keys()) == ["one", "two"]
    assert "a_couth" not in sys.modules
    assert list(found.values()) == [1, 2]
    assert dict(found.beside({"three": 3}).items()) == {"one": 1, "three": 3, "two": 2}


@pytest.mark.parametrize(
    ("points", "code", "said"),
    [
        ("two = a_couth:TWO", "import nowhere", "cannot be used: ModuleNotFoundError: No module named 'nowhere'"),
        ("two = a_couth:TWO", "", "cannot be used: AttributeError: .*TWO"),
        ("two = a_couth:TWO", "TWO = 'two'", "cannot be used: TypeError: 'two' is no number"),
        ("two = a_couth:TWO", "raise SystemError('no')", "cannot be used: SystemError: no"),
        ("one = a_couth:TWO", "TWO = 2", "has the name of couth’s own"),
    ],
)
def test_what_is_broken_is_named_with_its_distribution(install: Install, points: str, code: str, said: str) -> None:
    install(f"[couth.numbers]\n{points}\n", code + "\n", "a-couth")
    name = points.split(maxsplit=1)[0]
    with pytest.raises(
        ExtensionError, match=f"^a-couth 1.2: the entry point '{name}' of couth.numbers .a_couth:TWO. {said}"
    ):
        numbers(one=1).get("two")


def test_a_name_that_two_distributions_claim_is_an_error(install: Install) -> None:
    install("[couth.numbers]\ntwo = a_couth:TWO\n", "TWO = 2\n", "a-couth")
    install("[couth.numbers]\ntwo = b_couth:TWO\n", "TWO = 2\n", "b-couth")
    with pytest.raises(ExtensionError, match=r"^b-couth 1\.2: .* has the name of another"):
        numbers()["two"]


def test_the_versions_of_what_is_installed(install: Install) -> None:
    before = versions("couth.checks", "couth.facts")
    install()
    assert sorted({*versions("couth.checks", "couth.facts")} - {*before}) == [
        "acme-couth 1.2: the entry point 'acme.tier' of couth.facts (acme_couth:TIER)",
        "acme-couth 1.2: the entry point 'loud' of couth.checks (acme_couth:Loud)",
    ]


def test_couths_own_need_no_look_at_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("couth.extensions.installed", lambda _: 1 / 0)
    assert numbers(one=1)["one"] == 1
    assert "one" in numbers(one=1)


def test_a_format_of_others_is_asked_for_by_its_name(install: Install) -> None:
    install()
    brief = format_named("brief", Settings(rules={}, version="1"))
    assert brief.end(Outcome(Tally(), [])) == "done\n"


def test_all_sorts_work_together(tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (tmp_path / "policy.yaml").write_text(POLICY, encoding="utf-8")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "a.note").write_text("Hey!!\nHey!\n", encoding="utf-8")
    path = os.pathsep.join((str(Path(couth.__file__).parents[1]), str(installed_in(folder))))
    for arguments, code, output in (
        (("test", "policy.yaml"), 0, "2 examples of 1 rule"),
        (("check", "in", "--policy", "policy.yaml", "--format", "brief"), 1, "block\npass\ndone\n"),
        (("check", "in/a.note", "--reader", "notes", "--policy", "policy.yaml", "--quiet"), 1, "acme.loud"),
        (("facts",), 0, "acme.tier"),
        (("check", "in/a.note", "--reader", "note"), 2, "'note' is not one of"),
    ):
        ran = subprocess.run(  # noqa: S603  (our own command)
            [sys.executable, "-m", "couth", *arguments], cwd=tmp_path, capture_output=True, check=False, text=True,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        assert (ran.returncode, output in ran.stdout + ran.stderr) == (code, True), ran.stdout + ran.stderr
