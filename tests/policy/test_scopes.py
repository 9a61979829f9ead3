"""`for:`: overrides for some drafts only."""

from __future__ import annotations

from typing import Callable

import pytest

from couth.policy import Policy, effective
from couth.policy.files import ScopeFile
from couth.policy.scopes import fits

Loaded = Callable[[str], Policy]

SCOPED = """\
    extends: default
    rules: {scope.overlong: {characters: 500}}
    for:
      - channel: [sms, mms]
        rules: {scope.overlong: {characters: 160}, tone.slang: off}
      - lang: es
        rules: {scope.overlong: {words: 50}, scope.swap: on}
      - {purpose: promotion, path: "promo/*.txt", rules: {tone.emoji: {limit: 0}}}
    """


def test_scopes_apply_on_top(loaded: Loaded) -> None:
    policy = loaded(SCOPED)
    sms = policy.scoped("sms", "en", None, None)
    both = policy.scoped("mms", "es", None, None)
    assert policy.is_scoped
    assert policy.rules["scope.overlong"].check.model_dump()["characters"] == 500
    assert sms.rules["scope.overlong"].check.model_dump()["characters"] == 160
    assert "tone.slang" not in sms.rules
    assert "tone.slang" in sms.disabled
    check = both.rules["scope.overlong"].check.model_dump()
    assert (check["characters"], check["words"]) == (160, 50)
    assert list(both.rules) == sorted(both.rules)
    assert "scope.swap" in both.rules
    assert "scope.swap" in both.words
    assert sms.fingerprint == policy.fingerprint


def test_the_same_scopes_give_the_same_policy(loaded: Loaded) -> None:
    policy = loaded(SCOPED)
    assert policy.scoped("whatsapp", "en") is policy.scoped()
    assert policy.scoped() is policy
    assert policy.scoped("sms") is policy.scoped("mms", "en")
    assert policy.scoped("sms").scoped("whatsapp") is policy
    plain = loaded("extends: default\n")
    assert not plain.is_scoped
    assert plain.scoped("sms", "en", "reply", "x") is plain


def test_lists_that_do_not_change_are_shared(loaded: Loaded) -> None:
    policy = loaded(SCOPED)
    assert policy.scoped(purpose="promotion", path="promo/a.txt").words is policy.words
    assert effective(policy.scoped("sms"))["rules"]["tone.slang"] is False


def test_scopes_that_do_not_go_together_leave_the_last(loaded: Loaded) -> None:
    policy = loaded("""\
        rules:
          acme.new: {summary: x, check: {kind: cues, cues: [{name: a, phrases: {en: [x]}}]}}
        for:
          - {channel: sms, rules: {acme.new: {points: 3}}}
          - {lang: en, rules: {acme.new: {act: promotion, cues: []}}}
          - {purpose: reply, rules: {acme.new: {cues: [{name: b, phrases: {en: [y]}}]}}}
        """)
    check = policy.scoped("sms", "en", "reply").rules["acme.new"].check.model_dump()
    assert (check["act"], check["cues"][0]["name"]) == (None, "b")


@pytest.mark.parametrize(
    ("selectors", "asked", "expected"),
    [
        ({"channel": ["sms"]}, ("sms", None, None, None), True),
        ({"channel": ["sms"]}, (None, None, None, None), False),
        ({"lang": ["pt"]}, (None, "pt-BR", None, None), True),
        ({"lang": ["pt-BR"]}, (None, "pt_br", None, None), True),
        ({"lang": ["pt-BR"]}, (None, "pt", None, None), False),
        ({"lang": ["zh_hant"]}, (None, "zh-Hant-TW", None, None), True),
        ({"lang": ["zh-Hant"]}, (None, "zh-Hans", None, None), False),
        ({"channel": ["sms"], "purpose": ["reply"]}, ("sms", None, "promotion", None), False),
        ({"path": ["promo/*.txt"]}, (None, None, None, "promo/a.txt"), True),
        ({"path": ["promo/*.txt"]}, (None, None, None, "x\\promo\\a.txt"), True),
        ({"path": ["promo/*.txt"]}, (None, None, None, "xpromo/a.txt"), False),
        ({"path": ["promo/*.txt"]}, (None, None, None, "promo/b/a.txt"), False),
        ({"path": ["/promo/**/a?.txt"]}, (None, None, None, "/promo/b/c/ab.txt"), True),
        ({"path": ["/promo/**"]}, (None, None, None, "x/promo/a"), False),
        ({"path": ["./[x].txt"]}, (None, None, None, "a/[x].txt"), True),
    ],
)
def test_selectors(selectors: dict[str, list[str]], asked: tuple[str | None, ...], expected: bool) -> None:
    channel, lang, purpose, path = asked
    assert fits(ScopeFile.model_validate({**selectors, "rules": {}}), (channel, lang, purpose, path)) is expected
