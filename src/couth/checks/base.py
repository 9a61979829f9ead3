"""What every kind of check has in common."""

from __future__ import annotations

from typing import Annotated, Callable, Iterable, Mapping

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict

from couth.facts import Facts
from couth.model import Hit
from couth.text.phrases import PhraseError, parse_phrase

Finder = Callable[[Facts], Iterable[Hit]]
"""A check bound to its word lists; raises `Lacking` where it needs a fact that is not known."""


class Check(BaseModel):
    """A kind of finder with its options. It knows no rule, severity or wording.

    Every subclass declares `kind: Literal["..."]`, documents its options as fields, and is listed in
    `couth.checks.KINDS`.
    """

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The word lists that the check brings along, by a suffix to its rule's id ("" for the only one)."""
        return {}

    def finder(self, name: str) -> Finder:
        """Bind to the lists registered under `name` (`name` or `name/suffix`); done once per policy."""
        raise NotImplementedError


def _phrase(text: object) -> object:
    if isinstance(text, bool) or not isinstance(text, str):
        raise ValueError(f"a phrase must be a string; put {text!r} in quotes")  # noqa: TRY004  (pydantic wants ValueError)
    return text


def _compiles(text: str) -> str:
    try:
        parse_phrase(text)
    except PhraseError as error:
        raise ValueError(str(error)) from None
    return text


Phrase = Annotated[str, BeforeValidator(_phrase), AfterValidator(_compiles)]
PhrasesByLanguage = dict[str, list[Phrase]]
"""Phrases by language code (`en`, `es`, `zh`, …), or `any` for every language."""


def _seconds(value: object) -> object:
    if isinstance(value, str) and value[:-1].isdigit() and value[-1:] in _UNITS:
        return float(int(value[:-1]) * _UNITS[value[-1]])
    raise ValueError("a duration is a whole number with its unit: 90s, 5m, 24h, 7d")


_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
Duration = Annotated[float, BeforeValidator(_seconds, json_schema_input_type=str)]
"""Seconds, written `90s`, `5m`, `24h` or `7d`."""
