"""Whether every clause of a message belongs to another matter than a question, so that none is left to answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Iterable, Sequence

from couth.facts.answer_forms import holds_answer, tells_when
from couth.facts.passages import DAYS, GOES_ON, LEAVE, LIGHT, MONEY, NAMED, STOCK, Clause, clauses_of
from couth.facts.sentences import length
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares
from couth.text.stems import stem

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def overlooked(reading: Reading, question: Question, rivals: Sequence[Question], said: Sequence[Span]) -> bool:
    """Whether a message takes up another question and has no clause that may be meant for this one.

    A clause belongs to another question by its words, to the thing just spoken of by its pronoun, or to a thing of its own
    by its subject. One that speaks at large (`we`, `you`, `there is`, an order, a bare word) may answer anything.
    """
    if reading.lang != "en" or question.kind not in _JUDGED or not (rivals and question.put):
        return False
    told = frozenset[str]().union(*(other.stems for other in rivals))
    own = question.core.difference(LIGHT, told)
    akin = reading.lexicon.kindred(reading.lang).akin
    touched = shares(own | question.stems & DAYS, reading.stems) or akin(own, reading.stems - told)
    if touched or not (own or question.kind in _TOLD_BY_FORM):
        return False
    if _speaks_of_all(reading, question) or (question.kind in _BINARY and says_yes(reading, question, rivals)):
        return False
    found = [clause for span in said for clause in clauses_of(reading, span)]
    if not question.apart and question.kind not in _FORMED and not _answered(reading, found, rivals):
        return False
    if not question.core.isdisjoint(_TO_BE_HAD) and any(DONE.match(clause.said) for clause in found):
        return False
    return _belong(found, question, rivals) and not _idle(question, own, found)


def _answered(reading: Reading, found: Sequence[Clause], rivals: Sequence[Question]) -> bool:
    """Whether a message plainly answers another question: by a yes, by its form, or by several of its words."""
    opening = _LEADING.sub("", reading.folded.text)
    if _YES.match(opening) or _GRANTS.match(opening):
        return True
    return any(
        other.kind in _FORMED
        or (other.kind == "request" and DONE.match(clause.said) is not None)
        or len(((other.stems | other.beside) - LIGHT) & clause.stems) > 1
        for other in rivals
        for clause in found
    )


def _speaks_of_all(reading: Reading, question: Question) -> bool:
    done = question.kind == "request" and _ALLDONE.search(reading.folded.text)
    return bool(done) or _ALL.search(reading.folded.text) is not None


def says_yes(reading: Reading, question: Question, rivals: Sequence[Question]) -> bool:
    """Whether a yes or no of the message may be meant for this question, and not for the one that it begins with."""
    leads = [
        span
        for span in reading.sentences
        if _YES.match(reading.folded.text, *map(reading.folded.at, span))
        and not _meets(reading, span, question, rivals)
    ]
    yielding = [other for other in rivals if other.kind in _YIELDING]
    first = bool(leads and yielding) and not (length(reading, leads[0]) < _ALONE and _earliest(question, yielding))
    return len(leads) > first or any(_YES_WITHIN.search(reading.text, *span) for span in reading.sentences)


def _meets(reading: Reading, span: Span, question: Question, rivals: Sequence[Question]) -> bool:
    """Whether what follows a yes at once takes up words of another question that may be answered so."""
    first = next(clauses_of(reading, span), None)
    return first is not None and any(
        shares(other.core.difference(LIGHT, question.stems), first.stems) for other in rivals if other.kind in _YIELDING
    )


def _earliest(question: Question, others: Iterable[Question]) -> bool:
    return all((question.message, question.span) < (other.message, other.span) for other in others)


def _belong(found: Sequence[Clause], question: Question, rivals: Sequence[Question]) -> bool:
    """Whether some clause takes up another question, and each of the rest belongs to that, too, or to a thing of its own."""
    met, held, left = False, False, list[Clause]()
    for clause in found:
        taken = [other for other in rivals if _takes_up(clause, other, question, met)]
        if _may_answer(clause, question, taken, rivals):
            return False
        met = met or bool(taken)
        held = bool(taken) or (held and clause.joined and _carries_on(clause))
        if not held:
            left.append(clause)
    if left and left[0] is found[0] and GOES_ON.match(left[0].said):
        return False  # `it` stands for what was asked
    if (
        "many" in question.signs
        and not any("many" in other.signs for other in rivals)
        and any(_THEY.match(clause.said) for clause in left)
    ):
        return False  # `they` stands for what was asked
    return met and (question.kind in _FORMED or all(_set_aside(clause, question) for clause in left))


def _carries_on(clause: Clause) -> bool:
    """Whether a clause tells more of what the one before it in the sentence told, and gives no leave."""
    more = _OF_A_THING.match(clause.said) or _SUM.match(clause.said)
    return more is not None and not LEAVE.search(MONEY.sub("", clause.said))


def _may_answer(clause: Clause, question: Question, taken: Sequence[Question], rivals: Sequence[Question]) -> bool:
    """Whether a clause has the form of an answer to the question, though it may belong to another one."""
    if question.kind in _BINARY:
        said = _ELLIPTIC.match(clause.said)
        return said is not None and not _echoes(said["verb"], question, rivals)
    if question.kind == "how" and taken:
        return _STEPS.search(clause.said) is not None
    if question.kind == "which":
        counted = any(map(_NUMBER.match, question.stems)) and _NUMBER.search(clause.said)
        return not taken or bool(counted) or _ENUMERATES.search(clause.said) is not None
    kind = "named" if question.kind == "person" and taken else question.kind
    if not holds_answer(clause.text, clause.said, kind):
        return False
    beside = [other for other in taken if abs(other.message - question.message) <= 1]
    if question.kind == "reason" or not any(other.kind == question.kind for other in beside):
        return not (question.ahead and beside and _PAST.search(clause.said))
    return False


def _echoes(verb: str | None, question: Question, rivals: Sequence[Question]) -> bool:
    """Whether a short answer takes up the verb of another question and not of this one: `will it work?`, `it will`."""
    return verb is not None and question.verb != verb and any(other.verb == verb for other in rivals)


def _set_aside(clause: Clause, question: Question) -> bool:
    """Whether a clause that takes up no other question is none that could answer this one."""
    bidden = question.verb in _GONE and _BIDS.match(clause.said)
    return bool(bidden or STOCK.match(clause.said) or SCRAP.match(clause.said)) or _apart(clause, question)


def _takes_up(clause: Clause, other: Question, question: Question, met: bool) -> bool:
    """Whether a clause is about another question, by its words or, the first time, by the price or step that it gives.

    A word of the same field alone ties no clause that gives leave or limits: that may be meant for anything.
    """
    stems = other.core.difference(LIGHT, question.stems)
    if not stems and other.plain:
        stems = other.beside.difference(LIGHT, question.stems)
    if _tied(clause, stems, question):
        return True
    if not met and other.kind in _BINARY and _earliest(other, [question]) and _GRANTS.match(clause.said):
        return True
    brief = _ELLIPTIC.match(clause.said)
    if brief and brief["verb"] and other.verb == brief["verb"] != question.verb:
        return True
    if other.kind in _AT_ONCE:
        return not met and _is_met(clause, other)
    return other.kind in ("how", "place") and _ORDER.match(clause.said) is not None


def _is_met(clause: Clause, other: Question) -> bool:
    """Whether a clause gives a price or a time, or tells that a request was met."""
    if other.kind == "time":
        return tells_when(clause.said)
    return (_PRICE.search(clause.said) if other.kind == "price" else DONE.match(clause.said)) is not None


def _tied(clause: Clause, stems: frozenset[str], question: Question) -> bool:
    if shares(stems, clause.stems):
        return True
    return clause.kindred.akin(stems, clause.stems) and not (question.kind in _BINARY and LEAVE.search(clause.said))


def _apart(clause: Clause, question: Question) -> bool:
    """Whether a clause speaks of what the customer told, goes on with what was spoken of, or tells a detail of a thing that it names."""
    if question.kind != "reason" and _tied(clause, question.beside.difference(LIGHT, question.stems), question):
        return True
    if any(map(_NUMBER.match, question.core)) and _NUMBER.search(clause.said):
        return False  # `is it open at ten?`
    if GOES_ON.match(clause.said):
        told = _DETAIL.match(clause.said) or (question.kind == "yes-no" and _IS_AT.match(clause.said))
        return bool(told) or (question.apart and question.kind not in ("request", "reason"))
    if _THERE_IS.match(clause.said) and not question.exists:
        return question.apart and question.kind not in ("request", "reason")
    if (
        question.exists
        and clause.kindred.fields_of(question.core)
        and NAMED.match(clause.said)
        and MONEY.search(clause.said)
    ):
        return True
    details = NAMED.match(clause.said) and not LEAVE.search(clause.said) and not MONEY.search(clause.said)
    return bool(details) and question.apart and question.kind != "reason"


def _idle(question: Question, own: frozenset[str], found: Sequence[Clause]) -> bool:
    """Whether a question is idle since another is denied: `do you have it, and can I pick it up?`"""
    depends = not question.apart or question.kind not in _BINARY or not own
    denial = _REFUSES if question.kind == "request" else _DENIES if depends else None
    return denial is not None and any(denial.search(clause.text.casefold()) for clause in found)


_ALONE: Final = 4
"""A yes of fewer words answers what was asked first."""
_JUDGED: Final = frozenset(
    ("yes-no", "price", "time", "amount", "place", "person", "reason", "request", "which", "how")
)
_TOLD_BY_FORM: Final = frozenset(("price", "time", "amount", "place", "person"))
"""Kinds of which an answer is told by its form even where a question has no word of its own: `who do I ask for?`"""
_OF_A_THING: Final = regex_of(r"\W*(?:(?:the|a|an|our|your|his|her|its|each|this) \w|(?:it|they|he|she)(?:'s|'ll| \w))")
DONE: Final = regex_of(
    r"\W*(?:all (?:done|set|sorted)\b|done\b|(?:(?:you|it|that|(?:your|the) (?:[\w-]+ ){1,4}?)(?:'re| are|'s|is| is|are|has been| has been|have been)"
    r"|(?:i|we)(?:'ve| have)?)(?: now| all| just| also| been)* (?:booked|moved|changed|updated|cancelled|rescheduled|down for|set|added"
    r"|reserved|confirmed"
    r"|noted|removed|switched|extended|put)\b|[\w ]{1,30}? (?:is|are) (?:now )?(?:noted|added|booked|reserved|confirmed)\b)"
)
"""What tells that a request was met."""
_TO_BE_HAD: Final = frozenset(
    map(stem, "free open available possible slot spot left still fine ok okay alright confirm need".split())
)
"""What was done tells that it was to be had."""
_SUM: Final = regex_of(r"\W*(?:[$€£¥₹₦₱]|r|rs|ksh)? ?\d[\d.,]*(?: \w+){0,2}\W*$")
"""`So £350 altogether`."""
_STEPS: Final = regex_of(
    r"^\W*(?:first |just |then |please |simply )*(?:hold|press|tap|click|go|open|select|choose|enter|fill|sign|log|turn|pull|push|scan|send|take|use"
    r"|put|hit|visit|unplug|switch|dial|type|add|set|reset|remove|insert|twist|slide|follow|bring|email|text|call|write|show|drop|lift|ask)\b"
    r"|\b(?:you|u) (?:can|could|may|need|just|have|should|must|simply|press|tap|click|pull|lift|turn)\b|\byou'll\b|\bby \w+ing\b"
    r"|\b(?:via|through|online|forms?|app|website|link)\b"
)
"""What tells how a thing is done, and not only of a thing."""
_AT_ONCE: Final = frozenset(("price", "time", "request"))
_FORMED: Final = frozenset(("price", "time"))
"""Kinds of which the answer has a form so plain that a message without it has none, whatever else it says."""
_BINARY: Final = frozenset(("yes-no", "request"))
_YIELDING: Final = _BINARY | {"other"}
"""Kinds to which a yes may be said."""
_ALL: Final = regex_of(
    r"\b(?:both(?! (?:days|nights|mornings|evenings|weekends|weeks|of (?:you|us))\b)|either|neither|everything"
    r"|all (?:of (?:it|them|that|those|these)|that(?! [\w-]+ (?:has|have|had|does|did)\b)|good|yes|included|free))\b"
)
_ALLDONE: Final = regex_of(r"\ball (?:\w+ )?(?:done|changes|set|sorted)\b")
"""What says that all was done that was asked to be done."""
_NUMBER: Final = regex_of(r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen)\b")
_LEADING: Final = regex_of(r"^\W*(?:hi|hello|hey|dear|good \w+|morning)\b[^.!?,]*[,.!]\s*")
_ENUMERATES: Final = regex_of(r":|,.*(?:,|\b(?:and|or)\b)|\bor\b|\bincluding\b")
"""What names several things."""
_PAST: Final = regex_of(r"\b(?:was|were|came|went|left|got|\w+ed) (?:\w+ ){0,2}?(?:on|at|in|yesterday|last|this)\b")
_PRICE: Final = regex_of(r"[$€£¥₹₦₱]|\b\d[\d.,]+\b|\bfree\b|\br\d")
_YES: Final = regex_of(
    r"\W*(?:yes|yeah|yep|yup|no|nope|sure|of course|certainly|absolutely|unfortunately|sorry(?! about| for| to hear))\b"
)
_GRANTS: Final = regex_of(
    r"\W*(?:that|this|it)(?:'s|s| is| will be|'ll be) (?:absolutely |totally |perfectly |quite |all )?(?:fine|ok|okay|alright|right|good"
    r"|no problem)\b"
    r"|\W*no (?:problem|worries|bother)\b"
)
"""`That's fine about the ten minutes`."""
_YES_WITHIN: Final = regex_of(
    r"(?i)[,;:] (?:(?:and|but|so) )?(?:yes|yep|yeah|no problem|of course|sure)\b|\b(?:and|but) (?:yes|yep|yeah|no\b(?! \w+ing))"
)
_ORDER: Final = regex_of(
    r"\W*(?:first |just |then |please |simply |you (?:can|need to|have to|should) )*(?:hold|press|tap|click|go|open|select|choose|enter|fill|sign"
    r"|log|turn|pull|push|scan|send|take|use|put|download|hit|visit"
    r"|unplug|plug|switch|dial|type|add|set|reset|remove|insert|twist|slide|follow|bring|email|text|call|write|show|drop|head|walk|catch|ask)\b"
)
_THEY: Final = regex_of(r"\W*(?:they|them|these|those)\b")
_GONE: Final = frozenset(("did", "was", "were", "has", "have"))
_BIDS: Final = regex_of(
    r"\W*(?:please|kindly|just|bring|leave|keep|take|use|make sure|remember|don't forget|if|when|before|after|as|so that)\b"
)
"""What is bidden tells nothing of what was or was not done."""
SCRAP: Final = regex_of(
    r"\W*(?:an?|two|three|four|in|with|of) (?!lot\b|few\b|charge\b)(?!.*\b(?:is|are|was|were|can|will|has|have|do"
    r"|does)\b)[a-z-]+(?: [a-z-]+){0,5}\W*$"
)
"""The rest of a list: `and a bathtub`."""
_ELLIPTIC: Final = regex_of(
    r"\W*(?:you|we|it|they|that|there|i|he|she|this)(?: (?P<verb>can|could|do|does|is|are|will|may|would|have|has|did|should|might|cannot|won't|can't"
    r"|don't|doesn't|isn't|aren't|didn't)|'(?:s|re|ll|ve) ?(?:not)?|) ?(?:not)?\s*(?:[,.;!]|$)"
)
_REFUSES: Final = regex_of(
    r"\b(?:unfortunately|sorry|afraid|unable|cannot|can't|not available|unavailable|no \w+ (?:available|left|free))\b"
)
_DENIES: Final = regex_of(
    r"\b(?:not|no|none|never|nothing|unfortunately|sorry|unable|cannot|closed|sold|unavailable|already)\b|n't\b"
)
_THERE_IS: Final = regex_of(r"\W*there(?:'s| is| are| was| were) (?!no\b|not\b|one\b|plenty\b|enough\b|nothing\b)\w")
_IS_AT: Final = regex_of(r"\W*it(?:'s| is)(?: now| currently)? (?:at|with|in|on) (?:the|our|its) \w")
_DETAIL: Final = regex_of(
    r"\W*(?:it|they|he|she|this|these)(?:'ll| will| also|'s| is)? (?:adds?|(?:an? )?(?:(?:light|dark|pale) )?(?:blue|red|green|black|white|grey"
    r"|brown|silver|pink|\d)|made of|aimed|takes?|lasts?|includes?|comes? in|costs?|starts?|runs?|weighs?|measures?"
    r"|restarts?|begins?|ends?|ships?|leaves?|opens?|closes?|carries|carry|ring|call)\b"
)
