"""What a policy lends to the facts: its word lists, its definitions of acts, its language of last resort."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Final, Mapping

from couth.facts.logic import ACT, Gate
from couth.model import Span
from couth.text import Lexicon, Reading

if TYPE_CHECKING:
    from couth.facts.acts import OfDraft, Scorer
    from couth.facts.profiles import Profile

SLOTS: Final = ("name", "order-number", "email", "phone", "address", "account-id", "date", "product", "amount")
"""What a customer can have given, and a draft can ask for."""

DETAIL: Final = "detail"
"""What has no form of its own, but its kind: a number of people, a size, a time."""

ASKABLE: Final = (*SLOTS, DETAIL)
"""What a draft can ask for."""

SLOT_LISTS: Final = frozenset(f"words.slot-{slot}" for slot in ASKABLE)
"""Ids of the lists of words that name a slot."""

QUESTIONS: Final = ("price", "amount", "time", "place", "person", "reason", "how", "which", "yes-no")
"""Kinds of question, the most telling first; `words.asks-<kind>` tells one, `words.answers-<kind>` what would answer it."""

_NAMED: Final = """
    acknowledgement another answers-at-large apology arranged ask ask-after asks-human asks-openly asks-to-be-told asks-who at-once automated
    away business-terms caught-up contraries delay details elsewhere further-question give-us goodbye grave greeting hand-over
    help-offer holding holds-off interest invitation joint leads-up leaving lets-go more-detail new-matter news no once-more
    names-time no-objection opt-in opt-out opt-out-confirmation others outcome plain-question please presence progress promise
    question refusal rejected request rhetorical self-introduction settled shift someone-else stock stopwords
    taken-back talk tell-me thanks told-elsewhere turns upset wants way-out yes
""".split()

LISTS: Final = tuple(
    f"words.{name}"
    for name in (
        *_NAMED,
        *(f"slot-{slot}" for slot in ASKABLE),
        *(f"asks-{kind}" for kind in QUESTIONS),
        *(f"answers-{kind}" for kind in QUESTIONS if kind not in ("person", "how", "which")),
    )
)
"""Ids of the word lists that the facts look things up in; every policy has them."""

ACTS: Final = ("promotion",)
"""Names of the acts that the facts need."""


class Drafts:
    """The last drafts as they were read: much of what a business sends, it sends again in the same words."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._readings: dict[tuple[str, str, str | None], Reading] = {}
        self._lock = Lock()

    def reading(self, text: str, lang: str, told: str | None) -> Reading:
        """A draft's text in its language; `told` is the language that the text itself tells, as `Reading` has it."""
        key = text, lang, told
        found = self._readings.get(key)
        if found is None:
            found = Reading(text, lang, self._lexicon, told)
            if len(text) <= _SHORT:
                with self._lock:
                    self._readings[key] = found
                    if len(self._readings) > _DRAFTS:
                        del self._readings[next(iter(self._readings))]
        return found

    def forget(self) -> None:
        """Let go of them all."""
        with self._lock:
            self._readings.clear()


_DRAFTS: Final = 256
_SHORT: Final = 500
"""So many drafts stay read, of so many characters at most."""


@dataclass(frozen=True, slots=True, eq=False)
class Knowledge:
    """Word lists, acts by name and the default language; compared by identity, so that what was read with it can be kept."""

    lexicon: Lexicon
    scorers: Mapping[str, Scorer] = field(default_factory=dict)
    lang: str = "en"
    profiles: Mapping[str, Profile] = field(default_factory=dict)
    """What each channel permits."""
    concerned: dict[tuple[str, ...], tuple[Profile, ...]] = field(default_factory=dict)
    """The profiles that have figures of some kinds, by these, as they were first asked for."""
    drafts: Drafts = field(init=False)
    """Readings of the last drafts."""
    trackers: dict[type, None] = field(default_factory=dict)
    """The kinds of trackers that some thread was ever read by, in the order in which they were first needed."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "drafts", Drafts(self.lexicon))

    def opened(self, gate: Gate | None) -> Gate | None:
        """The gate with acts replaced by what they cannot be done without; None where one of them may be done without any."""
        if gate is None or not any(name.startswith(ACT) for name in gate):
            return gate
        inner = [self.opened(self._gate_of(name)) if name.startswith(ACT) else frozenset((name,)) for name in gate]
        known = [names for names in inner if names is not None]
        return frozenset[str]().union(*known) if len(known) == len(inner) else None

    def _gate_of(self, act: str) -> Gate | None:
        scorer = self.scorers.get(act.removeprefix(ACT))
        return frozenset() if scorer is None else scorer.gate


def performs(knowledge: Knowledge, act: str, reading: Reading, facts: OfDraft | None = None) -> tuple[Span, ...]:
    """The sentences of a text that do an act, judged with the facts of its draft, or by the text alone."""
    scorer = knowledge.scorers.get(act)
    return () if scorer is None else tuple(span for span, _ in scorer.sentences(reading, facts))
