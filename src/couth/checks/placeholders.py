"""Checks of the placeholders of templates that a platform approves, and of the values that fill them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import ClassVar, Final, Iterator, Literal, NamedTuple

from pydantic import Field

from couth.checks.base import Check, Finder
from couth.checks.limits import PLACEHOLDER, place_of
from couth.facts import Facts
from couth.model import Component, Draft, Hit, Span
from couth.model.report import Severity
from couth.regexes import regex_of

_COMPONENTS: Final = frozenset({"components"})


class Flaw(NamedTuple):
    """What is wrong with a component, where in its text, and how grave it can be at most."""

    what: str
    span: Span | None = None
    at_most: Severity | None = None


def hit(facts: Facts, component: Component, flaw: Flaw) -> Hit:
    """What is wrong, where it stands in the whole draft."""
    text = component.text or ""
    values = {"part": component.kind, "what": flaw.what}
    return Hit(place_of(facts, text, flaw.span), values=values, at_most=flaw.at_most)


class Placeholders(Check):
    """Finds placeholders of a template that its platform refuses: their form, numbers, places and number."""

    kind: Literal["placeholders"]
    gives: ClassVar[tuple[str, ...]] = ("part", "what")
    looks_at: ClassVar[frozenset[str]] = _COMPONENTS
    words: int = Field(
        default=2, ge=0, description="so many fixed words for each placeholder, and one more; fewer are a warning"
    )

    def finder(self, name: str) -> Finder:
        """One hit for each mistake, where it stands."""

        def find(facts: Facts) -> Iterator[Hit]:
            if facts.draft.template is None:
                return
            for component in facts.draft.components:
                if component.text is not None:
                    yield from (hit(facts, component, flaw) for flaw in self._flaws(facts.draft, component))

        return find

    def _flaws(self, draft: Draft, component: Component) -> Iterator[Flaw]:
        text = component.text or ""
        found = list(PLACEHOLDER.finditer(text))
        yield from _braces(text)
        yield from _forms(found, draft.template.format if draft.template else None)
        yield from _samples(draft, component, found)
        if component.kind == "body":
            yield from _edges(text, found)
            yield from self._ratio(text, found)
        elif component.kind == "header" and len(found) > 1:
            yield Flaw("a header takes one placeholder", found[1].span())
        elif component.kind == "footer" and found:
            yield Flaw("a footer takes no placeholder", found[0].span())

    def _ratio(self, text: str, found: list[re.Match[str]]) -> Iterator[Flaw]:
        fixed = len(re.findall(r"\w+", PLACEHOLDER.sub(" ", text)))
        if found and fixed < self.words * len(found) + 1:
            yield Flaw(f"{len(found)} placeholders to {fixed} fixed words", (0, len(text)), "warning")


_BRACES: Final = regex_of(r"\{+|\}+")


def _braces(text: str) -> Iterator[Flaw]:
    """Braces that do not stand two and two around one name."""
    rest = PLACEHOLDER.sub(lambda m: "\0" * len(m[0]), text)
    for match in _BRACES.finditer(rest):
        yield Flaw("two braces open a placeholder and two close it", match.span())
    for match in re.finditer(r"\0+", rest):
        inside = re.fullmatch(r"\{\{[^{}\n]*\}\}(?:\{\{[^{}\n]*\}\})*", text[slice(*match.span())])
        if inside is None:
            yield Flaw("a placeholder stands on one line", match.span())


_NAMED: Final = regex_of(r"[a-z][a-z0-9_]*")


def _forms(found: list[re.Match[str]], declared: str | None) -> Iterator[Flaw]:
    """Numbers from 1 without a gap, or names in small letters; one or the other."""
    numbers = [m for m in found if m[1].isdecimal()]
    named = len(numbers) < len(found) if declared is None else declared == "named"
    for match in found:
        if named and not _NAMED.fullmatch(match[1]):
            yield Flaw(f"“{match[0]}” is no name in small letters, digits and _", match.span())
        elif not named and not match[1].isdecimal():
            yield Flaw(f"“{match[0]}” is no number", match.span())
    wanted = 1
    for match in () if named else numbers:
        number = int(match[1])
        if number > wanted or number == 0:
            yield Flaw(
                f"placeholders are numbered from 1 without a gap; “{match[0]}” stands where {{{{{wanted}}}}} should",
                match.span(),
            )
            return
        wanted = max(wanted, number + 1)


def _samples(draft: Draft, component: Component, found: list[re.Match[str]]) -> Iterator[Flaw]:
    """A sample for every placeholder of a definition, by its name where it has one."""
    if draft.template is None or draft.template.definition is not True or component.kind not in ("header", "body"):
        return
    wanted = {m[1] for m in found}
    named = {sample.name for sample in component.examples if sample.name is not None}
    whole_text = (0, len(component.text or ""))
    if component.format not in (None, "text"):
        return
    if len(component.examples) != len(wanted):
        yield Flaw(f"{len(component.examples)} samples for {len(wanted)} placeholders", whole_text)
    elif named and named != wanted:
        yield Flaw(f"no sample for {', '.join(sorted(wanted - named))}", whole_text)


def _edges(text: str, found: list[re.Match[str]]) -> Iterator[Flaw]:
    stripped = text.strip()
    for match in found:
        if not text[: match.start()].strip():
            yield Flaw("a body does not begin with a placeholder", match.span())
        if stripped and not text[match.end() :].strip():
            yield Flaw("a body does not end with a placeholder", match.span())
    for before, after in pairwise(found):
        if not text[before.end() : after.start()].strip():
            yield Flaw("two placeholders stand side by side", (before.start(), after.end()))


class Parameters(Check):
    """Finds values that a template's placeholders do not take, or too many or few of them."""

    kind: Literal["parameters"]
    gives: ClassVar[tuple[str, ...]] = ("part", "what")
    looks_at: ClassVar[frozenset[str]] = _COMPONENTS

    def finder(self, name: str) -> Finder:
        """One hit for each mistake, on the component that it is in where its words are known."""

        def find(facts: Facts) -> Iterator[Hit]:
            for component in facts.draft.components:
                yield from (hit(facts, component, flaw) for flaw in _parameter_flaws(facts.draft, component))

        return find


_SPACES: Final = regex_of(r" {5,}")
_LEFT: Final = regex_of(r"\{\{.*?\}\}|\[object Object\]|^\s*(?:undefined|null|None|NaN|nil)\s*$")


def _parameter_flaws(draft: Draft, component: Component) -> Iterator[Flaw]:
    text = component.text
    wanted = len({m[1] for m in PLACEHOLDER.finditer(text)}) if text is not None else None
    is_sent = draft.template is not None and draft.template.definition is False
    if (
        wanted is not None
        and (component.parameters or is_sent)
        and len(component.parameters) != wanted
        and component.kind in ("header", "body")
    ):
        yield Flaw(f"{len(component.parameters)} values for {wanted} placeholders")
    for number, parameter in enumerate(component.parameters, 1):
        which = parameter.name or str(number)
        if not parameter.text.strip():
            yield Flaw(f"the value of {which} is empty")
        elif "\n" in parameter.text or "\t" in parameter.text or "\r" in parameter.text:
            yield Flaw(f"the value of {which} holds a line break or tab")
        elif _SPACES.search(parameter.text):
            yield Flaw(f"the value of {which} holds more than four spaces in a row")
        elif _LEFT.search(parameter.text):
            yield Flaw(f"the value of {which} was never filled in")
