"""Sizes found on typical periods, and the year solved with these sizes.

    1. Representative periods: :mod:`tsam` clusters the horizon's periods by all profiles and by
       what outages leave (hierarchically; a cluster's medoid, a real day, stands for it). The
       period in which the companies take most of a header stands for itself, so that sizes suffice
       there.
    2. The program folded onto them (:mod:`fold`) gives the sizes.
    3. The whole program with these sizes gives the operation, its cost and its prices.

By weak duality, what the sizes could save at best follows from their reduced costs d in step 3:

    bound = cost − Σ_s [d_s·size_s − min(d_s·least_s, d_s·most_s)]

No sizes and no operation cost less than that.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.errors import MissingPackageError
from ipos_energy.mathematics.fold import Representatives, fold, unfolded
from ipos_energy.mathematics.linear import BoolArray, IntArray, LinearProgram
from ipos_energy.mathematics.solve import Solved, status_within
from ipos_energy.park.operation import SizeOnPeriods, TypicalOutcome
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.solver import TypicalPeriods

STATUS = "typical periods"
"""Of an operation whose sizes were found on typical periods and are not proven within the gap."""

_NEGLIGIBLE = 1e-9

Report = Callable[[str], None]
Solve = Callable[[LinearProgram], Solved]


@dataclass(frozen=True)
class Sizing:
    """The columns that are fixed (columns,), and those whose values are shown, by owner and label.

    ``shown`` maps owner, label and unit of each size to its column.
    """

    fixed: BoolArray
    shown: dict[tuple[str, str, str], int]


def representatives_of(scenario: Scenario, typical: TypicalPeriods) -> Representatives:
    """The periods that stand for others.

    Raises MissingPackageError where tsam is not installed.
    """
    length = round(typical.length / scenario.horizon.step_hours)
    periods = scenario.horizon.steps // length
    of = np.arange(periods)
    if typical.number < periods:
        of = _clustered(scenario, typical.number, length)
        for extreme in dict.fromkeys(_extremes(scenario, of, length)):
            of = _on_its_own(of, extreme)
    return Representatives(length, of)


def _clustered(scenario: Scenario, number: int, length: int) -> IntArray:
    """The medoid of the cluster of each period (P,)."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            from tsam.timeseriesaggregation import TimeSeriesAggregation
    except ImportError as error:
        raise MissingPackageError(
            "Typical periods are chosen by the package tsam, which is not installed.\n"
            "    Install it: pip install \"ipos-energy[typical-periods]\", or leave "
            "solver.typical_periods out.") from error
    import pandas as pd

    columns = {f"{k}": values for k, values in enumerate(_features(scenario))}
    if not columns:
        return np.zeros(scenario.horizon.steps // length, dtype=np.int64)
    hours = scenario.horizon.step_hours
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        aggregation = TimeSeriesAggregation(
            pd.DataFrame(columns, index=pd.DatetimeIndex(scenario.horizon.utc)),
            noTypicalPeriods=number, hoursPerPeriod=length * hours, resolution=hours,
            clusterMethod="hierarchical", representationMethod="medoidRepresentation",
            rescaleClusterPeriods=False)
        aggregation.createTypicalPeriods()
    medoids = np.asarray(aggregation.clusterCenterIndices, dtype=np.int64)
    return medoids[np.asarray(aggregation.clusterOrder, dtype=np.int64)]


def _features(scenario: Scenario) -> Iterator[FloatArray]:
    """All that varies over time, by which periods are alike: profiles and outages."""
    for profile in scenario.series.values():
        if np.ptp(profile.values) > 0:
            yield profile.values
    for unit in scenario.units.values():
        available = unit.availability(scenario.horizon)
        if np.ptp(available) > 0:
            yield available


def _extremes(scenario: Scenario, of: IntArray, length: int) -> Iterator[int]:
    """For each header the period in which the companies take most of it at once.

    None where a representative has as high a demand already.
    """
    demand: dict[str, FloatArray] = {}
    for company in scenario.companies.values():
        for header, series in company.demands.items():
            demand[header] = demand.get(header, 0.0) + series.values
    for values in demand.values():
        highest = values.reshape(-1, length).max(axis=1)
        if highest[of].max() < highest.max():
            yield int(np.argmax(highest))


def _on_its_own(of: IntArray, period: int) -> IntArray:
    """A period stands for itself; one that stood for others leaves them to the next of them."""
    result = of.copy()
    others = np.flatnonzero((of == period) & (np.arange(len(of)) != period))
    if len(others):
        result[others] = others[len(others) // 2]
    result[period] = period
    return result


def solve_typical(
    stated: LinearProgram, scenario: Scenario, typical: TypicalPeriods, sizing: Sizing,
    gap: float, solve: Solve, report: Report,
) -> Solved:
    """Sizes on typical periods, then the whole with them; ``solve`` solves a program.

    The status is "optimal" or "within gap" only where the bound proves it, otherwise "typical
    periods".

    Where no operation of the whole meets every demand with these sizes, they may grow.
    """
    representatives = representatives_of(scenario, typical)
    folded = fold(stated, scenario.horizon, representatives)
    small = solve(folded.program)
    if not small.answer.has_point:
        return small
    found = unfolded(folded, small.answer.x, stated.matrix.columns)
    report(f"Typical periods: sizes from {representatives.count} of "
           f"{len(representatives.of)} periods in {small.answer.run_cpu_s:.1f} s of HiGHS")
    solved = solve(_with_sizes(stated, sizing.fixed, found))
    grown = solved.answer.status == "infeasible"
    if grown:
        report("Typical periods: the sizes found do not suffice in every step, so they may grow.")
        solved = solve(_with_sizes(stated, sizing.fixed, found, may_grow=True))
    if not solved.answer.has_point or not len(solved.answer.row_dual):
        return solved
    whole = solve(stated) if typical.compare else None
    if whole is not None and not whole.answer.has_point:
        whole = None
    outcome = TypicalOutcome(
        number=representatives.count, periods=len(representatives.of),
        length_hours=typical.length, cost_on_periods=small.cost, cost=solved.cost, grown=grown,
        cost_at_once=None if whole is None else whole.cost,
        sizes=tuple(SizeOnPeriods(*name, float(solved.answer.x[column]),
                                  None if whole is None else float(whole.answer.x[column]))
                    for name, column in sizing.shown.items()))
    bound = _bound(stated, solved, solved.cost) if whole is None else whole.bound
    status = status_within(solved.cost, bound, gap, STATUS)
    return replace(solved, bound=bound, typical=outcome,
                   answer=replace(solved.answer, status=status),
                   run_cpu_s=small.run_cpu_s + solved.run_cpu_s + (
                       0.0 if whole is None else whole.run_cpu_s))


def _with_sizes(
    stated: LinearProgram, fixed: BoolArray, x: FloatArray, *, may_grow: bool = False
) -> LinearProgram:
    """The program with the sizes at their values in ``x``, or at least there."""
    value = np.clip(x, stated.lower, stated.upper)
    value = np.where(stated.integer, np.round(value), value)
    return replace(stated, lower=np.where(fixed, value, stated.lower),
                   upper=np.where(fixed & (not may_grow), value, stated.upper))


def _bound(stated: LinearProgram, solved: Solved, cost: float) -> float:
    """What no sizes can beat, by the reduced costs of the columns that were fixed."""
    program, d = solved.program, solved.answer.column_dual
    at = np.flatnonzero(((stated.lower != program.lower) | (stated.upper != program.upper))
                        & (np.abs(d) > _NEGLIGIBLE))
    best = np.where(d[at] > 0, stated.lower[at], stated.upper[at])
    return cost - float(np.sum(d[at] * (solved.answer.x[at] - best)))
