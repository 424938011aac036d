"""The workbook says what the results say, and nothing in it is anything but a value."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pytest
from openpyxl.workbook import Workbook

from ipos_energy.answer.headline import headline
from ipos_energy.answer.results import OwnerFacts, Results
from ipos_energy.answer.workbook import write_workbook
from ipos_energy.answer.workbook.book import write_book
from ipos_energy.answer.workbook.sheet import Column, Sheet
from ipos_energy.answer.workbook.sheets import sheets_of
from ipos_energy.errors import ResultError
from ipos_energy.park.operation import LedgerLine

HOSTILE = ('=HYPERLINK("http://example.invalid","x")', "@SUM(1+1)", "+1", "-1", "1e5",
           "http://example.invalid/", "internal:'Audit'!A1", "\x1b[31mred\x00", "a_x0041_b",
           "</t></si>", "\u202ereversed", "x" * 40_000)


def rows_of(book: Workbook, name: str) -> list[tuple[Any, ...]]:
    """The rows of a sheet below its headings."""
    return list(book[name].iter_rows(min_row=2, values_only=True))


def kinds(book: Workbook) -> Iterator[tuple[Any, str]]:
    """Each cell of a workbook with its kind."""
    for page in book.worksheets:
        for row in page.iter_rows():
            for cell in row:
                yield cell, cell.data_type


def test_every_sheet_holds_its_table(results: Results, book: Workbook) -> None:
    """Each cell that is read back is the one of the table: a shifted row or column is seen."""
    assert len(sheets_of(results)) > 15
    for sheet in sheets_of(results):
        page = book[sheet.name]
        assert [cell.value for cell in page[1]] == [one.heading for one in sheet.columns]
        for row, cells in zip(sheet.rows, rows_of(book, sheet.name), strict=False):
            for stated, read in zip(row, cells, strict=True):
                if isinstance(stated, float) and np.isfinite(stated):
                    assert read == pytest.approx(stated, rel=1e-14)
                elif isinstance(stated, str):
                    assert (read or "") == stated


def test_figures_are_those_of_the_results(results: Results, book: Workbook) -> None:
    """Cost, avoided CO2 with its reference, and every headline figure: catches a wrong one."""
    summary = {row[0]: row for row in rows_of(book, "Summary")}
    assert summary["cost"][1:3] == (pytest.approx(results.operation.objective), "EUR")
    assert summary["avoided CO2"][1] == pytest.approx(results.co2.avoided_t)
    assert "separate production; district heat from gas boilers" in summary["avoided CO2"][3]
    for figure in headline(results):
        assert summary[figure.label][1:3] == (pytest.approx(figure.value), "MWh")


def test_sums_close(results: Results, book: Workbook) -> None:
    """The ledger's rows and the cost by line add up to the cost; months add up to the total.

    Catches a line or month that is left out.
    """
    cost = results.operation.objective
    assert sum(row[4] for row in rows_of(book, "Ledger") if row[0] == "cost") == pytest.approx(cost)
    assert sum(row[3] for row in rows_of(book, "Cost by line")) == pytest.approx(cost)
    assert sum(row[7] for row in rows_of(book, "Bills")) == pytest.approx(cost)
    lines = rows_of(book, "Saving")
    assert sum(row[1] for row in lines[:-1]) == pytest.approx(lines[-1][1])
    for row in rows_of(book, "Energy by month"):
        assert sum(row[6:]) == pytest.approx(row[5])


def test_hand_calculated_energies(book: Workbook) -> None:
    """54 MW over 5 of 6 hours are 270 MWh of heat: the hour of outage gives none.

    Its full-load hours are 270/54 = 5. Catches power that is shown as energy.
    """
    plant = next(row for row in rows_of(book, "Equipment") if row[0] == "acid plant")
    assert plant[5:9] == (pytest.approx(270.0), pytest.approx(54.0), pytest.approx(54.0),
                          pytest.approx(5.0))
    by_day = book["Energy by day"]
    headings = [cell.value for cell in by_day[1]]
    column = headings.index("acid plant: heat [MWh]")
    assert rows_of(book, "Energy by day")[0][column] == pytest.approx(270.0)


def test_dates_are_dates_and_headings_stay(book: Workbook) -> None:
    """Months sort as dates, headings are frozen and filtered: catches dates written as text."""
    month = book["Ledger"].cell(2, 4)
    assert month.value == datetime(2019, 1, 1)
    assert month.is_date
    assert month.number_format == "yyyy-mm"
    for page in book.worksheets:
        if page.title != "Charts":
            assert str(page.freeze_panes).endswith("2"), page.title
            assert page.auto_filter.ref, page.title


def test_print_can_be_read_and_headings_stand_over_their_numbers(book: Workbook) -> None:
    """No page holds more than 260 characters across; numbers and their heading end at the right.

    Catches ninety columns on one page, and a heading beside its column.
    """
    for page in book.worksheets:
        if page.title != "Charts":
            width = sum(one.width for one in page.column_dimensions.values())
            assert width / (page.page_setup.fitToWidth or 1) <= 270, page.title
    first, last = book["Energy by month"]["A1"], book["Energy by month"]["F1"]
    assert (first.alignment.horizontal, last.alignment.horizontal) == ("left", "right")


def test_native_charts_are_there(book: Workbook) -> None:
    """Headers with a supply and the costs are drawn: catches a sheet of charts that is empty."""
    drawn = len(book["Charts"]._charts)  # type: ignore[attr-defined]
    assert drawn == 6  # five headers and the costs


def test_hostile_texts_stay_texts(results: Results, tmp_path: Path) -> None:
    """Texts of a scenario never become a formula, a link or a control character.

    Catches a writer that guesses what a text means.
    """
    owners = {**results.owners, **{name: OwnerFacts("contract", "fuel") for name in HOSTILE}}
    ledger = tuple(LedgerLine(name, name, "EUR", np.array([1.0])) for name in HOSTILE)
    bent = replace(results, name=HOSTILE[0], description=HOSTILE[5], owners=owners,
                   remarks=HOSTILE, operation=replace(results.operation, ledger=ledger))
    path = write_workbook(bent, tmp_path)
    book = openpyxl.load_workbook(path)
    cells = list(kinds(book))
    assert not [cell for cell, kind in cells if kind == "f" or cell.hyperlink]
    read = [row[1] for row in rows_of(book, "Ledger")]
    assert read[:6] == list(HOSTILE[:6])
    assert "\x1b" not in "".join(read)
    assert "\u202e" not in "".join(read)
    assert max(map(len, read)) == 32_767
    with zipfile.ZipFile(path) as archive:
        assert not [name for name in archive.namelist()
                    if "externalLink" in name or "vba" in name.lower()]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                page = archive.read(name)
                assert b"<f>" not in page
                assert b"<hyperlink" not in page


def test_numbers_that_are_none_are_words(tmp_path: Path) -> None:
    """An infinite bound is a word, for a spreadsheet has no such number; catches a crash."""
    sheet = Sheet("Numbers", "", (Column("Number", "number"),),
                  [(float("inf"),), (float("-inf"),), (None,), (float("nan"),)])
    book = openpyxl.load_workbook(write_book([sheet], tmp_path / "book.xlsx"))
    assert [row[0] for row in book["Numbers"].iter_rows(min_row=2, values_only=True)] == [
        "infinite", "minus infinite", None, "not a number"]


def test_the_same_results_give_the_same_bytes(results: Results, tmp_path: Path) -> None:
    """Catches a date of today in the properties."""
    (tmp_path / "again").mkdir()
    assert write_workbook(results, tmp_path).read_bytes() == write_workbook(
        results, tmp_path / "again").read_bytes()


def test_a_folder_that_is_not_there_is_explained(results: Results, tmp_path: Path) -> None:
    """Catches a traceback where the disk refuses."""
    with pytest.raises(ResultError, match="cannot be written"):
        write_workbook(results, tmp_path / "nowhere")
