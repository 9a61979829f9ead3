import pytest
from hypothesis import given
from hypothesis import strategies as st

from couth.text.fold import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Are You Still There?", "are you still there?"),
        ("Аrе уоu ѕtіll tһеrе?", "are you still there?"),
        ("ＳＡＬＥ 𝓢𝓪𝓵𝓮 🅂🄰🄻🄴 🅢🅐🅛🅔 ⓢⓐⓛⓔ", "sale sale sale sale sale"),
        ("ꜱᴀʟᴇ ﬁne ɡo ſale", "sale fine go sale"),
        ("s\u200bal\u00ade\ufeff \u2067now\u2069", "sale now"),
        ("s\u0336a\u0336l\u0336e\u0336", "sale"),
        ("Café cafe\u0301 ñandú Straße łódź œuvre", "cafe cafe nandu strasse lodz oeuvre"),
        ("İstanbul ılık", "istanbul ilik"),
        ("“It’s” ‘ok’ `code` «x» „y”", '"it\'s" \'ok\' \'code\' "x" "y"'),
        ("9–5 — yes…", "9-5 - yes..."),
        ("a\u00a0 b\t c\u3000d\r\n\n e\u2028f", "a b c d\ne\nf"),
        ("Tom &amp; Jerry&#39;s &#x27;x&#x27;&nbsp;&rsquo;", "tom & jerry's 'x' '"),
        ("a & b &bogus; &notit; &#99999999; AT&T;", "a & b &bogus; &notit; &#99999999; at&t;"),
        ("½ price ①②", "1/2 price 12"),
        ("Spark™ №5 ® ©", "spark™ №5 ® ©"),
        ("❤️ 👨‍👩‍👧 1️⃣", "❤ 👨👩👧 1"),
        ("´ ¨ \u2800x", "' ¨ x"),
        ("\ud800A\udfff", "\ud800a\udfff"),
        ("\x00A\x07b", "ab"),
        ("", ""),
    ],
)
def test_what_is_undone(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Как дела?", "как дела?"),
        ("Все", "все"),
        ("А где мой iPhone?", "а где мой iphone?"),
        ("Все хорошо, Samsung Galaxy S24 Ultra Plus", "все хорошо, samsung galaxy s24 ultra plus"),
        ("SMS-сообщение и USB-кабель", "sms-сообщение и usb-кабель"),
        ("Мой ещё й и\u0306 її", "мой еще й й її"),
        ("Καλημέρα, τι κάνετε;", "καλημερα, τι κανετε;"),
        ("Շնորհակալ եմ", "շնորհակալ եմ"),
        ("10 μs", "10 μs"),
    ],
)
def test_genuine_words_in_scripts_like_latin_stay(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Buy now before the ВОХ closes", "buy now before the box closes"),  # look-alikes only, Latin around it
        ("ВОХ", "вох"),  # the same with nothing around it
        ("ВUY ΝΟW", "buy now"),
        ("ցօօd ᏚALᎬ", "good sale"),
        ("Рauза", "рauза"),  # a letter that looks like no Latin one
    ],
)
def test_look_alikes(text: str, folded: str) -> None:
    assert fold(text).text == folded


@pytest.mark.parametrize(
    "text",
    [
        "您好，请问有什么可以帮您？".replace("，", ",").replace("？", "?"),
        "ご注文ありがとうございます。",
        "주문해 주셔서 감사합니다 ㅋㅋㅋ",
        "आपका ऑर्डर कहाँ है",
        "สวัสดีค่ะ น้ำ ขอบคุณ",
        "مرحبا كيف حالك",
        "שלום מה שלומך",
        "ជំរាបសួរ",
        "வணக்கம்",
    ],
)
def test_other_scripts_come_through(text: str) -> None:
    folded = fold(text)
    assert folded.text == text
    assert folded.span(0, len(text)) == (0, len(text))


@pytest.mark.parametrize(
    ("written", "same"),
    [
        ("ﾊﾟｿｺﾝ", "パソコン"),
        ("か\u3099", "が"),
        ("\u1112\u1161\u11ab", "한"),
        ("１２３，！？", "123,!?"),
        ("مُحَمَّد", "محمد"),
        ("שָׁלוֹם", "שלום"),
        ("क़", "क\u093c"),
    ],
)
def test_forms_of_one_letter_meet(written: str, same: str) -> None:
    assert fold(written).text == same == fold(same).text


@pytest.mark.parametrize(
    ("text", "part", "original"),
    [
        ("Big  S\u200bALE!", "sale", "S\u200bALE"),
        ("die Straße da", "strasse", "Straße"),
        ("die Straße da", "s", "S"),
        ("wait… ok", "..", "…"),
        ("wait… ok", "ok", "ok"),
        ("it&#39;s here", "it's", "it&#39;s"),
        ("it&#39;s here", "'", "&#39;"),
        ("cafe\u0301 now", "cafe", "cafe\u0301"),
        ("a \n\t b", "\n", " \n\t "),
        ("x Аrе y", "are", "Аrе"),
    ],
)
def test_spans_lead_back(text: str, part: str, original: str) -> None:
    folded = fold(text)
    start = folded.text.index(part)
    begin, end = folded.span(start, start + len(part))
    assert text[begin:end] == original


def test_at_finds_the_first_character_from_an_offset_on() -> None:
    folded = fold("ß  x")
    assert folded.text == "ss x"
    assert [folded.at(i) for i in range(6)] == [0, 2, 3, 3, 4, 4]
    plain = fold("abc")
    assert [plain.at(i) for i in (0, 2, 3, 9)] == [0, 2, 3, 3]


def test_an_empty_slice_has_an_empty_span() -> None:
    folded = fold("a\u200b  b")
    assert [folded.span(i, i) for i in range(4)] == [(0, 0), (2, 2), (4, 4), (5, 5)]


def test_edits_are_made_through_to_the_original() -> None:
    folded = fold("x  f r e e")
    edited = folded.edited([(3, 4, ""), (5, 6, ""), (7, 8, "")])
    assert edited.text == "x free"
    assert edited.span(2, 6) == (3, 10)
    assert folded.edited([]) is folded


def test_every_code_point_is_survived() -> None:
    for code in (*range(0x10000), *range(0x10000, 0x110000, 17)):
        folded = fold(chr(code))
        assert len(folded.text) <= 18
        if folded.text:
            assert folded.span(0, len(folded.text)) == (0, 1)


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("aAeé \n\t&;#39x'ßſ…İ\u0301\u0336\u200b\u00ad\u3099か한\u1112\u1161аеВ½ﷺ\ud800👍🏽\ufe0f"),
        st.characters(),
    )
)


@given(TEXTS, st.data())
def test_spans_lie_in_the_text_in_order_and_hold_what_was_matched(text: str, data: st.DataObject) -> None:
    folded = fold(text)
    start = data.draw(st.integers(0, len(folded.text)))
    end = data.draw(st.integers(start, len(folded.text)))
    begin, stop = folded.span(start, end)
    assert 0 <= begin <= stop <= len(text)
    assert (begin == stop) == (start == end)
    spans = [folded.span(i, i + 1) for i in range(len(folded.text))]
    assert spans == sorted(spans)
    assert all(folded.at(span[0]) <= i for i, span in enumerate(spans))


@given(st.text(alphabet=st.sampled_from("aBé \n…ß\u0301\u200bñ’—ﬁ½ ")))
def test_the_original_of_a_slice_folds_to_text_with_that_slice(text: str) -> None:
    folded = fold(text)
    for start in range(len(folded.text)):
        for end in range(start + 1, min(len(folded.text), start + 4) + 1):
            begin, stop = folded.span(start, end)
            assert folded.text[start:end] in fold(text[begin:stop]).text


@given(st.text(alphabet=st.characters(exclude_characters="&")))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    once = fold(text).text
    assert fold(once).text.replace(" ", "") == fold(fold(once).text).text.replace(" ", "")
