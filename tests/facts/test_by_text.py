"""What friends write to each other is chat where a business texts it to somebody who asked for nothing."""

from __future__ import annotations

import pytest

import couth
from couth.engine.linter import default_linter

GOSSIP = "He always forgets his keys, that one."


def _chats(text: str, channel: str | None, thread: couth.Thread | None) -> bool:
    report = default_linter().lint(couth.Draft(text, channel=channel), thread)
    return any(found.rule == "scope.small-talk" for found in report.violations)


@pytest.mark.parametrize(("channel", "found"), [("sms", True), ("mms", True), ("webchat", False), (None, False)])
def test_only_a_text_message_comes_out_of_the_blue(channel: str | None, found: bool) -> None:
    assert _chats(GOSSIP, channel, couth.Thread([])) is found


def test_who_wrote_first_may_have_asked_for_it() -> None:
    asked = couth.Thread([couth.Message("customer", "is my cat eating at the kennel?")])
    assert not _chats(GOSSIP, "sms", asked)
    assert not _chats(GOSSIP, "sms", None)
