"""Looking at one address of a server that answers in every way there is."""

from __future__ import annotations

import socket
import threading
from contextlib import contextmanager

import pytest

from tests.importing.servers import Clock, Said, site_of
from tests.importing.sockets import ConnectionForbidden, no_connections_but
from wagtail_mathshub.desk.links.asking import Looker
from wagtail_mathshub.desk.links.verdicts import Kind
from wagtail_mathshub.importing.fetching.allowed import AnyHost
from wagtail_mathshub.importing.fetching.asking import Asker
from wagtail_mathshub.importing.limits import Limits

HERE = "127.0.0.1"


def looker_for(*ports: int, private: bool = True, pause: float = 0.0, limits=None, **options) -> Looker:
    """A looker that may ask these ports of this machine."""
    asker = Asker(
        AnyHost(frozenset(ports)), allow_private=private, agent="test", limits=limits or Limits(), **options
    )
    return Looker(asker, pause=pause)


def to(location: str, status: int = 302) -> Said:
    return Said(b"Over there", status=status, headers={"Location": location})


@contextmanager
def talking(words: bytes):
    """A server that says these words to everybody, or hangs up."""
    with socket.create_server((HERE, 0)) as server:
        asked = []

        def talk():
            while True:
                try:
                    connected, _address = server.accept()
                except OSError:
                    return
                with connected:
                    asked.append(connected.recv(4096))
                    connected.sendall(words)

        threading.Thread(target=talk, daemon=True).start()
        yield server.getsockname()[1], asked


def test_one_question_by_head_is_enough_for_what_works():
    with site_of({"/": b"Sums"}) as site:
        seen = looker_for(site.port).look(f"{site.address}/")
    assert (seen.kind, seen.status, seen.moved_to) == (Kind.ANSWERED, 200, "")
    assert site.methods == ["HEAD"]


def test_the_package_says_its_name_and_nothing_else_of_itself():
    with site_of({"/": b""}) as site:
        Looker(Asker(AnyHost(frozenset({site.port})), allow_private=True)).look(f"{site.address}/")
        (headers,) = site.headers
    assert headers["User-Agent"].startswith("wagtail-mathshub/")
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize("status", [403, 404, 405, 501, 500])
def test_where_head_is_refused_get_decides(status):
    with site_of({"/": b"Sums", "HEAD /": Said(status=status)}) as site:
        assert looker_for(site.port).look(f"{site.address}/").status == 200
    assert site.methods == ["HEAD", "GET"]


@pytest.mark.parametrize("status", [404, 410, 500])
def test_what_fails_by_get_too_is_told_by_its_status(status):
    with site_of({"/": Said(status=status)}) as site:
        assert looker_for(site.port).look(f"{site.address}/").status == status


@pytest.mark.parametrize("status", [429, 503])
def test_a_busy_server_is_not_asked_twice(status):
    with site_of({"/": Said(status=status)}) as site:
        assert looker_for(site.port).look(f"{site.address}/").status == status
    assert site.methods == ["HEAD"]


@pytest.mark.parametrize("status", [301, 308])
def test_redirects_for_good_say_where_to(status):
    with site_of({"/old": to("/new#part", status), "/new": b"Here"}) as site:
        seen = looker_for(site.port).look(f"{site.address}/old")
    assert (seen.status, seen.moved_to) == (200, f"{site.address}/new")


def test_redirects_for_now_do_not_move_a_link():
    with site_of({"/old": to("/new"), "/new": to("/newest", 301), "/newest": b"Here"}) as site:
        assert looker_for(site.port).look(f"{site.address}/old").moved_to == ""


def test_a_link_moves_only_as_far_as_it_is_for_good():
    with site_of({"/old": to("/new", 301), "/new": to("/login"), "/login": b"Who are you?"}) as site:
        assert looker_for(site.port).look(f"{site.address}/old").moved_to == f"{site.address}/new"


def test_a_redirect_to_what_is_gone_is_gone():
    with site_of({"/old": to("/new", 301)}) as site:
        assert looker_for(site.port).look(f"{site.address}/old").status == 404


def test_a_redirect_written_in_utf_8_is_followed():
    location = "/brüche".encode().decode("latin-1")
    with site_of({"/old": to(location), "/br%C3%BCche": b"Here"}) as site:
        assert looker_for(site.port).look(f"{site.address}/old").status == 200


def test_redirects_in_a_circle_end():
    with site_of({"/": to("/round"), "/round": to("/")}) as site:
        assert looker_for(site.port).look(f"{site.address}/").kind is Kind.ROUND_AND_ROUND
    assert len(site.asked) == 6


def test_a_huge_answer_is_not_read():
    sent = []

    def pour(write):
        while True:
            write(b"x" * 65_536)
            sent.append(65_536)

    with site_of({"/": Said(write=pour), "HEAD /": Said(status=405)}) as site:
        assert looker_for(site.port).look(f"{site.address}/").status == 200
    assert sum(sent) < 16 * 1024 * 1024


@pytest.mark.parametrize(
    "words", [b"", b"\0\1\2", b"HTTP/1.1 OK\r\n\r\n", b"HTTP/1.1 200 OK\r\n" + b"a: b\r\n" * 999]
)
def test_what_speaks_no_http_gave_no_answer(words):
    with talking(words) as (port, asked):
        assert looker_for(port).look(f"http://{HERE}:{port}/").kind is Kind.NO_ANSWER
    assert len(asked) == 2


@pytest.mark.parametrize("location", ["http://[", "http://a b/", "http://h:port/", "https:///"])
def test_a_redirect_to_garbage_is_not_followed(location):
    with site_of({"/": to(location)}) as site:
        assert looker_for(site.port).look(f"{site.address}/").kind in (Kind.NOT_ASKED, Kind.NO_ANSWER)


def test_a_server_that_never_answers_is_left():
    with socket.create_server((HERE, 0)) as silent:
        port = silent.getsockname()[1]
        clock = Clock(step=3.0)
        looker = Looker(
            Asker(AnyHost(frozenset({port})), allow_private=True, monotonic=clock), pause=0, monotonic=clock
        )
        assert looker.look(f"http://{HERE}:{port}/").kind is Kind.NO_ANSWER
    assert clock.now < 1000 + 60


def test_a_port_where_nobody_listens_gave_no_answer():
    with socket.create_server((HERE, 0)) as server:
        port = server.getsockname()[1]
    assert looker_for(port).look(f"http://{HERE}:{port}/").kind is Kind.NO_ANSWER


@pytest.mark.parametrize(
    ("number", "kind"),
    [(socket.EAI_NONAME, Kind.NAME_UNKNOWN), (socket.EAI_AGAIN, Kind.OURS), (None, Kind.NAME_UNKNOWN)],
)
def test_a_name_that_nobody_knows_is_told_from_a_name_server_that_is_silent(number, kind):
    def resolver(host, port):
        if number is None:
            return []
        raise socket.gaierror(number, "no")

    with no_connections_but():
        assert looker_for(80, resolver=resolver).look("http://gone.example.org/").kind is kind


def test_questions_to_one_host_have_a_pause_between_them():
    clock = Clock()
    with site_of({"/": b"", "/old": to("/")}) as site:
        asker = Asker(AnyHost(frozenset({site.port})), allow_private=True)
        looker = Looker(asker, pause=2.0, sleep=clock.sleep, monotonic=clock)
        looker.look(f"{site.address}/")
        looker.look(f"{site.address}/old")
        # Another name of the same machine is another host.
        looker.look(f"http://localhost:{site.port}/")
    assert clock.slept == [2.0, 2.0]


PRIVATE = [
    "http://127.0.0.1:{port}/",
    "http://localhost:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://017700000001:{port}/",
    "http://127.1:{port}/",
    "http://0:{port}/",
    "http://[::1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
]
NEVER = [
    "file:///etc/passwd",
    "http://user:pw@127.0.0.1:{port}/",
    "http://user@example.org/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_x",
    "http://127.0.0.1:22/",
]


@pytest.mark.parametrize("address", [*PRIVATE, *NEVER])
def test_nothing_inside_the_network_is_connected_to(address):
    with site_of({"/": b"Secret"}) as site:
        with no_connections_but() as seen:
            found = looker_for(80, 443, site.port, private=False).look(address.format(port=site.port))
        assert found.kind in (Kind.PRIVATE, Kind.NOT_ASKED, Kind.NAME_UNKNOWN)
        assert seen.made == []
    assert site.asked == []


def test_the_guard_sees_the_connection_that_would_be_made():
    with site_of({"/": b"Secret"}) as site:
        with pytest.raises(ConnectionForbidden), no_connections_but():
            looker_for(site.port, private=True).look(f"{site.address}/")
        with no_connections_but(HERE) as seen:
            assert looker_for(site.port, private=True).look(f"{site.address}/").status == 200
        assert seen.made == [(HERE, site.port)]


def resolver_of(**names):
    """Public names lead to this machine, so that a server can be asked; all others where they say."""

    def resolver(host, port):
        return names.get(host.partition(".")[0], [host])

    return resolver


@pytest.fixture
def public_here(monkeypatch):
    from wagtail_mathshub.importing.fetching import connecting

    real = connecting.is_public
    monkeypatch.setattr(connecting, "is_public", lambda ip: ip == HERE or real(ip))


@pytest.mark.usefixtures("public_here")
@pytest.mark.parametrize(
    "location",
    [
        "http://127.0.0.2:{port}/secret",
        "http://inner.example.org:{port}/secret",
        "http://2130706434:{port}/secret",
        "http://[::1]:{port}/secret",
        "http://169.254.169.254/latest/meta-data/",
        "http://user@site.example.org:{port}/secret",
        "http://site.example.org:22/secret",
        "file:///etc/passwd",
    ],
)
def test_a_redirect_into_the_network_is_not_followed(location):
    names = resolver_of(site=[HERE], inner=["127.0.0.2"], **{"2130706434": ["127.0.0.2"]})
    with site_of({"/secret": b"Secret"}) as site, no_connections_but(HERE) as seen:
        site.answers["/"] = to(location.format(port=site.port), 301)
        looker = looker_for(80, site.port, private=False, resolver=names)
        found = looker.look(f"http://site.example.org:{site.port}/")
        assert found.kind in (Kind.PRIVATE, Kind.NOT_ASKED)
        assert seen.made == [(HERE, site.port)]
    assert site.asked == ["/"]


@pytest.mark.usefixtures("public_here")
def test_a_name_that_changes_its_mind_is_asked_where_it_was_checked():
    rounds = [[HERE], ["127.0.0.2"]]

    def resolver(host, port):
        return rounds.pop(0) if len(rounds) > 1 else rounds[0]

    with site_of({"/": b"", "HEAD /": Said(status=405)}) as site, no_connections_but(HERE) as seen:
        looker = looker_for(site.port, private=False, resolver=resolver)
        assert looker.look(f"http://site.example.org:{site.port}/").status == 200
        assert [ip for ip, _port in seen.made] == [HERE, HERE]
        # Resolved anew, it would be refused.
        again = looker_for(site.port, private=False, resolver=resolver)
        assert again.look(f"http://site.example.org:{site.port}/").kind is Kind.PRIVATE
