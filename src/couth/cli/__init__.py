"""The command. Nothing else imports click or rich."""

from couth.cli.app import couth, main

__all__ = ["couth", "main"]
