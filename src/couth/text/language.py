"""The language of a text: by its script where that says enough, else by small words."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Final, Mapping

from couth.regexes import regex_of

_SCRIPTS: Final = (
    ("cyrillic", 0x400, 0x52F), ("el", 0x370, 0x3FF), ("el", 0x1F00, 0x1FFF), ("hy", 0x530, 0x58F),
    ("he", 0x590, 0x5FF), ("arabic", 0x600, 0x6FF), ("arabic", 0x750, 0x77F), ("arabic", 0xFB50, 0xFDFF),
    ("arabic", 0xFE70, 0xFEFF), ("hi", 0x900, 0x97F), ("bn", 0x980, 0x9FF), ("pa", 0xA00, 0xA7F), ("gu", 0xA80, 0xAFF),
    ("ta", 0xB80, 0xBFF), ("te", 0xC00, 0xC7F), ("kn", 0xC80, 0xCFF), ("ml", 0xD00, 0xD7F), ("si", 0xD80, 0xDFF),
    ("th", 0xE00, 0xE7F), ("lo", 0xE80, 0xEFF), ("my", 0x1000, 0x109F), ("ka", 0x10A0, 0x10FF), ("am", 0x1200, 0x137F),
    ("km", 0x1780, 0x17FF), ("ko", 0x1100, 0x11FF), ("ko", 0x3130, 0x318F), ("ko", 0xAC00, 0xD7AF),
    ("ja", 0x3040, 0x30FF), ("ja", 0xFF60, 0xFF9F), ("zh", 0x3400, 0x4DBF), ("zh", 0x4E00, 0x9FFF),
    ("zh", 0xF900, 0xFAFF), ("zh", 0x20000, 0x323AF),
)  # fmt: skip
"""First and last code points of scripts, by the language that they are taken for."""

_OTHER_SCRIPT = regex_of("[" + "".join(f"{chr(first)}-{chr(last)}" for _, first, last in _SCRIPTS) + "]")
_BY_SIXTEEN: Final = {row: name for name, first, last in _SCRIPTS for row in range(first >> 4, (last >> 4) + 1)}
_LATIN = regex_of("[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_UKRAINIAN = regex_of("[іїєґІЇЄҐ]")
_BULGARIAN = regex_of("ъ[^еёюя]", re.IGNORECASE)  # as a vowel; in Russian it only parts a consonant from these
_NEITHER = regex_of("[ўјљњћђџѓќѕўәғқңөұүһӣӯҳҷ]", re.IGNORECASE)
_PERSIAN = regex_of("[پچژگکی]")
_URDU = regex_of("[ٹڈڑںےہھ]")
_MOST: Final = 1_000
"""How much of a text is looked at, in characters."""

_DENSE: Final = 3
"""A Han character, a kana or a Korean syllable says as much as this many Latin letters."""

_FEW_KANA: Final = 8
"""With fewer kana than one in so many characters, a text is Chinese with an ornament."""

_WORDS: Final[Mapping[str, str]] = {
    "en": (
        "the and you your is are was were have has had will would can could please thank thanks we our this that for"
        " with from not what when where how there here hello hi hey yes okay sorry need help it's i'm don't i in on"
        " at by an as a no im u ur dis man one me he she they my be been do does did it of to if or but about order"
        " just get let know any all am still soon now today free off sale yours"
    ),
    "es": (
        "el los las una usted ustedes que qué por para con su sus es está están gracias hola cómo como pedido del al"
        " más pero muy sí si le les nos mi te tu y lo ha hay este esta buenos buenas días favor puede ya cuando dónde"
        " estás eres quiero necesito ayuda ahora hoy oferta gratis descuento se"
    ),
    "pt": (
        "o os as um uma você vocês que por para com seu sua não é está são obrigado obrigada olá como pedido do da"
        " dos das no na mais mas muito sim lhe nos em pelo pela bom boa tarde dia favor pode já quando onde oi eu ao"
        " aos isso estamos nosso nossa hoje agora desconto grátis tem e se"
    ),
    "fr": (
        "le les des une vous votre vos est sont et pour avec dans sur pas ne nous notre merci bonjour que qui ce"
        " cette du au aux plus mais très oui je tu il elle avez êtes commande s'il plaît bonsoir salut comment où"
        " quand être avoir c'est j'ai n'est d'un l'équipe toujours aujourd'hui gratuit la de un en"
    ),
    "de": (
        "der die das und ist sind ein eine einen einem ihr ihre ihnen sie wir uns nicht mit für auf von zu den dem"
        " des im danke bitte hallo guten tag ich haben hat wird werden kann können bei oder aber wie wann wo noch ja"
        " nein auch unser unsere bestellung meine dass heute kostenlos rabatt gutschein"
    ),
    "it": (
        "il lo gli una che per con suo sua è sono grazie ciao buongiorno come ordine del della dei delle al alla nel"
        " nella più ma molto sì non ci vi mi ti anche questo questa può quando dove sei siamo abbiamo ha salve prego"
        " oggi sconto gratis nostro nostra di e un si"
    ),
    "nl": (
        "de het een en van u uw jij je wij we is zijn niet met voor op te dank bedankt hallo goedemorgen hoe"
        " bestelling ook maar naar bij dit dat heeft hebben wordt kunt kunnen kan graag ons onze nog ja nee mijn ik"
        " er om gratis korting vandaag wat waar wanneer"
    ),
    "id": (
        "yang dan di ke dari untuk dengan ini itu anda kami kita saya tidak terima kasih halo selamat pagi siang"
        " malam pesanan apa apakah bisa akan sudah belum ada pada mohon silakan kak nya bagaimana kapan juga atau"
        " sedang bapak ibu tolong boleh harga gratis diskon"
    ),
    "tr": (
        "ve bir bu için ile siz sizin sipariş siparişiniz teşekkürler teşekkür ederiz merhaba lütfen mi mı nasıl ne"
        " değil var yok çok daha olarak evet hayır günaydın iyi günler nerede zaman size bize olan gibi kadar bugün"
        " indirim ücretsiz"
    ),
    "pl": (
        "i w na z do się jest nie to że dziękuję dziękujemy proszę dzień dobry cześć zamówienie jak czy dla od są"
        " pan pani państwa twoje po za ale już o my nas mamy możemy kiedy gdzie tak co przez jeszcze dzisiaj zniżka"
    ),
    "sv": (
        "och det att en ett är inte för med på av till den vi du ni er din ditt tack hej beställning hur kan har som"
        " om men också från vår jag oss ska eller när var ja nej god morgon dag vänligen idag gärna"
    ),
    "da": (
        "og det at en et er ikke for med på af til den vi du din dit tak hej bestilling hvordan kan har som om men"
        " også fra vores jeg os skal eller hvornår hvor ja nej venligst dag"
    ),
    "no": (
        "og det å en et er ikke for med på av til den vi du din ditt takk hei bestilling hvordan kan har som om men"
        " også fra vår jeg oss skal eller når hvor ja nei vennligst dag"
    ),
    "fi": (
        "ja on ei että se kiitos hei tilaus mutta sinun me te voi ole olemme kun miten missä tämä hyvää päivää myös"
        " tai teidän minun kanssa"
    ),
    "ro": (
        "și si este sunt pentru cu din la pe nu vă va ați mulțumesc bună ziua comanda dumneavoastră care ce mai dar"
        " dacă un o sau cum unde când noastră"
    ),
    "cs": (
        "a je jsou na se že to děkuji děkujeme prosím dobrý den ahoj objednávka jak pro od ale už vás vám vaše nebo"
        " kdy kde jsme máme není také"
    ),
    "vi": (
        "và là của bạn không có được cho với này đơn hàng cảm ơn xin chào chúng tôi anh chị em một các những đã sẽ ạ"
        " vui lòng"
    ),
    "tl": (
        "ang ng mga sa po opo salamat kayo namin natin ako ikaw hindi oo kumusta magandang umaga inyong inyo ba na"
        " ito iyon paano saan kailan"
    ),
    "ms": (
        "anda kami dan yang untuk dengan ini itu tidak terima kasih selamat pagi pesanan boleh sila awak encik puan"
        " adakah telah akan ialah"
    ),
    "sw": ("na ya wa kwa ni asante habari tafadhali karibu sana yako wako oda hii hiyo nini lini wapi sisi wewe mimi"),
}
"""Small words of each language, and what people write to a shop with; a word in fewer lists says more."""

_ENOUGH: Final = 0.9
_CLEAR: Final = 1.25
"""How far the best language must be ahead of the next, as a ratio."""

_SIGNS: Final = '!"#$%&()*+,-/:;<=>?[]_|~'
_OTHER_SIGNS: Final = str.maketrans({**dict.fromkeys(_SIGNS + "¿¡“”«»…—–", " "), ".": None, "’": "'"})
_ASCII_SIGNS: Final = bytes.maketrans(_SIGNS.encode(), b" " * len(_SIGNS))


def detect(text: str) -> str | None:
    """The language of a text as an ISO 639-1 code; None where nothing decides."""
    text = text[:_MOST]
    if text.isascii():
        return _by_words(_words(text))
    others = _OTHER_SCRIPT.findall(text)
    if sum(_DENSE if letter >= "\u3040" else 1 for letter in others) > len(_LATIN.findall(text)):
        return _by_script(others)
    found = _by_words(_words(text))
    return _by_script(others) if found is None and others else found


def _words(text: str) -> set[str]:
    """The words in lower case; dots are left out rather than apart, so that the end of an address is no word."""
    low = text.lower()
    if low.isascii():  # by way of bytes, several times faster
        return set(low.encode().translate(_ASCII_SIGNS, b".").decode().split())
    return set(low.translate(_OTHER_SIGNS).split())


def _by_script(letters: list[str]) -> str | None:
    counts = Counter([_BY_SIXTEEN[ord(letter) >> 4] for letter in letters])
    if counts["ja"] and counts["ja"] * _FEW_KANA >= counts["zh"]:
        counts["ja"] += counts.pop("zh", 0)
    script = min(counts, key=lambda name: (-counts[name], name))
    if script == "cyrillic":
        return _cyrillic("".join(letters))
    return _arabic("".join(letters)) if script == "arabic" else script


def _cyrillic(letters: str) -> str | None:
    if _NEITHER.search(letters):
        return None
    if _UKRAINIAN.search(letters):
        return "uk"
    return "bg" if _BULGARIAN.search(letters) else "ru"


def _arabic(letters: str) -> str:
    if _URDU.search(letters):
        return "ur"
    return "fa" if _PERSIAN.search(letters) else "ar"


def _by_words(words: set[str]) -> str | None:
    weights, telling = _weights()
    telling_words = words & telling
    told = {weights[word][0][0] for word in telling_words}
    if len(told) == 1 and len(telling_words) > 1:  # the common case, quickly
        return told.pop()
    scores: dict[str, float] = {}
    for word in words & weights.keys():
        for language, weight in weights[word]:
            scores[language] = scores.get(language, 0) + weight
    if not scores:
        return None
    ranked = sorted(scores.items(), key=lambda scored: (-scored[1], scored[0]))
    next_most = ranked[1][1] if len(ranked) > 1 else 0
    return ranked[0][0] if ranked[0][1] >= max(_ENOUGH, _CLEAR * next_most) else None


@cache
def _weights() -> tuple[Mapping[str, tuple[tuple[str, float], ...]], frozenset[str]]:
    """For each word the languages that use it, the fewer the weightier; and the words that only one language uses."""
    languages: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in dict.fromkeys(words.split()):
            languages.setdefault(word, []).append(language)
    weights = {
        word: tuple((language, (1 if len(word) > 1 else 0.5) / len(found)) for language in found)
        for word, found in languages.items()
    }
    return weights, frozenset(word for word, found in languages.items() if len(found) == 1 and len(word) > 1)
