"""lint(draft, thread, policy) -> Report: pure, deterministic, offline."""

from couth.engine.linter import Linter, default_linter, lint
from couth.engine.stopping import Judgement
from couth.engine.templates import not_applicable
from couth.engine.terms import Terms, reconsidered, terms_of
from couth.engine.trial import Failure, Trial, try_policy, try_rule

__all__ = [
    "Failure", "Judgement", "Linter", "Terms", "Trial", "default_linter", "lint", "not_applicable", "reconsidered",
    "terms_of", "try_policy", "try_rule",
]  # fmt: skip
