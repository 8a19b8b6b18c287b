"""The example front end as files: what its servers send, and that it keeps up with the package."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from example_site.front_end import FOLDER, Place, answer

import wagtail_mathshub
from scripts.check_house import inline_code
from wagtail_mathshub.blocks.body import BodyBlock

STATIC = Path(wagtail_mathshub.__file__).parent / "static" / "wagtail_mathshub"
ELSEWHERE = Place(base="/", api="https://hub.example.org/api/hub/v1/", hub="alder")


def text(path: str, place: Place = ELSEWHERE) -> str:
    return answer(path, place).body.decode()


def test_the_page_says_where_the_api_is_and_where_its_own_files_are():
    page = text("")
    assert '<meta name="mathshub-api" content="https://hub.example.org/api/hub/v1/">' in page
    assert '<meta name="mathshub-hub" content="alder">' in page
    assert re.findall(r'(?:src|href)="(/[^"]*)"', page) == [
        "/icon.svg",
        "/style.css",
        "/maths.css",
        "/main.js",
    ]


@pytest.mark.parametrize("path", ["work-groups/", "work-groups/fractions/", "index.html", "views"])
def test_every_path_that_is_no_file_gets_the_page(path):
    found = answer(path, ELSEWHERE)
    assert found.headers["Content-Type"].startswith("text/html")
    assert found.body == answer("", ELSEWHERE).body


@pytest.mark.parametrize("path", ["../example_site/settings.py", "/etc/hostname", "views/../../manage.py"])
def test_no_path_leads_out_of_the_folder(path):
    assert answer(path, ELSEWHERE).body == answer("", ELSEWHERE).body


def test_a_module_comes_as_javascript():
    assert answer("views/home.js", ELSEWHERE).headers["Content-Type"].startswith("text/javascript")


def test_an_address_in_the_settings_cannot_break_out_of_its_attribute():
    assert '"><script>' not in text("", Place(api='"><script>'))


def test_the_policy_lets_in_own_files_and_the_api_alone():
    policy = answer("", ELSEWHERE).headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'self'; connect-src https://hub.example.org; ")
    assert "img-src 'self' https://hub.example.org;" in policy
    assert "unsafe" not in policy


def test_the_demo_serves_it_beside_its_own_pages(client, db):
    found = client.get("/frontend/work-groups/?year=6")
    assert found.status_code == 200
    assert found["Content-Security-Policy"] == Place().policy
    assert 'src="/frontend/main.js"' in found.content.decode()
    assert client.post("/frontend/").status_code == 405


def test_nothing_in_it_is_inline():
    assert list(inline_code((FOLDER / "index.html").read_text())) == []


def test_its_styles_for_formulas_are_the_packages_own():
    assert (FOLDER / "maths.css").read_text() == (STATIC / "maths.css").read_text()


@pytest.mark.parametrize("name", list(BodyBlock().child_blocks))
def test_it_knows_every_type_of_block(name):
    modules = "\n".join(path.read_text() for path in (FOLDER / "blocks").glob("*.js"))
    known = modules.split("export const ", 1)[1]
    assert re.search(rf"^  {name}(?::|,)", known, re.MULTILINE)
