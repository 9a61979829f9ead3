"""Whether a sentence of the business asks to be told what it names, or only speaks of it."""

from __future__ import annotations

import re
from typing import Final

from couth.facts.knowledge import SLOTS
from couth.facts.sentences import asks
from couth.model import Span
from couth.regexes import regex_of
from couth.text import Reading
from couth.text.phrases import UNSPACED

NEAR: Final = 160
"""Words that ask for something stand no more characters before it."""


def is_asked(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether the sentence asks for the slot itself: by words that ask before it, by its own, or by naming it alone."""
    if _OPENS.match(reading.folded_in(slot)) and asks(reading, sentence):
        return not _goes_on(reading, sentence, slot)
    named = _asked_after(reading, sentence, slot) or _WHICH.search(reading.folded_in((sentence[0], slot[0])))
    if not named and _told_elsewhere(reading, slot):
        return False
    return _framed(reading, sentence, slot) or _alone(reading, sentence) or _closes(reading, sentence, slot)


_WHICH: Final = regex_of(
    r"\b(?:what|which|whose|quels?|quelles?|cual|que|welche[nmrs]?|welke?|quale?|qual)(?: \w+)?\s*$"
)


def _goes_on(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether `when` or `where` only goes on with another question: `Does it freeze when you open it?`"""
    lead = reading.folded_in((sentence[0], slot[0]))
    return bool(_RELATES.match(reading.folded_in(slot)) and _VERB_FIRST.match(lead) and not _TELLS.search(lead))


_RELATES: Final = regex_of(r"when|where\b")
_TELLS: Final = regex_of(r"\b(?:know|tell|say|ask|remind|confirm|advise|share|remember|and|or)\b[^?]{0,12}$|[,;]\s*$")


def _told_elsewhere(reading: Reading, slot: Span) -> bool:
    """Whether the words after the slot say that it is known, or to be told to somebody else or at another place."""
    return any(
        h.start - slot[1] <= _TOUCHES for h in reading.hits_in("words.told-elsewhere", (slot[1], slot[1] + NEAR))
    )


def _closes(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether words that ask follow the slot, which opens the sentence or nearly so: `Your reference, please, and I'll look.`"""
    before = reading.text[sentence[0] : slot[0]].casefold().rpartition(",")[2]
    lead = [w for w in WORD.findall(before) if w not in _FILLERS]
    if len(lead) > 1 or _VERB_FIRST.match(reading.folded_in(sentence)):
        return False
    ends = len(WORD.findall(_TRAILS.sub("", reading.text[slot[1] : sentence[1]].casefold()))) <= 1
    if ends and asks(reading, sentence):
        return True
    return _asked_after(reading, sentence, slot)


def _asked_after(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether words that ask stand right behind the slot: `the number is all I need`."""
    return any(h.start - slot[1] <= _TOUCHES for h in reading.hits_in("words.ask-after", (slot[1], sentence[1])))


_VERB_FIRST: Final = regex_of(
    r"\W*(?:(?:and|so|but|then|ok|okay) )?(?:is|are|was|were|do|does|did|has|have|had|can|could|will|would|should|may|shall)\b"
)
_TRAILS: Final = regex_of(r"\b(?:is|was|are|be|being|would|will|sir|ma|ma'am|madam|ah|again|and)\b")
_TOUCHES: Final = 3
"""So many characters may stand between a slot and the words after it."""

_OPENS: Final = regex_of(
    r"(?:and |or )?(?:in |under |for |from |on |at |to |with |by |a |con |de |pour |fur |an |zu |per |para |no |voor |op |aan |naar )?"
    r"(?:what|which|whose|where(?:abouts)?|whom?|when|how|remind|tell|que|cual|donde|a donde|quien|a nombre de|como|con quien|cuando|cuanto|para"
    r"|quels?|quelles?|quand|combien|ou|wie|welche[nmrs]?|welke?|hoeveel|wanneer|waar|wann|wo|wohin|qual|quais|onde|quando|quanto|quale|quali"
    r"|dove|che)\b"
    r"|(?:is|are|was|do|does|has|have)\b.*\ballerg\w*\b"
    r"|.*[哪几谁贵怎如何誰]|.*什么|.*多少|.*(?:いつ|どの|どちら|どこ|どなた)"
    r"|(?:на |во |в |с |со |к |по |о |для )?(?:как|какой|какая|какое|какую|какие|каком|какого|чье|куда|где|кем|скольк\w|когда|что)\b"
    r"|(?:na |o |do |z |dla |od |pod )?(?:jak|jaki|jaka|jakie|jakim|jakiej|czyje|gdzie|dokad|kim|ile|kiedy|ktora|ktorej|co)\b"
    r"|(?:hangi|kac|kimin|nereye|ne zaman|adiniz ne)\b|(?:untuk |jam |tanggal |atas )?(?:berapa|siapa|kapan|di mana|ke mana)\b"
    r"|(?:kitn[aei]|kis|kiske|kaun|ka(?:un )?si|kab|kaha+n?|कितन[ाेी]|किस|किसके|कौन|कब|कहां|कहाँ)(?!\w)"
    r"|(?:كم|لكم|متي|اي|في اي|لاي|علي اي|وين|اين|فين|من معي|مين معي|باسم من|باسم مين)\b"
)  # fmt: skip


def _framed(reading: Reading, sentence: Span, slot: Span) -> bool:
    """Whether words that ask stand before the slot, with nothing between that leads elsewhere."""
    before = (max(sentence[0], slot[0] - NEAR), slot[0])
    for frame in (hit for name in _FRAMES for hit in reading.hits_in(name, before)):
        if _puts_a_question(reading, sentence, frame.span) and (
            frame.end >= slot[0] or _leads_to(reading, frame.end, slot[0])
        ):
            return True
    return False


_FRAMES: Final = ("words.ask", "words.wants", "words.give-us")


def _puts_a_question(reading: Reading, sentence: Span, frame: Span) -> bool:
    """Whether words that ask do so here: `which` inside a sentence only goes on (`the card from which you paid`)."""
    said = reading.folded_in(frame)
    if said.startswith("which") and frame[0] - sentence[0] > _NEAR_START:
        return bool(_LEAD_IN.fullmatch(reading.folded_in((sentence[0], frame[0])))) and asks(reading, sentence)
    return asks(reading, sentence) or not _INTERROGATIVE.match(said)


_INTERROGATIVE: Final = regex_of(r"what|which|whats|cual|que\b")
_NEAR_START: Final = 12
_LEAD_IN: Final = regex_of(
    r"\W*(?:to|so|for|before|in order|and|then|thanks|thank|ok|okay|sure|sorry)\b[^?!]{0,80},\s*"
)
"""What stands before a question that does not open its sentence: `To send it, which ...?`"""


def _leads_to(reading: Reading, start: int, end: int) -> bool:
    between = reading.text[start:end].casefold()
    if re.search(r"[.!?:;。！？；]", between):
        return False
    if _UNSPACED.search(between) and len(between.split()) <= 1:
        return len(between) <= _NEAR_UNSPACED
    words = WORD.findall(_without_slots(reading, start, _POINTER.sub("", between)))
    return len(words) <= _NEAR and not _LEADS_OFF.intersection(words)


WORD: Final = regex_of(r"[^\W_]+")
_POINTER: Final = regex_of(r"\b(?:that|this) $")
"""What points at the slot and leads nowhere: `I need that order number`."""
_NEAR: Final = 5
_NEAR_UNSPACED: Final = 8
_UNSPACED: Final = regex_of(f"[{UNSPACED}]")
_LEADS_OFF: Final = frozenset(
    "this these that our my to so which who if when once because about using by without whether how from into but"
    " if until unless while where this's est esto este esta".split()
)


def _without_slots(reading: Reading, start: int, text: str) -> str:
    """The text without the other slots that it names: `your name, email and phone number` asks for three things."""
    for slot in SLOTS:
        for hit in reading.hits_in(f"words.slot-{slot}", (max(0, start - NEAR), start + len(text))):
            first, last = max(0, hit.start - start), hit.end - start
            if first < len(text) and last > 0:
                text = text[:first] + " " * (min(last, len(text)) - first) + text[last:]
    return text


def _alone(reading: Reading, sentence: Span) -> bool:
    """Whether the sentence does no more than name what it wants: `Your order number, please.`"""
    text = reading.text[sentence[0] : sentence[1]].casefold()
    if len(text) > NEAR or any(map(str.isdigit, text)) or not _WANTS.search(text):
        return False
    rest = [word for word in WORD.findall(_without_slots(reading, sentence[0], text)) if word not in _FILLERS]
    return not rest


_WANTS: Final = regex_of(r"(?:[?？:]|\b(?:please|pls|plz|again|por favor|пожалуйста|proszę|poproszę|lütfen))\W*$")
_FILLERS: Final = frozenset(
    "and or the your a an please pls plz again ok okay sure thanks thank you great also first then so sir madam ma'am"
    " kindly now por favor y su tu el la e"
    " пожалуйста и ваш ваша ваше ещё еще раз снова prosze proszę poproszę i oraz pani pana jeszcze raz lütfen lutfen ve"
    " boleh minta tolong mohon kak kakak pak bu dan ya nya lagi"
    " ji jee kripya kripaya apna apni apne aapka aapki mujhe hamein bas जी कृपया अपना अपनी अपने आपका आपकी मुझे हमें बस"
    " فضلا لو سمحت من فضلك طيب تمام".split()
)
