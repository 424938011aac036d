"""Warnings: what is legal and odd is said apart from mistakes, is kept, and stops nothing."""

from __future__ import annotations

import json
from pathlib import Path

from tests.line.park import WITHOUT_WARNINGS, Line

CONDENSING = WITHOUT_WARNINGS.replace("efficiency: 92 %", "efficiency: 105 %")
SAID = "units › boiler 1 › efficiency: 105 % is more heat than the fuel's lower heating value"


def test_a_warning_is_printed_and_kept(line: Line) -> None:
    """Proves that a run with a warning ends with 0, says it with its place, and keeps it.

    Catches a warning that stops the run, that hides among the results, or that is lost.
    """
    Path("x.yaml").write_text(CONDENSING, encoding="utf-8")
    said = line("run", "x.yaml", "--no-charts", "--out", "result")
    assert said.code == 0
    assert f"warning: x.yaml:22:82: {SAID}" in said.err
    assert "  warnings       1: " in said.out
    (kept,) = json.loads(Path("result/summary.json").read_text(encoding="utf-8"))["warnings"]
    assert kept.startswith(SAID)


def test_warnings_are_apart_from_mistakes(line: Line) -> None:
    """Proves that ``validate`` says warnings of a right file, and of a wrong one the mistakes only.

    Catches a warning counted as a problem.
    """
    Path("x.yaml").write_text(CONDENSING, encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 0
    assert "x.yaml: right" in said.out
    assert SAID in said.err
    Path("x.yaml").write_text(CONDENSING.replace("54 MW", "54"), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert "x.yaml: 1 problem\n" in said.err


def test_quiet_says_no_warning_and_keeps_it(line: Line) -> None:
    """Proves that ``--quiet`` prints nothing, while the summary still holds the warning."""
    Path("x.yaml").write_text(CONDENSING, encoding="utf-8")
    said = line("run", "x.yaml", "--no-charts", "--quiet", "--out", "result")
    assert said.code == 0
    assert said.out + said.err == ""
    assert json.loads(Path("result/summary.json").read_text(encoding="utf-8"))["warnings"]


def test_what_is_usual_is_no_warning(line: Line) -> None:
    """Proves that a plain scenario is silent. Catches a warning for what is usual."""
    Path("x.yaml").write_text(WITHOUT_WARNINGS, encoding="utf-8")
    assert line("validate", "x.yaml").err == ""
