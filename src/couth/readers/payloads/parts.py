"""A parsed body, walked with the way to each value, so that whatever is wrong is told with its place."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any, Final

from couth.model.moments import moment_of

EARLIEST: Final = 946_684_800.0
"""2000-01-01: no platform that is read here sent anything before."""

LATEST: Final = 4_102_444_800.0
"""2100-01-01: what is later was written in another unit."""

_UNITS: Final = {1: "seconds", 1_000: "milliseconds", 1_000_000: "microseconds"}
_NAMES: Final = {str: "string", bool: "true or false", int: "number", float: "number", list: "list", dict: "object"}


class ShapeError(ValueError):
    """A value that is not of the kind that its platform documents; `where` is the way to it."""

    def __init__(self, part: Part, message: str) -> None:
        super().__init__(message)
        self.where = part.where
        self.message = message


class Part:
    """A value inside a body. What is absent, or null, is a part without a value."""

    __slots__ = ("_key", "up", "value")

    def __init__(self, value: Any, up: Part | None = None, key: str | int = "") -> None:
        self.value = value
        self.up = up
        self._key = key

    @property
    def where(self) -> str:
        """The way from the root, such as `entry.0.changes.0.value`; empty at the root."""
        steps = []
        part: Part | None = self
        while part is not None and part.up is not None:
            steps.append(str(part._key))
            part = part.up
        return ".".join(reversed(steps))

    def __bool__(self) -> bool:
        return self.value is not None

    def __contains__(self, key: str) -> bool:
        value = self.value
        return isinstance(value, dict) and value.get(key) is not None

    def part(self, *way: str) -> Part:
        """The object at the end of `way`; ShapeError where something on it is no object."""
        here = self
        for key in way:
            value = here.value
            if type(value) is not dict:
                value = here._fields()
            here = Part(value.get(key), here, key)
        return here

    def need(self, key: str) -> Part:
        """The value of `key`; ShapeError where there is none."""
        found = self.part(key)
        if found.value is None:
            raise ShapeError(found, "missing")
        return found

    def items(self, *way: str) -> list[Part]:
        """The elements of the list at the end of `way`; none where there is no list."""
        if self._value(way) is None:
            return []
        here = self.part(*way)
        if not isinstance(here.value, list):
            raise ShapeError(here, f"must be a list, not {_kind(here.value)}")
        return [Part(value, here, index) for index, value in enumerate(here.value)]

    def unfolded(self, *way: str) -> Part:
        """The object at the end of `way`, also where a form carries it as JSON in a string."""
        here = self.part(*way)
        if not isinstance(here.value, str):
            return here
        try:
            return Part(json.loads(here.value), here.up, here._key)
        except (ValueError, RecursionError):
            raise ShapeError(here, "must be an object, or one in JSON") from None

    def text(self, *way: str) -> str:
        """The string at the end of `way`, empty where there is none; a number is no string."""
        return self.string(*way) or ""

    def string(self, *way: str) -> str | None:
        """The string at the end of `way`, None where there is none."""
        value = self._value(way)
        if value is not None and not isinstance(value, str):
            raise ShapeError(self.part(*way), f"must be a string, not {_kind(value)}")
        return value

    def name(self, *way: str) -> str | None:
        """An identifier: a string, or the number that some write in its place."""
        value = self._value(way)
        if isinstance(value, int) and not isinstance(value, bool):
            return str(value)
        return self.string(*way)

    def whole(self, *way: str) -> int | None:
        """The whole number at the end of `way`, also where it is written in a string; None where there is none."""
        value = self._value(way)
        if _is_digits(value):
            return int(value)
        if value is None or (isinstance(value, int) and not isinstance(value, bool)):
            return value
        raise ShapeError(self.part(*way), f"must be a whole number, not {_kind(value)}")

    def flag(self, *way: str) -> bool | None:
        """True or false at the end of `way`, also as forms write it; None where there is neither."""
        value = self._value(way)
        if value in ("true", "false"):
            return bool(value == "true")
        if value is not None and not isinstance(value, bool):
            raise ShapeError(self.part(*way), f"must be true or false, not {_kind(value)}")
        return value

    def moment(self, *way: str, per_second: int = 1) -> datetime | None:
        """The time at the end of `way`, counted from 1970 in units of which `per_second` make a second."""
        value = self._value(way)
        if value is None:
            return None
        number = float(value) if _is_digits(value) else self.part(*way)._number()
        seconds = number / per_second
        if EARLIEST <= seconds < LATEST:
            return datetime.fromtimestamp(seconds, UTC)
        other = f"; it would be one in {unit}" if (unit := _unit_of(number)) else ""
        raise ShapeError(self.part(*way), f"no time between 2000 and 2100 in {_UNITS[per_second]}{other}")

    def stamp(self, *way: str) -> datetime | None:
        """The time in ISO 8601 (RFC 3339) at the end of `way`; it has to carry its offset from UTC."""
        at = self.local(*way)
        if at is not None and at.utcoffset() is None:
            raise ShapeError(self.part(*way), "a time needs an offset from UTC, such as 2026-03-02T14:05:00Z")
        return at

    def local(self, *way: str) -> datetime | None:
        """The time in ISO 8601 at the end of `way`, with an offset or without."""
        here = self.part(*way)
        written = here.string()
        if written is None:
            return None
        try:
            return moment_of(written)
        except ValueError:
            raise ShapeError(here, "not a time in ISO 8601, such as 2026-03-02T14:05:00Z") from None

    def _value(self, way: tuple[str, ...]) -> Any:
        """What stands at the end of `way`; parts are made only to tell of a mistake, for most bodies hold none."""
        value = self.value
        for key in way:
            if type(value) is not dict:
                return self.part(*way).value
            value = value.get(key)
        return value

    def _fields(self) -> dict[str, Any]:
        value = self.value
        if isinstance(value, dict):
            return value
        if value is None:
            return {}
        raise ShapeError(self, f"must be an object, not {_kind(value)}")

    def _number(self) -> float:
        value = self.value
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e20:
            return float(value)
        raise ShapeError(self, f"must be a number, not {_kind(value)}")


def _is_digits(value: object) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit() and len(value) < 20


def _unit_of(number: float) -> str | None:
    """The unit in which a number would be a time of our days."""
    return next((name for unit, name in _UNITS.items() if EARLIEST <= number / unit < LATEST), None)


def _kind(value: object) -> str:
    name = _NAMES.get(type(value), "something else")
    return name if name.startswith("true") else f"an {name}" if name[0] in "aeo" else f"a {name}"
