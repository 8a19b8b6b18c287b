"""Which addresses may be asked for."""

from __future__ import annotations

import pytest

from wagtail_mathshub.importing.fetching.allowed import allowed_hosts, is_public, shown
from wagtail_mathshub.importing.refusals import MediaRefused

HUB = allowed_hosts("https://www.hub.example.org/blog/")


@pytest.mark.parametrize(
    ("address", "asked"),
    [
        ("https://hub.example.org/a.jpg", "https://hub.example.org/a.jpg"),
        ("http://WWW.Hub.Example.ORG./a.jpg#top", "http://www.hub.example.org/a.jpg"),
        ("https://hub.example.org:443", "https://hub.example.org/"),
        ("http://hub.example.org:443/", "http://hub.example.org:443/"),
        (
            "https://hub.example.org/Été 1.jpg?x=ü&y=a b",
            "https://hub.example.org/%C3%89t%C3%A9%201.jpg?x=%C3%BC&y=a%20b",
        ),
        ("  https://hub.example.org/a%20b.jpg\n", "https://hub.example.org/a%20b.jpg"),
    ],
)
def test_the_old_site_may_be_asked_with_and_without_www(address, asked):
    assert str(HUB.target(address)) == asked


@pytest.mark.parametrize(
    "address",
    [
        *(
            "file:///etc/passwd",
            "gopher://hub.example.org/_x",
            "ftp://hub.example.org/a",
            "javascript:alert(1)",
        ),
        *("//hub.example.org/a.jpg", "/a.jpg", "", "https://", "https:///a.jpg", "data:text/html,x"),
        *("http://169.254.169.254/latest/meta-data/", "http://127.0.0.1:9/a.jpg", "http://localhost/"),
        *("http://[::ffff:127.0.0.1]:9/a.jpg", "http://0x7f000001:9/a.jpg", "http://2130706433:9/a.jpg"),
        *(
            "http://0177.0.0.1/",
            "http://[::1]/",
            "http://[::1%25lo]/",
            "http://[fe80::1]/",
            "http://[",
            "http://a]",
        ),
        *("https://user:pw@hub.example.org@127.0.0.1:9/a.jpg", "https://user@hub.example.org/"),
        *("https://@hub.example.org/", "https://hub.example.org:22/", "https://hub.example.org:0/"),
        *(
            "https://hub.example.org:x/",
            "https://hub.example.org:99999/",
            "https://hub.example.org.evil.invalid/",
        ),
        *("https://evilhub.example.org/", "https://example.org/", "https://sub.hub.example.org/"),
        *("https://hub.example.org\\@evil.invalid/", "https://evil.invalid\\hub.example.org/"),
        *("https://hub.example.org/\r\nHost: evil.invalid", "https://hub.example.org/\0.jpg"),
        *("https://evil.invalid/hub.example.org", "https://evil.invalid?hub.example.org"),
        *(
            "https://hub.example.org/" + "a" * 3000,
            "https://hub。example.org.evil.invalid/",
            "https://" + "ü" * 99,
        ),
        *("https://hub.example.org%2eevil.invalid/", "https://hub.example.org%00/", "http:hub.example.org/a"),
    ],
)
def test_anything_else_is_refused_in_words(address):
    with pytest.raises(MediaRefused, match=r"\w+ \w+"):
        HUB.target(address)


def test_letters_that_look_like_those_of_the_old_site_name_the_host_that_a_resolver_would_see():
    # The full-width letters and the ideographic full stop become ASCII before the name is compared.
    assert HUB.target("https://ｈｕｂ。example.org/").host == "hub.example.org"
    assert allowed_hosts("bücher.example.org").target("https://BÜCHER.example.org/").host == (
        "xn--bcher-kva.example.org"
    )


def test_a_name_that_is_none_allows_nothing():
    assert not allowed_hosts("", "file:///etc", "https://user:pw@hub.example.org/").hosts


def test_other_ports_have_to_be_named():
    with pytest.raises(MediaRefused, match="port 8080"):
        HUB.target("https://hub.example.org:8080/")
    assert allowed_hosts("hub.example.org", ports=[8080]).target("http://hub.example.org:8080/").port == 8080


@pytest.mark.parametrize(
    "ip",
    [
        *("127.0.0.1", "127.8.8.8", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *(
            "0.0.0.0",  # noqa: S104
            "0.1.2.3",
            "224.0.0.1",
            "239.1.1.1",
            "240.0.0.1",
            "255.255.255.255",
            "192.0.0.9",
            "192.0.2.1",
        ),
        *("198.18.0.1", "198.51.100.1", "203.0.113.1", "192.88.99.1"),
        *(
            "::",
            "::1",
            "::ffff:127.0.0.1",
            "::ffff:8.8.8.8",
            "::127.0.0.1",
            "64:ff9b::7f00:1",
            "64:ff9b::808:808",
        ),
        *(
            "64:ff9b:1::1",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "fe80::1%eth0",
            "2001:4860:4860::8888%eth0",
            "fec0::1",
        ),
        *(
            "ff02::1",
            "ff0e::1",
            "2002:7f00:1::",
            "2001:0:7f00:1::",
            "2001:db8::1",
            "100::1",
            "3fff::1",
            "5f00::1",
        ),
        *("", "localhost", "0x7f000001", "127.1", "0177.0.0.1"),
    ],
)
def test_addresses_that_are_not_of_the_public_internet(ip):
    assert not is_public(ip)


@pytest.mark.parametrize("ip", ["8.8.8.8", "93.184.216.34", "2001:4860:4860::8888", "2a00:1450:4001::1"])
def test_addresses_of_the_public_internet(ip):
    assert is_public(ip)


def test_messages_show_neither_passwords_nor_controls_nor_endless_addresses():
    assert shown("https://user:secret@hub.example.org/\x1b[31m") == "https://hub.example.org/[31m"
    assert len(shown("https://hub.example.org/" + "a" * 5000)) == 120
