import pytest

from couth.text.placeholders import placeholders


@pytest.mark.parametrize(
    "text",
    [
        "{{1}}", "{{ name }}", "{{{raw}}}", "{% if x %}", "<%= name %>", "${user.name}", "{name}", "{0}", "{first_name}",
        "%s", "%(name)s", "%1$s", "[First Name]", "[your company name]", "[Order #]", "[DATE]", "[[company]]", "<name>",
        "<first_name>", "<Your Order Number>", "*|FNAME|*",
    ],
)  # fmt: skip
def test_placeholders(text: str) -> None:
    assert placeholders(text) == ((0, len(text)),)
    assert placeholders(f"Hi {text}, ok") == ((3, 3 + len(text)),)


@pytest.mark.parametrize(
    "text",
    [
        "", "plain", "100% sure", "5%s", "20%", "[sic]", "[1]", "<3", "<b>", "{}", "{a: 1}", "[name](https://x.com)", "a < name > b",
        "{{}}", "%sale", "[I named it]", "<< name >>"[:2],
    ],
)  # fmt: skip
def test_no_placeholders(text: str) -> None:
    assert placeholders(text) == ()
