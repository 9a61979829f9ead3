import pytest

from couth.text.links import Link, links


@pytest.mark.parametrize(
    ("text", "address", "host", "path"),
    [
        ("see https://example.com/a?b=1.", "https://example.com/a?b=1", "example.com", "/a?b=1"),
        ("(https://x.com/a_(b))", "https://x.com/a_(b)", "x.com", "/a_(b)"),
        ("*HTTP://X.com:80*", "HTTP://X.com:80", "x.com", ""),
        ("https://u:p@h.com/x", "https://u:p@h.com/x", "h.com", "/x"),
        ("http://[::1]/x", "http://[::1]/x", "[::1]", "/x"),
        ("请点击https://t.co/abc查看", "https://t.co/abc", "t.co", "/abc"),
        ("https://t.co/{{1}}", "https://t.co/{{1}}", "t.co", "/{{1}}"),
        ("Track t.co/8sJq2Lw!", "t.co/8sJq2Lw", "t.co", "/8sJq2Lw"),
        ("swiftgo.example.ng/t/1, ok", "swiftgo.example.ng/t/1", "swiftgo.example.ng", "/t/1"),
        ("Shop.com:8080/a", "Shop.com:8080/a", "shop.com", "/a"),
        ("go www.Foo.com.", "www.Foo.com", "www.foo.com", ""),
        ("visit example.com!", "example.com", "example.com", ""),
        ("访问 example.com查看", "example.com", "example.com", ""),
        ("our site: example.com", "example.com", "example.com", ""),
        ("the shop.example.com page", "shop.example.com", "shop.example.com", ""),
        ("Here:\nexample.com\nThanks", "example.com", "example.com", ""),
    ],
)
def test_links(text: str, address: str, host: str, path: str) -> None:
    start = text.index(address)
    assert links(text) == (Link((start, start + len(address)), host, path),)


@pytest.mark.parametrize(
    "text",
    [
        "", "no links", "Booking.com and I", "I bought it from amazon.com?", "bob@example.com", "john.doe@x.co.uk",
        "mailto:bob@example.com", "user:pass@host.com", "Fri.March", "e.g.this", "receipt.pdf", "see main.py", "see at home.in the",
        "a.m./p.m.", "3.50 v1.2.3", "http://", "http://)", "https:// x", "www.", "u.s.a", "thanks.we will", "Node.js",
        "visit www.x", "a.b.c.d", "//cdn",
    ],
)  # fmt: skip
def test_no_links(text: str) -> None:
    assert links(text) == ()


def test_several_in_order() -> None:
    assert [link.host for link in links("https://a.com, b.com/x www.c.com")] == ["a.com", "b.com", "www.c.com"]
