"""Values as JSON, as columns hold it, whatever is in their texts: half of an emoji, too, which UTF-8 has no form for."""

from __future__ import annotations

import json
from hashlib import sha256
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from couth.errors import InputError, StoreError

T = TypeVar("T")

LONGEST: Final = 255
"""Characters of an address, an id or a key in a column."""


def written(adapter: TypeAdapter[T], value: T) -> str:
    """A value as JSON, without what is not set."""
    try:
        return adapter.dump_json(value, exclude_defaults=True).decode()
    except PydanticSerializationError:
        return json.dumps(adapter.dump_python(value, mode="json", exclude_defaults=True))


def read(adapter: TypeAdapter[T], text: str) -> T:
    """The way back; raises StoreError, which tells nothing of the text, where it is of another form."""
    try:
        return adapter.validate_json(text)
    except (ValidationError, InputError):
        return _read_in_full(adapter, text)


def _read_in_full(adapter: TypeAdapter[T], text: str) -> T:
    try:
        return adapter.validate_python(json.loads(text))
    except (ValueError, InputError):
        raise StoreError("what the store holds is of another form", "schema") from None


def as_json(data: Any) -> str:
    """Plain data as JSON, in few bytes where that can be."""
    text = json.dumps(data, ensure_ascii=False)
    return text if _is_whole(text) else json.dumps(data)


def named(what: str, text: str) -> str:
    """A name that the caller has chosen, where a column can hold it."""
    if not isinstance(text, str) or not _fits(text):
        raise InputError(f"{what} is a string of 1 to {LONGEST} characters, no NUL and no half of one among them")
    return text


def told(what: str, text: str) -> str:
    """A remark of the caller's, where a column can hold it."""
    if "\0" in text or not _is_whole(text):
        raise InputError(f"{what} is text, with no NUL and no half of a character in it")
    return text


def shortened(name: str | None) -> str | None:
    """A platform's name for something; what stands for it where a column cannot hold it."""
    if name is None or _fits(name):
        return name
    return f"sha256:{sha256(name.encode('utf-8', 'surrogatepass')).hexdigest()}"


def _fits(name: str) -> bool:
    return 0 < len(name) <= LONGEST and "\0" not in name and _is_whole(name)


def _is_whole(text: str) -> bool:
    """Whether a text has a form in UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
