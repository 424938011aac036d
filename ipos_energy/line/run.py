"""One run: from a scenario file to a result's folder."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ipos_energy.answer.results import Results
from ipos_energy.errors import ResultError
from ipos_energy.line.progress import Progress
from ipos_energy.park.impossible.error import ImpossibleError
from ipos_energy.park.scenario import Scenario

if TYPE_CHECKING:
    from ipos_energy.mathematics.living import Living


@dataclass(frozen=True)
class RunOptions:
    """What a run is asked for, besides the scenario."""

    charts: bool = True
    """Charts, and the report that they stand in"""
    language: str = "en"
    """Of charts, report and workbook, and of the page of an impossible scenario, as its code"""
    workbook: bool = True
    csv: bool = False
    allow_outside_files: bool = False


@dataclass(frozen=True)
class Finished:
    """A run that has become a result: its results, summary and folder."""

    results: Results
    summary: dict[str, Any]
    folder: Path
    run: Path


def run_file(
    path: Path, out: Path, overrides: Sequence[str], options: RunOptions, progress: Progress
) -> Finished:
    """Reads, solves, audits and writes one scenario.

    Raises ScenarioError, ImpossibleError, SolverError or ResultError; ``out`` then still holds the
    result that it held before, and says beside it why there is no operation.
    """
    progress.stage("load")
    from ipos_energy.park.load import load

    scenario = load(path, overrides, allow_outside_files=options.allow_outside_files)
    progress.warn(scenario.warnings)
    try:
        results, highs_run = solve_scenario(scenario, progress)
    except ImpossibleError as error:
        raise ImpossibleError(error.explanation, _written(error, out, options.language)) from error
    progress.stage("write")
    return _write(scenario, results, highs_run, out, options, progress)


def _written(error: ImpossibleError, out: Path, language: str) -> str:
    """Writes why there is no operation beside an earlier result; says where, or why not."""
    from ipos_energy.answer.folder import INFEASIBLE, INFEASIBLE_PAGE, publish_infeasible
    from ipos_energy.answer.impossible import page_of, plain_of
    from ipos_energy.answer.language import LANGUAGES

    finished = datetime.now(UTC).isoformat(timespec="seconds")
    try:
        publish_infeasible(out, plain_of(error.explanation, finished),
                           page_of(error.explanation, finished, LANGUAGES[language]))
    except ResultError as refusal:
        return str(refusal)
    return f"This as a page: {out / INFEASIBLE_PAGE}, as data: {out / INFEASIBLE}"


def solve_scenario(
    scenario: Scenario, progress: Progress, living: Living | None = None
) -> tuple[Results, float]:
    """The audited results of a scenario, and the CPU seconds inside HiGHS's ``run``.

    With ``living`` it starts from the optimum of the scenario solved before with it, if it can.
    """
    progress.stage("build")
    from ipos_energy.answer.audit import audited
    from ipos_energy.answer.results import results_of
    from ipos_energy.mathematics.optimise import optimise

    operation, highs_run = optimise(scenario, progress.stage, progress.watch, living)
    progress.stage("audit")
    return audited(scenario, results_of(scenario, operation)), highs_run


def _write(
    scenario: Scenario, results: Results, highs_run: float, out: Path, options: RunOptions,
    progress: Progress,
) -> Finished:
    from ipos_energy.answer.effective import input_hash, write_effective
    from ipos_energy.answer.folder import new_run, publish
    from ipos_energy.answer.summary import RunFacts, summary_of
    from ipos_energy.answer.tables import tables_of, write_tables

    with new_run(out) as run:
        write_tables(tables_of(results), run, csv=options.csv)
        write_effective(scenario, run / "scenario.yaml")
        if options.charts:
            progress.stage("charts")
            from ipos_energy.answer.charts import draw_charts
            from ipos_energy.answer.report import write_report

            draw_charts(results, run / "charts", options.language)
            write_report(results, run, options.language)
        if options.workbook:
            progress.stage("workbook")
            from ipos_energy.answer.workbook import write_workbook

            write_workbook(results, run, options.language)
        progress.stage("write")
        timing = {**progress.cpu_s, "highs_run": highs_run}
        facts = RunFacts(_versions(), input_hash(scenario), timing,
                         datetime.now(UTC).isoformat(timespec="seconds"))
        summary = summary_of(results, facts, run)
        publish(out, run, summary)
    return Finished(results, summary, out, run)


def _versions() -> dict[str, str]:
    names = ("ipos-energy", "pyomo", "highspy", "numpy", "pydantic", "pint", "seuif97")
    return {"python": platform.python_version(), **{name: version(name) for name in names}}
