"""How much could reach or leave each header at most: contradictions that need no solver.

Limits are carried through the rows, from purchases through units to headers and back: a column
can be no larger than what its rows leave room for when all others help as far as they can. What is
shared is counted for each that shares it, so this says too much rather than too little: a row that
still cannot hold is certain.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.linear import BoolArray, LinearProgram, Matrix
from ipos_energy.park.series import FloatArray, sum_by

_ROUNDS = 6
_SLACK = 1e-6


def impossible_rows(program: LinearProgram) -> BoolArray:
    """The rows that no values within the bounds can keep, however the others are chosen."""
    found = np.zeros(program.matrix.rows, dtype=bool)
    for _ in range(_ROUNDS):
        low, high = _activity(program, program.matrix.value)
        found |= (low > program.row_upper + _SLACK * (1 + np.abs(program.row_upper))) | (
            high < program.row_lower - _SLACK * (1 + np.abs(program.row_lower)))
        program, changed = _tightened(program, found)
        if not changed:
            break
    return found


def _activity(program: LinearProgram, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The least and the most that each row can sum up to (rows,)."""
    low, high = _terms(program, value)
    row, rows = program.matrix.row, program.matrix.rows
    return sum_by(row, low, rows), sum_by(row, high, rows)


def _terms(program: LinearProgram, value: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The least and the most of each coefficient times its column."""
    column = program.matrix.column
    at_lower, at_upper = value * program.lower[column], value * program.upper[column]
    return np.minimum(at_lower, at_upper), np.maximum(at_lower, at_upper)


def _tightened(program: LinearProgram, found: BoolArray) -> tuple[LinearProgram, bool]:
    """Bounds that follow from the rows, but from those that cannot hold; and whether any is new.

    x_j ≤ (row limit − least of the other terms)/a_j, and likewise from below. Where the two cross,
    what can be had stands above what is asked for: the row that asks is found next.
    """
    matrix = program.matrix
    low, high = _terms(program, matrix.value)
    most = (program.row_upper[matrix.row] - matrix.sum_of_others(low)) / matrix.value
    least = (program.row_lower[matrix.row] - matrix.sum_of_others(high)) / matrix.value
    positive = matrix.value > 0
    usable = ~found[matrix.row]
    lower = _by_column(matrix, np.where(usable, np.where(positive, least, most), -np.inf),
                       program.lower, np.maximum)
    upper = _by_column(matrix, np.where(usable, np.where(positive, most, least), np.inf),
                       program.upper, np.minimum)
    crossed = lower > upper
    lower[crossed] = program.lower[crossed]
    upper = np.maximum(lower, upper)
    lower[program.integer], upper[program.integer] = (
        np.ceil(lower[program.integer] - _SLACK), np.floor(upper[program.integer] + _SLACK))
    changed = bool((lower > program.lower + _SLACK).any() | (upper < program.upper - _SLACK).any())
    return replace(program, lower=lower, upper=upper), changed


def _by_column(
    matrix: Matrix, implied: FloatArray, bound: FloatArray, tighter: np.ufunc
) -> FloatArray:
    """The tightest of a bound and what each coefficient of its column implies (columns,)."""
    tightest = bound.copy()
    starts = matrix.starts
    filled = starts[1:] > starts[:-1]
    if filled.any():
        tightest[filled] = tighter(
            bound[filled], tighter.reduceat(implied, starts[:-1][filled]))
    return tightest
