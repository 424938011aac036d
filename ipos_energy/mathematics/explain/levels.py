"""Stores that cannot hold what they are to hold, even with all the power that they have.

    most[t] = min(capacity, kept·most[t−1] + all that can be stored in step t)

A store whose ``most`` is below its lowest level at a step contradicts itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.linear import Block, IntArray, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.park.impossible.findings import Contradiction
from ipos_energy.park.series import FloatArray, sum_by

_SLACK = 1e-6


def contradicting_levels(
    model: Model, program: LinearProgram
) -> tuple[tuple[Contradiction, ...], LinearProgram]:
    """Each store with given levels whose level cannot be what it must be at some step.

    And the program without what these stores ask for, so that whatever else is wrong shows.
    """
    found, lower = [], program.lower.copy()
    for level, blocks in _given(program):
        most = _most(program, level, blocks)
        short = most < program.lower[level.slice] - _SLACK
        if short.any():
            found.append(_contradiction(model, program, level, int(np.argmax(short)), most))
            lower[level.slice] = min(lower[level.slice].min(), most.min())
    return tuple(found), replace(program, lower=lower) if found else program


def _given(program: LinearProgram) -> Iterator[tuple[Block, list[Block]]]:
    """The levels of each store that starts from a given one, and the rows that they follow from."""
    rows = {(block.owner, block.label): block for block in program.row_blocks}
    for level in program.column_blocks:
        first, later = (rows.get((level.owner, label)) for label in ("first level", "level"))
        if level.label == "level" and first is not None:
            yield level, [block for block in (first, later) if block is not None]


def _most(program: LinearProgram, level: Block, blocks: list[Block]) -> FloatArray:
    """The highest level that can be reached after each step (T,)."""
    matrix, rows = program.matrix, np.concatenate(
        [np.arange(block.start, block.start + block.count) for block in blocks])
    step_of = np.full(matrix.rows, -1)
    step_of[rows] = np.arange(len(rows))
    here = np.flatnonzero(step_of[matrix.row] >= 0)
    step, column, value = step_of[matrix.row[here]], matrix.column[here], matrix.value[here]
    of_level = (column >= level.start) & (column < level.start + level.count)
    at = np.where(of_level, column - level.start, -1)
    least = np.minimum(value * program.lower[column], value * program.upper[column])
    stored = program.row_upper[rows] - sum_by(step[~of_level], least[~of_level], len(rows))
    now = _coefficient(step, value, of_level & (at == step), len(rows))
    before = _coefficient(step, value, of_level & (at == step - 1), len(rows))
    most, last, upper = np.empty(len(rows)), 0.0, program.upper[level.slice]
    for t in range(len(rows)):
        last = min(float(upper[t]), float((stored[t] - before[t] * last) / now[t]))
        most[t] = last
    return most


def _coefficient(
    step: IntArray, value: FloatArray, which: IntArray, count: int
) -> FloatArray:
    return sum_by(step[which], value[which], count)


def _contradiction(
    model: Model, program: LinearProgram, level: Block, step: int, most: FloatArray
) -> Contradiction:
    horizon = model.scenario.horizon
    end = horizon.local[step] + np.timedelta64(round(horizon.step_hours * 3600), "s")
    return Contradiction(level.owner, (
        f"its level must be at least {program.lower[level.start + step]:,.1f} MWh at "
        f"{str(end)[:16].replace('T', ' ')} and can be {most[step]:,.1f} MWh at most, even where "
        "it is charged with all its power from the start. Lower the level at the end, or raise "
        "the level at the start or the power."))
