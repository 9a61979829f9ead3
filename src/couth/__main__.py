"""`couth`, and `python -m couth`: a run that is the same as one before is answered at once, any other by the command."""

from __future__ import annotations

import gc
import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

SELDOM = 100_000
"""New objects before Python looks for garbage among them: while much is loaded that stays, there is next to none."""


def main() -> NoReturn:
    """The entry point."""
    from couth.runs.again import answered, asked

    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure:
        reconfigure(errors="replace")  # a terminal without emoji is no reason to stop
    run = asked(sys.argv[1:])
    code = answered(run) if run else None
    if code is None:
        # No plugin of pydantic's is to see what people write; looking for some takes a while, too.
        os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
        gc.set_threshold(SELDOM, 20, 20)
        from couth.cli import main as command

        command(run)
    raise SystemExit(code)


if __name__ == "__main__":
    main()
