"""Checks of the form of templates that a platform approves: name, header, body, footer, buttons."""

from __future__ import annotations

from itertools import pairwise
from typing import ClassVar, Final, Iterator, Literal

from pydantic import Field

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import at_most, of_profile
from couth.checks.limits import PLACEHOLDER
from couth.checks.placeholders import Flaw, hit
from couth.facts import Facts, Profile
from couth.model import Component, Draft, Hit
from couth.regexes import regex_of
from couth.text.emoji import emoji
from couth.text.links import links


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
                yield from (hit(facts, component, flaw) for flaw in _flaws(component))
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


def _flaws(component: Component) -> Iterator[Flaw]:
    """What a header or footer may not hold; emoji and markup are refused by what providers say alone."""
    text = PLACEHOLDER.sub(lambda m: "x" * len(m[0]), component.text or "")
    if component.kind not in ("header", "footer") or component.format not in (None, "text"):
        return
    if "\n" in text:
        yield Flaw("has a line break", (text.index("\n"), text.index("\n") + 1))
    found = emoji(text)
    if found:
        yield Flaw("has an emoji", found[0], "warning")
    markup = _MARKUP.search(text) if component.kind == "header" else None
    if markup:
        yield Flaw("has markup", markup.span(), "warning")


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
        yield hit(facts, body, Flaw(f"has {count} emoji; {most.value} are taken", None, at_most(most)))
    footer = next((c.text or "" for c in draft.components if c.kind == "footer"), "")
    if "\n".join(filter(None, (body.text, footer))) in taken:
        yield hit(facts, body, Flaw("is that of another template, with the same footer", None, "warning"))


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
