"""The snippets of a page, run: the same page with the outputs that they really have.

A ```yaml block that is a whole policy, rule, word list or act is loaded, and a rule's examples are tried.
A ```python block is run, those of one page one after another; a ```text block right after it is its output.
In a ```console block the lines that start with `$ couth` are run, and what follows each is its output; where
nothing follows any of them they are a list of what can be called, and only looked at.
A block with `title="name"` is written to a file of that name first, beside a copy of examples/; one marked
`broken` is there to show what is said of it, and not loaded.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Iterator

import click
from click.testing import CliRunner

from couth.cli import couth
from couth.policy import library
from generator.yaml_snippets import load_yaml

ROOT: Final = Path(__file__).resolve().parents[2]
WIDTH: Final = "96"
"""Cells of a row in the outputs."""

_BLOCK: Final = re.compile(r"^```(?P<lang>\w+)(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE: Final = re.compile(r'title="([^"]+)"')
_FINGERPRINT: Final = re.compile(r'("fingerprint": ")[0-9a-f]{16}"')


class SnippetError(Exception):
    """A snippet that does not do what its page says, with the line where it stands."""


@dataclass(slots=True)
class _Run:
    """What the blocks of one page leave for those after them."""

    names: dict[str, Any]
    printed: str | None = None
    """The output of the block before, where that was Python."""
    code: int = 0
    """The exit code of the last command."""


def refreshed(page: str) -> str:
    """The page with the outputs of its snippets as they are; raises SnippetError where one fails."""
    with _folder():
        pieces, end, run = [], 0, _Run({"__name__": "page"})
        for match in _BLOCK.finditer(page):
            body = _body(match, run, page.count("\n", 0, match.start()) + 1)
            pieces += [page[end : match.start("body")], body]
            end = match.end("body")
        return "".join([*pieces, page[end:]])


@contextlib.contextmanager
def _folder() -> Iterator[None]:
    """A folder to run in, with the examples in it."""
    before, columns = Path.cwd(), os.environ.get("COLUMNS")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(ROOT / "examples", Path(folder, "examples"))
        os.environ["COLUMNS"] = WIDTH
        os.chdir(folder)
        try:
            yield
        finally:
            os.chdir(before)
            os.environ.pop("COLUMNS")
            if columns is not None:
                os.environ["COLUMNS"] = columns


def _body(match: re.Match[str], run: _Run, line: int) -> str:
    """What stands in a block, run where it can be."""
    lang, body = match["lang"], match["body"]
    title = _TITLE.search(match["info"])
    if title:
        Path(title[1]).parent.mkdir(parents=True, exist_ok=True)
        Path(title[1]).write_text(body, "utf-8")
    printed, run.printed = run.printed, None
    try:
        if lang == "python":
            run.printed = _python(body, run)
        elif lang == "yaml" and "broken" not in match["info"]:
            load_yaml(body, Path(title[1]) if title else None)
        elif lang == "console":
            return "".join(_console(body, run))
        elif lang == "text" and printed is not None:
            return _settled(printed)
    except Exception as error:
        raise SnippetError(f"line {line}: {type(error).__name__}: {error}") from error
    return body


def _python(body: str, run: _Run) -> str:
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        exec(compile(body, "page", "exec"), run.names)  # noqa: S102  (our own pages)
    return out.getvalue()


def _console(body: str, run: _Run) -> Iterator[str]:
    """Each command with its output; what is no command of couth is left as it stands."""
    parts = re.split(r"^(?=\$ )", body, flags=re.MULTILINE)
    if not any(part.partition("\n")[2] for part in parts):
        _parse(body)
        yield body
        return
    for part in parts:
        command, _, output = part.partition("\n")
        if command == "$ echo $?":
            output = f"{run.code}\n"
        elif command.startswith("$ couth"):
            result = CliRunner().invoke(couth, _arguments(command))
            if result.exception and not isinstance(result.exception, SystemExit):
                raise result.exception
            run.code, output = result.exit_code, _settled(result.output)
        yield f"{command}\n{output}" if command else output


def _parse(body: str) -> None:
    """Commands that are listed without any output: each must be one that there is, with options that it has."""
    for command in body.splitlines():
        if command.startswith("$ couth"):
            verb, *arguments = _arguments(command)
            context = click.Context(couth)
            found = couth.get_command(context, verb)
            if found is None:
                raise click.UsageError(f"there is no couth {verb}")
            found.make_context(verb, arguments, parent=context)


def _arguments(command: str) -> list[str]:
    return shlex.split(command.partition(" > ")[0], comments=True)[2:]


def _settled(output: str) -> str:
    """An output without what differs from place to place: spaces at the ends of lines, fingerprints, folders."""
    lines = (line.rstrip() for line in output.strip("\n").splitlines())
    folder = str(library())
    shown = re.compile(re.escape(folder) + r"[^\s:]*")
    text = "".join(f"{line}\n" for line in lines)
    text = shown.sub(lambda m: "rules" + m[0].removeprefix(folder).replace(os.sep, "/"), text)
    return _FINGERPRINT.sub(r'\1…"', text)
