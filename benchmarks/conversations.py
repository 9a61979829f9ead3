"""Conversations made up from a seed: several trades, good and bad drafts, lengths as in real support."""

from __future__ import annotations

import json
import random
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

SEED: Final = 20260302
GOODS: Final = ("kettle", "rain jacket", "reading lamp", "bicycle pump", "desk chair", "garden hose", "winter boots")
NAMES: Final = ("Amara Nwosu", "Piotr Zając", "Lucía Prado", "Tom Hale", "Mei Tanaka", "Zoë Martin")
PLACES: Final = ("12 Mill Lane", "7 Quay Street", "88 Osler Street", "3 Rue des Lilas")

CUSTOMER: Final = (
    "Hi, where is my order {number}? The {goods} should have been here on {day}.",
    "The {goods} came broken. What can you do?",
    "My name is {name}, order {number}.",
    "Do you have the {goods} in green?",
    "ok thanks 👍",
    "Can you send it to {place} instead?",
    "I've been waiting for two weeks now!! This is the third time I write.",
    "Yes please.",
    "How much would the {goods} be with delivery?",
    "My email is {mail}",
)
BUSINESS: Final = (
    "I'm sorry about that. Let me look it up, one moment please.",
    "Your order {number} left us this morning and arrives on {day} between 9 and 12.",
    "Thank you, {name}. A new {goods} is on its way to {place}; you need not send the first one back.",
    "Yes, the {goods} comes in green. It is €{price}, delivery included. Shall I put one aside for you?",
    "Could you tell me your order number and the name it was ordered under?",
    "I have asked the depot and will write to you by 5 pm today.",
    "Done. Is there anything else I can help you with?",
    "Hello? Are you still there?",
    "By the way, our {goods} is 20% off this week only, don't miss out! https://shop.example/sale 🎉🎉🎉",
    "lol np, gonna check 4 u",
    "As I already told you, the {goods} is sold out.",
    "PLEASE SEND US YOUR ORDER NUMBER",
    "The refund of €{price} was made today. It takes three to five working days until your bank shows it; write if not.",
)


def write_conversations(path: Path, count: int) -> Path:
    """A JSONL file of so many conversations, the same ones every time."""
    draw = random.Random(SEED)
    lines = (json.dumps(_conversation(draw, number), ensure_ascii=False) for number in range(count))
    path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")
    return path


def _conversation(draw: random.Random, number: int) -> dict[str, Any]:
    at = datetime(2026, 3, 2, 8, tzinfo=UTC) + timedelta(minutes=draw.randrange(60 * 24 * 20))
    known = {"timezone": "Europe/London", "marketing_consent": draw.random() < 0.3, "opted_out": False}
    messages = []
    for _ in range(draw.randrange(6, 26)):
        role, texts = ("customer", CUSTOMER) if draw.random() < 0.5 else ("business", BUSINESS)
        messages.append({"role": role, "text": _filled(draw, texts), "at": at.isoformat()})
        at += timedelta(seconds=draw.choice((8, 25, 70, 200, 900, 5000)))
    return {"id": f"made-up-{number}", "channel": "webchat", "customer": known, "messages": messages}


def _filled(draw: random.Random, texts: tuple[str, ...]) -> str:
    name = draw.choice(NAMES)
    return draw.choice(texts).format(
        number=draw.randrange(10_000, 99_999),
        goods=draw.choice(GOODS),
        day=draw.choice(("Monday", "Thursday", "5 May", "the 12th")),
        name=name,
        mail=f"{name.split()[0].lower()}@mail.example",
        place=draw.choice(PLACES),
        price=draw.randrange(9, 240),
    )
