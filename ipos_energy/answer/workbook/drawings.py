"""Native charts on a sheet of their own; titles and names are references to cells, never text."""

from __future__ import annotations

from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.chart import Chart

from ipos_energy.answer.language import Language
from ipos_energy.answer.workbook.sheet import Drawing, Sheet

_WIDTH, _HEIGHT, _ROWS_APART, _PER_PAGE = 720, 380, 20, 3
_COLOURS = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#999999",
            "#F0E442")
"""Okabe and Ito's, which colour-blind people tell apart"""


def draw(book: Workbook, sheets: Sequence[Sheet], language: Language) -> None:
    """Adds the sheet of charts, where there is anything to draw."""
    drawings = [(sheet, drawing) for sheet in sheets for drawing in sheet.drawings]
    if not drawings:
        return
    page = book.add_worksheet(language.say("Charts"))
    page.set_paper(9)
    page.set_print_scale(60)
    page.set_h_pagebreaks(range(_PER_PAGE * _ROWS_APART, len(drawings) * _ROWS_APART,
                                _PER_PAGE * _ROWS_APART))
    for number, (sheet, drawing) in enumerate(drawings):
        chart = (_across if drawing.across else _down)(book, sheet, drawing)
        chart.set_title({"name": [sheet.name, drawing.rows[0] + 1, drawing.title]
                         if drawing.across else [sheet.name, 0, drawing.columns[0]],
                         "name_font": {"size": 12}})
        chart.set_size({"width": _WIDTH, "height": _HEIGHT})
        page.insert_chart(number * _ROWS_APART, 0, chart)


def _across(book: Workbook, sheet: Sheet, drawing: Drawing) -> Chart:
    """Stacked columns: a series for each row."""
    chart: Chart = book.add_chart({"type": "column", "subtype": "stacked"})
    first, last = drawing.columns[0], drawing.columns[-1]
    for number, row in enumerate(drawing.rows):
        chart.add_series({
            "name": [sheet.name, row + 1, drawing.name],
            "categories": [sheet.name, 0, first, 0, last],
            "values": [sheet.name, row + 1, first, row + 1, last],
            "fill": {"color": _COLOURS[number % len(_COLOURS)]}, "gap": 60})
    chart.set_y_axis({"name": drawing.unit, "num_format": "#,##0"})
    return chart


def _down(book: Workbook, sheet: Sheet, drawing: Drawing) -> Chart:
    """Horizontal bars: one series, a bar for each row."""
    chart: Chart = book.add_chart({"type": "bar"})
    first, last, column = drawing.rows[0] + 1, drawing.rows[-1] + 1, drawing.columns[0]
    chart.add_series({
        "name": [sheet.name, 0, column],
        "categories": [sheet.name, first, drawing.name, last, drawing.name],
        "values": [sheet.name, first, column, last, column],
        "fill": {"color": _COLOURS[0]}, "gap": 40})
    chart.set_x_axis({"name": drawing.unit, "num_format": "#,##0"})
    chart.set_y_axis({"reverse": True, "label_position": "low"})
    chart.set_legend({"none": True})
    return chart
