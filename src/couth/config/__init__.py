"""couth.yaml or [tool.couth] in pyproject.toml: what is judged, by which policy, and which findings are known."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from couth.config.finding import find
from couth.config.values import Config, Suppression

if TYPE_CHECKING:
    from couth.policy.documents import Document

__all__ = ["Config", "Suppression", "find", "read_config", "shown"]


def read_config(document: Document) -> Config:
    """The configuration in a document; raises ConfigError with every mistake, those of its policy included."""
    from couth.config.loading import read_config as read  # where there is no configuration, nothing reads it

    return read(document)


def shown(config: Config) -> dict[str, Any]:
    """The effective configuration as plain data, under the keys of a couth.yaml."""
    from couth.config.displayed import shown as as_data

    return as_data(config)
