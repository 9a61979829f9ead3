"""Checks of templates that a platform approves: their placeholders, the values that fill them, their form."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import ClassVar, Final, Iterator, Literal, NamedTuple

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import at_most, of_profile
from couth.checks.limits import PLACEHOLDER, place_of
from couth.facts import Facts, Profile
from couth.model import Component, Draft, Hit, Span
from couth.model.report import Severity
from couth.regexes import regex_of
from couth.text.emoji import emoji
from couth.text.links import links

BODY_OR_MORE: Final = frozenset({"components"})


class _Flaw(NamedTuple):
    """What is wrong with a component, where in its text, and how grave it can be at most."""

    what: str
    span: Span | None = None
    at_most: Severity | None = None


def _hit(facts: Facts, component: Component, flaw: _Flaw) -> Hit:
    text = component.text or ""
    values = {"part": component.kind, "what": flaw.what}
    return Hit(place_of(facts, text, flaw.span), values=values, at_most=flaw.at_most)


class Placeholders(Check):
    """Finds placeholders of a template that its platform refuses: their form, numbers, places and number."""

    kind: Literal["placeholders"]
    gives: ClassVar[tuple[str, ...]] = ("part", "what")
    looks_at: ClassVar[frozenset[str]] = BODY_OR_MORE
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
                    yield from (_hit(facts, component, flaw) for flaw in self._flaws(facts.draft, component))

        return find

    def _flaws(self, draft: Draft, component: Component) -> Iterator[_Flaw]:
        text = component.text or ""
        found = list(PLACEHOLDER.finditer(text))
        yield from _braces(text)
        yield from _forms(found, draft.template.format if draft.template else None)
        yield from _samples(draft, component, found)
        if component.kind == "body":
            yield from _edges(text, found)
            yield from self._ratio(text, found)
        elif component.kind == "header" and len(found) > 1:
            yield _Flaw("a header takes one placeholder", found[1].span())
        elif component.kind == "footer" and found:
            yield _Flaw("a footer takes no placeholder", found[0].span())

    def _ratio(self, text: str, found: list[re.Match[str]]) -> Iterator[_Flaw]:
        fixed = len(re.findall(r"\w+", PLACEHOLDER.sub(" ", text)))
        if found and fixed < self.words * len(found) + 1:
            yield _Flaw(f"{len(found)} placeholders to {fixed} fixed words", (0, len(text)), "warning")


_BRACES: Final = regex_of(r"\{+|\}+")


def _braces(text: str) -> Iterator[_Flaw]:
    """Braces that do not stand two and two around one name."""
    rest = PLACEHOLDER.sub(lambda m: "\0" * len(m[0]), text)
    for match in _BRACES.finditer(rest):
        yield _Flaw("two braces open a placeholder and two close it", match.span())
    for match in re.finditer(r"\0+", rest):
        inside = re.fullmatch(r"\{\{[^{}\n]*\}\}(?:\{\{[^{}\n]*\}\})*", text[slice(*match.span())])
        if inside is None:
            yield _Flaw("a placeholder stands on one line", match.span())


_NAMED: Final = regex_of(r"[a-z][a-z0-9_]*")


def _forms(found: list[re.Match[str]], declared: str | None) -> Iterator[_Flaw]:
    """Numbers from 1 without a gap, or names in small letters; one or the other."""
    numbers = [m for m in found if m[1].isdecimal()]
    named = len(numbers) < len(found) if declared is None else declared == "named"
    for match in found:
        if named and not _NAMED.fullmatch(match[1]):
            yield _Flaw(f"“{match[0]}” is no name in small letters, digits and _", match.span())
        elif not named and not match[1].isdecimal():
            yield _Flaw(f"“{match[0]}” is no number", match.span())
    wanted = 1
    for match in () if named else numbers:
        number = int(match[1])
        if number > wanted or number == 0:
            yield _Flaw(
                f"placeholders are numbered from 1 without a gap; “{match[0]}” stands where {{{{{wanted}}}}} should",
                match.span(),
            )
            return
        wanted = max(wanted, number + 1)


def _samples(draft: Draft, component: Component, found: list[re.Match[str]]) -> Iterator[_Flaw]:
    """A sample for every placeholder of a definition, by its name where it has one."""
    if draft.template is None or draft.template.definition is not True or component.kind not in ("header", "body"):
        return
    wanted = {m[1] for m in found}
    named = {sample.name for sample in component.examples if sample.name is not None}
    whole_text = (0, len(component.text or ""))
    if component.format not in (None, "text"):
        return
    if len(component.examples) != len(wanted):
        yield _Flaw(f"{len(component.examples)} samples for {len(wanted)} placeholders", whole_text)
    elif named and named != wanted:
        yield _Flaw(f"no sample for {', '.join(sorted(wanted - named))}", whole_text)


def _edges(text: str, found: list[re.Match[str]]) -> Iterator[_Flaw]:
    stripped = text.strip()
    for match in found:
        if not text[: match.start()].strip():
            yield _Flaw("a body does not begin with a placeholder", match.span())
        if stripped and not text[match.end() :].strip():
            yield _Flaw("a body does not end with a placeholder", match.span())
    for before, after in pairwise(found):
        if not text[before.end() : after.start()].strip():
            yield _Flaw("two placeholders stand side by side", (before.start(), after.end()))


class Parameters(Check):
    """Finds values that a template's placeholders do not take, or too many or few of them."""

    kind: Literal["parameters"]
    gives: ClassVar[tuple[str, ...]] = ("part", "what")
    looks_at: ClassVar[frozenset[str]] = BODY_OR_MORE

    def finder(self, name: str) -> Finder:
        """One hit for each mistake, on the component that it is in where its words are known."""

        def find(facts: Facts) -> Iterator[Hit]:
            for component in facts.draft.components:
                yield from (_hit(facts, component, flaw) for flaw in _parameter_flaws(facts.draft, component))

        return find


_SPACES: Final = regex_of(r" {5,}")
_LEFT: Final = regex_of(r"\{\{.*?\}\}|\[object Object\]|^\s*(?:undefined|null|None|NaN|nil)\s*$")


def _parameter_flaws(draft: Draft, component: Component) -> Iterator[_Flaw]:
    text = component.text
    wanted = len({m[1] for m in PLACEHOLDER.finditer(text)}) if text is not None else None
    is_sent = draft.template is not None and draft.template.definition is False
    if (
        wanted is not None
        and (component.parameters or is_sent)
        and len(component.parameters) != wanted
        and component.kind in ("header", "body")
    ):
        yield _Flaw(f"{len(component.parameters)} values for {wanted} placeholders")
    for number, parameter in enumerate(component.parameters, 1):
        which = parameter.name or str(number)
        if not parameter.text.strip():
            yield _Flaw(f"the value of {which} is empty")
        elif "\n" in parameter.text or "\t" in parameter.text or "\r" in parameter.text:
            yield _Flaw(f"the value of {which} holds a line break or tab")
        elif _SPACES.search(parameter.text):
            yield _Flaw(f"the value of {which} holds more than four spaces in a row")
        elif _LEFT.search(parameter.text):
            yield _Flaw(f"the value of {which} was never filled in")


class TemplateForm(Check):
    """Finds what a template may not consist of: its name, header, body, footer and buttons."""

    kind: Literal["template-form"]
    gives: ClassVar[tuple[str, ...]] = ("part", "what")
    looks_at: ClassVar[frozenset[str]] = frozenset({"template"})
    figures: ClassVar[tuple[str, ...]] = ("template.emoji",)
    taken: list[str] = Field(
        default_factory=list,
        description="bodies of templates that exist already, each with its footer after a line break",
    )

    def finder(self, name: str) -> Finder:
        """One hit for each mistake, where it stands."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            draft = facts.draft
            if draft.template is None or profile.get("template.body.limit") is None:
                return
            yield from _name(facts)
            for component in draft.components:
                yield from (_hit(facts, component, flaw) for flaw in _flaws(component))
            yield from _body(facts, profile, self.taken)
            yield from _buttons(facts)
            if (draft.template.category or "").upper() == "AUTHENTICATION":
                yield from _authentication(facts)

        return of_profile(self.figures, find)


_TEMPLATE_NAME: Final = regex_of(r"[a-z0-9_]+")


def _name(facts: Facts) -> Iterator[Hit]:
    name = facts.draft.template.name if facts.draft.template else None
    if name is not None and not _TEMPLATE_NAME.fullmatch(name):
        yield Hit(whole(facts), values={"part": "name", "what": f"“{name}” is not in small letters, digits and _"})


_MARKUP: Final = regex_of(r"\*|(?<!\w)_(?=\w)|~(?=\w)|```")


def _flaws(component: Component) -> Iterator[_Flaw]:
    """What a header or footer may not hold; emoji and markup are refused by what providers say alone."""
    text = PLACEHOLDER.sub(lambda m: "x" * len(m[0]), component.text or "")
    if component.kind not in ("header", "footer") or component.format not in (None, "text"):
        return
    if "\n" in text:
        yield _Flaw("has a line break", (text.index("\n"), text.index("\n") + 1))
    found = emoji(text)
    if found:
        yield _Flaw("has an emoji", found[0], "warning")
    markup = _MARKUP.search(text) if component.kind == "header" else None
    if markup:
        yield _Flaw("has markup", markup.span(), "warning")


def _body(facts: Facts, profile: Profile, taken: list[str]) -> Iterator[Hit]:
    draft = facts.draft
    body = next((c for c in draft.components if c.kind == "body"), None)
    if body is None:
        if draft.template is not None and draft.template.definition and not _is_authentication(draft):
            yield Hit(whole(facts), values={"part": "body", "what": "is missing"})
        return
    most = profile.get("template.emoji")
    count = len(emoji(body.text or ""))
    if most is not None and count > most.value:
        yield _hit(facts, body, _Flaw(f"has {count} emoji; {most.value} are taken", None, at_most(most)))
    footer = next((c.text or "" for c in draft.components if c.kind == "footer"), "")
    if "\n".join(filter(None, (body.text, footer))) in taken:
        yield _hit(facts, body, _Flaw("is that of another template, with the same footer", None, "warning"))


def _is_authentication(draft: Draft) -> bool:
    return draft.template is not None and (draft.template.category or "").upper() == "AUTHENTICATION"


def _buttons(facts: Facts) -> Iterator[Hit]:
    """Quick replies stand together, apart from the others; an address takes one placeholder, at its end."""
    replies = [button.kind == "reply" for button in facts.draft.buttons]
    turns = sum(a is not b for a, b in pairwise(replies))
    if turns > 1:
        yield Hit(whole(facts), values={"part": "buttons", "what": "mix replies with others; they stand together"})
    for button in facts.draft.buttons:
        found = list(PLACEHOLDER.finditer(button.url or ""))
        if len(found) > 1 or (found and found[0].end() != len(button.url or "")):
            values = {"part": f"address of “{button.text}”", "what": "takes one placeholder, at its end"}
            yield Hit(whole(facts), values=values)


def _authentication(facts: Facts) -> Iterator[Hit]:
    """Only the code: no link, picture or emoji."""
    draft = facts.draft
    texts = [c.text for c in draft.components if c.text]
    if any(links(text) for text in texts) or any(b.kind == "url" for b in draft.buttons):
        yield Hit(whole(facts), values={"part": "authentication template", "what": "has a link"})
    if draft.attachments or any(c.format not in (None, "text") for c in draft.components if c.kind == "header"):
        yield Hit(whole(facts), values={"part": "authentication template", "what": "has a picture or file"})
    if any(emoji(text) for text in texts):
        yield Hit(whole(facts), values={"part": "authentication template", "what": "has an emoji"})
