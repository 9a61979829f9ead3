"""`couth init`: a policy to begin with, and how to hook couth in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from couth.cli import ending
from couth.errors import Problem

POLICY: Final = """\
# A couth policy. It extends the shipped one and says only what differs from it.
# `couth rules` lists the rules, `couth explain RULE` says what one means, and
# `couth check --policy couth.yaml PATH` judges by this file.

extends: default

# A draft is blocked where its score falls under this.
# block_below: 60

# What it means that a rule could not judge for want of context: pass, warn or block;
# by rule or by group.
# unknown:
#   pacing.quiet-hours: block
#   consent: warn

# rules:
#   pacing.frequency: {severity: error}   # any field of a rule, by its id
#   tone.emoji: {limit: 0}                # a rule's options stand beside its fields
#   scope.small-talk: off
#   acme.no-ticker:                       # a rule of your own
#     summary: No stock tickers
#     why: Customers are not investors.
#     check: {kind: phrases, phrases: {en: ["nasdaq", "ticker symbol"]}}
#     message: "“{excerpt}” is for investors"
#     examples:
#       bad:
#         - {draft: "We are ACME on Nasdaq.", at: "Nasdaq"}
#       good:
#         - {draft: "Your order is on its way."}

# Other settings for some drafts: by channel, lang, purpose or path.
# for:
#   - channel: sms
#     rules: {scope.overlong: {characters: 160}}

# Words to add to a rule's list, and words to allow.
# words:
#   tone.slang: {en: {add: [lit], allow: [ya]}}
"""

HOOK: Final = """\
To run couth on drafts and templates before each commit, add this to .pre-commit-config.yaml:

  - repo: local
    hooks:
      - id: couth
        name: couth
        entry: couth check --quiet --policy {path}
        language: python
        additional_dependencies: [couth]
        files: ^messages/  # where your messages are
"""


@click.command("init")
@click.argument("path", default="couth.yaml", type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def command(path: Path, force: bool) -> None:
    """Write a commented policy to begin with, and show how to hook couth in."""
    target = path / "couth.yaml" if path.is_dir() else path
    if target.exists() and not force:
        ending.refuse([Problem(str(target), None, None, "there is such a file already; --force writes over it")])
    try:
        target.write_text(POLICY, encoding="utf-8")
    except OSError as error:
        ending.refuse([Problem(str(target), None, None, f"cannot be written: {error.strerror}")])
    click.echo(f"Wrote {target}.\n\n{HOOK.format(path=target)}", nl=False)
