"""The same input and policy give the same bytes, whatever the process: nothing hangs on the order of a set."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Final

import couth
from couth.engine import Linter
from couth.reporters import report_json

DRAFTS: Final = (
    "Hi hun!!! R U still there? Act now, 20% off ends tonight, only 2 left: http://t.co/a http://t.co/b 😀😀",
    "Hello, I'm Bo, how can I help you today? What is your name, email, order number, and address? As I already said, CALM DOWN.",
    "Your parcel is on its way. Also, follow us, rate us, and join our newsletter! Please reply ASAP or the chat is closed.",
)
THREAD: Final = (
    (
        "customer",
        "My order 12345 has not come. I'm Ana Diaz, ana@example.com. When will it be here, and what does it cost?",
    ),
    ("business", "One moment please."),
    ("customer", "STOP sending me ads. This is awful, the third time!"),
    ("business", "Your parcel is on its way."),
)
CODE: Final = """
import json, sys
from couth.engine import default_linter
from couth.reporters import report_json

drafts, thread = json.load(sys.stdin)
messages = [{"role": role, "text": text} for role, text in thread]
print(default_linter().policy.fingerprint)
for draft in drafts:
    print(report_json(default_linter().lint(draft, messages)))
"""


def test_hashes_of_another_seed_change_nothing(default: Linter, tmp_path: Path) -> None:
    ran = subprocess.run(  # noqa: S603  (our own code)
        [sys.executable, "-c", CODE], cwd=tmp_path, input=json.dumps([DRAFTS, THREAD]).encode(), capture_output=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(Path(couth.__file__).parents[1]), "PYTHONHASHSEED": "1", "PYTHONUTF8": "1"},
    )  # fmt: skip
    messages = [{"role": role, "text": text} for role, text in THREAD]
    reports = [report_json(default.lint(draft, messages)) for draft in DRAFTS]
    assert ran.stdout.decode().splitlines() == [default.policy.fingerprint, *reports]
    assert all(json.loads(report)["violations"] for report in reports)
