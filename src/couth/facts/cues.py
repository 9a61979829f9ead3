"""Cues as a policy writes them: what speaks for an act or against it, and acts that several rules share."""

from __future__ import annotations

from typing import Annotated, Final, Literal, Mapping

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from couth.text import PhrasesByLanguage

Scope = Literal["sentence", "around", "text", "before", "after", "buttons", "captions", "customer"]
ELSEWHERE: Final = {"buttons": "draft.labels", "captions": "draft.captions", "customer": "thread.heard"}
"""Scopes outside the text, each with the fact that holds the readings of what stands there."""


class Cue(BaseModel):
    """Something that speaks for an act (a positive weight) or against it (a negative one)."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    name: str = Field(pattern=r"^[a-z][a-z0-9-]*$", description="names the cue; its words are the list <rule>/<name>")
    weight: float = Field(default=1.0, description="added to the sentence's score where the cue holds")
    phrases: PhrasesByLanguage | None = Field(default=None, description="phrase templates by language; any one will do")
    weights: dict[str, dict[str, float]] | None = Field(
        default=None, description="phrase templates by language, each with its own weight; the found ones add up"
    )
    list: str | None = Field(default=None, description="a shared word list, by id, in place of phrases")
    short: bool = Field(
        default=False,
        description="with a list that has weights: holds where those of the sentence add up to less than nothing (0, and 0.5"
        " in other languages than English)",
    )
    when: str | None = Field(default=None, description="a condition over facts of the sentence, draft and thread")
    scope: Scope = Field(
        default="sentence",
        description="where to look: the sentence (or the clause, where clauses are judged), the whole sentence around a"
        " clause, the whole text, before or after it, the labels of the draft's buttons, the captions of its attachments,"
        " or what the customer wrote lately",
    )

    @model_validator(mode="after")
    def _says_something(self) -> Cue:
        if not any((self.phrases, self.weights, self.list, self.when)):
            raise ValueError("a cue needs phrases, weights, a list or a condition (when)")
        if self.short and (self.list is None or self.weight >= 0 or self.scope not in ("sentence", "around")):
            raise ValueError("short goes with a list, a weight below 0, and the sentence itself")
        return self

    def words(self) -> PhrasesByLanguage | None:
        """The cue's own templates by language."""
        return self.phrases or ({lang: list(words) for lang, words in self.weights.items()} if self.weights else None)


def distinct(cues: list[Cue]) -> list[Cue]:
    """The cues; raises ValueError where two have one name."""
    names = [cue.name for cue in cues]
    doubled = sorted({name for name in names if names.count(name) > 1})
    if doubled:
        raise ValueError(f"two cues are named {', '.join(doubled)}")
    return cues


class Act(BaseModel):
    """An act shared by rules and facts: cues, and the score from which a sentence does it."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    summary: str
    threshold: float = 1.0
    clauses: bool = Field(default=False, description="the clauses of a sentence are judged one by one, too")
    cues: Annotated[list[Cue], AfterValidator(distinct)]

    def lists(self) -> Mapping[str, PhrasesByLanguage]:
        """The cues' own word lists, by the cue's name."""
        return {cue.name: words for cue in self.cues if (words := cue.words())}
