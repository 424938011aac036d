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
    """Makes every chart, the report and the workbook from the result's tables, beside them.

    All of them take the place of the earlier ones in one step.
    """
    from ipos_energy.answer.charts import draw_charts
    from ipos_energy.answer.folder import (
        new_run,
        open_result,
        publish_redrawn,
        share_tables,
    )
    from ipos_energy.answer.report import write_report
    from ipos_energy.answer.summary import results_from
    from ipos_energy.answer.workbook import write_workbook

    folder = arguments.result
    with open_result(folder) as (summary, drawn_from), new_run(folder) as run:
        results = results_from(summary, drawn_from)
        share_tables(drawn_from, run)
        charts = draw_charts(results, run / "charts", arguments.language)
        report = write_report(results, run, arguments.language)
        workbook = write_workbook(results, run, arguments.language)
        publish_redrawn(folder, run, drawn_from, summary)
    for path in (*charts, report, workbook):
        print(printable(str(path)))
    return 0
