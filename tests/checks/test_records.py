"""What stands on record, is attached, or is written out."""

from __future__ import annotations

import time
from typing import Any, Callable, Mapping

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from couth.facts import Lacking
from couth.model import Attachment, Draft, Hit

Excerpts = Callable[..., list[str]]
Find = Callable[..., list[Hit]]
Says = tuple[str, ...]


@pytest.mark.parametrize(
    ("holds", "text", "values"),
    [
        ("draft.words > 2", "one two three", {"draft_words": 3}),
        ("draft.words > 3", "one two three", None),
        ("draft.attachments", "one", None),
        ("draft.words > 0 and draft.lines == 1", "one", {"draft_words": 1, "draft_lines": 1}),
    ],
)
def test_a_condition_holds_for_the_whole_draft(
    find: Find, holds: str, text: str, values: Mapping[str, object] | None
) -> None:
    hits = find({"kind": "fact", "holds": holds}, text)

    assert [(h.span, h.values) for h in hits] == ([((0, len(text)), values)] if values else [])


def test_a_condition_over_what_is_not_known_is_lacking(find: Find) -> None:
    with pytest.raises(Lacking) as caught:
        find({"kind": "fact", "holds": "thread.length > 2"}, "one", None)

    assert caught.value.needs == ("thread",)


def test_a_set_is_shown_in_order(find: Find) -> None:
    draft = Draft("one", attachments=(Attachment("video"), Attachment("image")))

    (hit,) = find({"kind": "fact", "holds": "draft.attachments"}, draft)
    assert hit.values == {"draft_attachments": "image, video"}


def sent(kind: str, caption: str | None = None, text: str = "It is open.") -> Draft:
    return Draft(text, attachments=(Attachment("document", "contract"), Attachment(kind, caption)), lang="en")


MEDIA: Mapping[str, Any] = {
    "kind": "attachments", "kinds": ["image", "gif", "audio"], "asked": {"en": ["send ...3 picture"]}, "useful": {"en": ["map", "receipt"]},
    "idle": {"en": ["dancing"]}, "refers": {"en": ["see the picture"]}, "presents": {"en": ["here is our"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("draft", "said", "found"),
    [
        (sent("video", "dancing"), (), False),
        (sent("image", "dancing otter"), (), True),
        (sent("image", "dancing otter"), ("send me a picture", "ok"), False),
        (sent("image", "map of the pier"), (), False),
        (sent("image", "our new pier"), (), True),
        (sent("image", "our new pier"), ("where is the pier",), False),
        (sent("gif", "our new pier"), ("where is the pier",), True),
        (sent("image", "dancing on the pier"), ("where is the pier",), True),
        (sent("image", "our new pier", "It is blue, see the picture."), (), False),
        (sent("image"), (), False),
        (sent("image", text="It is blue. Here is our otter, dancing."), (), True),
        (sent("image", text="Here is our map, and the otter is dancing."), (), False),
        (sent("image", text="Here is our otter. It is dancing."), (), False),
        (sent("audio", text="It is open until nine."), (), True),
        (sent("audio", text="It is open."), (), False),
        (sent("gif"), (), True),
    ],
)
def test_attachments_of_no_use(find: Find, draft: Draft, said: Says, found: bool) -> None:
    hits = find(MEDIA, draft, said)

    assert [hit.span for hit in hits] == ([(0, len(draft.text))] if found else [])


def test_the_kind_alone_tells_where_no_words_are_given(find: Find) -> None:
    (hit,) = find({"kind": "attachments", "kinds": ["payment", "image"]}, sent("image", "map"), None)

    assert hit.values == {"attachment": "image", "caption": "map"}


def test_use_cannot_be_told_without_the_thread(find: Find) -> None:
    assert find(MEDIA, "no attachment", None) == []
    with pytest.raises(Lacking):
        find(MEDIA, sent("image", "dancing"), None)


NUMBERS: Mapping[str, Any] = {
    "kind": "numbers", "of": ["card", "us-ssn"], "otherwise": {"en": ["parcel (number)?"]}, "permitted": {"en": ["pay into"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("It is 4111 1111 1111 1111.", ["4111 1111 1111 1111"]),
        ("078-05-1120 and 4111111111111111", ["4111111111111111", "078-05-1120"]),
        ("Your parcel number is 4111 1111 1111 1111.", []),
        ("The parcel came. It was paid with 4111 1111 1111 1111.", ["4111 1111 1111 1111"]),
        ("The parcel that you sent us last week, paid with 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("Parcel 078-05-1120, card 4111 1111 1111 1111", ["4111 1111 1111 1111"]),
        ("Please pay into 4111 1111 1111 1111.", []),
        ("It is 42.", []),
    ],
)
def test_numbers_written_out(excerpts: Excerpts, text: str, found: list[str]) -> None:
    assert excerpts(NUMBERS, text) == found


PASSWORD: Mapping[str, Any] = {
    "kind": "told", "form": "password", "least": 4, "most": 20, "names": {"en": ["password (is|was|to)?"], "zh": ["密码 (是)?"]},
    "otherwise": {"en": ["wifi"]}, "permitted": {"en": ["for all guests"]},
}  # fmt: skip


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your password is hunter2.", ["hunter2"]),
        ("Password: Rain#Coat", ["Rain#Coat"]),
        ("It was the password 'seagull', I think.", ["seagull"]),
        ("The password was “gull_7”!", ["gull_7"]),
        ("The password is **Tern8**.", ["Tern8"]),
        ("I set the password to 482913, for now.", ["482913"]),
        ("The password is case sensitive.", []),
        ("The password is 8 to 20 characters long.", []),
        ("The password is {{1}}.", []),
        ("The password is ********.", []),
        ("The password is <password>.", []),
        ("The password is a9.", []),
        ("The password is https://a.example/reset.", []),
        ("The wifi password is hunter2.", []),
        ("The password is hunter2 for all guests.", []),
        ("Choose a password.", []),
        ("您的密码是gull88。", []),
        ("您的密码是 gull88 哦", []),
    ],
)
def test_passwords_told(excerpts: Excerpts, text: str, found: list[str]) -> None:
    assert excerpts(PASSWORD, text) == found


CODE: Mapping[str, Any] = {
    "kind": "told",
    "form": "digits",
    "least": 4,
    "most": 8,
    "names": {"en": ["pin (is|was)", "bsb"]},
}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Your PIN is 4821.", ["4821"]),
        ("The PIN was 48 21, as before", ["48 21"]),
        ("BSB: 062-140, account 10482277", ["062-140"]),
        ("Your PIN is 482.", []),
        ("Your PIN is 482191111.", []),
        ("Your PIN is 48x1.", []),
        ("Your PIN is ****.", []),
        ("The PIN has 4821 owners.", []),
    ],
)
def test_codes_told(excerpts: Excerpts, text: str, found: list[str]) -> None:
    assert excerpts(CODE, text) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Passport K4482913 is noted.", ["K4482913"]),
        ("Passport AB 448 291, noted", ["AB 448 291"]),
        ("Passport control is at gate 4.", []),
        ("Passport 12 is noted", []),
    ],
)
def test_codes_of_letters_and_digits_told(excerpts: Excerpts, text: str, found: list[str]) -> None:
    check = {"kind": "told", "form": "code", "least": 6, "most": 12, "names": {"en": ["passport"]}}

    assert excerpts(check, text) == found


PIECES = ["password is ", "pin is ", "parcel ", "4111 1111 1111 1111", "9", "#a", "“", "。", "\n"]


IBAN: Mapping[str, Any] = {"kind": "numbers", "of": ["iban"], "asked": {"en": ["your iban"]}}
ACCOUNT: Mapping[str, Any] = {
    "kind": "told",
    "form": "digits",
    "names": {"en": ["account"]},
    "asked": {"en": ["your account"]},
}


@pytest.mark.parametrize(
    ("check", "text"), [(IBAN, "It is DE89 3704 0044 0532 0130 00."), (ACCOUNT, "It is account 44120985.")]
)
@pytest.mark.parametrize(
    ("said", "found"), [(["what is your iban and your account"], 0), (["where is my refund"], 1), (None, 1)]
)
def test_what_the_customer_asked_for_may_be_told(
    find: Find, check: Mapping[str, Any], text: str, said: list[str] | None, found: int
) -> None:
    assert len(find(check, text, said)) == found


@pytest.mark.parametrize("check", [NUMBERS, PASSWORD, CODE, {**CODE, "form": "code"}])
@settings(deadline=None)  # the first text makes the index
@given(pieces=st.lists(st.sampled_from(PIECES)), rest=st.text(max_size=40))
def test_whatever_is_written_hits_lie_in_the_text(
    find: Find, check: Mapping[str, Any], pieces: list[str], rest: str
) -> None:
    text = "".join(pieces) + rest

    for hit in find(check, text):
        start, end = hit.span
        assert 0 <= start < end <= len(text)


HOSTILE = [
    "password is ",
    "password is a",
    ".",
    "4111 ",
    "password is 'a.",
    "pin is 1",
    "1 ",
    "parcel 4111 1111 1111 1111 ",
]
SECONDS = (
    60.0  # each takes a fraction of this where the time grows with the length, minutes where it grows with its square
)


@pytest.mark.parametrize("piece", HOSTILE)
@pytest.mark.parametrize("check", [NUMBERS, PASSWORD, CODE], ids=["numbers", "password", "code"])
def test_time_grows_with_length_only(find: Find, check: Mapping[str, Any], piece: str) -> None:
    text = "password is pin is parcel " + (piece * 100_000)[:100_000]

    begun = time.process_time()
    find(check, text)
    assert time.process_time() - begun < SECONDS
