"""A comparison as one self-contained page without scripts, every text escaped."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from html import escape
from pathlib import Path

from ipos_energy.answer.comparison.compare import Comparison
from ipos_energy.answer.language import ENGLISH, Language
from ipos_energy.answer.whole_file import write_whole
from ipos_energy.answer.workbook.sheet import Cell, Column, Kind, Sheet
from ipos_energy.errors import printable

DECIMALS: dict[Kind, int] = {"money": 2, "number": 1, "factor": 4, "whole": 0}

_STYLE = """\
body { font: 15px/1.45 system-ui, sans-serif; color: #1b1f23; margin: 2rem auto; max-width: 70rem;
  padding: 0 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: .5rem 0 2rem; }
caption { text-align: left; color: #4a525a; padding-bottom: .4rem; }
th, td { border-bottom: 1px solid #d0d7de; padding: .25rem .7rem; text-align: left;
  vertical-align: top; max-width: 30rem; overflow-wrap: break-word; }
.number { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
thead th { background: #e7edf2; }
@media print { body { max-width: none; font-size: 10pt; } tr { break-inside: avoid; } }
"""


def write_page(comparison: Comparison, path: Path, language: Language) -> None:
    """Writes the page. Raises ResultError where it cannot be written."""
    write_whole(path, page_of(comparison, language))


def page_of(comparison: Comparison, language: Language = ENGLISH) -> str:
    """The page as HTML, in the language of the comparison."""
    title = _text(language.say("Comparison of results"))
    return "\n".join((
        '<!doctype html>', f'<html lang="{language.code}">', "<head>", '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title>", f"<style>\n{_STYLE}</style>", "</head>", "<body>",
        f"<h1>{title}</h1>",
        *(f"<p>{_text(remark)}</p>" for remark in comparison.remarks),
        *(line for sheet in comparison.sheets for line in _table(sheet, language)),
        "</body>", "</html>", ""))


def shown(cell: Cell, kind: Kind, language: Language) -> str:
    """A cell as text: numbers with thousands apart and the decimals of their kind."""
    if cell is None:
        return ""
    if isinstance(cell, str):
        return cell
    if isinstance(cell, date):
        return cell.isoformat()
    return language.number(cell, DECIMALS.get(kind, 1))


def _table(sheet: Sheet, language: Language) -> Iterator[str]:
    yield f"<h2>{_text(sheet.name)}</h2>"
    if not sheet.rows:
        yield f"<p>{_text(sheet.about)}: {_text(language.say('nothing'))}.</p>"
        return
    yield f'<div class="wide"><table><caption>{_text(sheet.about)}</caption>'
    headings = "".join(f'<th scope="col"{_mark(one)}>{_text(one.heading)}</th>'
                       for one in sheet.columns)
    yield f"<thead><tr>{headings}</tr></thead><tbody>"
    for row in sheet.rows:
        cells = "".join(_cell(cell, column, language)
                        for cell, column in zip(row, sheet.columns, strict=True))
        yield f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"


def _cell(cell: Cell, column: Column, language: Language) -> str:
    return f"<td{_mark(column)}>{_text(shown(cell, column.kind, language))}</td>"


def _mark(column: Column) -> str:
    return "" if column.kind == "text" else ' class="number"'


def _text(text: str) -> str:
    return escape(printable(text))
