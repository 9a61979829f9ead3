"""Plain data packed into text, with a sum to check it by: what many processes bring along and few ask for."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from typing import Any
from zlib import compress, crc32, decompress

Packing = tuple[int, str]
"""A sum, and packed bytes in letters and digits."""


def pack(data: str) -> Packing:
    """A text, packed."""
    found = compress(data.encode())
    return crc32(found), b64encode(found).decode()


def packed_bytes(packing: Packing) -> bytes:
    """What was packed, to unpack when it is asked for; raises ValueError where it was damaged since."""
    check, text = packing
    found = b64decode(text, validate=True)
    if crc32(found) != check:
        raise ValueError("what was packed is damaged")
    return found


def unpack(found: bytes) -> str:
    """The text."""
    return decompress(found).decode()


def pack_json(data: object) -> Packing:
    """Plain data, packed."""
    return pack(json.dumps(data, ensure_ascii=False, separators=(",", ":")))


def unpack_json(found: bytes) -> Any:
    """Plain data."""
    return json.loads(decompress(found))
