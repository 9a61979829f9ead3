"""The page of the kinds of checks."""

from __future__ import annotations

from typing import Final, Iterable, Iterator

from pydantic import BaseModel

from couth import Linter, Policy
from couth.checks import KINDS, Check, kind_of
from couth.facts import Cue
from generator.markdown import anchor, code, escaped, prose, table
from generator.markdown import page as as_page
from generator.types import default_of, models_in, sizes, type_of

INTRODUCTION: Final = """\
A check is a kind of finder with its options. It finds places in a draft and knows nothing of rules, severities or
wording: a rule names its check by `kind` and sets its options. In a policy, an option is changed beside the rule's
fields, `tone.emoji: {limit: 0}`, or under `check`.

Phrases, conditions and durations are described in [the policy language](policy.md)."""
ACTS: Final = """\
What a sentence does, where several rules and facts ask for it, is an act of its own: cues and a threshold, in
`rules/acts/`. A `cues` check names one in place of its own cues (`act: promotion`)."""

_OWN: Final = tuple(KINDS[name] for name in KINDS.own)


def page(linter: Linter) -> str:
    """The whole page."""
    return as_page("Checks", _parts(linter.policy))


def _parts(policy: Policy) -> Iterator[str]:
    yield INTRODUCTION
    yield table(("Kind", "Does"), ((_link(kind), _first_line(kind)) for kind in _OWN))
    for kind in _OWN:
        yield from _kind(kind)
    yield "## Shared acts"
    yield ACTS
    for name, act in policy.acts.items():
        yield f"### {name}"
        yield f"{escaped(act.summary)}. Threshold {act.threshold:g}."
        yield cue_table(act.cues)


def _link(kind: type[Check]) -> str:
    return f"[{code(kind_of(kind))}]({anchor(kind_of(kind))})"


def _first_line(kind: type[Check]) -> str:
    return prose((kind.__doc__ or "").splitlines()[0])


def _kind(kind: type[Check]) -> Iterator[str]:
    yield f"## {kind_of(kind)}"
    yield _first_line(kind)
    yield _hits(kind)
    yield _options(kind)
    for model in models_in(kind):
        yield f"Each {model.__name__.lower()}:"
        yield _options(model)


def _hits(kind: type[Check]) -> str:
    """What becomes a hit; what is raised is for programmers."""
    said = (kind.finder.__doc__ or "").strip().partition("; raises")[0].rstrip(".")
    return f"Yields {prose(said[:1].lower() + said[1:])}."


def _options(model: type[BaseModel]) -> str:
    fields = ((name, field) for name, field in model.model_fields.items())
    rows = [
        (code(name), type_of(model, name), default_of(field), prose(field.description or ""))
        for name, field in fields
        if not (issubclass(model, Check) and name == "kind")
    ]
    return table(("Option", "Type", "Default", "Meaning"), rows) if rows else "It has no options."


def cue_table(cues: Iterable[Cue]) -> str:
    """Cues by name: what each weighs, where it looks, and for what."""
    return table(("Cue", "Weight", "Looks in", "Holds where"), map(_cue, cues))


def _cue(cue: Cue) -> tuple[str, str, str, str]:
    weight = "its own for each phrase" if cue.weights else f"{cue.weight:+g}"
    grounds = [_found(cue), f"{code(cue.when)}" if cue.when else ""]
    return code(cue.name), weight, cue.scope, " and ".join(ground for ground in grounds if ground)


def _found(cue: Cue) -> str:
    if cue.list:
        return f"{code(cue.list)} falls short" if cue.short else f"{code(cue.list)} is found there"
    words = cue.words()
    return f"one of its phrases stands there ({sizes(words)})" if words else ""
