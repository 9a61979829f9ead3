"""Configurations: what they say, where they are found, and every mistake with its place."""

from __future__ import annotations

from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.config import Config, find, read_config, shown
from couth.config.finding import read
from couth.config.schema import config_schema
from couth.errors import ConfigError
from couth.policy import load
from couth.policy.globs import within
from couth.readers import Slot

YAML = """\
policy: {extends: default, rules: {tone.slang: off}}
paths: [messages, "mail/**/*.html"]
exclude: ["**/old/"]
gitignore: false
channel: whatsapp
slots: {"*_url": {type: url}, total: {worst: "1,000,000.00 EUR"}}
readers:
  "*.lst": text
  "mail/": {reader: html, channel: email, lang: de, purpose: promotion}
overrides:
  - path: mail/
    rules: {tone.emoji: {severity: error}}
fail_on: warning
baseline: known.json
suppress:
  - rule: [tone.emoji, promo]
    path: mail/xmas.html
    reason: it is Christmas
    owner: ana
    expires: 2027-01-06
"""

TOML = """\
[project]
name = "x"

[tool.couth]
paths = ["messages", "mail/**/*.html"]
exclude = ["**/old/"]
gitignore = false
channel = "whatsapp"
slots = {"*_url" = {type = "url"}, total = {worst = "1,000,000.00 EUR"}}
fail_on = "warning"
baseline = "known.json"
policy = {extends = "default", rules = {"tone.slang" = "off"}}

[tool.couth.readers]
"*.lst" = "text"
"mail/" = {reader = "html", channel = "email", lang = "de", purpose = "promotion"}

[[tool.couth.overrides]]
path = "mail/"
rules."tone.emoji".severity = "error"

[[tool.couth.suppress]]
rule = ["tone.emoji", "promo"]
path = "mail/xmas.html"
reason = "it is Christmas"
owner = 'ana'
expires = 2027-01-06
"""

# Each with the one mistake that it holds, at its place.
YAML_MISTAKES = [
    ("pathz: [a]", "1:1: unknown key 'pathz'; legal here: paths, "),
    ("paths: [a, 3]", "1:12: paths.1 must be text, not 3; put it in quotes"),
    ("channel: pigeon", "1:10: channel must be 'whatsapp', "),
    ("timezone: Mars/Base", "1:11: timezone: unknown time zone 'Mars/Base'"),
    ("policy: nowhere", "1:9: there is no policy 'nowhere': neither a file nor a shipped one (default"),
    ("rules: {tone.emoji: off}", "1:1: 'rules' belongs to a policy: put it under 'policy:', or in a file that"),
    ('readers: {"*.x": jsn}', "1:18: readers.*.x.reader: there is no reader 'jsn'; legal: json, jsonl, "),
    (
        'readers: {"*.x": {syntax: ninja}}',
        "1:27: readers.*.x.syntax: there is no template language 'ninja'; legal: jinja, ",
    ),
    ("fail_on: grave", "1:10: fail_on must be 'error', 'warning', 'info' or 'never', not 'grave'"),
    ("suppress:\n  - {rule: tone.emoji, reason: r}", "2:5: the key 'owner' is missing"),
    (
        "suppress:\n  - {reason: r, owner: o}",
        "2:5: suppress.0: needs at least one of rule, path, template, fingerprint",
    ),
    ("suppress:\n  - {rule: a, reason: r, owner: o, expires: soon}", "2:45: suppress.0.expires: must be a day such as"),
    (
        "suppress:\n  - {rule: a.b, reason: r, owner: o}\n  - {rule: a.b, reason: s, owner: p}",
        "3:5: the same is suppressed on line 2 already",
    ),
    (
        "overrides:\n  - {rules: {tone.emoji: off}}",
        "2:5: overrides.0: needs at least one of channel, lang, purpose, path",
    ),
    ("policy: [", "not valid YAML: "),
]

TOML_MISTAKES = [
    ("pathz = ['a']", "2:1: unknown key 'pathz'; "),
    ("paths = ['a',\n  # why not\n  3]", "4:3: paths.1 must be text, not 3; "),
    ("paths = ['a', ['b', '[c]']]", "2:15: paths.1 must be text, not a list"),
    ("[tool.couth.readers]\n'*.x' = {reader = \"jsn\"}", "3:19: readers.*.x.reader: there is no reader 'jsn'; "),
    ("readers.'*.x'.reader = '''jsn'''", "2:24: readers.*.x.reader: there is no reader 'jsn'; "),
    ('[[tool.couth.suppress]]\nrule = "a"\nreason = """\n[x]\n"""', "2:1: the key 'owner' is missing"),
    (
        '[[tool.couth.suppress]]\nrule="a"\nreason="b"\nowner="c"\n[[tool.couth.suppress]]\nrule="d"\nreason=4\nowner="c"',
        "8:8: suppress.1.reason must be text, not 4; put it in quotes",
    ),
    ("channel = 'pigeon", "not valid TOML: "),
]


def config(folder: Path, text: str, name: str = "couth.yaml") -> Config:
    (folder / name).write_text(text, encoding="utf-8")
    return read_config(read(folder / name))


def mistakes(folder: Path, text: str, name: str = "couth.yaml") -> list[str]:
    with pytest.raises(ConfigError) as refused:
        config(folder, text, name)
    return [
        str(problem).removeprefix(str(folder / name)).removeprefix(":").lstrip() for problem in refused.value.problems
    ]


def test_yaml_and_toml_say_the_same(tmp_path: Path) -> None:
    one, other = config(tmp_path, YAML), config(tmp_path, TOML, "pyproject.toml")
    assert shown(one) == shown(other)
    assert one.paths == ("messages", "mail/**/*.html")
    assert one.baseline == tmp_path / "known.json"
    assert [(s.rule, s.owner, str(s.expires)) for s in one.suppressions] == [
        (("tone.emoji", "promo"), "ana", "2027-01-06")
    ]


def test_the_schema_takes_what_is_taken_and_refuses_what_is_not(tmp_path: Path) -> None:
    made = config_schema()
    document = config(tmp_path, YAML).document
    assert document is not None
    jsonschema.validate(document.data, made)
    for wrong in ({"pathz": ["a"]}, {"channel": "pigeon"}, {"policy": {"rulez": {}}}, {"suppress": [{"rule": "a"}]}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, made)


def test_how_a_file_is_read(tmp_path: Path) -> None:
    one = config(tmp_path, YAML)
    mail, other = one.options_for(str(tmp_path / "mail/a/b.html")), one.options_for(str(tmp_path / "x.lst"))
    assert (mail.reader, mail.channel, mail.lang, mail.purpose) == ("html", "email", "de", "promotion")
    assert (other.reader, other.channel, other.lang) == ("text", "whatsapp", None)
    assert mail.slots == {"*_url": Slot("url"), "total": Slot(worst="1,000,000.00 EUR")}
    assert one.reads(str(tmp_path / "deep/x.lst"))
    assert not one.reads(str(tmp_path / "x.txt"))


def test_what_is_covered(tmp_path: Path) -> None:
    one = config(tmp_path, YAML)
    told = {
        name: one.covers(str(tmp_path / name))
        for name in (
            "messages/a.txt",
            "messages/old/a.txt",
            "mail/x.html",
            "mail/x.txt",
            "b/messages/a.txt",
            "README.md",
        )
    }
    assert [name for name, covered in told.items() if covered] == ["messages/a.txt", "mail/x.html"]


def test_the_policy_has_the_overrides(tmp_path: Path) -> None:
    policy = load(config(tmp_path, YAML).policy)
    assert "tone.slang" not in policy.rules
    assert policy.rules["tone.emoji"].severity != "error"
    assert policy.scoped(path="/mail/a.html").rules["tone.emoji"].severity == "error"
    assert policy.scoped(path="/b/a.html").rules["tone.emoji"].severity != "error"


def test_paths_count_from_the_folder_of_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    one = Config(folder=Path("a"))
    named = ("a/b/c.txt", "./a//b/../c.txt", str(tmp_path / "a/c.txt"), "a", "ab/c.txt", "../c.txt")
    assert [one.relative(path) for path in named] == ["b/c.txt", "c.txt", "c.txt", ".", "ab/c.txt", "../c.txt"]
    assert Config(folder=Path("/")).relative("/a/b.txt") == "a/b.txt"


def test_overrides_come_after_those_of_the_policy_itself(tmp_path: Path) -> None:
    text = (
        "policy: {extends: default, for: [{lang: de, rules: {tone.emoji: {severity: error}}}]}\n"
        "overrides: [{lang: de, rules: {tone.emoji: {severity: info}}}]\n"
    )
    policy = load(config(tmp_path, text).policy)
    assert policy.scoped(lang="de").rules["tone.emoji"].severity == "info"


def test_a_policy_by_path_counts_from_the_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "house.yaml").write_text("extends: default\nrules: {tone.slang: off}\n")
    (tmp_path / "below").mkdir()
    monkeypatch.chdir(tmp_path / "below")
    found = find()
    assert found is None
    (tmp_path / "couth.yaml").write_text("policy: house.yaml\n")
    found = find()
    assert found is not None
    one = read_config(found)
    assert "tone.slang" not in load(one.policy).rules
    assert one.relative("x.txt") == "below/x.txt"
    (tmp_path / "couth.yaml").write_text("policy: house.yaml\noverrides: [{lang: de, rules: {tone.emoji: off}}]\n")
    found = find()
    assert found is not None
    policy = load(read_config(found).policy)
    assert (policy.name, "tone.slang" in policy.rules) == ("house", False)


@pytest.mark.parametrize(("text", "said"), YAML_MISTAKES)
def test_mistakes_in_yaml(tmp_path: Path, text: str, said: str) -> None:
    [told] = mistakes(tmp_path, text)
    assert said in told


@pytest.mark.parametrize(("text", "said"), TOML_MISTAKES)
def test_mistakes_in_toml(tmp_path: Path, text: str, said: str) -> None:
    [told] = mistakes(tmp_path, f"[tool.couth]\n{text}\n", "pyproject.toml")
    assert said in told


def test_all_mistakes_at_once_with_those_of_the_policy(tmp_path: Path) -> None:
    text = "paths: 3\nchanel: sms\npolicy: {rules: {tone.emojis: off}}\nsuppress: [{rule: a}]\n"
    told = mistakes(tmp_path, text)
    assert [line.split(": ")[0] for line in told] == ["1:8", "2:1", "3:18", "4:12", "4:12"]


def test_the_nearest_one_holds(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "couth.yaml").write_text("channel: sms\n")
    (tmp_path / "a/pyproject.toml").write_text("[tool.couth]\nchannel = 'email'\n")
    (tmp_path / "a/b/pyproject.toml").write_text("[tool.ruff]\n# not couth\n")
    monkeypatch.chdir(tmp_path / "a/b")
    found = find()
    assert found is not None
    assert read_config(found).defaults.channel == "email"


def test_two_in_one_folder_are_a_conflict(tmp_path: Path) -> None:
    (tmp_path / "couth.yaml").write_text("channel: sms\n")
    (tmp_path / "pyproject.toml").write_text("\n[tool.couth]\nchannel = 'email'\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:2:1: there is a couth\.yaml beside it: keep one"):
        find(tmp_path)


def test_one_that_cannot_be_read_is_told_and_not_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"[tool.couth]\nowner = '\xff'\n")
    with pytest.raises(ConfigError, match=r"pyproject\.toml:2: not valid UTF-8"):
        find(tmp_path)

    def refused(_: Path) -> bytes:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refused)
    with pytest.raises(ConfigError, match=r"pyproject\.toml: cannot be read: Permission denied"):
        find(tmp_path)


def test_a_name_that_is_nearly_right_is_told(tmp_path: Path) -> None:
    (tmp_path / "couth.yml").write_text("channel: sms\n")
    with pytest.raises(ConfigError, match=r"couth\.yml: a configuration is called couth\.yaml"):
        find(tmp_path)


def test_a_file_that_was_named(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.ruff]\n")
    for name, said in (("pyproject.toml", "has no table [tool.couth]"), ("gone.yaml", "no such file")):
        with pytest.raises(ConfigError) as refused:
            read(tmp_path / name)
        assert said in str(refused.value)


@pytest.mark.parametrize(
    ("path", "pattern", "fits"),
    [
        ("a/b/c.txt", "c.txt", True),
        ("a/b/c.txt", "b", True),
        ("a/b/c.txt", "b/", True),
        ("a/b/c.txt", "/b", False),
        ("a/b/c.txt", "/a", True),
        ("a/b/c.txt", "a/*.txt", False),
        ("a/b/c.txt", "a/**/*.txt", True),
        ("a/bc/d.txt", "b", False),
    ],
)
def test_patterns(path: str, pattern: str, fits: bool) -> None:
    assert within(path, pattern) is fits


KEYS = st.text(min_size=1, max_size=6)
VALUES = st.recursive(st.integers(0, 9) | st.text(max_size=8) | st.booleans(), lambda v: st.lists(v, max_size=3))


@given(st.dictionaries(KEYS, VALUES, max_size=4))
def test_every_key_of_toml_has_its_place(data: dict[str, object]) -> None:
    import json

    from couth.config.tables import table

    def written(value: object) -> str:
        if isinstance(value, list):
            return "[\n " + ", # no [ here\n ".join(map(written, value)) + "]"
        return json.dumps(value).replace("\x7f", "\\u007F")

    try:
        lines = [f"{json.dumps(key)} = {written(value)}" for key, value in data.items()]
        document = table("[tool.couth]\n" + "\n".join(lines), "p")
    except ConfigError:
        return  # half a surrogate pair, which TOML refuses
    assert document is not None
    assert document.data == data
    at = 2
    for key, line in zip(data, lines, strict=True):
        problem = document.problem((key,), "", key=True)
        assert (problem.line, problem.column) == (at, 1)
        at += line.count("\n") + 1
