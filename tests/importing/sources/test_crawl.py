"""A site read page by page: what robots.txt allows, one host, no trap, and never in a hurry."""

from __future__ import annotations

import gzip

import pytest

from tests.importing.servers import Clock, Said, asker_for, site_of
from tests.importing.sockets import no_connections_but
from wagtail_mathshub.importing.fetching.allowed import allowed_hosts
from wagtail_mathshub.importing.fetching.asking import USER_AGENT, Asker
from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.refusals import ImportRefused
from wagtail_mathshub.importing.source_pages import SourceKind, Status
from wagtail_mathshub.importing.sources.crawl import CrawlSource

FOUND = "Teachers meet in the school hall and share what they have tried with their classes. "


def page(title, *links, head=""):
    own = "".join(f'<p><a href="{link}">On to {number}</a></p>' for number, link in enumerate(links))
    text = f"<p>{title}: {FOUND * 4}</p><p>Words about {title} alone.</p>"
    return (
        f"<!doctype html><title>{title}</title>{head}<body><main><h1>{title}</h1>{text}{own}</main>".encode()
    )


def crawl(site, path="/", clock=None, limits=None, **options):
    clock = clock or Clock()
    limits = limits or Limits()
    return CrawlSource(
        site.address + path, asker=asker_for(site, limits=limits), limits=limits, sleep=clock.sleep,
        monotonic=clock, **options,
    )  # fmt: skip


def titles(source):
    found = [one.title for one in source.pages()]
    source.close()
    return found


def test_links_are_followed_breadth_first_and_each_page_is_read_once():
    with site_of(
        {
            "/": page("Home", "/a", "b/", "/a#top", "/a?utm_source=letter", "mailto:hub@hub.example.org"),
            "/a": page("First", "/c", "/", "tel:123", "javascript:alert(1)", "http://["),
            "/b/": page("Second", "../c", "/b"),
            "/c": page("Third"),
        }
    ) as site:
        heard = []
        source = crawl(site, on_page=heard.append)
        assert source.site.kind == SourceKind.CRAWL
        assert source.site.key.startswith("crawl:127.0.0.1")
        pages = list(source.pages())
        source.close()
        assert heard == [site.address + path for path in ("/", "/a", "/b/", "/c")]
    assert site.asked == ["/robots.txt", "/", "/a", "/b/", "/c"]
    assert [one.title for one in pages] == ["Home", "First", "Second", "Third"]
    assert [one.address for one in pages] == heard
    assert "Words about Third alone." in pages[3].html
    assert {one.status for one in pages} == {Status.PUBLIC}
    assert {headers["User-Agent"] for headers in site.headers} == {USER_AGENT}


def test_robots_txt_is_obeyed_for_pages_and_for_where_redirects_lead():
    with site_of(
        {
            "/robots.txt": Said(b"User-agent: *\nDisallow: /closed\n", "text/plain"),
            "/": page("Home", "/closed/a", "/open", "/moved"),
            "/open": page("Open"),
            "/closed/a": page("Closed"),
            "/moved": Said(status=302, headers={"Location": "/closed/b"}),
            "/closed/b": page("Closed too"),
        }
    ) as site:
        source = crawl(site)
        assert titles(source) == ["Home", "Open"]
    assert not [path for path in site.asked if "closed" in path]
    assert {skipped.id.rpartition("/")[2] for skipped in source.site.skipped} == {"a", "moved"}
    assert all("robots.txt" in skipped.reason for skipped in source.site.skipped)


@pytest.mark.parametrize(
    ("answer", "is_allowed"),
    [
        (Said(b"Gone", status=404), True),
        (Said(b"Gone", status=410), True),
        (Said(b"<!doctype html><p>Disallow: /", "text/html"), True),
        (Said(b"User-agent: another\nDisallow: /", "text/plain"), True),
        (Said(b"User-agent: *\nDisallow:", "text/plain"), True),
        (Said(b"User-agent: *\nDisallow: /", "text/plain"), False),
        (Said("\ufeffUser-agent: wagtail-mathshub\r\nDisallow: /\r\n".encode(), "text/plain"), False),
        (Said(b"", status=500), False),
        (Said(b"", status=503), False),
        (Said(b"", status=403), False),
        (Said(b"x" * 600_000, "text/plain"), False),
    ],
)
def test_a_missing_robots_txt_allows_all_and_a_failing_one_nothing(answer, is_allowed):
    with site_of({"/robots.txt": answer, "/": page("Home")}) as site:
        if is_allowed:
            assert titles(crawl(site)) == ["Home"]
        else:
            with pytest.raises(ImportRefused, match=r"robots\.txt"):
                crawl(site)
            assert site.asked == ["/robots.txt"]


def test_there_is_a_pause_before_every_question_but_the_first():
    with site_of({"/": page("Home", "/a", "/b"), "/a": page("A"), "/b": page("B")}) as site:
        clock = Clock()
        crawl(site, clock=clock, pause_seconds=2.0).close()
        assert clock.slept == [2.0] * 3
        site.answers["/robots.txt"] = Said(b"User-agent: *\nCrawl-delay: 7\n", "text/plain")
        clock = Clock()
        crawl(site, clock=clock).close()
        # The pause after robots.txt itself is not yet known to be longer than usual.
        assert clock.slept == [7.0] * 3
        site.answers["/robots.txt"] = Said(b"User-agent: *\nCrawl-delay: 3600\n", "text/plain")
        with pytest.raises(ImportRefused, match="3600 seconds"):
            crawl(site)


def test_other_hosts_are_neither_visited_nor_looked_up():
    traps = [
        "http://169.254.169.254/",
        "//evil.invalid/a",
        "http://localhost:{port}/b",
        "http://[::1]/",
        "https://a@b/",
    ]
    with site_of({"/moved": Said(status=301, headers={"Location": "http://169.254.169.254/"})}) as site:
        site.answers["/"] = page("Home", "/moved", *(trap.format(port=site.port) for trap in traps))
        with no_connections_but("127.0.0.1") as seen:
            source = crawl(site)
            assert titles(source) == ["Home"]
            assert set(seen.made) == {("127.0.0.1", site.port)}
        assert "evil.invalid" not in seen.looked_up
    assert site.asked == ["/robots.txt", "/", "/moved"]
    assert [skipped.reason for skipped in source.site.skipped] == ["It leads on to http://169.254.169.254/."]


def test_a_second_host_that_files_may_come_from_is_not_visited():
    with site_of({"/a": page("A")}) as site:
        site.answers["/"] = page("Home", f"http://localhost:{site.port}/a")
        both = Asker(allowed_hosts("127.0.0.1", "localhost", ports=[site.port]), allow_private=True)
        clock = Clock()
        source = CrawlSource(f"{site.address}/", asker=both, sleep=clock.sleep, monotonic=clock)
        assert titles(source) == ["Home"]


def test_a_base_element_leads_nowhere_else():
    head = '<base href="http://evil.invalid/">'
    with (
        site_of({"/": page("Home", "a", head=head), "/a": page("A")}) as site,
        no_connections_but("127.0.0.1"),
    ):
        assert titles(crawl(site)) == ["Home"]


def test_log_ins_feeds_files_and_searches_are_left_alone():
    left = [
        *(
            "/wp-admin/",
            "/wp-login.php",
            "/blog/feed/",
            "/?s=x",
            "/a?replytocom=5",
            "/wp-json/wp/v2",
            "/a.pdf",
            "/b.JPG",
        ),
        *(
            "/style.css",
            "/Login",
            "/a?PHPSESSID=1",
            "/cart/",
            "/a?share=x",
            "/x/x/x/",
            "/1/2/3/4/5/6/7/8/9/10/11/12/13",
        ),
    ]
    with site_of(
        {"/": page("Home", *left, "/page.php?item=2", "/old.html"), "/page.php?item=2": page("Item")}
    ) as site:
        site.answers["/old.html"] = page("Old")
        assert titles(crawl(site)) == ["Home", "Item", "Old"]
    assert site.asked == ["/robots.txt", "/", "/page.php?item=2", "/old.html"]


@pytest.mark.parametrize("form", ["/calendar/{}/", "/calendar?day={}", "/events?day=2026-01-{}"])
def test_a_calendar_without_end_is_left_after_a_while_and_said(form):
    class Endless(dict):
        def get(self, path, default=None):
            number = int("0" + "".join(letter for letter in path.rpartition("-")[2] if letter.isdecimal()))
            if path == "/end":
                return page("End")
            return (
                default if path == "/robots.txt" else page(f"Day {number}", form.format(number + 1), "/end")
            )

    with site_of({}) as site:
        site.answers = Endless()
        source = crawl(site)
        found = titles(source)
    assert "End" in found
    assert len(site.asked) == 1 + 1 + 1 + 100
    assert "crawl_endless" in {notice.code for notice in source.site.notices}


def test_the_limit_of_pages_is_kept_and_said():
    with site_of({"/": page("Home", "/a", "/b", "/c"), **{f"/{x}": page(x) for x in "abc"}}) as site:
        source = crawl(site, limits=Limits(pages=2))
        assert titles(source) == ["Home", "a"]
    assert "crawl_pages" in {notice.code for notice in source.site.notices}
    assert site.asked == ["/robots.txt", "/", "/a"]


def test_a_page_that_only_gets_its_slash_is_read_and_one_that_moved_keeps_its_old_address():
    with site_of(
        {
            "/": page("Home", "/about", "/old", "/new", "/loop"),
            "/about": Said(status=301, headers={"Location": "/about/"}),
            "/about/": page("About"),
            "/old": Said(status=301, headers={"Location": "/new"}),
            "/new": page("New"),
            "/loop": Said(status=302, headers={"Location": "/loop/"}),
            "/loop/": Said(status=302, headers={"Location": "/loop"}),
        }
    ) as site:
        source = crawl(site)
        pages = {one.title: one for one in source.pages()}
        source.close()
        assert f"{site.address}/about" in pages["About"].aliases
    # It was waiting already when the old address led to it.
    assert set(pages) == {"Home", "About", "New"}
    assert {skipped.id.rpartition("/")[2] for skipped in source.site.skipped} == {"old", "loop"}
    assert len(site.asked) < 20


def test_what_is_no_page_or_fails_is_skipped_with_its_reason():
    with site_of(
        {
            "/": page("Home", "/gone", "/picture", "/large", "/deep"),
            "/picture": Said(b"x", "image/png"),
            "/large": b"x" * 6_000_000,
            "/deep": b"<title>Deep</title>" + b"<div>" * 2_000,
        }
    ) as site:
        source = crawl(site)
        assert titles(source) == ["Home"]
    reasons = {skipped.id.rpartition("/")[2]: skipped.reason for skipped in source.site.skipped}
    assert set(reasons) == {"gone", "picture", "large", "deep"}
    assert "404" in reasons["gone"]
    assert "image/png" in reasons["picture"]
    assert "5 MB" in reasons["large"]


def test_a_site_that_stops_answering_is_left_alone():
    with site_of({"/": page("Home", *(f"/{x}" for x in "abcdefgh"))}) as site:
        site.answers |= {f"/{x}": Said(status=503) for x in "abcdefgh"}
        source = crawl(site)
        assert titles(source) == ["Home"]
    assert len(site.asked) == 2 + 5
    assert "crawl_stopped" in {notice.code for notice in source.site.notices}


def test_the_charset_of_the_header_is_believed():
    text = "<!doctype html><title>Łódź</title><body><main><h1>Łódź</h1><p>" + FOUND * 3 + "</p></main>"
    with site_of({"/": Said(text.encode("iso-8859-2"), "text/html; charset=ISO-8859-2")}) as site:
        assert titles(crawl(site)) == ["Łódź"]


def sitemap(*addresses, kind="urlset", inner="url"):
    inside = "".join(f"<{inner}><loc> {address} </loc></{inner}>" for address in addresses)
    return f'<?xml version="1.0"?><{kind} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{inside}</{kind}>'.encode()


def test_the_pages_of_a_sitemap_are_read_and_their_links_not_followed():
    with site_of({"/a": page("A", "/c"), "/b": page("B"), "/c": page("C")}) as site:
        base = site.address
        index = sitemap(f"{base}/one.xml", f"{base}/two.xml.gz", f"{base}/index.xml", "http://evil.invalid/x.xml",
                        kind="sitemapindex", inner="sitemap")  # fmt: skip
        site.answers |= {
            "/index.xml": Said(index, "application/xml"),
            "/one.xml": Said(sitemap(f"{base}/a", "http://evil.invalid/"), "text/xml"),
            "/two.xml.gz": Said(gzip.compress(sitemap(f"{base}/b", f"{base}/a")), "application/gzip"),
        }
        with no_connections_but("127.0.0.1"):
            source = crawl(site, "/index.xml")
        assert titles(source) == ["A", "B"]
    assert site.asked == ["/robots.txt", "/index.xml", "/one.xml", "/two.xml.gz", "/a", "/b"]
    assert [notice.source for notice in source.site.notices] == ["http://evil.invalid/x.xml"]


def test_sitemaps_that_robots_txt_names_lead_to_pages_that_nothing_links_to():
    with site_of({"/": page("Home"), "/alone": page("Alone")}) as site:
        site.answers["/robots.txt"] = Said(f"Sitemap: {site.address}/map.xml".encode(), "text/plain")
        site.answers["/map.xml"] = Said(sitemap(f"{site.address}/alone"), "text/xml")
        assert titles(crawl(site)) == ["Home", "Alone"]


@pytest.mark.parametrize(
    ("path", "answer", "message"),
    [
        ("/", Said(status=404), "404"),
        ("/", Said(b"x", "image/png"), "image/png"),
        ("/", Said(b"words", "text/plain"), "not a web page"),
        ("/", Said(status=302, headers={"Location": "http://evil.invalid/"}), "not the old site"),
        ("/", Said(status=302, headers={"Location": "/"}), "302"),
        ("/map.xml", Said(sitemap(), "text/xml"), "no page"),
        ("/map.xml", Said(b"<!DOCTYPE x [<!ENTITY a 'b'>]><urlset/>", "text/xml"), "not a web page"),
        ("/map.gz", Said(gzip.compress(bytes(60_000_000)), "application/gzip"), "no page"),
    ],
)
def test_a_beginning_that_leads_nowhere_is_refused_in_words(path, answer, message):
    with site_of({path: answer}) as site, no_connections_but("127.0.0.1") as seen:
        with pytest.raises(ImportRefused, match=message):
            crawl(site, path)
        assert seen.made


def test_a_start_outside_the_allowed_hosts_is_refused():
    with no_connections_but(), pytest.raises(ImportRefused, match="not the old site"):
        CrawlSource("http://169.254.169.254/", asker=Asker(allowed_hosts("hub.example.org")))


def test_the_pages_are_deleted_when_the_source_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with site_of({"/": page("Home")}) as site:
        source = crawl(site)
        assert list(tmp_path.rglob("*.html"))
        source.close()
        assert not list(tmp_path.iterdir())
        site.answers["/"] = Said(status=404)
        with pytest.raises(ImportRefused):
            crawl(site)
    assert not list(tmp_path.iterdir())
