"""The types of options, their bounds and defaults, in words."""

from __future__ import annotations

import json
from datetime import time
from types import UnionType
from typing import Annotated, Callable, Final, Literal, Mapping, Sized, Union, get_args, get_origin, get_type_hints

from pydantic import BaseModel
from pydantic.fields import FieldInfo

from couth.checks import Check
from couth.checks.base import Condition
from couth.checks.clocks import WallClock, spoken
from couth.checks.words import PatternSource
from couth.facts import Cue
from couth.text import Duration, Phrase, PhrasesByLanguage
from generator.markdown import code

_NAMED: Final[tuple[tuple[object, str], ...]] = (
    (PhrasesByLanguage, "phrases by language"),
    (Phrase, "phrase"),
    (Condition, "condition"),
    (Duration, "duration"),
    (WallClock, "time of day"),
    (PatternSource, "regular expression"),
    (bool, "true or false"),
    (int, "whole number"),
    (float, "number"),
    (str, "text"),
)


def type_of(model: type[BaseModel], name: str) -> str:
    """The type of a field, with its bounds."""
    hints = get_type_hints(model, include_extras=True)
    named = "condition" if (model, name) == (Cue, "when") else _named(hints[name])
    return named + _bounds(model.model_fields[name])


def default_of(field: FieldInfo) -> str:
    """The default of a field, as it is written in YAML; empty where there is none."""
    if field.is_required():
        return "required"
    default = field.get_default(call_default_factory=True)
    return "" if default in (None, {}, []) else code(written(default))


def written(value: object) -> str:
    """A value as it is written in YAML, on one line."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(written, value)) + "]"
    return value if isinstance(value, str) else json.dumps(value)


def value_of(data: BaseModel, name: str) -> str:
    """The value of a field: as code, or how many phrases there are of each language; empty where there is none."""
    hint = get_type_hints(type(data), include_extras=True)[name]
    value = getattr(data, name)
    if value is None or value in ({}, []):
        return ""
    if hint == PhrasesByLanguage or name == "pairs":
        return f"phrases: {sizes(value)}"
    return code(_plain(value, hint))


def sizes(by_language: Mapping[str, Sized]) -> str:
    """How many there are of each language."""
    return ", ".join(f"{len(listed)} {lang}" for lang, listed in by_language.items())


def _plain(value: object, hint: object) -> str:
    if hint == Duration and isinstance(value, float):
        return spoken(value)
    if isinstance(value, time):
        return f'"{value:%H:%M}"'
    if isinstance(value, BaseModel):
        hints = get_type_hints(type(value), include_extras=True)
        parts = (f"{name}: {_plain(getattr(value, name), hints[name])}" for name in type(value).model_fields)
        return "{" + ", ".join(parts) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_plain(part, None) for part in value) + "]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_plain(part, None)}" for key, part in value.items()) + "}"
    return written(value)


def models_in(model: type[BaseModel]) -> list[type[BaseModel]]:
    """The models, other than checks, that its fields are made of."""
    hints = get_type_hints(model, include_extras=True)
    found = [inner for name in model.model_fields for inner in _models(hints[name])]
    return [inner for inner in dict.fromkeys(found) if not issubclass(inner, Check)]


def _models(hint: object) -> list[type[BaseModel]]:
    if isinstance(hint, type) and issubclass(hint, BaseModel):
        return [hint]
    return [model for part in get_args(hint) for model in _models(part)]


def _named(hint: object) -> str:
    known = next((name for known, name in _NAMED if hint == known), None)
    if known is not None:
        return known
    words = _BY_ORIGIN.get(get_origin(hint))
    if words is not None:
        return words(*get_args(hint))
    assert isinstance(hint, type)  # noqa: S101  (every other hint is named above)
    return hint.__name__.lower()


def _annotated(hint: object, *_: object) -> str:
    return _named(hint)


def _literal(*values: object) -> str:
    return ("one of " if len(values) > 1 else "") + ", ".join(map(code, values))


def _list(part: object) -> str:
    return f"list of {_named(part).removeprefix('one of ')}"


def _mapping(key: object, value: object) -> str:
    if get_origin(value) is dict:
        return f"{_named(value).removeprefix('mapping of ')}, by language"
    return f"mapping of {_named(key)} to {_named(value)}"


def _either(*parts: object) -> str:
    parts = tuple(part for part in parts if part is not type(None))
    if all(isinstance(part, type) and issubclass(part, Check) for part in parts):
        return "check"
    return " or ".join(map(_named, parts))


_BY_ORIGIN: Final[Mapping[object, Callable[..., str]]] = {
    Annotated: _annotated,
    Literal: _literal,
    Union: _either,
    UnionType: _either,
    list: _list,
    dict: _mapping,
}


def _bounds(field: FieldInfo) -> str:
    """The least and the most that a field takes."""
    words = {"ge": "at least {:g}", "gt": "more than {:g}", "le": "at most {:g}", "lt": "less than {:g}"}
    words["min_length"] = "{:g} or more"
    found = [
        words[name].format(bound)
        for name in words
        for constraint in field.metadata
        if (bound := getattr(constraint, name, None)) is not None
    ]
    return "".join(f", {bound}" for bound in found)
