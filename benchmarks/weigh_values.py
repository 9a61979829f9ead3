"""Fits the weights of the lists `words.sounds-locked-out` and `words.sounds-exposing`: what tells that a draft gives a value away.

    python benchmarks/weigh_values.py [--values FOLDER] [--cases FILE ...] [--clean FILE ...] [--into rules/words]

It learns from replies that were written for it (`judgement/values`): what a customer wrote, and a reply with [[ ]] around the number, code
or password that it gives away; from ordinary replies and labelled cases in which nothing is given away; and from real conversations.
What the customer wrote, the words of a value's sentence and what the value looks like (`couth.facts.exposing`) get one weight each
(logistic regression); 1 is the bar from which on 94 in a hundred findings are right in replies of authors that were not seen.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final, Iterator, Mapping, Sequence

from apart import Aim, Learner, Replies, Told
from corpus import incoming
from told import HERE, by_phrases, cases, labels_in, parser, unmarked
from weigh import listed

from couth import Linter, Thread
from couth.checks.written import TURN
from couth.facts.exposable import values
from couth.facts.exposing import told_in, told_of
from couth.policy import Rule
from couth.text import Lexicon, Reading
from couth.text.lexicon import GIVEN_AWAY
from couth.text.weighed import START

RULE: Final = "privacy.exposes"
SHARES: Final = {"real": 0.0005, "plain": 0.0025}
"""So small a share may be found of real replies, and of ordinary ones and those of labelled cases that give nothing away."""
AIM: Final = Aim(GIVEN_AWAY, precision=0.94, most=6000, regular=1.0, least=0.02, digits=2)
LOCKED_OUT, EXPOSING = GIVEN_AWAY
SUMMARIES: Final = {
    LOCKED_OUT: "Words of customers who are then told what should not be written; added up with words.sounds-exposing",
    EXPOSING: "Words around values that are given away, and what these look like; added up with words.sounds-locked-out",
}


class Reader:
    """Takes replies apart into values, by a policy's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.replies = Replies(SHARES)

    def told(self, heard: Sequence[str], reply: str, source: str, marks: Sequence[tuple[int, int]]) -> Iterator[Told]:
        """The values of a reply; nothing where marks stand around none of them, for then it is told by other means."""
        reading = Reading(reply, "en", self._lexicon)
        found = list(values(reading))
        away = [any(start < value.span[1] and end > value.span[0] for start, end in marks) for value in found]
        if any(away) or not marks:
            said = {f"{LOCKED_OUT} {ngram}" for ngram in told_of(self._read(heard)) - {START}}
            for value, is_away in zip(found, away, strict=True):
                signs = {f"{EXPOSING} {sign}" for sign in told_in(reading, value, len(found)) - {START}}
                if signs:
                    yield Told(frozenset(said | signs), is_away, len(self.replies), source)
            self.replies.add(any(away), source)

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


def real(path: Path, reader: Reader) -> Iterator[Told]:
    """Replies of real conversations."""
    for item in incoming([path]):
        yield from reader.told(_heard(item.thread), item.draft.text, f"real {path.stem}", [])


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
    print(f"{len(told)} values, {sum(one.at_fault for one in told)} of them given away")
    for list_id, weights in Learner(told, reader.replies, AIM).weights().items():
        name = list_id.partition(".")[2]
        (options.into / f"{name}.yaml").write_text(listed(SUMMARIES[list_id], {"en": weights}), encoding="utf-8")


def _options() -> argparse.Namespace:
    found = parser(__doc__)
    found.add_argument("--values", type=Path, default=HERE / "judgement" / "values", help="replies, by author")
    return found.parse_args()


if __name__ == "__main__":
    main()
