"""The workbook of a run: its tables as a spreadsheet, with units, real numbers and dates."""

from __future__ import annotations

from pathlib import Path

from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Results

FILE = "workbook.xlsx"


def write_workbook(results: Results, folder: Path, language: str = "en") -> Path:
    """Writes ``workbook.xlsx`` into ``folder`` from the results alone, in a language by its code.

    The same results give the same bytes, and no file is ever half-written. Raises ResultError
    where the folder cannot be written.
    """
    from ipos_energy.answer.workbook.book import write_book
    from ipos_energy.answer.workbook.sheets import sheets_of

    chosen = LANGUAGES[language]
    return write_book(sheets_of(results, chosen), folder / FILE, chosen)
