"""The facts about one draft: asked for by name, computed once, only when asked for."""

from __future__ import annotations

from typing import Mapping

from couth.facts.catalogue import Fact, Lacking, Missing
from couth.facts.knowledge import Knowledge
from couth.facts.state import ThreadState, state_of
from couth.model import Draft, Thread
from couth.text import Reading, detect


class Facts:
    """What can be known of a draft, its thread, customer and clock. Not shared between drafts."""

    __slots__ = ("_catalogue", "_state", "_values", "channel", "draft", "knowledge", "lang", "reading", "thread")

    def __init__(self, draft: Draft, thread: Thread, knowledge: Knowledge, catalogue: Mapping[str, Fact]) -> None:
        self.draft = draft
        self.thread = thread
        self.knowledge = knowledge
        self.channel = draft.channel or thread.channel
        self.lang = language_of(draft, thread, knowledge)
        self.reading = Reading(draft.text, self.lang, knowledge.lexicon)
        self._catalogue = catalogue
        self._values: dict[str, object] = {}
        self._state: ThreadState | None = None

    def __getitem__(self, name: str) -> object:
        """The value of a fact, or Missing; raises KeyError for a name that is not in the catalogue."""
        try:
            return self._values[name]
        except KeyError:
            value = self._values[name] = self._catalogue[name].compute(self)
            return value

    def known(self, name: str) -> object:
        """The value of a fact; raises Lacking where it is missing."""
        value = self[name]
        if isinstance(value, Missing):
            raise Lacking(value)
        return value

    @property
    def labels(self) -> tuple[Reading, ...]:
        """The labels of the draft's buttons, read like its text."""
        return tuple(Reading(button.text, self.lang, self.knowledge.lexicon) for button in self.draft.buttons)

    @property
    def state(self) -> ThreadState:
        """What was read of the thread; raises Lacking where the thread is unknown."""
        if not self.thread.known:
            raise Lacking(Missing(("thread",)))
        if self._state is None:
            self._state = state_of(self.thread, self.knowledge, self.lang)
            self._state.drafted(self.reading)
        return self._state


def language_of(draft: Draft, thread: Thread, knowledge: Knowledge) -> str:
    """The draft's own language: declared, else told from the text, else the customer's, else the policy's."""
    declared = draft.lang or (draft.template.language if draft.template else None)
    return base_of(declared or detect(draft.text) or thread.customer.language or knowledge.lang)


def language_tag(draft: Draft, thread: Thread, language: str) -> str:
    """The draft's language with its script and region, where the draft or the customer's record tells them."""
    declared = (draft.lang, draft.template.language if draft.template else None, thread.customer.language)
    return next((tag for tag in declared if tag and base_of(tag) == language), language)


def base_of(tag: str) -> str:
    """The language alone of `pt-BR` or `zh_Hant_TW`, in small letters."""
    return tag.replace("_", "-").split("-")[0].lower()
