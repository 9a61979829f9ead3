"""What a template says of itself above its text, between two lines of dashes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any, Final, Mapping

import yaml

from couth.errors import Problem
from couth.readers.hosts import yaml_texts
from couth.readers.located import SourceText
from couth.readers.yaml_values import RefusedYamlError, yaml_problem
from couth.regexes import regex_of

_BLOCK: Final = regex_of(r"\A---[ \t]*\r?\n(?P<inside>.*?)^---[ \t]*(?:\r?\n|\Z)", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """Values by key, strings with their places in the file; and where the text begins."""

    values: Mapping[str, Any] = field(default_factory=dict)
    end: int = 0

    def string(self, *keys: str) -> str | None:
        """The first of these keys that holds a string."""
        found = (self.values.get(key) for key in keys)
        return next((str(value) for value in found if isinstance(value, str) and value.strip()), None)


def front_matter(source: SourceText) -> FrontMatter | Problem:
    """The front matter of a file, empty where it has none."""
    block = _BLOCK.match(source.text)
    if block is None:
        return FrontMatter()
    # the line of dashes above is kept as a comment's length of nothing, so that places are those of the file
    blanked = re.sub(r"[^\n]", " ", source.text[: block.start("inside")]) + block["inside"]
    try:
        found = yaml_texts.parsed(blanked)
    except (yaml.YAMLError, RefusedYamlError, RecursionError) as error:
        return yaml_problem(error, source.path)
    values = found[0] if found and isinstance(found[0], dict) else {}
    return FrontMatter(values, block.end())
