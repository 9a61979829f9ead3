"""Documents that hold no templates, told by what they are, so that nobody wonders why they were passed over."""

from __future__ import annotations

from typing import Any, Final, Iterable

from couth.readers.hosts.documents import objects

UNKNOWN: Final = "in no format of templates that is known; --path says where its texts are"

_KINDS: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset(("isEnum", "automatedExpansion")), "an entity of Dialogflow: what customers say"),
    (frozenset(("defaultTimezone", "supportedLanguages")), "the settings of an agent of Dialogflow"),
    (frozenset(("results", "next", "previous")), "a listing from an API: records, no templates"),
    (frozenset(("action_sets",)), "a flow that sends nothing"),
    (frozenset(("flows",)), "flows that send nothing"),
    (frozenset(("responses",)), "responses without words"),
    (frozenset(("intents",)), "a domain without responses"),
    (frozenset(("types", "friendly_name")), "content without words"),
)
_OF_ITEMS: Final[tuple[tuple[frozenset[str], str], ...]] = (
    (frozenset(("value", "synonyms")), "entries of an entity of Dialogflow: what customers say"),
    (frozenset(("isTemplate", "data")), "training phrases of Dialogflow: what customers say"),
)


def what_else(documents: Iterable[Any]) -> str:
    """What the documents of a file are, where no text was found in them."""
    return next((said for data in documents for said in [_what(data)] if said), UNKNOWN)


def _what(data: Any) -> str | None:
    if isinstance(data, list):
        items = objects(data)
        return next((said for keys, said in _OF_ITEMS if items and keys <= items[0].keys()), None)
    if not isinstance(data, dict):
        return None
    if any(objects(value, "components") for value in (data, *data.values()) if isinstance(value, dict)):
        return "definitions of templates whose words the platform has"
    return next((said for keys, said in _KINDS if keys <= data.keys()), None)
