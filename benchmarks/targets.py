"""What the figures are to keep within, and whether they do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Iterator, Mapping

from figures import Figure

WARM: Final = "warm thread of 30"
ONE_DRAFT: Final = "couth check of one draft"
LIBRARIES: Final = "python -c 'import pydantic, regex, emoji, yaml'"


@dataclass(frozen=True, slots=True)
class Target:
    """A figure, alone or divided by another, and the most or least that it is to be."""

    says: str
    over: str
    under: str | None = None
    most: float | None = None
    least: float | None = None
    of: str = "mean"

    def value(self, figures: Mapping[str, Figure]) -> float | None:
        """The figure, or the ratio of the two; None where they were not measured."""
        over = figures.get(self.over)
        value: float | None = getattr(over, self.of) if over else None
        if value is None or self.under is None:
            return value
        return value / figures[self.under].mean if self.under in figures else None

    def holds(self, value: float) -> bool:
        """Whether a value keeps within."""
        return (self.most is None or value <= self.most) and (self.least is None or value >= self.least)


TARGETS: Final = (
    Target("a draft, warm thread of 30, us", WARM, most=45),
    Target("a clean draft, us", f"{WARM}, clean drafts", most=30),
    Target("99 of 100 drafts, us", WARM, most=200, of="p99"),
    Target("proselint against couth", "proselint", WARM, least=35),
    Target("write-good against couth", "write-good", WARM, least=4),
    Target("10,000 messages before against 10", "thread of 10,000", "thread of 10", most=1.1),
    Target("1,000 rules and 20,000 phrases more", "policy + 1,000 rules, 20,000 phrases", "default policy", most=3),
    Target("a cold thread of 30, us", "cold thread of 30, built and judged", most=150),
    Target("couth check of one draft against its libraries", f"{ONE_DRAFT}, first time", LIBRARIES, most=1.5),
    Target("the same once more", f"{ONE_DRAFT}, again", LIBRARIES, most=0.5),
    Target("couth check in one process, drafts a second", "couth check, --jobs 1", least=10_000),
    Target("the policy, MB", "memory of the policy, after 1,000 drafts", most=30),
    Target("a thread of 1,000 beyond its texts, MB", "memory of a thread of 1,000 beyond its texts", most=1),
)


def ratios(figures: Mapping[str, Figure]) -> dict[str, float]:
    """The targets' values, by what they say, as far as they were measured."""
    return {target.says: value for target in TARGETS if (value := target.value(figures)) is not None}


def verdicts(found: Mapping[str, float]) -> Iterator[str]:
    """A line for each target."""
    for target in TARGETS:
        value = found.get(target.says)
        if value is not None:
            bound = f"at most {target.most:,g}" if target.most is not None else f"at least {target.least:,g}"
            yield f"{target.says:52}{value:>10,.2f}   {bound:>16}   {'holds' if target.holds(value) else 'MISSED'}"
