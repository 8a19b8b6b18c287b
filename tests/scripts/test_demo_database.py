"""The demo's database is made anew when the migrations it was made by have changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import demo_database


@pytest.fixture
def house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A source tree with one migration, and a demo database that was made by it."""
    (tmp_path / "pages" / "migrations").mkdir(parents=True)
    (tmp_path / "pages" / "migrations" / "0001_initial.py").write_text("one")
    monkeypatch.setattr(demo_database, "SOURCE", tmp_path)
    for name, path in (("DATABASE", "db"), ("MADE_BY", "db-migrations.json"), ("OLD", "db-old")):
        monkeypatch.setattr(demo_database, name, tmp_path / path)
    (tmp_path / "db").write_text("rows")
    demo_database.remember()
    return tmp_path


def test_a_database_made_by_these_migrations_stays(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    demo_database.put_aside()
    assert (house / "db").exists()
    assert capsys.readouterr().out == ""


def test_a_database_that_lacks_only_a_later_migration_stays(house: Path) -> None:
    (house / "pages" / "migrations" / "0002_more.py").write_text("two")
    demo_database.put_aside()
    assert (house / "db").exists()


def test_a_database_made_by_an_older_first_migration_is_put_aside(
    house: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (house / "pages" / "migrations" / "0001_initial.py").write_text("another one")
    demo_database.put_aside()
    assert not (house / "db").exists()
    assert (house / "db-old").read_text() == "rows"
    assert "made anew" in capsys.readouterr().out


def test_a_database_that_was_never_finished_is_put_aside(house: Path) -> None:
    (house / "db-migrations.json").unlink()
    demo_database.put_aside()
    assert not (house / "db").exists()


def test_no_database_and_an_empty_one_need_nothing(house: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (house / "db").write_text("")
    demo_database.put_aside()
    (house / "db").unlink()
    demo_database.put_aside()
    assert capsys.readouterr().out == ""
