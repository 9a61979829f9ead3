"""Every snippet on a page does what the page says."""

from __future__ import annotations

from pathlib import Path

import pytest
from generate import written
from generator.snippets import SnippetError, refreshed

RULE = """\
```yaml
summary: No slang
check: {{kind: phrases, phrases: {{en: [gonna]}}}}
examples:
  bad:
    - {{draft: "{draft}"}}
```
"""


@pytest.mark.parametrize("path", written(), ids=lambda path: path.name)
def test_a_page_shows_what_its_snippets_really_do(path: Path) -> None:
    page = path.read_text("utf-8")
    assert refreshed(page) == page, "run python docs/generate.py"


def test_the_output_of_python_is_put_where_it_belongs() -> None:
    page = "```python\nx = 6\nprint(x)\n```\n\n```text\n7\n```\n\n```python\nprint(x * 7)\n```\n\n```text\n```\n"
    assert refreshed(page) == page.replace("7\n```", "6\n```", 1).replace("text\n```", "text\n42\n```")


def test_text_that_follows_no_python_stays() -> None:
    page = "```text\nas it is\n```\n\n```python\nx = 1\n```\n\n```json\n{}\n```\n\n```text\nas it is\n```\n"
    assert refreshed(page) == page


def test_commands_run_and_others_do_not() -> None:
    page = "```console\n$ rm -r important\n$ couth check --quiet nothing.txt\nall is well\n$ echo $?\n0\n```\n"
    told = "nothing.txt: No such file or directory"
    assert refreshed(page) == page.replace("all is well", told).replace("\n0\n", "\n2\n")


def test_commands_that_are_only_listed_are_only_looked_at() -> None:
    page = "```console\n$ couth check nothing.txt  # one\n$ couth rules --format json > rules.json\n$ make demo\n```\n"
    assert refreshed(page) == page


@pytest.mark.parametrize("command", ["couth chek x.json", "couth check --formt json"])
def test_a_listed_command_that_cannot_be_called_is_told(command: str) -> None:
    with pytest.raises(SnippetError, match=r"^line 1: (UsageError|NoSuchOption)"):
        refreshed(f"```console\n$ {command}\n```\n")


def test_a_titled_block_is_a_file_for_those_after_it() -> None:
    page = '```json title="a/b.json"\n{}\n```\n\n```python\nfrom pathlib import Path\nprint(Path("a/b.json").read_text())\n```\n\n```text\n{}\n```\n'
    assert refreshed(page) == page


@pytest.mark.parametrize(
    ("page", "says"),
    [
        ("```python\n1 / 0\n```\n", "line 1: ZeroDivisionError: division by zero"),
        ("\n\n```yaml\nextends: nowhere\n```\n", "line 3: PolicyError: .*there is no policy 'nowhere'"),
        (
            "```yaml\nsummary: x\ncheck: {kind: guess}\n```\n",
            "line 1: PolicyError: .*there is no kind of check 'guess'",
        ),
        ("```yaml\nsummary: x\nphrases: [a]\n```\n", "line 1: ValidationError"),
        ("```yaml\n- a: [\n```\n", "line 1: ParserError"),
        (RULE.format(draft="We are going to."), r"line 1: ValueError: page\.rule: .*found nothing"),
    ],
)
def test_what_is_not_true_is_told_with_its_line(page: str, says: str) -> None:
    with pytest.raises(SnippetError, match=f"(?s)^{says}"):
        refreshed(page)


def test_what_is_true_passes() -> None:
    page = RULE.format(draft="We are gonna.")
    assert refreshed(page) == page


def test_a_broken_policy_may_be_shown() -> None:
    page = "```yaml broken\nextends: nowhere\n```\n"
    assert refreshed(page) == page
