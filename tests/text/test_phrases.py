"""Phrase templates: what they mean, held against a plain matcher that tries everything at every place."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.text import Lexicon, PhraseError, Reading, WordList, fold, parse_phrase
from couth.text.automaton import Automaton
from couth.text.classes import CLASSES
from couth.text.outline import Outliner
from couth.text.phrases import Choice, Class, Gap, Include, Part, Phrase, Sequence, Word
from couth.text.tokens import BREAKS, tokens, words_of


def found(template: str, text: str, **lists: list[str]) -> list[str]:
    """The excerpts that a template finds in a text."""
    shared = {f"words.{name}": WordList({"en": tuple(phrases)}) for name, phrases in lists.items()}
    reading = Reading(text, "en", Lexicon({"r": WordList({"en": (template,)}), **shared}))
    return [text[hit.start : hit.end] for hit in reading.hits("r")]


@pytest.mark.parametrize(
    ("template", "text", "excerpts"),
    [
        ("are you there", "Are you there? Are you, there", ["Are you there", "Are you, there"]),
        ("are you (still)? there", "are you still there, are you there", ["are you still there", "are you there"]),
        ("are you there", "are you. there", []),
        ("are you there", "are you\nthere", []),
        ("there", "therefore there-in", ["there"]),
        ("(one moment|a second)", "one moment, a second", ["one moment", "a second"]),
        ("waiting ... reply", "waiting for your kind reply", ["waiting for your kind reply"]),
        ("waiting ... reply", "waiting for one of your replies, reply", []),
        ("waiting ...1 reply", "waiting your reply. waiting for your reply", ["waiting your reply"]),
        ("check* in", "just checking in", ["checking in"]),
        ("don't", "dont, don't and don’t", ["dont", "don't", "don’t"]),
        ("customer", "the customer's order", ["customer's"]),
        ("id", "I'd like my id", ["id"]),
        ("i'd", "I'd like my id", ["I'd"]),
        ("we're", "we were there, we're here", ["we're"]),
        ("i'd like", "id like my id", ["id like"]),
        ("check-in", "check in, checkin, check-in", ["check in", "checkin", "check-in"]),
        ("^ hello", "Hello. And hello", ["Hello"]),
        ("hello $", "Hello you. Say hello!", ["hello"]),
        ("{greeting} sir", "good day, sir", ["good day, sir"]),
        ("<num> seats", "3 seats, 12.5 seats", ["3 seats", "12.5 seats"]),
        ("<num> 分钟", "请等5分钟，或15 分钟", ["5分钟", "15 分钟"]),
        ("<num> kva", "a 5kva one", []),
        ("<percent> off", "20% off and 5 percent off", ["20% off", "5 percent off"]),
        ("from <money>", "from $49.99, from 20 euros, from Rs. 500", ["from $49.99", "from 20 euros", "from Rs. 500"]),
        (
            "only <money>",
            "only R89, only R 1,299, only RM10, only 99p, only 5p",
            ["only R89", "only R 1,299", "only RM10", "only 99p", "only 5p"],
        ),
        ("only <money>", "only R2-U4, only R5, only 720p, only 12 pm", []),
        (
            "just <money>",
            "just Rp 10.000, just CHF 5, just 50 kr, just 20 rand, just ₵30",
            ["just Rp 10.000", "just CHF 5", "just 50 kr", "just 20 rand", "just ₵30"],
        ),
        (
            "just <money>",
            "just 100 zł, just 300 บาท, just 80 ringgit, just ₨ 40",
            ["just 100 zł", "just 300 บาท", "just 80 ringgit", "just ₨ 40"],
        ),
        ("by <time>", "by 5 pm or by noon, by 17:30", ["by 5 pm", "by noon", "by 17:30"]),
        ("on <date>", "on Friday or on 3 March", ["on Friday", "on 3 March"]),
        ("name", "Hi {name}, your name", ["name"]),
        ("不要 ...1 发", "请不要再给发了", ["不要再给发"]),
        ("哪里", "在哪里呢", ["哪里"]),
        ("mañana", "hasta MANANA", ["MANANA"]),
        ("<percent>", "", []),
    ],
)
def test_finds(template: str, text: str, excerpts: list[str]) -> None:
    assert found(template, text, greeting=["good day", "hi"]) == excerpts


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("(a|b", "a ( without its )"),
        ("a)", "unexpected ')' at column 2"),
        ("a (|b)", "an empty alternative"),
        ("(a)?", "a phrase needs at least one word"),
        ("... a", "a phrase cannot start or end with a gap"),
        ("<hour> a", "unknown class <hour> (legal: <num>, <percent>, <money>, <time>, <date>) at column 1"),
        ("a $ b", "unexpected '$' at column 3"),
        (",", "nothing to match in ','"),
    ],
)
def test_says_what_is_wrong(template: str, message: str) -> None:
    with pytest.raises(PhraseError, match=re.escape(message)):
        parse_phrase(template)


def test_an_include_must_lead_somewhere() -> None:
    with pytest.raises(PhraseError, match="no list words.nothing for the language 'en'"):
        Lexicon({"r": WordList({"en": ("{nothing} sir",)})})


def test_an_include_must_not_lead_back() -> None:
    with pytest.raises(PhraseError, match="leads back to itself"):
        Lexicon({"words.a": WordList({"en": ("{b} x",)}), "words.b": WordList({"en": ("{a} y",)})})


def test_a_hit_inside_an_allowed_phrase_is_none() -> None:
    lexicon = Lexicon({"r": WordList({"en": ("ya",)}, {"en": ("ya kun",)})})

    assert [h.span for h in Reading("ya Kun toast, see ya", "en", lexicon).hits("r")] == [(18, 20)]


def test_phrases_of_any_language_hold_in_every_one() -> None:
    lexicon = Lexicon({"r": WordList({"any": ("stop",), "es": ("baja",)})})

    assert Reading("baja stop", "fr", lexicon).hits("r")[0].span == (5, 9)
    assert len(Reading("baja stop", "es", lexicon).hits("r")) == 2


def _legal(parts: Sequence) -> bool:
    """What the parser lets through: no gap at either end, and something that cannot be left out."""
    ends = isinstance(parts[0], Gap) or isinstance(parts[-1], Gap)
    return not ends and any(not (isinstance(p, Gap) or (isinstance(p, Choice) and p.optional)) for p in parts)


_words = st.sampled_from(["a", "b", "c", "abc", "abd", "5", "don't"])
_sequences = st.deferred(
    lambda: (
        st.lists(
            st.one_of(
                st.builds(Word, _words, st.booleans()),
                st.builds(Gap, st.integers(1, 2)),
                st.builds(Class, st.just("num")),
                st.builds(Choice, st.lists(_plain, min_size=1, max_size=2).map(tuple), st.booleans()),
            ),
            min_size=1,
            max_size=4,
        )
        .map(tuple)
        .filter(_legal)
    )
)
_plain = st.lists(st.builds(Word, _words, st.booleans()), min_size=1, max_size=2).map(tuple)


@settings(max_examples=60)
@given(
    st.lists(_sequences, min_size=1, max_size=4), st.lists(st.text("ab cd5!,'\n", max_size=24), min_size=1, max_size=3)
)
def test_the_automaton_finds_what_trying_everything_finds(templates: list[Sequence], texts: list[str]) -> None:
    phrases = list(map(Phrase, templates))
    outline = Outliner(lambda _: ()).of(phrases)
    automaton = Automaton(range(len(phrases)), phrases.__getitem__, outline, lambda _: (), tuple)

    for folded in (fold(text).text for text in texts):  # what one text has looked up, the next one finds
        scan = automaton.scan(folded)
        got = {(*scan.span(begin, end), n) for begin, end, numbers in scan.found for n in numbers}
        assert got == set(_tried(templates, folded))


@settings(max_examples=30)
@given(
    st.lists(_sequences, min_size=1, max_size=4), st.lists(st.text("ab cd5!,'\n", max_size=24), min_size=2, max_size=6)
)
def test_an_automaton_that_forgets_finds_the_same(templates: list[Sequence], texts: list[str]) -> None:
    phrases = list(map(Phrase, templates))
    outline = Outliner(lambda _: ()).of(phrases)
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("couth.text.states._KEPT_STATES", 2)
        patched.setattr("couth.text.states._KEPT_WORDS", 1)
        automaton = Automaton(range(len(phrases)), phrases.__getitem__, outline, lambda _: (), tuple)
        for folded in (fold(text).text for text in texts):
            scan = automaton.scan(folded)
            got = {(*scan.span(begin, end), n) for begin, end, numbers in scan.found for n in numbers}
            assert got == set(_tried(templates, folded))


_bits = st.sampled_from(
    "a b c abd 5 don't ab* a-b <num> ... ...1 (a|b) (a|b)? (a|b|c) (c|a)? (a|a|b)? {l} {m}".split()
) | (
    st.sampled_from(
        ["(a b|a c|b)", "(a b|a)?", "(b a c|b a|c)", "(don't b|don't|a)", "(a-b c|b)", "(...1 a|b)", "(a ...|b)"]
    )
)
_nested = st.lists(_bits, min_size=1, max_size=3).map(" ".join)
_written = st.lists(
    _bits
    | st.builds("({}|{}){}".format, _nested, _nested, st.sampled_from(["", "?"]))
    | st.builds("({}){}".format, _nested, st.sampled_from(["", "?"])),
    min_size=1,
    max_size=4,
).map(" ".join)
_texts = st.lists(st.sampled_from("a b c a b c d abd 5 5,5 don't ab-c !".split()), max_size=7).map(" ".join)
_LISTS = {"l": ("(a)? (b|c)", "b (c)?", "abd c"), "m": ("{l} a", "c ...1 b", "(a|b)", "(c)? (...1|a)")}


def _lists(name: str) -> tuple[Phrase, ...]:
    return tuple(map(parse_phrase, _LISTS[name]))


def _spelt_out(parts: Sequence) -> Sequence:
    """The same without includes."""
    return tuple(
        Choice(tuple(_spelt_out(phrase.parts) for phrase in _lists(part.name)))
        if isinstance(part, Include)
        else Choice(tuple(map(_spelt_out, part.options)), part.optional)
        if isinstance(part, Choice)
        else part
        for part in parts
    )


@settings(max_examples=300, deadline=None)
@given(st.lists(_written, min_size=1, max_size=3), st.lists(_texts, min_size=1, max_size=4))
def test_templates_as_written_are_found_where_trying_everything_finds_them(
    templates: list[str], texts: list[str]
) -> None:
    phrases = []
    for template in templates:
        with suppress(PhraseError):
            phrases.append(parse_phrase(template))
    outline = Outliner(_lists).of(phrases)
    automaton = Automaton(range(len(phrases)), phrases.__getitem__, outline, _lists, tuple)
    spelt_out = [_spelt_out(phrase.parts) for phrase in phrases]
    for folded in (fold(text).text for text in texts):
        scan = automaton.scan(folded)
        got = {(*scan.span(begin, end), n) for begin, end, numbers in scan.found for n in numbers}
        assert got == set(_tried(spelt_out, folded))


def _tried(templates: list[Sequence], folded: str) -> Iterator[tuple[int, int, int]]:
    read = tokens(folded)
    vocabulary = {w for parts in templates for w in _literals(parts)}
    for number, parts in enumerate(templates):
        for begin in range(len(read)):
            for end in _ends(parts, begin, [t[0] for t in read], read, vocabulary):
                if end > begin:
                    yield read[begin].start(), read[end - 1].end(), number


def _literals(parts: Sequence) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Word) and not part.open:
            yield from (w for words in words_of(part.text, part.exact) for w in words)
        elif isinstance(part, Choice):
            yield from (w for option in part.options for w in _literals(option))


def _ends(parts: Sequence, at: int, words: list[str], read: list[re.Match[str]], known: set[str]) -> set[int]:
    ends = {at}
    for part in parts:
        ends = {e for start in ends for e in _one(part, start, words, read, known)}
    return ends


def _one(part: Part, at: int, words: list[str], read: list[re.Match[str]], known: set[str]) -> set[int]:
    if isinstance(part, Choice):
        ends = {e for option in part.options for e in _ends(option, at, words, read, known)}
        return ends | {at} if part.optional else ends
    if isinstance(part, Gap):
        ends = {at}
        for step in range(part.most):
            if at + step < len(words) and words[at + step] not in BREAKS:
                ends.add(at + step + 1)
            else:
                break
        return ends
    if at >= len(words):
        return set()
    if isinstance(part, Class):
        numbers = {m.start(): m.end() for m in _NUMBERS.finditer(read[at].string)}
        return {n + 1 for n, token in enumerate(read) if token.end() == numbers.get(read[at].start())}
    assert isinstance(part, Word)
    return {at + len(run) for run in words_of(part.text, part.exact) if _stands(run, part.open, words[at:], known)}


def _stands(run: tuple[str, ...], open_ended: bool, words: list[str], known: set[str]) -> bool:
    """Whether some words begin with a run of words."""
    last = len(run) - 1
    return len(words) > last and all(_same(w, words[n], open_ended and n == last, known) for n, w in enumerate(run))


_NUMBERS = re.compile(rf"(?<!\w)(?:{CLASSES['num'].pattern})(?!\w)")
"""5,5 is one number, though two tokens."""


def _same(template: str, word: str, open_ended: bool, known: set[str]) -> bool:
    base = word.partition("'")[0]
    word = word if word in known or base not in known else base
    return word.startswith(template) if open_ended else word == template
