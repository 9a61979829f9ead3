"""Speed of reading: webhooks of WhatsApp Cloud, other platforms' bodies, and lines of an exported chat.

    python benchmarks/payloads.py [--messages N] [--json OUT]

Each file is made up from a seed and read to the end, several times. Processor time counts, of the best round, for on a
busy machine the clock on the wall tells of its neighbours. Nothing is judged.
"""

from __future__ import annotations

import argparse
import gc
import json
import platform
import random
import tempfile
from datetime import datetime, timedelta
from pathlib import Path
from time import process_time
from typing import Any, Callable, Final, Iterator

from couth.readers import Options, read
from couth.readers.payloads import read_payload

SEED: Final = 20260302
BEGIN: Final = 1_772_460_000
ROUNDS: Final = 5
TEXTS: Final = (
    "Hi, where is my order {n}? It should have been here on Monday.",
    "ok thanks 👍",
    "The lamp came broken. What can you do? I have waited for two weeks and nobody has answered me.",
    "¿Cuánto cuesta el envío a Sevilla?",
)


def main() -> None:
    """Measure, print, and keep where that was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--messages", type=int, default=20_000, metavar="N", help="messages in each file")
    parser.add_argument("--json", type=Path, metavar="OUT", help="keep the figures")
    arguments = parser.parse_args()
    figures = dict(_figures(arguments.messages))
    print(
        f"Python {platform.python_version()}, {platform.machine()}, {arguments.messages:,} messages each, best of {ROUNDS}"
    )
    for name, rate in figures.items():
        print(f"{name:<52}{rate:>12,.0f} messages/s")
    if arguments.json:
        arguments.json.write_text(json.dumps(figures, indent=2) + "\n")


def _figures(count: int) -> Iterator[tuple[str, float]]:
    chance = random.Random(SEED)
    hooks = [_webhook(number, chance) for number in range(count)]
    yield (
        "WhatsApp Cloud webhooks, parsed objects",
        count / _best(lambda: _each(hooks)),
    )
    bodies = [_body(number, chance) for number in range(count)]
    yield (
        "WhatsApp Cloud bodies, parsed objects",
        count / _best(lambda: _each(bodies)),
    )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "hooks.jsonl"
        path.write_text("\n".join(json.dumps(hook) for hook in hooks), "utf-8")
        yield "WhatsApp Cloud webhooks, JSONL to threads", count / _best(lambda: _drained(path, Options()))
        path = Path(folder) / "chat.txt"
        path.write_text("".join(_lines(count, chance)), "utf-8")
        options = Options(business=("Lamp Co",), clock="Europe/London")
        yield "WhatsApp export, lines to drafts with their threads", count / _best(lambda: _drained(path, options))


def _best(work: Callable[[], object]) -> float:
    """Seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        gc.collect()
        gc.freeze()  # what was made up to be read is no part of reading
        begun = process_time()
        work()
        times.append(process_time() - begun)
    return min(times)


def _each(bodies: list[dict[str, Any]]) -> None:
    for body in bodies:
        read_payload("whatsapp", body)


def _drained(path: Path, options: Options) -> int:
    return sum(1 for _ in read(str(path), options))


def _text(number: int, chance: random.Random) -> str:
    return chance.choice(TEXTS).format(n=10_000 + number)


def _webhook(number: int, chance: random.Random) -> dict[str, Any]:
    """A message of one of 500 customers, as the platform sends it."""
    peer = f"4479{chance.randrange(500):08}"
    message = {
        "from": peer, "id": f"wamid.{number}", "timestamp": str(BEGIN + number), "type": "text",
        "text": {"body": _text(number, chance)},
    }  # fmt: skip
    value = {
        "messaging_product": "whatsapp", "metadata": {"display_phone_number": "15550100", "phone_number_id": "11"},
        "contacts": [{"profile": {"name": "A"}, "wa_id": peer}], "messages": [message],
    }  # fmt: skip
    return {
        "object": "whatsapp_business_account",
        "entry": [{"id": "1", "changes": [{"value": value, "field": "messages"}]}],
    }


def _body(number: int, chance: random.Random) -> dict[str, Any]:
    return {
        "messaging_product": "whatsapp", "recipient_type": "individual", "to": f"4479{chance.randrange(500):08}",
        "type": "text", "text": {"body": _text(number, chance)},
    }  # fmt: skip


def _lines(count: int, chance: random.Random) -> Iterator[str]:
    at = datetime(2026, 3, 2, 9, 0)
    for number in range(count):
        at += timedelta(minutes=chance.randrange(30))
        name = "Lamp Co" if number % 2 else "Ana"
        yield f"[{at:%d/%m/%Y, %H:%M:%S}] {name}: {_text(number, chance)}\n"


if __name__ == "__main__":
    main()
