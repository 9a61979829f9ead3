"""What every kind of check has in common."""

from __future__ import annotations

from abc import abstractmethod
from typing import Annotated, Callable, ClassVar, Final, Iterable, Iterator, Mapping, cast

from pydantic import AfterValidator, BaseModel, ConfigDict

from couth.facts import FACTS, ConditionError, Expression, Facts, Knowledge, Missing, parse_expression
from couth.facts.catalogue import TEXT
from couth.facts.logic import PART, Gate
from couth.model import Evidence, Hit, Message, Span
from couth.text import Duration, Phrase, PhrasesByLanguage, Reading

__all__ = [
    "Check",
    "Condition",
    "Duration",
    "Finder",
    "Gate",
    "Knowledge",
    "OptionError",
    "Phrase",
    "PhrasesByLanguage",
    "evidence",
    "given",
    "heard",
    "lately",
    "whole",
]

Finder = Callable[[Facts], Iterable[Hit]]
"""A check bound to its word lists; raises `Lacking` where it needs a fact that is not known."""


class Check(BaseModel):
    """A kind of finder with its options. It knows no rule, severity or wording.

    Every subclass declares `kind: Literal["..."]`, documents its options as fields, and is listed in
    `couth.checks.KINDS`.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    of_clock: ClassVar[bool] = False
    """Whether another time of sending would mend what the check finds; its hits tell `not_before`."""

    gives: ClassVar[tuple[str, ...]] = ()
    """Names of the values that its hits give to the message of its rule, beside the excerpt."""

    of_length: ClassVar[bool] = False
    """Whether it measures how long a draft is; a template is measured at its longest, with its blanks filled to the full."""

    looks_at: ClassVar[frozenset[str]] = frozenset()
    """Fields of a draft in one of which there must be something for the check to find anything; none: it may always."""

    figures: ClassVar[tuple[str, ...]] = ()
    """The kinds of figures of a channel's profile that it goes by, as `couth.facts.FIGURES` names them."""

    late: ClassVar[frozenset[str]] = frozenset()
    """Suffixes of lists that it looks at only where its gate is open, and that are no part of that."""

    def late_lists(self) -> frozenset[str]:
        """Those of its lists by their suffixes."""
        return self.late

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The word lists that the check brings along, by a suffix to its rule's id ("" for the only one)."""
        return {}

    def message_values(self) -> frozenset[str]:
        """What the message of a rule with this check may name."""
        return frozenset(("excerpt", *self.gives))

    @property
    def reads(self) -> int:
        """The dearest sort of facts that it looks at, of those in `couth.facts.catalogue`."""
        return TEXT

    @property
    def condition(self) -> Expression | None:
        """A condition without which it finds nothing and lacks nothing."""
        return None

    def gate(self, name: str, knowledge: Knowledge) -> Gate | None:
        """Word lists and signs without any of which in the draft's text it finds nothing; None where it may all the same."""
        return frozenset(f"{PART}{field}" for field in self.looks_at) or None

    def may(self, facts: Facts) -> object:
        """Whether it may find or lack anything in a draft, told at a glance; a check that cannot tell says yes."""
        return True

    def may_in_thread(self, facts: Facts) -> object:
        """The same told by a thread that is known, whatever the draft: asked once until it grows."""
        return True

    @abstractmethod
    def finder(self, name: str) -> Finder:
        """Bind to the lists registered under `name` (`name` or `name/suffix`); done once per policy."""


class OptionError(ValueError):
    """Raised by a validator of a whole check, where it is one of its options that is at fault."""

    def __init__(self, option: str, message: str) -> None:
        super().__init__(message)
        self.option = option


def _condition(source: str) -> str:
    try:
        parse_expression(source, FACTS)
    except ConditionError as error:
        raise ValueError(str(error)) from None
    return source


Condition = Annotated[str, AfterValidator(_condition)]
"""A condition over facts, checked against the catalogue when the policy loads."""


def whole(facts: Facts) -> Span:
    """The span of the whole draft."""
    return 0, len(facts.draft.text)


def evidence(facts: Facts, message: int, span: Span | None = None) -> tuple[Evidence, ...]:
    """A place in the thread as evidence; the whole message where no span is given."""
    text = facts.thread[message].text
    start, end = span or (0, len(text))
    return (Evidence(message, (start, end), text[start:end]),)


def given(**lists: PhrasesByLanguage) -> Mapping[str, PhrasesByLanguage]:
    """Those lists of a check that hold anything, by their suffixes."""
    return {suffix.replace("_", "-"): words for suffix, words in lists.items() if words}


def heard(facts: Facts) -> list[Reading]:
    """What the customer wrote among the last messages, the newest last; nothing where the thread is unknown."""
    readings = facts["thread.heard"]
    return [] if isinstance(readings, Missing) else cast("list[Reading]", readings)


def lately(facts: Facts) -> Iterator[Message]:
    """The last messages of the thread: so many that somebody still has in mind what was said in them."""
    return (facts.thread[index] for index in range(max(0, len(facts.thread) - _IN_MIND), len(facts.thread)))


def customer_used(facts: Facts, words: str) -> bool:
    """Whether words or signs stand, as they are, in one of the customer's last messages."""
    return any(message.role == "customer" and words in message.text for message in lately(facts))


_IN_MIND: Final = 12
