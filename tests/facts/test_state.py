"""What was read of a thread lives as long as the thread, and no longer."""

from __future__ import annotations

import gc

import couth
from couth.engine.linter import default_linter
from couth.facts.said import Said
from couth.facts.state import ThreadState

MESSAGES = [
    couth.Message("customer", "Where is my parcel? Please tell me."),
    couth.Message("business", "Your parcel is on the van and comes by four."),
    couth.Message("customer", "And where is the van now?"),
]


def _alive(kind: type) -> int:
    return sum(type(found) is kind for found in gc.get_objects())


def test_nothing_is_left_of_a_thread_for_a_collector_to_find() -> None:
    linter = default_linter()
    gc.collect()
    before = _alive(ThreadState), _alive(Said)
    gc.disable()
    try:
        thread = couth.Thread(MESSAGES)
        linter.lint("Your parcel is on the van and comes by four.", thread)
        assert (_alive(ThreadState), _alive(Said)) > before
        del thread
        assert (_alive(ThreadState), _alive(Said)) == before
    finally:
        gc.enable()
