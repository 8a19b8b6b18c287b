"""Pages on paper."""

from __future__ import annotations

import io
from datetime import date

import pypdf
import pytest

from tests.factories import PersonFactory, ProjectFactory, make_group, on

pytestmark = pytest.mark.browser


def test_a_work_group_prints_its_facts_dates_cost_and_what_to_do_on_one_page(browser, hub, live_server):
    project = ProjectFactory(
        who_can_take_part="<p>Anyone who teaches or leads maths in Years 5 to 8.</p>",
        what_is_involved="<p>Three meetings and a task in between.</p>",
        what_to_do_next="<p>Talk to your linked school, then sign up together.</p>",
    )
    group = make_group(
        hub,
        title="Years 5 to 8 Continuity",
        project=project,
        year_from=5,
        year_to=8,
        leads=[PersonFactory(site=hub.site, name="Priya Wynn")],
        apply_via="email",
        capacity=12,
        stated_confirmed=6,
        sessions=[
            on(date(2027, month, 4), label=f"Day {month}", venue_text="Fen Edge") for month in range(1, 7)
        ],
    )
    page = browser.new_page()
    page.goto(f"{live_server.url}{group.get_url_parts()[2]}")
    sheets = pypdf.PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True))).pages
    page.close()
    assert len(sheets) == 1
    words = " ".join(sheets[0].extract_text().split())
    for part in (
        "Fri 4 Jun 2027",
        "What it costs",
        "What to do next",
        "Who can take part?",
        "Priya Wynn",
        "printed",
    ):
        assert part in words
    assert "Add to calendar" not in words
    assert "Show results" not in words
