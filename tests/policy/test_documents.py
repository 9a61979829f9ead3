"""Files as plain data: what YAML means here, what is refused, and where things stand."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from couth.errors import PolicyError
from couth.policy import nodes
from couth.policy.documents import MAX_BYTES, Document, Way, read_document


@pytest.fixture(params=["libyaml", "python"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both parsers, where there are two."""
    if request.param == "python":
        monkeypatch.setattr(nodes, "_PARSER", nodes._PythonParser)


def read(tmp_path: Path, content: str | bytes) -> Document:
    path = tmp_path / "file.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_document(path, "file.yaml")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("no", "no"), ("yes", "yes"), ("off", "off"), ("on", "on"), ("true", True), ("False", False),
        ("~", None), ("", None), ("12", 12), ("-3", -3), ("+4", 4), ("0.5", 0.5), ("1e3", 1000.0),
        ("007", "007"), ("0x10", "0x10"), ("1_000", "1_000"), ("'12'", "12"), ('"true"', "true"), ("=", "="),
        ("2026-03-02", "2026-03-02"), ("2026-03-02T14:05:00Z", "2026-03-02T14:05:00Z"),
        ("21:00", "21:00"), ("24h", "24h"),
        ("[1, a]", [1, "a"]), (".inf", ".inf"), ("9" * 30, "9" * 30),
    ],
)  # fmt: skip
def test_what_a_value_means(tmp_path: Path, text: str, value: object) -> None:
    data = read(tmp_path, f"key: {text}\n").data
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


@pytest.mark.usefixtures("parser")
def test_keys_are_text_as_written(tmp_path: Path) -> None:
    data = read(tmp_path, "no: 1\nyes: 2\n1.50: 3\ntrue: 4\n2026-01-01: 5\n'x': 6\n").data
    assert list(data) == ["no", "yes", "1.50", "true", "2026-01-01", "x"]


BOMB = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join('*' + chr(97 + n) for _ in range(10))}]\n" for n in range(8)
)


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("content", "line", "column", "message"),
    [
        ("", None, None, "an empty file"),
        ("# only words\n", None, None, "an empty file"),
        ("- a\n", 1, 1, "must be a mapping of keys to values"),
        ("a: 1\nb: 2\na: 3\n", 3, 1, "the key 'a' stands twice in one mapping"),
        ("a: !!python/object:os.system x\n", 1, 4, "the tag 'tag:yaml.org,2002:python/object:os.sys"),
        ("a: !!int 3\n", 1, 4, "the tag 'tag:yaml.org,2002:int' is not allowed"),
        ("? [a, b]\n: 1\n", 1, 3, "a key must be text"),
        ("a: [1, 2\nb: 3\n", 2, None, "not valid YAML: "),
        ("a: *b\n", 1, 4, "not valid YAML: found undefined alias"),
        ("a: 1\n---\nb: 2\n", 2, 1, "not valid YAML: "),
        (BOMB, 1, None, "more than 200000 values once its aliases are followed"),
        ("a: &a [*a]\n", 1, None, "nested deeper than 50 levels, or an alias inside itself"),
        ("a: " + "[" * 60 + "]" * 60, 1, 54, "nested deeper than 50 levels, or an alias inside itself"),
        (b"a: \xff\xfe\n", 1, None, "not valid UTF-8"),
        (b"a: b\nc: \xe9\n", 2, None, "not valid UTF-8"),
        (b"\x89PNG\0\0", None, None, "a binary file, not YAML in UTF-8"),
        (b"a: '\x07'\n", None, None, "not valid YAML: "),
        (b"a" * (MAX_BYTES + 1), None, None, f"larger than {MAX_BYTES} bytes"),
    ],
    ids=lambda value: str(value)[:20],
)
def test_refuses(tmp_path: Path, content: str | bytes, line: int | None, column: int | None, message: str) -> None:
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, content)
    (problem,) = caught.value.problems
    assert problem.message.startswith(message)
    assert problem.path == "file.yaml"
    assert line is None or problem.line == line
    assert column is None or problem.column == column


@pytest.mark.usefixtures("parser")
def test_deep_nesting_stops_early(tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="nested deeper than 50 levels"):
        read(tmp_path, "a: " + "[" * 5_000)


def test_every_double_and_tag_is_told(tmp_path: Path) -> None:
    with pytest.raises(PolicyError) as caught:
        read(tmp_path, "a: 1\na: !x 2\nb: !y 3\nb: 4\n")
    assert [(p.line, p.column) for p in caught.value.problems] == [(2, 1), (3, 4), (4, 1)]


def test_missing_folder_and_name_that_cannot_be(tmp_path: Path) -> None:
    for path, message in ((tmp_path / "none.yaml", "no such file"), (tmp_path, "cannot be read"), (Path("a\0b"), "be")):
        with pytest.raises(PolicyError, match=message):
            read_document(path)


def test_without_libyaml_the_parser_in_python_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "yaml._yaml", None)
    spec = importlib.util.spec_from_file_location("nodes_in_python", nodes.__file__)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    monkeypatch.setitem(sys.modules, spec.name, module)
    spec.loader.exec_module(module)
    assert module._PARSER is module._PythonParser


def test_byte_order_mark_and_windows_lines(tmp_path: Path) -> None:
    assert read(tmp_path, b"\xef\xbb\xbfa: 1\r\nb: x\r\n").data == {"a": 1, "b": "x"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("way", "key", "offset", "place"),
    [
        (("a",), False, 0, (1, 4)),
        (("a",), True, 0, (1, 1)),
        (("b", "c", 1), False, 0, (3, 10)),
        (("b", "c"), True, 0, (3, 3)),
        (("b", "none", "c", 0), False, 0, (3, 7)),
        (("d",), False, 3, (4, 8)),
        (("e",), False, 3, (5, 7)),
        (("f",), False, 3, (6, 4)),
        (("g",), False, 3, (7, 4)),
        (("ñ",), False, 0, (9, 6)),
        ((), False, 0, (1, 1)),
    ],
)
def test_places(tmp_path: Path, way: Way, key: bool, offset: int, place: tuple[int, int]) -> None:
    text = 'a: 1\nb:\n  c: [x, y]\nd: "quoted"\ne: plain\nf: "esc\\u0041"\ng: |\n  block\n"ñ": 1\n'
    problem = read(tmp_path, text).problem(way, "wrong", key=key, offset=offset)
    assert (problem.line, problem.column) == place


@given(st.binary(max_size=300) | st.text(max_size=200).map(lambda t: t.encode("utf-8", "surrogatepass")))
def test_any_bytes_are_read_or_refused(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = tmp_path_factory.getbasetemp() / "any.yaml"
    path.write_bytes(content)
    try:
        document = read_document(path)
    except PolicyError as error:
        assert error.problems  # noqa: PT017  (most bytes are refused)
    else:
        assert isinstance(document.data, dict)
        assert isinstance(document.node, yaml.MappingNode)
