"""The formats that hold templates keep the place of every character; their own parsers read the same."""

from __future__ import annotations

import csv
import io
import json

import hypothesis.strategies as st
import polib
import yaml
from hypothesis import given

from couth.model import MappedText
from couth.readers.hosts import csv_texts, html_texts, json_texts, markdown_texts, po_texts, yaml_texts
from couth.readers.hosts.documents import encoder, mapped
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText

WORDS = st.text(st.sampled_from("ab '\"\n:#-\\\té😀{}&,;|<"), max_size=25)


def in_place(source: str, text: MappedText) -> bool:
    return all(source[p.start : p.end] == p.text for p in text.pieces if p.kind == "as-is")


@given(st.lists(st.text(), min_size=1, max_size=3), st.booleans())
def test_json(values: list[str], ascii_alone: bool) -> None:
    source = SourceText("a.json", json.dumps({"k": values}, ensure_ascii=ascii_alone))
    for written, value in zip(json_texts.parsed(source.text)["k"], values, strict=True):
        text = mapped(source, written)
        assert text.text == value
        assert in_place(source.text, text)


@given(
    st.lists(WORDS, min_size=1, max_size=3),
    st.sampled_from([None, "'", '"', "|", ">"]),
    st.sampled_from([20, 80]),
    st.booleans(),
)
def test_yaml_in_every_style(values: list[str], style: str | None, width: int, dos: bool) -> None:
    dumped = yaml.safe_dump({"k": {"x": values}}, default_style=style, width=width, allow_unicode=True)
    source = SourceText("a.yaml", dumped.replace("\n", "\r\n") if dos else dumped)
    [document] = yaml_texts.parsed(source.text)
    for written, value in zip(document["k"]["x"], yaml.safe_load(source.text)["k"]["x"], strict=True):
        if isinstance(written, Written):
            text = mapped(source, written)
            assert text.text == value
            assert in_place(source.text, text)


def test_yaml_blocks_letter_by_letter() -> None:
    source = SourceText(
        "a.yaml", "say:\n  - >-\n    One\n    two\n\n    three\n  - |+\n      Four\n        five\n\nend: x\n"
    )
    folded, literal = (mapped(source, written) for written in yaml_texts.parsed(source.text)[0]["say"])
    assert (folded.text, literal.text) == ("One two\nthree", "Four\n  five\n\n")
    assert source.place(folded.span((8, 13))).line == 6
    at = literal.text.index("five")
    place = source.place(literal.span((at, at + 4)))
    assert (place.line, place.column) == (9, 9)
    assert source.text[place.start : place.end] == "five"


@given(st.lists(st.tuples(WORDS.filter(str.strip), WORDS), min_size=1, max_size=3, unique_by=lambda pair: pair[0]))
def test_po_as_polib_writes_it(pairs: list[tuple[str, str]]) -> None:
    catalogue = polib.POFile(wrapwidth=20)
    catalogue.extend(polib.POEntry(msgid=original, msgstr=translated) for original, translated in pairs)
    source = str(catalogue)
    found = [entry for entry in po_texts.entries(source) if entry.text("msgid")]
    assert [(entry.text("msgid"), entry.text("msgstr")) for entry in found] == pairs
    assert all(in_place(source, MappedText(pieces)) for entry in found for pieces in entry.texts.values())


@given(st.lists(st.lists(WORDS, min_size=2, max_size=3), min_size=1, max_size=3), st.sampled_from(",;\t"))
def test_csv_as_the_standard_library_writes_it(table: list[list[str]], delimiter: str) -> None:
    stream = io.StringIO(newline="")
    csv.writer(stream, delimiter=delimiter).writerows([["name", "text", "more"], *table])
    source = SourceText("a.csv", stream.getvalue())
    rows = list(csv_texts.rows(source.text))
    assert [[str(field) for field in row] for row in rows[1:]] == [row for row in table if row != [""]]
    assert all(in_place(source.text, mapped(source, field)) for row in rows for field in row)


@given(WORDS, st.sampled_from(["json", "double", "single", "csv"]))
def test_what_is_written_anew_is_read_as_it_was_meant(text: str, style: str) -> None:
    sources = {"json": '["x"]', "double": '- "x"', "single": "- 'x'", "csv": 'a,b\n"x",y\n'}
    source = SourceText("a", sources[style])
    parse = {"json": json_texts.parsed, "csv": lambda source: [list(csv_texts.rows(source))[1][0]]}
    read = parse.get(style, lambda source: yaml_texts.parsed(source)[0])
    [written] = read(source.text)
    written_anew = encoder(written)(text, "x")
    if written_anew is not None:
        at = source.text.index("x")
        assert read(source.text[:at] + written_anew + source.text[at + 1 :])[0] == text


PAGE = (
    "<html><head><title>Your  order</title><style>p { color: red }</style></head><body>\n"
    "<p>Fish &amp; <b>chips</b>,\n   ready.</p><!-- no --><div>Caf&eacute;<br>open</div><script>no()</script></body></html>"
)


def test_html_as_it_is_seen() -> None:
    page = html_texts.Page(PAGE)
    assert page.title.text == "Your order"
    assert page.text.text == "Fish & chips, ready.\nCafé\nopen"
    for word in ("chips", "ready", "open", "Caf"):
        at = page.text.text.index(word)
        assert PAGE[slice(*page.text.span((at, at + len(word))))] == word
    assert page.text.exact((5, 6)) == (PAGE.index("&amp;"), PAGE.index("&amp;") + 5)
    assert page.text.exact((0, 12)) is None, "markup between the words"


def test_sections_of_any_name_are_not_seen() -> None:
    page = html_texts.Page("<p>a <![if !mso]>b<![endif]> <![whim x]>c <![ ]>d <![CDATA[no]]>e</p>")
    assert page.text.text == "a b c d e"


@given(st.text("<>![]-/&;ab= \n\"'?"))
def test_no_markup_is_refused(source: str) -> None:
    page = html_texts.Page(f"<p>{source}")
    assert all(0 <= start <= end <= len(source) + 3 for start, end in (page.text.span((0, len(page.text.text))),))


def test_tags_of_a_template_are_no_markup() -> None:
    source = "<td {{#if a}}class='b'{{/if}}>{{ x <b }} now</td>"
    start = source.index("{{ x")
    page = html_texts.Page(source, html_texts.masked(source, [(4, 13), (22, 29), (start, start + 10)]))
    assert page.text.text == "{{ x <b }} now"


def test_markdown_libraries_and_documents() -> None:
    source = "# Shop\n\n### 1. Hello\n```\nHi {{name}}\n```\n\n## Code\n```python\nprint()\n```\n"
    assert [(fenced.title, source[slice(*fenced.span)]) for fenced in markdown_texts.fenced(source)] == [
        ("Hello", "Hi {{name}}")
    ]
    shown = markdown_texts.shown("# Dear all\n\nThis is **bold** and [a link](https://x.example), see `code`.\n")
    assert shown.text == "Dear all\n\nThis is bold and a link, see code."
