"""Phrases and durations as authors write them, checked when a policy loads."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import Annotated, Final, Iterator

from pydantic import AfterValidator, BeforeValidator

from couth.text.patterns import Pattern, PatternError
from couth.text.phrases import PhraseError, parse_phrase

_CHECKED: Final[ContextVar[bool]] = ContextVar("_CHECKED", default=False)


@contextmanager
def checked_before() -> Iterator[None]:
    """Inside of it phrases and patterns are taken for right: they were checked when the same contents were first read."""
    token = _CHECKED.set(True)
    try:
        yield
    finally:
        _CHECKED.reset(token)


def is_checked_before() -> bool:
    """Whether what is read now was checked when the same contents were first read."""
    return _CHECKED.get()


def _string(text: object) -> object:
    if isinstance(text, bool) or not isinstance(text, str):
        raise ValueError(f"a phrase must be a string; put {text!r} in quotes")  # noqa: TRY004  (pydantic wants ValueError)
    return text


def _parses(text: str) -> str:
    try:
        if not is_checked_before():
            parse_phrase(text)
    except PhraseError as error:
        raise ValueError(str(error)) from None
    return text


def _compiles(source: str) -> str:
    try:
        if not is_checked_before():
            Pattern(source).check()
    except PatternError as error:
        raise ValueError(str(error)) from None
    return source


PatternSource = Annotated[str, AfterValidator(_compiles)]
"""A regular expression."""


Phrase = Annotated[str, BeforeValidator(_string, json_schema_input_type=str), AfterValidator(_parses)]
PhrasesByLanguage = dict[str, list[Phrase]]
"""Phrase templates by language code (`en`, `es`, `zh`, …), or `any` for every language."""

_UNITS: Final = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def _seconds(value: object) -> object:
    if isinstance(value, float):
        return value
    if isinstance(value, str) and value[:-1].isdecimal() and value[-1:] in _UNITS:
        return float(int(value[:-1]) * _UNITS[value[-1]])
    raise ValueError("a duration is a whole number with its unit: 90s, 5m, 24h, 7d")


Duration = Annotated[float, BeforeValidator(_seconds, json_schema_input_type=str)]
"""Seconds, written `90s`, `5m`, `24h` or `7d`."""
