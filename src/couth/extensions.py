"""What other distributions add to couth through entry points: known by name, loaded when first asked for.

    [project.entry-points."couth.checks"]
    sentiment = "acme_couth:Sentiment"

couth's own things come first and never wait for those of others: only a name that is none of its own, or a list of all
names, makes it look at what is installed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Callable, Iterator, Mapping, TypeVar

from couth.errors import ExtensionError

if TYPE_CHECKING:
    from importlib.metadata import EntryPoint

T = TypeVar("T")


class Extensions(dict[str, T]):
    """Things of one sort by name: couth's own, and those of a group of entry points.

    `fit(name, thing)` gives what was loaded back, or raises an error that says why it cannot be used. Looking
    something up, or listing all, raises ExtensionError where an extension is broken.
    """

    def __init__(self, group: str, own: Mapping[str, T], fit: Callable[[str, Any], T]) -> None:
        super().__init__(own)
        self.group = group
        self.own: tuple[str, ...] = tuple(own)
        self._fit = fit

    __hash__ = object.__hash__  # type: ignore[assignment]  # a catalogue is itself, whatever has been loaded of it

    def beside(self, own: Mapping[str, T]) -> Extensions[T]:
        """The same with more of couth's own."""
        return Extensions(self.group, {**{name: self[name] for name in self.own}, **own}, self._fit)

    def __missing__(self, name: str) -> T:
        entry = self._others()[name]
        try:
            self[name] = thing = self._fit(name, entry.load())
        except Exception as error:  # whatever the code of others does wrong
            raise ExtensionError(f"{_told(entry)} cannot be used: {type(error).__name__}: {error}") from error
        return thing

    def _others(self) -> Mapping[str, EntryPoint]:
        found: dict[str, EntryPoint] = {}
        for entry in installed(self.group):
            other = found.setdefault(entry.name, entry)
            if entry.name in self.own or other is not entry:
                raise ExtensionError(
                    f"{_told(entry)} has the name of {'another' if other is not entry else 'couth’s own'}"
                )
        return found

    def __contains__(self, name: object) -> bool:
        return super().__contains__(name) or name in self._others()

    def __iter__(self) -> Iterator[str]:
        return iter((*self.own, *self._others()))

    def __len__(self) -> int:
        return len(self.own) + len(self._others())

    def get(self, name: str, default: Any = None) -> Any:
        """The thing of a name, loaded; the default where there is none."""
        return self[name] if name in self else default  # noqa: SIM401  (this is the `get` that the rule would call)

    def keys(self) -> Any:
        """All names, without loading anything."""
        return dict.fromkeys(self).keys()

    def values(self) -> Any:
        """All things, loaded."""
        return {name: self[name] for name in self}.values()

    def items(self) -> Any:
        """All names and things, loaded."""
        return {name: self[name] for name in self}.items()


@cache
def installed(group: str) -> tuple[EntryPoint, ...]:
    """The entry points of a group, in order of their names; looked up once."""
    from importlib.metadata import entry_points

    return tuple(sorted(entry_points(group=group), key=lambda entry: (entry.name, entry.value)))


def versions(*groups: str) -> tuple[str, ...]:
    """What is installed of some groups, with its version: where this changes, so may what is found."""
    return tuple(_told(entry) for group in groups for entry in installed(group))


def _told(entry: EntryPoint) -> str:
    whose = f"{entry.dist.name} {entry.dist.version}" if entry.dist else "an installed distribution"
    return f"{whose}: the entry point {entry.name!r} of {entry.group} ({entry.value})"
