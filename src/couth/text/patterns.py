"""Regular expressions that a policy's author wrote: compiled once, run with a time limit."""

from __future__ import annotations

from functools import cached_property
from itertools import count
from time import thread_time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import regex

from couth.model import Span
from couth.text.needed import Needed, needed

DEFAULT_MS = 50
"""How long one pattern may look at one text, in milliseconds of the processor's time."""


class PatternError(ValueError):
    """A pattern that does not compile."""


class PatternTimeout(Exception):  # noqa: N818  (an outcome that the engine reports, like a time-out of any kind)
    """A pattern ran longer than it may on some text."""


class Pattern:
    """A regular expression in the syntax of the `regex` module, matched on original text."""

    def __init__(self, source: str, milliseconds: int = DEFAULT_MS) -> None:
        self.source = source
        self.milliseconds = milliseconds

    def check(self) -> None:
        """Compile; raises PatternError with the reason and the offset."""
        import regex

        try:
            _ = self._compiled
        except (regex.error, RecursionError, OverflowError) as error:
            raise PatternError(f"the pattern does not compile: {error}") from None

    def may_match(self, text: str) -> bool:
        """Whether a text holds what the expression cannot match without, as far as that is told at a glance."""
        runs = self.needed
        if not runs or not text.isascii():  # other letters are the same as ASCII ones where case does not matter
            return True
        small = text.lower()
        return any(run in small for run in runs)

    def spans(self, text: str) -> list[Span]:
        """Every non-empty match, in order; raises PatternTimeout."""
        if not self.may_match(text):
            return []
        return [span for span in self._found(text) if span[0] < span[1]]

    def _found(self, text: str) -> list[Span]:
        """Every match; two tries have to take too long: the first may have been held up by a garbage collection.

        The module's limit counts what other threads work meanwhile, so it grows until this one has had its time.
        """
        compiled, limit = self._compiled, self.milliseconds / 1000
        for attempt in count():
            begun = thread_time()
            try:
                return [match.span() for match in compiled.finditer(text, timeout=limit * 2 ** max(0, attempt - 1))]
            except TimeoutError:
                if attempt and thread_time() - begun >= limit:
                    break
        raise PatternTimeout(f"the pattern ran longer than {self.milliseconds} ms")

    @cached_property
    def needed(self) -> Needed:
        """Letters and signs of which one run stands in every match; none where that is not told."""
        return needed(self.source)

    @cached_property
    def _compiled(self) -> regex.Pattern[Any]:
        import regex

        return regex.compile(self.source)
