"""The check that holds a draft's files against the figures of its channel."""

from __future__ import annotations

from typing import ClassVar, Iterator, Literal

from couth.checks.base import Check, Finder, whole
from couth.checks.figures import at_most, of_profile
from couth.facts import Facts, Figure, Profile
from couth.model import Attachment, Hit


class MediaLimits(Check):
    """Finds files that are larger or longer than the channel takes, or of a type that it does not."""

    kind: Literal["media-limits"]
    gives: ClassVar[tuple[str, ...]] = ("file", "is", "limit", "channel")
    looks_at: ClassVar[frozenset[str]] = frozenset({"attachments", "cards"})
    figures: ClassVar[tuple[str, ...]] = ("media.*.size", "media.*.seconds", "media.*.types")

    def finder(self, name: str) -> Finder:
        """One hit on the whole draft for each file and mistake; what is not known of a file is not judged."""

        def find(facts: Facts, profile: Profile) -> Iterator[Hit]:
            for attachment in (*facts.draft.attachments, *(c.attachment for c in facts.draft.cards if c.attachment)):
                yield from _media(facts, profile, attachment)

        return of_profile(self.figures, find)


def _media(facts: Facts, profile: Profile, attachment: Attachment) -> Iterator[Hit]:
    size, seconds = attachment.size, attachment.seconds
    largest = profile.get(f"media.{attachment.kind}.size")
    if largest is not None and size is not None and size > largest.value:
        yield _refused(facts, profile, attachment, largest, (_megabytes(size), _megabytes(largest.value)))
    longest = profile.get(f"media.{attachment.kind}.seconds")
    if longest is not None and seconds is not None and seconds > longest.value:
        yield _refused(facts, profile, attachment, longest, (f"{seconds:g} seconds", f"{longest.value} seconds"))
    types = profile.get(f"media.{attachment.kind}.types")
    kind = (attachment.mime_type or "").partition(";")[0].strip().lower()
    if types is not None and kind and kind not in types.value:
        yield _refused(facts, profile, attachment, types, (kind, ", ".join(types.value)))


def _megabytes(size: int) -> str:
    return f"{size / 1048576:.1f} MB"


def _refused(facts: Facts, profile: Profile, attachment: Attachment, figure: Figure, shown: tuple[str, str]) -> Hit:
    values = {"file": attachment.kind, "is": shown[0], "limit": shown[1], "channel": profile.channel}
    return Hit(whole(facts), values=values, at_most=at_most(figure))
