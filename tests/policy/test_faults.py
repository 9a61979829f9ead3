"""Bad policies: every mistake at its place, in plain words, with what would be right."""

from __future__ import annotations

import pickle
from pathlib import Path
from typing import Callable

import pytest

from couth.errors import PolicyError, Problem
from couth.policy import load

from .conftest import Write, furnish, put

Faults = Callable[[str], "list[tuple[int | None, int | None, str]]"]
NEW = """\
rules:
  acme.new:
    summary: New
    check: {kind: phrases, phrases: {en: [x]}}
"""

CASES = [
    # keys and values of the policy itself
    ("block_blow: 60\n", 1, 1, "unknown key 'block_blow'; legal here: block_below, "),
    ("block_below: 120\n", 1, 14, "block_below must be at most 100, not 120"),
    ("block_below: high\n", 1, 14, "block_below must be a whole number, not 'high'"),
    ("block_below: 1.5\n", 1, 14, "block_below must be a whole number, not 1.5"),
    ("name: 3\n", 1, 7, "name must be text, not 3; put it in quotes"),
    ("caps: {tone: lots}\n", 1, 14, "caps.tone must be a whole number, not 'lots'"),
    ("caps: [tone]\n", 1, 7, "caps must be a mapping, not a list"),
    ("lang: english\n", 1, 7, "lang must match ^[a-z]{2,3}$, not 'english'"),
    ("limits: {pattern: 3}\n", 1, 10, "unknown key 'pattern'; legal here: pattern_ms"),
    ("unknown: {tone.emoji: maybe}\n", 1, 23, "unknown.tone.emoji must be 'pass', 'warn' or 'block', not 'maybe'"),
    # names that lead nowhere
    ("extends: default\ncaps: {tune: 3}\n", 2, 8, "there is no group 'tune'; did you mean 'tone'?"),
    ("extends: default\nunknown: {tone.emojis: warn}\n", 2, 11,
     "there is no rule or group 'tone.emojis'; did you mean 'tone.emoji'?"),
    ("extends: default\nrules:\n  tone.emojis: off\n", 3, 3,
     "there is no rule 'tone.emojis'; did you mean 'tone.emoji'? (a new rule needs a check)"),
    ("rules: {tone.emoji: off}\n", 1, 9, "there is no rule 'tone.emoji': the policy extends none (`extends: default` brings those that are shipped)"),
    ("rules: {Tone.New: {summary: x, check: {kind: count}}}\n", 1, 9,
     "'Tone.New' is no rule's id: that is <group>.<name>"),
    ("rules: {words.new: {summary: x, check: {kind: count}}}\n", 1, 9, "'words.new' is no rule's id: that is <group>."),
    # overrides
    ("extends: default\nrules: {tone.emoji: {limt: 0}}\n", 2, 22,
     "unknown key 'limt'; legal here: limit, of, none_when, summary"),
    ("extends: default\nrules: {tone.emoji: {check: {limt: 0}}}\n", 2, 30,
     "unknown key 'limt'; legal here: limit, of, none_when"),
    ("extends: default\nrules: {tone.emoji: {check: 3}}\n", 2, 29, "check must be a mapping of options"),
    ("extends: default\nrules: {tone.emoji: {check: {kind: share}}}\n", 2, 36,
     "the kind of a check cannot change from 'count'; give a rule of another kind an id of its own"),
    ("extends: default\nrules: {tone.emoji: {limit: -1}}\n", 2, 29, "limit must be at least 0, not -1"),
    ("extends: default\nrules: {tone.emoji: {check: {limit: x}}}\n", 2, 37, "limit must be a whole number, not 'x'"),
    ("extends: default\nrules: {tone.emoji: {severity: eror}}\n", 2, 32,
     "severity must be 'error', 'warning' or 'info', not 'eror'"),
    ("extends: default\nrules: {tone.emoji: {points: true}}\n", 2, 30, "points must be a whole number, not true"),
    ("extends: default\nrules: {tone.emoji: maybe}\n", 2, 21, "tone.emoji must be off, on, or a mapping of its fields"),
    ("extends: default\nrules: {tone.emoji: 3}\n", 2, 21, "tone.emoji must be off, on, or a mapping of its fields"),
    ("extends: default\nrules: {tone.emoji: {yields: [tone.emoji]}}\n", 2, 31, "there is no other rule 'tone.emoji'; "),
    ("extends: default\nrules: {tone.emoji: {yields: tone.slag}}\n", 2, 30,
     "there is no other rule 'tone.slag'; did you mean 'tone.slang'"),
    ("extends: default\nrules: {scope.piles: {of: {links: {limit: x}}}}\n", 2, 43,
     "limit must be a whole number, not 'x'"),
    ("extends: default\nrules: {scope.piles: {of: {links: {limt: 1}}}}\n", 2, 36,
     "unknown key 'limt'; legal here: limit, kind, of, none_when"),
    ("extends: default\nrules: {scope.piles: {of: {links: {kind: fax}}}}\n", 2, 42,
     "there is no kind of check 'fax'; one of any, attachments, "),
    # messages, decisions, languages
    ("extends: default\nrules: {tone.emoji: {message: '{cuont} is {limit}'}}\n", 2, 31,
     "message: this check gives no value 'cuont'; legal here: count, excerpt, limit"),
    ("extends: default\nrules: {tone.slang: {suggest: 'Say {instead}.'}}\n", 2, 31,
     "suggest: this check gives no value 'instead'; legal here: excerpt"),
    ("extends: default\nrules: {tone.slang: {suggest: 'Say {instead'}}\n", 2, 31,
     "suggest: a brace without its other half; write {{ or }} for a brace that is meant"),
    ("extends: default\nrules: {tone.slang: {decision: send}}\n", 2, 32,
     "decision must be 'revise', 'hold', 'use_template' or 'block', not 'send'"),
    ("for: [{lang: english, rules: {}}]\n", 1, 14, "for.0.lang.0: 'english' is no language: a code such as en, es"),
    # an act beside what goes with cues
    ("rules: {acme.x: {summary: x, check: {kind: cues, act: promotion, threshold: 2.0}}}\n", 1, 66,
     "threshold says nothing beside an act, which has its own"),
    ("rules: {acme.x: {summary: x, check: {kind: any, of: {a: {kind: cues, act: promotion, leet: true}, b: {kind: repeat}}}}}\n",
     1, 86, "leet says nothing beside an act, which has its own"),
    ("rules: {acme.x: {summary: x, check: {kind: any, of: {a: {kind: any, of: {}}, b: {kind: repeat}}}}}\n", 1, 73,
     "of must have at least 2 entries, not 0"),
    # conditions
    ("extends: default\nrules: {tone.emoji: {when: thread.liv}}\n", 2, 28,
     "when: there is no fact 'thread.liv'; did you mean"),
    ("extends: default\nrules:\n  tone.slang:\n    unless:\n      - thread.live\n      - 'thread.live or nope'\n",
     6, 25, "unless: there is no fact 'nope'; "),
    ("extends: default\nrules: {tone.emoji: {when: [thread.live, 3]}}\n", 2, 42,
     "when.1 must be text, not 3; put it in quotes"),
    ("extends: default\nrules: {tone.emoji: {none_when: nope}}\n", 2, 33, "none_when: there is no fact 'nope'"),
    ("extends: default\nrules: {tone.emoji: {when: draft.characters}}\n", 2, 28,
     "when: draft.characters (number) is neither true nor false; compare it with something"),
    # new rules
    ("rules: {acme.new: {check: {kind: count, of: emoji, limit: 0}}}\n", 1, 19, "the key 'summary' is missing"),
    ("rules: {acme.new: {summary: x, check: {kind: cuont}}}\n", 1, 46,
     "there is no kind of check 'cuont'; did you mean 'count'"),
    ("rules: {acme.new: {summary: x, check: {of: emoji}}}\n", 1, 39,
     "check needs a kind; one of any, attachments, button-limits"),
    ("rules: {acme.new: {summary: x, check: count}}\n", 1, 39, "check must be a mapping: its kind, and the options"),
    ("rules: {acme.new: {summary: x, check: {kind: count, of: smiles, limit: 1}}}\n", 1, 57, "of must be 'emoji', "),
    ("rules: {acme.new: {summary: x, check: {kind: count, of: emoji}}}\n", 1, 39, "the key 'limit' is missing"),
    ("rules: {acme.new: {summary: x, chek: 1, check: {kind: count, of: emoji, limit: 1}}}\n", 1, 32,
     "unknown key 'chek'; legal here: check, "),
    ("rules: {acme.new: {summary: x, check: {kind: pattern, pattern: '(a'}}}\n", 1, 64,
     "pattern: the pattern does not compile: "),
    ("rules: {acme.new: {summary: x, check: {kind: phrases, phrases: {en: ['a (b']}}}}\n", 1, 70,
     "phrases.en.0: 'a (b': a ( without its )"),
    ("rules: {acme.new: {summary: x, check: {kind: phrases, phrases: {en: [true]}}}}\n", 1, 70,
     "phrases.en.0: a phrase must be a string; put True in quotes"),
    ("rules: {acme.new: {summary: x, check: {kind: swap, pairs: {en: {'a (': b}}}}}\n", 1, 65, "pairs.en.a (: 'a (':"),
    ("rules: {acme.new: {summary: x, check: {kind: phrases, phrases: {pt-BR: [a]}}}}\n", 1, 65,
     "'pt-BR' is no language: a code of two or three small letters (en, es, zh), or any"),
    ("rules: {acme.new: {summary: x, check: {kind: phrases, phrases: {en: ['{nope} a']}}}}\n", 1, 70,
     "'{nope} a': there is no list words.nope for the language 'en'"),
    ("rules: {acme.new: {summary: x, check: {kind: cues, cues: [{name: a, list: words.thank}]}}}\n", 1, 75,
     "there is no word list 'words.thank'; did you mean 'words.thanks'"),
    ("rules: {acme.new: {summary: x, check: {kind: cues, act: promo}}}\n", 1, 57,
     "there is no act 'acts.promo'; did you mean"),
    ("rules: {acme.new: {summary: x, message: '{excerpt', check: {kind: count, of: emoji, limit: 1}}}\n", 1, 41,
     "message: a brace without its other half; write {{ or }} for a brace that is meant"),
    ("rules: {acme.new: {summary: x, message: '{a.b}', check: {kind: count, of: emoji, limit: 1}}}\n", 1, 41,
     "message: {a.b} is no value; write the name of one, such as {excerpt}"),
    # words
    ("words: {words.thank: {en: {add: [ta]}}}\n", 1, 9,
     "there is no word list 'words.thank'; did you mean 'words.thanks'"),
    ("words: {words.thanks: {english: {add: [ta]}}}\n", 1, 24, "'english' is no language: "),
    ("words: {words.thanks: {en: {add: ['a (']}}}\n", 1, 35, "words.words.thanks.en.add.0: 'a (': "),
    ("words: {words.thanks: {en: {forbid: [a]}}}\n", 1, 29, "unknown key 'forbid'; legal here: add, allow"),
    ("extends: default\nwords: {tone.emoji: {en: {add: [a]}}}\n", 2, 9,
     "'tone.emoji' is no word list; that rule's lists: none"),
    ("extends: default\nwords: {pacing.nudge: {en: {add: [a]}}}\n", 2, 9,
     "'pacing.nudge' is no word list; that rule's lists: pacing.nudge/there"),
    ("extends: default\nwords: {scope.swap: {en: {add: [a]}}}\n", 2, 9, "'scope.swap' takes no added phrases: "),
    ("words: {words.thanks: {en: {add: ['{nope} a']}}}\n", 1, 35, "'{nope} a': there is no list words.nope"),
    # scopes
    ("for: [{rules: {}}]\n", 1, 7, "for.0: needs at least one of channel, lang, purpose, path"),
    ("for: [{channel: fax, rules: {}}]\n", 1, 17, "for.0.channel.0 must be 'whatsapp', "),
    ("extends: default\nfor: [{channel: sms, rules: {tone.emojis: off}}]\n", 2, 30,
     "there is no rule 'tone.emojis'; did you"),
    ("extends: default\nfor: [{channel: sms, rules: {tone.emoji: {limit: x}}}]\n", 2, 50,
     "limit must be a whole number"),
    ("extends: default\nfor: [{lang: en, rules: {tone.emoji: {yields: nope}}}]\n", 2, 47,
     "there is no other rule 'nope'; "),
    # extends
    ("extends: defualt\n", 1, 10, "there is no policy 'defualt': neither a file nor a shipped one (default, strict)"),
    ("extends: [default, ./none.yaml]\n", 1, 20, "there is no policy './none.yaml': neither a file nor a shipped one"),
    ("extends: policy.yaml\n", 1, 10, "circular extends: policy.yaml > policy.yaml"),
    # examples
    (NEW + "    examples: {bad: [{draft: a x, at: y}]}\n", 5, 22,
     "examples.bad.0: the draft does not hold the excerpt 'y'"),
    (NEW + "    examples: {bad: [{draft: a x, txt: a}]}\n", 5, 35, "unknown key 'txt'; legal here: "),
    (NEW + "    examples: {good: [{draft: a, thread: [hello]}]}\n", 5, 43,
     "examples.good.0.thread.0 must be a mapping"),
    (NEW + "    examples: {good: [{draft: a, thread: [{agent: a}]}]}\n", 5, 43,
     "examples.good.0.thread.0: a message says who speaks: {customer: …}"),
    (NEW + "    examples: {good: [{draft: {text: a, at: '2026-01-01T10:00'}}]}\n", 5, 45,
     "examples.good.0.draft.at: a time needs an offset from UTC"),
    (NEW + "    examples: {good: [{draft: {text: a, att: 1}}]}\n", 5, 41, "unknown key 'att'; legal here: "),
    (NEW + "    examples: {good: [{draft: {text: a, author: {nmae: x}}}]}\n", 5, 50, "unknown key 'nmae'; legal here: name, kind"),
    (NEW + "    examples: {good: [{draft: {text: a, author: {kind: x}}}]}\n", 5, 56,
     "examples.good.0.draft.author.kind must be 'person' or 'bot', not 'x'"),
    (NEW + "    examples: {good: [{draft: {text: a, buttons: [3]}}]}\n", 5, 51,
     "examples.good.0.draft.buttons.0 must be a mapping, not 3"),
    (NEW + "    examples: {good: [{draft: a, customer: {timezone: Mars/Base}}]}\n", 5, 23,
     "examples.good.0: unknown time zone 'Mars/Base'"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "line", "column", "message"), CASES, ids=[c[0][:40] for c in CASES])
def test_a_mistake(faults: Faults, text: str, line: int, column: int, message: str) -> None:
    found = faults(text)
    assert [(line, column)] == [place[:2] for place in found], found
    assert found[0][2].startswith(message)


def test_an_include_that_leads_nowhere_beside_other_mistakes(faults: Faults) -> None:
    text = "block_below: x\nwords:\n  words.yes: {en: {add: [a]}}\n  words.thanks: {en: {add: ['{nope} a']}}\n"
    assert [place[:2] for place in faults(text)] == [(1, 14), (4, 29)]


def test_several_mistakes_at_once(faults: Faults) -> None:
    found = faults("""\
        extends: default
        block_below: 101
        colour: blue
        unknown: {nope: warn}
        rules:
          tone.emojy: off
          tone.slang: {points: -1, leet: maybe, when: nope}
          acme.new:
            severity: loud
            check: {kind: share}
        words:
          nope: {en: {add: [a]}}
        """)
    assert [place[:2] for place in found] == [
        (2, 14), (3, 1), (4, 11), (6, 3), (7, 24), (7, 34), (7, 47), (9, 5), (9, 15), (10, 12), (12, 3),
    ]  # fmt: skip


def test_a_bad_base_does_not_blame_the_rest(faults: Faults) -> None:
    found = faults("extends: nowhere\nrules: {tone.emoji: off}\nblock_below: 200\n")
    assert [place[:2] for place in found] == [(1, 10), (3, 14)]


def test_mistakes_of_every_file(library: Path, write: Write, tmp_path: Path) -> None:
    write("base.yaml", "extends: default\nblock_below: x\n")
    write("acme/new.yaml", "summary: x\ncheck: {kind: count}\n")
    write("policy.yaml", "extends: base.yaml\nrules: {acme.new: on, tone.emoji: {limit: x}}\n")
    with pytest.raises(PolicyError) as caught:
        load(tmp_path / "policy.yaml", library=library)
    places = [(Path(p.path).relative_to(tmp_path).as_posix(), p.line, p.column) for p in caught.value.problems]
    assert places == [("acme/new.yaml", 2, 8), ("acme/new.yaml", 2, 8), ("base.yaml", 2, 14), ("policy.yaml", 2, 43)]


def test_a_circle_names_the_chain(library: Path, write: Write, tmp_path: Path) -> None:
    write("a.yaml", "extends: b.yaml\n")
    write("b.yaml", "extends: [default, sub/c.yaml]\n")
    write("sub/c.yaml", "extends: ../a.yaml\n")
    with pytest.raises(PolicyError) as caught:
        load(tmp_path / "a.yaml", library=library)
    (problem,) = caught.value.problems
    assert problem.message == "circular extends: a.yaml > b.yaml > c.yaml > a.yaml"
    assert (Path(problem.path).name, problem.line, problem.column) == ("c.yaml", 1, 10)


def test_a_chain_has_an_end(library: Path, write: Write, tmp_path: Path) -> None:
    for number in range(20):
        write(f"{number}.yaml", f"extends: {number + 1}.yaml\n")
    write("20.yaml", "name: last\n")
    with pytest.raises(PolicyError, match="more than 10 policies extend each other in a row"):
        load(tmp_path / "0.yaml", library=library)


@pytest.mark.parametrize("source", ["nowhere", "no/where.yaml", Path("none.yaml"), "a\0b", "x" * 5000])
def test_a_source_that_is_none(library: Path, source: str | Path) -> None:
    with pytest.raises(PolicyError) as caught:
        load(source, library=library)
    assert caught.value.problems[0].message.startswith("there is no policy ")


def test_a_folder_is_no_policy(library: Path, tmp_path: Path) -> None:
    with pytest.raises(PolicyError, match="cannot be read"):
        load(tmp_path, library=library)


def test_faults_of_the_shipped_folder(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    (folder / "words/thanks.yaml").unlink()
    put(folder, "words/yes.yaml", "summary: yes\nphrases: {en: ['{nope}'], English: [a]}\n")
    put(folder, "words/no.yaml", "summary: no\nphrase: {en: [no]}\n")
    put(folder, "acts/promotion.yaml", "summary: x\ncues: [{name: a, when: nope}, {name: b, list: words.nope}]\n")
    put(folder, "words/bad.yaml", "summary: [\n")
    put(folder, "tone/Loud.yaml", "summary: x\n")
    put(folder, "tone/deep/er.yaml", "summary: x\n")
    put(folder, "notes.txt", "x")
    put(folder, ".hidden", "x")
    put(folder, "tone/broken.yaml", "summary: [\n")
    with pytest.raises(PolicyError) as caught:
        load(library=folder)
    found = [(Path(p.path).relative_to(folder).as_posix(), p.line) for p in caught.value.problems]
    assert found == [
        ("acts/promotion.yaml", 2), ("acts/promotion.yaml", 2), ("notes.txt", None), ("pacing/nudge.yaml", 10),
        ("tone/Loud.yaml", None), ("tone/broken.yaml", 2), ("tone/deep", None), ("words/bad.yaml", 2),
        ("words/no.yaml", 2), ("words/thanks.yaml", None), ("words/yes.yaml", 2),
    ]  # fmt: skip


def test_a_rule_file_without_a_check(library: Path, write: Write) -> None:
    write("acme/new.yaml", "summary: x\n")
    with pytest.raises(PolicyError) as caught:
        load(write("policy.yaml", "rules: {acme.new: {limit: 1}}\n"), library=library)
    assert [p.message for p in caught.value.problems] == ["the key 'check' is missing"]


def test_what_a_broken_list_is_named_by_is_not_blamed(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    put(folder, "words/thanks.yaml", "summary: x\n")
    put(folder, "acts/promotion.yaml", "summary: x\ncues: [{name: a, list: words.thanks}, {name: b, list: words.no}]")
    put(folder, "default.yaml", "words: {words.thanks: {en: {add: ['{thanks} you']}}}\n")
    with pytest.raises(PolicyError) as caught:
        load(library=folder)
    assert [p.message for p in caught.value.problems] == ["a word list needs phrases or weights"]


def test_a_rule_file_with_a_broken_check_may_be_overridden(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    put(folder, "tone/emoji.yaml", "summary: x\ncheck: {kind: [a]}\n")
    put(folder, "scope/piles.yaml", "summary: x\ncheck: {kind: any, of: {a: {kind: [b]}, c: 3, d: {kind: repeat}}}\n")
    put(folder, "acts/promotion.yaml", "summary: x\n")
    put(
        folder,
        "default.yaml",
        """\
        limits: {pattern_ms: 5}
        rules: {tone.emoji: {limit: 1, points: 3}, scope.piles: {of: {a: {}}}}
        """,
    )
    with pytest.raises(PolicyError) as caught:
        load(library=folder)
    assert {(Path(p.path).name, p.line, p.column) for p in caught.value.problems} == {
        ("promotion.yaml", 1, 1), ("emoji.yaml", 2, 15), ("piles.yaml", 2, 44), ("default.yaml", 2, 66),
    }  # fmt: skip


def test_an_include_in_a_shared_list_leads_nowhere(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    put(folder, "words/yes.yaml", "summary: yes\nphrases:\n  en: [yes, '{nope} yes']\n")
    put(folder, "acts/promotion.yaml", "summary: x\ncues: [{name: a, phrases: {en: ['{nope} a']}}]\n")
    with pytest.raises(PolicyError) as caught:
        load(library=folder)
    assert [(Path(p.path).name, p.line, p.column) for p in caught.value.problems] == [
        ("promotion.yaml", 2, 33), ("yes.yaml", 3, 13),
    ]  # fmt: skip


def test_problems_get_from_one_process_to_another() -> None:
    error = PolicyError([Problem("b.yaml", 2, None, "wrong"), Problem("a.yaml", None, None, "missing")])
    there = pickle.loads(pickle.dumps(error))  # noqa: S301  (our own)
    assert (type(there), there.problems, str(there)) == (PolicyError, error.problems, str(error))
