"""A policy made ready: word lists in one index, conditions and checks bound, once per policy and scope."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from couth.checks import Finder
from couth.facts import CATALOGUE, Facts, Knowledge, Lacking, Missing, Scorer
from couth.model import Fault, Hit, Unknown
from couth.text import Lexicon, PatternTimeout

if TYPE_CHECKING:
    from couth.policy import Policy, Rule


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one rule made of a draft: hits, or what it lacked, or why it broke off."""

    rule: Rule
    hits: tuple[Hit, ...] = ()
    unknown: Unknown | None = None
    fault: Fault | None = None


@dataclass(frozen=True, slots=True)
class CompiledRule:
    """A rule with its check bound to its word lists."""

    rule: Rule
    find: Finder

    def judge(self, facts: Facts) -> Outcome | None:
        """What the rule finds, None where it has nothing to say. Unknown only where what is missing would decide.

        The check comes before the conditions: most drafts hold nothing to find, and then nothing
        of the thread need be read for them.
        """
        channel = facts.draft.channel or facts.thread.channel
        if self.rule.channels and channel is not None and channel not in self.rule.channels:
            return None
        outcome = self._found(facts)
        if outcome is None:
            return None
        if self.rule.channels and channel is None:
            return Outcome(self.rule, unknown=Unknown(self.rule.id, ("draft.channel",)))
        applies = self._applies(facts)
        if applies is False:
            return None
        if isinstance(applies, Missing) and outcome.hits:
            return Outcome(self.rule, unknown=Unknown(self.rule.id, applies.needs))
        return outcome

    def _found(self, facts: Facts) -> Outcome | None:
        try:
            hits = tuple(self.find(facts))
        except Lacking as lacking:
            return Outcome(self.rule, unknown=Unknown(self.rule.id, lacking.needs))
        except PatternTimeout as timeout:
            return Outcome(self.rule, unknown=Unknown(self.rule.id, ("time",)), fault=Fault(self.rule.id, str(timeout)))
        return Outcome(self.rule, hits) if hits else None

    def _applies(self, facts: Facts) -> bool | Missing:
        """All of `when` and none of `unless`, in three-valued logic."""
        needs: dict[str, None] = {}
        for wanted, conditions in ((True, self.rule.when), (False, self.rule.unless)):
            for condition in conditions:
                holds = condition.evaluate(facts)
                if isinstance(holds, Missing):
                    needs.update(dict.fromkeys(holds.needs))
                elif holds is not wanted:
                    return False
        return Missing(tuple(needs)) if needs else True


class CompiledPolicy:
    """The rules of one scope, in order of their ids, and the knowledge that they share."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        scorers = {
            name: Scorer(act.cues, act.threshold, f"acts.{name}", CATALOGUE, act.clauses)
            for name, act in policy.acts.items()
        }
        self.knowledge = Knowledge(Lexicon(policy.words), scorers, policy.lang)
        self.rules = tuple(CompiledRule(rule, rule.check.finder(rule.id)) for rule in policy.rules.values())
        self.of_clock = tuple(rule for rule in self.rules if rule.rule.check.of_clock)

    def outcomes(self, facts: Facts) -> list[Outcome]:
        """What each rule found, those with nothing to say left out, those that yield to another silenced."""
        outcomes = [outcome for rule in self.rules if (outcome := rule.judge(facts))]
        fired = {outcome.rule.id for outcome in outcomes if outcome.hits}
        return [o for o in outcomes if not (o.hits and fired.intersection(o.rule.yields))]
