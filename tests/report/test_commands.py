"""The report on the command line: written by ``run`` and ``report``, in the language asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.line.cli import main
from tests.line.park import PARK


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The current folder, with a scenario in it."""
    monkeypatch.chdir(tmp_path)
    Path("park.yaml").write_text(PARK, encoding="utf-8")


def reports() -> list[Path]:
    """The reports of the result."""
    return list(Path("results/park/runs").glob("*/report.html"))


def test_run_and_report_write_the_language_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that a run writes a Swedish page and names it, and ``report`` an English one again.

    Catches a report that needs the solver's results, and an option that is not passed on.
    """
    assert main(["run", "park.yaml", "--language", "sv", "--no-workbook"]) == 0
    (page,) = reports()
    assert str(page) in capsys.readouterr().out
    assert '<html lang="sv">' in page.read_text(encoding="utf-8")
    assert main(["report", "results/park"]) == 0
    (again,) = reports()
    assert again != page
    assert str(again) in capsys.readouterr().out
    assert '<html lang="en">' in again.read_text(encoding="utf-8")


def test_no_charts_leaves_the_report_out(capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that ``--no-charts`` writes no report and names none."""
    assert main(["run", "park.yaml", "--no-charts"]) == 0
    assert reports() == []
    assert "report.html" not in capsys.readouterr().out
