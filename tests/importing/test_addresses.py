"""Forms of one address, and the paths that lead to it."""

from __future__ import annotations

import pytest

from tests.importing.sources_in_memory import page
from wagtail_mathshub.importing.addresses import addresses_of, host_of, key_of, old_paths


@pytest.mark.parametrize(
    "address",
    [
        "https://hub.example.org/about",
        "http://hub.example.org/about/",
        "https://www.hub.example.org/about",
        "HTTPS://WWW.Hub.Example.org/about#team",
        "https://hub.example.org/about?utm_source=news&fbclid=x",
        "https://hub.example.org:443/about?analyticscookies=0",
        " https://hub.example.org/about ",
    ],
)
def test_forms_of_one_address_are_one(address):
    assert key_of(address) == "hub.example.org/about"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://hub.example.org/?p=1", "https://hub.example.org/?p=2"),
        ("https://hub.example.org/a", "https://hub.example.org/b"),
        ("https://hub.example.org/a", "https://other.example.org/a"),
        ("https://hub.example.org/a.asp?item=1&level=2", "https://hub.example.org/a.asp?item=2&level=1"),
    ],
)
def test_addresses_of_different_pages_differ(one, other):
    assert key_of(one) != key_of(other)


def test_parameters_have_no_order_and_letters_one_encoding():
    assert key_of("https://h.example.org/?b=1&a=2") == key_of("https://h.example.org/?a=2&b=1")
    assert key_of("https://h.example.org/caf%C3%A9") == key_of("https://h.example.org/café")


@pytest.mark.parametrize(
    "address", ["", "/about", "mailto:a@b.example.org", "javascript:x", "https://", "http://[::1"]
)
def test_what_is_no_web_address_has_no_key(address):
    assert key_of(address) == host_of(address) == ""


def test_every_path_of_a_page_is_listed_once_and_the_front_page_never():
    old = page(
        "one",
        aliases=("http://old.example.org/one", "https://old.example.org/?p=12", "https://old.example.org/"),
    )
    assert old_paths(addresses_of(old)) == ["/one/", "/one", "/?p=12"]


def test_paths_that_no_redirect_can_hold_are_left_out():
    assert old_paths(["https://old.example.org/" + "a" * 300]) == []
