"""Tags to a tree: what is opened must be closed, by its own name, in order."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Iterable

from couth.readers.languages.nodes import Blank, Capture, Choice, Loop, Node, Nodes, Tag, TemplateSyntaxError, Words


@dataclass(slots=True)
class _Open:
    """A block that is not closed yet; the branches that are done, and the one that grows."""

    tag: Tag | None
    done: list[Nodes] = field(default_factory=list)
    growing: list[Node] = field(default_factory=list)
    has_last: bool = False


def tree(length: int, tags: Iterable[Tag]) -> Nodes:
    """The nodes of a text of some length whose tags are given in order; raises TemplateSyntaxError."""
    stack, at = [_Open(None)], 0
    for tag in tags:
        if tag.start > at:
            stack[-1].growing.append(Words(at, tag.start))
        at = tag.end
        _take(stack, tag)
    if at < length:
        stack[-1].growing.append(Words(at, length))
    unclosed = stack[-1].tag
    if unclosed:
        raise TemplateSyntaxError(f"“{unclosed.name}” is never closed", unclosed.start)
    return tuple(stack[0].growing)


def _take(stack: list[_Open], tag: Tag) -> None:
    if tag.kind == "blank":
        stack[-1].growing.append(Blank(tag.start, tag.end, tag.name, tag.value))
    elif tag.kind in ("open", "loop", "capture"):
        stack.append(_Open(tag))
    elif tag.kind == "middle":
        _next_branch(stack[-1], tag)
    elif tag.kind == "close":
        _close(stack, tag)


def _next_branch(block: _Open, tag: Tag) -> None:
    if block.tag is None:
        raise TemplateSyntaxError(f"“{tag.name}” outside of any block", tag.start)
    block.done.append(tuple(block.growing))
    block.growing = []
    block.has_last = tag.name == "else"


def _close(stack: list[_Open], tag: Tag) -> None:
    block = stack[-1]
    if block.tag is None:
        raise TemplateSyntaxError(f"“{tag.name or 'end'}” closes nothing", tag.start)
    if tag.name and tag.name != block.tag.name.split()[0]:
        raise TemplateSyntaxError(f"“{tag.name}” is closed where “{block.tag.name}” is open", tag.start)
    stack.pop()
    stack[-1].growing.append(_node(block, block.tag, tag.start))


def _node(block: _Open, tag: Tag, end: int) -> Node:
    branches = (*block.done, tuple(block.growing))
    if tag.kind == "capture":
        return Capture(tag.name.split()[-1], branches[-1], (tag.end, end))
    if tag.kind == "loop":
        return Choice((((Loop(branches[0]),)), *branches[1:])) if block.done else Loop(branches[0])
    if tag.name == "case":  # what stands before the first `when` never comes out
        branches = branches[1:] or ((),)
    return Choice(branches if block.has_last else (*branches, ()))
