"""What a wheel brings of the shipped folder judges as its YAML does, tells mistakes as it does, and is done without as soon as it
may be another one.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Iterator

import pytest

from couth.engine import Linter
from couth.errors import PolicyError, Problem
from couth.ground import PACKAGE, rules_folder, shipped
from couth.policy import Policy, effective, library, load
from couth.policy.brought import STOCK, brought
from couth.policy.loading import policy_of, read_parts
from couth.policy.prepared import prepare
from couth.policy.stock import Stock, read_stock
from couth.reporters import report_json
from couth.text import Lexicon, parse_phrase

from .conftest import put
from .test_faults import CASES

EXAMPLES = 'examples: {bad: [{draft: "a \U0001f600 b", at: "\U0001f600"}]}'
OWN = {
    "nothing": "extends: default\n",
    "without the default": "rules: {acme.a: {summary: a, check: {kind: phrases, phrases: {en: ['{greeting} you']}}}}\n",
    "an option": "extends: default\nrules: {tone.emoji: {limit: 0}}\n",
    "an option with examples": f"extends: default\nrules: {{tone.emoji: {{limit: 0, {EXAMPLES}}}}}\n",
    "rules off": "extends: default\nrules: {promo.pressure: off, tone.slang: off, pacing.nudge: {points: 3}}\n",
    "a rule": "extends: default\nrules: {acme.a: {summary: a, check: {kind: phrases, phrases: {en: [ahoy, '{thanks} mate'], de: [moin]}}}}\n",
    "words of a rule": "extends: default\nwords: {tone.slang: {en: {add: [innit], allow: [gonna be]}}}\n",
    "shared words": "extends: default\nwords: {words.greeting: {en: {add: [ahoy there]}, de: {add: [moin moin]}}}\n",
    "weights": "extends: default\nwords: {words.sounds-selling: {en: {weights: [{weight: 0.7, ngrams: [zeppelin, a zeppelin]}]}}}\n",
    "figures": "extends: default\nchannels: {sms: {segments: 1, hours.FR: off}, whatsapp: {card.buttons: 2}}\n",
    "bounds": "extends: default\nlimits: {pattern_ms: 20}\nblock_below: 70\nunknown: {consent: warn}\ncaps: {tone: 30}\n",
    "scopes": "extends: default\nfor: [{channel: sms, rules: {tone.emoji: {limit: 0}, promo.pressure: off}}, {lang: de, rules: {tone.slang: off}}]\n",
}
FAULTS = [
    *(text for text, *_ in CASES[::4]),
    "extends: default\nwords: {words.greeting: {en: {add: ['{thanks} you', '{nowhere}']}}}\n",
    "extends: default\nwords: {words.thanks: {en: {add: ['{thanks} you']}}}\n",
    "extends: default\nwords: {words.ack: {en: {add: ['{courtesy}']}}, words.courtesy: {en: {add: ['{ack}']}}}\n",
    "extends: default\nrules: {tone.emoji: {message: '{nothing}'}, tone.slang: {yields: [tone.slant], phrases: {english: [x]}}}\n",
    "extends: default\nrules: {tone.slang: {check: {phrases: {en: ['(']}}}, promo.pressure: {check: {cues: [{name: a}]}}}\n",
    "extends: default\nfor: [{channel: sms, rules: {tone.emojis: off, tone.emoji: {limit: few}}}]\n",
    "extends: default\nchannels: {sms: {segment: 1, segments: many}}\n",
]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The folder of a package that a wheel was unpacked into."""
    folder = tmp_path_factory.mktemp("wheel")
    for name, text in prepare().items():
        (folder / name).write_text(text, "ascii")
    return str(folder)


@pytest.fixture(scope="module")
def stock(wheel: str) -> Stock:
    found = brought(wheel)
    assert found is not None
    return found


@pytest.fixture(scope="module")
def written() -> Stock:
    """The stock as its YAML has it, each file of which is read once."""
    problems: list[Problem] = []
    found = read_stock(library(), problems)
    raws, profiles = found.raws(problems), found.profiles(problems)
    assert not problems
    return replace(found, raws=lambda _: dict(raws), profiles=lambda _: profiles)


@pytest.fixture(scope="module")
def read() -> Policy:
    """The default policy as its YAML has it."""
    return load(library=library())


def own(name: str, folder: Path) -> Path:
    return put(folder, "own.yaml", OWN[name])


def reports(policy: Policy, examples: Policy) -> Iterator[str]:
    """The reports of a policy on all examples of another one, as bytes are written."""
    linter = Linter(policy)
    for rule in examples.rules.values():
        for example in (*rule.examples.bad, *rule.examples.good):
            draft, thread = example.values()
            yield report_json(linter.lint(draft, thread))


def test_it_judges_as_the_yaml_does(stock: Stock, read: Policy) -> None:
    ready = policy_of(read_parts(stock=stock))
    assert (ready.fingerprint, list(ready.rules), ready.words) == (read.fingerprint, list(read.rules), read.words)
    assert list(reports(ready, read)) == list(reports(read, read))


@pytest.mark.parametrize("name", OWN)
def test_a_policy_that_goes_by_it_is_the_one_that_goes_by_the_yaml(
    name: str, stock: Stock, written: Stock, tmp_path: Path
) -> None:
    path = own(name, tmp_path)
    quick, slow = (policy_of(read_parts(path, stock=one)) for one in (stock, written))
    assert quick == slow
    assert effective(quick) == effective(slow)
    for asked in ((None, None), ("sms", None), (None, "de"), ("sms", "de")):
        some, same = quick.scoped(*asked), slow.scoped(*asked)
        assert (some.words, {i: r.check for i, r in some.rules.items()}) == (
            same.words,
            {i: r.check for i, r in same.rules.items()},
        )
        for lang in ("en", "de"):
            assert Lexicon(some.words, some.outlines).outlines(lang) == Lexicon(same.words).outlines(lang)


@pytest.mark.parametrize("name", ["rules off", "a rule", "shared words", "weights", "scopes"])
def test_and_judges_the_same(name: str, stock: Stock, written: Stock, tmp_path: Path, read: Policy) -> None:
    path = own(name, tmp_path)
    some = replace(read, rules={i: rule for i, rule in read.rules.items() if i.startswith("tone.")})
    quick, slow = (policy_of(read_parts(path, stock=one)) for one in (stock, written))
    assert list(reports(quick, some)) == list(reports(slow, some))


@pytest.mark.parametrize("text", FAULTS, ids=[text[:60] for text in FAULTS])
def test_mistakes_are_told_as_by_the_yaml(text: str, stock: Stock, written: Stock, tmp_path: Path) -> None:
    path = put(tmp_path, "own.yaml", text)
    told = []
    for one in (stock, written):
        with pytest.raises(PolicyError) as caught:
            read_parts(path, stock=one)
        told.append(caught.value.problems)
    assert told[0] == told[1]


def test_no_yaml_of_the_shipped_folder_is_read_for_it_but_the_policy(
    stock: Stock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_none(path: Path, *_: object) -> object:
        raise AssertionError(path)

    monkeypatch.setattr("couth.policy.rules.read_document", read_none)
    monkeypatch.setattr("couth.policy.shared.read_document", read_none)
    monkeypatch.setattr("couth.policy.profiles.read_document", read_none)
    assert policy_of(read_parts(own("a rule", tmp_path), stock=stock)).rules["acme.a"]


def test_phrases_that_it_holds_are_not_parsed_again_and_others_are(
    stock: Stock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[str] = []

    def watched(phrase: str) -> object:
        parsed.append(phrase)
        return parse_phrase(phrase)

    monkeypatch.setattr("couth.text.authored.parse_phrase", watched)
    path = put(tmp_path, "mine.yaml", "extends: default\nwords: {words.thanks: {en: {add: [ta very much, ((]}}}\n")
    with pytest.raises(PolicyError, match="empty alternative"):
        read_parts(path, stock=stock)
    assert parsed == ["ta very much", "(("]


def test_its_rules_know_their_files_wherever_it_was_made(wheel: str, stock: Stock, read: Policy) -> None:
    ready = policy_of(read_parts(stock=stock))
    assert {rule.id: rule.path for rule in ready.rules.values()} == {rule.id: rule.path for rule in read.rules.values()}
    assert str(rules_folder()) not in Path(wheel, STOCK).read_text("ascii")


def test_it_is_done_without_where_what_it_was_made_from_has_changed(
    wheel: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("couth.policy.brought.shipped", lambda: "another")
    assert brought(wheel) is None


@pytest.mark.parametrize(
    "text", ["", "{", "[]", "null", "{}", "[1]", "[1, 2]", '[NOW, {"rules": 3}]', "[NOW, 3]", "\0"]
)
def test_what_is_not_there_or_broken_is_done_without(text: str, tmp_path: Path) -> None:
    assert brought(str(tmp_path)) is None
    (tmp_path / STOCK).write_text(text.replace("NOW", json.dumps(shipped())), "utf-8")
    assert brought(str(tmp_path)) is None


@pytest.mark.parametrize("way", [("tables", "en", 1), ("outlines", "en", 0), ("outlines", "de", 1)])
def test_what_is_packed_and_damaged_is_done_without(way: tuple[str | int, ...], wheel: str, tmp_path: Path) -> None:
    ground, held = json.loads(Path(wheel, STOCK).read_bytes())
    packing = held
    for step in way:
        packing = packing[step]
    packing[1] = packing[1][:99] + ("A" if packing[1][99] != "A" else "B") + packing[1][100:]
    (tmp_path / STOCK).write_text(json.dumps([ground, held]), "ascii")
    assert brought(str(tmp_path)) is None


def test_the_state_of_what_is_shipped_tells_one_letter_in_a_rule(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = tmp_path / "tone" / "slang.yaml"
    rule.parent.mkdir()
    rule.write_text("a: 1", "ascii")
    monkeypatch.setattr("couth.ground.rules_folder", lambda: str(tmp_path))
    before = shipped()
    rule.write_text("a: 2", "ascii")
    after = shipped()
    rule.rename(rule.with_stem("slant"))
    assert len({before, after, shipped()}) == 3


@pytest.mark.skipif(Path(rules_folder() or "").parent != Path(PACKAGE), reason="not installed from a wheel")
def test_a_wheel_brings_it() -> None:
    assert brought() is not None
