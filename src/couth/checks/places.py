"""Places in a draft where words do not count: quotations, codes, words in capitals, links, names."""

from __future__ import annotations

import re
from typing import Callable, Final, Iterable, Literal, Mapping

from couth.checks.base import customer_used, lately
from couth.facts import Facts
from couth.model import Span
from couth.regexes import regex_of

Skip = Literal["quotes", "codes", "capitals", "links", "names"]


def is_in(places: Iterable[Skip], facts: Facts, span: Span) -> bool:
    """Whether words stand in one of some places."""
    return any(_PLACES[place](facts, span) for place in places)


def _in_code(facts: Facts, span: Span) -> bool:
    """Whether the words are joined to digits, signs or a hyphen, or are a letter in a word that is spelt out."""
    text, (start, end) = facts.draft.text, span
    beside = text[max(0, start - 1) : start] + text[end : end + 1]
    if re.search(r"[\d_/@#]|(?<=\w)-", beside) or _CODE_TAIL.match(text, end) or _LETTER_TAIL.match(text, end - 1):
        return True
    return end - start == 1 and bool(_SPELT.search(text, max(0, start - 4), min(len(text), end + 4)))


_LETTER_TAIL = regex_of(r"(?<!\w)\w-\w")  # a letter that a name begins with: U-Bahn
_CODE_TAIL = regex_of(r"-[A-Z]?\d")
_SPELT = regex_of(r"\b(?:\w[ .-]){4}")


def in_capitals(facts: Facts, span: Span) -> bool:
    """Whether the words are in capitals where the text around them is not: a name, a size or a code."""
    words = facts.draft.text[span[0] : span[1]]
    return len(words) > 1 and words.isupper() and not facts.draft.text.isupper()


def _in_link(facts: Facts, span: Span) -> bool:
    return facts.reading.linked(span[0])


def _is_name(facts: Facts, span: Span) -> bool:
    """Whether the last of the words has a capital initial that no beginning of a sentence explains.

    At the beginning of a sentence, a capital on the next word tells. German, which has capitals on nouns, tells nothing;
    in scripts without capitals the customer has used it. What the customer called themselves is a name however it is written.
    """
    text, (start, end) = facts.draft.text, span
    owner = _OWNER.fullmatch(text, start, end)
    if (owner and _is_title(owner[1])) or _is_their_own(facts, text[start:end]):
        return True  # whose something is, `Buddy's bowl`, or who they are
    words = _WORD.findall(text[start:end])
    if words and words[-1].lower() == words[-1].upper():
        return customer_used(facts, text[start:end])
    if facts.lang == "de" or not words or not words[-1][0].isupper() or text.isupper():
        return False
    if len(words) > 1:
        return _is_title(words[-1])
    begin = facts.reading.sentences[facts.reading.sentence_of(start)][0]
    if any(map(str.isalnum, text[begin:start])):
        return True
    following = _NEXT_WORD.match(text, end)
    return following is not None and _is_title(following[1])


def _is_their_own(facts: Facts, words: str) -> bool:
    """Whether the customer said of late that they are this: `I am captain of this ship`."""
    said = (m[1] for message in lately(facts) if message.role == "customer" for m in _SELF.finditer(message.text))
    return any(re.search(rf"(?i)\b{re.escape(words)}\b", themselves) for themselves in said)


_SELF = regex_of(r"(?i)\b(?:i am|i['’]?m|my name is|my name['’]?s|this is|call me)((?:\s+[\w'’]+){1,6})")


def _is_title(word: str) -> bool:
    return len(word) > 1 and word[0].isupper() and not word.isupper()


_WORD = regex_of(r"[^\W_]+")
_OWNER = regex_of(r"([^\W\d_]+)['’]s")
_NEXT_WORD = regex_of(r"[ '&-]{1,3}([^\W\d_]+)")


_PLACES: Final[Mapping[Skip, Callable[[Facts, Span], bool]]] = {
    "quotes": lambda facts, span: facts.reading.quoted(span),
    "codes": _in_code,
    "capitals": in_capitals,
    "links": _in_link,
    "names": _is_name,
}
