"""What pydantic found wrong, in plain English."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import Any, Final, Iterable, Iterator, Mapping, get_args

from pydantic import BaseModel, ValidationError

from couth.checks.base import OptionError
from couth.model.wire_parts import AuthorIn, ButtonIn, ParameterIn, SenderIn, TemplateIn
from couth.policy.documents import Way


@dataclass(frozen=True, slots=True)
class Mistake:
    """Where in the data, and what; `key` where the key itself is at fault."""

    way: Way
    message: str
    key: bool = False


def mistakes(error: ValidationError, model: type[BaseModel], prefix: Way = ()) -> list[Mistake]:
    """Every mistake of some data under a model, with the way to it from where `prefix` leads."""
    errors: list[dict[str, Any]] = [{**e} for e in error.errors(include_url=False)]
    forms = {e["loc"][:n] for e in errors for n, step in enumerate(e["loc"]) if step in _SHORT}
    found = [_mistake(e, model) for e in errors if not (e["loc"][-1:] == ("str",) and e["loc"][:-1] in forms)]
    return [Mistake((*prefix, *m.way), m.message, m.key) for m in found]


_SHORT: Final = frozenset(model.__name__ for model in (AuthorIn, ButtonIn, ParameterIn, SenderIn, TemplateIn))
"""Models in place of which a text will do; pydantic puts their names, or `str`, in the way to what is wrong."""


def listed(name: str, legal: Iterable[str]) -> str:
    """The legal names, the nearest first."""
    names = list(legal)
    close = difflib.get_close_matches(name, names, n=3, cutoff=0.5)
    return ", ".join([*close, *(n for n in names if n not in close)])


def _mistake(error: dict[str, Any], model: type[BaseModel]) -> Mistake:
    """One of pydantic's errors; a key that is wrong itself has `[key]` at the end of the way to it."""
    place: Way = tuple(step for step in error["loc"] if step != "[key]" and step not in _SHORT)
    way, legal = _followed(model, place)
    if error["type"] == "extra_forbidden":
        return Mistake(way, f"unknown key {way[-1]!r}; legal here: {listed(str(way[-1]), legal)}", key=True)
    if error["type"] == "missing":
        return Mistake(way, f"the key {way[-1]!r} is missing")
    cause = error.get("ctx", {}).get("error")
    if isinstance(cause, OptionError):
        return Mistake((*way, cause.option), f"{cause.option} {cause}", key=True)
    return Mistake(way, _sentence(error, way), key=error["loc"][-1:] == ("[key]",))


def _sentence(error: dict[str, Any], way: Way) -> str:
    subject = ".".join(map(str, way))
    if error["type"] == "value_error":
        message = str(error["ctx"]["error"])
        return f"{subject}: {message}" if subject else message
    return f"{subject} {_must(error['type'], error)}"


def _must(kind: str, error: dict[str, Any]) -> str:
    """What the value must be, and what it is."""
    context: Mapping[str, Any] = error.get("ctx", {})
    if error["loc"][-1:] and error["loc"][-1] in _SHORT:
        return f"must be text or a mapping, not {_what(error['input'])}"
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


def _followed(model: type[BaseModel], place: Way) -> tuple[Way, list[str]]:
    """The way as it is in the data, without the kinds that pydantic puts in it, and the keys legal where it ends."""
    candidates, legal = [model], [model]
    way: list[str | int] = []
    for step in place:
        chosen = [one for one in candidates if _kind(one) == step]
        if chosen and len(candidates) > 1:
            candidates = legal = chosen
            continue
        way.append(step)
        fields = [one.model_fields[str(step)] for one in candidates if str(step) in one.model_fields]
        inner = [found for field in fields for found in _models_in(field.annotation)]
        legal, candidates = candidates, inner or candidates
    return tuple(way), [field.alias or name for name, field in legal[0].model_fields.items()]


def _kind(model: type[BaseModel]) -> str | None:
    """What tells a model from the others of its union."""
    field = model.model_fields.get("kind")
    return str((get_args(field.annotation) or ("",))[0]) if field else None


def _models_in(annotation: object) -> Iterator[type[BaseModel]]:
    """The models inside an annotation such as `list[Model] | None`."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)
