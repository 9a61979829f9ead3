"""What WhatsApp's text export writes in the place of pictures, recordings, calls, and of its own notices."""

from __future__ import annotations

import os
import re
from typing import Final, Mapping

from couth.model import Attachment
from couth.regexes import regex_of

MARK: Final = "\u200e"
MARKS: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
"""Marks of direction, which the app puts around names, numbers and its own words."""

NO_MARKS: Final = dict.fromkeys(map(ord, MARKS))

_SUFFIXES: Final[Mapping[str, str]] = {
    **dict.fromkeys("jpg jpeg png heic".split(), "image"), "gif": "gif", "webp": "sticker",
    **dict.fromkeys("mp4 3gp mov avi mkv".split(), "video"),
    **dict.fromkeys("opus ogg mp3 m4a aac amr wav".split(), "audio"), "vcf": "contact",
}  # fmt: skip

_KINDS: Final[Mapping[str, str]] = {
    **dict.fromkeys(
        "image photo picture imagen foto imagem immagine bild afbeelding изображение фото resim görsel gambar صورة תמונה "
        "图片 圖片 画像 사진 zdjęcie obraz obrázok obrázek kép bilde billede kuva εικόνα imagine चित्र छवि".split(),
        "image",
    ),
    **dict.fromkeys("video vídeo vidéo видео wideo فيديو וידאו 视频 影片 動画 동영상 βίντεο videó वीडियो".split(), "video"),
    **dict.fromkeys(
        "audio áudio аудио ses ljud lyd صوت שמע 音频 音訊 音声 오디오 głos suara ήχος hang ऑडियो".split(), "audio"
    ),
    **dict.fromkeys(
        "sticker figurinha стикер çıkartma stiker ملصق סטיקר 贴图 貼圖 スタンプ 스티커 naklejka klistermærke tarra matrica स्टिकर".split(),
        "sticker",
    ),
    "gif": "gif",
    **dict.fromkeys(
        "document documento dokument документ belge dokumen مستند מסמך 文档 文件 ドキュメント 문서 dokumentti έγγραφο दस्तावेज़".split(),
        "document",
    ),
    **dict.fromkeys("contact contacto contatto kontakt contato контакт kişi kontak".split(), "contact"),
    **dict.fromkeys("location ubicación localização posizione standort locatie konum lokasi".split(), "location"),
}  # fmt: skip

_OMITTED: Final = regex_of(
    r"(?:^|\s)(?:omitted|omitid[oa]s?|ocult(?:ad)?[oa]s?|oculta|omess[oi]|omis(?:es|e|s)?|absente?|weggelassen|ausgeschlossen"
    r"|weggelaten|пропущен[оаы]?|опущен[оаы]?|скрыт[оаы]?|dahil edilmedi|pominięto|utelämnad|udeladt|utelatt|tidak disertakan"
    r"|elhagyva|jätetty pois|παραλείφθηκε|vynechán[oay]?|omis[ăe]?|बाहर रखी गई)(?:\W|$)|忽略|省略|略過|생략|غير مدرج|הושמט|محذوف",
    re.IGNORECASE,
)
_ATTACHED: Final = regex_of(r"<[^<>:]{2,30}[:：]\s?(?P<name>[^<>\n]{1,200}\.[A-Za-z0-9]{2,5})>")
_FILE: Final = regex_of(
    r"(?P<name>[A-Z]{3}-\d{8}-WA\d+\.[A-Za-z0-9]{2,5}) \([^()\n]{3,40}\)"
    r"|(?P<other>[^\n<>/\\]{1,200}\.[A-Za-z0-9]{2,5}) \([^()\n]*(?:attach|angeh|adjunt|joint|anexad|allegat|bijgevoegd|добав|прикреп"
    r"|ekli|załącz|bifog|vedhæft|vedlagt|terlampir|liite|csatol|přilož|συνημμ|đính kèm|附|添付|첨부|مرفق|מצורף)[^()\n]*\)",
    re.IGNORECASE,
)
_PLACEHOLDER: Final = regex_of(r"<[^<>\s]+ [^<>\n]{2,40}>")
_CALL: Final = regex_of(
    r"\b(?:call|llamada|appel|anruf|chamada|chiamata|oproep|звонок|arama|panggilan|samtal|opkald|połączenie)\b",
    re.IGNORECASE,
)
_DELETED: Final = frozenset(
    {
        "this message was deleted", "this message was deleted.", "you deleted this message", "you deleted this message.",
        "se eliminó este mensaje.", "se eliminó este mensaje", "eliminaste este mensaje.", "eliminaste este mensaje",
        "ce message a été supprimé", "vous avez supprimé ce message", "diese nachricht wurde gelöscht.",
        "diese nachricht wurde gelöscht", "du hast diese nachricht gelöscht.", "du hast diese nachricht gelöscht",
        "mensagem apagada", "esta mensagem foi apagada", "você apagou esta mensagem", "questo messaggio è stato eliminato",
        "hai eliminato questo messaggio", "dit bericht is verwijderd", "u hebt dit bericht verwijderd",
        "данное сообщение удалено", "вы удалили данное сообщение", "bu mesaj silindi", "pesan ini telah dihapus",
        "to wiadomość została usunięta", "wiadomość usunięta", "此消息已删除", "此訊息已刪除", "このメッセージは削除されました",
    }
)  # fmt: skip


def things(written: str) -> tuple[str, tuple[Attachment, ...], bool]:
    """Words, what was sent with them, and whether the app itself speaks; iPhones put a mark before what the app writes."""
    marked = written.startswith(MARK)
    first, _, rest = (written if written.isascii() else written.translate(NO_MARKS)).partition("\n")
    text = f"{first}\n{rest}" if rest else first
    attached = _ATTACHED.search(first) or (_FILE.match(first) if first.endswith(")") else None)
    if attached is not None:
        return rest.strip(), (_by_name(next(filter(None, attached.groups())).strip()),), False
    omitted = _omitted(first, MARK in written.partition("\n")[0])
    if omitted is not None:
        return rest.strip(), (omitted,), False
    if first.casefold() in _DELETED:
        return text, (), True
    if marked and _CALL.search(first):
        return "", (Attachment("call"),), False
    # the app's notices take one line; what has more, or ends in a colon, is a poll or another thing that somebody sent
    told = marked and not rest and not first.endswith(":")
    return text, (Attachment("unknown"),) if marked and not told else (), told


def _by_name(name: str) -> Attachment:
    return Attachment(_SUFFIXES.get(os.path.splitext(name)[1][1:].lower(), "document"), name=name)


def _omitted(line: str, marked: bool) -> Attachment | None:
    """The thing that was left out of the export, of the kind that its note names; words that only speak of it are none."""
    bracketed = _PLACEHOLDER.fullmatch(line) is not None
    if len(line) > 200 or not (bracketed or _OMITTED.search(line)):
        return None
    words = re.findall(r"\w+", line.casefold())
    kind = next((_KINDS[word] for word in reversed(words) if word in _KINDS), None)
    if bracketed or marked or (kind is not None and len(words) <= 3):
        return Attachment(kind or "unknown", label=line.strip("<>")[:60])
    return None
