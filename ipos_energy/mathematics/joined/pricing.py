"""Limits that reach over all steps, met by a price instead of a row.

Each part of the horizon is solved with the costs c − Aᵀy, where y are the prices of the limits; it
answers with what it takes of each limit, and with its own cost. A small *master* program mixes the
answers to all prices so far, part by part, so that the limits hold at the lowest cost; its duals
are the next prices (Dantzig and Wolfe's decomposition). The prices need not be exact: the whole
program is solved with the limits as rows in the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.highs import Limited, Limits, Solver
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.park.series import FloatArray, sum_by

_FIRST_PRICE = 0.04
"""As a share of what the limit's columns cost per unit of it."""
_BEYOND = 1.2
_LARGEST_STEP = 8.0
"""Prices grow at most by this factor, and by a fifth more than seems to be needed."""
_SAME_PRICE = 0.02
_MOST_ROUNDS = 6
_ENOUGH, _AT_MOST = 0.003, 0.03
"""Shares of a limit: what may well be missed, and what may be missed at all."""
_OVERSHOT = 1.0
"""Share of a limit by which a price that changes nearly everything at once misses it."""
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

    def met(self, program: LinearProgram, y: FloatArray) -> Limited:
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

Respond = Callable[[FloatArray], Sequence[Response]]
"""The responses of all parts to prices (K,)."""


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


class Market:
    """Finds the prices of the limits from the responses of all parts to some."""

    def __init__(self, priced: Priced, program: LinearProgram, respond: Respond) -> None:
        self._priced, self._program, self._respond = priced, program, respond
        self._scale = np.array([self._scale_of(k) for k in range(priced.count)])
        self._asked: list[FloatArray] = []
        self._responses: list[list[Response]] = []

    def _scale_of(self, limit: int) -> float:
        """The median cost per unit of a limit of its columns at steps, or of any that have one."""
        priced, cost = self._priced, self._program.cost
        at = (priced.limit == limit) & (priced.column < priced.timed_columns)
        per_unit = np.abs(cost[priced.column[at]] / priced.value[at])
        per_unit = per_unit[per_unit > 0]
        if len(per_unit):
            return float(np.median(per_unit))
        others = np.abs(cost[cost != 0])
        return float(np.median(others)) if len(others) else 1.0

    def prices(self) -> Prices:
        """Prices at which all limits are met, nearly.

        Raises GivenUpError where no prices do that, as where a price has all parts change at once.
        """
        y = np.zeros(self._priced.count)
        total = self._ask(y)
        missed = self._priced.missed(y, total)
        y = _FIRST_PRICE * self._scale * np.sign(missed)
        for _ in range(_MOST_ROUNDS if y.any() else 0):
            total = self._ask(y)
            missed = self._priced.missed(y, total)
            if not len(self._priced.own) and self._met(missed, total, _ENOUGH):
                break
            if not self._met(missed, total, _OVERSHOT):
                raise GivenUpError("the price of a limit over all steps changes too much at once")
            new = self._master(self._dearest(y, total))
            if np.allclose(new, y, rtol=_SAME_PRICE, atol=1e-9):
                break
            y = new
        if y.any() and not self._met(missed, total, _AT_MOST):
            raise GivenUpError("no price meets its limits over all steps")
        return Prices(y, self._slope())

    def _ask(self, y: FloatArray) -> FloatArray:
        """What all parts take of each limit at some prices (K,)."""
        self._asked.append(y)
        self._responses.append(list(self._respond(y)))
        return self._total(-1)

    def _total(self, number: int) -> FloatArray:
        total: FloatArray = np.sum([one.taken for one in self._responses[number]], axis=0)
        return total

    def _met(self, missed: FloatArray, total: FloatArray, share: float) -> bool:
        """Whether at most a share of each limit is missed; one with columns of its own is met."""
        adjusts = np.isin(np.arange(self._priced.count), self._priced.limits_with_own)
        return bool(np.all(adjusts | (np.abs(missed) <= share * np.abs(missed + total))))

    def _dearest(self, y: FloatArray, total: FloatArray) -> FloatArray:
        """The highest price that the next round may ask: somewhat beyond the one that it needs."""
        moved = total - self._total(0)
        needed = self._priced.missed(y, self._total(0))
        with np.errstate(divide="ignore", invalid="ignore"):
            times = np.nan_to_num(_BEYOND * needed / moved, nan=1.0)
        return np.maximum(np.abs(y), _FIRST_PRICE * self._scale) * np.clip(
            times, _BEYOND, _LARGEST_STEP)

    def _slope(self) -> FloatArray:
        """∂taken/∂y between the last prices and the nearest other ones, limit by limit."""
        y, total = self._asked[-1], self._total(-1)
        slope = np.zeros(len(y))
        for number in range(len(self._asked) - 1):
            before, then = self._asked[number], self._total(number)
            with np.errstate(divide="ignore", invalid="ignore"):
                here = np.nan_to_num((total - then) / (y - before), posinf=0.0, neginf=0.0)
            slope = np.where(here > 0, here, slope)
        slope[self._priced.limits_with_own] = 0.0
        return slope

    def _master(self, dearest: FloatArray) -> FloatArray:
        """Duals of the limits where each part mixes its responses and a miss costs ``dearest``."""
        priced, parts = self._priced, len(self._responses[0])
        mixed = [(part, response) for known in self._responses
                 for part, response in enumerate(known)]
        count, limits = len(mixed), np.arange(priced.count)
        place = np.full(len(self._program.cost), -1)
        place[priced.own] = count + np.arange(len(priced.own))
        entry = np.flatnonzero(place[priced.column] >= 0)
        columns = count + len(priced.own) + 2 * priced.count
        missing = columns - 2 * priced.count + limits
        taken = np.array([response.taken for _, response in mixed])
        matrix = matrix_from_triplets(
            np.concatenate([[part for part, _ in mixed], parts + np.tile(limits, count),
                            parts + priced.limit[entry], parts + limits, parts + limits]),
            np.concatenate([np.arange(count), np.repeat(np.arange(count), priced.count),
                            place[priced.column[entry]], missing, missing + priced.count]),
            np.concatenate([np.ones(count), taken.ravel(), priced.value[entry],
                            np.ones(priced.count), -np.ones(priced.count)]),
            parts + priced.count, columns)
        program = self._program
        master = LinearProgram(
            matrix=matrix,
            cost=np.concatenate([[response.cost for _, response in mixed],
                                 program.cost[priced.own], dearest, dearest]),
            offset=0.0,
            lower=np.concatenate([np.zeros(count), program.lower[priced.own],
                                  np.zeros(2 * priced.count)]),
            upper=np.concatenate([np.full(count, np.inf), program.upper[priced.own],
                                  np.full(2 * priced.count, np.inf)]),
            row_lower=np.concatenate([np.ones(parts), priced.lower]),
            row_upper=np.concatenate([np.ones(parts), priced.upper]),
            integer=np.zeros(columns, dtype=bool), column_blocks=(), row_blocks=(),
        )
        answer = Solver(master, part=True).solve(Limits())
        return answer.row_dual[parts:]
