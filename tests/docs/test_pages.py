"""The pages are up to date, complete, and lead where they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from generate import DOCS, MADE, main
from generator.markdown import anchor
from pydantic import BaseModel

from couth import Linter
from couth.checks import KINDS, AnyOf, kind_of
from couth.engine import default_linter
from couth.engine.compiled import CompiledPolicy
from couth.facts import FACTS, SENTENCE_FACTS, Cue, Facts
from couth.model import cases, wire, wire_parts
from couth.policy import files

PAGES = sorted(DOCS.glob("*.md"))
LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


@pytest.fixture(scope="module")
def linter() -> Linter:
    return default_linter()


@pytest.mark.parametrize("name", MADE)
def test_a_made_page_is_up_to_date(name: str, linter: Linter) -> None:
    assert (DOCS / name).read_text("utf-8") == MADE[name](linter), "run python docs/generate.py"


def test_check_names_stale_pages_and_writes_nothing(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "facts.md").write_text("old", "utf-8")
    monkeypatch.setattr("generate.DOCS", tmp_path)
    monkeypatch.setattr("generate.ROOT", tmp_path)
    monkeypatch.setattr("generate.MADE", {"facts.md": MADE["facts.md"]})
    assert main(["--check"]) == 1
    assert capsys.readouterr().out == "facts.md: not up to date; run python docs/generate.py\n"
    assert (tmp_path / "facts.md").read_text("utf-8") == "old"
    assert main([]) == 0
    assert capsys.readouterr().out == "facts.md: written\n"
    assert main(["--check"]) == 0


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(path: Path) -> None:
    for target in LINK.findall(FENCED.sub("", path.read_text("utf-8"))):
        if target.startswith("https://"):
            continue
        file, _, fragment = target.partition("#")
        page = (path.parent / file) if file else path
        assert page.exists(), target
        assert not fragment or f"#{fragment}" in anchors(page), target


def anchors(page: Path) -> set[str]:
    text = FENCED.sub("", page.read_text("utf-8"))
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)}


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_a_page_has_one_title_and_no_machine_in_it(path: Path) -> None:
    text = path.read_text("utf-8")
    assert len(re.findall(r"^# ", FENCED.sub("", text), re.MULTILINE)) == 1
    assert not re.search(r"/(home|tmp|work|root|usr)/", text)


@pytest.mark.parametrize(
    ("page", "model"),
    [
        *(("policy.md", m) for m in (files.PolicyFile, files.RuleFile, files.ExampleFile, files.ExamplesFile)),
        *(("policy.md", m) for m in (files.ScopeFile, files.WordChange, files.LimitsFile, Cue)),
        *(("wire.md", m) for m in (cases.CaseIn, cases.ConversationIn, wire.DraftIn, wire.MessageIn, wire.CustomerIn)),
        *(
            ("wire.md", m)
            for m in (wire_parts.AttachmentIn, wire_parts.ButtonIn, wire_parts.AuthorIn, wire_parts.TemplateIn)
        ),
    ],
)
def test_every_key_is_described(page: str, model: type[BaseModel]) -> None:
    text = FENCED.sub("", (DOCS / page).read_text("utf-8"))
    keys = {field.alias or name for name, field in model.model_fields.items()}
    assert {key for key in keys if not re.search(rf"`{key}[`:]", text)} == set()


def test_every_fact_and_kind_of_check_is_described() -> None:
    facts, checks = (DOCS / "facts.md").read_text("utf-8"), (DOCS / "checks.md").read_text("utf-8")
    assert {name for name in (*FACTS, *SENTENCE_FACTS) if f"| `{name}` |" not in facts} == set()
    assert {kind for kind in KINDS.own if f"\n## {kind}\n" not in checks} == set()


def test_every_value_that_checks_give_to_messages_is_described(linter: Linter) -> None:
    policy = CompiledPolicy(linter.policy)
    for compiled in policy.rules:
        check = compiled.rule.check
        inside = check.of.values() if isinstance(check, AnyOf) else (check,)
        described = {name for one in inside for name in values_described(kind_of(type(one)))}
        for example in compiled.rule.examples.bad:
            facts = Facts(*example.values(), policy.knowledge, FACTS)
            given = {key for hit in compiled.find(facts) for key in hit.values if key.replace("_", ".", 1) not in FACTS}
            assert given <= described, compiled.rule.id


def values_described(kind: str) -> set[str]:
    """The values of a kind's row in the table of the page on policies."""
    lines = (DOCS / "policy.md").read_text("utf-8").splitlines()
    row = next((line for line in lines if line.startswith(f"| `{kind}` | `{{")), "")
    return set(re.findall(r"`\{(\w+)\}`", row))
