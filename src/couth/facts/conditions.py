"""The language of conditions: expressions over facts, checked against the catalogue when they are read.

    thread.unanswered_streak >= 2 and not draft.holding
    draft.channel in ['sms', 'mms']
    'order-number' in draft.asks
    thread.since_customer > 24h

Facts by their dotted names; text in quotes, numbers, true and false, durations (`90s`, `5m`, `24h`,
`7d`), lists of these; `== != < <= > >= in`, `not in`, `and`, `or`, `not` and parentheses. A fact that
is yes or no, a set or a list stands for itself. What is unknown stays unknown: the result is True,
False or Missing (Kleene's three values), with everything that would have to be known.
"""

from __future__ import annotations

import ast
import operator
import re
import warnings
from functools import lru_cache
from typing import Final, Mapping, cast

from couth.errors import nearest
from couth.extensions import Extensions
from couth.facts.catalogue import Fact
from couth.facts.logic import (
    Compare,
    Condition,
    Gate,
    bounded,
    compared_facts,
    compared_value,
    joined,
    negated,
    truth_of,
)
from couth.facts.operands import Operand, OperandError, hold_together, listed, literal
from couth.regexes import regex_of


class ConditionError(ValueError):
    """A condition that does not hold together; `column` counts from 1 in its source."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.message = message
        self.column = column


class Expression:
    """A condition, compiled: `evaluate(facts)` is True, False, or Missing with what it lacks."""

    __slots__ = ("evaluate", "facts", "gate", "reads", "source", "standing")

    def __init__(self, source: str, facts: tuple[str, ...], condition: Condition) -> None:
        self.source = source
        self.facts = facts
        self.evaluate = condition.evaluate
        self.reads = condition.reads
        """The dearest sort of facts that it asks for (`catalogue.DRAFT` to `THREAD`)."""
        self.gate: Gate | None = condition.gate
        """Word lists and signs without any of which in the draft's text it is False; None where that tells nothing."""
        self.standing = condition.standing
        """A part of it that holds until the thread grows, and without which it does not hold; None where it has none."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Expression) and other.source == self.source

    def __hash__(self) -> int:
        return hash(self.source)

    def __repr__(self) -> str:
        return f"Expression({self.source!r})"


MAX_LENGTH: Final = 1000
"""Characters of one condition."""


def parse_expression(source: str, catalogue: Mapping[str, Fact]) -> Expression:
    """The condition as an Expression; raises ConditionError. One that several rules have in common is read once."""
    return _known(source, catalogue) if isinstance(catalogue, Extensions) else _parsed(source, catalogue)


@lru_cache(maxsize=4096)
def _known(source: str, catalogue: Extensions[Fact]) -> Expression:
    return _parsed(source, catalogue)


def _parsed(source: str, catalogue: Mapping[str, Fact]) -> Expression:
    if len(source) > MAX_LENGTH:
        raise ConditionError(f"a condition has at most {MAX_LENGTH} characters; split it into a list")
    compiler = _Compiler(source, catalogue)
    condition = compiler.truth(compiler.tree())
    return Expression(source, tuple(dict.fromkeys(compiler.asked)), condition)


_DURATION = regex_of(r"'[^']*'|\"[^\"]*\"|(?<![\w.])(\d{1,9})([smhd])(?![\w.])")
_SECONDS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_STAND_IN: Final = "ĸ"
"""A letter that no fact's name has: a duration is replaced by as many of it, so that columns stay."""

_COMPARE: Final[Mapping[type[ast.cmpop], tuple[str, Compare]]] = {
    ast.Eq: ("==", operator.eq), ast.NotEq: ("!=", operator.ne), ast.Lt: ("<", operator.lt),
    ast.LtE: ("<=", operator.le), ast.Gt: (">", operator.gt), ast.GtE: (">=", operator.ge),
    ast.In: ("in", lambda value, group: value in group), ast.NotIn: ("not in", lambda value, group: value not in group),
}  # fmt: skip
_SYNTAX: Final = "not a condition: facts, literals, comparisons, and, or, not"


class _Compiler:
    """Turns one source into closures, checking types on the way."""

    def __init__(self, source: str, catalogue: Mapping[str, Fact]) -> None:
        self.asked: list[str] = []
        self._catalogue = catalogue
        self._durations: dict[int, int] = {}
        self._source = _DURATION.sub(self._stand_in, re.sub(r"\s", " ", source))
        self._lead = len(self._source) - len(self._source.lstrip())
        self._bytes = self._source.lstrip().encode("utf-8", "replace")

    def _stand_in(self, match: re.Match[str]) -> str:
        if match.group(1) is None:
            return match.group()
        self._durations[match.start()] = int(match.group(1)) * _SECONDS[match.group(2)]
        return _STAND_IN * len(match.group())

    def tree(self) -> ast.expr:
        """The syntax tree of the source."""
        if "\\" in self._source:
            raise ConditionError("a condition has no backslashes", self._source.index("\\") + 1)
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                return ast.parse(self._bytes.decode(), mode="eval").body
        except SyntaxError as error:
            column = min(self._lead + (error.offset or 1), len(self._source) or 1)
            raise ConditionError(_SYNTAX, max(column, 1)) from None
        except (ValueError, RecursionError, MemoryError):
            raise ConditionError(_SYNTAX) from None

    def truth(self, node: ast.expr) -> Condition:
        """The node as something that is true or false."""
        if isinstance(node, ast.BoolOp):
            return joined([self.truth(v) for v in node.values], decisive=isinstance(node.op, ast.Or))
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.Not):
            return negated(self.truth(node.operand))
        if isinstance(node, ast.Compare):
            return self._comparison(node)
        return self._plain(node)

    def _plain(self, node: ast.expr) -> Condition:
        operand = self._operand(node)
        if operand.fact is None:
            raise self._error(node, f"{operand} is no condition; compare a fact with it")
        if not operand.has_truth:
            raise self._error(node, f"{operand} is neither true nor false; compare it with something")
        return truth_of(operand.fact)

    def _comparison(self, node: ast.Compare) -> Condition:
        if len(node.ops) > 1:
            raise self._error(node, "comparisons cannot be chained; join two of them with `and`")
        name, compare = _COMPARE.get(type(node.ops[0]), ("", None))
        if compare is None:
            raise self._error(node, "use ==, !=, <, <=, >, >=, in or not in")
        left, right = self._operand(node.left), self._operand(node.comparators[0])
        try:
            hold_together(left, name, right)
        except OperandError as error:
            raise self._error(node, str(error)) from None
        return self._compared(left, compare, right)

    def _compared(self, left: Operand, compare: Compare, right: Operand) -> Condition:
        if left.fact and right.fact:
            return compared_facts(left.fact, compare, right.fact)
        if left.fact:
            return self._bounded(left.fact, compare, right.value)
        fact, value = cast(Fact, right.fact), left.value
        if compare in _TURNED:
            return self._bounded(fact, _TURNED[compare], value)
        return compared_value(fact, lambda other: compare(value, other), fact.gate)

    def _bounded(self, fact: Fact, compare: Compare, value: object) -> Condition:
        """A fact compared with a value; what it is at most is asked first, where it may not reach the value."""
        gate = fact.gate_of(cast(float, value)) if compare in _MORE else fact.gate
        exact = compared_value(fact, lambda found: compare(found, value), gate)
        bound = self._catalogue.get(fact.at_most or "") if compare in _MORE else None
        return bounded(exact, compared_value(bound, lambda most: compare(most, value), bound.gate)) if bound else exact

    def _operand(self, node: ast.expr) -> Operand:
        try:
            return self._side(node)
        except OperandError as error:
            raise self._error(node, str(error)) from None

    def _side(self, node: ast.expr) -> Operand:
        if isinstance(node, (ast.List, ast.Tuple)):
            return listed([self._operand(part) for part in node.elts])
        if isinstance(node, (ast.Name, ast.Attribute)):
            return self._named(node)
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub) and isinstance(node.operand, ast.Constant):
            return self._operand(node.operand).negative()
        if isinstance(node, ast.Constant):
            return literal(node.value)
        raise OperandError("only facts, text, numbers, true, false, durations and lists of these can be compared")

    def _named(self, node: ast.expr) -> Operand:
        name = _dotted(node)
        if self._offset(node) in self._durations:
            return Operand("duration", value=self._durations[self._offset(node)])
        if name in ("true", "false"):
            return Operand("bool", value=name == "true")
        fact = self._catalogue.get(name)
        if fact is None:
            raise self._error(node, f"there is no fact {name!r}; {nearest(name, self._catalogue)}")
        self.asked.append(name)
        return Operand.of(fact)

    def _offset(self, node: ast.expr) -> int:
        """Where a node starts in the source, in characters; the parser counts bytes."""
        return self._lead + len(self._bytes[: node.col_offset].decode("utf-8", "ignore"))

    def _error(self, node: ast.expr, message: str) -> ConditionError:
        return ConditionError(message, self._offset(node) + 1)


def _dotted(node: ast.expr) -> str:
    """A name as it is written, with its dots."""
    parts: list[str] = []
    while isinstance(node, ast.Attribute):
        parts.append(node.attr)
        node = node.value
    parts.append(node.id if isinstance(node, ast.Name) else ast.unparse(node))
    return ".".join(reversed(parts))


_MORE: Final = (operator.gt, operator.ge)
_TURNED: Final = {
    operator.lt: operator.gt,
    operator.le: operator.ge,
    operator.gt: operator.lt,
    operator.ge: operator.le,
}
