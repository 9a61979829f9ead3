"""The threads that drafts are judged against, from a file of their own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Sequence

from couth.errors import InputError, Note, Problem
from couth.model import Thread
from couth.model.cases import CaseIn
from couth.readers.incoming import DEFAULTS, Options, Value
from couth.readers.objects import checked, in_wire_format
from couth.readers.sources import unsorted, values

if TYPE_CHECKING:
    from couth.readers.peers import Threads


def read_thread(path: str, options: Options = DEFAULTS) -> Thread:
    """The one thread of a file (with `options.customer`, where there are several); raises InputError with its place."""
    threads, _ = read_threads(path, options)
    try:
        return threads.chosen(options.customer)
    except InputError as error:
        raise _error(Problem(path, None, None, str(error))) from error


def read_threads(path: str, options: Options = DEFAULTS) -> tuple[Threads, list[Note]]:
    """The threads of a file, and what is to be told of it; raises InputError with its place.

    The file holds a conversation, a case, a list of messages, payloads of a platform, or an export.
    """
    try:
        with Path(path).open("rb") as stream:
            found = list(values(stream, path, options))
    except OSError as error:
        raise _error(Problem(path, None, None, error.strerror or type(error).__name__)) from error
    notes = [item for item in found if isinstance(item, Note)]
    for problem in found:
        if isinstance(problem, Problem) and not isinstance(problem, Note):
            raise _error(problem)
    from couth.readers.peers import Threads

    good = [value for value in found if isinstance(value, Value)]
    if all(_in_wire_format(value.data) for value in good):
        threads = Threads()
        threads.add(_thread(good, path, options))
        return threads, notes
    return _told(good, path, options, notes)


def _in_wire_format(data: object) -> bool:
    return in_wire_format(data) or (isinstance(data, dict) and "role" in data)


def _told(found: Sequence[Value], path: str, options: Options, notes: list[Note]) -> tuple[Threads, list[Note]]:
    """What payloads and exports tell of what was said."""
    from couth.readers.talks import Talks

    talks = Talks(path, options, history=True, ordered=not unsorted(path))
    for items in (*(talks.take(value) for value in found), talks.end()):
        for item in items:
            if isinstance(item, Note):
                notes.append(item)
            elif isinstance(item, Problem):
                raise _error(item)
    if not len(talks.threads):
        raise _error(Problem(path, None, None, "no message in it"))
    return talks.threads, notes


def _thread(found: Sequence[Value], path: str, options: Options) -> Thread:
    if found and all(isinstance(value.data, dict) and "role" in value.data for value in found):
        found = [Value({"messages": [value.data for value in found]}, found[0].line)]
    if len(found) != 1:
        raise _error(Problem(path, None, None, f"{len(found)} objects, where the thread is one conversation"))
    model = checked(found[0], path, options)
    if isinstance(model, list):
        raise _error(model[0])
    messages = model.thread if isinstance(model, CaseIn) else model.messages
    customer = model.customer.value() if model.customer else None
    return Thread(None if messages is None else [m.value() for m in messages], customer, model.channel)


def _error(problem: Problem) -> InputError:
    return InputError(str(problem), problem)
