"""When a workbook is written, and that it needs the results alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.answer.folder import read_summary, run_folder
from ipos_energy.answer.summary import results_from
from ipos_energy.answer.workbook import write_workbook
from ipos_energy.line.cli import main
from ipos_energy.line.progress import Progress
from ipos_energy.line.run import RunOptions, run_file
from tests.line.park import PARK


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    """The small park as a file."""
    path = tmp_path / "park.yaml"
    path.write_text(PARK, encoding="utf-8")
    return path


def test_the_workbook_follows_from_the_results_alone(scenario: Path, tmp_path: Path) -> None:
    """Made again from the written tables, it has the same bytes as the run's.

    Catches a sheet that needs what the results do not hold, or a number that is read back wrong.
    """
    options = RunOptions(charts=False, workbook=True)
    with Progress(quiet=True) as progress:
        finished = run_file(scenario, tmp_path / "out", (), options, progress)
    summary = read_summary(tmp_path / "out")
    again = write_workbook(results_from(summary, run_folder(tmp_path / "out", summary)), tmp_path)
    assert again.read_bytes() == (finished.run / "workbook.xlsx").read_bytes()
    assert "workbook" in summary["timing_cpu_s"]


@pytest.mark.parametrize("flag", ["--no-charts", "--no-workbook"])
def test_a_run_can_leave_the_workbook_out(scenario: Path, tmp_path: Path, flag: str) -> None:
    """A lean run writes none; catches a flag that is not heard."""
    out = tmp_path / "out"
    assert main(["run", str(scenario), "--quiet", flag, "--out", str(out)]) == 0
    assert not list(out.rglob("workbook.xlsx"))


def test_report_writes_the_workbook_again(scenario: Path, tmp_path: Path) -> None:
    """``report`` gives a result that has no workbook one; catches a command that forgets it."""
    out = tmp_path / "out"
    assert main(["run", str(scenario), "--quiet", "--no-charts", "--out", str(out)]) == 0
    assert main(["report", str(out)]) == 0
    assert len(list(out.rglob("workbook.xlsx"))) == 1
