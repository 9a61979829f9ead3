"""What is known of a placeholder's value."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """What a placeholder stands for: its kind (`name`, `amount`, `url`, …), a sample, and the longest it can be."""

    type: str | None = None
    sample: str | None = None
    worst: str | None = None
