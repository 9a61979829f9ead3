"""The kinds of checks, by name: those that are listed here, and those that other distributions bring."""

from __future__ import annotations

from typing import Final, get_args

from couth.checks.base import Check, Finder, Gate
from couth.checks.buttons import ButtonLimits
from couth.checks.capitals import Share
from couth.checks.clocks import Hours, Pace
from couth.checks.combined import AnyOf
from couth.checks.counts import Count
from couth.checks.delivery import Headers, Hosts, OptOutWord, Tags, Unrendered
from couth.checks.judged import Cues
from couth.checks.law import LegalHours
from couth.checks.length import Length
from couth.checks.limits import Limits
from couth.checks.media import MediaLimits
from couth.checks.placeholders import Parameters, Placeholders
from couth.checks.quotas import Quota
from couth.checks.records import Attachments, FactCheck
from couth.checks.segments import Segments
from couth.checks.swaps import Swap
from couth.checks.templates import TemplateForm
from couth.checks.threads import ReAsk, Repeat, Unanswered
from couth.checks.topics import Topic
from couth.checks.windows import ReplyToken, Window
from couth.checks.words import Missing, PatternCheck, Phrases
from couth.checks.written import Exposed, Numbers, Told
from couth.extensions import Extensions

_OWN: Final[tuple[type[Check], ...]] = (
    AnyOf, Attachments, ButtonLimits, Count, Cues, Exposed, FactCheck, Headers, Hosts, Hours, LegalHours, Length, Limits, MediaLimits,
    Missing, Numbers, OptOutWord, Pace, Parameters, PatternCheck, Phrases, Placeholders, Quota, ReAsk, Repeat, ReplyToken, Segments,
    Share, Swap, Tags, TemplateForm, Told, Topic, Unanswered, Unrendered, Window,
)  # fmt: skip


def kind_of(check: type[Check]) -> str:
    """The name of a kind of check."""
    return str(get_args(check.model_fields["kind"].annotation)[0])


def _fit(name: str, kind: object) -> type[Check]:
    if not (isinstance(kind, type) and issubclass(kind, Check)):
        raise TypeError(f"{kind!r} is no subclass of couth.checks.Check")
    if "kind" not in kind.model_fields or get_args(kind.model_fields["kind"].annotation) != (name,):
        raise ValueError(f'{kind.__name__} must declare kind: Literal["{name}"]')
    return kind


KINDS: Final = Extensions[type[Check]]("couth.checks", {kind_of(kind): kind for kind in _OWN}, _fit)
"""Every kind by name; those of others under the entry point `couth.checks`."""

__all__ = ["KINDS", "AnyOf", "Check", "Finder", "Gate", "kind_of"]
