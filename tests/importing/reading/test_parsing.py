import time

import pytest

from wagtail_mathshub.importing.limits import Limits
from wagtail_mathshub.importing.reading.oddities import undo_oddities
from wagtail_mathshub.importing.reading.parsing import is_deeper_than, parse
from wagtail_mathshub.importing.refusals import PageRefused


def test_a_page_with_fifty_thousand_nested_elements_is_refused_at_once():
    html = "<div>" * 50_000 + "x"
    started = time.perf_counter()
    with pytest.raises(PageRefused, match="inside one another"):
        parse(html)
    assert time.perf_counter() - started < 1


def test_a_page_of_ten_megabytes_is_refused():
    with pytest.raises(PageRefused, match="5 MB"):
        undo_oddities("<p>word</p>" * 1_000_000)


@pytest.mark.parametrize(
    "trick", ["<div></b>", "<b><div>", "<div><!-- </div> -->", "<div><script></div></script>"]
)
def test_depth_cannot_be_hidden_behind_ends_that_end_nothing(trick):
    assert is_deeper_than(trick * 600, 500)


@pytest.mark.parametrize("usual", ["<p>a", "<li>b", "<br>", "<div><i></div>", "<img src=a>", "<td>c"])
def test_what_html_closes_by_itself_is_not_deep(usual):
    assert not is_deeper_than(usual * 5_000, 500)


@pytest.mark.parametrize("piece", ["<!--", "<script", "<style>", "<", "</", "<a <!--"])
def test_the_depth_is_found_in_linear_time(piece):
    started = time.perf_counter()
    is_deeper_than(piece * 300_000, 10**9)
    assert time.perf_counter() - started < 5


def test_as_many_levels_as_are_allowed_are_read_to_the_end():
    html = "".join(f"<div>w{number} " for number in range(490)) + "END" + "</div>" * 490 + "<p>AFTER</p>"
    text = undo_oddities(html)[0]
    assert "w489" in text
    assert "END" in text
    assert "AFTER" in text


def test_limits_can_be_chosen():
    with pytest.raises(PageRefused):
        parse("<b><b><b>x", Limits(page_depth=2))
