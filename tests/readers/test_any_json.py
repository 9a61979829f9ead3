"""Whatever JSON comes in, readers tell what they make of it, and none of them breaks; streams take little memory."""

from __future__ import annotations

import copy
import io
import json
import random
import tracemalloc
from datetime import UTC, datetime, timedelta
from typing import Any, Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.readers.exports import EXPORTS, whatsapp
from couth.readers.exports.whatsapp import read as read_lines
from couth.readers.incoming import DEFAULTS, Value
from couth.readers.payloads import PLATFORMS, read_payload
from couth.readers.said import Said
from couth.readers.talks import Talks

from .bodies import BUSINESS, EVENTS, IN, OUT, RECEIPTS, UNKNOWN, WRONG
from .test_exports import BOT, META, RAPIDPRO, RASA, SIGNAL, TELEGRAM

KEYS = (
    "object entry changes value messages messaging events update_id message text body type channel to from data payload"
    " components name language interactive template timestamp chat contentMessage tracker results envelope"
).split()
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5) | st.sampled_from(KEYS)
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(KEYS) | st.text(max_size=4), inner, max_size=4)
    ),
    max_leaves=12,
)
KNOWN: list[Any] = [
    *(body for body, *_ in (*OUT.values(), *IN.values(), *EVENTS.values(), *UNKNOWN.values(), *WRONG.values())),
    *BUSINESS.values(), *RECEIPTS.values(), TELEGRAM, META, SIGNAL, *BOT, RASA, RAPIDPRO,
]  # fmt: skip


def read_all(body: object) -> None:
    for platform in (None, *PLATFORMS):
        payload = read_payload(platform, body)
        assert all(isinstance(str(remark), str) for remark in (*payload.problems, *payload.notes))
    for name in (None, *EXPORTS):
        talks = Talks("a", DEFAULTS if name is None else type(DEFAULTS)(reader=name, business=("a",)), ordered=False)
        list(talks.take(Value(body, 1)))
        list(talks.end())


@given(JSON)
@settings(max_examples=60, deadline=None)
def test_any_json(body: object) -> None:
    read_all(body)


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every container with each of its keys."""
    if isinstance(value, (dict, list)):
        for key in list(value) if isinstance(value, dict) else range(len(value)):
            yield value, key
            yield from _places(value[key])


@given(st.sampled_from([body for body in KNOWN if isinstance(body, dict)]), st.randoms(use_true_random=False), JSON)
@settings(max_examples=120, deadline=None)
def test_a_known_body_with_something_else_in_one_place(
    body: dict[str, Any], chance: random.Random, other: object
) -> None:
    changed = copy.deepcopy(body)
    container, key = chance.choice(list(_places(changed)))
    container[key] = other
    payload = read_payload(None, changed)
    assert all(isinstance(remark.where, str) for remark in (*payload.problems, *payload.notes))
    talks = Talks("a", DEFAULTS, ordered=False)
    list(talks.take(Value(changed, 1)))
    list(talks.end())


NAMES = (
    st.text(st.characters(categories=["L", "Nd"], include_characters=" -'"), min_size=1, max_size=12)
    .map(str.strip)
    .filter(bool)
)
WORDS = (
    st.text(st.characters(categories=["L", "Nd", "P", "Zs", "S"]), min_size=1, max_size=40).map(str.strip).filter(bool)
)
TIMES = st.datetimes(datetime(2015, 1, 1), datetime(2029, 12, 31)).map(lambda at: at.replace(microsecond=0))
LINES = {
    "%d/%m/%Y, %H:%M - {}: {}": 60, "[%d.%m.%y, %H:%M:%S] {}: {}": 1, "%Y-%m-%d %H:%M - {}: {}": 60, "[%d/%m/%Y, %I:%M:%S %p] {}: {}": 1,
}  # fmt: skip


@given(st.lists(st.tuples(NAMES, WORDS, TIMES), min_size=1, max_size=8), st.sampled_from(list(LINES)))
@settings(max_examples=60, deadline=None)
def test_what_is_written_as_an_export_is_read_as_it_was_said(said: list[tuple[str, str, datetime]], line: str) -> None:
    text = "\n".join(at.strftime(line).format(name, words) for name, words, at in said)
    found = [v.data for v in read_lines(io.BytesIO(text.encode()), "a", "dmy") if isinstance(v, Value)]
    assert [one.at for one in found if isinstance(one, Said)] == [
        at - timedelta(seconds=at.second % LINES[line]) for _, _, at in said
    ]
    plain = [(name, words) for name, words, _ in said if words[0] not in "<\u200e" and not words.endswith((")", ">"))]
    heard = [(one.sender, one.text) for one in found if isinstance(one, Said) and one.sender and not one.attachments]
    assert all(pair in plain or pair[1].startswith("<") or pair[1].endswith((")", ">")) for pair in heard)


@given(st.lists(st.tuples(st.sampled_from(["Ana", "Lamp Co"]), WORDS, TIMES), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_an_export_of_telegram_is_read_as_it_was_said(said: list[tuple[str, str, datetime]]) -> None:
    moments = sorted(at.replace(tzinfo=UTC) for _, _, at in said)
    messages = [
        {"id": n, "type": "message", "date_unixtime": str(int(at.timestamp())), "from": name, "text": words}
        for n, ((name, words, _), at) in enumerate(zip(said, moments, strict=True))
    ]
    talks = Talks("a", type(DEFAULTS)(business=("Lamp Co",)), history=True, ordered=False)
    list(talks.take(Value(json.loads(json.dumps({"id": 1, "messages": messages})), 1)))
    list(talks.end())
    [thread] = [talks.threads.chosen(None)]
    assert [(m.text, m.at, m.role) for m in thread.messages] == [
        (words, at, "business" if name == "Lamp Co" else "customer")
        for (name, words, _), at in zip(said, moments, strict=True)
    ]


class _Endless(io.RawIOBase):
    """Lines made as they are read, so that nothing holds the file."""

    def __init__(self, count: int) -> None:
        self._left = count
        self._rest = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while len(self._rest) < len(buffer) and self._left:
            self._left -= 1
            self._rest += f"23/05/2023, 15:{self._left % 60:02} - Ana: {'the lamp is late ' * 20}\n".encode()
        taken, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)


def test_a_chat_of_any_length_is_read_in_little_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(whatsapp, "AHEAD", 100)
    tracemalloc.start()
    try:
        count = sum(isinstance(v, Value) for v in read_lines(io.BufferedReader(_Endless(5_000)), "a", None))  # type: ignore[arg-type]
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert count == 5_000
    assert peak < 500_000  # of 2 MB, of which the first messages are held to tell the order of dates
