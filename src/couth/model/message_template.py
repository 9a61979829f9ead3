"""A message with blanks, as it stands in a file: what is judged before there is a customer or a thread."""

from __future__ import annotations

from dataclasses import dataclass

from couth.model.mapped import MappedText
from couth.model.values import Draft


@dataclass(frozen=True, slots=True)
class MessageTemplate:
    """A template by its name within its file, unique there.

    The text of `draft` is the one that was written, placeholders and all. `renderings` are what can come of it,
    mapped onto that text: every branch is taken in one of them, and placeholders have sample values. `worst` is the
    longest that can come of it.
    """

    name: str
    draft: Draft
    renderings: tuple[MappedText, ...]
    worst: MappedText
