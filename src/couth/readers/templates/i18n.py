"""Catalogues of translations in JSON and YAML: i18next, Rails, Vue, Chrome, FormatJS and Flutter."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any, Final, Iterator

from couth.model import Draft
from couth.readers.hosts.documents import encoder, mapped, strings
from couth.readers.hosts.written import Written
from couth.readers.located import SourceText
from couth.readers.templates.found import Found
from couth.regexes import regex_of

_FOLDERS: Final = frozenset(
    "i18n locale locales lang langs language languages translation translations _locales messages l10n nls".split()
)
_CODES: Final = frozenset(
    "ar am az bg bn bs ca cs cy da de el en es et eu fa fi fil fr ga gl gu he hi hr hu hy id ig is it ja jv ka kk km kn ko ky lo"
    " lt lv mk ml mn mr ms my nb ne nl nn no pa pl ps pt ro ru rw si sk sl so sq sr sv sw ta te tg th tl tr uk ur uz vi yo zh"
    " zu".split()
)
_CODE: Final = regex_of(r"(?P<lang>[a-z]{2,3})(?:[-_](?:[A-Z][a-z]{3}[-_]?)?(?:[A-Z]{2}|\d{3})?)?")
_META: Final = frozenset(("description", "placeholders", "context", "comment", "_comment"))


def matches(data: Any, path: str) -> bool:
    """Whether a document is a catalogue: by its folder, its name, or a language at its root."""
    if not isinstance(data, dict) or not data:
        return False
    if len(data) == 1 and _language(next(iter(data))) and isinstance(next(iter(data.values())), dict):
        return True
    file = PurePosixPath(path.replace("\\", "/"))
    named = any(_language(part) for part in file.stem.replace("app_", "").split("."))
    in_folder = any(part.lower() in _FOLDERS for part in file.parts[:-1])
    return (named or in_folder or file.suffix == ".arb") and _holds_texts(data)


def _holds_texts(data: dict[str, Any]) -> bool:
    return any(isinstance(value, (Written, dict, list)) for value in data.values())


def find(data: Any, source: SourceText) -> Iterator[Found]:
    """Every text, by the keys that lead to it."""
    lang = _of_path(source.path)
    root, keys = data, ()
    if len(data) == 1 and (code := _language(next(iter(data)))):
        lang, root = code, next(iter(data.values()))
    if isinstance(data.get("@@locale"), str):
        lang = _language(str(data["@@locale"])) or lang
    yield from _texts(root, keys, lang, source)


def _of_path(path: str) -> str | None:
    file = PurePosixPath(path.replace("\\", "/"))
    parts = [*reversed(file.stem.replace("app_", "").split(".")), *reversed(file.parts[:-1])]
    return next((code for part in parts if (code := _language(part))), None)


def _language(word: str) -> str | None:
    found = _CODE.fullmatch(word)
    return found["lang"] if found and found["lang"] in _CODES else None


def _texts(value: Any, keys: tuple[str, ...], lang: str | None, source: SourceText) -> Iterator[Found]:
    if isinstance(value, dict):
        is_entry = isinstance(value.get("message"), Written) and bool(_META & value.keys())
        for key, inner in value.items():
            if (
                not key.startswith("@")
                and not (is_entry and key != "message")
                and key not in ("description", "_comment")
            ):
                yield from _texts(inner, keys if is_entry else (*keys, key), lang, source)
    elif isinstance(value, list) and any(isinstance(item, dict) for item in value):
        for number, item in enumerate(value):
            yield from _texts(item, (*keys, str(number)), lang, source)
    else:
        for written in strings(value):
            yield Found(".".join(keys), mapped(source, written), Draft("", lang=lang), encoder(written))
