"""Rules as they are merged: data from one file or several, each part of which knows where it was written."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final, Mapping, Sequence

from couth.checks import KINDS, Check
from couth.errors import PolicyError, Problem, nearest
from couth.policy.documents import Document, Way, is_there, read_document
from couth.policy.explain import listed
from couth.policy.files import RuleFile
from couth.policy.shipped import is_rule_id


def check_named(data: object) -> type[Check] | None:
    """The kind of check that some data says it is; None where it says none that exists."""
    kind = data.get("kind") if isinstance(data, dict) else None
    return KINDS.get(kind) if isinstance(kind, str) else None


@dataclass(frozen=True, slots=True, eq=False)
class Origin:
    """Where something was written: a document, and the way to it."""

    document: Document
    way: Way = ()

    def problem(self, way: Way, message: str, *, key: bool = False) -> Problem:
        """A mistake in the part of it that a way leads to."""
        return self.document.problem((*self.way, *way), message, key=key)


@dataclass(frozen=True, slots=True, eq=False)
class RawRule:
    """A rule not yet checked: its data after all overrides, and where they were written, the last one last.

    `altered` says that one of them changed what it finds and left the examples as they were.
    """

    id: str
    data: Mapping[str, Any]
    origins: tuple[Origin, ...]
    on: bool = True
    altered: bool = False

    def problem(self, way: Way, message: str, *, key: bool = False, offset: int = 0) -> Problem:
        """A mistake in the part that a way leads to, where it was last written."""
        origin, found = self._written(way)
        return origin.document.problem((*origin.way, *found), message, key=key, offset=offset)

    def written(self, field: str) -> Document:
        """The file that a field was last written in."""
        return self._written((field,))[0].document

    def _written(self, way: Way) -> tuple[Origin, Way]:
        """The origin that has most of a way, and the way there: an option may stand beside the rule's fields."""
        best, steps = (self.origins[0], way), 0
        for origin in self.origins:
            for found in (way, way[1:]) if way[:1] == ("check",) and len(way) > 1 else (way,):
                reached = origin.document.reaches((*origin.way, *found)) - len(origin.way)
                reached += len(way) - len(found) if reached else 0
                if reached and reached >= steps:
                    best, steps = (origin, found), reached
        return best


Raws = dict[str, RawRule | None]
"""Rules by id; None for one whose file cannot be read."""


def rule_file(rule_id: str, path: Path, problems: list[Problem]) -> RawRule | None:
    """The rule in a file of its own."""
    try:
        document = read_document(path)
    except PolicyError as error:
        problems.extend(error.problems)
        return None
    return RawRule(rule_id, document.data, (Origin(document),))


def apply(raws: Raws, rule_id: str, change: object, origin: Origin, problems: list[Problem]) -> str | None:
    """Change, switch or add one rule, as an entry of a policy's `rules` says; a message where there is no such rule.

    An id that is not known yet is looked for in a file beside the policy: `acme.no-ticker` in acme/no-ticker.yaml.
    """
    if rule_id not in raws and is_rule_id(rule_id):
        beside = Path(origin.document.path).parent / f"{rule_id.replace('.', '/')}.yaml"
        if is_there(beside):
            raws[rule_id] = rule_file(rule_id, beside, problems)
    if rule_id in raws:
        raw = raws[rule_id]
        raws[rule_id] = changed(raw, change, origin, problems) if raw else None
    elif isinstance(change, dict) and "check" in change and is_rule_id(rule_id):
        raws[rule_id] = RawRule(rule_id, change, (origin,))
    else:
        return _unknown(rule_id, change, raws)
    return None


def _unknown(rule_id: str, change: object, raws: Raws) -> str:
    if isinstance(change, dict) and "check" in change:
        return f"{rule_id!r} is no rule's id: that is <group>.<name>, in small letters, digits and -"
    if not raws:
        return (
            f"there is no rule {rule_id!r}: the policy extends none (`extends: default` brings those that are shipped)"
        )
    return f"there is no rule {rule_id!r}; {nearest(rule_id, raws)} (a new rule needs a check)"


def changed(raw: RawRule, change: object, origin: Origin, problems: list[Problem]) -> RawRule:
    """A rule with an override, which turns it on, or switched on or off."""
    if isinstance(change, (bool, str)) and change in _SWITCHES:
        return replace(raw, on=_SWITCHES[change])
    if not isinstance(change, dict):
        problems.append(origin.problem((), f"{raw.id} must be off, on, or a mapping of its fields and options"))
        return raw
    data = {**raw.data, **{name: value for name, value in change.items() if name in _FIELDS}}
    kind, options = _taken(raw.data)
    if kind is not None:
        beside = {name: value for name, value in change.items() if name not in (*_FIELDS, "check")}
        data["check"] = options
        _change_options(kind, options, beside, origin, (*_options(kind), *_FIELDS), problems)
        _change_check(kind, options, change.get("check", {}), origin, problems)
    altered = "examples" not in change and (raw.altered or alters(change))
    return RawRule(raw.id, data, (*raw.origins, origin), altered=altered)


def alters(change: object) -> bool:
    """Whether an override changes what its rule finds, and not only what is said or made of it."""
    return isinstance(change, dict) and not _OF_SAYING.issuperset(change)


_FIELDS: Final = tuple(name for name in RuleFile.model_fields if name != "check")


_OF_SAYING: Final = frozenset(
    ("summary", "why", "source", "severity", "points", "basis", "message", "suggest", "decision", "unknown")
)
"""Fields that change nothing of what a rule finds."""

_SWITCHES: Final[Mapping[bool | str, bool]] = {True: True, "on": True, False: False, "off": False}


def _taken(data: Mapping[str, Any]) -> tuple[str | None, dict[str, Any]]:
    """The kind of a rule's check and a copy of its options; None where the check is not in order."""
    check: Any = data.get("check")
    return (check["kind"], dict(check)) if check_named(check) else (None, {})


def _change_check(kind: str, options: dict[str, Any], change: object, origin: Origin, problems: list[Problem]) -> None:
    """Merge the options of an override's `check` into those of the rule, one by one."""
    inside = Origin(origin.document, (*origin.way, "check"))
    if not isinstance(change, dict):
        problems.append(inside.problem((), "check must be a mapping of options"))
        return
    if change.get("kind", kind) != kind:
        message = f"the kind of a check cannot change from {kind!r}; give a rule of another kind an id of its own"
        problems.append(inside.problem(("kind",), message))
    changes = {name: value for name, value in change.items() if name != "kind"}
    _change_options(kind, options, changes, inside, _options(kind), problems)


def _change_options(
    kind: str, options: dict[str, Any], changes: Mapping[str, object], origin: Origin,
    legal: Sequence[str], problems: list[Problem],
) -> None:  # fmt: skip
    """Set the options of a kind; a name that is none of them is a problem, which names the legal ones."""
    for name, value in changes.items():
        if name in _options(kind):
            options[name] = _option(options.get(name), value)
        else:
            message = f"unknown key {name!r}; legal here: {listed(name, legal)}"
            problems.append(origin.problem((name,), message, key=True))


def _option(old: object, new: object) -> object:
    """An option's new value; checks inside a check (`of`, by name) are changed option by option."""
    if not (isinstance(old, dict) and isinstance(new, dict) and any(map(check_named, old.values()))):
        return new
    return {**old, **{name: _inner(old.get(name), change) for name, change in new.items()}}


def _inner(old: object, change: object) -> object:
    if not (check_named(old) and isinstance(old, dict) and isinstance(change, dict)):
        return change
    return {**old, **change} if change.get("kind", old["kind"]) == old["kind"] else change


def _options(kind: str) -> tuple[str, ...]:
    return tuple(name for name in KINDS[kind].model_fields if name != "kind")
