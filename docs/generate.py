"""The pages that are made from the code and the rules, and the outputs of the snippets on all others.

python docs/generate.py            writes them
python docs/generate.py --check    exits with 1 and names those that are not up to date
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Callable, Final, Iterator, Mapping

from generator import channels_page, checks_page, facts_page, rules_page
from generator.snippets import ROOT, refreshed

from couth import Linter
from couth.engine import default_linter

DOCS: Final = ROOT / "docs"
MADE: Final[Mapping[str, Callable[[Linter], str]]] = {
    "rules.md": rules_page.page,
    "checks.md": checks_page.page,
    "facts.md": facts_page.page,
    "channels.md": channels_page.page,
}


def written() -> tuple[Path, ...]:
    """The pages that people write."""
    found = (path for path in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))) if path.exists())
    return tuple(path for path in found if path.parent != DOCS or path.name not in MADE)


def stale() -> Iterator[tuple[Path, str]]:
    """The pages that differ from what they should be, with what they should be."""
    linter = default_linter()
    made = ((DOCS / name, page(linter)) for name, page in MADE.items())
    for path, text in (*made, *((path, refreshed(path.read_text("utf-8"))) for path in written())):
        if not path.exists() or path.read_text("utf-8") != text:
            yield path, text


def main(arguments: list[str]) -> int:
    """Write what is stale, or only name it; the exit code."""
    found, check = list(stale()), arguments == ["--check"]
    for path, text in found:
        name = path.relative_to(ROOT).as_posix()
        sys.stdout.write(f"{name}: {'not up to date; run python docs/generate.py' if check else 'written'}\n")
        if not check:
            path.write_text(text, "utf-8")
    return 1 if check and found else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
