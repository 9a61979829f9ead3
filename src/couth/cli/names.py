"""Names on the command line: couth's own, and those of installed extensions, which are looked up only when needed."""

from __future__ import annotations

from typing import Any, Collection

import click
from click.shell_completion import CompletionItem


class NameOf(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in some versions
    """One of couth's own names, or one that an extension brings."""

    name = "name"

    def __init__(self, own: Collection[str], others: Collection[str] = ()) -> None:
        self._own = own
        self._others = others

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The name; bad usage, with all that are legal, where it is none."""
        if not (value in self._own or value in self._others):
            self.fail(f"{value!r} is not one of {', '.join(self._all())}.", param, ctx)
        return str(value)

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """The names that begin so."""
        return [CompletionItem(name) for name in self._all() if name.startswith(incomplete)]

    def _all(self) -> list[str]:
        return list(dict.fromkeys((*self._own, *(name for name in self._others if not name.startswith(".")))))
