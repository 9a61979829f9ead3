"""`couth init`: a configuration with a policy to begin with, and how to hook couth in."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from couth.cli import ending
from couth.config.finding import NAME
from couth.errors import Problem

STARTER: Final = """\
# What couth checks here, and by which policy. `couth check` goes by it in this folder and below;
# `couth check --show-config` prints what holds. Paths count from this file.

policy:  # or the name or path of one
  extends: default

  # A draft is blocked where its score falls under this.
  # block_below: 60

  # What it means that a rule could not judge for want of context: pass, warn or block;
  # by rule or by group.
  # unknown:
  #   pacing.quiet-hours: block
  #   consent: warn

  # `couth rules` lists the rules, `couth explain RULE` says what one means.
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

  # Words to add to a rule's list, and words to allow.
  # words:
  #   tone.slang: {en: {add: [lit], allow: [ya]}}

# Files, folders and patterns that `couth check` judges where none are named, and those it leaves out
# of folders, beside what git ignores.
# paths: [messages]
# exclude: ["**/drafts/"]
# gitignore: false

# How files are read, where their names and contents do not tell: a reader, or more about them.
# readers:
#   "messages/sms/*.txt": {reader: text, channel: sms, purpose: notification}

# Other rules for some files, channels, languages or purposes.
# overrides:
#   - channel: sms
#     rules: {scope.overlong: {characters: 160}}

# The severity from which on a run fails: error, warning, info or never.
# fail_on: warning

# Findings that are known: `couth baseline` writes them down, and only new ones count.
# baseline: couth-baseline.json

# Findings that are let be: by rule, path, template or fingerprint.
# suppress:
#   - rule: tone.emoji
#     path: messages/birthday.txt
#     reason: A birthday may have a cake.
#     owner: ana@example.com
#     expires: 2027-06-30
"""

HOOK: Final = """\
To run couth before each commit, add this to .pre-commit-config.yaml:

  - repo: local
    hooks:
      - id: couth
        name: couth
        entry: couth check --quiet --configured
        language: python
        additional_dependencies: [couth]
        types: [text]
"""


@click.command("init")
@click.argument("path", default=NAME, type=click.Path(path_type=Path))
@click.option("--force", is_flag=True, help="Write over a file that is there already.")
def command(path: Path, force: bool) -> None:
    """Write a commented configuration to begin with, its policy in it, and show how to hook couth in."""
    target = path / NAME if path.is_dir() else path
    if target.exists() and not force:
        ending.refuse([Problem(str(target), None, None, "there is such a file already; --force writes over it")])
    try:
        target.write_text(STARTER, encoding="utf-8")
    except OSError as error:
        ending.refuse([Problem(str(target), None, None, f"cannot be written: {error.strerror}")])
    click.echo(f"Wrote {target}.\n\n{HOOK}", nl=False)
