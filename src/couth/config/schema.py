"""The JSON Schema of a configuration, for editors: that of a policy stands in it where a policy may stand."""

from __future__ import annotations

from typing import Any

from couth.config.files import ConfigFile
from couth.policy import schema


def config_schema() -> dict[str, Any]:
    """The JSON Schema of a couth.yaml; raises PolicyError where the default policy does not load."""
    policy = schema("policy")
    made = ConfigFile.model_json_schema(by_alias=True)
    inline = {"type": "object", "properties": policy["properties"], "additionalProperties": False}
    made["properties"]["policy"]["anyOf"] = [{"type": "string"}, {"type": "null"}, inline]
    made["$defs"] = {**made.get("$defs", {}), **policy["$defs"]}
    return {**made, "$schema": policy["$schema"], "title": "couth config"}
