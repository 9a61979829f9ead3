"""couth checks what a business is about to send to a customer, against the thread, the clock and consent.

    import couth

    report = couth.lint("R U still there?", thread=[{"role": "customer", "text": "Hi", "at": "2026-03-02T14:05:00Z"}])
    report.verdict, report.score, report.decision, report.violations, report.unknown

Names are loaded when they are first used, so that `import couth` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module

TYPE_CHECKING = False  # typing itself would take longer to import than all the rest
if TYPE_CHECKING:
    from typing import Final, Mapping

    from couth.engine import Linter, lint
    from couth.errors import CouthError, InputError, PolicyError, StoreError
    from couth.integrations.deciding import Override
    from couth.integrations.guard import Guard
    from couth.integrations.sending import Permit
    from couth.integrations.stopped import AlreadySent, Blocked, Held
    from couth.integrations.store import Store
    from couth.model import (
        Attachment,
        Author,
        Button,
        Card,
        Component,
        Customer,
        Decision,
        Draft,
        Message,
        Parameter,
        Report,
        Sender,
        Template,
        Thread,
        Unknown,
        Violation,
    )
    from couth.policy import Policy
    from couth.policy import load as load_policy

    __version__: str

__all__ = [
    "AlreadySent",
    "Attachment",
    "Author",
    "Blocked",
    "Button",
    "Card",
    "Component",
    "CouthError",
    "Customer",
    "Decision",
    "Draft",
    "Guard",
    "Held",
    "InputError",
    "Linter",
    "Message",
    "Override",
    "Parameter",
    "Permit",
    "Policy",
    "PolicyError",
    "Report",
    "Sender",
    "Store",
    "StoreError",
    "Template",
    "Thread",
    "Unknown",
    "Violation",
    "__version__",
    "lint",
    "load_policy",
]

_HOME: Final[Mapping[str, str]] = {
    "Linter": "couth.engine",
    "lint": "couth.engine",
    "CouthError": "couth.errors",
    "InputError": "couth.errors",
    "PolicyError": "couth.errors",
    "StoreError": "couth.errors",
    "Guard": "couth.integrations.guard",
    "Override": "couth.integrations.deciding",
    "Permit": "couth.integrations.sending",
    "AlreadySent": "couth.integrations.stopped",
    "Blocked": "couth.integrations.stopped",
    "Held": "couth.integrations.stopped",
    "Store": "couth.integrations.store",
    "Policy": "couth.policy",
    "load_policy": "couth.policy",
}
"""The module of every name that is no value of `couth.model`."""

_NAME_THERE: Final[Mapping[str, str]] = {"load_policy": "load"}


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module 'couth' has no attribute {name!r}")
    value = _version() if name == "__version__" else _found(name)
    globals()[name] = value
    return value


def _found(name: str) -> object:
    return getattr(import_module(_HOME.get(name, "couth.model")), _NAME_THERE.get(name, name))


def _version() -> str:
    """The installed version; that of the checkout where couth runs from one without being installed."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("couth")
    except PackageNotFoundError:
        return _version_here() or "0+unknown"


def _version_here() -> str | None:
    import tomllib
    from pathlib import Path

    try:
        project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))["project"]
    except (OSError, ValueError, KeyError):
        return None
    return str(project["version"]) if project.get("name") == "couth" else None


def __dir__() -> list[str]:
    return sorted(__all__)
