"""The workbook opens in LibreOffice, where that is installed."""

from __future__ import annotations

import csv
import shutil
import subprocess
from pathlib import Path

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook import write_workbook

OFFICE = shutil.which("libreoffice") or shutil.which("soffice")


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
def test_libreoffice_reads_every_sheet(results: Results, tmp_path: Path) -> None:
    """Each sheet comes out as CSV, with the cost as a number: catches a file that needs repair."""
    path = write_workbook(results, tmp_path)
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,"
         "false,-1", "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=300)
    with (tmp_path / "workbook-Summary.csv").open(encoding="utf-8", newline="") as file:
        figures = {row[0]: row[1] for row in csv.reader(file)}
    assert float(figures["cost"].replace(",", "")) == pytest.approx(
        results.operation.objective, abs=0.05)
    assert len(list(tmp_path.glob("workbook-*.csv"))) > 15
