"""The market in which the prices of limits over many steps are found.

Each part answers prices with what it takes of each limit, and with its own cost. A small *master*
program mixes the answers to all prices so far, part by part, so that the limits hold at the lowest
cost; its duals are the next prices (Dantzig and Wolfe's decomposition).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from ipos_energy.mathematics.highs import Answer, Limits, Solver
from ipos_energy.mathematics.joined.pricing import Priced, Prices, Response
from ipos_energy.mathematics.linear import IntArray, LinearProgram, matrix_from_triplets
from ipos_energy.park.series import FloatArray

_FIRST_PRICE = 0.04
"""As a share of what the limit's columns cost per unit of it."""
_LARGEST_STEP, _DEAREST = 5.0, 100.0
"""A price that is not enough grows by this factor, up to so many times that cost."""
_GUESS = 1.5
"""A price of which nothing is known grows or falls by this factor."""
_JUST_SHORT = 0.98
_SAME_PRICE = 0.02

Respond = Callable[[FloatArray], Sequence[Response]]
"""The responses of all parts to prices (K,)."""


@dataclass(frozen=True)
class Settled:
    """Prices, and which of the responses so far each part had best follow (parts,)."""

    prices: Prices
    chosen: IntArray


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

    def settle(self, start: Prices, enough: float, rounds: int) -> Settled:
        """Prices at which at most a share ``enough`` of each limit is missed.

        Where no price does that in so many rounds, as where many parts change at once, each part
        follows the response that the master mixes most of, at a price just short of its.
        """
        y, own = start.y, len(self._priced.own)
        total = self._ask(y)
        met, new = self._priced.met(y, total, enough), self._guess(start, total)
        if (met and not own) or _same(new, y):
            return self._at_last(y)
        for _ in range(1, rounds):
            y = new
            met = self._priced.met(y, self._ask(y), enough)
            if met and not own:
                return self._at_last(y)
            master = self._master()
            new = master.row_dual[len(self._responses[0]):]
            if _same(new, y):
                if met:
                    return self._at_last(y)
                break
        return Settled(Prices(_JUST_SHORT * new, self._slope()), self._mixed_most(master))

    def _at_last(self, y: FloatArray) -> Settled:
        """All follow their response to the last prices."""
        last = np.full(len(self._responses[0]), len(self._responses) - 1)
        return Settled(Prices(y, self._slope()), last)

    def _ask(self, y: FloatArray) -> FloatArray:
        """What all parts take of each limit at some prices (K,)."""
        self._asked.append(y)
        self._responses.append(list(self._respond(y)))
        return self._total(-1)

    def _total(self, number: int) -> FloatArray:
        total: FloatArray = np.sum([one.taken for one in self._responses[number]], axis=0)
        return total

    def _guess(self, start: Prices, total: FloatArray) -> FloatArray:
        """The second prices: by the slope if it is known, or somewhat more or less."""
        y, priced = start.y, self._priced
        missed = priced.missed(y, total)
        times = np.where(missed * y > 0, _GUESS, np.where(missed * y < 0, 1.0 / _GUESS, 1.0))
        times[priced.limits_with_own] = 1.0
        return np.where(y == 0, _FIRST_PRICE * self._scale * np.sign(missed), np.where(
            start.slope > 0, start.corrected(missed).y, y * times))

    def _slope(self) -> FloatArray:
        """∂taken/∂y between the last prices and the nearest other ones, limit by limit."""
        y, total = self._asked[-1], self._total(-1)
        slope, nearest = np.zeros(len(y)), np.full(len(y), np.inf)
        for number, before in enumerate(self._asked[:-1]):
            away = y - before
            with np.errstate(divide="ignore", invalid="ignore"):
                here = np.nan_to_num((total - self._total(number)) / away, posinf=0.0, neginf=0.0)
            nearer = (here > 0) & (np.abs(away) < nearest)
            slope, nearest = np.where(nearer, here, slope), np.where(nearer, np.abs(away), nearest)
        slope[self._priced.limits_with_own] = 0.0
        return slope

    def _mixed_most(self, master: Answer) -> IntArray:
        """Of each part the response with the largest weight (parts,)."""
        rounds, parts = len(self._responses), len(self._responses[0])
        most: IntArray = np.argmax(master.x[:rounds * parts].reshape(rounds, parts), axis=0)
        return most

    def _dearest(self) -> FloatArray:
        """What missing a unit of each limit costs the master (K,), and so its highest price."""
        last = np.maximum(np.abs(self._asked[-1]), _FIRST_PRICE * self._scale)
        dearest: FloatArray = np.minimum(_DEAREST * self._scale, _LARGEST_STEP * last)
        return dearest

    def _master(self) -> Answer:
        """Each part mixes its responses; a miss costs somewhat more than the last price.

        Its columns are the weights of the responses, round by round, and then the limits' own; its
        rows say that the weights of each part are 1, and then the limits.
        """
        dearest = self._dearest()
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
        return Solver(master, part=True).solve(Limits())


def _same(one: FloatArray, other: FloatArray) -> bool:
    return bool(np.allclose(one, other, rtol=_SAME_PRICE, atol=1e-9))
