"""A policy made ready: word lists in one index, conditions and checks bound, once per policy and scope."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Callable, Final

from couth.checks import Check, Finder, Gate
from couth.facts import CATALOGUE, Facts, Knowledge, Lacking, Missing, Scorer
from couth.facts.catalogue import THREAD, TIMES
from couth.facts.logic import LETTERS, PART, Evaluator
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
    """A rule with its check bound to its word lists, its gate, and the conditions that cost less than the check."""

    rule: Rule
    find: Finder
    may: Callable[[Facts], object] | None
    gate: Gate | None
    early: tuple[Evaluator, ...]
    """Conditions to ask before the check, without any of which the rule has nothing to say."""
    standing: tuple[Callable[[Facts], object], ...]
    """What tells of a thread that is known, until it grows, that the rule has nothing to say there."""

    def judge(self, facts: Facts) -> Outcome | None:
        """What the rule finds, None where it has nothing to say. Unknown only where what is missing would decide.

        Of the check and the conditions the cheaper comes first: most drafts hold nothing to find, and then nothing
        of the thread need be read for them.
        """
        found = None if self._is_out(facts) else self._found(facts)
        if not found:
            return None
        applies = self._applies(facts)
        if applies is False:
            return None
        outcome = self._outcome(found)
        if self.rule.channels and facts.channel is None:
            return self._without_channel(outcome)
        if isinstance(applies, Missing) and outcome.hits:
            return Outcome(self.rule, unknown=Unknown(self.rule.id, applies.needs))
        return outcome

    def _is_out(self, facts: Facts) -> bool:
        """Whether there is nothing to find, or a condition is against it, by what is told before the check is asked."""
        if self.may is not None and not self.may(facts):
            return True
        for evaluate in self.early:  # noqa: SIM110  (half as fast with any)
            if evaluate(facts) is False:
                return True
        return False

    def _without_channel(self, outcome: Outcome) -> Outcome | None:
        """Unknown where the channel alone would decide; a rule that lacks more than that is not listed for every draft."""
        lacking = ("draft.channel",)
        if outcome.hits or (outcome.unknown and outcome.unknown.needs == lacking):
            return Outcome(self.rule, unknown=Unknown(self.rule.id, lacking))
        return None

    def _found(self, facts: Facts) -> tuple[Hit, ...] | Missing | Fault:
        """What the check finds or lacks, or why it broke off: not as it was raised, which would hold on to the facts."""
        try:
            return tuple(self.find(facts))
        except Lacking as lacking:
            return Missing(lacking.needs)
        except PatternTimeout as timeout:
            return Fault(self.rule.id, str(timeout))

    def _outcome(self, found: tuple[Hit, ...] | Missing | Fault) -> Outcome:
        if isinstance(found, Missing):
            return Outcome(self.rule, unknown=Unknown(self.rule.id, found.needs))
        if isinstance(found, Fault):
            return Outcome(self.rule, unknown=Unknown(self.rule.id, ("time",)), fault=found)
        return Outcome(self.rule, found)

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
        self.knowledge = Knowledge(Lexicon(policy.words, policy.outlines), scorers, policy.lang, policy.channels)
        self.rules = tuple(_compiled(rule, self.knowledge) for rule in policy.rules.values())
        self.of_clock = tuple(rule for rule in self.rules if rule.rule.check.of_clock)
        self._of_length = tuple(rule for rule in self.rules if rule.rule.check.of_length)
        self._plans: dict[str | None, Plan] = {}

    def outcomes(self, facts: Facts) -> list[Outcome]:
        """What each rule found, those with nothing to say left out, those that yield to another silenced."""
        plan = self._plans.get(facts.channel) or self._plan(facts.channel)
        outcomes = [outcome for rule in plan.asked(facts) if (outcome := rule.judge(facts))]
        if len(outcomes) < _TWO:
            return outcomes
        fired = {outcome.rule.id for outcome in outcomes if outcome.hits}
        return [o for o in outcomes if not (o.hits and fired.intersection(o.rule.yields))]

    def lengths(self, facts: Facts) -> list[Outcome]:
        """What the rules that measure length found, and nobody else."""
        asked = (r for r in self._of_length if not r.rule.channels or facts.channel in (None, *r.rule.channels))
        return [outcome for rule in asked if (outcome := rule.judge(facts))]

    def _plan(self, channel: str | None) -> Plan:
        """The rules of a channel; where it is not known, all of them."""
        rules = [r for r in self.rules if channel is None or not r.rule.channels or channel in r.rule.channels]
        return self._plans.setdefault(channel, Plan(rules))


_TWO: Final = 2
"""With fewer outcomes none can yield to another."""


class Plan:
    """Which rules to ask of a draft, by the word lists and signs that stand in its text; the others have nothing to say.

    A set of rules is the bits of one number, and the rules of each set are looked up once.
    """

    def __init__(self, rules: list[CompiledRule]) -> None:
        self._rules = rules
        self._always = sum(1 << number for number, rule in enumerate(rules) if rule.gate is None)
        opened: dict[str, int] = {}
        for number, rule in enumerate(rules):
            for name in rule.gate or ():
                opened[name] = opened.get(name, 0) | 1 << number
        self._by_words = {name: rules for name, rules in opened.items() if not name.startswith((PART, LETTERS))}
        self._by_letters = [(name.removeprefix(LETTERS), opened[name]) for name in opened if name.startswith(LETTERS)]
        self._by_part = tuple((name.removeprefix(PART), opened[name]) for name in opened if name.startswith(PART))
        self._parts = attrgetter(*(name for name, _ in self._by_part), "text", "text")
        self._standing = [
            (1 << n, rule.standing) for n, rule in enumerate(rules) if rule.gate is None and rule.standing
        ]
        self._asked: dict[int, tuple[CompiledRule, ...]] = {}

    def asked(self, facts: Facts) -> tuple[CompiledRule, ...]:
        """The rules whose gate is open, in their order; of those without one, such as have anything to say in the thread."""
        opened, by_words, reading = self._always, self._by_words, facts.reading
        if facts.thread.known:
            opened = facts.standing(self._always_in)
        for name in by_words.keys() & reading.found:
            opened |= by_words[name]
        for name in by_words.keys() & reading.signs:
            opened |= by_words[name]
        parts = self._parts(facts.draft)[:-2]
        if any(parts):
            for (_, rules), part in zip(self._by_part, parts, strict=True):
                if part:
                    opened |= rules
        if self._by_letters:
            opened |= self._open_by_letters(reading.text)
        return self._asked.get(opened) or self._chosen(opened)

    def _always_in(self, facts: Facts) -> int:
        """The rules without a gate that may have something to say in a thread as it stands."""
        return self._always & ~sum(
            rule for rule, standing in self._standing if any(holds(facts) is False for holds in standing)
        )

    def _open_by_letters(self, text: str) -> int:
        """The rules that the letters of a text open; all of them, where other letters may stand for ASCII ones."""
        small, any_letters, opened = text.lower(), not text.isascii(), 0
        for letters, rules in self._by_letters:
            if any_letters or letters in small:
                opened |= rules
        return opened

    def _chosen(self, opened: int) -> tuple[CompiledRule, ...]:
        rules = tuple(rule for number, rule in enumerate(self._rules) if opened >> number & 1)
        if len(self._asked) < _SETS:
            self._asked[opened] = rules
        return rules


_SETS: Final = 4096
"""So many sets of rules stay looked up."""


def _compiled(rule: Rule, knowledge: Knowledge) -> CompiledRule:
    """The rule made ready; where its check has no gate, what a condition cannot hold without is one.

    A check's own gate lets few drafts through, and then the check is likelier to end the matter than conditions that cost as much.
    What a rule is about (`when`) seldom holds; what excuses a draft (`unless`) seldom does either, and then ends nothing.
    """
    check = rule.check
    own = knowledge.opened(check.gate(rule.id, knowledge))
    gate = next((g for g in (own, *(knowledge.opened(c.gate) for c in rule.when)) if g is not None), None)
    dearest = check.reads if own is None and check.reads < THREAD else check.reads - 1
    early = [condition for condition in rule.when if condition.reads <= dearest]
    early += [check.condition] if check.condition else []
    early.sort(key=lambda condition: condition.reads)
    may = None if type(check).may is Check.may else check.may
    evaluators = tuple(condition.evaluate for condition in early)
    return CompiledRule(rule, check.finder(rule.id), may, gate, evaluators, _standing(rule))


def _standing(rule: Rule) -> tuple[Callable[[Facts], object], ...]:
    """What of a thread rules the rule out and costs little: it is not read for a rule that might never ask for its words."""
    check = rule.check
    conditions = (*rule.when, *((check.condition,) if check.condition else ()))
    cheap = [c.standing for c in conditions if c.standing is not None and c.reads <= TIMES]
    return (*cheap, *(() if type(check).may_in_thread is Check.may_in_thread else (check.may_in_thread,)))
