"""How threads are read under one policy, and how what is known of them is kept in one store."""

from __future__ import annotations

from hashlib import sha256
from importlib.metadata import version
from typing import Any, Callable, Final, Mapping

from couth.engine import Linter
from couth.errors import StoreError
from couth.facts import Knowledge
from couth.facts.kept import FORM, copy, heard, kept, recall, restored
from couth.facts.state import ThreadState, Tracker, state_of
from couth.integrations.records import Records
from couth.integrations.sealing import Sealer
from couth.integrations.thread_records import ThreadRow
from couth.model import Thread
from couth.policy import basis

HEARD: Final = "heard"
"""Beside the trackers: what was found in the last messages."""


class Reader:
    """How threads are read under one policy, and how what is known of them is kept in one store."""

    def __init__(self, linter: Linter, sealer: Callable[[], Sealer], words_kept: bool) -> None:
        self._linter = linter
        self._sealer = sealer
        self.words_kept = words_kept
        self.basis = sha256(f"{FORM} {version('couth')} {basis(linter.policy)}".encode()).hexdigest()[:16]
        """What kept facts rest on: the word lists and acts, and the couth that has read with them."""

    @property
    def sealer(self) -> Sealer:
        """The store's."""
        return self._sealer()

    @property
    def knowledge(self) -> Knowledge:
        """The word lists and acts of the policy."""
        return self._linter.knowledge

    @property
    def lang(self) -> str:
        """The language of last resort."""
        return self._linter.policy.lang

    def kept(self, thread: Thread, lang: str) -> dict[str, Any]:
        """What is known of a thread; where no words are kept, sealed, and with what was heard last."""
        state = state_of(thread, self.knowledge, lang)
        if self.words_kept:
            return kept(state)
        seal = self.sealer.seal
        return {**kept(state, seal), HEARD: heard(state, seal)}

    def copy(self, state: ThreadState, into: ThreadState) -> None:
        """Give one state what another knows."""
        copy(state, into)
        if not self.words_kept:
            recall(into, heard(state))

    def kept_of(self, records: Records, row: ThreadRow) -> dict[str, tuple[int, str]]:
        """What is kept of a thread; where no words are, what was known under an earlier policy has to do."""
        found = records.kept(row.id, self.basis)
        if found or self.words_kept:
            return found
        earlier = records.latest_basis(row.id)
        return {} if earlier is None else records.kept(row.id, earlier)

    def resume(self, state: ThreadState, data: Mapping[str, Any], seen: int) -> None:
        """Take up what was kept; what cannot be taken up is read from the messages again."""
        unseal = self.sealer.unseal

        def tracker(kind: type[Tracker]) -> Tracker | None:
            try:
                return restored(kind, state, data, unseal)
            except (KeyError, TypeError, ValueError, AttributeError):
                if self.words_kept:
                    return None
                raise StoreError("what the store knows of a thread is of another form", "schema") from None

        state.resume(tracker, seen)
        recall(state, data.get(HEARD, {}), unseal)
