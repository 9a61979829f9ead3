"""Fits the weights of the lists `words.sounds-skipped` and `words.sounds-skipping`: what tells that a reply passes a question over.

    python benchmarks/weigh_turns.py [--turns FOLDER] [--cases FILE ...] [--clean FILE ...] [--into rules/words]

It learns from turns that were written for it (`judgement/turns`): what a customer wrote, with [[ ]] around what the reply leaves
open, and the reply; from labelled cases; and from real conversations, of which nearly no reply passes anything over. The words of the
question, those of the reply and the signs of how they stand to each other (`couth.facts.skipping`) get one weight each (logistic
regression); 1 is the bar from which on 85 in a hundred findings are right in replies of authors that were not seen.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final, Iterator, Mapping, Sequence

from apart import Aim, Learner, Replies, Told
from corpus import incoming
from told import HERE, cases, labels_in, parser, unmarked
from weigh import listed

from couth import Linter, Message
from couth.facts.answers import matter, plainly_passed_over
from couth.facts.question_forms import Question
from couth.facts.questions import heard
from couth.facts.skipping import signs
from couth.policy import Rule
from couth.text import Lexicon, Reading
from couth.text.lexicon import PASSED_OVER
from couth.text.weighed import START, counted, ngrams

RULE: Final = "continuity.ignored-question"
SHARES: Final = {"real": 0.002, "plain": 0.008}
"""So small a share may be found of real replies, and of ordinary ones and those of labelled cases that answer all."""


def _is_sign(name: str) -> bool:
    return "<" in name and "<num>" not in name


# Here many small weights add up: fewer are left out, and they have a digit more.
AIM: Final = Aim(PASSED_OVER, precision=0.85, most=3000, regular=0.2, least=0.008, digits=3, always=_is_sign)
SKIPPED, SKIPPING = PASSED_OVER
SUMMARIES: Final = {
    SKIPPED: "Words of questions that replies pass over; added up with words.sounds-skipping",
    SKIPPING: "Words of replies that pass a question over, and how they stand to it; added up with words.sounds-skipped",
}


class Reader:
    """Takes turns apart into pairs, by a policy's words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self.replies = Replies(SHARES)

    def pairs(
        self, turn: Sequence[str], reply: str, source: str, marks: Sequence[Sequence[tuple[int, int]]] | None, due: bool
    ) -> Iterator[Told]:
        """The questions of a turn; where no marks tell which of them is passed over, it is the one of which the reply has least."""
        number = len(self.replies)
        self.replies.add(due, source)
        found = list(self._told(turn, reply))
        least = min((_nearness(told) for _, told in found), default=0)
        for question, told in found:
            open_ = marks[question.message] if marks is not None else ()
            skipped = any(start < question.span[1] and end > question.span[0] for start, end in open_)
            if marks is None and due:
                if _nearness(told) > least:
                    continue
                skipped = True
            yield Told(told, skipped, number, source)

    def _told(self, turn: Sequence[str], reply: str) -> Iterator[tuple[Question, frozenset[str]]]:
        asked = list[Question]()
        read = [Reading(text, "en", self._lexicon) for text in turn]
        for index, reading in enumerate(read):
            asked = heard(asked, index, reading)
        message = Reading(reply, "en", self._lexicon)
        said, plain = matter(message), [question for question in asked if question.plain]
        words = [f"{SKIPPING} {ngram}" for ngram in _ngrams(message.folded.text)]
        for question in plain:
            rivals = [other for other in plain if other is not question]
            plainly = plainly_passed_over(message, question, plain, said)
            found = signs(message, question, rivals, said, plainly)
            own = _ngrams(read[question.message].folded_in(question.span))
            signs_ = (*(f"{SKIPPING} <{sign}>" for sign in found), *(f"{SKIPPED} {ngram}" for ngram in own))
            yield question, frozenset((*words, *signs_))


def _nearness(told: frozenset[str]) -> int:
    return f"{SKIPPING} <shares nothing>" not in told


def _ngrams(folded: str) -> set[str]:
    return ngrams(counted(folded)) - {START}


def written(path: Path, reader: Reader) -> Iterator[Told]:
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


def labelled(path: Path, labels: Mapping[str, Any], reader: Reader) -> Iterator[Told]:
    """Labelled cases in English."""
    for draft, thread, label in cases(path, labels, "en"):
        if RULE not in label.arguable:
            turn = _turn(thread.messages)
            yield from reader.pairs(turn, draft.text, f"plain {path.stem}", None, RULE in label.due)


def examples(rule: Rule, reader: Reader) -> Iterator[Told]:
    """The rule's own examples in English, in six heaps."""
    for due, listed_ in ((True, rule.examples.bad), (False, rule.examples.good)):
        for number, one in enumerate(listed_):
            draft, thread = one.values()
            if (draft.lang or "en") == "en":
                turn = _turn(thread.messages)
                yield from reader.pairs(turn, draft.text, f"examples {number % HEAPS}", None, due)


HEAPS: Final = 6


def real(path: Path, reader: Reader) -> Iterator[Told]:
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
    print(f"{len(pairs)} questions, {sum(pair.at_fault for pair in pairs)} of them passed over")
    for list_id, weights in Learner(pairs, reader.replies, AIM).weights().items():
        name = list_id.partition(".")[2]
        (options.into / f"{name}.yaml").write_text(listed(SUMMARIES[list_id], {"en": weights}), encoding="utf-8")


def _options() -> argparse.Namespace:
    found = parser(__doc__)
    found.add_argument("--turns", type=Path, default=HERE / "judgement" / "turns", help="turns and replies, by author")
    return found.parse_args()


if __name__ == "__main__":
    main()
