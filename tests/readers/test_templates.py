"""Every format of templates: a known word is found where a plain search finds it, with its name and what the file says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from couth.engine.linter import default_linter
from couth.errors import Problem
from couth.model import Draft
from couth.readers import Incoming, Options, Skipped, Slot, read
from couth.readers.incoming import DEFAULTS

WORD = "wanna"  # the word that tone.slang knows, once in every file


def whatsapp() -> dict[str, Any]:
    body = 'Hé {{1}} 😀, we wanna "show" you {{2}}.'
    components = [
        {"type": "HEADER", "format": "TEXT", "text": "News from the harbour"},
        {"type": "BODY", "text": body, "example": {"body_text": [["Ana", "the boats"]]}},
        {"type": "FOOTER", "text": "Reply STOP to end."},
        {"type": "BUTTONS", "buttons": [{"type": "QUICK_REPLY", "text": "Show me"}]},
    ]
    return {"name": "boats", "language": "en_US", "category": "MARKETING", "components": components}


FLOW = {
    "version": "13", "flows": [{
        "name": "Survey", "uuid": "f", "language": "eng",
        "nodes": [{"uuid": "n", "exits": [], "actions": [
            {"type": "send_msg", "uuid": "a1b2c3d4e5", "text": "Hello @contact.name, ready?", "quick_replies": ["Yes"]},
            {"type": "set_run_result", "uuid": "x", "name": "wrong", "value": "no text"},
        ]}],
        "localization": {"fra": {"a1b2c3d4e5": {"text": ["Bonjour, wanna ?"]}}},
    }],
}  # fmt: skip
INTENT = {
    "name": "hours", "auto": True,
    "responses": [{"messages": [
        {"type": "0", "lang": "en", "speech": ["We wanna open at $time."]},
        {"type": "14", "lang": "en", "ssml": "<speak>We open <b>soon</b>.</speak>"},
        {"type": "4", "lang": "en", "payload": {"richContent": [[{"type": "chips", "options": [{"text": "Yes"}]}]]}},
    ]}],
}  # fmt: skip
CONTENT = {
    "friendly_name": "ready", "language": "en", "variables": {"1": "Ana"},
    "types": {"twilio/quick-reply": {"body": "Hi {{1}}, wanna come?", "actions": [{"title": "Yes", "id": "y"}]}},
}  # fmt: skip
DOMAIN = """\
version: "3.1"
intents: [greet]
responses:
  utter_greet:
  - text: "Hello {name}."
    buttons: [{title: Hi, payload: /hi}]
  - text: >-
      We are the harbour
      and wanna help.
  utter_bye:
  - text: Goodbye.
"""
PO = """\
# Boats
msgid ""
msgstr "Language: es\\n"

#, python-format
msgctxt "mail"
msgid "Hello %(name)s"
msgstr ""
"Hola %(name)s, "
"wanna "
"venir"

#, fuzzy
msgid "Two boats"
msgstr "Dos naves"
"""
HTML = """\
<html><head><title>Your boat</title></head><body>
<p>Dear {{ name }},</p>
{{#if ready}}<p>we&nbsp;<b>wanna</b> see you.</p>{{else}}<p>please wait.</p>{{/if}}
</body></html>
"""
LIBRARY = (
    "# Texts\n\n### 1. Ready\n```\nHi {{name}}, wanna come?\n```\n\n### 2. Late\n```\nHi {{name}}, it is late.\n```\n"
)
LETTER = """\
---
channel: email
purpose: notification
lang: en
subject: "About %{boat}"
slots: {boat: {sample: Ana, worst: Ana Maria of the Harbour}}
---
Dear all,

we wanna tell you of %{boat}.
"""

FILES: dict[str, tuple[str, list[str]]] = {
    "a.txt": ("Hello [First Name],\n\nwe wanna see you.\n", ["a"]),
    "letter.md": (LETTER, ["letter/subject", "letter"]),
    "library.md": (LIBRARY, ["Ready", "Late"]),
    "page.html": (HTML, ["page/subject", "page"]),
    "page.mjml": ("<mjml><mj-body><mj-text>we wanna see you</mj-text></mj-body></mjml>", ["page"]),
    "note.text.erb": ("---\ntemplate_name: note\n---\n<% if late %>\nwe wanna wait\n<% end %>\n", ["note"]),
    "mail.liquid": ("{% capture t %}we wanna wait{% endcapture %}<title>{{ t }}</title><p>Hello.</p>", ["mail/subject", "mail"]),
    "definition.json": (json.dumps(whatsapp(), indent=2), ["boats"]),
    "several.json": (json.dumps({"one": whatsapp()}), ["boats"]),
    "domain.yml": (DOMAIN, ["utter_greet[0]", "utter_greet[1]", "utter_bye"]),
    "flow.json": (json.dumps(FLOW, indent=1), ["Survey/a1b2c3d4", "Survey/a1b2c3d4/fra"]),
    "intent.json": (json.dumps(INTENT), ["hours[0]", "hours[1]/speech"]),
    "content.json": (json.dumps(CONTENT), ["ready/twilio/quick-reply"]),
    "canned.json": (json.dumps([{"label": "Hours", "text": "We wanna open at 9."}]), ["Hours"]),
    "en.json": ('{"mail": {"greet": "Hi {{name}}", "ask": "D\\u00fc you wanna come?"}}', ["mail.greet", "mail.ask"]),
    "de.yml": ("de:\n  mail:\n    ask: 'Na, it''s wanna?'\n", ["mail.ask"]),
    "es.po": (PO, ["mail| Hello %(name)s", "Two boats"]),
    "texts.csv": ('id;text;lang\nask;"We ""really"" wanna; yes";en\nbye;Bye;en\n', ["ask", "bye"]),
}  # fmt: skip


def found(folder: Path, name: str, content: str, options: Options = DEFAULTS) -> list[Incoming]:
    path = folder / name
    path.write_bytes(content.encode())
    items = list(read(str(path), options))
    assert all(isinstance(item, Incoming) for item in items), items
    return items  # type: ignore[return-value]  # just asserted


@pytest.mark.parametrize("name", FILES)
def test_the_templates_of_a_file_and_their_names(tmp_path: Path, name: str) -> None:
    content, names = FILES[name]
    assert [item.template and item.template.name for item in found(tmp_path, name, content)] == names


@pytest.mark.parametrize("name", FILES)
def test_a_finding_stands_where_a_plain_search_finds_the_word(tmp_path: Path, name: str) -> None:
    content, _ = FILES[name]
    places = []
    for item in found(tmp_path, name, content, Options(lang="en")):
        template = item.template
        assert template is not None
        for rendering in template.renderings:
            if WORD in rendering.text:
                at = rendering.text.index(WORD)
                places.append(item.place(rendering.span((at, at + len(WORD)))))
    at = content.index(WORD)
    assert places
    assert {place and (place.start, place.end) for place in places} == {(at, at + len(WORD))}
    line = content.count("\n", 0, at) + 1
    assert {place and (place.line, place.column) for place in places} == {(line, at - (content.rfind("\n", 0, at)))}


def test_couth_itself_finds_the_word_there(tmp_path: Path) -> None:
    [item] = found(tmp_path, "definition.json", FILES["definition.json"][0])
    assert item.template is not None
    report = default_linter().lint_template(item.template)
    [violation] = [violation for violation in report.violations if violation.rule == "tone.slang"]
    place = item.place(violation.span)
    assert place is not None
    content = FILES["definition.json"][0]
    assert (violation.excerpt, place.start) == (WORD, content.index(WORD))


def test_what_a_definition_for_whatsapp_says(tmp_path: Path) -> None:
    [item] = found(tmp_path, "definition.json", json.dumps(whatsapp()))
    draft = item.draft
    assert draft.text == 'News from the harbour\n\nHé {{1}} 😀, we wanna "show" you {{2}}.\n\nReply STOP to end.'
    assert (draft.channel, draft.purpose, draft.lang) == ("whatsapp", "promotion", "en_US")
    assert [button.text for button in draft.buttons] == ["Show me"]
    assert [(part.kind, part.text) for part in draft.components][1] == (
        "body",
        'Hé {{1}} 😀, we wanna "show" you {{2}}.',
    )
    assert item.template is not None
    assert "you the boats." in item.template.renderings[0].text


def test_what_other_formats_say(tmp_path: Path) -> None:
    def of(name: str) -> list[Draft]:
        return [item.draft for item in found(tmp_path, name, FILES[name][0])]

    assert of("domain.yml")[0].buttons[0].text == "Hi"
    assert {draft.purpose for draft in of("domain.yml")} == {"reply"}
    assert [draft.lang for draft in of("flow.json")] == ["en", "fr"]
    assert of("flow.json")[0].buttons[0].text == "Yes"
    assert of("intent.json")[1].text == "We open soon."
    assert of("content.json")[0].buttons[0].text == "Yes"
    assert [draft.lang for draft in of("es.po")] == ["es", None], "a fuzzy translation is not shown"
    assert of("es.po")[1].text == "Two boats"
    assert of("letter.md")[1].channel == "email"
    assert (of("letter.md")[1].purpose, of("letter.md")[1].lang) == ("notification", "en")
    assert of("de.yml")[0].lang == "de"
    assert [draft.channel for draft in of("page.html")] == ["email", "email"]


def test_front_matter_gives_values(tmp_path: Path) -> None:
    _, letter = found(tmp_path, "letter.md", LETTER)
    assert letter.template is not None
    assert letter.template.renderings[0].text.endswith("tell you of Ana.")
    assert letter.template.worst.text.endswith("tell you of Ana Maria of the Harbour.")


def test_values_of_the_user_come_first(tmp_path: Path) -> None:
    [item] = found(tmp_path, "a.txt", "Hi {{who}}!", Options(slots={"who": Slot(sample="Bo", worst="Bodil")}))
    assert item.template is not None
    assert (item.template.renderings[0].text, item.template.worst.text) == ("Hi Bo!", "Hi Bodil!")


def test_every_branch_of_a_page_is_rendered(tmp_path: Path) -> None:
    _, page = found(tmp_path, "page.html", HTML)
    assert page.template is not None
    assert [rendering.text.split() for rendering in page.template.renderings] == [
        ["Dear", "Maria,", "we", "wanna", "see", "you."],
        ["Dear", "Maria,", "please", "wait."],
    ]


def test_places_that_the_user_names(tmp_path: Path) -> None:
    pytest.importorskip("jsonpath")
    content = '{"mails": [{"to": "x", "copy": {"main": "Hello there"}}, {"copy": {"main": "Bye"}}]}'
    items = found(tmp_path, "odd.json", content, Options(paths=("mails.*.copy.main",)))
    assert [(item.template and item.template.name, item.draft.text) for item in items] == [
        ("mails[0].copy.main", "Hello there"),
        ("mails[1].copy.main", "Bye"),
    ]
    [item] = found(tmp_path, "odd.yaml", "say:\n  - {what: 'It''s late'}\n", Options(paths=("$.say[0].what",)))
    assert item.draft.text == "It's late"
    [column] = found(tmp_path, "odd.csv", "who,what\na,Hello\n", Options(paths=("what",)))
    assert column.draft.text == "Hello"


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.txt", "Hello\nHi {{ name, all", "a.txt:2:4: a: “{{” is never closed"),
        ("a.html", "<p>{{#if x}}</p>", "a.html:1:4: a: “if” is never closed"),
        ("a.po", 'msgid "a"\nmsgstr "b"\nwhat\n', "a.po:3:1: broken catalogue: neither a keyword with a string"),
        ("a.csv", 'id,text\n1,"never\n', "a.csv:2:3: broken CSV: a quotation mark that is never closed"),
        ("a.csv", "one,two\n1,2\n", "a.csv:1: no column looks like texts: name it with --path, one of one, two"),
        ("a.yml", "responses:\n  utter_a: [text: [\n", "a.yml:3:1: broken YAML:"),
        ("a.json", '{"responses": [,]}', "a.json:1:16: broken JSON: Expecting value"),
        ("a.md", "---\nchannel: [\n---\nHello\n", "a.md:3:1: broken YAML:"),
    ],
)
def test_what_is_broken_is_told_with_its_place(tmp_path: Path, name: str, content: str, said: str) -> None:
    (tmp_path / name).write_text(content)
    problems = [item for item in read(str(tmp_path / name)) if isinstance(item, Problem)]
    assert len(problems) == 1
    assert str(problems[0]).startswith(f"{tmp_path}/{said}")


def test_a_table_without_a_header_is_told_without_its_words(tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("Hi Ana,Bye\nHi Bo,Bye\n")
    [problem] = read(str(tmp_path / "a.csv"))
    assert str(problem).endswith(":1: no column looks like texts: name it with --path, one of Bye")


def test_one_broken_template_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "canned.json"
    path.write_text(json.dumps([{"label": "a", "text": "Hello {{ all"}, {"label": "b", "text": "Good bye."}]))
    problem, good = read(str(path))
    assert isinstance(problem, Problem)
    assert (problem.line, problem.column) == (1, 32)
    assert isinstance(good, Incoming)
    assert good.draft.text == "Good bye."


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("package.json", '{"name": "boats", "version": "1.0.0"}', "in no format of templates that is known"),
        ("entity.json", '{"name": "x", "isEnum": true, "automatedExpansion": false}', "an entity of Dialogflow"),
        ("list.json", '{"next": null, "previous": null, "results": [{"uuid": "a"}]}', "a listing from an API"),
        ("README.md", "# Boats\n", "documentation by its name"),
        ("header.txt", "", "empty file"),
        ("footer.md", " \n", "empty file"),
    ],
)
def test_files_without_messages_are_passed_over_where_nobody_named_them(
    tmp_path: Path, name: str, content: str, reason: str
) -> None:
    path = tmp_path / name
    path.write_text(content)
    [skipped] = read(str(path), named=False)
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    [problem] = read(str(path))
    assert isinstance(problem, Problem)


def test_no_text_breaks_a_reader(tmp_path: Path) -> None:
    for name, (content, _) in FILES.items():
        for cut in range(0, len(content), max(1, len(content) // 12)):
            path = tmp_path / name
            path.write_bytes(content[:cut].encode())
            assert all(isinstance(item, (Incoming, Problem, Skipped)) for item in read(str(path)))
