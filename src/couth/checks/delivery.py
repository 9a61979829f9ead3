"""Checks of what a draft carries beside its words: blanks left unfilled, links, tags, words to stop, headers."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import ClassVar, Final, Iterator, Literal

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import at_most, of_profile
from couth.facts import Facts, Knowledge, Lacking, Missing, Profile
from couth.facts.delivery import is_bot
from couth.facts.logic import PART, Gate
from couth.model import Hit, Span
from couth.regexes import regex_of
from couth.text import Pattern, PatternSource, Reading
from couth.text.placeholders import placeholders
from couth.text.signs import sign


class Unrendered(Check):
    """Finds blanks that were never filled in: placeholders, and what programs write for no value."""

    kind: Literal["unrendered"]
    gives: ClassVar[tuple[str, ...]] = ("button",)

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Signs and words that blanks are made of, or something to tap."""
        return sign("blanks") | {f"{PART}buttons"}

    def finder(self, name: str) -> Finder:
        """One hit a blank."""

        def find(facts: Facts) -> Iterator[Hit]:
            text = facts.draft.text
            found = {*placeholders(text), *(m.span() for m in _NOTHING.finditer(text))}
            yield from (Hit(span) for span in sorted(found) if not _is_theirs(facts, span))
            for button in facts.draft.buttons:
                if placeholders(button.text) or placeholders(button.url or ""):
                    yield Hit(whole(facts), values={"button": button.text})

        return find


def _is_theirs(facts: Facts, span: Span) -> bool:
    """Whether a blank is quoted, or the customer's own: they wrote it, or who masked the conversation put it there."""
    blank = facts.draft.text[span[0] : span[1]]
    wrote = facts.thread.messages if facts.thread.known else ()
    return facts.reading.quoted(span) or any(m.role == "customer" and blank in m.text for m in wrote)


_LEADS: Final = ("Hi ", "Hello ", "Dear ", "Hey ", "Hola ", "#", "$", "€", "£")
_NOTHING: Final = regex_of(
    r"\[object Object\]|(?<![\w'“\"])(?:undefined|NaN)(?![\w'”\"])|(?<=: )null\b"
    rf"|(?:{'|'.join(f'(?<={re.escape(lead)})' for lead in _LEADS)})(?:null|None|nil)\b"
)
"""What programs write for no value, where one should stand."""


class Hosts(Check):
    """Finds links by shorteners that everybody shares, and links to other domains than the business's own."""

    kind: Literal["hosts"]
    gives: ClassVar[tuple[str, ...]] = ("host", "what")
    shorteners: list[str] = Field(min_length=1, description="domains of shorteners that are open to all")
    own: list[str] = Field(
        default_factory=list, description="the business's own domains; where any are named, others are found"
    )

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """A dot as in a link, or something to tap."""
        return sign("dots") | {f"{PART}buttons", f"{PART}cards"}

    def finder(self, name: str) -> Finder:
        """One hit a link; a button's is one on the whole draft."""
        shorteners, own = frozenset(self.shorteners), tuple(self.own)

        def find(facts: Facts) -> Iterator[Hit]:
            for span, host in _hosts(facts):
                if any(_within(host, domain) for domain in shorteners):
                    yield Hit(span, values={"host": host, "what": "hides where it leads"})
                elif own and not any(_within(host, domain) for domain in own):
                    yield Hit(span, values={"host": host, "what": "is none of the business's own domains"})

        return find


_HOST: Final = regex_of(r"^[a-z]+://(?:[^/@]*@)?([^/:?#]+)", re.IGNORECASE)


def _hosts(facts: Facts) -> Iterator[tuple[Span, str]]:
    yield from ((link.span, link.host) for link in facts.reading.links)
    buttons = (*facts.draft.buttons, *(button for card in facts.draft.cards for button in card.buttons))
    for match in filter(None, (_HOST.match(button.url or "") for button in buttons)):
        yield whole(facts), match[1].lower()


def _within(host: str, domain: str) -> bool:
    return host == domain or host.endswith(f".{domain}")


class Tags(Check):
    """Finds message tags that the channel refuses, and the tag for people on a message that none has written."""

    kind: Literal["tags"]
    gives: ClassVar[tuple[str, ...]] = ("tag", "what")
    looks_at: ClassVar[frozenset[str]] = frozenset({"tag"})
    figures: ClassVar[tuple[str, ...]] = ("tags.retired", "tags.human")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            retired, human, tag = profile.get("tags.retired"), profile.get("tags.human"), facts.draft.tag
            if retired is not None and tag in retired.value:
                yield Hit(whole(facts), values={"tag": tag, "what": "is refused"}, at_most=at_most(retired))
            if human is not None and tag in human.value and is_bot(facts):
                yield Hit(whole(facts), values={"tag": tag, "what": "is for people alone"}, at_most=at_most(human))

        return of_profile(self.figures, find)


class OptOutWord(Check):
    """Finds that another word is told to the customer for stopping than the channel understands, or wants."""

    kind: Literal["opt-out-word"]
    gives: ClassVar[tuple[str, ...]] = ("word", "instead", "channel")
    figures: ClassVar[tuple[str, ...]] = ("words.stop", "words.other")

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Words that say how to stop."""
        return frozenset({"words.way-out"})

    def finder(self, name: str) -> Finder:
        """One hit on the first instruction that gives such a word and none of the channel's own."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            stop, other = profile.get("words.stop"), profile.get("words.other")
            if stop is None or not facts.reading.has("words.way-out"):
                return
            known = {word.casefold() for word in stop.value}
            told = _told(facts.reading, {word.casefold() for word in other.value} if other else set())
            if told and not told & known:
                values = {
                    "word": ", ".join(sorted(told)),
                    "instead": ", ".join(stop.value[:_SHOWN]),
                    "channel": profile.channel,
                }
                yield Hit(facts.reading.hits("words.way-out")[0].span, values=values, at_most=at_most(stop))

        return of_profile(self.figures, find)


_SHOWN: Final = 3


def _told(reading: Reading, others: set[str]) -> set[str]:
    """The words that an instruction gives as an answer; where it gives none, the channel's other words that it has."""
    sentences = {reading.sentences[reading.sentence_of(hit.start)] for hit in reading.hits("words.way-out")}
    texts = [reading.text[start:end] for start, end in sentences]
    answers = {word for text in texts for match in _ANSWER.finditer(text) for word in _capitals(match[1])}
    return answers or {word.casefold() for text in texts for word in re.findall(r"\w+", text)} & others


def _capitals(words: str) -> Iterator[str]:
    """The first word, and those after it as long as they are in capitals; joined, too, as in OPT OUT."""
    first, *others = words.split(" ")
    run = [first, *takewhile(str.isupper, others)]
    yield from (word.casefold() for word in (*run, " ".join(run)))


_ANSWER: Final = regex_of(
    r"\b(?:reply|text|txt|send|answer|type|write|respond|responde|envía|envia|répondez|repondez|envoyez|antworten|sende|envie"
    r"|responda|rispondi|invia)(?: with| con| avec| mit| the word)? [“\"'‘«]?(\w{2,20}(?: \w{2,20}){0,2})",
    re.IGNORECASE,
)
"""An instruction to answer with a word."""


class Headers(Check):
    """Finds that headers of an e-mail are absent, or are not what they have to be."""

    kind: Literal["headers"]
    gives: ClassVar[tuple[str, ...]] = ("header", "what")
    needed: dict[str, PatternSource] = Field(
        min_length=1, description="by header: a regular expression that its value has to match"
    )
    milliseconds: int = Field(default=50, ge=1, le=10_000, description="the longest it may look at one header")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for each header; unknown where no header is known."""
        needed = {header: Pattern(source, self.milliseconds) for header, source in self.needed.items()}

        def find(facts: Facts) -> Iterator[Hit]:
            if not facts.draft.headers:
                raise Lacking(Missing(("draft.headers",)))
            for header, pattern in needed.items():
                value = facts.draft.header(header)
                if value is None or not any(pattern.spans(value)):
                    yield Hit(
                        whole(facts),
                        values={"header": header, "what": "is missing" if value is None else "does not do"},
                    )

        return find
