"""Whether a message that answers one question holds nothing of the kind that was asked: when, how much, how many, where, how, whether one may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Sequence

from couth.facts.answer_forms import holds_answer
from couth.facts.passages import DAYS, LEAVE, LIGHT, MONEY, NAMED, STOCK, Clause, clauses_of
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.kindred import shares
from couth.text.stems import stem

if TYPE_CHECKING:
    from couth.facts.question_forms import Question


def unmet(reading: Reading, question: Question, said: Sequence[Span]) -> bool:
    """Whether the answer to the only question of a turn has none of the forms that one of its kind could have.

    What denies, limits, depends or points elsewhere may answer anything.
    """
    if reading.lang != "en" or not question.put or len(reading.words) < _ENOUGH or _OPEN.search(reading.folded.text):
        return False
    found = [clause for span in said for clause in clauses_of(reading, span) if not STOCK.match(clause.said)]
    return bool(found) and _beside(question, found)


def _beside(question: Question, found: Sequence[Clause]) -> bool:
    if question.kind == "yes-no":
        if any(counts(question, clause.said) for clause in found) or not question.core.isdisjoint(_EVALUATED):
            return False
        holds = "leave" not in question.signs and any(_HOLDS.search(clause.said) for clause in found)
        return not holds and (_on_others(question, found) or _tells_of_else(question, found))
    if question.kind == "how":
        return "steps" in question.signs and all(
            _tells(clause) and not _DONE_SO.search(clause.said) for clause in found
        )
    if question.kind not in _MORE or any(_holds(question, clause) for clause in found):
        return False
    if question.kind == "person":
        return all(_tells(clause) and not _PAST.search(clause.said) for clause in found)
    return question.kind in _FIGURED or not any(_stands(clause, found) for clause in found)


def _stands(clause: Clause, found: Sequence[Clause]) -> bool:
    """Whether a clause tells how it stands with a certain thing, and not only a day, nor more of what the first one is about."""
    said = _THEY.sub("", clause.said) if clause is not found[0] else clause.said
    return _STATUS.match(said) is not None and _DATED.search(said) is None


def counts(question: Question, said: str) -> bool:
    """Whether a day or figure was asked about, and there are figures in what is said: `the door is 75 cm`, `the rate starts at 65`."""
    asked = any(map(str.isdigit, "".join(question.stems))) or not question.stems.isdisjoint(DAYS)
    return asked and _FIGURE.search(said) is not None


def _holds(question: Question, clause: Clause) -> bool:
    said = _QUALITIES.sub("", clause.text) if "count" in question.signs else clause.text
    return _MORE[question.kind].search(clause.said) is not None or holds_answer(said, clause.said, question.kind)


def _on_others(question: Question, found: Sequence[Clause]) -> bool:
    """Whether no clause has a word of what was asked, or of its field, or one that stands for it."""
    own = question.core - LIGHT
    spoken = frozenset[str]().union(*(clause.stems for clause in found))
    kindred = found[0].kindred
    if kindred.akin(own, spoken) or any(_POINTS.search(clause.said) for clause in found):
        return False
    if question.follows or not (len(own) > 1 or kindred.fields_of(own)):
        return False  # `are they all bad?` is answered by anything
    return all(_tells(clause) or _WE.match(clause.said) for clause in found)


def _tells_of_else(question: Question, found: Sequence[Clause]) -> bool:
    """Whether it was asked if something may be, or of a thing of a known field, and each clause tells of another thing, or of the place alone."""
    own = question.core - LIGHT - _LEAVING
    spoken = frozenset[str]().union(*(clause.stems for clause in found))
    left = frozenset(one for one in own if not shares(frozenset((one,)), spoken))
    if _THEY.match(found[0].said) or any(MONEY.search(clause.said) for clause in found):
        return False  # it stands for what was asked; a price tells what is not included
    if not left or len(own) - len(left) > 1 or not ("leave" in question.signs or found[0].kindred.fields_of(left)):
        return False
    return not found[0].kindred.akin(left, spoken - own) and all(map(_tells, found))


def _tells(clause: Clause) -> bool:
    """Whether a clause states a detail of a thing that it names, or goes on with one, and gives no leave."""
    known = NAMED.match(clause.said) or _RUNS_ON.match(clause.said) or (clause.joined and _VERB.match(clause.said))
    return known is not None and known is not False and not LEAVE.search(clause.said)


_ENOUGH: Final = 8
_QUALITIES: Final = regex_of(
    r"(?i)\b(?:big|small|large|heavy|light|tall|high|wide|old|deep|thick|strong|hot|cold|fast|slow|quite|very)\b"
)
"""What tells how large or warm a thing is tells no number."""
_FIGURE: Final = regex_of(
    r"(?<!\d)(?!(?:1[5-9]|20)\d\d\b)\d|\b(?:days?|week\w*|daily|two|three|four|five|six|seven|eight|nine|ten)\b"
)
_EVALUATED: Final = frozenset(
    stem(word)
    for word in "safe clean quiet noisy good bad suitable easy hard heavy light warm cold hot strong spicy sweet fresh big small far near busy"
    " worth normal ready true real".split()
)
"""What is said to be so by telling how it is."""
_FIGURED: Final = frozenset(("price", "amount"))
"""What cannot be told without a figure or a word for one."""
_OPEN: Final = regex_of(
    r"\b(?:no|not|none|nothing|never|unfortunately|sorry|afraid|unable|cannot|depend\w*|var(?:y|ies)|sold|closed|unknown|unsure|instead|see"
    r"|check (?:with|the|our|your|on|out)|website|site|link|page|(?:is|are|it|them|that|this|details|available) online|the app"
    r"|below|above|attached|here"
    r"|e?mail(?:ed)?|(?:have|been|i|we) sent|call|contact|details|both|either|neither|yes|yeah|yep|correct|right|same|whatever"
    r"|whichever|up to|provided|if|unless"
    r"|understand|quotes?|estimates?|everything|done|sorted|already|still|yet|once|whenever|as soon as|until|till)\b|n't\b"
    r"|[?:]|\b(?:any|every|no)\w*where\b|\bworldwide\b"
)
"""What may mean any answer."""
_POINTS: Final = regex_of(
    r"\b(?:it|its|they|them|their|that|this|those|these|he|she|him|her|one|ones|so|such|there|all|any\w*|every\w*|most|just|always|only)\b"
)
_WE: Final = regex_of(
    r"\W*(?:we|i)(?:'d| would|'ll| will| could| are|'re| look)? (?!have\b|offer|do\b|serve|stock|sell|understand|can\b|carry|take|accept|provide)\w"
)
_STATUS: Final = regex_of(
    r"\W*(?:your|the|it|this|these|they|that|he|she|there|i|i'\w+|we'\w+|we (?:have|are|will|had)|you|you'\w+|[a-z]+ing)\b"
)
"""What tells how it stands with a certain thing may be all that can be told."""
_DATED: Final = regex_of(r"\b(?:is|was|are|were)(?: \w+)?(?: on)?(?: the)? \d")
_MORE: Final = {
    "time": regex_of(
        r"\d|\b(?:on (?:arrival|delivery|receipt|request|order|completion|departure|booking|payment|demand)|at (?:checkout"
        r"|check-?in|check-?out|the (?:end|start"
        r"|door|latest))|up ?front|in advance|every|each|as you|automatic\w*|instant\w*|straight ?away|fast\w*|quick\w*"
        r"|short\w*|long\w*|ready|open|arriv\w*"
        r"|on (?:its|his|her|their|the) way|ship\w*|dispatch\w*|transit|progress|stock|delay\w*|early|earl\w+|late|ongoing|permanent\w*|running|live"
        r"|season\w*|spring|summer|autumn|winter|(?<!-)year|soon\w*|first|last|order|same|time|times|hours?|day|week)\b"
    ),
    "price": regex_of(
        r"\d(?![\d.,]* [a-z]+s\b)|\b(?:pric\w*|list\w*|afford\w*|cheap\w*|expensive|pay\w*|paid|discount\w*|deal|offer\w*|money|gratis|hundred"
        r"|thousand|k|budget|tariff|minimum"
        r"|basic|standard|included|value|worth|waive\w*|budget)\b"
    ),
    "amount": regex_of(
        r"\b(?:couple|plenty|enough|lots?|just|only|once|twice|pair|double|single|daily|limit\w*|up to|maximum|minimum|max|min"
        r"|each|every|any|more|less"
        r"|average|standard|full|empty|alone|everyone|everybody|families|family|both|zero|(?:thir|four|fif|six|seven|eigh|nine)teen"
        r"|eleven|twelve|(?:twen|thir|for|fif|six|seven|eigh|nine)ty|hundred|thousand|loads|tons"
        r"|countless|various|dozens?|hundreds)\b"
    ),
    "person": regex_of(
        r"\b(?:he|she|they|who|someone|somebody|nobody|everybody|colleague\w*|members?|admin\w*|users?|names?|named|mr|mrs|ms|dr|sister|brother)\b"
    ),
    "place": regex_of(
        r"\b(?:at|near|outside|inside|behind|opposite|beside|by) [a-z]|\b(?:where|anywhere|everywhere|address|map|signs?|gate"
        r"|north|south|east|west|home|door|way|same|pin)\b"
    ),
}
_DONE_SO: Final = regex_of(
    r"\b(?:is|are|be|been) \w+(?:ed|en|ne|ut)\b|\b(?:automatic\w*|yourself|form|account|user ?name|password|pin|code|log-?in|menu|settings"
    r"|desk|reception|counter"
    r"|letter|post|writing|phone)\b"
)
"""What is done in some way, or by some means, tells how."""
_THEY: Final = regex_of(r"^\W*(?:it|they|these|this|that)\b")
_HOLDS: Final = regex_of(r"\b(?:has|have|had|with|includes?|including|contains?|offers?|there|without)\b|,.*\band\b")
"""What a thing has may be what was asked for, by another name."""
_PAST: Final = regex_of(r"\b(?:was|were|been|had)\b")
_LEAVING: Final = frozenset(("allow", "ok", "oka", "permit", "bring", "all", "right", "alright", "leav"))
_RUNS_ON: Final = regex_of(
    r"\W*(?:(?:after|before|from) (?:that|this|then),? |then,? )?(?:it|they|this|these|our|the|your) (?:[\w-]+ ){0,5}?(?:is"
    r"|are|was|were|has|have|seats?|looks?|faces?|meets?|hosts?|dates?|stands?|sits?|lies|carries"
    r"|carry|covers?|offers?|features?|overlooks?|welcomes?|started|runs?)\b"
)
_VERB: Final = regex_of(
    r"\W*(?:is|are|was|were|has|have|seats?|looks?|faces?|meets?|hosts?|dates?|stands?|sits?|lies|carries|carry|covers?"
    r"|features?|overlooks?|served|made"
    r"|runs?|ends?|starts?|comes?)\b"
)
