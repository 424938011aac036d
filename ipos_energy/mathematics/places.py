"""Where the columns and rows of a linear program stand in time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import Block, IntArray, LinearProgram

NO_STEP = -1

_FIRST_STEP = {"step": 0, "later step": 1}
"""The step of a block's first member; what has another span stands at no step."""


@dataclass(frozen=True)
class Places:
    """The steps that columns and rows belong to, each NO_STEP where there is none.

    ``column`` (columns,) and ``row`` (rows,) say where they were stated. ``first`` and ``last``
    (rows,) are the earliest and latest step among a row's columns, and ``without_step`` (rows,)
    counts those of its columns that stand at no step, such as a month's peak.
    """

    steps: int
    column: IntArray
    row: IntArray
    first: IntArray
    last: IntArray
    without_step: IntArray


def places_of(program: LinearProgram) -> Places:
    """The places of all columns and rows, from the blocks and the matrix."""
    matrix = program.matrix
    column = _steps_of(program.column_blocks, matrix.columns)
    at = column[matrix.column]
    timed = at != NO_STEP
    first = np.full(matrix.rows, np.iinfo(np.int64).max)
    last = np.full(matrix.rows, NO_STEP)
    np.minimum.at(first, matrix.row[timed], at[timed])
    np.maximum.at(last, matrix.row[timed], at[timed])
    first[last == NO_STEP] = NO_STEP
    return Places(
        steps=int(column.max(initial=NO_STEP)) + 1,
        column=column, row=_steps_of(program.row_blocks, matrix.rows),
        first=first, last=last,
        without_step=np.bincount(matrix.row[~timed], minlength=matrix.rows),
    )


def _steps_of(blocks: Sequence[Block], count: int) -> IntArray:
    steps = np.full(count, NO_STEP)
    for block in blocks:
        if block.span in _FIRST_STEP:
            first = _FIRST_STEP[block.span]
            steps[block.slice] = np.arange(first, first + block.count)
    return steps
