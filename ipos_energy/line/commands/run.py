"""``ipos-energy run``: find the best operation and write its results."""

from __future__ import annotations

import argparse
from pathlib import Path


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``run``."""
    parser.add_argument("scenario", type=Path, help="scenario file")
    parser.add_argument("--out", type=Path, metavar="FOLDER",
                        help="folder of the result (default: results/ and the file's name)")
    parser.add_argument("--set", dest="overrides", action="append", default=[],
                        metavar="KEY=VALUE",
                        help='change a value, such as contracts.gas.energy_price="45 EUR/MWh"')
    parser.add_argument("--language", choices=("en", "sv"), default="en",
                        help="language of charts, report and workbook (default: en)")
    parser.add_argument("--no-charts", action="store_true",
                        help="leave the charts, the report and the workbook out")
    parser.add_argument("--no-workbook", action="store_true", help="leave the workbook out")
    parser.add_argument("--csv", action="store_true", help="write the tables as CSV too")
    parser.add_argument("--quiet", action="store_true", help="print nothing but errors")
    parser.add_argument("--time-limit", type=_seconds, metavar="SECONDS",
                        help="give up solving after this long; the scenario's "
                             "solver.time_limit")
    parser.add_argument("--allow-outside-files", action="store_true",
                        help="let the scenario name files outside its own folder")


def execute(arguments: argparse.Namespace) -> int:
    """Runs the scenario; 0 where its result passed the audit, 1 where it did not."""
    from ipos_energy.line.progress import Progress
    from ipos_energy.line.run import RunOptions, run_file

    path: Path = arguments.scenario
    out: Path = arguments.out or Path("results") / path.stem
    options = RunOptions(charts=not arguments.no_charts, language=arguments.language,
                         workbook=not (arguments.no_workbook or arguments.no_charts),
                         csv=arguments.csv,
                         allow_outside_files=arguments.allow_outside_files)
    overrides = [*arguments.overrides]
    if arguments.time_limit is not None:
        overrides.append(f"solver.time_limit={arguments.time_limit:.12g} s")
    with Progress(quiet=arguments.quiet) as progress:
        finished = run_file(path, out, overrides, options, progress)
    if not arguments.quiet:
        from ipos_energy.line.screen import screen

        print(screen(finished))
    return 0 if finished.results.passed else 1


def _seconds(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0.0 < seconds < float("inf"):
        raise argparse.ArgumentTypeError(f'"{text}" is not a number of seconds above zero')
    return seconds
