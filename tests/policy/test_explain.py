"""Plain English for what pydantic finds."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import BaseModel, ConfigDict, Field, ValidationError

from couth.policy.explain import listed, mistakes


class Sample(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(default="", min_length=2, max_length=4)
    count: int = Field(default=1, gt=0, lt=9)
    share: float = 0.5
    sure: bool = True
    names: list[str] = Field(default_factory=list, min_length=1, max_length=2)
    day: date = date(2026, 1, 1)
    pairs: dict[str, int] = Field(default_factory=dict)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ({"text": "x"}, "text must have at least 2 characters"),
        ({"text": "xxxxx"}, "text must have at most 4 characters"),
        ({"text": None}, "text must be text, not nothing"),
        ({"text": ["x"]}, "text must be text, not a list"),
        ({"text": {"x": 1}}, "text must be text, not a mapping"),
        ({"count": 0}, "count must be more than 0, not 0"),
        ({"count": 9}, "count must be less than 9, not 9"),
        ({"count": "x" * 80}, "count must be a whole number, not '" + "x" * 56 + "…'"),
        ({"share": "half"}, "share must be a number, not 'half'"),
        ({"sure": "off"}, "sure must be true or false, not 'off'"),
        ({"names": []}, "names must have at least 1 entries, not 0"),
        ({"names": ["a", "b", "c"]}, "names must have at most 2 entries, not 3"),
        ({"names": "a"}, "names must be a list, not 'a'"),
        ({"day": "x"}, "day must be a valid date"),
        ({"pairs": {"a": "b"}}, "pairs.a must be a whole number, not 'b'"),
    ],
)
def test_sentences(data: dict[str, Any], message: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Sample.model_validate(data)
    (mistake,) = mistakes(caught.value, Sample)
    assert mistake.message.startswith(message)


def test_the_nearest_first() -> None:
    assert listed("limt", ["of", "over", "limit"]) == "limit, of, over"
