"""The thread that one draft is judged against, from a file of its own."""

from __future__ import annotations

from pathlib import Path
from typing import Sequence

from couth.errors import InputError, Problem
from couth.model import Thread
from couth.model.wire import CaseIn
from couth.readers.incoming import DEFAULTS, Options, Value
from couth.readers.objects import checked
from couth.readers.sources import values


def read_thread(path: str, options: Options = DEFAULTS) -> Thread:
    """The messages of a conversation, of a case, or of a list of messages; raises InputError with its place."""
    try:
        with Path(path).open("rb") as stream:
            found = list(values(stream, path, options.reader))
    except OSError as error:
        raise _error(Problem(path, None, None, error.strerror or type(error).__name__)) from error
    good = [value for value in found if isinstance(value, Value)]
    for problem in found:
        if isinstance(problem, Problem):
            raise _error(problem)
    return _thread(good, path, options)


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
