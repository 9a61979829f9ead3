"""Fits two lists with weights that are added up together, apart from the others: what is asked, or heard, and what is said to it.

What tells of one thing of which is asked (a question that a reply may pass over, a value that it may give away) counts under the list in
which it has a weight: `words.sounds-skipping <shares nothing>`. Logistic regression gives each one weight; 1 is the bar from which on findings
are right often enough in replies of authors that were not seen.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Callable, Final, Mapping, NamedTuple, Sequence

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from weigh import UNLIKELY, narrow

from couth.text import ngram_fault
from couth.text.weighed import START


class Told(NamedTuple):
    """One thing: what tells of it, whether it is at fault, the number of the reply, and where that comes from."""

    signs: frozenset[str]
    at_fault: bool
    reply: int
    source: str


class Replies(list[tuple[bool, str]]):
    """Of each reply, whether it is at fault, and what it comes from: a kind that `shares` names, or `written` for this."""

    def __init__(self, shares: Mapping[str, float]) -> None:
        super().__init__()
        self.shares = shares

    def add(self, at_fault: bool, source: str) -> None:
        """Take down one more."""
        kind = source.partition(" ")[0]
        self.append((at_fault, kind if kind in self.shares else WRITTEN))


WRITTEN: Final = "written"


class Aim(NamedTuple):
    """What a fit is to come to."""

    lists: tuple[str, str]
    """The list of what is asked or heard, and that of what is said, which has the start."""
    precision: float
    """So many findings are right among what was written, by authors that were not seen."""
    most: int
    """So many words and pairs count."""
    regular: float
    """The inverse of how much weights are held down."""
    least: float
    """Weights nearer to 0 than this are left out."""
    digits: int
    """Weights have so many behind the point."""
    always: Callable[[str], bool] | None = None
    """Whether something counts however little it tells by itself; left out: nothing."""


class Learner:
    """Everything that is told, as counts of what tells in two sources."""

    def __init__(self, told: Sequence[Told], replies: Replies, aim: Aim) -> None:
        self.told, self.replies, self.aim = told, replies, aim
        sources = defaultdict[str, set[str]](set)
        for one in told:
            for sign in one.signs:
                sources[sign].add(one.source)
        kept = {sign for sign, of in sources.items() if len(of) > 1 and ngram_fault([sign.partition(" ")[2]]) is None}
        vectors = DictVectorizer(dtype=np.float32)
        self.counts = narrow(vectors.fit_transform(dict.fromkeys(one.signs & kept, 1) for one in told))
        self.names = vectors.get_feature_names_out()
        self.due = np.array([one.at_fault for one in told])
        self.sources = np.array([one.source for one in told])

    def weights(self) -> dict[str, dict[str, float]]:
        """The weights of each list."""
        bar, chosen = self._bar(), self._telling(np.full(len(self.due), True))
        model = self._regression().fit(narrow(self.counts[:, chosen]), self.due)
        scale = bar - UNLIKELY
        found = dict[str, dict[str, float]]({name: {} for name in self.aim.lists})
        for name, weight in zip(self.names[chosen], model.coef_[0], strict=True):
            list_id, _, ngram = str(name).partition(" ")
            if abs(weight / scale) >= self.aim.least:
                found[list_id][ngram] = round(float(weight) / scale, self.aim.digits)
        found[self.aim.lists[-1]][START] = round((float(model.intercept_[0]) - UNLIKELY) / scale, self.aim.digits)
        return found

    def _bar(self) -> float:
        """The lowest log-odds from which on findings are right often enough, by models that saw nothing of their source."""
        best = np.full(len(self.replies), -99.0)
        np.maximum.at(best, [one.reply for one in self.told], self._odds())
        due, kinds = (np.array(column) for column in zip(*self.replies, strict=True))
        for bar in np.arange(-1.0, 5.0, 0.1):
            found = best >= bar
            right, wrong = int((due & found).sum()), int((~due & (kinds == WRITTEN) & found).sum())
            if right >= self.aim.precision * (right + wrong) and self._is_quiet(found & ~due, kinds):
                share = right / due.sum()
                print(f"found of what is due: {share:.2f}, right: {right / (right + wrong):.2f}; bar {bar:.1f}")
                return float(bar)
        raise SystemExit("no bar is precise enough")

    def _odds(self) -> Any:
        odds = np.full(len(self.due), -99.0)
        for source in sorted(set(self.sources)):
            asked = self.sources == source
            chosen = self._telling(~asked)
            model = self._regression().fit(narrow(self.counts[~asked][:, chosen]), self.due[~asked])
            odds[asked] = model.decision_function(narrow(self.counts[asked][:, chosen]))
        return odds

    def _is_quiet(self, wrong: Any, kinds: Any) -> bool:
        """Whether few enough are found of each kind that was not written for this."""
        return all(
            (wrong & (kinds == kind)).sum() <= max(1, share * (kinds == kind).sum())
            for kind, share in self.replies.shares.items()
        )

    def _telling(self, used: Any) -> Any:
        """The words and pairs that tell most, and what always counts."""
        scores, _ = chi2(self.counts[used], self.due[used])
        always = np.array([self.aim.always is not None and self.aim.always(str(name)) for name in self.names])
        scores = np.where(always, np.inf, np.nan_to_num(scores))
        return np.sort(np.argsort(-scores, kind="stable")[: self.aim.most + always.sum()])

    def _regression(self) -> LogisticRegression:
        return LogisticRegression(C=self.aim.regular, max_iter=500, solver="liblinear", random_state=0)
