"""Why a scenario cannot be satisfied: where energy is missing or left over.

The same equations are solved once more without costs and with slack, which the ordinary model
never has: on every header's balance (10 per MWh) and on every limit over the whole horizon (1).
The smallest slack shows what is missing. Hours that follow each other are told as one event.
Integers are left out, unless nothing is missing without them: then it is they that forbid it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import Block, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.model import Model
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.scenario import EMISSIONS
from ipos_energy.park.series import FloatArray

_LIMIT_SPANS = ("once", "year", "month", "day")
_HEADER_WEIGHT, _LIMIT_WEIGHT = 10.0, 1.0
_NEGLIGIBLE_MW = 1e-6
_MOST_EVENTS, _MOST_LIMITS = 5, 8
_WITH_INTEGERS = Limits(time_s=60.0, gap=0.05)


@dataclass(frozen=True)
class _Slack:
    """Columns that let the rows of one block be missed: by ``sign`` times their value."""

    block: Block
    sign: float
    columns: slice


def explain_infeasible(model: Model, compiled: Compiled) -> str:
    """What is missing where, in sentences for a planner."""
    elastic, slacks = _elastic(model, compiled.program)
    answer = solve(elastic, Limits())
    sentences = ["No operation meets every demand within every limit."]
    if compiled.program.integer.any() and answer.has_point and answer.bound < _NEGLIGIBLE_MW:
        sentences = ["No operation meets every demand within every limit, though one would if "
                     "minimum loads, minimum times and other decisions of 0 or 1 were left out."]
        integer = np.zeros_like(elastic.integer)
        integer[:len(compiled.program.integer)] = compiled.program.integer
        answer = solve(replace(elastic, integer=integer), _WITH_INTEGERS)
    if not answer.has_point:
        return sentences[0]
    for slack in slacks:
        values = answer.x[slack.columns]
        if slack.block.span == "step":
            sentences += _events(model, compiled, slack, values, answer.x)
        elif values.max() > _NEGLIGIBLE_MW:
            unit = "t" if slack.block.owner == EMISSIONS else "MWh"
            sentences.append(f'"{slack.block.name}" is missed by {values.max():,.1f} {unit}.')
    return "\n".join(sentences)


def _elastic(model: Model, program: LinearProgram) -> tuple[LinearProgram, list[_Slack]]:
    """The program without costs, with slack on balances and on limits over the horizon.

    How a unit is switched on and off stays as it is: there is no energy in it.
    """
    headers, hours = model.scenario.headers, model.scenario.horizon.step_hours
    balances = [block for block in program.row_blocks
                if block.label == "balance" and block.owner in headers]
    switched = {block.owner for block in program.column_blocks
                if block.owner in model.scenario.units and program.integer[block.slice].any()}
    limits = [block for block in program.row_blocks
              if block.span in _LIMIT_SPANS and block.owner not in switched]
    weights = [(block, _HEADER_WEIGHT * hours) for block in balances]
    weights += [(block, _LIMIT_WEIGHT) for block in limits]
    slacks, costs, start = [], [np.zeros(len(program.cost))], len(program.cost)
    rows, columns, values = [program.matrix.row], [program.matrix.column], [program.matrix.value]
    for block, weight in weights:
        for sign in (1.0, -1.0):
            slacks.append(_Slack(block, sign, slice(start, start + block.count)))
            rows.append(np.arange(block.start, block.start + block.count))
            columns.append(np.arange(start, start + block.count))
            values.append(np.full(block.count, sign))
            costs.append(np.full(block.count, weight))
            start += block.count
    added = start - len(program.cost)
    elastic = replace(
        program,
        matrix=matrix_from_triplets(np.concatenate(rows), np.concatenate(columns),
                                    np.concatenate(values), program.matrix.rows, start),
        cost=np.concatenate(costs), offset=0.0,
        integer=np.zeros(start, dtype=bool),
        lower=np.concatenate([program.lower, np.zeros(added)]),
        upper=np.concatenate([program.upper, np.full(added, np.inf)]),
    )
    return elastic, slacks


def _events(
    model: Model, compiled: Compiled, slack: _Slack, missing_mw: FloatArray, x: FloatArray
) -> Iterator[str]:
    """One sentence for each run of steps in which a header lacks energy, or has too much."""
    horizon, header = model.scenario.horizon, slack.block.owner
    runs = _runs(missing_mw > _NEGLIGIBLE_MW)
    runs.sort(key=lambda run: -float(missing_mw[run].sum()))
    for run in runs[:_MOST_EVENTS]:
        worst = run.start + int(np.argmax(missing_mw[run]))
        asked = _taken(model, compiled, header, worst, x)
        energy = float(missing_mw[run].sum()) * horizon.step_hours
        when = _when(horizon, run)
        if slack.sign > 0:
            yield (f"{header} is short {when}: {asked:,.1f} MW asked, "
                   f"{asked - missing_mw[worst]:,.1f} MW at most, {energy:,.1f} MWh missing.")
        else:
            yield f"{header} has {energy:,.1f} MWh too much {when}: nothing can take it."
        yield from _at_limit(compiled.program, worst, x)
    if len(runs) > _MOST_EVENTS:
        rest = sum(float(missing_mw[run].sum()) for run in runs[_MOST_EVENTS:])
        yield (f"{header}: {len(runs) - _MOST_EVENTS} more such times with "
               f"{rest * horizon.step_hours:,.1f} MWh.")


def _when(horizon: Horizon, run: slice) -> str:
    """From the start of a run's first step to the end of its last, on the local clock."""
    step = np.timedelta64(round(horizon.step_hours * 3600), "s")
    first, last = horizon.local[run.start], horizon.local[run.stop - 1] + step
    return f"from {str(first)[:16]} to {str(last)[:16]}".replace("T", " ")


def _runs(marked: NDArray[np.bool_]) -> list[slice]:
    """The runs of consecutive True."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]]).astype(int)))
    return [slice(int(a), int(b)) for a, b in zip(edges[::2], edges[1::2], strict=True)]


def _taken(model: Model, compiled: Compiled, header: str, step: int, x: FloatArray) -> float:
    flows = zip(model.flows, compiled.flows, strict=True)
    return sum(float(affine.value(x)[step]) for flow, affine in flows
               if flow.header == header and flow.direction == "out")


def _at_limit(program: LinearProgram, step: int, x: FloatArray) -> Iterator[str]:
    """What stands at its upper bound at a step."""
    names = []
    for block in program.column_blocks:
        if block.span == "step" and not program.integer[block.start]:
            upper = program.upper[block.start + step]
            if 0 < upper < np.inf and x[block.start + step] >= upper * (1 - 1e-6):
                names.append(f"{block.name} {upper:,.1f} MW")
    if names:
        more = f" and {len(names) - _MOST_LIMITS} more" if len(names) > _MOST_LIMITS else ""
        yield f"  At their limit: {', '.join(names[:_MOST_LIMITS])}{more}."
