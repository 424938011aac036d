"""One small scenario for each mistake, and what a planner is told of it.

``x.yaml`` is wrong in one way, which its first line says; ``x.expected`` is what is printed. After
a change that is meant, write the expectations anew and review their difference:

    python -m tests.bad_scenarios.test_bad_scenarios [NAME …]
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.line.cli import main
from ipos_energy.park.load import load

FOLDER = Path(__file__).resolve().parent
RIGHT = "right"
"""The one scenario without a mistake, on which others are based."""

NAMES = sorted(file.stem for file in FOLDER.glob("*.yaml") if file.stem != RIGHT)


def said(name: str) -> str:
    """What a planner in this folder is told of a scenario: its problems, or else its warnings."""
    try:
        told = [f"warning: {warning}" for warning in load(f"{name}.yaml").warnings]
    except ScenarioError as error:
        told = [str(problem) for problem in error.problems]
    text = "".join(f"{one}\n" for one in told)
    return text.replace(str(FOLDER), "…").replace(str(FOLDER.parents[1]), "…")


@pytest.fixture(autouse=True)
def folder(monkeypatch: pytest.MonkeyPatch) -> None:
    """The planner stands where the scenarios are."""
    monkeypatch.chdir(FOLDER)


@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_is_told_as_it_was_reviewed(name: str) -> None:
    """Proves place, quoted line, caret, what was found, what is allowed and what to do.

    Catches a mistake that passes, a message that changed unseen, and blame on what is right.
    """
    expected = (FOLDER / f"{name}.expected").read_text(encoding="utf-8")
    assert expected
    assert said(name) == expected


def test_what_the_others_are_based_on_is_right() -> None:
    """Proves that the scenario behind the variants has no mistake of its own."""
    assert said(RIGHT) == ""


@pytest.mark.parametrize("name", ["several-at-once", "yaml-tab", "profile-gap", "odd-store"])
def test_the_command_line_says_the_same(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that ``validate`` prints the very text; it ends with 2, or with 0 after a warning.

    Catches a command that shortens, reorders or swallows messages.
    """
    code = main(["validate", f"{name}.yaml"])
    printed = capsys.readouterr().err
    expected = (FOLDER / f"{name}.expected").read_text(encoding="utf-8")
    assert printed.replace(str(FOLDER), "…").startswith(expected)
    assert code == (0 if name.startswith("odd-") else 2)


def write(names: list[str]) -> None:
    """Writes the expectation of each scenario that is named, or of all."""
    os.chdir(FOLDER)
    for name in names or NAMES:
        (FOLDER / f"{name}.expected").write_text(said(name), encoding="utf-8")


if __name__ == "__main__":
    write(sys.argv[1:])
