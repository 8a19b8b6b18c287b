"""Asking a server: limits on where, how long, how much and what."""

from __future__ import annotations

import socket
import threading
from contextlib import suppress

import pytest

from tests.importing.servers import Clock, Said, asker_for, site_of
from tests.importing.sockets import ConnectionForbidden, no_connections_but
from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.refusals import MediaRefused

HERE = "127.0.0.1"


def test_an_answer_is_what_was_sent_and_where_it_was_found():
    with site_of({"/a%20b.txt?x=1": Said(b"Sums", "text/plain; charset=utf-8")}) as site:
        answer = asker_for(site).ask(f"{site.address}/a b.txt?x=1#top")
    assert (answer.status, answer.content, answer.media_type) == (200, b"Sums", "text/plain")
    assert answer.address == f"{site.address}/a%20b.txt?x=1"
    (headers,) = site.headers
    assert headers["User-Agent"].startswith("wagtail-mathshub/")
    assert headers["Accept-Encoding"] == "identity"
    assert headers["Host"] == f"{HERE}:{site.port}"
    assert not {"Cookie", "Authorization", "Referer"} & set(headers)


def test_what_is_not_there_is_told_by_its_status_and_not_read():
    with site_of({"/gone": Said(b"x" * 99, status=410)}) as site:
        answer = asker_for(site).ask(f"{site.address}/gone")
    assert (answer.status, answer.content) == (410, b"")


def test_a_server_of_a_private_network_is_not_asked():
    with site_of({"/": b"Secret"}) as site, no_connections_but():
        asker = Asker(allowed_hosts(site.address, ports=[site.port]))
        with pytest.raises(MediaRefused, match="private network"):
            asker.ask(f"{site.address}/")
    assert site.asked == []


def test_redirects_within_the_old_site_are_followed():
    with site_of({"/old": Said(status=301, headers={"Location": "/new?x=1"}), "/new?x=1": b"Here"}) as site:
        answer = asker_for(site).ask(f"{site.address}/old")
    assert (answer.address, answer.content) == (f"{site.address}/new?x=1", b"Here")


def test_a_redirect_can_be_the_answer():
    with site_of({"/old": Said(b"x", status=302, headers={"Location": "new"})}) as site:
        answer = asker_for(site).ask(f"{site.address}/old", redirects=0)
    assert (answer.status, answer.location) == (302, f"{site.address}/new")
    assert site.asked == ["/old"]


@pytest.mark.parametrize(
    "location",
    [
        "http://169.254.169.254/latest/meta-data/",
        "//evil.invalid/a.jpg",
        "http://localhost:{port}/secret",
        "http://[::ffff:127.0.0.1]:{port}/secret",
        "http://2130706433:{port}/secret",
        "http://user@127.0.0.1:{port}/secret",
        "http://127.0.0.1:1/secret",
        "file:///etc/passwd",
    ],
)
def test_redirects_elsewhere_are_refused(location):
    with site_of({"/secret": b"Secret"}) as site, no_connections_but(HERE) as seen:
        site.answers["/"] = Said(status=302, headers={"Location": location.format(port=site.port)})
        with pytest.raises(MediaRefused):
            asker_for(site).ask(f"{site.address}/")
        assert seen.made == [(HERE, site.port)]
    assert site.asked == ["/"]


def test_at_most_five_redirects_are_followed():
    steps = {f"/{number}": Said(status=307, headers={"Location": f"/{number + 1}"}) for number in range(9)}
    with site_of(steps) as site:
        with pytest.raises(MediaRefused, match="leads on and on"):
            asker_for(site).ask(f"{site.address}/0")
        assert site.asked == [f"/{number}" for number in range(6)]
        site.answers["/5"] = b"Here"
        assert asker_for(site).ask(f"{site.address}/0").content == b"Here"


def test_a_file_of_just_the_largest_size_is_taken_and_one_byte_more_is_not():
    with site_of({"/fits": b"x" * 100_000, "/more": b"x" * 100_001}) as site:
        asker = asker_for(site, limits=Limits(file_bytes=100_000))
        assert len(asker.ask(f"{site.address}/fits").content) == 100_000
        with pytest.raises(MediaRefused, match="larger than 100"):
            asker.ask(f"{site.address}/more")
        assert len(asker.ask(f"{site.address}/more", most_bytes=100_001).content) == 100_001


def test_reading_stops_at_the_limit_whatever_length_was_promised():
    sent = []

    def pour(write):
        while True:
            write(b"x" * 65_536)
            sent.append(65_536)

    with site_of({"/": Said(write=pour)}) as site, pytest.raises(MediaRefused, match="larger than 1 MB"):
        asker_for(site).ask(f"{site.address}/", most_bytes=1024 * 1024)
    # What the system's buffers hold besides.
    assert sum(sent) < 16 * 1024 * 1024


def test_chunks_are_counted_as_they_come():
    def pour(write):
        while True:
            write(b"10000\r\n" + b"x" * 65_536 + b"\r\n")

    with site_of({"/": Said(write=pour, headers={"Transfer-Encoding": "chunked"})}) as site:
        asker = asker_for(site)
        with pytest.raises(MediaRefused, match="larger than 1 MB"):
            asker.ask(f"{site.address}/", most_bytes=1024 * 1024)


def test_a_length_beyond_the_limit_is_enough_to_refuse():
    # One byte comes, and then the connection ends: whoever read on would say that it broke.
    with site_of({"/": Said(b"x", headers={"Content-Length": "99999999999"})}) as site:
        asker = asker_for(site)
        with pytest.raises(MediaRefused, match="larger than 50 MB"):
            asker.ask(f"{site.address}/")


def test_a_file_that_breaks_off_is_not_taken_for_a_whole_one():
    with site_of({"/": Said(b"half", headers={"Content-Length": "8"})}) as site:
        with pytest.raises(MediaRefused, match="connection failed"):
            asker_for(site).ask(f"{site.address}/")
        site.answers["/"] = Said(
            write=lambda write: write(b"8\r\nhalf"), headers={"Transfer-Encoding": "chunked"}
        )
        with pytest.raises(MediaRefused, match="connection failed"):
            asker_for(site).ask(f"{site.address}/")


def test_a_server_that_drips_is_left_after_the_time_of_one_file_in_all():
    sent = []

    def drip(write):
        for _byte in range(100_000):
            write(b"x")
            sent.append(1)

    with site_of({"/": Said(write=drip)}) as site:
        # Every look at the clock is a second later: the socket's own time-out would begin anew each time.
        clock = Clock(step=1.0)
        with pytest.raises(MediaRefused, match="took too long"):
            asker_for(site, monotonic=clock, limits=Limits(download_seconds=5.0)).ask(f"{site.address}/")
    assert clock.now <= 1000.0 + 8


def test_the_time_covers_all_redirects_together():
    with site_of({"/": Said(status=302, headers={"Location": "/"})}) as site:
        asker = asker_for(site, monotonic=Clock(step=1.0), limits=Limits(download_seconds=9.0))
        with pytest.raises(MediaRefused, match="took too long"):
            asker.ask(f"{site.address}/")
    assert 1 <= len(site.asked) <= 4


def test_a_server_that_never_answers_is_left():
    with socket.create_server((HERE, 0)) as silent:
        port = silent.getsockname()[1]
        asker = Asker(
            allowed_hosts(HERE, ports=[port]), allow_private=True, limits=Limits(download_seconds=0.05)
        )
        with pytest.raises(MediaRefused, match="took too long"):
            asker.ask(f"http://{HERE}:{port}/")


@pytest.mark.parametrize(
    "answer", [b"", b"\0\0\0", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 999]
)
def test_what_speaks_no_http_is_refused_in_words(answer):
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
        asker = Asker(allowed_hosts(HERE, ports=[port]), allow_private=True)
        asker._names = _Talks(server, answer)
        with pytest.raises(MediaRefused, match="connection failed"):
            asker.ask(f"http://{HERE}:{port}/")


class _Talks:
    """Starts a server that says its words to whoever connects, once somebody asks for its address."""

    def __init__(self, server, answer):
        self.server, self.answer = server, answer

    def addresses(self, target):
        def talk():
            connected, _address = self.server.accept()
            with connected:
                connected.recv(4096)
                connected.sendall(self.answer)

        threading.Thread(target=talk, daemon=True).start()
        return [HERE]


def test_a_port_where_nobody_listens_is_refused_in_words():
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
    with pytest.raises(MediaRefused, match="connection failed"):
        Asker(allowed_hosts(HERE, ports=[port]), allow_private=True).ask(f"http://{HERE}:{port}/")


def test_compressed_answers_are_not_read():
    with site_of({"/": Said(b"x", headers={"Content-Encoding": "gzip"})}) as site:
        with pytest.raises(MediaRefused, match="compressed"):
            asker_for(site).ask(f"{site.address}/")
        site.answers["/"] = Said(b"x", headers={"Content-Encoding": "Identity"})
        assert asker_for(site).ask(f"{site.address}/").content == b"x"


def test_only_kinds_that_were_asked_for_are_read():
    with site_of({"/": Said(b"<p>", "Text/HTML")}) as site:
        with pytest.raises(MediaRefused, match="text/html"):
            asker_for(site).ask(f"{site.address}/", types=["image/"])
        assert asker_for(site).ask(f"{site.address}/", types=["image/", "text/html"]).content == b"<p>"
        # A server that does not say is believed nothing: the bytes are looked at later.
        site.answers["/"] = Said(b"<p>", "")
        assert asker_for(site).ask(f"{site.address}/", types=["image/"]).content == b"<p>"


def test_proxies_of_the_environment_play_no_part(monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    with site_of({"/": b"Here"}) as site:
        assert asker_for(site).ask(f"{site.address}/").content == b"Here"


def test_the_guard_at_the_socket_notices_a_connection_that_is_not_allowed():
    with site_of({"/": b"Here"}) as site:
        with pytest.raises(ConnectionForbidden), no_connections_but("192.0.2.1"):
            asker_for(site).ask(f"{site.address}/")
        with pytest.raises(AssertionError, match=HERE):
            _swallow_what_the_guard_raises(site)
    assert site.asked == []


def _swallow_what_the_guard_raises(site):
    """Where the code under test does so, the end of the block still fails."""
    with no_connections_but("192.0.2.1"), suppress(ConnectionForbidden):
        asker_for(site).ask(f"{site.address}/")
