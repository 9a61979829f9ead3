"""Template languages: placeholders, branches and loops; every branch comes out, and mistakes are told with their place."""

from __future__ import annotations

import hypothesis.strategies as st
import pytest
from hypothesis import given

from couth.readers import SYNTAXES, Slot
from couth.readers.languages import TemplateSyntaxError, parse, syntax_of
from couth.readers.languages.rendering import MOST_RENDERINGS, Renderer, TooManyWaysError, captures
from couth.readers.languages.values import kind_of, value_of

SLOTS = {name: Slot(sample=name.upper(), worst=name.upper() * 3) for name in ("a", "b", "n", "1")}


def ways(text: str, syntax: str | None = None) -> list[str]:
    nodes = parse(text, syntax)
    return [way.text for way in Renderer(text, SLOTS, captures(nodes)).renderings(nodes)]


def longest(text: str, syntax: str | None = None) -> str:
    nodes = parse(text, syntax)
    return Renderer(text, SLOTS, captures(nodes)).longest(nodes).text


@pytest.mark.parametrize(
    ("text", "syntax", "expected"),
    [
        ("Hi {{ a }}!", None, ["Hi A!"]),
        ("{% if x %}one{% elif y %}two{% else %}three{% endif %} end", None, ["one end", "two end", "three end"]),
        ("{% if x %}one{% endif %}", None, ["one", ""]),
        ("{% for i in is %}<{{ a }}>{% else %}none{% endfor %}", None, ["<A>", "none"]),
        ("{# no #}{% set x = 1 %}{% comment %}{{ a }}{% endcomment %}yes", None, ["yes"]),
        ("{% raw %}{% if %}{% endraw %}.", "jinja", ["{% if %}."]),
        ('{{ "it }} holds" }}', None, ["it }} holds"]),
        ("{% case x %}{% when 1 %}one{% when 2 %}two{% endcase %}.", "liquid", ["one.", "two.", "."]),
        ("{% capture b %}kept {{ a }}{% endcapture %}so: {{ b }}", "liquid", ["so: kept A"]),
        ("{% unless x %}no{% endunless %}", "liquid", ["no", ""]),
        ("{% trans 'Hi' %}, {% trans \"it's\" context 'c' %}", None, ["Hi, it's"]),
        ("{{ _('Hi') }} {{- gettext(\"there\") }}", None, ["Hi there"]),
        ("{% blocktrans count n=n %}one{% plural %}many{% endblocktrans %}", None, ["one", "many", ""]),
        ("{% for i in is %}<{{ a }}>{% empty %}none{% endfor %}", None, ["<A>", "none"]),
        ("{% ours x %}{{ a }}{% endours %}{% alone %}.", None, ["A.", "."]),
        ("<% begin %>one<% rescue %>two<% end %>", "erb", ["one", "two", ""]),
        ("{{#if x}}one{{else if y}}two{{else}}three{{/if}}", None, ["one", "two", "three"]),
        ("{{#each xs}}{{{a}}} {{/each}}{{^xs}}none{{/xs}}", None, ["A none", "A "]),
        ("{{! note }}{{!-- {{a}} --}}{{> part}}{{helper a 'x'}}", "handlebars", ["A"]),
        ("{{#b}}{{a}}{{/b}}", "mustache", ["A", ""]),
        ("{{{{raw}}}}{{ a }}{{{{/raw}}}} {{a}}", "handlebars", ["{{ a }} A"]),
        ("<% if x %>one<% elsif y %>two<% end %>", None, ["one", "two", ""]),
        ("<% xs.each do |x| -%>[<%= a %>]<% end %><%# no %>", "erb", ["[A]"]),
        ("<% if (x) { %>one<% } else { %>two<% } %>", "erb", ["one", "two"]),
        ("{n, plural, =0 {none} one {# item} other {# items}} it''s '{'a'}'", None, ["none it's {a}", "N item it's {a}", "N items it's {a}"]),
        ("{g, select, f {her {n, number}} other {their}}", "icu", ["her N", "their"]),
        ("{a} {{kept}} {b!r:>10}", "format", ["A {kept} B"]),
        ("%(a)s is 50%% of %(b).2f", "percent", ["A is 50% of B"]),
        ("Order {{1}} of {{ b }}", "numbered", ["Order 1 of B"]),
        ("{a} is here", "rasa", ["A is here"]),
        ("Hi @b, or a@b.example and @@home: @(upper(contact.a))", "rapidpro", ["Hi @b, or a@b.example and @home: A"]),
        ("It costs $5, $a.original", "dialogflow", ["It costs $5, A"]),
        ("{{ a }} stays", "none", ["{{ a }} stays"]),
    ],
)  # fmt: skip
def test_what_comes_of_a_template(text: str, syntax: str | None, expected: list[str]) -> None:
    assert ways(text, syntax) == expected


def test_placeholders_of_several_kinds_in_one_text() -> None:
    assert ways("Dear [First Name], your {{a}} at %s and ${b}") == ["Dear Maria, your A at the rest and B"]


def test_the_longest_way() -> None:
    assert longest("{% if x %}short{% else %}much longer{% endif %} {{ a }}") == "much longer AAA"
    assert longest("{% for i in is %}{{ a }};{% endfor %}") == "AAA;AAA;AAA;"


def test_branches_are_taken_side_by_side_and_not_multiplied() -> None:
    text = "{% if x %}a{% else %}b{% endif %}" * 30
    assert ways(text) == ["a" * 30, "b" * 30]


def test_too_many_branches_are_told() -> None:
    text = "{% if x %}" + "{% elif y %}z" * (MOST_RENDERINGS + 1) + "{% endif %}!"
    with pytest.raises(TooManyWaysError):
        ways(text)


@pytest.mark.parametrize(
    ("text", "offset", "message"),
    [
        ("Hi {{ name, thanks", 3, "“{{” is never closed"),
        ("Hi {% if x %}there", 3, "“if” is never closed"),
        ("Hi{% endif %}", 2, "“if” closes nothing"),
        ("{% if x %}a{% endfor %}", 11, "“for” is closed where “if” is open"),
        ("{% else %}", 0, "“else” outside of any block"),
        ("{{#if x}}a{{/each}}", 10, "“each” is closed where “if” is open"),
        ("a <%= b", 2, "“<%” is never closed"),
        ("a <% if b %> c", 2, "“if” is never closed"),
        ("{n, plural, one {x}", 0, "a plural that is never closed, or has no branch"),
    ],
)
def test_broken_syntax_has_a_place(text: str, offset: int, message: str) -> None:
    with pytest.raises(TemplateSyntaxError) as caught:
        parse(text)
    assert (caught.value.offset, str(caught.value)) == (offset, message)


def test_broken_braces_of_a_format() -> None:
    with pytest.raises(TemplateSyntaxError, match="without its other half"):
        parse("Hi {name", "format")


@given(st.text(st.sampled_from("ab {}%<>=#/if else.'\"|-@$")), st.sampled_from([None, *SYNTAXES]))
def test_any_text_is_taken_apart_or_refused(text: str, syntax: str | None) -> None:
    try:
        nodes = parse(text, syntax)
    except TemplateSyntaxError as error:
        nodes = parse(text[: error.offset], "none")
    for way in Renderer(text, {}, captures(nodes)).renderings(nodes):
        assert all(text[p.start : p.end] == p.text for p in way.pieces if p.kind == "as-is")


def test_languages_are_told_by_their_tags() -> None:
    shown = {
        "Hi <%= x %>": "erb", "{% capture x %}": "liquid", "{% if x %}": "jinja", "{{#if x}}": "handlebars",
        "{n, plural, other {x}}": "icu", "Hi {{x}}": "jinja", "Hi {x}": None, "Hi": None,
    }  # fmt: skip
    assert {text: syntax_of(text) for text in shown} == shown


def test_kinds_of_values_are_told_by_name_and_by_what_stands_before() -> None:
    told = {
        "customer.first_name": "name",
        "orderTotal": "amount",
        "tracking_url": "url",
        "n:count": "count",
        "x": "text",
    }
    assert {name: kind_of(name) for name in told} == told
    assert [kind_of("1", before) for before in ("Hi ", "order #", "only $", "until ")] == [
        "name", "number", "amount", "date",
    ]  # fmt: skip


def test_values_that_are_given_come_first() -> None:
    slots = {
        "*_url": Slot(type="code"),
        "city": Slot(sample="Ulm", worst="Garmisch-Partenkirchen"),
        "x": Slot(sample="a" * 99),
    }
    assert value_of("pay_url", "", slots).sample == "a1b2c3"
    assert value_of("customer.city", "", slots).worst == "Garmisch-Partenkirchen"
    assert value_of("x", "", slots).worst == "a" * 99, "no worst case is shorter than the sample"
