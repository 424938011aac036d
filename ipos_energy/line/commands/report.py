"""``ipos-energy report``: charts, report and workbook of a result again, without solving."""

from __future__ import annotations

import argparse
from pathlib import Path

from ipos_energy.errors import printable


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``report``."""
    parser.add_argument("result", type=Path, metavar="FOLDER", help="folder of a result")
    parser.add_argument("--language", choices=("en", "sv"), default="en",
                        help="language of charts, report and workbook (default: en)")


def execute(arguments: argparse.Namespace) -> int:
    """Makes every chart, the report and the workbook from the result's tables."""
    from ipos_energy.answer.charts import draw_charts
    from ipos_energy.answer.folder import open_result
    from ipos_energy.answer.report import write_report
    from ipos_energy.answer.summary import results_from
    from ipos_energy.answer.workbook import write_workbook

    with open_result(arguments.result) as (summary, run):
        results = results_from(summary, run)
        charts = draw_charts(results, run / "charts", arguments.language)
        report = write_report(results, run, arguments.language)
        workbook = write_workbook(results, run, arguments.language)
    for path in (*charts, report, workbook):
        print(printable(str(path)))
    return 0
