"""Conditions put to the facts as they are written: every part is asked, in its order, whatever the others say."""

from __future__ import annotations

import ast
from functools import lru_cache
from typing import Callable, Mapping

from couth.facts import CATALOGUE, Missing
from couth.facts.conditions import _COMPARE, _Compiler
from couth.facts.operands import Operand

Answer = bool | Missing
Asked = Mapping[str, object]


def holds(source: str, facts: object) -> Answer:
    """What a condition says of some facts."""
    return _truth(_tree(source), source, facts)


@lru_cache(None)
def _compiler(source: str) -> _Compiler:
    return _Compiler(source, CATALOGUE)


@lru_cache(None)
def _tree(source: str) -> ast.expr:
    return _compiler(source).tree()


def _truth(node: ast.expr, source: str, facts: object) -> Answer:
    if isinstance(node, ast.BoolOp):
        return _joined([_truth(value, source, facts) for value in node.values], isinstance(node.op, ast.Or))
    if isinstance(node, ast.UnaryOp):
        answer = _truth(node.operand, source, facts)
        return answer if isinstance(answer, Missing) else not answer
    if isinstance(node, ast.Compare):
        return _compared(node, source, facts)
    value = _value(node, source, facts)
    return value if isinstance(value, Missing) else bool(value)


def _joined(answers: list[Answer], decisive: bool) -> Answer:
    """`and`, which False decides, or `or`, which True decides; else what is unknown leaves it open."""
    if any(answer is decisive for answer in answers):
        return decisive
    return _lacking(answers) or (not decisive)


def _lacking(answers: list[Answer] | list[object]) -> Missing | None:
    needs = dict.fromkeys(need for a in answers if isinstance(a, Missing) for need in a.needs)
    return Missing(tuple(needs)) if any(isinstance(a, Missing) for a in answers) else None


def _compared(node: ast.Compare, source: str, facts: object) -> Answer:
    left, right = _value(node.left, source, facts), _value(node.comparators[0], source, facts)
    compare: Callable[[object, object], object] = _COMPARE[type(node.ops[0])][1]
    return _lacking([left, right]) or bool(compare(left, right))


def _value(node: ast.expr, source: str, facts: object) -> object:
    """A literal, or the value of a fact."""
    operand: Operand = _compiler(source)._operand(node)
    return operand.value if operand.fact is None else facts[operand.fact.name]  # type: ignore[index]
