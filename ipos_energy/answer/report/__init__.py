"""``report.html``: one file that opens offline, prints, and needs no script to be read."""

from __future__ import annotations

from pathlib import Path

from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Results

__all__ = ["LANGUAGES", "REPORT", "write_report"]

REPORT = "report.html"


def write_report(results: Results, run: Path, language: str = "en") -> Path:
    """Writes the report into the folder of a run, which holds its charts and ``scenario.yaml``.

    ``language`` is a key of ``LANGUAGES``. Raises ResultError where the run's files are damaged or
    the folder cannot be written. Imports Jinja2 when called.
    """
    from ipos_energy.answer.report.page import render

    return render(results, run, run / REPORT, LANGUAGES[language])
