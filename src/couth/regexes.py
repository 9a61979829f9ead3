"""Regular expressions that are compiled when a text first needs them: most runs need few of those that there are."""

from __future__ import annotations

import re
from typing import Any, AnyStr, Final, cast

_METHODS: Final = (
    "findall", "finditer", "flags", "fullmatch", "groupindex", "groups", "match", "pattern", "search", "split", "sub", "subn",
)  # fmt: skip


class Late:
    """Becomes an `re.Pattern` when it is first asked for something; from then on it asks that one without any detour."""

    def __init__(self, source: Any, flags: int) -> None:
        self._told = source, flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(name)
        compiled = re.compile(*self._told)
        self.__dict__.update((method, getattr(compiled, method)) for method in _METHODS)
        return getattr(compiled, name)


def regex_of(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """The regular expression of a source, compiled when it is first used; raises re.error only then."""
    return cast("re.Pattern[AnyStr]", Late(source, flags))
