"""YAML on a page: loaded as what it is, so that no page shows a policy that does not load."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Final

import yaml

from couth import Linter, PolicyError
from couth.engine import default_linter, try_rule
from couth.facts import Act
from couth.policy.documents import read_document
from couth.policy.files import PolicyFile, WordsFile

_POLICY: Final = frozenset(field.alias or name for name, field in PolicyFile.model_fields.items())


def load_yaml(body: str, path: Path | None) -> None:
    """Load a policy, rule, word list or act; a rule's examples are tried. Anything else is left alone.

    `path` is the file that the page gives it, where it gives one. Raises PolicyError, ValidationError or
    ValueError where it is not in order.
    """
    with tempfile.TemporaryDirectory() as folder:
        file = path or Path(folder, "page.yaml")
        file.write_text(body, "utf-8")
        try:
            data = read_document(file).data
        except PolicyError:
            yaml.safe_load(body)  # a list of cases, say: only its form is looked at
            return
        if "check" in data:
            _try_rule(body, Path(folder))
        elif "cues" in data:
            Act.model_validate(data)
        elif "phrases" in data:
            WordsFile.model_validate(data)
        elif data.keys() <= _POLICY:
            _try_rules(Linter(file))


def _try_rule(body: str, folder: Path) -> None:
    """A rule file, as a rule of a policy of its own."""
    file = folder / "page" / "rule.yaml"
    file.parent.mkdir()
    file.write_text(body, "utf-8")
    policy = folder / "policy.yaml"
    policy.write_text("extends: default\nrules: {page.rule: on}\n", "utf-8")
    _try_rules(Linter(policy))


def _try_rules(linter: Linter) -> None:
    """The examples of the rules that are not shipped."""
    shipped = default_linter().policy.rules
    for rule in linter.policy.rules.values():
        trial = try_rule(linter, rule) if rule.id not in shipped else None
        if trial and (trial.failures or not trial.fires):
            raise ValueError(f"{rule.id}: {trial.failures or 'never fires'}")
