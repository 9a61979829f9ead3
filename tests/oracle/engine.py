"""The plain engine: every rule asked of every draft, every template and pattern tried, every condition put, nothing kept.

It knows what rules, checks and facts mean from the same definitions as the real engine, and none of its shortcuts: no
gates, no order of cost, no automaton, no thread that was read before. What the two find must be the same.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from unittest.mock import patch

from couth import Draft, Report, Thread
from couth.checks import Finder
from couth.engine.compiled import Outcome
from couth.engine.verdict import report
from couth.facts import CATALOGUE, FACTS, Facts, Knowledge, Lacking, Missing
from couth.facts.view import language_of, language_tag
from couth.model import Fault, Unknown
from couth.policy import Policy, Rule
from couth.text import Pattern, PatternTimeout
from oracle.conditions import Answer, holds
from oracle.cues import PlainScorer
from oracle.lexicon import PlainLexicon

STEPS = 64


def _always(*_: object) -> bool:
    return True


class PlainLinter:
    """Judges drafts by a policy, plainly."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._engines: dict[int, PlainEngine] = {}

    def lint(self, draft: Draft, thread: Thread, path: str | None = None) -> Report:
        """Judge a draft against a thread, which is read from its beginning."""
        anew = Thread(thread.messages if thread.known else None, thread.customer, thread.channel)
        whole = self._engine(self.policy)
        lang = language_of(draft, anew, whole.knowledge)
        scope = (draft.channel or anew.channel, language_tag(draft, anew, lang), draft.purpose, path)
        with patch.object(Pattern, "may_match", _always):
            return self._engine(self.policy.scoped(*scope)).lint(draft, anew)

    def _engine(self, policy: Policy) -> PlainEngine:
        if id(policy) not in self._engines:
            self._engines[id(policy)] = PlainEngine(policy)
        return self._engines[id(policy)]


class PlainEngine:
    """The rules of one scope."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        scorers = {
            name: PlainScorer(act.cues, act.threshold, f"acts.{name}", CATALOGUE, act.clauses)
            for name, act in policy.acts.items()
        }
        self.knowledge = Knowledge(PlainLexicon(policy.words), scorers, policy.lang, policy.channels)
        with patch("couth.checks.judged.Scorer", PlainScorer):
            self._finders = [(rule, rule.check.finder(rule.id)) for rule in policy.rules.values()]

    def lint(self, draft: Draft, thread: Thread) -> Report:
        """Judge a draft against a thread that nobody has read."""
        facts = Facts(draft, thread, self.knowledge, FACTS)
        outcomes = [o for rule, find in self._finders if (o := _judged(rule, find, facts))]
        fired = {outcome.rule.id for outcome in outcomes if outcome.hits}
        left = [o for o in outcomes if not (o.hits and fired & set(o.rule.yields))]
        return report(self.policy, draft, left, lambda at: self._permitted(facts, at))

    def _permitted(self, facts: Facts, at: datetime) -> datetime | None:
        """The first moment from one on at which no rule of the clock objects."""
        for _ in range(STEPS):
            later = Facts(replace(facts.draft, at=at), facts.thread, self.knowledge, FACTS)
            outcomes = [_judged(rule, find, later) for rule, find in self._finders if _of_clock(rule, facts.channel)]
            moments = [hit.not_before for o in outcomes if o for hit in o.hits if hit.not_before]
            if not moments:
                return at
            at = max(moments)
        return None


def _of_clock(rule: Rule, channel: str | None) -> bool:
    return rule.check.of_clock and (not rule.channels or channel in rule.channels)


def _judged(rule: Rule, find: Finder, facts: Facts) -> Outcome | None:
    """What a rule makes of a draft; None where it has nothing to say."""
    if _is_elsewhere(rule, facts):
        return None
    outcome, applies = _found(rule, find, facts), _applies(rule, facts)
    if applies is False or not (outcome.hits or outcome.unknown):
        return None
    if rule.channels and facts.channel is None:
        alone = outcome.hits or (outcome.unknown and outcome.unknown.needs == ("draft.channel",))
        return Outcome(rule, unknown=Unknown(rule.id, ("draft.channel",))) if alone else None
    if isinstance(applies, Missing) and outcome.hits:
        return Outcome(rule, unknown=Unknown(rule.id, applies.needs))
    return outcome


def _is_elsewhere(rule: Rule, facts: Facts) -> bool:
    """Whether a rule speaks of other channels; where that is open, checks of a channel's figures say themselves of what."""
    if facts.channel is None:
        return bool(rule.check.figures) and not rule.check.may(facts)
    return bool(rule.channels) and facts.channel not in rule.channels


def _found(rule: Rule, find: Finder, facts: Facts) -> Outcome:
    try:
        return Outcome(rule, tuple(find(facts)))
    except Lacking as lacking:
        return Outcome(rule, unknown=Unknown(rule.id, lacking.needs))
    except PatternTimeout as timeout:
        return Outcome(rule, unknown=Unknown(rule.id, ("time",)), fault=Fault(rule.id, str(timeout)))


def _applies(rule: Rule, facts: Facts) -> Answer:
    """All of `when`, and none of `unless`."""
    wanted = [holds(condition.source, facts) for condition in rule.when]
    unwanted = [holds(condition.source, facts) for condition in rule.unless]
    if False in wanted or True in unwanted:
        return False
    needs = dict.fromkeys(
        need for answer in (*wanted, *unwanted) if isinstance(answer, Missing) for need in answer.needs
    )
    return Missing(tuple(needs)) if needs else True
