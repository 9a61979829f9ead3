"""The front of the engine: a policy compiled once, and drafts judged by it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from threading import Lock
from typing import Callable, Final, Iterable, Mapping

from couth.engine.compiled import CompiledPolicy
from couth.engine.stopping import Judgement, stop_of
from couth.engine.templates import completed, of_template, split
from couth.engine.verdict import report
from couth.errors import InputError
from couth.facts import FACTS, Facts, Knowledge
from couth.facts.view import language_of, language_tag
from couth.model import Draft, Message, MessageTemplate, Report, Thread
from couth.policy import Policy, load

Scope = tuple["str | None", str, "str | None", "str | None"]
Messages = Iterable["Message | Mapping[str, object]"]

STEPS: Final = 64
"""So often the first permitted moment is put off before it is given up."""


class Linter:
    """Judges drafts by a policy. Compiled once; safe to share between threads of a program.

    `policy` is a Policy, the path of a policy file, the name of a shipped policy, or None for the
    default. Raises PolicyError with every problem where it does not load.
    """

    def __init__(self, policy: Policy | str | Path | None = None) -> None:
        self.policy = policy if isinstance(policy, Policy) else load(policy)
        self._whole = CompiledPolicy(self.policy)
        self._scoped: dict[Scope, CompiledPolicy] = {}
        self._lock = Lock()

    @property
    def knowledge(self) -> Knowledge:
        """The word lists and acts that facts are computed with, for who wants to look at facts by themselves."""
        return self._whole.knowledge

    def lint(self, draft: Draft | str, thread: Thread | Messages | None = None, *, path: str | None = None) -> Report:
        """Judge a draft against the thread before it; no thread at all says that it is unknown.

        Raises InputError where an argument is not what it has to be, and never for what a text says.
        """
        draft = _draft(draft)
        thread = _thread(thread)
        compiled = self._for(draft, thread, path)
        facts = Facts(draft, thread, compiled.knowledge, FACTS)
        return report(compiled.policy, draft, compiled.outcomes(facts), lambda at: _permitted(compiled, facts, at))

    def lint_template(self, template: MessageTemplate, *, path: str | None = None) -> Report:
        """Judge a template in every way that it can come out; spans and fixes are in its own text, as written.

        Rules that need a thread, a customer or a moment do not apply: they are listed as unknown, whatever the
        policy makes of the unknown, and have no say in the verdict.
        """
        draft, thread = template.draft, Thread(None)
        if draft.lang is None:
            shown = template.renderings[0].text if template.renderings else draft.text
            draft = replace(draft, lang=language_of(replace(draft, text=shown), thread, self._whole.knowledge))
        compiled = self._for(draft, thread, path)
        outcomes, left = split(of_template(compiled, replace(template, draft=draft)))
        return completed(report(compiled.policy, draft, outcomes, lambda at: at), left)

    def judge(self, draft: Draft, thread: Thread, binds: Callable[[str], bool] | None = None) -> Judgement:
        """The report on a draft, and what stops it: only rules whose ids `binds` holds for have a say in that."""
        compiled = self._for(draft, thread, None)
        facts = Facts(draft, thread, compiled.knowledge, FACTS)
        outcomes = compiled.outcomes(facts)
        bound = outcomes if binds is None else [o for o in outcomes if binds(o.rule.id)]

        def permitted(at: datetime) -> datetime | None:
            return _permitted(compiled, facts, at, binds)

        whole = report(compiled.policy, draft, outcomes, permitted)
        stopping = whole if bound is outcomes else report(compiled.policy, draft, bound, permitted)
        return Judgement(whole, stop_of(compiled.policy, draft, stopping, bound, permitted))

    def _for(self, draft: Draft, thread: Thread, path: str | None) -> CompiledPolicy:
        """The policy as it is for the draft's channel, language and purpose; most policies are one for all."""
        if not self.policy.is_scoped:
            return self._whole
        lang = language_of(draft, thread, self._whole.knowledge)
        scope = (draft.channel or thread.channel, language_tag(draft, thread, lang), draft.purpose, path)
        found = self._scoped.get(scope)
        if found is None:
            with self._lock:
                found = self._scoped.setdefault(scope, self._compiled(scope))
        return found

    def _compiled(self, scope: Scope) -> CompiledPolicy:
        policy = self.policy.scoped(*scope)
        same = (c for c in (self._whole, *self._scoped.values()) if c.policy is policy)
        return next(same, None) or CompiledPolicy(policy)


def _permitted(
    compiled: CompiledPolicy, facts: Facts, at: datetime, binds: Callable[[str], bool] | None = None
) -> datetime | None:
    """The first moment from `at` on at which no rule of the clock objects, all of them together."""
    clock = (r for r in compiled.of_clock if not r.rule.channels or facts.channel in r.rule.channels)
    asked = [rule for rule in clock if binds is None or binds(rule.rule.id)]
    for _ in range(STEPS):
        later = Facts(replace(facts.draft, at=at), facts.thread, facts.knowledge, FACTS)
        outcomes = [o for rule in asked if (o := rule.judge(later))]
        moments = [hit.not_before for o in outcomes for hit in o.hits if hit.not_before]
        if not moments:
            return at
        at = max(moments)
    return None


def _draft(draft: Draft | str) -> Draft:
    if isinstance(draft, Draft):
        return draft
    if isinstance(draft, str):
        return Draft(draft)
    raise InputError(f"a draft must be a Draft or a string, not {type(draft).__name__}")


def _thread(thread: Thread | Messages | None) -> Thread:
    if isinstance(thread, Thread):
        return thread
    if isinstance(thread, (str, bytes)) or not (thread is None or isinstance(thread, Iterable)):
        raise InputError(f"a thread must be a Thread or a list of messages, not {type(thread).__name__}")
    return Thread(thread)


@lru_cache(maxsize=1)
def default_linter() -> Linter:
    """The linter of the default policy: one for the whole process, compiled when it is first asked for."""
    return Linter()


def lint(draft: Draft | str, thread: Thread | Messages | None = None) -> Report:
    """Judge one draft by the default policy, which is compiled at the first call."""
    return default_linter().lint(draft, thread)
