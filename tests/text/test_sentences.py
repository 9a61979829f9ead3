import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.sentences import sentences


def split(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    "expected",
    [
        ["Hello!", "How are you?", "Fine."],
        ["It costs $3.50.", "Ok"],
        ["Really?!", "No way!!!", "ok"],
        ["wait... what?", "ok...", "So"],
        ["wait… what?", "Well…", "Yes"],
        ["thanks.", "we will call."],
        ['He said "yes."', "Then he left."],
        ["'Really?' he said.", '"Yes."', "He left"],
        ["(See below.)", "Ok"],
        ["Great! 🎉🎉", "Next one. :)"],
        ["Are you there? 🙂", "Please answer"],
        ["你好。", "谢谢！", "再见？", "好"],
        ["「はい。」", "次へ｡", "３．５"],
        ["नमस्ते।", "आप कैसे हैं?", "ठीक"],
        ["السلام عليكم؟", "نعم۔", "شكرا"],
        ["ሰላም።", "እሺ"],
        ["ok.\u200b", "Next"],
        ["Vitamin D. Take it.", "So do I.", "We too"],
    ],
)
def test_where_sentences_end(expected: list[str]) -> None:
    text = " ".join(expected)
    assert split(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Smith and Dr. Jones came",
        "e.g. this, i.e. that, approx. 5 kg vs. Ten",
        "from 9 a.m. to 5 p.m. EST on Fri. March 5",
        "J. K. Rowling of St. John's",
        "Order no. 5, p. 3, Nr. 7",
        "Visit Booking.com and example.com/a?b=1!c today",
        "the U.S. Army",
        "Apple Inc. and Co. are one",
        "am 5. März und 24. Dezember",
        "1. Open the app",
        "b. Open it",
        "Yahoo.Com and Node.Js here",
        "v1.2.3, 10.000,50 and 3.50",
        "p.ej. Esto y z.B. Das",
        "bob.smith@example.com",
        "see https://x.com/Hello!World",
        "z. B. Gips, d. h. Platten o. Ä. und т. е. Это",
        "Schillerstr. 12, 2. OG, jeweils Di. und Do. von 8",
        "ab dem 1.6. möglich",
        "Mah. Gül Sok. No. 14",
    ],
)
def test_where_they_do_not(text: str) -> None:
    assert split(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Open 9 a.m. to 5 p.m. Please call", ["Open 9 a.m. to 5 p.m.", "Please call"]),
        ("I live on Main St. We moved", ["I live on Main St.", "We moved"]),
        ("In the U.S. We ship", ["In the U.S.", "We ship"]),
        ("No. I do not", ["No.", "I do not"]),
        ("by Apple Inc. 🎉 Yes", ["by Apple Inc. 🎉", "Yes"]),
        ("tea, milk etc. (and more)", ["tea, milk etc.", "(and more)"]),
        ("in 2024. März", ["in 2024.", "März"]),
        ("i think so. can you come", ["i think so.", "can you come"]),
        ("Sizes 8, 10, 12. Which one?", ["Sizes 8, 10, 12.", "Which one?"]),
        ("It is 12.50. can i pay cash", ["It is 12.50.", "can i pay cash"]),
        ("Ок. Приедем завтра", ["Ок.", "Приедем завтра"]),
    ],
)
def test_abbreviations_that_end_a_sentence(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Thanks.We will call.Ok", ["Thanks.", "We will call.", "Ok"]),
        ("Hi!how are you?Good", ["Hi!", "how are you?", "Good"]),
        ("好的.谢谢?好", ["好的.", "谢谢?", "好"]),
        ('"Ok."Then "no."then', ['"Ok."', 'Then "no."then']),
        ("Fri.March a?b 5!6", ["Fri.March a?b 5!6"]),
    ],
)
def test_spaces_left_out(text: str, expected: list[str]) -> None:
    assert split(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        (" \n\t ", []),
        ("😀", ["😀"]),
        ("a\n\n😀\r\nb", ["a", "😀", "b"]),
        ("1. Open\n2. Click.\nDone", ["1. Open", "2. Click.", "Done"]),
        ("Price: 3.\n50", ["Price: 3.", "50"]),
        ("one\u2028two", ["one", "two"]),
        ("...", ["..."]),
        ("Ok. - ", ["Ok. -"]),
    ],
)
def test_lines_and_odd_ends(text: str, expected: list[str]) -> None:
    assert split(text) == expected


def test_spans_are_of_the_original_text() -> None:
    assert sentences("  Hi.  Bye!\n") == ((2, 5), (7, 11))


@given(st.text(alphabet=st.one_of(st.sampled_from("aA1.!?…。 \n\"')😀🇺\u200d,Mr"), st.characters()), max_size=60))
def test_every_character_that_is_no_blank_lies_in_one_sentence(text: str) -> None:
    covered = 0
    for start, end in sentences(text):
        assert start < end
        assert text[covered:start].strip() == ""
        assert text[start:end].strip() == text[start:end]
        covered = end
    assert text[covered:].strip() == ""
