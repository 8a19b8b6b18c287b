"""A name is looked up once, and the connection goes to the address that was checked."""

from __future__ import annotations

import re
import ssl

import pytest

from tests.importing.servers import site_of
from tests.importing.sockets import ConnectionForbidden, no_connections_but
from wagtail_mathshub.importing.fetching import connecting
from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.refusals import MediaRefused

HOST = "hub.example.org"
PUBLIC, OTHER = "93.184.216.34", "2a00:1450:4001::1"
# What exports of bad will name as the addresses of their pictures.
TRAPS = [
    *("http://169.254.169.254/latest/meta-data/", "file:///etc/passwd", "http://127.0.0.1:9/a.jpg"),
    *("http://[::ffff:127.0.0.1]:9/a.jpg", "http://0x7f000001:9/a.jpg", "http://2130706433:9/a.jpg"),
    *("gopher://127.0.0.1:9/_x", "https://hub.example.org:9/a.jpg", "http://0/a.jpg", "http://127.1/a.jpg"),
    *(
        "https://user:pw@hub.example.org@127.0.0.1:9/a.jpg",
        "http://[::]/a.jpg",
        "http://[fe80::1%25lo]/a.jpg",
    ),
    *("http://localhost/", "http://hub.example.org.169.254.169.254.nip.invalid/", "http://017700000001/"),
    *("http://[64:ff9b::a9fe:a9fe]/", "http://metadata.google.internal/", "//169.254.169.254/a.jpg"),
]


def answers(*rounds):
    """A resolver that gives another answer each time, and the last for ever."""
    left = list(rounds)

    def resolver(host, port):
        return left.pop(0) if len(left) > 1 else left[0]

    return resolver


def asker(*rounds):
    return Asker(allowed_hosts(HOST), resolver=answers(*rounds))


@pytest.mark.parametrize("address", TRAPS)
def test_no_trap_of_an_export_makes_a_connection(address):
    with no_connections_but() as seen:
        with pytest.raises(MediaRefused):
            asker([PUBLIC]).ask(address)
        assert seen.looked_up == []


@pytest.mark.parametrize("address", [trap for trap in TRAPS if not re.search("nip|internal", trap)])
def test_an_export_that_names_a_trap_as_its_own_host_gains_nothing(address):
    # The real resolver: it is what understands octal, hexadecimal and short forms.
    trusting = Asker(allowed_hosts(address, ports=[80, 443, 9]))
    with no_connections_but(), pytest.raises(MediaRefused):
        trusting.ask(address)


@pytest.mark.parametrize(
    "ip",
    [
        "127.0.0.1",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "::1",
        "::ffff:10.0.0.1",
        "fd00::1",
        "64:ff9b::1",
    ],
)
def test_a_name_that_leads_into_the_network_is_refused(ip):
    with no_connections_but(), pytest.raises(MediaRefused, match="private network"):
        asker([ip]).ask(f"https://{HOST}/a.jpg")


def test_of_several_addresses_only_those_of_the_internet_are_tried():
    with pytest.raises(ConnectionForbidden), no_connections_but() as seen:
        asker(["10.0.0.1", PUBLIC, "::1"]).ask(f"http://{HOST}/a.jpg")
    assert seen.forbidden == [(PUBLIC, 80)]


def test_a_name_that_changes_its_answer_is_not_looked_up_again():
    rebinding = asker([OTHER], ["127.0.0.1"])
    for _turn in range(2):
        with pytest.raises(ConnectionForbidden), no_connections_but() as seen:
            rebinding.ask(f"https://{HOST}/a.jpg")
        assert seen.forbidden == [(OTHER, 443)]
        assert HOST not in seen.looked_up


def test_the_connection_goes_to_the_address_that_was_checked_under_the_old_name(monkeypatch):
    with site_of({"/a": b"Here"}) as site, no_connections_but("127.0.0.1") as seen:
        pinned = Asker(
            allowed_hosts(HOST, ports=[site.port]), resolver=answers(["127.0.0.1"]), allow_private=True
        )
        assert pinned.ask(f"http://{HOST}:{site.port}/a").content == b"Here"
        assert seen.made == [("127.0.0.1", site.port)]
        assert HOST not in seen.looked_up
    assert site.headers[0]["Host"] == f"{HOST}:{site.port}"


def test_the_next_address_is_tried_where_one_does_not_answer():
    with site_of({"/a": b"Here"}) as site:
        pinned = Asker(
            allowed_hosts(HOST, ports=[site.port]),
            resolver=answers(["127.0.0.2", "127.0.0.1"]),
            allow_private=True,
        )
        assert pinned.ask(f"http://{HOST}:{site.port}/a").content == b"Here"


@pytest.mark.parametrize("problem", [OSError(), UnicodeError()])
def test_a_name_that_nobody_knows_is_refused_in_words(problem):
    def unknown(host, port):
        raise problem

    with pytest.raises(MediaRefused, match="no computer called hub"):
        Asker(allowed_hosts(HOST), resolver=unknown).ask(f"http://{HOST}/")


def test_a_certificate_has_to_be_for_the_name():
    asked = []

    class Context(ssl.SSLContext):
        def wrap_socket(self, sock, **options):
            asked.append(options["server_hostname"])
            raise ssl.SSLCertVerificationError

    with site_of({}) as site:
        refusing = Asker(
            allowed_hosts(HOST, ports=[site.port]),
            resolver=answers(["127.0.0.1"]),
            allow_private=True,
            context=Context(ssl.PROTOCOL_TLS_CLIENT),
        )
        with pytest.raises(MediaRefused, match="certificate"):
            refusing.ask(f"https://{HOST}:{site.port}/")
    assert asked == [HOST]
    normal = Asker(allowed_hosts(HOST))._context
    assert normal.check_hostname
    assert normal.verify_mode == ssl.CERT_REQUIRED


def test_without_the_check_of_addresses_a_trap_would_be_asked(monkeypatch):
    # The control of the tests above: they see what the check keeps away.
    monkeypatch.setattr(connecting, "is_public", bool)
    with pytest.raises(ConnectionForbidden), no_connections_but() as seen:
        asker(["169.254.169.254"]).ask(f"http://{HOST}/latest/")
    assert seen.forbidden == [("169.254.169.254", 80)]
