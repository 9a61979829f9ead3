"""What a policy becomes of its layers: extends, overrides, switches, words, files beside it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Callable

import pytest

from couth import ground
from couth.errors import PolicyError
from couth.policy import Policy, effective, library, load, shipped_policies

from .conftest import Write, furnish, put

Loaded = Callable[[str], Policy]


def test_the_default_policy(library: Path) -> None:
    policy = load(library=library)
    assert (policy.name, policy.block_below, policy.lang) == ("default", 50, "en")
    assert list(policy.rules) == sorted(policy.rules)
    assert policy.disabled == ("scope.swap",)
    assert policy.rules["tone.slang"].message == "“{excerpt}” is slang"
    assert policy.rules["tone.emoji"].message == "Few emoji"
    assert policy.rules["tone.slang"].source == ("a page",)
    nudge = policy.rules["pacing.nudge"]
    assert [e.source for e in (*nudge.when, *nudge.unless)] == [
        "thread.unanswered_streak >= 1", "draft.purpose == 'promotion'",
    ]  # fmt: skip
    assert (nudge.group, nudge.yields, nudge.severity, nudge.points) == ("pacing", ("tone.slang",), "error", 40)
    assert Path(nudge.path) == library / "pacing/nudge.yaml"
    assert set(policy.acts) == {"promotion"}
    assert policy.words["acts.promotion/offer"].phrases == {"en": ("buy now",)}
    assert policy.words["tone.slang"].leet
    assert policy.words["tone.slang"].phrases["no"] == ("kek",)
    assert policy.words["scope.piles/words"].allow == {"en": ("pile up",)}
    assert hash(policy) == hash(load(library=library))
    assert policy == load("default", library=library)


@pytest.mark.parametrize(
    ("override", "expected"),
    [
        ("{limit: 0}", {"limit": 0, "of": "emoji"}),
        ("{of: links}", {"limit": 1, "of": "links"}),
        ("{check: {limit: 3}}", {"limit": 3, "of": "emoji"}),
        ("{check: {kind: count, limit: 3}, of: links}", {"limit": 3, "of": "links"}),
        ("{severity: error, points: 50}", {"limit": 1}),
        ("on", {"limit": 1}),
        ("true", {"limit": 1}),
    ],
)
def test_overrides(loaded: Loaded, override: str, expected: dict[str, object]) -> None:
    rule = loaded(f"extends: default\nrules: {{tone.emoji: {override}}}\n").rules["tone.emoji"]
    assert expected.items() <= rule.check.model_dump().items()
    assert rule.severity == ("error" if "severity" in override else "warning")
    assert rule.summary == "Few emoji"


@pytest.mark.parametrize("off", ["off", "false", "'off'"])
def test_off(loaded: Loaded, off: str) -> None:
    policy = loaded(f"extends: default\nrules: {{tone.slang: {off}}}\n")
    assert "tone.slang" not in policy.rules
    assert policy.disabled == ("scope.swap", "tone.slang")
    assert "tone.slang" not in policy.words


@pytest.mark.parametrize("on", ["on", "true", "{points: 1}", "{}"])
def test_on_again(loaded: Loaded, on: str) -> None:
    assert "scope.swap" in loaded(f"extends: default\nrules: {{scope.swap: {on}}}\n").rules


def test_checks_inside_a_check_merge_by_name(loaded: Loaded) -> None:
    policy = loaded("""\
        extends: default
        rules:
          scope.piles:
            of:
              links: {limit: 3}
              emoji: {kind: count, of: emoji, limit: 2}
              words: {kind: missing, phrases: {en: [heap]}}
        """)
    check: Any = policy.rules["scope.piles"].check
    assert [(name, one.kind) for name, one in check.of.items()] == [
        ("links", "count"), ("words", "missing"), ("emoji", "count"),
    ]  # fmt: skip
    assert (check.of["links"].of, check.of["links"].limit) == ("links", 3)


def test_later_wins_and_each_layer_counts_once(library: Path, write: Write) -> None:
    write("a.yaml", "extends: default\nblock_below: 10\ncaps: {scope: 1}\nrules: {tone.emoji: {limit: 5}}\n")
    write("b.yaml", "extends: default\nunknown: {tone: block}\nrules: {tone.slang: off, tone.emoji: {points: 7}}\n")
    policy = load(write("c.yaml", "name: ours\nextends: [a.yaml, b.yaml]\ncaps: {scope: 2}\n"), library=library)
    assert (policy.name, policy.block_below) == ("ours", 10)
    assert policy.caps == {"tone": 30, "scope": 2}
    assert policy.unknown == {"pacing": "warn", "tone": "block"}
    assert (policy.rules["tone.emoji"].points, policy.rules["tone.emoji"].check.model_dump()["limit"]) == (7, 5)
    assert "tone.slang" in policy.disabled


def test_extends_a_shipped_one(library: Path, loaded: Loaded) -> None:
    strict = load("strict", library=library)
    assert (strict.name, strict.block_below) == ("strict", 80)
    assert loaded("extends: [strict, default]\n").block_below == 80
    assert shipped_policies(library) == ("default", "strict")


def test_without_extends_there_are_the_shared_words_alone(loaded: Loaded) -> None:
    policy = loaded(
        "rules: {acme.new: {summary: 'A {brace}', check: {kind: phrases, phrases: {en: ['{thanks} x']}}}}\n"
    )
    assert list(policy.rules) == ["acme.new"]
    assert {"words.thanks", "acme.new", "acts.promotion/offer"} <= set(policy.words)
    assert policy.rules["acme.new"].message == "A {{brace}}"
    assert policy.name == "policy"


def test_rule_files_beside_the_policy(loaded: Loaded, write: Write) -> None:
    write("acme/no-ticker.yaml", "summary: No tickers\ncheck: {kind: count, of: emoji, limit: 4}\n")
    write("acme/other.yaml", "this is: [no rule\n")
    write("tone/emoji.yaml", "never: read\n")
    policy = loaded("extends: default\nrules: {acme.no-ticker: {limit: 2}, tone.emoji: {points: 1}}\n")
    assert policy.rules["acme.no-ticker"].check.model_dump()["limit"] == 2
    assert policy.rules["acme.no-ticker"].path.endswith("acme/no-ticker.yaml")
    assert "acme.other" not in policy.rules


def test_words_are_added_and_allowed(loaded: Loaded, library: Path) -> None:
    policy = loaded("""\
        extends: default
        words:
          tone.slang: {en: {add: [lit, gonna], allow: [wanna one]}, es: {add: [xq]}}
          words.thanks: {"no": {add: [takk]}}
          pacing.nudge/there: {en: {add: [hello hello]}}
        """)
    slang = policy.words["tone.slang"]
    assert slang.phrases == {"en": ("gonna", "wanna", "lit"), "no": ("kek",), "es": ("xq",)}
    assert slang.allow == {"en": ("wanna one",)}
    assert slang.leet
    assert policy.words["words.thanks"].phrases == {"en": ("something",), "no": ("takk",)}
    assert policy.words["pacing.nudge/there"].phrases["en"][-1] == "hello hello"
    assert load(library=library).words["tone.slang"].phrases["en"] == ("gonna", "wanna")


def test_words_of_a_rule_that_is_off(loaded: Loaded) -> None:
    policy = loaded("extends: default\nrules: {tone.slang: off}\nwords: {tone.slang: {en: {add: [lit]}}}\n")
    assert "tone.slang" not in policy.words


def test_the_limit_on_patterns(loaded: Loaded) -> None:
    policy = loaded("extends: default\nlimits: {pattern_ms: 7}\n")
    assert policy.rules["scope.code"].check.model_dump()["milliseconds"] == 7
    assert policy.limits == {"pattern_ms": 7}
    kept = loaded("extends: default\nlimits: {pattern_ms: 7}\nrules: {scope.code: {milliseconds: 9}}\n")
    assert kept.rules["scope.code"].check.model_dump()["milliseconds"] == 9


@pytest.mark.parametrize(
    ("settings", "rule", "stand"),
    [
        ("", "tone.emoji", "pass"),
        ("", "pacing.nudge", "warn"),
        ("unknown: {tone: block}", "tone.emoji", "block"),
        ("unknown: {tone: block, tone.emoji: pass}", "tone.emoji", "pass"),
        ("unknown: {tone: block}\nrules: {tone.emoji: {unknown: warn}}", "tone.emoji", "warn"),
        ("unknown: {tone.emoji: block}\nrules: {tone.emoji: {unknown: warn}}", "tone.emoji", "block"),
        ("", "no.such", "pass"),
    ],
)
def test_what_unknown_stands_for(loaded: Loaded, settings: str, rule: str, stand: str) -> None:
    assert loaded(f"extends: default\n{settings}\n").stands_for(rule) == stand


def test_examples(loaded: Loaded) -> None:
    policy = loaded("""\
        rules:
          acme.new:
            summary: New
            check: {kind: count, of: emoji, limit: 0}
            examples:
              bad:
                - draft: {text: "a b", at: "2026-03-02T14:05:00Z", buttons: [Yes], author: Ann, purpose: reply}
                  at: [a, b]
                  note: both
                  channel: sms
                  lang: en
                  customer: {timezone: Europe/Madrid, marketing_consent: false}
                  thread:
                    - {customer: hello, at: "2026-03-02T14:00:00+01:00"}
                    - {business: , attachments: [{kind: image}]}
                    - {role: system, text: joined}
              good: [{draft: x, thread: []}]
              unknown: [{draft: y}]
        """)
    examples = policy.rules["acme.new"].examples
    (bad,), (good,), (unknown,) = examples.bad, examples.good, examples.unknown
    draft, thread = bad.values()
    assert (draft.text, draft.channel, draft.lang, draft.buttons[0].text) == ("a b", "sms", "en", "Yes")
    assert (bad.at, bad.note, bad.line) == (("a", "b"), "both", 7)
    assert [(m.role, m.text) for m in thread.messages] == [
        ("customer", "hello"),
        ("business", ""),
        ("system", "joined"),
    ]
    assert (thread.customer.timezone, thread.customer.marketing_consent) == ("Europe/Madrid", False)
    assert good.thread.known
    assert not len(good.thread)
    assert not unknown.thread.known


def test_the_effective_policy_reads_like_one(library: Path, write: Write, loaded: Loaded) -> None:
    policy = loaded("""\
        extends: default
        name: mine
        rules: {tone.emoji: {limit: 3}, scope.code: off}
        for: [{channel: sms, rules: {scope.overlong: {characters: 160}}}]
        words: {words.thanks: {en: {add: [ta]}}}
        """)
    whole = effective(policy)
    assert whole["rules"]["tone.emoji"]["check"]["limit"] == 3
    assert whole["rules"]["scope.code"] is False
    whole["rules"] = {name: rule for name, rule in whole["rules"].items() if rule}
    again = load(write("effective.yaml", json.dumps(whole, ensure_ascii=False)), library=library)
    assert again.fingerprint == policy.fingerprint
    assert effective(policy)["rules"]["scope.code"] is False


def test_the_installed_folder_is_found() -> None:
    assert (library() / "default.yaml").is_file()


def test_no_installed_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(ground, "PACKAGE", str(tmp_path / "a/b/couth"))
    with pytest.raises(PolicyError, match="the default policy is not installed"):
        library()
    furnish(tmp_path / "a/b/couth/rules")
    assert library() == (tmp_path / "a/b/couth/rules").resolve()


def test_a_folder_of_a_rule_may_hold_hidden_files(tmp_path: Path) -> None:
    folder = furnish(tmp_path)
    put(folder, "tone/.emoji.yaml.swp", "x")
    assert load(library=folder).rules
