"""Message templates made up from a seed, in the formats that they are kept in: two or three texts a file."""

from __future__ import annotations

import csv
import io
import json
import random
from pathlib import Path
from typing import Callable, Final, Mapping

SEED: Final = 20260302

OPENINGS: Final = (
    "Hi {name},",
    "Hello {name}, this is the {shop} team.",
    "Good news, {name}!",
    "Dear {name},",
    "Hey {name} 👋",
    "",
)
NEWS: Final = (
    "your order {number} has left our warehouse and arrives on {day} between 9 and 12.",
    "the {goods} you asked about is back in stock.",
    "your appointment on {day} at {time} is confirmed. Please bring the papers for the {goods}.",
    "we have received your payment of {amount} for the {goods}.",
    "we could not reach you on {day}. Your {goods} waits for you at the counter until {time}.",
    "your code is {number}. It is valid for ten minutes; never share it with anybody.",
    "the refund of {amount} was made today. It takes three to five working days until your bank shows it.",
    "ur {goods} is ready, pls come b4 {time} 🎉🎉🎉",
)
CLOSINGS: Final = (
    "Reply here if anything is unclear.",
    "You can follow it at https://shop.example/t/{number}.",
    "Answer CHANGE to choose another day, or STOP to hear no more from us.",
    "Hurry, only 3 left at this price! Order today and save 20%.",
    "Thank you for your patience.",
    "As we already told you, this cannot be changed any more.",
    "Is there anything else that we can do for you?",
    "",
)
GOODS: Final = ("kettle", "rain jacket", "reading lamp", "bicycle pump", "desk chair", "garden hose", "winter boots")
DAYS: Final = ("Monday", "Thursday", "5 May", "the 12th", "next Friday")
SLOTS: Final = ("name", "shop", "number", "amount", "time")

Texts = list[str]
Mark = Callable[[str], str]


def write_templates(folder: Path, count: int) -> None:
    """So many files below a folder, a hundred in each of its own, the same ones every time; a couth.yaml beside them."""
    draw = random.Random(SEED)
    kinds = list(KINDS.items())
    for number in range(count):
        (suffix, (mark, written)) = kinds[number % len(kinds)]
        texts = [_text(draw, mark) for _ in range(draw.choice((2, 3)))]
        path = folder / "templates" / f"{number // 100:03}" / f"message_{number:05}{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(written(number, texts), encoding="utf-8")
    (folder / "couth.yaml").write_text("paths: [templates]\n", encoding="utf-8")


def _text(draw: random.Random, mark: Mark) -> str:
    parts = (draw.choice(OPENINGS), draw.choice(NEWS), draw.choice(CLOSINGS))
    values = {"goods": draw.choice(GOODS), "day": draw.choice(DAYS), **{slot: mark(slot) for slot in SLOTS}}
    return " ".join(part for part in parts if part).format_map(values)


def _whatsapp(number: int, texts: Texts) -> str:
    samples = [["Ana", "Acme", "10482", "€12.50", "17:30"]]
    kinds = ("BODY", "FOOTER", "HEADER")
    parts = [{"type": kind, "text": text} for kind, text in zip(kinds, texts, strict=False)]
    body = {**parts[0], "example": {"body_text": samples}}
    return _json(
        {"name": f"notice_{number}", "language": "en", "category": "UTILITY", "components": [body, *parts[1:]]}
    )


def _rasa(number: int, texts: Texts) -> str:
    lines = "".join(f"  - text: {json.dumps(text, ensure_ascii=False)}\n" for text in texts)
    return f'version: "3.1"\nresponses:\n  utter_notice_{number}:\n{lines}'


def _catalogue(number: int, texts: Texts) -> str:
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Language: en\\n"\n'
    entries = "".join(
        f'\nmsgid "notice.{number}.{n}"\nmsgstr {json.dumps(text, ensure_ascii=False)}\n'
        for n, text in enumerate(texts)
    )
    return head + entries


def _table(number: int, texts: Texts) -> str:
    held = io.StringIO()
    rows = csv.writer(held, lineterminator="\n")
    rows.writerows([("name", "text"), *((f"notice_{number}_{n}", text) for n, text in enumerate(texts))])
    return held.getvalue()


def _page(number: int, texts: Texts) -> str:
    body = "\n".join(f"    <p>{text}</p>" for text in texts)
    title = f"Order {number}"
    return f"<!doctype html>\n<html>\n  <head><title>{title}</title></head>\n  <body>\n{body}\n  </body>\n</html>\n"


def _canned(number: int, texts: Texts) -> str:
    return _json([{"short_code": f"notice-{number}-{n}", "content": text} for n, text in enumerate(texts)])


def _twilio(number: int, texts: Texts) -> str:
    types = {f"twilio/{kind}": {"body": text} for kind, text in zip(("text", "media", "card"), texts, strict=False)}
    return _json({"friendly_name": f"notice_{number}", "language": "en", "types": types})


def _liquid(number: int, texts: Texts) -> str:
    first, second, *others = texts
    return "\n".join((f"{{% if order.total > {number} %}}{first}{{% else %}}{second}{{% endif %}}", *others, ""))


def _json(data: object) -> str:
    return json.dumps(data, ensure_ascii=False, indent=2) + "\n"


def _double(slot: str) -> str:
    return "{{ " + slot + " }}"


def _single(slot: str) -> str:
    return "{" + slot + "}"


def _numbered(slot: str) -> str:
    return "{{" + str(SLOTS.index(slot) + 1) + "}}"


def _percent(slot: str) -> str:
    return f"%({slot})s"


KINDS: Final[Mapping[str, tuple[Mark, Callable[[int, Texts], str]]]] = {
    ".json": (_numbered, _whatsapp),
    ".yml": (_single, _rasa),
    ".po": (_percent, _catalogue),
    ".csv": (_single, _table),
    ".html": (_double, _page),
    ".canned.json": (_double, _canned),
    ".twilio.json": (_numbered, _twilio),
    ".liquid": (_double, _liquid),
    ".md": (_double, lambda _, texts: "\n\n".join(texts) + "\n"),
    ".txt": (_double, lambda _, texts: "\n\n".join(texts) + "\n"),
}
"""By suffix: how a placeholder is written, and a file."""
