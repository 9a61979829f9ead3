"""What an expression cannot match without stands in whatever it matches."""

from __future__ import annotations

import pytest
import regex
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.text import Pattern
from couth.text.needed import needed


@pytest.mark.parametrize(
    ("source", "runs"),
    [
        (r"(?i)\bGuaranteed returns?\b", ("guaranteed return",)),
        (r"\bZX-?\d{4}", ("zx",)),
        (r"(free|gratis) now and", (" now and",)),
        (r"\b(?:cheap|cut-price)\b", ("heap", "ut-price")),
        (r"(?:double)+ (?:room)?", ("double",)),
        (r"(?x) a b c # not d", ("abc",)),
        (r"sh[*#]t|d[*#]mn|\$\$\*", ("*", "#")),
        (r"[^a]b[cd]", ("b",)),
        (r"ab|c?", ()),
        (r"\d+", ()),
        (r"(?:lamp){e<=1}", ()),
        (r"[[:alpha:]]x", ()),
        (r"\p{Lu}abc", ()),
        ("straße", ()),
        ("(", ()),
        ("", ()),
    ],
)
def test_what_is_needed(source: str, runs: tuple[str, ...]) -> None:
    assert needed(source) == runs


LETTERS = st.sampled_from([*"abAB1-. ", "ab", "ſ", "K", "İ"])
SOURCES = st.recursive(
    st.one_of(LETTERS.map(regex.escape), st.sampled_from([r"\b", "^", "[ab]", r"\d", ".", "(?=a)", "(?!b)", r"\s", "[^a]"])),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "+?", "*+"])).map(lambda p: f"(?:{p[0]}){p[1]}"),
        inner.map(lambda source: f"({source})"),
        inner.map(lambda source: f"(?i:{source})"),
        inner.map(lambda source: f"(?>{source})"),
    ),
    max_leaves=8,
)  # fmt: skip


@settings(max_examples=300)
@given(SOURCES, st.booleans(), st.lists(LETTERS, max_size=10).map("".join))
def test_no_match_is_lost(source: str, any_case: bool, text: str) -> None:
    source = f"(?i){source}" if any_case else source

    assert Pattern(source).spans(text) == [m.span() for m in regex.finditer(source, text) if m.group()]
