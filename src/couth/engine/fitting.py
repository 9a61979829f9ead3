"""Fits the weights of a rule's cues to labelled drafts, by logistic regression. The one module that knows scikit-learn.

The model is told the score by hand as one strong feature and each cue as a weak one, so that what the labels say
nothing about keeps the weight that a person gave it. No weight changes its sign: what speaks for a thing speaks for it.
"""

from __future__ import annotations

from collections import Counter
from typing import Any, Final, Sequence

from couth.engine.calibration import HAND, Fit, Sample, Sentence, candidates, folds, scored
from couth.engine.evaluation import Score

STRENGTHS: Final = (0.03, 0.3, 3.0)
"""How far a fit may go from the weights by hand: the inverse strength of the penalty, least first."""

MOST_WORDS: Final = 25
"""Learned words of a language; more, and nobody reads the list."""

_HAND_SCALE: Final = 10.0
_LEAST_WEIGHT: Final = 0.1
_LEAST_UNIT: Final = 0.1
"""A score by hand that tells less than this tells nothing: learned words then stand by themselves."""

_ROUNDING: Final = 1e-6


def fitted(samples: Sequence[Sample], threshold: float, learns: bool, precision: float, *, ties: bool = False) -> Fit:
    """The fit to samples, as far from the weights by hand as cross-validation bears out; `HAND` where none is better.

    `precision` is the least that its findings must have. With `ties`, a fit that does as well as by hand is taken,
    the nearest to it that does. Raises ImportError where scikit-learn is not installed.
    """
    best, chosen = _worth(validated(samples, threshold, learns, precision, None), precision), None
    for strength in STRENGTHS:
        worth = _worth(validated(samples, threshold, learns, precision, strength), precision)
        if worth > best or (ties and chosen is None and worth == best):
            best, chosen = worth, strength
    return HAND if chosen is None else _fit(samples, threshold, learns, precision, chosen)


def validated(
    samples: Sequence[Sample], threshold: float, learns: bool, precision: float, strength: float | None
) -> Score:
    """What a strength comes to on drafts that were not fitted to; None judges them by hand."""
    total = Score()
    for train, test in folds(samples):
        fit = HAND if strength is None else _fit(train, threshold, learns, precision, strength)
        one = scored(fit, test, threshold)
        total = Score(total.hits + one.hits, total.alarms + one.alarms, total.misses + one.misses)
    return total


def nested(samples: Sequence[Sample], threshold: float, learns: bool, precision: float, *, ties: bool = False) -> Score:
    """What the whole procedure comes to on drafts that it never saw, the choice of the strength included."""
    total = Score()
    for train, test in folds(samples):
        one = scored(fitted(train, threshold, learns, precision, ties=ties), test, threshold)
        total = Score(total.hits + one.hits, total.alarms + one.alarms, total.misses + one.misses)
    return total


def _worth(score: Score, precision: float) -> tuple[bool, float, float]:
    return score.precision >= precision, round(score.f1, 6), score.precision


def _fit(samples: Sequence[Sample], threshold: float, learns: bool, precision: float, strength: float) -> Fit:
    """One fit, with the bar set where the samples' findings are precise enough and catch most."""
    words = candidates(samples) if learns else {}
    told = [(one, s) for one in samples for s in _told(one)]
    names = sorted({name for _, s in told for name in s.amounts})
    terms = [(lang, word) for lang, known in sorted(words.items()) for word in sorted(known)]
    rows = Counter((_features(s, one.lang, names, terms), one.due) for one, s in told)
    if len({due for _, due in rows}) < 2:
        return HAND
    model = _regression(strength)
    model.fit([list(row) for row, _ in rows], [due for _, due in rows], sample_weight=list(rows.values()))
    coefficients, bias = [float(c) for c in model.coef_[0]], float(model.intercept_[0])
    by_hand = coefficients[0] * _HAND_SCALE
    unit = max(by_hand, _LEAST_UNIT)
    raw = Fit(
        {name: max(0.0, (by_hand + c) / unit) for name, c in zip(names, coefficients[1:], strict=False)},
        _learned(terms, [c / unit for c in coefficients[1 + len(names) :]]),
    )
    return _rounded(_raised(raw, samples, threshold, precision, -bias / unit))


def _regression(strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, max_iter=2000)


def _told(one: Sample) -> list[Sentence]:
    """The sentences that a sample teaches: of a draft at fault those pointed at, else the one that scores most."""
    if not one.due:
        return list(one.sentences)
    pointed = [s for s in one.sentences if s.marked]
    return pointed or sorted(one.sentences, key=lambda s: HAND.score(s, one.lang))[-1:]


def _features(
    sentence: Sentence, lang: str, names: Sequence[str], terms: Sequence[tuple[str, str]]
) -> tuple[float, ...]:
    hand = HAND.score(sentence, lang) * _HAND_SCALE
    cues = [sentence.amounts.get(name, 0.0) for name in names]
    return (hand, *cues, *(float(lang == of and word in sentence.words) for of, word in terms))


def _learned(terms: Sequence[tuple[str, str]], weights: Sequence[float]) -> dict[str, dict[str, float]]:
    """The words that weigh most, by language."""
    found: dict[str, dict[str, float]] = {}
    for weight, (lang, word) in sorted(zip(weights, terms, strict=True), reverse=True):
        known = found.setdefault(lang, {})
        if weight >= _LEAST_WEIGHT and len(known) < MOST_WORDS:
            known[word] = weight
    return {lang: words for lang, words in found.items() if words}


def _raised(fit: Fit, samples: Sequence[Sample], threshold: float, precision: float, bar: float) -> Fit:
    """The fit scaled so that the rule's own threshold is the best bar: precise enough, then of the highest F1."""
    tops = [(_top(fit, one), one.due) for one in samples]
    lowest = {round(top, 3) for top, due in tops if due and top > 0}
    bars = [threshold, *([bar] if bar > 0 else []), *sorted(lowest)]
    best = max(bars, key=lambda at: _worth(_counted(tops, at), precision))
    scale = threshold / best
    learned = {lang: {w: weight * scale for w, weight in words.items()} for lang, words in fit.learned.items()}
    return Fit({name: factor * scale for name, factor in fit.factors.items()}, learned)


def _counted(tops: Sequence[tuple[float, bool]], bar: float) -> Score:
    found = [due for top, due in tops if top >= bar - _ROUNDING]
    due = sum(due for _, due in tops)
    return Score(sum(found), len(found) - sum(found), due - sum(found))


def _top(fit: Fit, one: Sample) -> float:
    return max((fit.score(s, one.lang) for s in one.sentences), default=0.0)


def _rounded(fit: Fit) -> Fit:
    learned = {lang: {word: round(w, 2) for word, w in words.items()} for lang, words in fit.learned.items()}
    return Fit({name: round(factor, 2) for name, factor in fit.factors.items()}, learned)
