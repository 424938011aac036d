"""A smaller linear program with the same optimum, and the way back.

A variable that stands in one equation can be solved from it: ``x_j = (b − Σ a_k·x_k)/a_j``. Where
its bounds follow from those of the others, the equation goes too; where it stands in no other row,
the equation becomes a range for the others. A purchase that only passes fuel on to the boilers, a
sale, heat cooled away: they cost the solver rows and columns and decide nothing of their own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.highs import Answer
from ipos_energy.mathematics.linear import (
    BoolArray,
    IntArray,
    LinearProgram,
    Matrix,
    matrix_from_triplets,
)
from ipos_energy.park.series import FloatArray, sum_by


@dataclass(frozen=True)
class Compaction:
    """A compacted program and what was taken out of ``full``.

    ``column[i]`` was solved from ``row[i]``, where it has the coefficient ``pivot[i]``.
    ``kept_rows`` and ``kept_columns`` are what remains, in the order of the small program.
    """

    full: LinearProgram
    small: LinearProgram
    column: IntArray
    row: IntArray
    pivot: FloatArray
    kept_rows: IntArray
    kept_columns: IntArray
    entry: IntArray
    """Where the pivots stand in the matrix"""
    freed: BoolArray
    """Whether the row went with the column"""

    def restore(self, answer: Answer) -> Answer:
        """The answer of the full program from that of the small one.

        Values: x_j = (b − Σ a_k·x_k)/a_j. Duals: the equation that x_j was solved from takes
        y_i = (c_j − Σ_other rows a_rj·y_r)/a_ij, plus the dual of its range where it stayed, which
        moves to x_j's own bound. Reduced costs follow as c − Aᵀy.
        """
        if not answer.has_point:
            return answer
        full, matrix = self.full, self.full.matrix
        x = np.zeros(matrix.columns)
        x[self.kept_columns] = answer.x
        x[self.column] = (full.row_lower[self.row] - matrix.times(x)[self.row]) / self.pivot
        if len(answer.row_dual) < len(self.kept_rows):
            return replace(answer, x=x)
        dual = np.zeros(matrix.rows)
        dual[self.kept_rows] = answer.row_dual
        of_range = dual[self.row].copy()
        dual[self.row] = 0.0
        others = full.cost - matrix.transposed_times(dual)
        dual[self.row] = others[self.column] / self.pivot + of_range
        column_dual = full.cost - matrix.transposed_times(dual)
        return replace(answer, x=x, row_dual=dual, column_dual=column_dual)


def compact(full: LinearProgram, like: Compaction | None = None) -> Compaction:
    """Solves as many columns from equations as can go without making the rest denser.

    No column is solved from an equation that holds another solved column. Where the same choice as
    in ``like``, of a program with other data, is possible, it is made.
    """
    if like is None or not _possible(full, like):
        entry, freed = _choose(full)
    else:
        entry, freed = like.entry, like.freed
    matrix = full.matrix
    row, column, pivot = matrix.row[entry], matrix.column[entry], matrix.value[entry]
    substituted = _substitute(full, row, column, pivot)
    return _shrink(full, substituted, entry, freed)


def _possible(full: LinearProgram, like: Compaction) -> bool:
    """Whether a choice made for one program can be made for another.

    Its coefficients must stand in the same places and its equations still be ones; and the bounds
    of the columns whose equations went must still follow from the others.
    """
    one, other = full.matrix, like.full.matrix
    if not (np.array_equal(one.row, other.row) and np.array_equal(one.column, other.column)
            and np.array_equal(full.integer, like.full.integer)):
        return False
    row = one.row[like.entry]
    return bool(np.all(full.row_lower[row] == full.row_upper[row])
                and np.all(_implied(full)[like.entry] | ~like.freed))


def _choose(full: LinearProgram) -> tuple[IntArray, BoolArray]:
    """The coefficients by which columns are solved, and whether the row goes with the column.

    Candidates stand in an equation and in no other row, or in others if the equation can go and
    no coefficient is added by it: (n_row − 1)·(n_column − 1) ≤ n_row + n_column − 1.
    """
    matrix = full.matrix
    per_row = np.bincount(matrix.row, minlength=matrix.rows)
    per_column = np.bincount(matrix.column, minlength=matrix.columns)
    equation = full.row_lower == full.row_upper
    implied = _implied(full)
    in_row, in_column = per_row[matrix.row], per_column[matrix.column]
    sparse = (in_row - 1) * (in_column - 1) <= in_row + in_column - 1
    candidate = equation[matrix.row] & ~full.integer[matrix.column] & (in_row > 1) & (
        (in_column == 1) | (implied & sparse))
    where = np.flatnonzero(candidate)
    order = np.lexsort((matrix.row[where], in_column[where]))
    chosen = _independent(matrix, where[order])
    return chosen, implied[chosen]


def _implied(full: LinearProgram) -> BoolArray:
    """For each coefficient: whether its column's bounds follow from its equation and the others.

    With S the sum of the other terms, x_j = (b − S)/a_j; interval arithmetic bounds S.
    """
    matrix = full.matrix
    low_x, high_x = full.lower[matrix.column], full.upper[matrix.column]
    positive = matrix.value > 0
    low = matrix.value * np.where(positive, low_x, high_x)
    high = matrix.value * np.where(positive, high_x, low_x)
    low_others = matrix.sum_of_others(low)
    high_others = matrix.sum_of_others(high)
    right = full.row_lower[matrix.row]
    with np.errstate(invalid="ignore"):
        first, second = (right - high_others) / matrix.value, (right - low_others) / matrix.value
        smallest = np.where(positive, first, second)
        largest = np.where(positive, second, first)
        slack = 1e-12 * np.maximum(1.0, np.abs(right))
        return (smallest >= low_x - slack) & (largest <= high_x + slack)


def _independent(matrix: Matrix, candidates: IntArray) -> IntArray:
    """Of the candidates, in their order, those that disturb no earlier one.

    Each row and column is used once, and no equation holds two solved columns.
    """
    rows, columns = matrix.row[candidates], matrix.column[candidates]
    _, first_in_row = np.unique(rows, return_index=True)
    mine = np.zeros(len(candidates), dtype=bool)
    mine[first_in_row] = True
    _, first_in_column = np.unique(np.where(mine, columns, -1 - np.arange(len(columns))),
                                   return_index=True)
    once = np.zeros(len(candidates), dtype=bool)
    once[first_in_column] = True
    chosen = candidates[mine & once]
    solved = np.zeros(matrix.columns, dtype=bool)
    solved[matrix.column[chosen]] = True
    equation = np.zeros(matrix.rows, dtype=bool)
    equation[matrix.row[chosen]] = True
    clash = solved[matrix.column] & equation[matrix.row]
    per_row = np.bincount(matrix.row[clash], minlength=matrix.rows)
    free: IntArray = chosen[per_row[matrix.row[chosen]] == 1]
    return free


@dataclass(frozen=True)
class _Substituted:
    """Triplets, costs and limits after the columns are solved, in the full numbering."""

    row: IntArray
    column: IntArray
    value: FloatArray
    cost: FloatArray
    offset: float
    shift: FloatArray


def _substitute(
    full: LinearProgram, row: IntArray, column: IntArray, pivot: FloatArray
) -> _Substituted:
    """Puts ``x_j = b/a_j − Σ (a_k/a_j)·x_k`` into the costs and every other row that x_j is in."""
    matrix = full.matrix
    pair_of_row = np.full(matrix.rows, -1)
    pair_of_row[row] = np.arange(len(row))
    pair_of_column = np.full(matrix.columns, -1)
    pair_of_column[column] = np.arange(len(column))
    pair_r, pair_c = pair_of_row[matrix.row], pair_of_column[matrix.column]
    body = (pair_r >= 0) & (pair_c < 0)
    order = np.argsort(pair_r[body], kind="stable")
    body_pair = pair_r[body][order]
    body_column, body_value = matrix.column[body][order], matrix.value[body][order]
    begin = np.searchsorted(body_pair, np.arange(len(row) + 1))
    used = (pair_c >= 0) & (pair_r < 0)
    pair, factor = pair_c[used], matrix.value[used] / pivot[pair_c[used]]
    count = begin[pair + 1] - begin[pair]
    item = np.repeat(begin[pair] - np.cumsum(count) + count, count) + np.arange(int(count.sum()))
    plain = pair_c < 0
    solved = full.row_lower[row] / pivot
    price = full.cost[column] / pivot
    cost = full.cost - sum_by(body_column, price[body_pair] * body_value, matrix.columns)
    return _Substituted(
        row=np.concatenate([matrix.row[plain], np.repeat(matrix.row[used], count)]),
        column=np.concatenate([matrix.column[plain], body_column[item]]),
        value=np.concatenate([matrix.value[plain],
                              -np.repeat(factor, count) * body_value[item]]),
        cost=cost,
        offset=full.offset + float(np.sum(full.cost[column] * solved)),
        shift=sum_by(matrix.row[used], matrix.value[used] * solved[pair], matrix.rows),
    )


def _shrink(
    full: LinearProgram, new: _Substituted, entry: IntArray, freed: BoolArray
) -> Compaction:
    """Drops the solved columns and freed equations; the other equations become ranges."""
    matrix = full.matrix
    row, column, pivot = matrix.row[entry], matrix.column[entry], matrix.value[entry]
    lower, upper = full.row_lower - new.shift, full.row_upper - new.shift
    ends = (full.row_lower[row, None]
            - pivot[:, None] * np.stack([full.lower[column], full.upper[column]], axis=1))
    lower[row], upper[row] = ends.min(axis=1), ends.max(axis=1)
    keep_row = np.ones(matrix.rows, dtype=bool)
    keep_row[row[freed]] = False
    keep_column = np.ones(matrix.columns, dtype=bool)
    keep_column[column] = False
    new_row, new_column = np.cumsum(keep_row) - 1, np.cumsum(keep_column) - 1
    live = keep_row[new.row]
    small = LinearProgram(
        matrix=matrix_from_triplets(new_row[new.row[live]], new_column[new.column[live]],
                                    new.value[live], int(keep_row.sum()), int(keep_column.sum())),
        cost=new.cost[keep_column], offset=new.offset,
        lower=full.lower[keep_column], upper=full.upper[keep_column],
        row_lower=lower[keep_row], row_upper=upper[keep_row],
        integer=full.integer[keep_column],
        column_blocks=(), row_blocks=(),
    )
    return Compaction(full, small, column, row, pivot,
                      np.flatnonzero(keep_row), np.flatnonzero(keep_column), entry, freed)
