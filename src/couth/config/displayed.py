"""A configuration as people read it: what holds, defaults and all, in the form in which it is written."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any, Final, Iterator, Mapping

from couth.config.values import Config, Suppression
from couth.policy.documents import Document
from couth.readers import Options


def shown(config: Config) -> dict[str, Any]:
    """The effective configuration as plain data, under the keys of a couth.yaml."""
    return {
        "policy": _policy(config),
        "paths": list(config.paths),
        "exclude": list(config.exclude),
        "gitignore": config.gitignore,
        **_options(config.defaults),
        "readers": {one.pattern: {k: _plain(v) for k, v in one.options.items()} for one in config.readers},
        "overrides": [] if config.document is None else config.document.data.get("overrides", []),
        "fail_on": config.fail_on or "error",
        "baseline": None if config.baseline is None else config.relative(str(config.baseline)),
        "suppress": [dict(_suppression(one)) for one in config.suppressions],
    }


def _policy(config: Config) -> object:
    if isinstance(config.policy, Document):
        written = config.document.data.get("policy") if config.document else None
        return written or "default"
    return "default" if config.policy is None else config.relative(str(config.policy))


_TOLD: Final = ("channel", "lang", "timezone", "purpose", "syntax", "slots", "business", "dates", "clock")


def _options(options: Options) -> dict[str, Any]:
    return {name: _plain(getattr(options, name)) for name in _TOLD}


def _plain(value: Any) -> Any:
    if isinstance(value, Mapping):
        return {name: {k: v for k, v in asdict(slot).items() if v is not None} for name, slot in value.items()}
    return list(value) if isinstance(value, tuple) else value


def _suppression(one: Suppression) -> Iterator[tuple[str, Any]]:
    for name in ("rule", "path", "template", "fingerprint"):
        if getattr(one, name):
            yield name, list(getattr(one, name))
    yield "reason", one.reason
    yield "owner", one.owner
    if one.expires:
        yield "expires", one.expires.isoformat()
