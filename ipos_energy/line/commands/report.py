"""``ipos-energy report``: draw the charts of a result again, without solving."""

from __future__ import annotations

import argparse
from pathlib import Path

from ipos_energy.errors import printable


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``report``."""
    parser.add_argument("result", type=Path, metavar="FOLDER", help="folder of a result")


def execute(arguments: argparse.Namespace) -> int:
    """Draws every chart from the result's tables."""
    from ipos_energy.answer.charts import draw_charts
    from ipos_energy.answer.folder import read_summary, run_folder
    from ipos_energy.answer.summary import results_from

    summary = read_summary(arguments.result)
    run = run_folder(arguments.result, summary)
    for path in draw_charts(results_from(summary, run), run / "charts"):
        print(printable(str(path)))
    return 0
