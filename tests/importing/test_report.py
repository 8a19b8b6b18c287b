"""Reports of an import."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.importing.sources_in_memory import MemorySource, MemoryStore, page
from wagtail_mathshub.importing import report
from wagtail_mathshub.importing.applying.running import Order, run
from wagtail_mathshub.importing.source_pages import Skipped, Status


@pytest.fixture
def row(hub_a):
    source = MemorySource(
        page(
            "one",
            '<p>One.</p><script>x()</script><p><img src="https://old.example.org/a.png" alt="=1+1"></p>',
        ),
        page("two", title='=HYPERLINK("x") <script>alert(1)</script>'),
        page("bin", status=Status.TRASHED),
    )
    source.site.skipped.append(Skipped("9", "Menu", "nav_menu_item", "Menus are made anew."))
    return run(Order(hub_a, source, MemoryStore()))


def test_the_summary_counts_pages_by_what_became_of_them(row):
    assert report.summary(row).splitlines()[:3] == [
        "Made: 2",
        "Left out: 1",
        "1 thing that is no page was left out.",
    ]


def test_a_second_run_reports_what_it_changed_and_says_again_what_is_left_out(row, hub_a):
    pages = [page("one"), page("two", title="Two"), page("bin", status=Status.TRASHED)]
    assert report.counts_of(run(Order(hub_a, MemorySource(*pages), MemoryStore()))) == {
        "updated": 2,
        "left_out": 1,
    }
    assert report.counts_of(run(Order(hub_a, MemorySource(*pages), MemoryStore()))) == {
        "unchanged": 2,
        "left_out": 1,
    }


def test_json_has_a_line_for_each_page_with_what_was_lost(row):
    data = json.loads(report.as_json(row))
    assert [item["id"] for item in data["items"]] == ["one", "two", "bin"]
    one = data["items"][0]
    assert one["new_address"] == "/one/"
    assert one["old_address"] == "https://old.example.org/one/"
    assert one["losses"]
    assert "https://old.example.org/a.png" in " ".join(one["warnings"])
    assert data["skipped"][0]["reason"] == "Menus are made anew."


def test_no_cell_of_the_csv_is_a_formula(row):
    cells = [cell for line in csv.reader(io.StringIO(report.as_csv(row))) for cell in line]
    assert any("HYPERLINK" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))]


def test_html_shows_titles_as_text(row):
    assert "<script>" not in report.as_html(row)
    assert "&lt;script&gt;alert(1)" in report.as_html(row)


@pytest.mark.parametrize("ending", ["csv", "json", "html"])
def test_a_report_is_written_as_its_ending_says(row, tmp_path, ending):
    path = tmp_path / f"report.{ending}"
    report.write(row, path)
    assert "One" in path.read_text()


def test_other_endings_are_refused(row, tmp_path):
    with pytest.raises(ValueError, match=r"\.csv, \.json or \.html"):
        report.write(row, tmp_path / "report.pdf")
