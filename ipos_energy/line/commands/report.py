"""``ipos-energy report``: charts and workbook of a result again, without solving."""

from __future__ import annotations

import argparse
from pathlib import Path

from ipos_energy.errors import printable


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``report``."""
    parser.add_argument("result", type=Path, metavar="FOLDER", help="folder of a result")


def execute(arguments: argparse.Namespace) -> int:
    """Makes every chart and the workbook from the result's tables."""
    from ipos_energy.answer.charts import draw_charts
    from ipos_energy.answer.folder import read_summary, run_folder
    from ipos_energy.answer.summary import results_from
    from ipos_energy.answer.workbook import write_workbook

    summary = read_summary(arguments.result)
    run = run_folder(arguments.result, summary)
    results = results_from(summary, run)
    for path in (*draw_charts(results, run / "charts"), write_workbook(results, run)):
        print(printable(str(path)))
    return 0
