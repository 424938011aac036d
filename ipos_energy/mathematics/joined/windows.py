"""The windows of one group of steps, each solved from the basis of the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from ipos_energy.mathematics.basis import Basis
from ipos_energy.mathematics.highs import PartAnswer, Solver
from ipos_energy.mathematics.joined.excerpt import Excerpt, excerpt
from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.joined.pricing import Priced, Response
from ipos_energy.mathematics.linear import IntArray
from ipos_energy.park.series import FloatArray, inner

_MOST_LIVING = 4


@dataclass(frozen=True)
class Part:
    """A solved stretch of steps, and what it takes of the priced limits."""

    excerpt: Excerpt
    answer: PartAnswer
    response: Response

    @property
    def basis(self) -> Basis:
        return self.answer.basis

    def standing_for(self, steps: int) -> Response:
        """The response of so many steps like its own."""
        times = steps / (self.excerpt.end - self.excerpt.start)
        return Response(times * self.response.taken, times * self.response.cost)


def windows_between(
    ordered: Ordered, cuts: Sequence[int], held: Sequence[IntArray]
) -> list[Excerpt]:
    """The stretches from each cut to the next, with the rows at no step that each holds."""
    return [excerpt(ordered, start, end, rows)
            for (start, end), rows in zip(pairwise(cuts), held, strict=True)]


class Windows:
    """Some windows in their order. Those of one shape and coefficients share a living solver."""

    def __init__(self, ordered: Ordered, excerpts: Sequence[Excerpt], priced: Priced) -> None:
        self._ordered, self._priced, self._excerpts = ordered, priced, excerpts
        self._living: dict[bytes, Solver] = {}
        self.parts: list[Part] = []

    def solve(
        self, cost: FloatArray, seed: Basis | None, check: Callable[[], None]
    ) -> list[Part]:
        """Solves all windows at some costs; ``check`` is called before each, and may raise.

        The first starts at ``seed``, each later one at the basis of the one before; where the
        windows were solved before, each starts at its own.
        """
        known = [part.basis for part in self.parts]
        self.parts = []
        basis = seed
        for number, one in enumerate(self._excerpts):
            check()
            part = self._solve(one, cost, known[number] if known else basis)
            basis = part.basis
            self.parts.append(part)
        return self.parts

    def _solve(self, one: Excerpt, cost: FloatArray, start: Basis | None) -> Part:
        solver = self._solver(one, cost)
        if start is not None and start.fits(*one.shape):
            solver.start_at(start)
        return solved_part(solver, one, self._ordered, self._priced)

    def _solver(self, one: Excerpt, cost: FloatArray) -> Solver:
        """A solver of a window's program: a living one with new data, or a new one."""
        program = one.program(self._ordered.program, cost)
        solver = self._living.get(one.fingerprint)
        if solver is None:
            if len(self._living) >= _MOST_LIVING:
                self._living.pop(next(iter(self._living)))
            solver = self._living[one.fingerprint] = Solver(program, part=True)
            return solver
        solver.update(cost=program.cost, bounds=(program.lower, program.upper),
                      row_bounds=(program.row_lower, program.row_upper))
        return solver


def solved_part(solver: Solver, one: Excerpt, ordered: Ordered, priced: Priced) -> Part:
    """Solves an excerpt's program. One that has no optimum still has a basis to start from."""
    answer = solver.solve_part()
    if not priced.count:
        return Part(one, answer, Response(np.empty(0), 0.0))
    taken = priced.taken(int(ordered.column_start[one.start]), answer.x[:one.timed])
    return Part(one, answer, Response(taken, inner(one.costs(ordered.program.cost), answer.x)))
