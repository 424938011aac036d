"""A program without its dead wood, and the way back.

Columns that are fixed or stand in no row decide nothing, rows without limits hold nothing, and a
row with one column is a bound of it. A presolve would see to that, but a basis that is joined from
windows is one of a program that was not presolved.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True)
class Stripped:
    """What is left of ``full``: ``small``, with these columns and rows of it.

    ``low_row`` and ``high_row`` (columns,) are the rows that became a column's bounds, −1 where
    they were its bounds before; ``factor`` (rows,) is the coefficient of a row with one column.
    """

    full: LinearProgram
    small: LinearProgram
    columns: IntArray
    rows: IntArray
    low_row: IntArray
    high_row: IntArray
    factor: FloatArray

    def restore(self, answer: Answer) -> Answer:
        """The answer of the full program; what a bound is worth goes to the row that it was."""
        if not answer.has_point:
            return answer
        full = self.full
        x = np.where(np.isfinite(full.lower), full.lower, np.minimum(full.upper, 0.0))
        x[self.columns] = answer.x
        row_dual = np.zeros(full.matrix.rows)
        row_dual[self.rows] = answer.row_dual
        reduced = full.cost - full.matrix.transposed_times(row_dual)
        for of_row, held in ((self.low_row, reduced > 0), (self.high_row, reduced < 0)):
            moved = np.flatnonzero((of_row >= 0) & held)
            row_dual[of_row[moved]] = reduced[moved] / self.factor[of_row[moved]]
        return replace(answer, x=x, row_dual=row_dual,
                       column_dual=full.cost - full.matrix.transposed_times(row_dual))


def strip(full: LinearProgram) -> Stripped:
    """Leaves out fixed and empty columns, loose rows, and makes rows of one column bounds."""
    matrix = full.matrix
    fixed = full.lower == full.upper
    held = np.isfinite(full.row_lower) | np.isfinite(full.row_upper)
    live = held[matrix.row] & ~fixed[matrix.column]
    known = matrix.times(np.where(fixed, full.lower, 0.0))
    row_lower, row_upper = full.row_lower - known, full.row_upper - known
    per_row = np.bincount(matrix.row[live], minlength=matrix.rows)
    single = np.flatnonzero(live & (per_row == 1)[matrix.row])
    row, column, value = matrix.row[single], matrix.column[single], matrix.value[single]
    factor = np.ones(matrix.rows)
    factor[row] = value
    ends = np.sort(np.stack([row_lower[row] / value, row_upper[row] / value]), axis=0)
    lower, low_row = _tighter(full.lower, column, row, ends[0], 1.0)
    upper, high_row = _tighter(full.upper, column, row, ends[1], -1.0)
    live[single] = False
    in_row = np.zeros(matrix.columns, dtype=bool)
    in_row[matrix.column[live]] = True
    # A row that holds nothing but is missed already stays, and shows that there is no answer.
    missed = (per_row == 0) & ((row_lower > 1e-9) | (row_upper < -1e-9))
    bounded = (low_row >= 0) | (high_row >= 0)
    columns = np.flatnonzero(~fixed & (in_row | bounded | (full.cost != 0)))
    rows = np.flatnonzero((per_row > 1) & held | missed)
    new_row, new_column = np.full(matrix.rows, -1), np.full(matrix.columns, -1)
    new_row[rows], new_column[columns] = np.arange(len(rows)), np.arange(len(columns))
    small = LinearProgram(
        matrix=matrix_from_triplets(new_row[matrix.row[live]], new_column[matrix.column[live]],
                                    matrix.value[live], len(rows), len(columns)),
        cost=full.cost[columns], offset=full.offset, lower=lower[columns], upper=upper[columns],
        row_lower=row_lower[rows], row_upper=row_upper[rows], integer=full.integer[columns],
        column_blocks=(), row_blocks=())
    return Stripped(full, small, columns, rows, low_row, high_row, factor)


def _tighter(
    bound: FloatArray, column: IntArray, row: IntArray, implied: FloatArray, sign: float
) -> tuple[FloatArray, IntArray]:
    """Bounds (columns,) with those of rows where they are tighter, and which row it is."""
    tightest, of_row = bound.copy(), np.full(len(bound), -1)
    (np.maximum if sign > 0 else np.minimum).at(tightest, column, implied)
    tight = (implied == tightest[column]) & (implied != bound[column])
    of_row[column[tight]] = row[tight]
    return tightest, of_row
