"""The guard under load: what it adds to a send, what a long thread costs, and whether caps hold with many at once.

    python benchmarks/guard.py latency
    python benchmarks/guard.py length
    python benchmarks/guard.py stress --processes 32 --customers 200 --seconds 60 --kills 10

Each takes `--store URL`; without one it makes a SQLite file in a temporary folder. With `--postgres` it starts a PostgreSQL
server of its own for the time. Every run is bounded, writes to this machine alone, and ends by itself. The figures depend
on the machine and on what else it does.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from guard_latency import latency
from guard_length import length
from guard_stress import stress

sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))


def main() -> int:
    """Run what was asked for; 0 where everything held."""
    options = _options()
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="couth-bench-")))
        url = options.store or f"sqlite:///{folder / 'couth.db'}"
        if options.postgres:
            from integrations.postgres import server  # type: ignore[import-not-found]  # of the tests

            url = f"{stack.enter_context(server(fsync=options.fsync))}/postgres"
        return {"latency": latency, "length": length, "stress": stress}[options.what](url, folder, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["latency", "length", "stress"])
    parser.add_argument("--store", metavar="URL")
    parser.add_argument("--postgres", action="store_true", help="start a PostgreSQL server for the run")
    parser.add_argument("--fsync", choices=["on", "off"], default="on", help="of that server")
    parser.add_argument("--sends", type=int, default=500, help="for latency")
    parser.add_argument("--messages", type=int, default=100_000, help="in the long thread")
    parser.add_argument("--drafts", type=int, default=200, help="so many are judged against it")
    parser.add_argument("--processes", type=int, default=32)
    parser.add_argument("--customers", type=int, default=200)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=7)
    return parser.parse_args()


if __name__ == "__main__":
    raise SystemExit(main())
