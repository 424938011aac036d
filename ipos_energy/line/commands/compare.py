"""``ipos-energy compare``: what differs between results, in the inputs and in what came out."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ipos_energy.answer.comparison import Comparison
    from ipos_energy.answer.language import Language
    from ipos_energy.answer.workbook.sheet import Sheet

_WIDEST = 60


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``compare``."""
    parser.add_argument("results", type=Path, nargs="+", metavar="FOLDER",
                        help="folders of two results or more; differences are against the first")
    parser.add_argument("--html", type=Path, metavar="FILE", help="write a page too")
    parser.add_argument("--excel", type=Path, metavar="FILE", help="write a workbook too")
    parser.add_argument("--language", choices=("en", "sv"), default="en",
                        help="language of the tables (default: en)")


def execute(arguments: argparse.Namespace) -> int:
    """Compares; 0 where that was possible, 2 where the results are not comparable."""
    from ipos_energy.answer.comparison import compared, read_side
    from ipos_energy.answer.language import LANGUAGES
    from ipos_energy.errors import printable

    language = LANGUAGES[arguments.language]
    comparison = compared([read_side(folder) for folder in arguments.results], language)
    if arguments.html:
        from ipos_energy.answer.comparison.page import write_page

        write_page(comparison, arguments.html, language)
    if arguments.excel:
        from ipos_energy.answer.workbook.book import write_book

        write_book([*comparison.sheets, _remarks(comparison, language)], arguments.excel, language)
    print(printable("\n".join(_lines(comparison, language))))
    return 0


def _remarks(comparison: Comparison, language: Language) -> Sheet:
    from ipos_energy.answer.workbook.sheet import Column, Sheet

    say = language.say
    return Sheet(say("Remarks"), say("What must be known to read the comparison"),
                 (Column(say("Remark")),), [(remark,) for remark in comparison.remarks])


def _lines(comparison: Comparison, language: Language) -> Iterator[str]:
    for sheet in comparison.sheets:
        yield ""
        yield f"{sheet.name}: {sheet.about}"
        yield from _table(sheet, language) if sheet.rows else (f"  {language.say('nothing')}",)
    yield ""
    yield from comparison.remarks


def _table(sheet: Sheet, language: Language) -> Iterator[str]:
    """Aligned columns: texts to the left and cut where they are long, numbers to the right."""
    from ipos_energy.answer.comparison.page import shown

    cells = [[column.heading for column in sheet.columns],
             *([_cut(shown(cell, column.kind, language))
                for cell, column in zip(row, sheet.columns, strict=True)] for row in sheet.rows)]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for row in cells:
        aligned = (text.ljust(width) if column.kind == "text" else text.rjust(width)
                   for text, width, column in zip(row, widths, sheet.columns, strict=True))
        yield f"  {'  '.join(aligned)}".rstrip()


def _cut(text: str) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= _WIDEST else f"{line[:_WIDEST - 1]}…"
