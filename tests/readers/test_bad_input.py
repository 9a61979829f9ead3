"""Every kind of bad input: one clear line with its place, and the good rest still read."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from couth.errors import Problem
from couth.readers import MESSAGE_LIMIT, Incoming, Options, read
from couth.readers import json_values as json_module
from couth.readers.incoming import DEFAULTS

NEITHER = (
    "neither a case (an object with 'draft'), nor a conversation (an object with 'messages'), nor a payload or export"
    " that couth knows"
)
GOOD = '{"id": "good", "draft": {"text": "Hello."}}'


def told(path: Path, options: Options = DEFAULTS) -> list[str]:
    """Each item in a line: problems as they print, with the file's name for its path, drafts as their id."""
    return [
        str(item).replace(str(path), path.name) if isinstance(item, Problem) else f"ok {item.draft.id}"
        for item in read(str(path), options)
    ]


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def in_the_middle(folder: Path, line: str | bytes) -> list[str]:
    raw = line.encode() if isinstance(line, str) else line
    told_of = told(write(folder, "a.jsonl", b"\n".join([GOOD.encode(), raw, GOOD.encode()])))
    assert told_of[0] == told_of[-1] == "ok good"
    return told_of[1:-1]


CASES = {
    "broken JSON": ('{"draft": {"text": "hi"}', ["a.jsonl:2:25: broken JSON: Expecting ',' delimiter"]),
    "not JSON": ("hello", ["a.jsonl:2:1: broken JSON: Expecting value"]),
    "cut short": ('{"draft": {"text": "my secr', ["a.jsonl:2:20: broken JSON: Unterminated string starting at"]),
    "no case": (
        '{"text": "hi"}',
        [f"a.jsonl:2: {NEITHER}"],
    ),
    "nearly a case": (
        '{"drafts": []}',
        [f"a.jsonl:2: {NEITHER}; did you mean 'draft'?"],
    ),
    "a list": (
        "[1]",
        [f"a.jsonl:2: {NEITHER}"],
    ),
    "no offset": (
        '{"draft": {"text": "hi", "at": "2026-03-02T14:05:00"}}',
        ["a.jsonl:2: draft.at: a time needs an offset from UTC, such as 2026-03-02T14:05:00Z"],
    ),
    "no time": (
        '{"draft": {"text": "hi", "at": "yesterday"}}',
        ["a.jsonl:2: draft.at: not a time in ISO 8601, such as 2026-03-02T14:05:00Z"],
    ),
    "unknown role": (
        '{"messages": [{"role": "bussiness", "text": "hi"}]}',
        ["a.jsonl:2: messages.0.role: must be one of 'customer', 'business' or 'system'; did you mean 'business'?"],
    ),
    "misspelt key": (
        '{"draft": {"text": "hi"}, "thread": [{"role": "customer", "txt": "hi"}]}',
        ["a.jsonl:2: unknown key 'thread.0.txt'; did you mean 'text'?"],
    ),
    "misspelt key at the top": (
        '{"draft": {"text": "hi"}, "chanel": "sms"}',
        ["a.jsonl:2: unknown key 'chanel'; did you mean 'channel'?"],
    ),
    "unknown key": ('{"draft": {"text": "hi"}, "zzz": 1}', ["a.jsonl:2: unknown key 'zzz'"]),
    "no text": ('{"draft": {}}', ["a.jsonl:2: draft.text: Field required"]),
    "unknown zone": (
        '{"draft": {"text": "hi"}, "customer": {"timezone": "Mars/Base"}}',
        ["a.jsonl:2: unknown time zone 'Mars/Base'"],
    ),
    "key twice": ('{"draft": {"text": "a", "text": "b"}}', ["a.jsonl:2: the key 'text' stands twice in one object"]),
    "NaN": ('{"draft": {"text": "a"}, "meta": NaN}', ["a.jsonl:2: NaN is no JSON number"]),
    "a long number": ('{"draft": {"text": "a"}, "meta": ' + "9" * 5000 + "}", ["a.jsonl:2: a number too long to read"]),
    "deep nesting": ("[" * 100_000, ["a.jsonl:2: nested too deeply"]),
    "a control character": ('{"draft": {"text": "a\0b"}}', ["a.jsonl:2:22: broken JSON: Invalid control character at"]),
    "invalid UTF-8": (b'{"draft": {"text": "caf\xe9"}}', ["a.jsonl:2:24: invalid UTF-8"]),
    "a long message": (
        json.dumps({"messages": [{"role": "customer"}, {"role": "business", "text": "a" * (MESSAGE_LIMIT + 1)}]}),
        ["a.jsonl:2: messages.1.text: 1,000,001 characters; the limit is 1,000,000"],
    ),
    "a long message of 10 MB": (
        json.dumps({"draft": {"text": "a" * 10_000_000}}),
        ["a.jsonl:2: draft.text: 10,000,000 characters; the limit is 1,000,000"],
    ),
}


@pytest.mark.parametrize(("line", "problems"), CASES.values(), ids=CASES.keys())
def test_a_bad_line_is_lost_alone(tmp_path: Path, line: str | bytes, problems: list[str]) -> None:
    assert in_the_middle(tmp_path, line) == problems


def test_unknown_channel_names_the_nearest(tmp_path: Path) -> None:
    [problem] = in_the_middle(tmp_path, '{"channel": "watsapp", "draft": {"text": "hi"}}')
    assert problem.startswith("a.jsonl:2: channel: must be one of 'whatsapp', ")
    assert problem.endswith("; did you mean 'whatsapp'?")


def test_many_mistakes_of_one_object_are_counted(tmp_path: Path) -> None:
    problems = in_the_middle(tmp_path, json.dumps({"messages": [{"role": "x"}] * 40}))
    assert len(problems) == 6
    assert problems[-1] == "a.jsonl:2: 35 more mistakes in this object"


def test_no_error_repeats_what_was_written(tmp_path: Path) -> None:
    private = "swordfish"
    lines = [
        f'{{"draft": {{"text": "{private}',
        f'{{"draft": {{"text": ["{private}"]}}}}',
        f'{{"draft": {{"text": "a", "at": "{private}"}}}}',
        f'{{"messages": [{{"role": "{private}", "text": "{private}"}}]}}',
        f'{{"draft": {{"text": "{private}", "buttons": 1}}}}',
    ]
    for line in lines:
        assert private not in "".join(in_the_middle(tmp_path, line))


def test_an_overlong_line_is_skipped_in_bounded_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_module, "FILE_LIMIT", 100)
    monkeypatch.setattr(json_module, "_SKIP", 7)
    line = json.dumps({"draft": {"text": "a" * 200}})
    assert in_the_middle(tmp_path, line) == ["a.jsonl:2: a line over the limit of 100 bytes"]


WHOLE = {
    "empty.jsonl": (b"", ["empty.jsonl: empty file"]),
    "blank.jsonl": (b"\n \n", ["blank.jsonl: empty file"]),
    "empty.json": (b"", ["empty.json: empty file"]),
    "blank.json": (b" \n", ["blank.json: empty file"]),
    "blank.yaml": (b"\n\n", ["blank.yaml: empty file"]),
    "blank.txt": (b" \n\n", ["blank.txt: empty file"]),
    "binary.jsonl": (b"\x89PNG\0\1\2", ["binary.jsonl: binary file"]),
    "binary.txt": (b"a" * 10_000 + b"\0", ["binary.txt: binary file"]),
    "utf16.json": ("\ufeff{}".encode("utf-16-le"), ["utf16.json: the text is in UTF-16; save it as UTF-8"]),
    "latin.txt": (b"Hello\nSe\xf1or", ["latin.txt:2:3: invalid UTF-8"]),
    "latin.json": (b'{"draft":\n {"text": "\xf1"}}', ["latin.json:2:12: invalid UTF-8"]),
    "broken.json": (b'{"draft":\n {"text": }}', ["broken.json:2:11: broken JSON: Expecting value"]),
    "two.json": (
        f"{GOOD}\n{GOOD}".encode(),
        ["ok good", "two.json:2:1: broken JSON: more than one value; one object a line is .jsonl"],
    ),
    "list.json": (
        f"[{GOOD},\n{GOOD}\n{GOOD}]".encode(),
        ["ok good", "ok good", "list.json:3:1: broken JSON: Expecting ',' delimiter"],
    ),
    "twice.json": (
        f'[{GOOD},\n{{"id": 1,\n"id": 2}}]'.encode(),
        ["ok good", "twice.json:1: the key 'id' stands twice in one object"],
    ),
    "deep.json": (b"[" * 100_000, ["deep.json:1: nested too deeply"]),
    "tag.yaml": (
        b"draft:\n  text: !!python/object:os.system x\n",
        [
            "tag.yaml:2:9: broken YAML: could not determine a constructor for the tag 'tag:yaml.org,2002:python/object:os.system'"
        ],
    ),
    "twice.yaml": (b"draft:\n  text: a\n  text: b\n", ["twice.yaml:3:3: the key 'text' stands twice in one object"]),
    "role.yaml": (
        b"messages:\n  - role: customer\n  - role: agent\n",
        ["role.yaml:3: messages.1.role: must be one of 'customer', 'business' or 'system'"],
    ),
    "date.yaml": (
        b"draft:\n  text: a\n  at: 2026-02-31T00:00:00Z\n",
        ["date.yaml:1:1: a value that is not what it looks like: put it in quotes"],
    ),
    "loop.yaml": (b"draft: &a\n  text: a\n  meta: [*a]\n", ["loop.yaml:1:8: an alias that contains itself"]),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_bad_file_is_told_in_lines(tmp_path: Path, name: str) -> None:
    content, expected = WHOLE[name]
    assert told(write(tmp_path, name, content)) == expected


def test_a_yaml_bomb_is_refused_quickly(tmp_path: Path) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    [problem] = told(write(tmp_path, "bomb.yaml", "\n".join(levels) + "\n"))
    assert problem.endswith("more than 200,000 values once its aliases are followed")


def test_deep_yaml_is_refused(tmp_path: Path) -> None:
    [problem] = told(write(tmp_path, "deep.yaml", "draft: " + "[" * 20_000))
    assert problem.startswith("deep.yaml:")


def test_broken_yaml_keeps_what_came_before(tmp_path: Path) -> None:
    path = write(tmp_path, "a.yaml", "id: one\ndraft: {text: Hi.}\n---\ndraft: {text: \n")
    first, second = told(path)
    assert first == "ok one"
    assert second.startswith("a.yaml:5:1: broken YAML: ")


def test_a_text_over_the_limit_is_refused(tmp_path: Path) -> None:
    assert told(write(tmp_path, "a.txt", "a" * (MESSAGE_LIMIT + 1))) == [
        "a.txt:1:1: 1,000,001 characters; the limit is 1,000,000"
    ]
    assert told(write(tmp_path, "b.txt", "a" * 10_000_000)) == [
        "b.txt:1:1: 10,000,000 characters; the limit is 1,000,000"
    ]


def test_missing_file(tmp_path: Path) -> None:
    assert told(tmp_path / "gone.json") == ["gone.json: No such file or directory"]


def test_a_directory_without_readable_files(tmp_path: Path) -> None:
    write(tmp_path, "picture.png", b"\x89PNG")
    write(tmp_path, ".hidden.json", GOOD)
    [problem] = told(tmp_path)
    assert ": no readable files here (.jsonl, .ndjson, .json, .yaml, .yml, .txt, .md" in problem


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = write(tmp_path, "a.json", GOOD)
    path.chmod(0)
    assert told(path) == ["a.json: Permission denied"]


def test_half_a_surrogate_pair_does_not_cost_the_conversation(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        "a.jsonl",
        '{"draft": {"text": "cut \\ud83d", "buttons": ["\\uDE00"]}, "meta": {"a": ["\\ud83d\\ude00"]}}',
    )
    [item] = read(str(path))
    assert isinstance(item, Incoming)
    assert item.draft.text == "cut \N{REPLACEMENT CHARACTER}"


def test_a_file_over_the_limit_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_module, "FILE_LIMIT", 20)
    assert told(write(tmp_path, "a.json", GOOD)) == ["a.json: over the limit of 20 bytes for a file of this kind"]


def test_an_overlong_line_at_the_end_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_module, "FILE_LIMIT", 20)
    assert told(write(tmp_path, "a.jsonl", "x" * 30)) == ["a.jsonl:1: a line over the limit of 20 bytes"]


def test_a_folder_that_cannot_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "in").mkdir()
    write(tmp_path, "good.jsonl", GOOD)

    scan = os.scandir

    def refused(path: Path) -> object:
        if path.name == "in":
            raise PermissionError(13, "Permission denied")
        return scan(path)

    monkeypatch.setattr(os, "scandir", refused)
    good, problem = told(tmp_path)
    assert (problem.endswith("/in: Permission denied"), good) == (True, "ok good")


YAML = {
    "a.yaml": ("draft: {text: a}\n? [x, y]\n: 1\n", "a.yaml:2:3: broken YAML: "),
    "b.yaml": (
        "draft:\n  text: a\n  attachments: [{kind: gif},\n {kind: movie}]\n",
        "b.yaml:4: draft.attachments.1.kind: ",
    ),
    "c.yaml": ("draft: {text: a}\nmeta: \x01\n", "c.yaml:"),
    "d.yaml": ("- draft: {text: a}\n- 3\n", "d.yaml:2: neither a case "),
}


@pytest.mark.parametrize("name", YAML)
def test_bad_yaml_of_every_sort(tmp_path: Path, name: str) -> None:
    content, begins = YAML[name]
    assert told(write(tmp_path, name, content))[-1].startswith(begins)
