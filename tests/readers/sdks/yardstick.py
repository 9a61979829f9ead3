"""The platforms' own libraries as yardsticks: what they would send is caught and read. Skipped where one is missing."""

from __future__ import annotations

import warnings
from importlib import import_module
from typing import Any

import pytest

from couth.readers.payloads import Outgoing, read_payload


def sdk(name: str) -> Any:
    """A library, whose own warnings are none of ours; the tests that need it are skipped where it is missing."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return import_module(name)
        except ImportError:
            return pytest.skip(f"{name} is not installed", allow_module_level=True)


def sent(platform: str, body: object) -> Outgoing:
    """The one draft of a body, which is told by its shape and read without a complaint."""
    payload = read_payload(None, body)
    assert (payload.platform, payload.problems, payload.notes, payload.messages) == (platform, (), (), ())
    [outgoing] = payload.drafts
    return outgoing
