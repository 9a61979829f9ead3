"""couth.yaml or [tool.couth] in pyproject.toml: what is judged, by which policy, and which findings are known."""

from couth.config.finding import find
from couth.config.loading import read_config
from couth.config.shown import shown
from couth.config.values import Config, Suppression

__all__ = ["Config", "Suppression", "find", "read_config", "shown"]
