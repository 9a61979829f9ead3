"""Several processes at one run. What they find is put together in the order of the input, so that no byte differs.

Files go out in parcels, long JSONL files in stretches of whole lines. Only so many parcels are under way at once,
whatever the size of the input.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from io import BufferedReader, BytesIO
from typing import BinaryIO, Callable, Final, Iterable, Iterator

from couth.errors import Problem
from couth.readers import STDIN, is_lines, read_lines
from couth.runs.judging import Judge
from couth.runs.ledger import Ledger
from couth.runs.plan import Plan
from couth.runs.sources import Source

STRETCH: Final = 512 * 1024
"""Bytes of a stretch of lines."""

PARCEL_FILES: Final = 64
PARCEL_BYTES: Final = 256 * 1024

AHEAD: Final = 3
"""Parcels under way for each process."""

_HEAD: Final = 4096


@dataclass(frozen=True, slots=True)
class Lines:
    """Whole lines of a JSONL source: `data`, or a stretch of the file; `before` counts the lines in front of them.

    A length of -1 is all the rest.
    """

    path: str
    before: int
    named: bool
    start: int = 0
    length: int = 0
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Parcel:
    """What one process judges at a time."""

    parts: tuple[Source | Problem | Lines, ...]


Made = Callable[[Plan], Judge]


def ledgers(plan: Plan, make: Made, parcels: Iterable[Parcel], jobs: int) -> Iterator[Ledger]:
    """What comes of each parcel, in order, judged by so many processes."""
    with ProcessPoolExecutor(jobs, _context(), initializer=_begin, initargs=(plan, make)) as pool:
        under_way: deque[Future[Ledger]] = deque()
        try:
            for parcel in parcels:
                under_way.append(pool.submit(_judged, parcel))
                if len(under_way) >= AHEAD * jobs:
                    yield under_way.popleft().result()
            while under_way:
                yield under_way.popleft().result()
        finally:
            pool.shutdown(cancel_futures=True)


def parcels(sources: Iterable[Source | Problem], plan: Plan, stdin: BufferedReader | None) -> Iterator[Parcel]:
    """The sources in parcels of a size that is worth the way."""
    held: list[Source | Problem | Lines] = []
    weight = 0
    for source in sources:
        stretches = None if isinstance(source, Problem) else _stretches(source, plan, stdin)
        if stretches is not None:
            if held:
                yield Parcel(tuple(held))
            held, weight = [], 0
            yield from (Parcel((one,)) for one in stretches)
            continue
        held.append(source)
        weight += _size(source)
        if len(held) >= PARCEL_FILES or weight >= PARCEL_BYTES:
            yield Parcel(tuple(held))
            held, weight = [], 0
    if held:
        yield Parcel(tuple(held))


def _size(source: Source | Problem) -> int:
    try:
        return os.path.getsize(source.path)
    except OSError:
        return 0


def _stretches(source: Source, plan: Plan, stdin: BufferedReader | None) -> Iterator[Lines] | None:
    """The stretches of a source that is long and read line by line; None for any other."""
    options = plan.options_for(source.path)
    if plan.threads is not None:
        return None
    if source.path == STDIN:
        head = stdin.peek(_HEAD) if stdin else b""
        return _read_stretches(stdin) if stdin and is_lines(head, "<stdin>", options) else None
    if _size(source) <= 2 * STRETCH:
        return None
    try:
        with open(source.path, "rb") as stream:
            head = stream.read(_HEAD)
    except OSError:
        return None
    return _file_stretches(source) if is_lines(head, source.path, options) else None


def _read_stretches(stream: BinaryIO) -> Iterator[Lines]:
    before = 0
    while data := _whole_lines(stream):
        if not _stand_alone(data):
            yield Lines("<stdin>", before, named=True, data=data + stream.read())
            return
        yield Lines("<stdin>", before, named=True, data=data)
        before += data.count(b"\n")


def _file_stretches(source: Source) -> Iterator[Lines]:
    start = before = 0
    with open(source.path, "rb") as stream:
        while data := _whole_lines(stream):
            if not _stand_alone(data):
                yield Lines(source.path, before, source.named, start, -1)
                return
            yield Lines(source.path, before, source.named, start, len(data))
            start += len(data)
            before += data.count(b"\n")


def _stand_alone(data: bytes) -> bool:
    """Whether all lines look like cases or conversations; payloads of platforms hang together, and are not cut apart."""
    return all(
        b'"draft"' in line or (b'"messages"' in line and b'"role"' in line)
        for line in data.split(b"\n")
        if line.strip()
    )


def _whole_lines(stream: BinaryIO) -> bytes:
    data = stream.read(STRETCH)
    return data + stream.readline() if data and not data.endswith(b"\n") else data


# --- in the other processes ------------------------------------------------------------------------

_judges: list[Judge] = []
"""The judge of this process."""


def _begin(plan: Plan, make: Made) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process tells the others
    _judges[:] = [make(plan)]


def _judged(parcel: Parcel) -> Ledger:
    [judge] = _judges
    ledger = Ledger.of(len(judge.formats))
    for part in parcel.parts:
        if isinstance(part, Problem):
            ledger.complain(part, judge.formats)
        elif isinstance(part, Source):
            deque(judge.file(part.path, part.named, ledger), maxlen=0)
        else:
            _lines(judge, part, ledger)
    judge.flush()
    return ledger


def _lines(judge: Judge, part: Lines, ledger: Ledger) -> None:
    data = part.data
    if data is None:
        with open(part.path, "rb") as stream:
            stream.seek(part.start)
            data = stream.read(part.length)
    read = read_lines(BytesIO(data), part.path, part.before, judge.plan.options_for(part.path))
    deque(judge.items(read, part.path, part.named, ledger), maxlen=0)
    ledger.done += len(data)


def _context() -> multiprocessing.context.BaseContext:
    """Processes that begin as a copy of this one, with all that is loaded already."""
    return multiprocessing.get_context("fork")
