"""`couth schema`: the JSON Schema of policies and rule files, for editors."""

from __future__ import annotations

import json
from typing import Literal, get_args

import click

from couth.config.schema import config_schema
from couth.policy import schema

Which = Literal["policy", "rule", "words", "act", "channel", "config"]


@click.command("schema")
@click.argument("which", type=click.Choice(get_args(Which)), default="policy")
def command(which: Which) -> None:
    """Print the JSON Schema of a policy file, a rule file, a word list, an act, a profile of a channel or a configuration.

    Save it and name it in a file's first line, and editors complete and check what you write:
    # yaml-language-server: $schema=couth.schema.json
    """
    made = config_schema() if which == "config" else schema(which)
    click.echo(json.dumps(made, ensure_ascii=False, indent=2))
