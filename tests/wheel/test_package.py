"""What is in the wheel and in the source distribution."""

from __future__ import annotations

import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.wheel.documents import ROOT, fenced
from tests.wheel.sites import SET_UP, Built, Environment

pytestmark = pytest.mark.wheel

SOURCE = ROOT / "src" / "wagtail_mathshub"


def test_the_wheel_holds_every_file_of_the_package_and_nothing_else(built: Built) -> None:
    there = {
        path.relative_to(SOURCE.parent).as_posix()
        for path in SOURCE.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    names = {name for name in zipfile.ZipFile(built.wheel).namelist() if ".dist-info/" not in name}
    assert names == there


@pytest.mark.parametrize(
    "name",
    [
        "py.typed",
        "templates/wagtail_mathshub/base.html",
        "migrations/0001_initial.py",
        "pages/migrations/0001_initial.py",
        "management/commands/mathshub_setup.py",
    ],
)
def test_the_wheel_holds_what_a_site_cannot_do_without(built: Built, name: str) -> None:
    assert f"wagtail_mathshub/{name}" in zipfile.ZipFile(built.wheel).namelist()


def test_the_wheel_holds_the_licence(built: Built) -> None:
    names = zipfile.ZipFile(built.wheel).namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_the_source_distribution_holds_what_a_packager_needs(built: Built) -> None:
    with tarfile.open(built.source) as archive:
        names = {Path(*Path(name).parts[1:]).as_posix() for name in archive.getnames()}
    assert {
        "pyproject.toml",
        "README.md",
        "CHANGELOG.md",
        "LICENSE",
        "Makefile",
        "tests/settings.py",
    } <= names
    assert not [name for name in names if "sqlite3" in name or name.startswith("example_site/media")]


def test_the_installed_package_is_not_the_source_tree(environment: Environment, tmp_path: Path) -> None:
    said = _python(environment, tmp_path, "import wagtail_mathshub; print(wagtail_mathshub.__file__)")
    assert Path(said).is_relative_to(environment.folder)


def test_no_dependency_has_an_upper_bound(environment: Environment, tmp_path: Path) -> None:
    said = _python(
        environment, tmp_path, "from importlib.metadata import requires; print(requires('wagtail-mathshub'))"
    )
    assert "wagtail>=8.0.1" in said
    assert "<" not in said
    assert "==" not in said.replace("extra ==", "")


def test_the_readme_tells_how_to_install_it() -> None:
    shell = "".join(fenced("README.md", "shell"))
    assert "pip install wagtail-mathshub\n" in shell
    assert f"python manage.py migrate\n{SET_UP}\n" in shell


def _python(environment: Environment, folder: Path, code: str) -> str:
    words = [environment.programs / "python", "-I", "-c", code]
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout.strip()
