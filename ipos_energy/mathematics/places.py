"""Where the columns and rows of a linear program stand in time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import Block, IntArray, LinearProgram
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import PeriodName, periods_of

NO_STEP = -1

_SHORT: tuple[PeriodName, ...] = ("hour", "day")
"""Periods that belong to a window; longer ones outlast it."""


@dataclass(frozen=True)
class Places:
    """The steps that columns and rows belong to, each NO_STEP where there is none.

    ``column`` (columns,) and ``row`` (rows,) say where they were stated; what belongs to an hour or
    a day stands at its last step. ``first`` and ``last`` (rows,) are the earliest and latest step
    among a row's columns, and ``without_step`` (rows,) counts those of its columns that stand at no
    step, such as a month's peak.
    """

    steps: int
    column: IntArray
    row: IntArray
    first: IntArray
    last: IntArray
    without_step: IntArray


@dataclass(frozen=True)
class Stamps:
    """When and in which block columns and rows were stated.

    ``column`` (columns,) and ``row`` (rows,) are their steps, NO_STEP where there is none;
    ``column_block`` and ``row_block`` number the blocks that they belong to.
    """

    steps: int
    column: IntArray
    row: IntArray
    column_block: IntArray
    row_block: IntArray

    def of(self, columns: IntArray, rows: IntArray) -> Stamps:
        """Those of some columns and rows, in the order given."""
        return Stamps(self.steps, self.column[columns], self.row[rows],
                      self.column_block[columns], self.row_block[rows])


def stamps_of(program: LinearProgram, horizon: Horizon) -> Stamps:
    """The stamps of all columns and rows, from the blocks in which they were stated."""
    steps = _steps_of_spans(horizon)
    return Stamps(
        steps=horizon.steps,
        column=_places(program.column_blocks, program.matrix.columns, steps),
        row=_places(program.row_blocks, program.matrix.rows, steps),
        column_block=_numbers(program.column_blocks), row_block=_numbers(program.row_blocks),
    )


def _numbers(blocks: Sequence[Block]) -> IntArray:
    return np.repeat(np.arange(len(blocks)), [block.count for block in blocks])


def places_of(program: LinearProgram, horizon: Horizon) -> Places:
    """The places of all columns and rows, from the blocks and the matrix."""
    matrix, stamps = program.matrix, stamps_of(program, horizon)
    at = stamps.column[matrix.column]
    timed = at != NO_STEP
    first = np.full(matrix.rows, np.iinfo(np.int64).max)
    last = np.full(matrix.rows, NO_STEP)
    np.minimum.at(first, matrix.row[timed], at[timed])
    np.maximum.at(last, matrix.row[timed], at[timed])
    first[last == NO_STEP] = NO_STEP
    return Places(
        steps=horizon.steps, column=stamps.column, row=stamps.row,
        first=first, last=last,
        without_step=np.bincount(matrix.row[~timed], minlength=matrix.rows),
    )


def _steps_of_spans(horizon: Horizon) -> dict[str, IntArray]:
    """The step at which each member of a span stands, for the spans that belong to a window."""
    every = np.arange(horizon.steps)
    steps = {"step": every, "later step": every[1:]}
    for name in _SHORT:
        index = periods_of(horizon, name).index
        steps[name] = np.flatnonzero(np.append(index[1:] != index[:-1], True))
    return steps


def _places(
    blocks: Sequence[Block], count: int, steps: Mapping[str, IntArray]
) -> IntArray:
    places = np.full(count, NO_STEP)
    for block in blocks:
        if block.span in steps:
            places[block.slice] = steps[block.span]
    return places
