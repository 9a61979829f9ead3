"""The facts about one draft: asked for by name, computed once, only when asked for."""

from __future__ import annotations

from typing import Callable, Final, Mapping, TypeVar

from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.knowledge import Knowledge, performs
from couth.facts.state import ThreadState, state_of
from couth.model import Draft, Span, Thread
from couth.text import Reading, detect

V = TypeVar("V")


class Facts(dict[str, object]):
    """What can be known of a draft, its thread, customer and clock, by the names of facts. Not shared between drafts.

    A fact is Missing where it is not known; a name that is not in the catalogue raises KeyError.
    """

    state: ThreadState
    """What was read of the thread; raises Lacking where the thread is unknown."""

    __slots__ = ("_catalogue", "_doing", "channel", "draft", "knowledge", "lang", "reading", "state", "thread")

    def __init__(self, draft: Draft, thread: Thread, knowledge: Knowledge, catalogue: Mapping[str, Fact]) -> None:
        super().__init__()
        self.draft = draft
        self.thread = thread
        self.knowledge = knowledge
        self.channel = draft.channel or thread.channel
        declared = declared_by(draft)
        told = "" if declared else detect(draft.text)
        self.lang = base_of(declared or told or thread.customer.language or knowledge.lang)
        self.reading = knowledge.drafts.reading(draft.text, self.lang, told)
        self._catalogue = catalogue
        self._doing: dict[str, tuple[Span, ...] | Lacking] = {}

    def __missing__(self, name: str) -> object:
        value = self[name] = self._catalogue[name].compute(self)
        return value

    def known(self, name: str) -> object:
        """The value of a fact; raises Lacking where it is missing."""
        value = self[name]
        if isinstance(value, Missing):
            raise Lacking(value)
        return value

    def doing(self, act: str) -> tuple[Span, ...]:
        """The sentences of the draft that do an act; raises Lacking where that is open."""
        found = self._doing.get(act)
        if found is None:
            found = self._doing[act] = self._judged(act)
        if isinstance(found, Lacking):
            raise Lacking(Missing(found.needs))
        return found

    def standing(self, find: Callable[[Facts], V]) -> V:
        """What is found by these facts in the thread as it stands, looked for once until it grows."""
        return self.state.kept(find, self) if self.thread.known else find(self)

    def _judged(self, act: str) -> tuple[Span, ...] | Lacking:
        scorer = self.knowledge.scorers.get(act)
        if scorer is None or scorer.is_shut(self.reading, self):
            return ()
        try:
            return performs(self.knowledge, act, self.reading, self)
        except Lacking as lacking:
            return lacking

    @property
    def labels(self) -> tuple[Reading, ...]:
        """The labels of the draft's buttons, read like its text."""
        return tuple(Reading(button.text, self.lang, self.knowledge.lexicon) for button in self.draft.buttons)

    def __getattr__(self, name: str) -> ThreadState:
        """The state, looked up when it is first asked for."""
        if name != "state":
            raise AttributeError(name)
        if not self.thread.known:
            raise Lacking(Missing(("thread",)))
        self.state = state_of(self.thread, self.knowledge, self.lang)
        self.state.drafted(self.reading)
        return self.state


def language_of(draft: Draft, thread: Thread, knowledge: Knowledge) -> str:
    """The draft's own language: declared, else told from the text, else the customer's, else the policy's."""
    return base_of(declared_by(draft) or detect(draft.text) or thread.customer.language or knowledge.lang)


def declared_by(draft: Draft) -> str | None:
    """The language that a draft, or its template, says that it is in."""
    return draft.lang or (draft.template.language if draft.template else None)


def language_tag(draft: Draft, thread: Thread, language: str) -> str:
    """The draft's language with its script and region, where the draft or the customer's record tells them."""
    declared = (draft.lang, draft.template.language if draft.template else None, thread.customer.language)
    return next((tag for tag in declared if tag and base_of(tag) == language), language)


def base_of(tag: str) -> str:
    """The language alone of `pt-BR` or `zh_Hant_TW`, in small letters."""
    return tag if len(tag) == _BARE and tag.islower() else tag.replace("_", "-").split("-")[0].lower()


_BARE: Final = 2
