"""From a merged rule to a Rule: every part checked, every mistake noted where it was written."""

from __future__ import annotations

from typing import Any, Iterator, Mapping

from pydantic import ValidationError

from couth.checks import AnyOf, Check
from couth.errors import InputError, Problem
from couth.facts import FACTS, ConditionError, Expression, parse_expression
from couth.facts.conditions import nearest
from couth.policy.documents import Way
from couth.policy.explain import Mistake, mistakes
from couth.policy.files import ExampleFile, RuleFile
from couth.policy.rules import CHECKS, RawRule, check_named
from couth.policy.templates import literal
from couth.policy.values import Example, Examples, Rule


def build(raw: RawRule, limits: Mapping[str, int], problems: list[Problem]) -> Rule | None:
    """The rule, or None where something is wrong with it."""
    before = len(problems)
    check = _check(raw, limits, problems)
    file = _file(raw, check, problems)
    when = list(_conditions(raw, "when", problems))
    unless = list(_conditions(raw, "unless", problems))
    examples = _examples(raw, file, problems) if file else Examples()
    if check is None or file is None or len(problems) > before:
        return None
    return _rule(raw, file, (tuple(when), tuple(unless)), examples)


def _rule(raw: RawRule, file: RuleFile, conditions: tuple[tuple[Expression, ...], ...], examples: Examples) -> Rule:
    return Rule(
        id=raw.id,
        group=raw.id.split(".", 1)[0],
        summary=file.summary,
        why=file.why,
        source=tuple(file.source),
        severity=file.severity,
        points=file.points,
        basis=file.basis,
        check=file.check,
        channels=frozenset(file.channels),
        when=conditions[0],
        unless=conditions[1],
        message=literal(file.summary) if file.message is None else file.message,
        suggest=file.suggest,
        decision=file.decision,
        yields=tuple(file.yields),
        unknown=file.unknown,
        examples=examples,
        path=raw.origins[0].document.path,
    )


def _check(raw: RawRule, limits: Mapping[str, int], problems: list[Problem]) -> Check | None:
    """The check, under the model of its kind."""
    data = raw.data.get("check")
    fault = _unfit(data) if "check" in raw.data else None
    if fault:
        problems.append(raw.problem(("check", *fault.way), fault.message))
    if fault or not isinstance(data, dict):
        return None
    kind = CHECKS[data["kind"]]
    try:
        return kind.model_validate(_limited(data, limits))
    except ValidationError as error:
        problems.extend(raw.problem(m.way, m.message, key=m.key) for m in mistakes(error, kind, ("check",)))
        return None


def _unfit(data: object) -> Mistake | None:
    """What keeps a check from having a kind."""
    if not isinstance(data, dict):
        return Mistake((), "check must be a mapping: its kind, and the options of that kind")
    kind = data.get("kind")
    if kind is None:
        return Mistake((), f"check needs a kind; {nearest('', CHECKS, most=99)}")
    if not isinstance(kind, str) or kind not in CHECKS:
        return Mistake(("kind",), f"there is no kind of check {kind!r}; {nearest(str(kind), CHECKS, most=99)}")
    return None


def _limited(data: dict[str, Any], limits: Mapping[str, int]) -> dict[str, Any]:
    """A check's data with the policy's limit on patterns where it sets none itself."""
    milliseconds = limits.get("pattern_ms")
    kind = check_named(data)
    if milliseconds is None or kind is None:
        return data
    if kind is AnyOf and isinstance(data.get("of"), dict):
        inner = {name: _limited(one, limits) if isinstance(one, dict) else one for name, one in data["of"].items()}
        return {**data, "of": inner}
    return {"milliseconds": milliseconds, **data} if "milliseconds" in kind.model_fields else data


def _file(raw: RawRule, check: Check | None, problems: list[Problem]) -> RuleFile | None:
    """All but the check, under the model of a rule."""
    data = dict(raw.data)
    if "check" in data:
        data["check"] = check or Check.model_construct()
    try:
        return RuleFile.model_validate(data)
    except ValidationError as error:
        problems.extend(raw.problem(m.way, m.message, key=m.key) for m in mistakes(error, RuleFile))
        return None


def _conditions(raw: RawRule, field: str, problems: list[Problem]) -> Iterator[Expression]:
    value = raw.data.get(field, ())
    for number, source in enumerate([value] if isinstance(value, str) else value if isinstance(value, list) else ()):
        if not isinstance(source, str):
            continue  # noted with the rest of the rule
        way: Way = (field,) if isinstance(value, str) else (field, number)
        try:
            yield parse_expression(source, FACTS)
        except ConditionError as error:
            problems.append(raw.problem(way, f"{field}: {error.message}", offset=error.column - 1))


def _examples(raw: RawRule, file: RuleFile, problems: list[Problem]) -> Examples:
    parts = {kind: tuple(_of_kind(raw, kind, file, problems)) for kind in ("bad", "good", "unknown")}
    return Examples(**parts)


def _of_kind(raw: RawRule, kind: str, file: RuleFile, problems: list[Problem]) -> Iterator[Example]:
    for number, example in enumerate(getattr(file.examples, kind)):
        way: Way = ("examples", kind, number)
        place = raw.problem(way, "")
        fault = _example_fault(example)
        if fault:
            problems.append(raw.problem(way, f"{'.'.join(map(str, way))}: {fault}"))
            continue
        draft, thread = example.values()
        yield Example(draft, thread, tuple(example.at), example.note, place.path, place.line)


def _example_fault(example: ExampleFile) -> str | None:
    """What an example's values refuse, or an excerpt that does not stand in its draft."""
    try:
        draft, _ = example.values()
    except InputError as error:
        return str(error)
    stray = [at for at in example.at if at not in draft.text]
    return f"the draft does not hold the excerpt {stray[0]!r}" if stray else None
