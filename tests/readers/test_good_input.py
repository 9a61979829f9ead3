"""Every format, every way of naming a source, and what is filled in where an input is silent."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path

import pytest

from couth.errors import InputError, Note
from couth.readers import Incoming, Options, files, read, read_thread
from couth.readers.incoming import DEFAULTS

CASE = {
    "id": "c1",
    "channel": "sms",
    "customer": {"timezone": "Europe/London"},
    "thread": [{"role": "customer", "text": "Hi", "at": "2026-03-02T14:05:00Z"}],
    "draft": {"text": "Hello.", "at": "2026-03-02T14:06:00Z"},
    "expect": ["x"],
    "meta": {"anything": [1]},
}
TALK = {
    "messages": [
        {"role": "business", "text": "One"},
        {"role": "customer", "text": "Two"},
        {"role": "system", "text": "Three"},
        {"role": "business", "text": "Four", "at": None},
    ]
}


def drafts(path: Path | str, options: Options = DEFAULTS, stdin: bytes | None = None) -> list[Incoming]:
    items = list(read(str(path), options, io.BytesIO(stdin) if stdin is not None else None))
    assert all(isinstance(item, Incoming) for item in items), items
    return items  # type: ignore[return-value]  # just asserted


def write(path: Path, content: str) -> Path:
    path.write_bytes(content.encode())
    return path


def test_a_case(tmp_path: Path) -> None:
    [item] = drafts(write(tmp_path / "a.json", json.dumps(CASE, indent=1)))
    assert (item.draft.id, item.draft.text, item.draft.channel, item.line) == ("c1", "Hello.", "sms", 1)
    assert item.draft.at is not None
    assert item.draft.at.isoformat() == "2026-03-02T14:06:00+00:00"
    assert [m.text for m in item.thread.messages] == ["Hi"]
    assert item.thread.customer.timezone == "Europe/London"


def test_a_missing_thread_is_unknown_and_an_empty_one_is_empty(tmp_path: Path) -> None:
    lines = (
        '{"draft": {"text": "a"}}\n{"draft": {"text": "a"}, "thread": []}\n{"draft": {"text": "a"}, "thread": null}\n'
    )
    assert [item.thread.known for item in drafts(write(tmp_path / "a.jsonl", lines))] == [False, True, False]


def test_a_conversation_is_replayed(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", "\n\n" + json.dumps(TALK))
    seen = [(item.draft.id, item.draft.text, len(item.thread)) for item in map(_checked, read(str(path)))]
    assert seen == [(f"{path}:3#0", "One", 0), (f"{path}:3#3", "Four", 3)]


def _checked(item: object) -> Incoming:
    assert isinstance(item, Incoming)
    return item


def test_a_list_in_json_has_the_line_of_each_object(tmp_path: Path) -> None:
    text = '\n[{"draft": {"text": "a"}},\n\n {"draft":\n {"text": "b"}} ]\n'
    assert [(i.draft.text, i.line) for i in drafts(write(tmp_path / "a.json", text))] == [("a", 2), ("b", 4)]


def test_an_empty_list_has_no_drafts_and_says_so(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", " [ ] ")
    assert list(read(str(path))) == [Note(str(path), None, None, "no message in it")]


def test_yaml_documents_lists_and_aliases(tmp_path: Path) -> None:
    text = """\
- id: a
  thread: &talk
    - {role: customer, text: "Hi", at: 2026-03-02T14:05:00Z}
  draft: {text: One, at: 2026-03-02T15:05:00+01:00}
- id: b
  thread: *talk
  draft: {text: Two}
---
id: c
draft:
  text: Three
"""
    items = drafts(write(tmp_path / "a.yml", text))
    assert [(i.draft.id, i.line, len(i.thread)) for i in items] == [("a", 1, 1), ("b", 5, 1), ("c", 9, 0)]
    assert items[0].draft.at is not None
    assert items[0].draft.at.isoformat() == "2026-03-02T15:05:00+01:00"


def test_plain_text_is_one_draft_of_unknown_thread(tmp_path: Path) -> None:
    path = write(tmp_path / "a.txt", "Hello,\n\nall well?\n")
    [item] = drafts(path)
    assert (item.draft.text, item.draft.id, item.thread.known) == ("Hello,\n\nall well?", f"{path}:1", False)


def test_byte_order_marks_are_stepped_over(tmp_path: Path) -> None:
    for name, text in (("a.jsonl", '{"draft": {"text": "a"}}'), ("a.txt", "a"), ("a.yaml", "draft: {text: a}")):
        path = tmp_path / name
        path.write_bytes(b"\xef\xbb\xbf" + text.encode())
        assert [i.draft.text for i in drafts(path)] == ["a"]


def test_a_reader_can_be_forced(tmp_path: Path) -> None:
    path = write(tmp_path / "a.json", '{"draft": 1}')
    assert drafts(path, Options(reader="text"))[0].draft.text == '{"draft": 1}'
    assert drafts(write(tmp_path / "b.txt", '{"draft": {"text": "x"}}'), Options(reader="jsonl"))[0].draft.text == "x"


@pytest.mark.parametrize(
    ("content", "texts"),
    [
        ('{"draft": {"text": "a"}}\n{"draft": {"text": "b"}}', ["a", "b"]),
        ('{\n "draft": {"text": "a"}\n}', ["a"]),
        ('{"draft": {\n"text": "a"}}', ["a"]),
        ('[{"draft": {"text": "a"}}]', ["a"]),
        ("[1] parcel is here.", ["[1] parcel is here."]),
        ("[] {name}", ["[] {name}"]),
        ("\n  Hello {name}", ["\n  Hello {name}"]),
        ("{{name}}, your parcel is here.", ["{{name}}, your parcel is here."]),
        ("[Reminder] Monday at 9.", ["[Reminder] Monday at 9."]),
    ],
)
def test_standard_input_is_what_it_looks_like(content: str, texts: list[str]) -> None:
    items = drafts("-", stdin=content.encode())
    assert [i.draft.text for i in items] == texts
    assert {i.path for i in items} == {"<stdin>"}


@pytest.mark.parametrize("content", ["[]", " [ ]\n", "{", "{\n", '{"draft": {"text": "a"}', '[{"draft":'])
def test_what_holds_no_message_or_was_cut_off_is_no_draft_on_standard_input(content: str) -> None:
    items = list(read("-", DEFAULTS, io.BytesIO(content.encode())))
    assert items
    assert not any(isinstance(item, Incoming) for item in items)


def test_directories_are_walked_in_order_without_hidden_files_and_loops(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.json", "a/y.jsonl", ".git/x.json", "a/.x.txt", "c/pic.png"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        write(tmp_path / name, "x")
    if sys.platform != "win32":  # where links are for administrators
        (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "a" / "dead.txt").symlink_to(tmp_path / "gone")
        (tmp_path / "a" / "self.txt").symlink_to("self.txt")
    found = [str(path).removeprefix(tmp_path.as_posix() + "/") for path in files([str(tmp_path), "-", "other"])]
    loop = "a/loop: a link that leads back to a folder above it; not followed"
    if sys.platform != "win32":  # links that lead nowhere are told of when they are opened
        assert [found.pop(n) for n in (0, 0, 0)] == ["a/dead.txt", loop, "a/self.txt"]
    assert found == ["a/y.jsonl", "a/z.json", "b.txt", "-", "other"]


def test_what_an_input_leaves_out_is_filled_in(tmp_path: Path) -> None:
    options = Options(channel="line", lang="th", timezone="Asia/Bangkok")
    lines = [
        {"draft": {"text": "a"}},
        {"draft": {"text": "a", "channel": "sms"}, "lang": "en", "customer": {"timezone": "UTC", "country": "GB"}},
        {
            "messages": [{"role": "business", "text": "a"}],
            "channel": None,
            "customer": {"timezone": None, "country": "TH"},
        },
    ]
    items = drafts(write(tmp_path / "a.jsonl", "\n".join(map(json.dumps, lines))), options)
    seen = [(i.draft.channel, i.draft.lang, i.thread.customer.timezone, i.thread.customer.country) for i in items]
    assert seen == [
        ("line", "th", "Asia/Bangkok", None),
        ("sms", "en", "UTC", "GB"),
        ("line", "th", "Asia/Bangkok", "TH"),
    ]


def test_done_counts_bytes(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", '{"draft": {"text": "ä"}}\n{"draft": {"text": "b"}}\n')
    assert [i.done for i in drafts(path)] == [26, path.stat().st_size]


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({**TALK, "channel": "sms"}),
        json.dumps({"draft": {"text": "x"}, "thread": TALK["messages"]}),
        json.dumps(TALK["messages"]),
        "\n".join(json.dumps(m) for m in TALK["messages"]),
    ],
)
def test_a_thread_is_a_conversation_a_case_or_a_list_of_messages(tmp_path: Path, content: str) -> None:
    name = "a.jsonl" if content.count("\n") else "a.json"
    thread = read_thread(str(write(tmp_path / name, content)), Options(timezone="Europe/Paris"))
    assert [m.text for m in thread.messages] == ["One", "Two", "Three", "Four"]
    assert thread.customer.timezone == "Europe/Paris"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "1:2: broken JSON: Expecting property name enclosed in double quotes"),
        ('[{"role": "me"}]', "1: messages.0.role: must be one of 'customer', 'business' or 'system'"),
        ("[]", " 0 objects, where the thread is one conversation"),
        ('[{"messages": []}, {"messages": []}]', " 2 objects, where the thread is one conversation"),
    ],
)
def test_a_bad_thread_is_an_input_error_with_its_place(tmp_path: Path, content: str, message: str) -> None:
    path = write(tmp_path / "a.json", content)
    with pytest.raises(InputError) as caught:
        read_thread(str(path))
    assert str(caught.value) == f"{path}:{message}"


def test_a_thread_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="No such file"):
        read_thread(str(tmp_path / "gone.json"))
