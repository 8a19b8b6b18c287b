"""The wheel in sites of all kinds, from `check` to the first visitor."""

from __future__ import annotations

import pytest

from tests.wheel.sites import Story

pytestmark = pytest.mark.wheel


def test_check_finds_nothing(story: Story) -> None:
    assert story.check.code == 0, story.check.end
    assert "no issues" in story.check.text


def test_no_migration_is_missing(story: Story) -> None:
    assert story.missing_migrations.code == 0, story.missing_migrations.end


def test_the_site_migrates(story: Story) -> None:
    assert story.migrate.code == 0, story.migrate.end


def test_the_hub_is_set_up_by_one_command(story: Story) -> None:
    assert story.first_set_up.code == 0, story.first_set_up.end
    assert "Fenmarsh Maths Hub is ready." in story.first_set_up.text


def test_setting_up_again_changes_nothing(story: Story) -> None:
    assert story.second_set_up.code == 0, story.second_set_up.end
    assert "Nothing: all was there already." in story.second_set_up.text
    assert story.unchanged


def test_check_finds_nothing_in_the_database_either(story: Story) -> None:
    assert story.check_with_database.code == 0, story.check_with_database.end
    assert "no issues" in story.check_with_database.text


def test_every_printed_address_answers(story: Story) -> None:
    assert story.answers
    assert story.answers == dict.fromkeys(story.answers, 200)


def test_the_hub_has_a_home_page_and_a_list_of_work_groups(story: Story, kind: str) -> None:
    if kind == "without_pages":
        assert story.pages == []
        assert "make the pages with your own page types" in story.first_set_up.text
        return
    home = "/maths-hub/" if kind == "by_readme" else "/"
    assert story.pages[:2] == [home, f"{home}work-groups/"]


def test_schools_sign_up_to_whatever_pages_the_site_has(story: Story, kind: str) -> None:
    if kind in ("without_pages", "without_registration"):
        return
    assert story.sign_up.text.splitlines()[-2:] == ["confirmed waiting", "waiting_list"], story.sign_up.end
