"""Limits over many steps, met by a price instead of a row: their coefficients and their prices.

Each part of the horizon is solved with the costs c − Aᵀy, where y are the prices of the limits. The
prices need not be exact: the whole program is solved with the limits as rows in the end.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.highs import Limited
from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.linear import IntArray, LinearProgram
from ipos_energy.park.series import FloatArray, sum_by

_LARGEST_CORRECTION = 0.5


@dataclass(frozen=True)
class Priced:
    """The limits that are priced: K rows of an ordered program, and their coefficients.

    ``limit``, ``column`` and ``value`` are triplets by column, ``lower`` and ``upper`` (K,).
    ``own`` are the columns at no step that stand in these limits and in no row at a step.
    """

    rows: IntArray
    lower: FloatArray
    upper: FloatArray
    limit: IntArray
    column: IntArray
    value: FloatArray
    own: IntArray
    timed_columns: int

    @property
    def count(self) -> int:
        return len(self.rows)

    def costs(self, cost: FloatArray, y: FloatArray) -> FloatArray:
        """Costs after the prices, c − Aᵀy (columns,)."""
        return cost - sum_by(self.column, y[self.limit] * self.value, len(cost))

    def taken(self, first: int, x: FloatArray) -> FloatArray:
        """What columns at steps, of which ``x`` are those from ``first`` on, take of each limit."""
        begin, stop = np.searchsorted(self.column,
                                      [first, min(first + len(x), self.timed_columns)])
        return sum_by(self.limit[begin:stop],
                      self.value[begin:stop] * x[self.column[begin:stop] - first], self.count)

    def lifted(self, program: LinearProgram, y: FloatArray) -> LinearProgram:
        """The program with these limits lifted and their prices paid.

        Columns of the limits alone would be bought or sold without end at some prices: they are
        held at a bound.
        """
        row_lower, row_upper = program.row_lower.copy(), program.row_upper.copy()
        row_lower[self.rows], row_upper[self.rows] = -np.inf, np.inf
        lower, upper = program.lower.copy(), program.upper.copy()
        at = np.where(np.isfinite(lower[self.own]), lower[self.own], np.where(
            np.isfinite(upper[self.own]), upper[self.own], 0.0))
        lower[self.own] = upper[self.own] = at
        return replace(program, cost=self.costs(program.cost, y), lower=lower, upper=upper,
                       row_lower=row_lower, row_upper=row_upper)

    def imposed(self, program: LinearProgram, y: FloatArray) -> Limited:
        """The limits of all rows, with each priced one held at the limit that its price is of."""
        lower, upper = program.row_lower.copy(), program.row_upper.copy()
        lower[self.rows] = np.where(y < 0, upper[self.rows], lower[self.rows])
        upper[self.rows] = np.where(y > 0, lower[self.rows], upper[self.rows])
        return lower, upper

    @property
    def limits_with_own(self) -> IntArray:
        """The limits that columns of their own help to meet."""
        return np.unique(self.limit[np.isin(self.column, self.own)])

    def missed(self, y: FloatArray, total: FloatArray) -> FloatArray:
        """The limit less the total (K,): of one with a price the limit that the price is of.

        0 where a total is within the limits of one without a price.
        """
        off = np.clip(total, self.lower, self.upper) - total
        free = np.where(np.abs(off) > 1e-9 * (1 + np.abs(total)), off, 0.0)
        return np.where(y < 0, self.upper - total, np.where(y > 0, self.lower - total, free))

    def met(self, y: FloatArray, total: FloatArray, share: float) -> bool:
        """Whether at most a share of each limit is missed; one with columns of its own is met."""
        missed = self.missed(y, total)
        adjusts = np.isin(np.arange(self.count), self.limits_with_own)
        return bool(np.all(adjusts | (np.abs(missed) <= share * np.abs(missed + total))))


def priced_rows(ordered: Ordered, rows: IntArray) -> Priced:
    """The coefficients of some rows at no step."""
    matrix, program = ordered.program.matrix, ordered.program
    number = np.full(matrix.rows, -1)
    number[rows] = np.arange(len(rows))
    entry = np.flatnonzero(number[matrix.row] >= 0)
    untimed = np.unique(matrix.column[entry][matrix.column[entry] >= ordered.timed_columns])
    own = untimed[ordered.rows_at_steps[untimed - ordered.timed_columns] == 0]
    return Priced(
        rows=rows, lower=program.row_lower[rows], upper=program.row_upper[rows],
        limit=number[matrix.row[entry]], column=matrix.column[entry], value=matrix.value[entry],
        own=own, timed_columns=ordered.timed_columns,
    )


@dataclass(frozen=True)
class Response:
    """What a part takes of each limit (K,) and costs without their prices, at some prices."""

    taken: FloatArray
    cost: float


@dataclass(frozen=True)
class Prices:
    """Prices y of the limits (K,), and how what is taken changes with them: ∂taken/∂y (K,).

    ``slope`` is 0 where nothing is known, and where the limit's own columns take up the rest.
    """

    y: FloatArray
    slope: FloatArray

    def corrected(self, missed: FloatArray) -> Prices:
        """Prices at which a limit that is missed by a little is met; none changes its sign."""
        with np.errstate(divide="ignore", invalid="ignore"):
            change = np.where(self.slope > 0, missed / self.slope, 0.0)
        most = _LARGEST_CORRECTION * np.abs(self.y)
        return replace(self, y=self.y + np.clip(change, -most, most))
