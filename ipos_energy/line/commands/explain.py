"""``ipos-energy explain``: what set the prices of a result, or why there is none."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from ipos_energy.errors import Problem, ScenarioError, nearest, printable

if TYPE_CHECKING:
    from ipos_energy.answer.results import Calendar, Results


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``explain``."""
    parser.add_argument("result", type=Path, metavar="FOLDER", help="folder of a result")
    parser.add_argument("--hour", type=_moment, metavar="TIME",
                        help="the hour to explain, local time such as 2019-01-15T18:00; all hours "
                             "together where it is left out")
    parser.add_argument("--header", dest="headers", action="append", default=[], metavar="NAME",
                        help="explain this header alone; may be given several times")


def execute(arguments: argparse.Namespace) -> int:
    """Prints why there is no operation, or else what set the price of each header."""
    from ipos_energy.answer.folder import read_infeasible, read_summary, run_folder
    from ipos_energy.answer.prices.hour import explained_hour
    from ipos_energy.answer.prices.text import hour_text, shares_text
    from ipos_energy.answer.summary import results_from

    infeasible = read_infeasible(arguments.result)
    if infeasible is not None and arguments.hour is None:
        print(printable(f"{infeasible['text']}\nFound {infeasible['finished']}."))
        return 0
    summary = read_summary(arguments.result)
    results = results_from(summary, run_folder(arguments.result, summary))
    headers = _headers(results, arguments.headers)
    if arguments.hour is None:
        text = shares_text(results, headers)
    else:
        step = _step(results.calendar, arguments.hour)
        text = hour_text(results, explained_hour(results, step, headers))
    print(printable(text))
    return 0


def _headers(results: Results, wanted: list[str]) -> list[str]:
    """The headers asked for, or all. Raises ScenarioError where there is no such header."""
    unknown = [name for name in wanted if name not in results.headers]
    if unknown:
        raise ScenarioError(Problem(f'the result has no header "{name}"', "--header",
                                    advice=nearest(name, results.headers)) for name in unknown)
    return wanted or list(results.headers)


def _step(calendar: Calendar, moment: datetime) -> int:
    """The step that a moment lies in. Raises ScenarioError where it lies in none."""
    import numpy as np

    clock = calendar.local if moment.tzinfo is None else calendar.utc
    plain = moment if moment.tzinfo is None else moment.astimezone(UTC)
    since = np.datetime64(plain.replace(tzinfo=None), "s") - clock
    inside = (since >= np.timedelta64(0, "s")) & (
        since < np.timedelta64(round(calendar.step_hours * 3600), "s"))
    if not inside.any():
        raise ScenarioError([Problem(
            f"{moment:%Y-%m-%d %H:%M} is not among the steps of the result, which go from "
            f"{str(clock[0])[:16].replace('T', ' ')} to {str(clock[-1])[:16].replace('T', ' ')}",
            "--hour")])
    return int(np.argmax(inside))


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(
            f'"{text}" is no time such as 2019-01-15T18:00') from error
