"""Sheets as an Excel workbook.

Texts of a scenario are written as texts whatever they begin with: never as a formula, a link or a
control character. Names of sheets are the program's own.
"""

from __future__ import annotations

import io
import math
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ipos_energy.answer.language import ENGLISH, Language
from ipos_energy.answer.whole_file import write_whole
from ipos_energy.answer.workbook.drawings import draw
from ipos_energy.answer.workbook.sheet import Cell, Column, Kind, Sheet
from ipos_energy.errors import printable

LONGEST_TEXT = 32_767
"""Characters that a cell takes."""

_NUMBERS: dict[Kind, str] = {
    "text": "General", "number": "#,##0.0", "money": "#,##0.00", "factor": "#,##0.0000",
    "whole": "#,##0", "percent": "0.0%", "tiny": "0.0E+00",
    "month": "yyyy-mm", "day": "yyyy-mm-dd",
}
_LIKE_FORMULAS = ("=", "+", "-", "@")
_NARROWEST, _WIDEST, _SLACK = 9, 60, 3
_LINE_HEIGHT, _TALLEST = 15.0, 400.0
_WIDEST_PAGE = 260
"""Characters across a printed page, below which print would be too small to read"""
_ROWS_LOOKED_AT = 500
_CREATED = datetime(2000, 1, 1)
"""A fixed date, so that the same results give the same bytes."""


def write_book(sheets: Sequence[Sheet], path: Path, language: Language = ENGLISH) -> Path:
    """Writes the sheets, after a first one that lists them. Raises ResultError."""
    return write_whole(path, book_of(sheets, language))


def book_of(sheets: Sequence[Sheet], language: Language) -> bytes:
    """The workbook as bytes."""
    file = io.BytesIO()
    book = Workbook(file, {"in_memory": True, "strings_to_formulas": False,
                           "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "ipos-energy", "created": _CREATED})
    styles = _Styles(book, language)
    for sheet in (_contents(sheets, language), *sheets):
        _write(book.add_worksheet(sheet.name), sheet, styles)
    draw(book, sheets, language)
    book.close()
    return file.getvalue()


class _Styles:
    """The formats of one workbook, and its words for what is no number."""

    def __init__(self, book: Workbook, language: Language) -> None:
        self.not_a_number = language.say("not a number")
        self.infinite = language.say("infinite")
        self.minus_infinite = language.say("minus infinite")
        heading = {"bold": True, "text_wrap": True, "valign": "top", "bottom": 1,
                   "bg_color": "#E7EDF2"}
        self.heading = book.add_format({**heading, "align": "left", "indent": 1})
        self.heading_of_numbers = book.add_format({**heading, "align": "right"})
        self.kinds: dict[Kind, Format] = {
            kind: book.add_format({"num_format": code, "valign": "top"})
            for kind, code in _NUMBERS.items()}
        text = {"valign": "top", "text_wrap": True, "align": "left", "indent": 1}
        self.text = book.add_format(text)
        # Marks a cell as text for good: editing it does not make a formula of it.
        self.quoted = book.add_format({**text, "quote_prefix": True})


def _contents(sheets: Sequence[Sheet], language: Language) -> Sheet:
    say = language.say
    return Sheet(say("Contents"), "", (Column(say("Sheet")), Column(say("What it holds"))),
                 [(sheet.name, sheet.about) for sheet in sheets])


def _write(page: Worksheet, sheet: Sheet, styles: _Styles) -> None:
    widths = [_width(sheet, number) for number in range(len(sheet.columns))]
    headings = [_text(column.heading) for column in sheet.columns]
    page.set_row(0, _height(headings, widths))
    for number, (column, heading) in enumerate(zip(sheet.columns, headings, strict=True)):
        page.write_string(0, number, heading, styles.heading if column.kind == "text"
                          else styles.heading_of_numbers)
        page.set_column(number, number, widths[number])
    for row, cells in enumerate(sheet.rows, start=1):
        page.set_row(row, _height(cells, widths))
        for number, (column, cell) in enumerate(zip(sheet.columns, cells, strict=True)):
            _write_cell(page, row, number, cell, column.kind, styles)
    page.freeze_panes(1, 1 if len(sheet.columns) > 2 else 0)
    page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.columns) - 1)
    _set_print(page, sum(widths))


def _set_print(page: Worksheet, width: int) -> None:
    """A4 across, as many pages wide as it takes to be read; headings and names on each."""
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(math.ceil(width / _WIDEST_PAGE), 0)
    page.repeat_rows(0)
    if width > _WIDEST_PAGE:
        page.repeat_columns(0)


def _write_cell(
    page: Worksheet, row: int, column: int, cell: Cell, kind: Kind, styles: _Styles
) -> None:
    if cell is None:
        return
    if isinstance(cell, str):
        text = _text(cell)
        page.write_string(row, column, text,
                          styles.quoted if text.startswith(_LIKE_FORMULAS) else styles.text)
    elif isinstance(cell, date):
        page.write_datetime(row, column, cell, styles.kinds[kind])
    elif math.isfinite(cell):
        page.write_number(row, column, cell, styles.kinds[kind])
    else:
        page.write_string(row, column, _word(cell, styles), styles.text)


def _word(number: float, styles: _Styles) -> str:
    """A number for which a spreadsheet has none."""
    if math.isnan(number):
        return styles.not_a_number
    return styles.infinite if number > 0 else styles.minus_infinite


def _text(text: str) -> str:
    return printable(text)[:LONGEST_TEXT]


def _width(sheet: Sheet, number: int) -> int:
    """Characters that the column takes, in which long texts wrap."""
    column = sheet.columns[number]
    shown = [_shown(row[number], column.kind) for row in sheet.rows[:_ROWS_LOOKED_AT]]
    longest = max([min(len(column.heading), 24), *shown])
    return min(max(longest + _SLACK, _NARROWEST), _WIDEST)


def _height(cells: Sequence[Cell], widths: Sequence[int]) -> float:
    """Points that the row takes with its long texts wrapped."""
    lines = [sum(math.ceil(len(part) / (width - 1)) or 1 for part in cell.split("\n"))
             for cell, width in zip(cells, widths, strict=True) if isinstance(cell, str)]
    return min(_LINE_HEIGHT * max([1, *lines]), _TALLEST)


def _shown(cell: Cell, kind: Kind) -> int:
    if cell is None:
        return 0
    if isinstance(cell, str):
        return len(cell)
    if isinstance(cell, date):
        return 10
    return len(f"{cell:,.4f}" if kind == "factor" else f"{cell:,.2f}")
