"""Headers taken together: what all that can reach them adds up to, and all that can leave them.

A header alone may be fed by two units that share one source, and then seems to have the source
twice. The sum of the balances of both headers has it once, since what goes from one to the other
cancels but for losses:

    Σ_{h in S} (Σ in_h − Σ out_h) = 0        at each step, for any set S of headers
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from ipos_energy.mathematics.explain.reach import Reach
from ipos_energy.mathematics.linear import Block, BoolArray, LinearProgram
from ipos_energy.park.series import sum_by

_SLACK = 1e-6
_MOST_TOGETHER = 4
_MOST_HEADERS = 8
_ROUNDING = 1e-9
"""What is left of factors that cancel"""


def impossible_together(
    program: LinearProgram, balances: Sequence[Block], reach: Reach
) -> BoolArray:
    """The balances (rows,) that cannot hold since several headers together have too little.

    Or too much. It is told of the header to which energy goes in the end, or from which it comes.
    """
    found = np.zeros(program.matrix.rows, dtype=bool)
    together, told = _Together(program, balances, reach), list[tuple[set[int], BoolArray]]()
    for some in together.sets():
        short, full = together.missed(some)
        for earlier, at in told:
            if earlier <= set(some):
                short, full = short & ~at, full & ~at
        found[balances[together.last(some)].slice] |= short
        found[balances[together.first(some)].slice] |= full
        told.append((set(some), short | full))
    return found


class _Together:
    """The coefficients of all balances, by the step and the column that they belong to."""

    def __init__(
        self, program: LinearProgram, balances: Sequence[Block], reach: Reach
    ) -> None:
        self._program, self._balances = program, balances
        matrix, steps = program.matrix, balances[0].count
        header = np.full(matrix.rows, -1)
        step = np.zeros(matrix.rows, dtype=np.int64)
        for k, block in enumerate(balances):
            header[block.slice], step[block.slice] = k, np.arange(steps)
        entries = np.flatnonzero(header[matrix.row] >= 0)
        row = matrix.row[entries]
        pair, place = np.unique(matrix.column[entries] * steps + step[row], return_inverse=True)
        self._column, self._step, self._steps = pair // steps, pair % steps, steps
        self._factors = np.zeros((len(balances), len(pair)))
        self._factors[header[row], place] = matrix.value[entries]
        self._lower, self._upper = reach.lower[self._column], reach.upper[self._column]
        given, taken = self._factors > 0, self._factors < 0
        self._leads: BoolArray = np.array([[(a & b).any() for b in given] for a in taken])
        alone: BoolArray = (self._factors != 0).sum(axis=0) == 1
        endless = alone & np.isinf(program.upper[self._column])
        self._unlimited = np.array([(one & endless).any() for one in given])

    def sets(self) -> Iterator[tuple[int, ...]]:
        """Headers that are connected, smaller sets first; not those that buy without a limit."""
        limited = np.flatnonzero(~self._unlimited)[:_MOST_HEADERS].tolist()
        for size in range(2, _MOST_TOGETHER + 1):
            yield from (some for some in combinations(limited, size) if self._connected(some))

    def _connected(self, some: tuple[int, ...]) -> bool:
        joined, reached = self._leads | self._leads.T, {some[0]}
        while True:
            more = {k for k in some if joined[k, list(reached)].any()} - reached
            if not more:
                return len(reached) == len(some)
            reached |= more

    def last(self, some: tuple[int, ...]) -> int:
        """The header from which nothing goes on to another of them."""
        return next((k for k in some if not self._leads[k, list(some)].any()), some[-1])

    def first(self, some: tuple[int, ...]) -> int:
        """The header to which nothing comes from another of them."""
        return next((k for k in some if not self._leads[list(some), k].any()), some[0])

    def missed(self, some: tuple[int, ...]) -> tuple[BoolArray, BoolArray]:
        """At which steps (T,) a set has too little, and at which too much."""
        factor = self._factors[list(some)].sum(axis=0)
        used = np.flatnonzero(np.abs(factor) > _ROUNDING)
        factor, step = factor[used], self._step[used]
        at_lower, at_upper = factor * self._lower[used], factor * self._upper[used]
        most = sum_by(step, np.maximum(at_lower, at_upper), self._steps)
        least = sum_by(step, np.minimum(at_lower, at_upper), self._steps)
        rows = [self._balances[k].slice for k in some]
        asked = np.sum([self._program.row_lower[rows_] for rows_ in rows], axis=0)
        allowed = np.sum([self._program.row_upper[rows_] for rows_ in rows], axis=0)
        slack = _SLACK * (1 + np.abs(asked))
        return most < asked - slack, least > allowed + slack
