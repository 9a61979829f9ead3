"""Fits the weights of the lists `words.sounds-skipped` and `words.sounds-skipping`: what tells that a reply passes a question over.

    python benchmarks/weigh_turns.py [--turns FOLDER] [--cases FILE ...] [--clean FILE ...] [--into rules/words]

It learns from turns that were written for it (`judgement/turns`): what a customer wrote, with [[ ]] around what the reply leaves
open, and the reply; from labelled cases; and from real conversations, of which nearly no reply passes anything over. The words of the
question, those of the reply and the signs of how they stand to each other (`couth.facts.skipping`) get one weight each (logistic
regression); 1 is the bar from which on 85 in a hundred findings are right in replies of authors that were not seen.
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
from told import HERE, cases, labels_in, parser, unmarked
from weigh import UNLIKELY, listed, narrow

from couth import Linter, Message
from couth.facts.answers import matter, plainly_passed_over
from couth.facts.question_forms import Question
from couth.facts.questions import heard
from couth.facts.skipping import signs
from couth.policy import Rule
from couth.text import Lexicon, Reading, ngram_fault
from couth.text.lexicon import PASSED_OVER
from couth.text.weighed import START, counted, ngrams

RULE: Final = "continuity.ignored-question"
PRECISION: Final = 0.85
SHARES: Final = {"real": 0.002, "plain": 0.008}
"""So small a share may be found of real replies, and of ordinary ones and those of labelled cases that answer all."""
MOST: Final = 3000
"""So many words and pairs count of questions and replies together."""
REGULAR: Final = 0.2
LEAST: Final = 0.008
"""Weights nearer to 0 than this are left out: here many small ones add up."""
SKIPPED, SKIPPING = PASSED_OVER
SUMMARIES: Final = {
    SKIPPED: "Words of questions that replies pass over; added up with words.sounds-skipping",
    SKIPPING: "Words of replies that pass a question over, and how they stand to it; added up with words.sounds-skipped",
}


class Pair(NamedTuple):
    """A question and the reply to its turn: what tells of them, whether it is passed over, the reply's number and source."""

    told: Mapping[str, int]
    skipped: bool
    reply: int
    source: str


class Reader:
    """Takes turns apart into pairs, by a policy's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.replies = list[tuple[bool, str]]()
        """Of each reply, whether it passes anything over, and what it comes from: `real`, `plain`, `written` for this."""

    def pairs(
        self, turn: Sequence[str], reply: str, source: str, marks: Sequence[Sequence[tuple[int, int]]] | None, due: bool
    ) -> Iterator[Pair]:
        """The questions of a turn; where no marks tell which of them is passed over, it is the one of which the reply has least."""
        number = len(self.replies)
        kind = source.partition(" ")[0]
        self.replies.append((due, kind if kind in SHARES else "written"))
        found = list(self._told(turn, reply))
        least = min((_nearness(told) for _, told in found), default=0)
        for question, told in found:
            open_ = marks[question.message] if marks is not None else ()
            skipped = any(start < question.span[1] and end > question.span[0] for start, end in open_)
            if marks is None and due:
                if _nearness(told) > least:
                    continue
                skipped = True
            yield Pair(told, skipped, number, source)

    def _told(self, turn: Sequence[str], reply: str) -> Iterator[tuple[Question, dict[str, int]]]:
        asked = list[Question]()
        read = [Reading(text, "en", self._lexicon) for text in turn]
        for index, reading in enumerate(read):
            asked = heard(asked, index, reading)
        message = Reading(reply, "en", self._lexicon)
        said, plain = matter(message), [question for question in asked if question.plain]
        words = [f"{SKIPPING} {ngram}" for ngram in _ngrams(message.folded.text)]
        for question in plain:
            rivals = [other for other in plain if other is not question]
            told = dict.fromkeys(words, 1)
            plainly = plainly_passed_over(message, question, plain, said)
            found = signs(message, question, rivals, said, plainly)
            told.update((f"{SKIPPING} <{sign}>", 1) for sign in found)
            own = read[question.message].folded_in(question.span)
            told.update((f"{SKIPPED} {ngram}", 1) for ngram in _ngrams(own))
            yield question, told


def _nearness(told: Mapping[str, int]) -> int:
    return f"{SKIPPING} <shares nothing>" not in told


def _ngrams(folded: str) -> set[str]:
    return ngrams(counted(folded)) - {START}


def written(path: Path, reader: Reader) -> Iterator[Pair]:
    """Turns a line: whether a question is passed over, what the customer wrote, the reply."""
    for line in path.read_text(encoding="utf-8").splitlines():
        kind, said, reply = line.split("\t")
        turn, marks = list[str](), list[list[tuple[int, int]]]()
        for text in said.split(" || "):
            clean, found = unmarked(text)
            turn.append(clean)
            marks.append(found)
        source = f"plain {path.stem}" if kind == "-ordinary" else path.stem
        yield from reader.pairs(turn, reply, source, marks, kind == "ignored")


def labelled(path: Path, labels: Mapping[str, Any], reader: Reader) -> Iterator[Pair]:
    """Labelled cases in English."""
    for draft, thread, label in cases(path, labels, "en"):
        if RULE not in label.arguable:
            turn = _turn(thread.messages)
            yield from reader.pairs(turn, draft.text, f"plain {path.stem}", None, RULE in label.due)


def examples(rule: Rule, reader: Reader) -> Iterator[Pair]:
    """The rule's own examples in English, in six heaps."""
    for due, listed_ in ((True, rule.examples.bad), (False, rule.examples.good)):
        for number, one in enumerate(listed_):
            draft, thread = one.values()
            if (draft.lang or "en") == "en":
                turn = _turn(thread.messages)
                yield from reader.pairs(turn, draft.text, f"examples {number % HEAPS}", None, due)


HEAPS: Final = 6


def real(path: Path, reader: Reader) -> Iterator[Pair]:
    """Every fourth reply of real conversations."""
    for number, item in enumerate(incoming([path])):
        turn = _turn(item.thread.messages) if number % EVERY == 0 else []
        if turn:
            yield from reader.pairs(turn, item.draft.text, f"real {path.stem}", [[] for _ in turn], False)


EVERY: Final = 4


def _turn(messages: Sequence[Message]) -> list[str]:
    """What the customer wrote since the business last wrote."""
    found = list[str]()
    for message in reversed(messages):
        if message.role == "business":
            break
        if message.role == "customer":
            found.append(message.text)
    return found[::-1]


# --- fitting --------------------------------------------------------------------------------------


class Learner:
    """All pairs, as counts of what tells in two sources."""

    def __init__(self, pairs: Sequence[Pair], replies: Sequence[tuple[bool, str]]) -> None:
        self.pairs, self.replies = pairs, replies
        sources = defaultdict[str, set[str]](set)
        for pair in pairs:
            for name in pair.told:
                sources[name].add(pair.source)
        kept = {name for name, of in sources.items() if len(of) > 1 and ngram_fault([name.partition(" ")[2]]) is None}
        self._vectors = DictVectorizer(dtype=np.float32)
        told = [{name: 1 for name in pair.told if name in kept} for pair in pairs]
        self.counts = narrow(self._vectors.fit_transform(told))
        self.names = self._vectors.get_feature_names_out()
        self.due = np.array([pair.skipped for pair in pairs])
        self.sources = np.array([pair.source for pair in pairs])

    def weights(self) -> dict[str, dict[str, float]]:
        """The weights of each list."""
        bar, used = self._bar(), np.full(len(self.due), True)
        chosen = self._telling(used)
        model = _regression().fit(narrow(self.counts[:, chosen]), self.due)
        scale = bar - UNLIKELY
        found = dict[str, dict[str, float]]({SKIPPED: {}, SKIPPING: {}})
        for name, weight in zip(self.names[chosen], model.coef_[0], strict=True):
            list_id, _, ngram = str(name).partition(" ")
            if abs(weight / scale) >= LEAST:
                found[list_id][ngram] = round(float(weight) / scale, 3)
        found[SKIPPING][START] = round((float(model.intercept_[0]) - UNLIKELY) / scale, 3)
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
        np.maximum.at(best, [pair.reply for pair in self.pairs], odds)
        due, kinds = (np.array(column) for column in zip(*self.replies, strict=True))
        for bar in np.arange(-1.0, 4.0, 0.1):
            found = best >= bar
            right, wrong = int((due & found).sum()), int((~due & (kinds == "written") & found).sum())
            quiet = all(
                (found & ~due & (kinds == kind)).sum() <= share * (kinds == kind).sum()
                for kind, share in SHARES.items()
            )
            if quiet and right >= PRECISION * (right + wrong):
                print(
                    f"found of what is due: {right / due.sum():.2f}, right: {right / (right + wrong):.2f}; bar {bar:.1f}"
                )
                return float(bar)
        raise SystemExit("no bar is precise enough")

    def _telling(self, used: Any) -> Any:
        """All signs, and the words and pairs that tell most."""
        scores, _ = chi2(self.counts[used], self.due[used])
        signs_ = np.array(["<" in name and "<num>" not in name for name in self.names])
        scores = np.where(signs_, np.inf, np.nan_to_num(scores))
        return np.sort(np.argsort(-scores, kind="stable")[: MOST + signs_.sum()])


def _regression() -> LogisticRegression:
    return LogisticRegression(C=REGULAR, max_iter=500, solver="liblinear", random_state=0)


def main() -> None:
    """Fit both lists, and write them."""
    options = _options()
    linter = Linter()
    reader = Reader(linter.knowledge.lexicon)
    labels = labels_in(options.labels)
    files = (*sorted(options.turns.glob("en-*.tsv")), *sorted(options.sentences.glob("en-ordinary-*.tsv")))
    pairs = [pair for path in files for pair in written(path, reader)]
    pairs += [pair for path in options.cases for pair in labelled(path, labels, reader)]
    pairs += examples(linter.policy.rules[RULE], reader)
    pairs += [pair for path in options.clean for pair in real(path, reader)]
    print(f"{len(pairs)} questions, {sum(pair.skipped for pair in pairs)} of them passed over")
    for list_id, weights in Learner(pairs, reader.replies).weights().items():
        name = list_id.partition(".")[2]
        (options.into / f"{name}.yaml").write_text(listed(SUMMARIES[list_id], {"en": weights}), encoding="utf-8")


def _options() -> argparse.Namespace:
    found = parser(__doc__)
    found.add_argument("--turns", type=Path, default=HERE / "judgement" / "turns", help="turns and replies, by author")
    return found.parse_args()


if __name__ == "__main__":
    main()
