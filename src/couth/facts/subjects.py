"""What a sentence is about that speaks of something at large: `visitors to the ward`, `our car park`, `smoking`."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading


class Subject(NamedTuple):
    """Where the subject of a claim stands, whether the customer can have no part in it, and whether it tells people apart."""

    span: Span
    others: bool
    group: bool = False


def subject_of(reading: Reading, span: Span) -> Subject | None:
    """The subject of a sentence that makes a claim about many, about the business's own, or about a thing at large."""
    folded = reading.folded
    start, end = folded.at(span[0]), folded.at(span[1])
    found = _CLAIM.match(folded.text, start, end) or _ALSO.match(folded.text, start, end)
    if found is None or _TIED.search(found["subject"]):
        return None
    place = folded.span(*found.span("subject"))
    if _of_others(reading, place, span, found):
        return Subject(place, True)
    if found["subject"] == "we" or _NAME.match(reading.text, *place) or _ANSWERS.search(folded.text, found.end(), end):
        return None
    return Subject(place, False, found["house"] is not None or _GROUP.match(found["subject"]) is not None)


def _of_others(reading: Reading, subject: Span, claim: Span, found: re.Match[str]) -> bool:
    """Whether those that a claim is about, or the office that it names, have a place of their own elsewhere."""
    if found["subject"] == "we":
        return reading.has("words.others", claim)
    end = reading.folded.at(claim[1])
    return (
        reading.has("words.others", subject)
        or found["also"] is not None
        or _APART.search(found.string, found.end("subject"), end) is not None
        or (
            _PAST.search(found.string, found.start("subject"), end) is not None
            and not _PRICED.search(found.string, found.end(), end)
        )
    )


def restricted(reading: Reading, claim: Span) -> bool:
    """Whether a claim is about people told apart from others: `students who break a stand`, `guests arriving by boat`.

    Or about a trade and its life, or what is done by somebody else or held at other times.
    """
    told = reading.folded_in(claim)
    found = _CLAIM.match(told)
    if found is None or _OFFERED.search(told, found.end()):
        return found is None and _DONE_BY.match(told) is not None
    subject, says = found["subject"], found.end("subject")
    apart = _SET_APART.search(subject)
    if apart is not None and _PEOPLE.search(subject, 0, apart.start()):
        return True
    trade = _PEOPLE.search(subject, 0, apart.start() if apart else len(subject))
    return bool((trade and _LIVES.match(told, says)) or _BY_OTHERS.match(told, says) or _HELD.match(told, says))


def is_past(reading: Reading, claim: Span) -> bool:
    """Whether a claim is about what once was."""
    return _PAST.search(reading.folded_in(claim)) is not None


def rules_out(reading: Reading, claim: Span) -> bool:
    """Whether a claim is a rule: what must be, or may be under one condition alone."""
    return _RULE.search(reading.folded_in(claim)) is not None


def tells_when(reading: Reading, claim: Span) -> bool:
    """Whether a claim tells an hour, how long something takes, or where it is to be had."""
    return _WHEN.search(reading.folded_in(claim)) is not None


_RULE: Final = regex_of(
    r"\b(?:only|must(?:n't)?|needs? an?|ha(?:s|ve) to|(?:is|are) to|should(?:n't)?|(?:is|are) (?:required|asked|expected|limited|reserved)"
    r"|may not|strictly|never)\b"
)
_WHEN: Final = regex_of(
    r"\b(?:close|closes|open|opens|start|starts|finish|finishes|leave|leaves|run|runs|take|takes|last|lasts|stay|stays)\b[^.!?]{0,24}?"
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|noon|midnight|minutes?|hours?|days?|weeks?|on time)\b)"
)
_LEAD: Final = (
    r"\W*(?:(?:and|also|plus|while|whereas|but|please|kindly|note that|remember that|be aware that|that|p\.?s|n\.?b|fyi|for your information"
    r"|for the record|just so you know|(?:did you|you may|you might like to) know(?: that)?"
    r"|(?:as for|as to|as regards|regarding|concerning|with regard to|when it comes to) [^,.;!?]{1,40})(?!\w)\W*)*"
)
_NOUN: Final = r"[a-z][\w'’-]*"
_VERB: Final = (
    r"(?:is|are|was|were|has|have|had|can|can't|cannot|may|might|must|mustn't|should|shouldn't|will|won't|do|does|don't|doesn't|isn't|aren't|wasn't|weren't"
    r"|(?:never|always|only)(?!\W*[,.;!])"
    r"|usually|goes|used to|applies|applied|began|came|gave|got|held|hung|kept|led|left|lost|made|met|paid|ran|sold|sent|sang|took|taught"
    r"|went|won|wore|wrote"
    r"|(?:accept|announc|apply|attend|bak|begin|belong|book|brew|bring|buil|buy|carr|catch|celebrat|chang|charg|clos|collect|com|compet"
    r"|cost|cover|cultivat"
    r"|danc|deliver|dine|doubl|earn|eat|elect|employ|end|enjoy|enter|expir|fall|fil|finish|fly|follow|gather|generat|get|giv|go|grow|hang"
    r"|hir|hold|host|introduc"
    r"|invit|join|keep|laps|lead|learn|leav|lend|lie|liv|lodg|log|loo|mak|mark|meet|mov|need|offer|open|operat|organis|own|parad|pass|pay"
    r"|perform|pick|plant"
    r"|play|polish|post|present|print|produc|publish|qualif|queue|rais|reach|read|receiv|record|recycl|refund|register|rehears|renew|rent"
    r"|repair|report|requir"
    r"|rest|restor|rid|run|sail|sell|send|serv|service|shar|ship|speak|spend|sign|sing|sit|sleep|sponsor|stand|start|stay|stop"
    r"|stor|submit|suppl|support|swim"
    r"|switch|tak|teach|tour"
    r"|train|travel|treat|us|var|visit|volunteer|vot|wait|walk|wash|wear|win|work|write)(?:e|es|s|ed|d|y|ies|ied)?)\b"
)
_MANY: Final = (
    rf"(?:{_NOUN} ){{0,3}}?(?:{_NOUN}(?<!s)s(?<!\bis)(?<!\bits)(?<!\bhas)(?<!\bwas)"
    r"|staff|people|children|women|men|sheep|cattle|deer|crew|personnel|police)"
)
_OWN: Final = rf"our (?:{_NOUN} ){{0,4}}?{_NOUN}"
_INSTITUTION: Final = (
    r"the (?:hotel|airline|school|club|bank|company|firm|council|clinic|hospital|surgery|practice|museum|theatre|library|college|university"
    r"|town|village|church"
    r"|restaurant|shop|store|farm|gallery|charity|trust|association|gym|spa|factory|brewery|bakery|airport|zoo|park)(?:'s|’s)"
)
_HOUSE: Final = (
    rf"the (?:{_NOUN} ){{0,3}}?(?:association|board|practice|company|firm|school|college|union|kitchen|canteen|bar|car park|chute|laundry"
    r"|gym|pool|library|lounge|room|hall|building|roof|museum|garden|terrace|restaurant|cafe|shop|club|trust|lift|fleet|factory"
    r"|mill|castle|church"
    r"|cooperative|co-op|group|foundation|brewery|farm|theatre|tower|site|campus|depot|town|village|mayor|owner|founder|chef|director)"
)
_LARGE: Final = (
    rf"(?:{_NOUN} ){{0,2}}?(?:[a-z]{{3,}}ing|property|cover|insurance|linkage|waste|refuse|noise|membership"
    r"|service|furniture|equipment|livestock|poultry|firewood|freight|rubbish|dye)"
)
_MORE: Final = (
    r"(?:,? (?:who|that|of|for|with|over|under|on|in|at|from|to|by|and|or|older|longer|larger|heavier|wider|above|below|without|left|made|bought"
    r"|opened|built|between|after|wanting|wishing|living|weighing) (?:[^.;!?]|\.(?=\d)){1,60}?)?"
)
_ALSO: Final = regex_of(rf"{_LEAD}(?P<subject>we) (?P<also>also|now also|do not|don't|no longer|never) \w+")
_CLAIM: Final = regex_of(
    rf"{_LEAD}(?P<subject>(?P<house>{_INSTITUTION}) (?:{_NOUN} ){{0,3}}?{_NOUN}{_MORE}|{_HOUSE}{_MORE}|(?!(?:the|a|an|this|that|these|those"
    rf"|my|your|his|her|their|its|it|they|we|i|he|she|you|there|here"
    rf"|one|no|some"
    rf"|any|both|each|every|all|most|many|more|please|just|only|thanks|sorry|yes|once|if|when|having|being|according|during|including"
    rf"|following|depending|last|next|so|then|and|or|also"
    rf"|but|plus|while|dr|mr|mrs|ms|miss)\b)"
    rf"(?:{_OWN}|{_MANY}|{_LARGE}){_MORE}),?(?: (?:(?P<also>also)|now))? (?:{_VERB})"
)
_NAME: Final = regex_of(r"(?!Our )[A-Z]\w+ [A-Z][a-z]+")
"""A proper name; `Our` before it makes it none."""
_APART: Final = regex_of(
    r"\b(?:separate|different|sister|another) (?:\w+ )?(?:policy|scheme|form|company|firm|team|department|haulier|carrier|courier"
    r"|hotline|tariff|rota|queue|waiting list|price list|hall|room|affair|matter|entrance|office|desk|depot|branch|counter"
    r"|line|contract"
    r"|account|agency|insurer|provider|supplier|law|rule|section|site|building)\b"
    r"|\b(?:ha(?:s|ve)|gets?|keeps?|follows?|goes? by|under) (?:its|their) own\b|\boff limits\b|\banother (?:\w+ )?(?:'s|s')"
    r"|\b(?:is|are) (?:best )?(?:organised|organized|run|handled|hired out|looked after|stored|done|dealt with|managed|kept|serviced|sold|taken"
    r" care of|taken out|covered|issued|insured|licensed|inspected|decided|trained|cleaned|seen|let|rented out|paid|fitted|bred|grown|auctioned)"
    r" (?:by|at|from|in|through|via|with) (?:an?|another|our (?:\w+ )?(?:house|arm|office|branch|side|unit|yard|plant|hall|wing|desk|place|sister"
    r"|subsidiary))\b"
)
"""What has a place of its own elsewhere is no part of the matter."""
_PAST: Final = regex_of(
    r"\b(?:since|in|from|until|before|after|of) (?:1[5-9]\d\d|20[01]\d)\b|\blast (?:year|month|spring|summer|autumn|fall|winter|season)\b"
    r"|\b(?:years|decades) ago\b"
    r"|\b(?:used to|started (?:life|out) as|began (?:life )?as|(?:was|were) once|once (?:was|were)|dates? (?:from|back))\b"
)
"""A claim about what once was."""
_PRICED: Final = regex_of(r"[$€£¥₹%]")
_GROUP: Final = regex_of(
    r"(?!(?:customers|guests|members|passengers|patients|visitors|users|orders|offers|numbers|papers|covers|letters|parents)\b)"
    r"(?:[a-z'’-]+ ){0,2}(?:[a-z]+(?:[hlrntkdps]ers|[tysn]ors|ants|ists|ees)|customers|guests|members|passengers|patients|visitors|parents"
    r"|students|pupils"
    r"|residents|clients|delegates|groups|families|hands|crews|teams|people|staff)"
    r"(?: (?:who|that|of|with|over|under|on|in|at|from|without|aged)\b|$)"
)
"""People told apart from others by a word before or after: `blue badge holders`, `parents of minors`, not `guests`."""
_PEOPLE: Final = regex_of(
    r"(?!\b(?:letters|orders|numbers|covers|papers|offers|containers|chargers|printers|filters|heaters|coolers|dryers|routers|adapters|stickers"
    r"|vouchers|flowers|trailers|layers|corners|fibers|doors|floors|errors|mirrors|sensors|rotors|colors|restaurants|plants|variants|fees|trees"
    r"|coffees|folders|drawers|showers|powers|speakers|scooters|boilers|trackers|registers|headers|answers|posters|freezers|crews|drivers|couriers"
    r"|customers|users|members|riders|passengers|travellers|visitors|players|holders|callers|buyers|tenants|applicants|participants|swimmers"
    r"|beginners|learners|owners|entrants|bikers|walkers|drinkers|eaters|sleepers)$)"
    r"\b(?:\w+(?:[a-z]ers|[tysn]ors|ants|ists|ees)|parents|artists|schools|clubs|businesses|charities|companies|parties|adults|children|people)$"
)
"""People who are told from the customer by their very name; those who are what customers are called tell them a condition."""
_LIVES: Final = regex_of(
    r"(?: (?:also|all|always|usually|often|only|once|still|here|there|must|may|can|have to|need to|used to))*"
    r" (?:train|learn|swear|sleep|enrol|audition|mix|work|wear|live|eat|elect|vote|stud|retire|drink|sing|pray|marr|compete|celebrat|protest|strike"
    r"|start (?:at|before|work)|take turns|earn|sit in|carr|cut|forge|knit|weave|dig|fight|rob|steal|come (?:by|at|from|in|through|out) |set up"
    r"|need a (?:\w+ )?(?:licence|license|permit|certificate|badge|degree)"
    r"|get (?:a|an|their) (?:jacket|uniform|phone|badge|meal|key|locker|training|day|van)"
    r"|(?:are|were) (?:paid|trained|picked|chosen|hired|elected|sworn|recruited|expected|fined|drawn|taught))"
)
"""What people of a trade do among themselves, which serves no customer."""
_BY: Final = (
    r"(?:is|are) (?:\w+ly |still |now |all )?\w+(?:ed|en|wn|ld|ung|un|ght|de|lt|nt|id|ne|ut|st|et)(?<!\bbanned)(?<!\bforbidden)\b[^.;!?,]{0,24}? by"
    r" (?:an?|another|two|three|machine|nuns|monks|students|pupils|volunteers|prisoners|the (?:\w+ )?(?:county|council|insurer|ministry|state|army"
    r"|union|club|guild|diocese|brigade|warden))\b(?! (?:few|week|day|month|third|quarter|half|panel)\b)"
)
_BY_OTHERS: Final = regex_of(rf" {_BY}")
_DONE_BY: Final = regex_of(rf"\W*the (?:{_NOUN} ){{0,2}}?{_NOUN}(?<!s)s {_BY}")
"""What somebody else does: `coins are counted by machine`, not `by Friday`."""
_HELD: Final = regex_of(
    r" (?:is|are) (?:always |usually |only |mostly |normally )?(?:held|given|taught|hosted|celebrated|rehearsed|performed|screened|auctioned|judged"
    r"|staged|counted|weighed|buried|baptised|christened|sworn in|sheared|shorn|milked|fed|mated|shod|felled|pruned|harvested|picked|pressed|bottled"
    r"|brewed|roasted|milled|smoked|cured|dyed|spun|woven|forged|cast|minted|quarried|mined)\b"
)
"""Other occasions of the house, and what is done there to beasts, crops and wares."""
_OFFERED: Final = regex_of(r"[$€£¥₹%]|\b(?:free|discount|half price|bonus)\b")
"""What others get is an offer, and an answer about prices."""
_SET_APART: Final = regex_of(
    r" (?:who|that|of|with|over|under|from|without|aged|wanting|wishing|living|[a-z]{3,}ing|made|older|younger|in|on|at) "
)
_TIED: Final = regex_of(r"\b(?:it|them|one|ones|this|these|those|you|your|i)\b")
_ANSWERS: Final = regex_of(r"[$€£¥₹%]|\b(?:needed|required|necessary|enough|fine|ok|welcome|free)\b")
"""What is said to be needed, or welcome, or to cost so much, answers."""
