"""That a value holds what the annotations of its fields say: looked at once, when it is made."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import datetime
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, Callable, Final, Iterable, Literal, Union, get_args, get_origin, get_type_hints

from couth.errors import InputError


def settle(value: Any) -> None:
    """Refuse a field that is not of its type, with InputError; a list in place of a tuple becomes one."""
    get, kinds = _kinds_of(value.__class__)
    for kind, given in zip(kinds, get(value), strict=True):
        if given.__class__ not in kind.classes or (given and kind.items):
            settled = kind.settled(given)
            if settled is not given:
                object.__setattr__(value, kind.name, settled)


@dataclass(frozen=True, slots=True)
class _Kind:
    """A field: its name, the classes of what it takes as it is, and what its items are where it is a tuple."""

    name: str
    classes: frozenset[type]
    items: type | None

    def settled(self, given: object) -> object:
        """What the field is to hold; raises InputError where it cannot hold that."""
        if self.items:
            return None if given is None and NoneType in self.classes else self._tuple(given, self.items)
        takes = tuple({*self.classes, int} if float in self.classes else self.classes)
        if isinstance(given, takes) and not (isinstance(given, bool) and bool not in self.classes):
            return given
        raise InputError(f"{self.name} must be {_said(self.classes)}, not {_class_of(given)}")

    def _tuple(self, given: object, items: type) -> tuple[object, ...]:
        if isinstance(given, (str, bytes, dict)) or not isinstance(given, Iterable):
            what = "strings" if items is str else items.__name__
            raise InputError(f"{self.name} must be a list of {what}, not {_class_of(given)}")
        found = given if isinstance(given, tuple) else tuple(given)
        for number, item in enumerate(found):
            if not isinstance(item, items):
                raise InputError(f"{self.name}[{number}] must be {_said((items,))}, not {_class_of(item)}")
        return found


_WORDS: Final[dict[type, str]] = {
    str: "a string", datetime: "a datetime", bool: "True or False", int: "a whole number", float: "a number",
    tuple: "a pair",
}  # fmt: skip


def _said(classes: Iterable[type]) -> str:
    return " or ".join(_WORDS.get(one) or f"of the type {one.__name__}" for one in classes if one is not NoneType)


def _class_of(given: object) -> str:
    return "None" if given is None else type(given).__name__


@cache
def _kinds_of(cls: Any) -> tuple[Callable[[object], tuple[object, ...]], tuple[_Kind, ...]]:
    """How to get at all fields of a value at once, and what each takes. Texts of which few are legal are text here."""
    hints = get_type_hints(cls)
    names = [field.name for field in fields(cls)]
    get = attrgetter(*names) if len(names) > 1 else lambda value: (getattr(value, names[0]),)
    return get, tuple(_kind(name, hints[name]) for name in names)


def _kind(name: str, annotation: object) -> _Kind:
    options = get_args(annotation) if get_origin(annotation) in (Union, UnionType) else (annotation,)
    listed = next((one for one in options if get_origin(one) is tuple), None)
    inner = get_args(listed)[0] if listed else None
    return _Kind(name, frozenset(map(_class, options)), None if inner is None else _class(inner))


def _class(annotation: object) -> type:
    """The class behind an annotation: `tuple` of `tuple[str, str]`, `str` of a Literal."""
    origin = get_origin(annotation)
    if origin is Literal:
        return str
    found = origin or annotation
    assert isinstance(found, type)  # noqa: S101  (the annotations of our own values)
    return found
