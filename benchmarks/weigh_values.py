"""Fits the weights of the lists `words.sounds-locked-out` and `words.sounds-exposing`: what tells that a draft gives a value away.

    python benchmarks/weigh_values.py [--values FOLDER] [--cases FILE ...] [--clean FILE ...] [--into rules/words]

It learns from replies that were written for it (`judgement/values`): what a customer wrote, and a reply with [[ ]] around the number, code
or password that it gives away; from ordinary replies and labelled cases in which nothing is given away; and from real conversations.
What the customer wrote, the words of a value's sentence and what the value looks like (`couth.facts.exposing`) get one weight each
(logistic regression); 1 is the bar from which on 94 in a hundred findings are right in replies of authors that were not seen.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from pathlib import Path
from typing import Any, Final, Iterator, Mapping, NamedTuple, Sequence

import numpy as np
from corpus import incoming
from sklearn.feature_extraction import DictVectorizer
from sklearn.feature_selection import chi2
from sklearn.linear_model import LogisticRegression
from told import HERE, by_phrases, cases, labels_in, parser, unmarked
from weigh import UNLIKELY, listed, narrow

from couth import Linter, Thread
from couth.facts.exposable import values
from couth.facts.exposing import told_in, told_of
from couth.policy import Rule
from couth.text import Lexicon, Reading, ngram_fault
from couth.text.lexicon import GIVEN_AWAY
from couth.text.weighed import START

RULE: Final = "privacy.exposes"
PRECISION: Final = 0.94
SHARES: Final = {"real": 0.0005, "plain": 0.0025}
"""So small a share may be found of real replies, and of ordinary ones and those of labelled cases that give nothing away."""
MOST: Final = 6000
"""So many words and pairs count of customers and replies together."""
REGULAR: Final = 1.0
LEAST: Final = 0.02
"""Weights nearer to 0 than this are left out."""
LOCKED_OUT, EXPOSING = GIVEN_AWAY
SUMMARIES: Final = {
    LOCKED_OUT: "Words of customers who are then told what should not be written; added up with words.sounds-exposing",
    EXPOSING: "Words around values that are given away, and what these look like; added up with words.sounds-locked-out",
}


class Told(NamedTuple):
    """A value in a reply: what tells of it, whether it is given away, the reply's number and source."""

    signs: frozenset[str]
    away: bool
    reply: int
    source: str


class Reader:
    """Takes replies apart into values, by a policy's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.replies = list[tuple[bool, str]]()
        """Of each reply, whether it gives anything away, and what it comes from: `real`, `plain`, `written` for this."""

    def told(self, heard: Sequence[str], reply: str, source: str, marks: Sequence[tuple[int, int]]) -> Iterator[Told]:
        """The values of a reply; nothing where marks stand around none of them, for then it is told by other means."""
        reading = Reading(reply, "en", self._lexicon)
        found = list(values(reading))
        away = [any(start < value.span[1] and end > value.span[0] for start, end in marks) for value in found]
        if any(away) or not marks:
            kind = source.partition(" ")[0]
            said = {f"{LOCKED_OUT} {ngram}" for ngram in told_of(self._read(heard)) - {START}}
            for value, is_away in zip(found, away, strict=True):
                signs = {f"{EXPOSING} {sign}" for sign in told_in(reading, value, len(found)) - {START}}
                if signs:
                    yield Told(frozenset(said | signs), is_away, len(self.replies), source)
            self.replies.append((any(away), kind if kind in SHARES else "written"))

    def _read(self, texts: Sequence[str]) -> list[Reading]:
        return [Reading(text, "en", self._lexicon) for text in texts]


def written(path: Path, reader: Reader) -> Iterator[Told]:
    """Replies a line: `bad` or `good` (or any other word where nothing is given away), what the customer wrote, the reply."""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, heard, reply = line.split("\t")
        clean, marks = unmarked(reply)
        source = path.stem if kind in ("bad", "good") else f"plain {path.stem}"
        yield from reader.told(heard.split(" || ")[-TURN:], clean, source, marks if kind == "bad" else [])


def labelled(path: Path, labels: Mapping[str, Any], reader: Reader, linter: Linter) -> Iterator[Told]:
    """Labelled cases in English; what is given away in one is told by what phrases find there."""
    for draft, thread, label in cases(path, labels, "en"):
        if RULE in label.due:
            found = [v.span for v in linter.lint(draft, thread).violations if v.rule == RULE and v.span]
            if found:
                yield from reader.told(_heard(thread), draft.text, path.stem, found)
        elif RULE not in label.arguable:
            yield from reader.told(_heard(thread), draft.text, f"plain {path.stem}", [])


def _heard(thread: Thread) -> list[str]:
    return [message.text for message in thread.messages if message.role == "customer"][-TURN:]


def examples(rule: Rule, reader: Reader) -> Iterator[Told]:
    """The rule's own examples in English, in six heaps."""
    for number, one in enumerate((*rule.examples.bad, *rule.examples.good)):
        draft, thread = one.values()
        if (draft.lang or "en") == "en":
            at = one.at[0] if one.at and number < len(rule.examples.bad) else None
            start = draft.text.find(at) if at else -1
            marks = [(start, start + len(at))] if at else []
            if marks or number >= len(rule.examples.bad):
                yield from reader.told(_heard(thread), draft.text, f"examples {number % HEAPS}", marks)


HEAPS: Final = 6
TURN: Final = 2


def real(path: Path, reader: Reader) -> Iterator[Told]:
    """Replies of real conversations."""
    for item in incoming([path]):
        yield from reader.told(_heard(item.thread), item.draft.text, f"real {path.stem}", [])


# --- fitting --------------------------------------------------------------------------------------


class Learner:
    """All values, as counts of what tells in two sources."""

    def __init__(self, told: Sequence[Told], replies: Sequence[tuple[bool, str]]) -> None:
        self.told, self.replies = told, replies
        sources = defaultdict[str, set[str]](set)
        for one in told:
            for sign in one.signs:
                sources[sign].add(one.source)
        kept = {sign for sign, of in sources.items() if len(of) > 1 and ngram_fault([sign.partition(" ")[2]]) is None}
        vectors = DictVectorizer(dtype=np.float32)
        self.counts = narrow(vectors.fit_transform(dict.fromkeys(one.signs & kept, 1) for one in told))
        self.names = vectors.get_feature_names_out()
        self.due = np.array([one.away for one in told])
        self.sources = np.array([one.source for one in told])

    def weights(self) -> dict[str, dict[str, float]]:
        """The weights of each list."""
        bar, chosen = self._bar(), self._telling(np.full(len(self.due), True))
        model = _regression().fit(narrow(self.counts[:, chosen]), self.due)
        scale = bar - UNLIKELY
        found = dict[str, dict[str, float]]({LOCKED_OUT: {}, EXPOSING: {}})
        for name, weight in zip(self.names[chosen], model.coef_[0], strict=True):
            list_id, _, ngram = str(name).partition(" ")
            if abs(weight / scale) >= LEAST:
                found[list_id][ngram] = round(float(weight) / scale, 2)
        found[EXPOSING][START] = round((float(model.intercept_[0]) - UNLIKELY) / scale, 2)
        return found

    def _bar(self) -> float:
        """The lowest log-odds from which on findings are right often enough, by models that saw nothing of their source."""
        odds = np.full(len(self.due), -99.0)
        for source in sorted(set(self.sources)):
            asked = self.sources == source
            chosen = self._telling(~asked)
            model = _regression().fit(narrow(self.counts[~asked][:, chosen]), self.due[~asked])
            odds[asked] = model.decision_function(narrow(self.counts[asked][:, chosen]))
        best = np.full(len(self.replies), -99.0)
        np.maximum.at(best, [one.reply for one in self.told], odds)
        due, kinds = (np.array(column) for column in zip(*self.replies, strict=True))
        for bar in np.arange(-1.0, 5.0, 0.1):
            found = best >= bar
            right, wrong = int((due & found).sum()), int((~due & (kinds == "written") & found).sum())
            quiet = all(
                (found & ~due & (kinds == k)).sum() <= max(1, s * (kinds == k).sum()) for k, s in SHARES.items()
            )
            if quiet and right >= PRECISION * (right + wrong):
                share = right / due.sum()
                print(f"found of what is due: {share:.2f}, right: {right / (right + wrong):.2f}; bar {bar:.1f}")
                return float(bar)
        raise SystemExit("no bar is precise enough")

    def _telling(self, used: Any) -> Any:
        """The words and pairs that tell most."""
        scores, _ = chi2(self.counts[used], self.due[used])
        return np.sort(np.argsort(-np.nan_to_num(scores), kind="stable")[:MOST])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=REGULAR, max_iter=500, solver="liblinear", random_state=0)


def main() -> None:
    """Fit both lists, and write them."""
    options = _options()
    linter = by_phrases()
    reader = Reader(linter.knowledge.lexicon)
    labels = labels_in(options.labels)
    files = (*sorted(options.values.glob("en-*.tsv")), *sorted(options.sentences.glob("en-ordinary-*.tsv")))
    told = [one for path in files for one in written(path, reader)]
    told += [one for path in options.cases for one in labelled(path, labels, reader, linter)]
    told += examples(linter.policy.rules[RULE], reader)
    told += [one for path in options.clean for one in real(path, reader)]
    print(f"{len(told)} values, {sum(one.away for one in told)} of them given away")
    for list_id, weights in Learner(told, reader.replies).weights().items():
        name = list_id.partition(".")[2]
        (options.into / f"{name}.yaml").write_text(listed(SUMMARIES[list_id], {"en": weights}), encoding="utf-8")


def _options() -> argparse.Namespace:
    found = parser(__doc__)
    found.add_argument("--values", type=Path, default=HERE / "judgement" / "values", help="replies, by author")
    return found.parse_args()


if __name__ == "__main__":
    main()
