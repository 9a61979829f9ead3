"""Policies made up to a size: the default, and rules of phrases out of words that the drafts know, or of patterns."""

from __future__ import annotations

import random
import re
from pathlib import Path
from typing import Any, Final, Iterable

import yaml

SEED: Final = 20260302
_WORD: Final = re.compile(r"[a-z]{3,}")

RULE: Final[dict[str, Any]] = {
    "summary": "Leave out what was made up",
    "why": "It stands in for a rule of somebody's own.",
    "source": ["the benchmark"],
    "severity": "warning",
    "points": 5,
    "basis": "heuristic",
    "message": "“{excerpt}” was made up",
    "suggest": "Leave it out.",
    "examples": {"bad": [], "good": []},
}
CONDITIONS: Final = (
    {"unless": "draft.purpose == 'reply' and thread.unanswered_streak >= 3"},
    {"when": "draft.words >= 4"},
)


def vocabulary(texts: Iterable[str]) -> list[str]:
    """The words of some texts, in order."""
    return sorted({word for text in texts for word in _WORD.findall(text.lower())}) or ["word"]


def of_phrases(path: Path, words: list[str], rules: int, phrases: int) -> Path:
    """The default policy, and so many rules that hold so many phrases together; each tenth has a condition."""
    draw = random.Random(SEED)
    made = {f"made.up-{number}": _phrases(draw, words, number, phrases // rules) for number in range(rules)}
    return _written(path, made)


def of_patterns(path: Path, words: list[str], rules: int) -> Path:
    """The default policy, and so many rules with a regular expression each."""
    draw = random.Random(SEED)
    made = {f"made.up-{number}": {**RULE, "check": _pattern(draw, words)} for number in range(rules)}
    return _written(path, made)


def _written(path: Path, rules: dict[str, Any]) -> Path:
    path.write_text(yaml.safe_dump({"extends": "default", "rules": rules}, allow_unicode=True), encoding="utf-8")
    return path


def _phrases(draw: random.Random, words: list[str], number: int, count: int) -> dict[str, Any]:
    condition = CONDITIONS[number // 10 % len(CONDITIONS)] if number % 10 == 0 else {}
    check = {"kind": "phrases", "phrases": {"en": sorted({_phrase(draw, words) for _ in range(count)})}}
    return {**RULE, **condition, "check": check}


def _phrase(draw: random.Random, words: list[str]) -> str:
    """Two to four words; of some, alternatives or a gap."""
    chosen = draw.choices(words, k=draw.randint(2, 4))
    form = draw.random()
    if form < 0.1:
        chosen[1] = f"({chosen[1]}|{draw.choice(words)})"
    elif form < 0.15 and len(chosen) > 2:
        chosen[1] = "..."
    return " ".join(chosen)


def _pattern(draw: random.Random, words: list[str]) -> dict[str, Any]:
    one, two, three = draw.choices(words, k=3)
    forms = (
        rf"(?i)\b{one} {two}s?\b",
        rf"(?i)\b{one}[- ]?{two}\b",
        rf"\b{one[:2].upper()}-?\d{{4,8}}\b",
        rf"(?i){one}(?= {two}| {three})",
    )
    return {"kind": "pattern", "pattern": draw.choice(forms)}
