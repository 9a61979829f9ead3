"""WhatsApp's text exports: one chat as many phones would write it, and the same said in all of them."""

from __future__ import annotations

import io
from datetime import UTC, datetime

import pytest

from couth.errors import Note, Problem
from couth.readers.exports.whatsapp import is_export, read
from couth.readers.incoming import Value
from couth.readers.said import Said


def said(text: str, order: str | None = None) -> list[Said]:
    items = list(read(io.BytesIO(text.encode()), "chat.txt", order))
    assert all(isinstance(item, Value) for item in items), items
    return [item.data for item in items]  # type: ignore[union-attr, misc]  # just asserted


def told(text: str, order: str | None = None) -> list[str]:
    return [str(i) for i in read(io.BytesIO(text.encode()), "chat.txt", order) if isinstance(i, Problem)]


WAYS = {
    "Android, Britain": "23/05/2023, 15:05 - Ana Pérez: Hola",
    "Android, United States": "5/23/23, 3:05 PM - Ana Pérez: Hola",
    "Android, narrow space": "5/23/23, 3:05\u202fPM - Ana Pérez: Hola",
    "Android, Germany": "23.05.23, 15:05 - Ana Pérez: Hola",
    "Android, Germany, older": "23.05.23 um 15:05 - Ana Pérez: Hola",
    "Android, Brazil": "23/05/2023 15:05 - Ana Pérez: Hola",
    "Android, Portugal": "23/05/2023 às 15:05 - Ana Pérez: Hola",
    "Android, France": "23/05/2023 à 15:05 - Ana Pérez: Hola",
    "Android, Spain": "23/5/23 15:05 - Ana Pérez: Hola",
    "Android, Mexico": "23/05/23 3:05 p.\u00a0m. - Ana Pérez: Hola",
    "Android, Argentina": "23/5/2023, 3:05 p. m. - Ana Pérez: Hola",
    "Android, Netherlands": "23-05-2023 15:05 - Ana Pérez: Hola",
    "Android, Sweden": "2023-05-23 15:05 - Ana Pérez: Hola",
    "Android, Finland": "23.5.2023 klo 15.05 - Ana Pérez: Hola",
    "Android, Denmark": "23.05.2023 15.05 - Ana Pérez: Hola",
    "Android, Italy": "23/05/23, 15:05 - Ana Pérez: Hola",
    "Android, Turkey": "23.05.2023 15:05 - Ana Pérez: Hola",
    "Android, Croatia": "23.05.2023. 15:05 - Ana Pérez: Hola",
    "Android, Hungary": "2023. 05. 23. 15:05 - Ana Pérez: Hola",
    "Android, Korea": "2023. 5. 23. 오후 3:05 - Ana Pérez: Hola",
    "Android, Japan": "2023/05/23 15:05 - Ana Pérez: Hola",
    "Android, Taiwan": "2023/5/23 下午3:05 - Ana Pérez: Hola",
    "Android, China": "2023年5月23日 15:05 - Ana Pérez: Hola",
    "Android, Vietnam": "15:05, 23/05/2023 - Ana Pérez: Hola",
    "Android, Indonesia": "23/05/23 15.05 - Ana Pérez: Hola",
    "Android, India": "23/05/23, 3:05 pm - Ana Pérez: Hola",
    "Android, Greece": "23/5/23, 3:05 μ.μ. - Ana Pérez: Hola",
    "Android, Bulgaria": "23.05.23 г., 15:05 ч. - Ana Pérez: Hola",
    "Android, Thailand, Buddhist era": "23/5/2566 15:05 - Ana Pérez: Hola",
    "Android, Egypt": "٢٣/٥/٢٠٢٣، ٣:٠٥ م - Ana Pérez: Hola",
    "Android, Egypt, marks": "٢٣\u200f/٥\u200f/٢٠٢٣، ٣:٠٥\u00a0م - Ana Pérez: Hola",
    "Android, South Africa": "2023/05/23, 15:05 - Ana Pérez: Hola",
    "iPhone, Britain": "[23/05/2023, 15:05:00] Ana Pérez: Hola",
    "iPhone, United States": "[5/23/23, 3:05:00 PM] Ana Pérez: Hola",
    "iPhone, Germany": "[23.05.23, 15:05:00] Ana Pérez: Hola",
    "iPhone, mark before the line": "\u200e[23.05.23, 15:05:00] Ana Pérez: Hola",
    "iPhone, not in the address book": "[23.05.23, 15:05:00] ~\u202fAna Pérez: Hola",
    "iPhone, China": "[2023/5/23 下午3:05:00] Ana Pérez: Hola",
    "iPhone, Netherlands": "[23-05-2023 15:05:00] Ana Pérez: Hola",
    "iPhone, Sweden": "[2023-05-23 15:05:00] Ana Pérez: Hola",
    "iPhone, marks around the name": "[23/05/2023, 15:05:00] \u202aAna Pérez\u202c: Hola",
}


@pytest.mark.parametrize("line", WAYS.values(), ids=WAYS)
def test_a_line_of_every_locale(line: str) -> None:
    assert is_export(line)
    [one] = said(line + "\n")
    assert (one.sender, one.text, one.at) == ("Ana Pérez", "Hola", datetime(2023, 5, 23, 15, 5))
    assert one.role is None
    assert one.channel == "whatsapp"


@pytest.mark.parametrize(
    ("clock", "hour"),
    [
        ("12:05 AM", 0),
        ("12:05 PM", 12),
        ("1:05 AM", 1),
        ("11:05 PM", 23),
        ("00:05 a. m.", 0),
        ("0:05", 0),
        ("上午12:05", 0),
    ],
)
def test_twelve_hour_clocks(clock: str, hour: int) -> None:
    [one] = said(f"23/05/2023, {clock} - Ana: Hola")
    assert one.at == datetime(2023, 5, 23, hour, 5)


def test_lines_without_a_date_go_on_with_the_message_before() -> None:
    text = "23/05/2023, 15:05 - Ana: Two things:\r\n1. the lamp\r\n\r\n12:30 works\r\n23/05/2023, 15:06 - Ben: ok\r\n"
    assert [one.text for one in said(text)] == ["Two things:\n1. the lamp\n\n12:30 works", "ok"]


def test_the_app_itself_speaks_without_a_name() -> None:
    text = (
        "23/05/2023, 15:04 - Messages and calls are end-to-end encrypted. Tap to learn more.\n"
        '23/05/2023, 15:05 - Ana created group "Lamps: the best"\n'
        "23/05/2023, 15:06 - Ana: Hola\n"
        "[23/05/2023, 15:07:00] Ana: \u200eYou deleted this message.\n"
        "23/05/2023, 15:08 - Ana: This message was deleted\n"
    )
    assert [one.role for one in said(text)] == ["system", "system", None, "system", "system"]


@pytest.mark.parametrize(
    ("written", "kind", "words"),
    [
        ("<Media omitted>", "unknown", ""),
        ("<Multimedia omitido>", "unknown", ""),
        ("<Medien ausgeschlossen>", "unknown", ""),
        ("\u200eimage omitted", "image", ""),
        ("image omitted", "image", ""),
        ("\u200eBild weggelassen", "image", ""),
        ("\u200evídeo omitido", "video", ""),
        ("\u200esticker omitted", "sticker", ""),
        ("\u200eGIF omitted", "gif", ""),
        ("price list.pdf • \u200e3 pages \u200edocument omitted", "document", ""),
        ("\u200e<attached: 00000012-PHOTO-2023-05-23-15-05-00.jpg>", "image", ""),
        ("\u200e<adjunto: 00000013-AUDIO-2023-05-23-15-05-00.opus>", "audio", ""),
        ("IMG-20230523-WA0001.jpg (file attached)\nthe lamp", "image", "the lamp"),
        ("VID-20230523-WA0002.mp4 (Datei angehängt)", "video", ""),
        ("Ben.vcf (archivo adjunto)", "contact", ""),
        ("\u200eMissed voice call", "call", ""),
        ("\u200ePOLL:\nWhich lamp?\nOPTION: red (1 vote)", "unknown", "POLL:\nWhich lamp?\nOPTION: red (1 vote)"),
    ],
)
def test_what_was_sent_beside_words(written: str, kind: str, words: str) -> None:
    [one] = said(f"[23/05/2023, 15:05:00] Ana: {written}")
    assert [a.kind for a in one.attachments] == [kind]
    assert (one.text, one.role) == (words, None)


@pytest.mark.parametrize("words", ["the image was omitted from your mail?", "<3", "a <b> c", "see order.pdf (page 3)"])
def test_words_that_only_speak_of_such_things_stay_words(words: str) -> None:
    [one] = said(f"[23/05/2023, 15:05:00] Ana: {words}")
    assert (one.text, one.attachments) == (words, ())


def test_the_note_of_an_edit_is_no_part_of_the_words() -> None:
    [one] = said("[23/05/2023, 15:05:00] Ana: at six \u200e<This message was edited>")
    assert one.text == "at six"


def test_the_order_of_dates_is_told_by_those_that_allow_one_only() -> None:
    text = "03/04/23, 10:00 - Ana: a\n03/14/23, 10:00 - Ana: b\n"
    assert [one.at for one in said(text)] == [datetime(2023, 3, 4, 10), datetime(2023, 3, 14, 10)]


def test_or_by_the_one_in_which_time_does_not_run_backwards() -> None:
    text = "01/12/23, 10:00 - Ana: a\n02/11/23, 10:00 - Ana: b\n03/10/23, 10:00 - Ana: c\n"
    assert [one.at.month for one in said(text) if one.at] == [1, 2, 3]


def test_where_both_are_possible_it_is_said_that_it_was_read_day_first() -> None:
    text = "01/02/23, 10:00 - Ana: a\n02/03/23, 10:00 - Ana: b\n"
    items = list(read(io.BytesIO(text.encode()), "chat.txt"))
    assert [str(i) for i in items if isinstance(i, Note)] == [
        "chat.txt: the dates can be read two ways, and are read day first; say --dates mdy if they are not"
    ]
    assert [one.at for one in said(text, "mdy")] == [datetime(2023, 1, 2, 10), datetime(2023, 2, 3, 10)]


def test_a_date_that_is_none_is_told_with_its_line_and_the_rest_is_read() -> None:
    text = "03/14/23, 10:00 - Ana: a\n14/03/23, 10:00 - Ana: b\n03/15/23, 10:00 - Ana: c\n03/16/23, 10:00 - Ana: d"
    assert told(text) == ["chat.txt:2: no date in the order mdy; say --dates dmy, ymd"]
    assert told("13/13/2023, 10:00 - Ana: a")[0].startswith("chat.txt:1: no date in the order")
    assert told("23/05/1997, 10:00 - Ana: a") == ["chat.txt:1: a date outside 2000 to 2100: the year 1997"]


def test_what_comes_before_the_first_message_is_told() -> None:
    assert told("hello\n23/05/2023, 15:05 - Ana: Hola", "dmy") == [
        "chat.txt:1: no message begins here: a date and a time were expected"
    ]


def test_a_line_that_is_not_utf_8_is_lost_alone() -> None:
    data = b"23/05/2023, 15:05 - Ana: a\n\xff\xfe\n23/05/2023, 15:06 - Ana: b\n"
    items = list(read(io.BytesIO(data), "chat.txt"))
    assert [str(item) if isinstance(item, Problem) else item.data.text for item in items] == [  # type: ignore[attr-defined]
        "chat.txt:2:1: invalid UTF-8", "a", "b",
    ]  # fmt: skip


def test_signal_writes_the_year_first_and_no_seconds() -> None:
    first, second = said("[2023-05-23, 15:05] Ana: Hello\n[2023-05-23, 15:06] Ben: Hello\nAna!\n")
    assert (first.sender, first.channel) == ("Ana", None)
    assert second.text == "Hello\nAna!"
    assert first.at == datetime(2023, 5, 23, 15, 5)


@pytest.mark.parametrize(
    "text", ["Hello Ana,\nyour lamp is ready.", "12 lamps", "[1] see below", "2023-05-23", "", "10:30 - 11:00 Ana: hi"]
)
def test_other_texts_are_no_exports(text: str) -> None:
    assert not is_export(text)


def test_the_date_is_of_this_world() -> None:
    assert all(one.at is None or one.at.replace(tzinfo=UTC).year == 2023 for one in said(WAYS["iPhone, Britain"]))
