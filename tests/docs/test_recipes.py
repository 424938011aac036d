"""The recipes of CONTRIBUTING.md, followed to the letter in a copy of the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.docs.pages import REPOSITORY

RECIPES = (REPOSITORY / "CONTRIBUTING.md").read_text(encoding="utf-8")

_STEP = re.compile(r"in `(?P<file>[\w/.]+\.py)`:\n\n"
                   r"(?P<blocks>(?:```(?:python|diff)\n.*?^```\n\n)+)", re.DOTALL | re.MULTILINE)
_BLOCK = re.compile(r"```(python|diff)\n(.*?)^```$", re.DOTALL | re.MULTILINE)


def recipe(title: str) -> str:
    """One section of the file."""
    return RECIPES.partition(f"## {title}\n")[2].partition("\n## ")[0]


def follow(text: str, repository: Path) -> None:
    """Writes each file that the recipe shows whole, and changes those that it shows in part."""
    for step in _STEP.finditer(text):
        path = repository / step["file"]
        for language, block in _BLOCK.findall(step["blocks"]):
            if language == "python":
                assert not path.exists(), path
                path.write_text(block, encoding="utf-8")
            else:
                change(path, block)


def change(path: Path, block: str) -> None:
    """Applies lines with ``+`` after the lines that stand before them in the file, once."""
    lines = block.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines)
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{path.name} holds this {text.count(before)} times:\n{before}"
    path.write_text(text.replace(before, after), encoding="utf-8")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """The program and its tests without results and caches."""
    for folder in ("ipos_energy", "tests", "scenarios"):
        shutil.copytree(REPOSITORY / folder, tmp_path / folder,
                        ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(REPOSITORY / "pyproject.toml", tmp_path)
    return tmp_path


def run_tests(repository: Path, *arguments: str) -> str:
    """What pytest prints in the copy. Raises AssertionError where a test fails."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
         *arguments],
        cwd=repository, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONPATH": str(repository)})
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_a_kind_of_unit_is_added_as_the_recipe_says(copy: Path) -> None:
    """Proves that the kind shown passes its own and every common test, teeth included.

    Catches a recipe that fell behind the program, and a place that lists the kinds once more.
    """
    text = recipe("Add a kind of unit")
    follow(text, copy)
    assert '-k "GasEngine or gas_engine"' in text
    printed = run_tests(copy, "tests/units", "tests/report/test_swedish.py",
                        "-k", "GasEngine or gas_engine")
    assert int(re.findall(r"(\d+) passed", printed)[0]) >= 10, printed


def test_a_chart_is_added_as_the_recipe_says(copy: Path) -> None:
    """Proves that the chart shown is drawn and passes what every chart must.

    Catches a drawing helper that changed while the recipe stayed.
    """
    follow(recipe("Add a chart"), copy)
    printed = run_tests(copy, "tests/charts", "tests/report/test_swedish.py",
                        "-k", "energy-by-unit or energy_by_unit or every_text")
    assert "passed" in printed
