"""Fits the weights of the lists `words.sounds-*`: what words and pairs of words tell of what a sentence does.

    python benchmarks/weigh.py [--sentences FOLDER] [--cases FILE ...] [--clean FILE ...] [--into rules/words]

It learns from single sentences that were written for it (`judgement/sentences`), from labelled cases, from the rules' own
examples, and from real conversations in which nothing was found, if there are any at hand (`--clean`). For each rule it
looks for the weights (logistic regression on the most telling words and pairs, and on how long a sentence is), and for the bar from which on
more than nine in ten findings are right, on sources that it had not seen: what one author wrote is judged by what all others did. 1 is that bar, 0
the place under which a sentence so seldom does it that what phrases say of it counts for little.
"""

from __future__ import annotations

import argparse
import textwrap
from collections import defaultdict
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, Final, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from told import (
    CUSTOMERS,
    HERE,
    LISTS,
    ORDINARY,
    Told,
    by_phrases,
    clean,
    examples,
    heard,
    labelled,
    labels_in,
    ordinary,
    parser,
    wanted,
    written,
)

from couth.text import fold, ngram_fault
from couth.text.weighed import START, counted, telling

REPLIES: Final = sorted((HERE / "judgement").glob("turns/en-*.tsv")) + sorted(
    (HERE / "judgement").glob("asked/en-*.tsv")
)
ALSO: Final[Mapping[str, frozenset[str]]] = {
    "promo.unsolicited": frozenset({"promo.pressure"}),
    "promo.pressure": frozenset({"promo.unsolicited"}),
    "tone.smug": frozenset({"tone.rude"}),
}
"""What a sentence at fault in one way may well be at fault in as well: it tells nothing against that."""

PRECISION: Final = 0.92
CAREFUL: Final = 0.97
"""So many where no ordinary replies are at hand."""
ERRORS: Final = (
    "promo.unsolicited", "pacing.nudge", "pacing.ultimatum", "scope.unneeded-payment", "tone.smug", "tone.rude",
    "privacy.asks-secret", "opting out",
)  # fmt: skip
"""What stops a send, for which more of them have to be right."""
PRECISION_OF_ERRORS: Final = 0.94
"""So many of the findings are right from the bar on, among sentences of authors that were not seen."""
WARM: Final = "tone.gushing"
"""How warm a reply may be differs from language to language: as many have to be right as where no ordinary ones are at hand."""
UNLIKELY: Final = -4.0
"""The log-odds that stand at 0: of what phrases found, two thirds of what was wrong lay under it, and a fifteenth of what was right."""
MOST: Final = {"en": 16_000}
MOST_OF_FEWER: Final = 8_000
"""So many words and pairs a list has at most, in other languages and of what customers want, for which fewer sentences are at hand."""
HIGHER: Final = {"tone.rude": 0.18, "promo.favor": 0.02, "promo.pressure": 0.13}
"""So much higher stands the bar of these lists in English, as good examples of the rules would be found otherwise."""
FOLDS: Final = 5
FEWEST_HITS: Final = 15
CLEAN_SHARE: Final = 0.0006
"""So small a share of the sentences of real conversations may be found."""
ORDINARY_SHARE: Final = 0.001
"""So small a share of those of ordinary replies, which none of the sixteen lists may find."""
LEAST: Final = 0.03
"""Weights nearer to 0 than this are left out."""
WIDTH: Final = 148
INDENT: Final = " " * 8


# --- fitting --------------------------------------------------------------------------------------


class Learner:
    """Everything that is told in one language, as counts of words, pairs and lengths that two sources have."""

    def __init__(self, told: Sequence[Told], most: int, lang: str, report: Sequence[str] = ()) -> None:
        self.told = told
        self.most = most
        self.lang = lang
        self.report = list(report)
        vectors = DictVectorizer(dtype=np.float32)
        counts = narrow(vectors.fit_transform(dict.fromkeys(_told_by(one.text), 1) for one in told))
        sources = sorted({one.source for one in told})
        numbers = np.array([sources.index(one.source) for one in told])
        of_source = csr_matrix((np.ones(len(told)), (numbers, range(len(told)))), (len(sources), len(told)))
        shared = np.asarray(((of_source @ counts) > 0).sum(axis=0)).ravel() >= 2
        names = vectors.get_feature_names_out()
        kept = [n for n in np.flatnonzero(shared) if ngram_fault([str(names[n])]) is None]
        self.counts, self.names = narrow(counts[:, kept]), names[kept]
        self.clean = np.array([one.source.startswith("clean ") for one in told])
        self.ordinary = np.array([one.source.startswith(ORDINARY) for one in told])
        self.precision = PRECISION if self.ordinary.any() else CAREFUL
        heaps = np.random.RandomState(0).randint(0, FOLDS, len(told))
        self.folds = np.where(self.clean, heaps, numbers % FOLDS)

    def weights(self, rule: str) -> dict[str, float] | None:
        """The weights of a rule's list, None where no bar is precise enough."""
        due = np.array([rule in one.due for one in self.told])
        also = ALSO.get(rule, frozenset())
        used = np.array([rule not in one.open and (rule in one.due or not one.due & also) for one in self.told])
        bar = self._bar(rule, due, used) if (due & used).sum() >= FEWEST_HITS else None
        if bar is None:
            return None
        chosen = self._telling(used, due)
        model = _regression().fit(narrow(self.counts[used][:, chosen]), due[used])
        scale = bar - UNLIKELY
        weights = {str(name): float(w) / scale for name, w in zip(self.names[chosen], model.coef_[0], strict=True)}
        kept = {name: round(weight, 2) for name, weight in weights.items() if abs(weight) >= LEAST}
        higher = HIGHER.get(rule, 0.0) if self.lang == "en" else 0.0
        return {**kept, START: round((float(model.intercept_[0]) - UNLIKELY) / scale - higher, 2)}

    def _bar(self, rule: str, due: Any, used: Any) -> float | None:
        """The lowest log-odds from which on findings are right often enough, by models that saw nothing of their source."""
        odds = np.full(len(self.told), -99.0)
        for fold_ in range(FOLDS):
            seen, asked = used & (self.folds != fold_), self.folds == fold_
            if not asked.any():
                continue
            if not due[seen].any():
                return None
            chosen = self._telling(seen, due)
            model = _regression().fit(narrow(self.counts[seen][:, chosen]), due[seen])
            odds[asked] = model.decision_function(narrow(self.counts[asked][:, chosen]))
        precision = max(self.precision, PRECISION_OF_ERRORS * (rule in ERRORS))
        precision = CAREFUL if rule == WARM and self.lang != "en" else precision
        for bar in np.arange(-2.0, 4.0, 0.1):
            found = (odds >= bar) & used
            plain = self.clean | self.ordinary
            right, wrong = int((found & due).sum()), int((found & ~due & ~plain).sum())
            quiet = self._few(found, self.clean, CLEAN_SHARE) and self._few(found, self.ordinary, ORDINARY_SHARE)
            if quiet and right >= FEWEST_HITS and right >= precision * (right + wrong):
                share = right / max(1, int((due & used).sum()))
                self.report.append(f"  {rule}: found of what is due {share:.2f}, right {right / (right + wrong):.2f}")
                return float(bar)
        return None

    @staticmethod
    def _few(found: Any, among: Any, share: float) -> bool:
        return bool((found & among).sum() <= max(1, among.sum() * share))

    def _telling(self, used: Any, due: Any) -> Any:
        scores, _ = chi2(self.counts[used], due[used])
        return np.sort(np.argsort(-np.nan_to_num(scores), kind="stable")[: self.most])


def _told_by(text: str) -> set[str]:
    return telling(counted(fold(text).text)) - {START}


def _regression() -> LogisticRegression:
    return LogisticRegression(C=8, max_iter=300, solver="liblinear", random_state=0)


def narrow(matrix: Any) -> Any:
    """The matrix with the indices that the solver takes."""
    narrow = matrix.tocsr()
    narrow.indices, narrow.indptr = narrow.indices.astype("int32"), narrow.indptr.astype("int32")
    return narrow


# --- writing --------------------------------------------------------------------------------------


def listed(summary: str, by_lang: Mapping[str, Mapping[str, float]]) -> str:
    """A word list as a file has it, the heaviest first."""
    lines = [f"summary: {summary}", "weights:"]
    for lang, weights in by_lang.items():
        lines.append(f"  {lang}:")
        grouped = defaultdict[float, list[str]](list)
        for ngram, weight in weights.items():
            grouped[weight].append(ngram)
        for weight in sorted(grouped, reverse=True):
            lines += [f"    - weight: {weight}", "      ngrams: >-"]
            lines += textwrap.wrap(
                ", ".join(sorted(grouped[weight])), WIDTH, initial_indent=INDENT, subsequent_indent=INDENT
            )
    return "\n".join((*lines, ""))


def fitted(options: argparse.Namespace, lang: str) -> tuple[dict[str, dict[str, float]], list[str]]:
    """The weights of every list in a language, and what is to be said of them."""
    learner = Learner(_told(options, lang), MOST.get(lang, MOST_OF_FEWER), lang)
    learner.report.append(f"{lang}: {len(learner.told)} sentences, {len(learner.names)} words and pairs")
    found = {name: weights for rule, name in LISTS.items() if (weights := learner.weights(rule))}
    customers = [one for path in sorted(options.customers.glob(f"{lang}-*.tsv")) for one in wanted(path)]
    customers += [one for path in options.clean if lang == "en" for one in heard(path)]
    if customers:
        learner = Learner(_once(customers), MOST_OF_FEWER, lang, learner.report)
        learner.precision = PRECISION
        found.update((name, weights) for kind, name in CUSTOMERS.items() if (weights := learner.weights(kind)))
    return found, learner.report


def _told(options: argparse.Namespace, lang: str) -> list[Told]:
    """Everything that is told in a language, each sentence once."""
    linter, labels = by_phrases(), labels_in(options.labels)
    files = sorted(path for path in options.sentences.glob("*.tsv") if path.stem.split("-")[0] == lang)
    told = [one for path in files for one in written(path)]
    told += [one for path in options.replies if lang == "en" for one in ordinary(path)]
    told += [one for path in options.cases for one in labelled(path, labels, lang, linter)]
    told += examples(linter, lang)
    told += [one for path in options.clean if lang == "en" for one in clean(path, linter)]
    return _once(told)


def _once(told: Sequence[Told]) -> list[Told]:
    return list({one.text: one for one in reversed(told)}.values())[::-1]


def main() -> None:
    """Fit every list in every language that sentences were written in, and write them."""
    options = _options()
    files = sorted(options.sentences.glob("*.tsv"))
    langs = sorted({path.stem.split("-")[0] for path in files}, key=lambda lang: (lang != "en", lang))
    found = defaultdict[str, dict[str, dict[str, float]]](dict)
    with ProcessPoolExecutor() as pool:
        for lang, (weights, said) in zip(langs, pool.map(partial(fitted, options), langs), strict=True):
            print(*said, sep="\n")
            for name, of in weights.items():
                found[name][lang] = of
    for rule, name in (*LISTS.items(), *CUSTOMERS.items()):
        summary = f"Sounds like {rule}, by many small signs that add up in a sentence"
        if found[name]:
            (options.into / f"{name}.yaml").write_text(listed(summary, found[name]), encoding="utf-8")


def _options() -> argparse.Namespace:
    found = parser(__doc__)
    found.add_argument(
        "--customers", type=Path, default=HERE / "judgement" / "customers", help="messages of customers, by author"
    )
    found.add_argument(
        "--replies", type=Path, nargs="*", default=REPLIES, help="files of which the last column is an ordinary reply"
    )
    return found.parse_args()


if __name__ == "__main__":
    main()
