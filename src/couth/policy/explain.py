"""What pydantic found wrong, in plain English."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Final, Iterable, Mapping, get_args

from pydantic import BaseModel, ValidationError

from couth.policy.documents import Way


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where in the data, and what; `key` where the key itself is at fault."""

    way: Way
    message: str
    key: bool = False


def mistakes(error: ValidationError, model: type[BaseModel], prefix: Way = ()) -> list[Mistake]:
    """Every mistake of some data under a model, with the way to it from where `prefix` leads."""
    found = (_mistake(dict(e), model) for e in error.errors(include_url=False))
    return [Mistake((*prefix, *m.way), m.message, m.key) for m in found]


def listed(name: str, legal: Iterable[str]) -> str:
    """The legal names, the nearest first."""
    names = list(legal)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return ", ".join([*close, *(n for n in names if n not in close)])


def _mistake(error: dict[str, Any], model: type[BaseModel]) -> Mistake:
    way: Way = tuple(step for step in error["loc"] if step != _OF_KEY)
    if len(way) < len(error["loc"]):
        return Mistake(way, _sentence(error, way), key=True)
    return _of_value(error, way, model)


_OF_KEY: Final = "[key]"
"""What pydantic ends the way to a mapping's key with."""


def _of_value(error: dict[str, Any], way: Way, model: type[BaseModel]) -> Mistake:
    kind: str = error["type"]
    if kind == "extra_forbidden":
        legal = listed(str(way[-1]), _keys(model, way[:-1]))
        return Mistake(way, f"unknown key {way[-1]!r}; legal here: {legal}", key=True)
    if kind == "missing":
        return Mistake(way, f"the key {way[-1]!r} is missing")
    return Mistake(way, _sentence(error, way))


def _sentence(error: dict[str, Any], way: Way) -> str:
    subject = ".".join(map(str, way))
    if error["type"] == "value_error":
        message = str(error["ctx"]["error"])
        return f"{subject}: {message}" if subject else message
    return f"{subject} {_must(error['type'], error)}"


def _must(kind: str, error: dict[str, Any]) -> str:
    """What the value must be, and what it is."""
    context: Mapping[str, Any] = error.get("ctx", {})
    for ending, wanted in _TYPES.items():
        if kind.startswith(ending):
            return f"must be {wanted}, not {_what(error['input'])}{_quoting(wanted, error['input'])}"
    sentence = _SENTENCES.get(kind)
    if sentence:
        return sentence.format(**context, value=_what(error["input"]))
    return str(error["msg"]).replace("Input should be", "must be")


_TYPES: Final = {
    "string_type": "text", "int_": "a whole number", "float_": "a number", "finite_number": "a number",
    "bool_": "true or false", "list_type": "a list", "tuple_type": "a list", "set_type": "a list",
    "frozen_set_type": "a list", "dict_type": "a mapping", "model_": "a mapping", "mapping_type": "a mapping",
}  # fmt: skip
_SENTENCES: Final[Mapping[str, str]] = {
    "literal_error": "must be {expected}, not {value}",
    "greater_than_equal": "must be at least {ge}, not {value}",
    "less_than_equal": "must be at most {le}, not {value}",
    "greater_than": "must be more than {gt}, not {value}",
    "less_than": "must be less than {lt}, not {value}",
    "too_short": "must have at least {min_length} entries, not {actual_length}",
    "too_long": "must have at most {max_length} entries, not {actual_length}",
    "string_too_short": "must have at least {min_length} characters",
    "string_too_long": "must have at most {max_length} characters",
    "string_pattern_mismatch": "must match {pattern}, not {value}",
    "union_tag_invalid": "has the unknown kind {tag!r}; legal: {expected_tags}",
    "union_tag_not_found": "needs a kind",
}


def _what(value: object) -> str:
    """A value as its author knows it."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (list, tuple)):
        return "a list"
    if isinstance(value, dict):
        return "a mapping"
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "…'"


def _quoting(wanted: str, value: object) -> str:
    return "; put it in quotes" if wanted == "text" and isinstance(value, (bool, int, float)) else ""


def _keys(model: type[BaseModel], way: Way) -> list[str]:
    """The legal keys of the part that a way leads to."""
    current: type[BaseModel] | None = model
    for step in way:
        field = current.model_fields.get(str(step)) if current else None
        inner = _model_in(field.annotation) if field else None
        current = inner or current
    return [field.alias or name for name, field in current.model_fields.items()] if current else []


def _model_in(annotation: object) -> type[BaseModel] | None:
    """The first model inside an annotation such as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((found for part in get_args(annotation) if (found := _model_in(part))), None)
