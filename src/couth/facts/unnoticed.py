"""A question for yes or no that is passed over, in languages of which little is known: told by words alone."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Sequence

from couth.facts.asides import aside_of
from couth.facts.passages import deals
from couth.facts.sentences import clauses, length
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def unnoticed(
    reading: Reading, question: Question, others: frozenset[str], said: Sequence[Span], *, beside: bool
) -> bool:
    """Whether a short message takes up what else was written, and has no word of the question nor one that may answer it.

    So is a message of which every part is an aside, whatever was asked. What takes up a mere statement that leads up to the one
    question, with none `beside` it, is mostly an answer in other words, unless it says that something was put down.
    """
    if reading.lang not in LANGS or deals(reading) or not _told(question) or _OF_COURSE.match(reading.folded.text):
        return False
    own = question.core - others
    if len(own) < _FEWEST or shares(own, reading.stems):
        return False
    parts = [part for span in said for part in clauses(reading, span)]
    if not shares(others, reading.stems):
        return bool(said) and all(aside_of(reading, span, span) in _ASTRAY for span in said)
    if not (beside or reading.has("words.arranged")):
        return False
    if "openly" in question.signs and not _formless(reading, question, others):
        return False
    return len(parts) <= _MOST and not any(_may_answer(reading, part, n, others) for n, part in enumerate(parts))


def _told(question: Question) -> bool:
    """Whether a question is put in so many words: a verb and what it is about are enough (`¿admiten perros?`)."""
    asked = question.span[1] - question.span[0] >= _BRIEF
    return question.put or (question.kind in ("other", *_FORMED) and asked)


def _formless(reading: Reading, question: Question, others: frozenset[str]) -> bool:
    """Whether it was asked when or how much, and the message holds no hour, day or figure but those that the customer named."""
    if question.kind not in _FORMED:
        return False
    hits = reading.hits(f"words.answers-{question.kind}")
    return all(others.issuperset(stems) for hit in hits if (stems := reading.stems_of((hit.start, hit.end))))


def _may_answer(reading: Reading, part: Span, number: int, others: frozenset[str]) -> bool:
    """Whether a part has a word that answers anything; the yes that leads to another answer is none."""
    yes = _YES.match(reading.folded.text, *map(reading.folded.at, part)) if not number else None
    start = yes.end() if yes and shares(others, reading.stems_of(part)) else reading.folded.at(part[0])
    span = reading.folded.span(start, reading.folded.at(part[1]))
    return reading.has("words.answers-at-large", span) or length(reading, span) == 0


_OF_COURSE: Final = regex_of(
    r"\W*(?:certo|certamente|volentieri|bien sur|volontiers|claro|por supuesto|como no|com certeza|naturlich|selbstverstandlich|gerne?|graag"
    r"|natuurlijk|uiteraard|oczywiscie|jasne|конечно|разумеется|tabii|elbette|tentu|bilkul|zaroor|बिल्कुल|ज़रूर|اكيد|أكيد|طبعا|حاضر|ابشر)\b"
)
"""Who was asked for something and says “of course” has heard it."""
LANGS: Final = ("de", "fr", "es", "pt", "it", "nl", "tr", "id", "ru", "pl", "hi", "ar")
"""Languages of which a question for yes or no is told by its mark alone."""
_FEWEST: Final = 1
_BRIEF: Final = 12
"""A question of so many characters asks for something of its own."""
_ASTRAY: Final = ("news", "lore", "world")
_FORMED: Final = ("time", "price")
_MOST: Final = 3
_YES: Final = regex_of(
    r"\W*(?:alles klar|tres bien|perfecto|perfetto|perfeito|helemaal goed|combinado|d'accord|prima|super|entendu|vale|va bene"
    r"|да|можно|есть|конечно|tak|oczywiscie|jasne|bisa|boleh|ada|var|olur"
    r"|ja|oui|si|sim|evet|ya|iya|tabii|claro|certo|natuurlijk|naturlich|gern|gerne|bien sur|por supuesto|com certeza|elbette|klar"
    r"|(?:ji )?ha+n(?: ji)?|(?:जी )?(?:हां|हा)(?: जी)?|نعم|ايوه|اكيد)\b[\W]*"
)
