"""Why the cost has no bottom: the direction in which it falls without end.

A direction r can be followed for ever where no row and no bound stops it:

    a_i·r ≥ 0 where row i has a lower limit, ≤ 0 where it has an upper one
    r_j ≥ 0 where column j has a lower bound, ≤ 0 where it has an upper one

The steepest such direction of at most 1 MW a flow is the optimum of a linear program with the
same matrix; its flows at the contracts are the loop.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.explain.imbalances import runs_of, span_of
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.park.impossible.findings import Loop
from ipos_energy.park.series import FloatArray

_NEGLIGIBLE = 1e-6


def loops_of(model: Model, compiled: Compiled) -> tuple[Loop, ...]:
    """The loops that earn without end; none where the cost has a bottom."""
    answer = solve(_directions(compiled.program), Limits())
    if not answer.has_point:
        return ()
    return tuple(_loops(model, compiled, answer.x))


def may_be_endless(program: LinearProgram) -> bool:
    """Whether somewhere unlimited sales earn more than unlimited purchases of one row cost.

    A quick look before a program is solved, since solvers are slow to see that a cost has no
    bottom. It may still have one, where a peak is charged.
    """
    earns = np.isinf(program.upper) & (program.cost < 0)
    if not earns.any():
        return False
    row, column, value = program.matrix.row, program.matrix.column, program.matrix.value
    balance = (program.row_lower == program.row_upper)[row] & np.isinf(program.upper)[column]
    cost_each = program.cost[column] / np.abs(value)
    cheapest, dearest = np.full((2, program.matrix.rows), np.inf)
    for least, sign in ((cheapest, 1.0), (dearest, -1.0)):
        here = balance & (np.sign(value) == sign)
        np.minimum.at(least, row[here], cost_each[here])
    return bool((cheapest + dearest < -_NEGLIGIBLE).any())


def _directions(program: LinearProgram) -> LinearProgram:
    """The program of all directions in a box, of which the steepest is looked for."""
    def cone(lower: FloatArray, upper: FloatArray, end: float) -> tuple[FloatArray, FloatArray]:
        return (np.where(np.isfinite(lower), 0.0, -end), np.where(np.isfinite(upper), 0.0, end))

    lower, upper = cone(program.lower, program.upper, 1.0)
    row_lower, row_upper = cone(program.row_lower, program.row_upper, np.inf)
    return replace(program, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper,
                   offset=0.0, integer=np.zeros_like(program.integer))


def _loops(model: Model, compiled: Compiled, direction: FloatArray) -> Iterator[Loop]:
    """One loop for each set of flows that go round in the same steps."""
    turns = [(flow, affine.value(direction) - affine.constants())
             for flow, affine in zip(model.flows, compiled.flows, strict=True)]
    moving = np.array([np.abs(values) > _NEGLIGIBLE for _, values in turns])
    sold = np.array([flow.owner in model.scenario.contracts for flow, _ in turns])
    bought = sum((np.maximum(values, 0.0) for flow, values in turns
                  if flow.owner in model.scenario.contracts and flow.direction == "in"),
                 np.zeros(model.scenario.horizon.steps))
    earned = _earned(model, compiled, direction, int(moving[sold].any(axis=0).sum()))
    for kind in np.unique(moving, axis=1).T:
        here = (kind == moving.T).all(axis=1) & (earned > _NEGLIGIBLE)
        if not (kind & sold).any() or not here.any():
            continue
        names = [flow for (flow, _), goes in zip(turns, kind, strict=True) if goes]
        by_mwh = earned[here] / np.where(bought[here] > _NEGLIGIBLE, bought[here], 1.0)
        horizon = model.scenario.horizon
        yield Loop(
            tuple(f"{flow.owner}: {flow.label}" for flow in names
                  if flow.owner in model.scenario.contracts),
            tuple(dict.fromkeys(flow.owner for flow in names
                                if flow.owner not in model.scenario.contracts)),
            tuple(span_of(horizon, run) for run in runs_of(here)),
            float(here.sum()) * horizon.step_hours, float(by_mwh.min()), float(by_mwh.max()))


def _earned(
    model: Model, compiled: Compiled, direction: FloatArray, turning: int
) -> FloatArray:
    """What each step earns per hour along a direction (T,).

    Costs of longer times, such as a month's peak, are shared by the steps in which it turns.
    """
    earned = np.zeros(model.scenario.horizon.steps)
    for stated, affine in zip(model.costs, compiled.costs, strict=True):
        along = affine.value(direction) - affine.constants()
        if stated.span == "step":
            earned -= along
        elif turning:
            earned -= along.sum() / (turning * model.scenario.horizon.step_hours)
    return earned
