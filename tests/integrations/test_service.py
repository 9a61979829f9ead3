"""The example service: webhooks in, guarded sends out."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from threading import Thread
from typing import Any

import httpx
import pytest

from integrations.conftest import MakeGuard

PATH = Path(__file__).parents[2] / "examples" / "service.py"


@pytest.mark.skipif(not PATH.exists(), reason="not in a checkout")
def test_the_example_service_takes_webhooks_and_guards_sends(
    sqlite_url: str, make_guard: MakeGuard, capsys: pytest.CaptureFixture[str]
) -> None:
    spec = spec_from_file_location("service", PATH)
    assert spec is not None
    assert spec.loader is not None
    service: Any = module_from_spec(spec)
    spec.loader.exec_module(service)
    guard = make_guard(sqlite_url)
    guard.clock.now = datetime.now(UTC)  # type: ignore[attr-defined]  # the clock of the tests
    server = service.serving(guard, 0)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    url = f"http://127.0.0.1:{server.server_address[1]}"
    try:
        service.demonstrate(url)
        told = capsys.readouterr().out.splitlines()
        assert httpx.post(url + "/send", content="{").status_code == 400
        assert httpx.post(url + "/else", json={}).status_code == 404
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
    answers = [json.loads(line.split(" ", 2)[2]) for line in told if line.startswith("/")]
    assert answers[0] == {"recorded": 1}
    assert (answers[1]["sent"], answers[1]["action"]) == (False, "revise")
    assert answers[2:] == [{"sent": True, "decision": 2}] * 2
    assert [line for line in told if line.startswith("[")] == [
        "[whatsapp to 447700900123] I am sorry. It left our depot today and comes tomorrow."
    ]
