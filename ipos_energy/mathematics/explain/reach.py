"""How much could reach or leave each header at most: contradictions that need no solver.

Limits are carried through the rows, from purchases through units to headers and back: a column
can be no larger than what its rows leave room for when all others help as far as they can. What is
shared is counted for each that shares it, so this says too much rather than too little: a row that
still cannot hold is certain.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.linear import BoolArray, IntArray, LinearProgram
from ipos_energy.park.series import FloatArray, sum_by

_ROUNDS = 6
_SLACK = 1e-6
_ROUNDING = 1e-12
"""Of the terms of a sum, what it may be wrong by"""


@dataclass(frozen=True, eq=False)
class Reach:
    """What follows from all rows: bounds of the columns, and which rows can never hold.

    ``contradicts`` tells that no values keep all rows, though it may be no single row's fault.
    """

    lower: FloatArray
    upper: FloatArray
    impossible: BoolArray
    contradicts: bool


def reach_of(program: LinearProgram) -> Reach:
    """Carries the limits of a program through its rows, a few times."""
    return _Carrying(program).reach()


@dataclass(frozen=True, eq=False)
class _Entries:
    """Some coefficients: their rows, columns and values."""

    row: IntArray
    column: IntArray
    value: FloatArray

    def at(self, which: BoolArray) -> _Entries:
        return _Entries(self.row[which], self.column[which], self.value[which])


@dataclass(frozen=True, eq=False)
class _Sums:
    """The sum of some terms by row: of the finite ones, and how many are infinite."""

    terms: FloatArray
    endless: BoolArray
    finite: FloatArray
    infinite: IntArray
    rounding: FloatArray

    def total(self, sign: float) -> FloatArray:
        """The sum of each row; ``sign`` is that of infinity."""
        return np.where(self.infinite > 0, sign * np.inf, self.finite)

    def others(self, row: IntArray, which: BoolArray, sign: float) -> FloatArray:
        """For some of the terms, in these rows, the sum of the others in their row."""
        return np.where(self.infinite[row] > self.endless[which], sign * np.inf,
                        self.finite[row] - self.terms[which])


class _Carrying:
    def __init__(self, program: LinearProgram) -> None:
        self._program, matrix = program, program.matrix
        self._entries = _Entries(matrix.row, matrix.column, matrix.value)
        self._lower, self._upper = program.lower.copy(), program.upper.copy()
        self._impossible = np.zeros(matrix.rows, dtype=bool)
        self._contradicts = bool((self._lower > self._upper + _SLACK).any())

    def reach(self) -> Reach:
        entries = self._entries
        touched = np.ones(len(self._impossible), dtype=bool)
        for _ in range(_ROUNDS):
            changed = self._carry(touched)
            if not changed.any():
                break
            touched[:] = False
            touched[entries.row[changed[entries.column]]] = True
        return Reach(self._lower, self._upper, self._impossible,
                     self._contradicts or bool(self._impossible.any()))

    def _carry(self, rows: BoolArray) -> BoolArray:
        """Tightens bounds by some rows; which columns' have changed."""
        entries = self._entries.at(rows[self._entries.row])
        low, high = self._ends(entries)
        self._mark(rows, low, high)
        which = self._tightening(low, high)[entries.row]
        entries = entries.at(which)
        row, value = entries.row, entries.value
        most = (self._program.row_upper[row] - low.others(row, which, -1.0)
                + low.rounding[row]) / value
        least = (self._program.row_lower[row] - high.others(row, which, 1.0)
                 - high.rounding[row]) / value
        return self._tighten(entries.column, np.where(value > 0, least, most),
                             np.where(value > 0, most, least))

    def _ends(self, entries: _Entries) -> tuple[_Sums, _Sums]:
        """The least and the most that each row can sum up to."""
        at_lower = entries.value * self._lower[entries.column]
        at_upper = entries.value * self._upper[entries.column]
        rows = len(self._impossible)
        return (_summed(entries.row, np.minimum(at_lower, at_upper), rows),
                _summed(entries.row, np.maximum(at_lower, at_upper), rows))

    def _mark(self, rows: BoolArray, low: _Sums, high: _Sums) -> None:
        row_lower, row_upper = self._program.row_lower, self._program.row_upper
        self._impossible |= rows & (
            (low.total(-1.0) > row_upper + _SLACK * (1 + np.abs(row_upper)) + low.rounding)
            | (high.total(1.0) < row_lower - _SLACK * (1 + np.abs(row_lower)) - high.rounding))

    def _tightening(self, low: _Sums, high: _Sums) -> BoolArray:
        """The rows from which something may follow: not those that cannot hold, nor loose ones."""
        row_lower, row_upper = self._program.row_lower, self._program.row_upper
        from_above = (low.infinite < 2) & (high.total(1.0) > row_upper)
        from_below = (high.infinite < 2) & (low.total(-1.0) < row_lower)
        return ~self._impossible & (from_above | from_below)

    def _tighten(
        self, column: IntArray, least: FloatArray, most: FloatArray
    ) -> BoolArray:
        """Takes over what is tighter; which columns' bounds have changed.

        Where the two cross, what can be had stands above what is asked for: the row that asks is
        found next.
        """
        old_lower, old_upper = self._lower.copy(), self._upper.copy()
        raised = least > old_lower[column] + _SLACK
        np.maximum.at(self._lower, column[raised], least[raised])
        lowered = most < old_upper[column] - _SLACK
        np.minimum.at(self._upper, column[lowered], most[lowered])
        integer = self._program.integer
        self._lower[integer] = np.ceil(self._lower[integer] - _SLACK)
        self._upper[integer] = np.floor(self._upper[integer] + _SLACK)
        crossed = self._lower > self._upper
        self._contradicts |= bool(
            (self._lower > self._upper + _SLACK * (1 + np.abs(self._upper))).any())
        self._lower[crossed] = old_lower[crossed]
        self._upper = np.maximum(self._lower, self._upper)
        changed: BoolArray = (self._lower != old_lower) | (self._upper != old_upper)
        return changed


def _summed(row: IntArray, terms: FloatArray, rows: int) -> _Sums:
    endless = np.isinf(terms)
    terms = np.where(endless, 0.0, terms)
    return _Sums(terms, endless, sum_by(row, terms, rows),
                 np.bincount(row[endless], minlength=rows),
                 _ROUNDING * sum_by(row, np.abs(terms), rows))

