"""A linear program in the order of time, so that a stretch of steps is a slice of its arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.places import NO_STEP, Stamps
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True)
class Entries:
    """Some coefficients of a matrix, as triplets (n,)."""

    row: IntArray
    column: IntArray
    value: FloatArray


@dataclass(frozen=True)
class Ordered:
    """A program whose columns and rows stand in the order of their steps, by block within a step.

    Those at no step come last: ``timed_columns`` and ``timed_rows`` count the others.
    ``column`` and ``row`` are their places in the program as it was given. The columns of step t
    are ``column_start[t]`` to ``column_start[t + 1]``, the rows likewise; the coefficients of
    column j ``entry_start[j]`` to ``entry_start[j + 1]``. ``row_at[block, t]`` is a block's row at
    step t, or −1. ``shared`` holds the coefficients of the columns at no step, by row, and
    ``rows_at_steps`` counts for each such column how many of them stand in rows at steps.
    """

    program: LinearProgram
    stamps: Stamps
    column: IntArray
    row: IntArray
    timed_columns: int
    timed_rows: int
    column_start: IntArray
    row_start: IntArray
    entry_start: IntArray
    row_at: IntArray
    shared: Entries
    rows_at_steps: IntArray

    @property
    def steps(self) -> int:
        return self.stamps.steps


def in_order_of_time(program: LinearProgram, stamps: Stamps) -> Ordered:
    """Sorts a program by its stamps."""
    steps = stamps.steps
    column_key = np.where(stamps.column == NO_STEP, steps, stamps.column)
    row_key = np.where(stamps.row == NO_STEP, steps, stamps.row)
    column = np.lexsort((stamps.column_block, column_key))
    row = np.lexsort((stamps.row_block, row_key))
    sorted_program = _sorted(program, column, row)
    timed_columns = int(np.sum(column_key < steps))
    timed_rows = int(np.sum(row_key < steps))
    of = stamps.of(column, row)
    row_at = np.full((int(stamps.row_block.max(initial=0)) + 1, steps), -1)
    row_at[of.row_block[:timed_rows], of.row[:timed_rows]] = np.arange(timed_rows)
    every = np.arange(steps + 1)
    entry_start = sorted_program.matrix.starts
    shared = _by_row(sorted_program, int(entry_start[timed_columns]))
    return Ordered(
        program=sorted_program, stamps=of, column=column, row=row,
        timed_columns=timed_columns, timed_rows=timed_rows,
        column_start=np.searchsorted(column_key[column], every),
        row_start=np.searchsorted(row_key[row], every),
        entry_start=entry_start, row_at=row_at,
        shared=shared,
        rows_at_steps=np.bincount(shared.column[shared.row < timed_rows] - timed_columns,
                                  minlength=len(column) - timed_columns),
    )


def _sorted(program: LinearProgram, column: IntArray, row: IntArray) -> LinearProgram:
    matrix = program.matrix
    new_column, new_row = np.empty_like(column), np.empty_like(row)
    new_column[column], new_row[row] = np.arange(len(column)), np.arange(len(row))
    return LinearProgram(
        matrix=matrix_from_triplets(new_row[matrix.row], new_column[matrix.column], matrix.value,
                                    matrix.rows, matrix.columns),
        cost=program.cost[column], offset=program.offset,
        lower=program.lower[column], upper=program.upper[column],
        row_lower=program.row_lower[row], row_upper=program.row_upper[row],
        integer=program.integer[column], column_blocks=(), row_blocks=(),
    )


def _by_row(program: LinearProgram, first: int) -> Entries:
    """The coefficients from ``first`` on, sorted by row."""
    matrix = program.matrix
    order = np.argsort(matrix.row[first:], kind="stable")
    return Entries(matrix.row[first:][order], matrix.column[first:][order],
                   matrix.value[first:][order])
