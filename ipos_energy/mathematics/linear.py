"""The linear program: sparse columns, bounds, costs, and the names of its blocks."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.series import FloatArray, sum_by

IntArray = NDArray[np.int64]
BoolArray = NDArray[np.bool_]


@dataclass(frozen=True)
class Block:
    """A run of columns or rows that were stated together.

    ``span`` says what they are indexed by ("step", "later step", "month", "once"), ``start`` and
    ``count`` where they stand.
    """

    owner: str
    label: str
    span: str
    start: int
    count: int

    @property
    def slice(self) -> slice:
        return slice(self.start, self.start + self.count)

    @property
    def name(self) -> str:
        return f"{self.owner}: {self.label}"


@dataclass(frozen=True)
class Matrix:
    """A sparse matrix as sorted triplets: by column, and by row within each column."""

    row: IntArray
    column: IntArray
    value: FloatArray
    rows: int
    columns: int

    @property
    def starts(self) -> IntArray:
        """Where each column begins, (columns + 1,)."""
        return np.searchsorted(self.column, np.arange(self.columns + 1))

    def times(self, x: FloatArray) -> FloatArray:
        """A·x (rows,)."""
        return sum_by(self.row, self.value * x[self.column], self.rows)

    def sum_of_others(self, terms: FloatArray) -> FloatArray:
        """For each coefficient, the sum of ``terms`` over the other coefficients of its row.

        ``terms`` may be infinite, all with one sign.
        """
        finite = np.isfinite(terms)
        total = sum_by(self.row, np.where(finite, terms, 0.0), self.rows)
        infinite = np.bincount(self.row[~finite], minlength=self.rows)
        rest = total[self.row] - np.where(finite, terms, 0.0)
        endless = -np.inf if (terms[~finite] < 0).any() else np.inf
        return np.where(infinite[self.row] - ~finite > 0, endless, rest)

    def transposed_times(self, y: FloatArray) -> FloatArray:
        """Aᵀ·y (columns,)."""
        return sum_by(self.column, self.value * y[self.row], self.columns)


def matrix_from_triplets(
    row: IntArray, column: IntArray, value: FloatArray, rows: int, columns: int
) -> Matrix:
    """Sorts triplets, adds up those of one place and drops zeros."""
    key = column * rows + row
    order = np.argsort(key, kind="stable")
    key, value = key[order], value[order]
    first = np.ones(len(key), dtype=bool)
    first[1:] = key[1:] != key[:-1]
    if not first.all():
        value = np.add.reduceat(value, np.flatnonzero(first))
        key = key[first]
    kept = value != 0.0
    key, value = key[kept], value[kept]
    return Matrix(key % rows, key // rows, value, rows, columns)


@dataclass(frozen=True)
class LinearProgram:
    """Minimise ``cost·x + offset`` where ``row_lower ≤ A·x ≤ row_upper``, ``lower ≤ x ≤ upper``.

    ``integer`` marks the columns that take whole numbers; mostly none.
    """

    matrix: Matrix
    cost: FloatArray
    offset: float
    lower: FloatArray
    upper: FloatArray
    row_lower: FloatArray
    row_upper: FloatArray
    integer: BoolArray
    column_blocks: tuple[Block, ...]
    row_blocks: tuple[Block, ...]

    def with_integers_fixed(self, x: FloatArray) -> LinearProgram:
        """The program without integers: each at its rounded value in ``x`` (columns,)."""
        fixed = np.round(x[self.integer])
        lower, upper = self.lower.copy(), self.upper.copy()
        lower[self.integer] = upper[self.integer] = fixed
        return replace(self, lower=lower, upper=upper, integer=np.zeros_like(self.integer))
