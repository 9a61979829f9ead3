"""Fixes written into the files that the texts come from; nothing is written that would not be read as it was meant."""

from __future__ import annotations

from codecs import BOM_UTF8
from dataclasses import dataclass
from io import BytesIO
from typing import Callable, Final, Iterable, Iterator, Sequence

from couth.errors import Note, Problem
from couth.model import Edit, Fix, Span
from couth.readers.incoming import Incoming, Options
from couth.readers.sources import read_stream
from couth.readers.templates import Item
from couth.readers.templates.found import called

ROUNDS: Final = 10
"""So often a file is judged anew after it was mended, because fixes that overlap wait for one another."""

Fixes = Callable[[Iterable[Incoming]], Iterable[tuple[Incoming, str, Fix]]]
"""The fixes that are wanted of a file's templates, each with its template and its rule's id."""


@dataclass(frozen=True, slots=True)
class Mended:
    """A file before and after; how many fixes it took, and those that its format or its placeholders forbid."""

    path: str
    before: str
    after: str
    applied: int
    refused: tuple[Problem, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class _Change:
    """A fix in its file: the rule, the template, the template's text as it will be, and the edits of the file."""

    rule: str
    template: str
    edits: tuple[Edit, ...]
    inner: tuple[Edit, ...]
    line: int

    @property
    def span(self) -> Span:
        return min(edit.span[0] for edit in self.edits), max(edit.span[1] for edit in self.edits)


def mended(data: bytes, path: str, options: Options, fixes: Fixes) -> Mended:
    """The file with all fixes that are wanted; what cannot be decoded or read stays as it is."""
    before = data.removeprefix(BOM_UTF8).decode("utf-8", "surrogateescape")
    text, applied = before, 0
    refused: dict[tuple[str, str, tuple[Edit, ...]], Problem] = {}
    for _ in range(ROUNDS):
        wanted, barred = _changes(text, path, options, fixes)
        refused.update(barred)
        changes = [change for change in _apart(wanted) if _key(change) not in refused]
        if not changes:
            break
        text, done = _applied(text, path, options, changes, refused)
        applied += done
        if not done:
            break
    return Mended(path, before, text, applied, tuple(refused.values()))


_Key = tuple[str, str, tuple[Edit, ...]]


def _key(change: _Change) -> _Key:
    return change.template, change.rule, change.inner


def _items(text: str, path: str, options: Options) -> Iterator[Item]:
    return read_stream(BytesIO(text.encode("utf-8", "surrogateescape")), path, options)


def _templates(text: str, path: str, options: Options) -> Iterator[Incoming]:
    for item in _items(text, path, options):
        if isinstance(item, Incoming) and item.template and item.located:
            yield item


def _changes(text: str, path: str, options: Options, fixes: Fixes) -> tuple[list[_Change], dict[_Key, Problem]]:
    wanted: list[_Change] = []
    barred: dict[_Key, Problem] = {}
    for item, rule, fix in fixes(_templates(text, path, options)):
        change = _change(item, rule, fix)
        if change.edits:
            wanted.append(change)
        else:
            barred[_key(change)] = _refusal(change, path)
    return wanted, barred


def _change(item: Incoming, rule: str, fix: Fix) -> _Change:
    assert item.template  # noqa: S101  (asked of templates alone, which are located)
    assert item.located  # noqa: S101
    edits = item.located.edits(fix) or ()
    return _Change(rule, item.template.name, edits, fix.edits, item.located.place(fix.edits[0].span).line)


def _refusal(change: _Change, path: str) -> Problem:
    what = (
        f"{called(change.template)}the fix of {change.rule} would break a placeholder or the file's format; not applied"
    )
    return Note(path, change.line, None, what)


def _apart(changes: Iterable[_Change]) -> list[_Change]:
    """The changes in order of place, each that overlaps or touches an earlier one left for the next round."""
    kept: list[_Change] = []
    for change in sorted(changes, key=lambda change: change.span):
        if not kept or change.span[0] > kept[-1].span[1]:
            kept.append(change)
    return kept


def _applied(
    text: str, path: str, options: Options, changes: Sequence[_Change], refused: dict[_Key, Problem]
) -> tuple[str, int]:
    """The text with the changes, which are in order, and their number; those are refused that cannot be read as meant.

    Where all of them cannot, each half is tried for itself: the later one first, so that the places of the others stay.
    """
    after = _edited(text, [edit for change in changes for edit in change.edits])
    if _as_meant(text, after, path, options, changes):
        return after, len(changes)
    if len(changes) == 1:
        refused[_key(changes[0])] = _refusal(changes[0], path)
        return text, 0
    middle = len(changes) // 2
    text, later = _applied(text, path, options, changes[middle:], refused)
    text, earlier = _applied(text, path, options, changes[:middle], refused)
    return text, later + earlier


def _edited(text: str, edits: Iterable[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: edit.span, reverse=True):
        text = text[: edit.span[0]] + edit.text + text[edit.span[1] :]
    return text


def _as_meant(before: str, after: str, path: str, options: Options, changes: Iterable[_Change]) -> bool:
    """Whether the file, read anew, holds the same templates with the same placeholders, and just the words that changed."""
    inner: dict[str, list[Edit]] = {}
    for change in changes:
        inner.setdefault(change.template, []).extend(change.inner)
    expected = [
        (name, _edited(text, inner.get(name, ())), blanks) for name, text, blanks in _read(before, path, options)
    ]
    return expected == list(_read(after, path, options))


def _read(text: str, path: str, options: Options) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Each template's name, text and placeholders as written; what is wrong with the file counts as a template."""
    for item in _items(text, path, options):
        if isinstance(item, Incoming) and item.template:
            yield item.template.name, item.draft.text, _blanks(item)
        elif isinstance(item, Problem):
            yield item.message, "", ()


def _blanks(item: Incoming) -> tuple[str, ...]:
    """The placeholders of a template as they are written, in every rendering."""
    assert item.template is not None  # noqa: S101  (asked of templates alone)
    text = item.draft.text
    return tuple(
        text[piece.start : piece.end]
        for rendering in item.template.renderings
        for piece in rendering.pieces
        if piece.kind == "value"
    )
