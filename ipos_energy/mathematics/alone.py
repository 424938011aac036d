"""Spans of steps by themselves: all that is outside may be as it likes.

A span that has no operation even so is impossible whatever is done before and after it. Rows that
reach beyond it are as the columns there would have them:

    lower − max Σ_outside b_k·x_k ≤ Σ_inside a_j·x_j ≤ upper − min Σ_outside b_k·x_k
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.mathematics.places import Places
from ipos_energy.park.series import FloatArray, sum_by


@dataclass(frozen=True)
class Alone:
    """A span as a program of its own; its columns and rows stand in the whole at these places."""

    program: LinearProgram
    columns: IntArray
    rows: IntArray


@dataclass(frozen=True)
class _Sums:
    """The sums of some terms by row, of the finite ones, and how many are infinite."""

    finite: FloatArray
    endless: IntArray

    def without(self, other: _Sums, sign: float) -> FloatArray:
        """The sum of the terms that are not in ``other``; ``sign`` is that of infinity."""
        return np.where(self.endless > other.endless, sign * np.inf, self.finite - other.finite)

    def of(self, rows: IntArray) -> _Sums:
        return _Sums(self.finite[rows], self.endless[rows])


class Spans:
    """Cuts a program into spans. Columns at no step, such as a month's peak, are in each.

    Outside of a span columns are within the bounds of ``outside``, the program itself if None.
    """

    def __init__(
        self, program: LinearProgram, places: Places, outside: LinearProgram | None = None
    ) -> None:
        self._program, self._outside = program, outside or program
        matrix = program.matrix
        at = places.column[matrix.column]
        order = np.argsort(at, kind="stable")
        self._row, self._column = matrix.row[order], matrix.column[order]
        self._value = matrix.value[order]
        self._entry_start = np.searchsorted(at[order], np.arange(places.steps + 1))
        self._columns = np.argsort(places.column, kind="stable")
        self._column_start = np.searchsorted(
            places.column[self._columns], np.arange(places.steps + 1))
        timed = slice(int(self._entry_start[0]), len(at))
        self._least, self._most = self._sums(timed, self._row[timed], matrix.rows)

    def alone(self, start: int, end: int) -> Alone:
        """The steps from ``start`` to ``end``, which is exclusive."""
        program = self._program
        inside = slice(int(self._entry_start[start]), int(self._entry_start[end]))
        rows, place = np.unique(self._row[inside], return_inverse=True)
        least, most = self._sums(inside, place, len(rows))
        untimed = np.flatnonzero(np.isin(self._row[:int(self._entry_start[0])], rows))
        entries = np.concatenate([untimed, np.arange(inside.start, inside.stop)])
        columns = np.sort(np.concatenate([
            self._columns[:int(self._column_start[0])],
            self._columns[int(self._column_start[start]):int(self._column_start[end])]]))
        return Alone(LinearProgram(
            matrix=matrix_from_triplets(
                np.searchsorted(rows, self._row[entries]),
                np.searchsorted(columns, self._column[entries]), self._value[entries],
                len(rows), len(columns)),
            cost=program.cost[columns], offset=0.0,
            lower=program.lower[columns], upper=program.upper[columns],
            row_lower=program.row_lower[rows] - self._most.of(rows).without(most, 1.0),
            row_upper=program.row_upper[rows] - self._least.of(rows).without(least, -1.0),
            integer=program.integer[columns], column_blocks=(), row_blocks=(),
        ), columns, rows)

    def _sums(self, entries: slice, row: IntArray, rows: int) -> tuple[_Sums, _Sums]:
        """The least and the most that some coefficients times their columns sum up to."""
        program, column = self._outside, self._column[entries]
        value = self._value[entries]
        ends = value * program.lower[column], value * program.upper[column]
        return _summed(np.minimum(*ends), row, rows), _summed(np.maximum(*ends), row, rows)


def _summed(terms: FloatArray, row: IntArray, rows: int) -> _Sums:
    finite = np.isfinite(terms)
    return _Sums(sum_by(row, np.where(finite, terms, 0.0), rows),
                 np.bincount(row[~finite], minlength=rows))
