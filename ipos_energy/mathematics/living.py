"""A program that is solved again and again with other data, each time from where it was."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ipos_energy.mathematics.basis import Basis
from ipos_energy.mathematics.compact import Compaction, compact
from ipos_energy.mathematics.highs import Answer, Limits, Solver, Watch
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.solve import Report, Solved, solve_stated
from ipos_energy.park.horizon import Horizon

_ROWS_PER_ITERATION = 20
"""Changed data may take one iteration for so many rows; beyond that a new start is quicker."""


class Living:
    """Keeps a living solver. Programs with integers are solved anew each time.

    A program that differs from the last one in costs alone is solved by the primal simplex method,
    to which the last optimum is still a start without a violated limit; one that differs in limits
    by the dual one. One of another shape is solved anew.
    """

    def __init__(self) -> None:
        self._last: Compaction | None = None
        self._solver: Solver | None = None
        self._end: Callable[[], Basis] | None = None

    def solve(
        self, stated: LinearProgram, limits: Limits, horizon: Horizon | None, report: Report,
        watch: Watch,
    ) -> Solved:
        """Solves a stated program, from the last one's optimum where it can."""
        compaction = compact(stated, self._last)
        answer = self._again(compaction, limits, watch)
        if answer is not None:
            report(f"Solved from the optimum before it, in {answer.iterations} iterations")
            self._last = compaction
            return Solved(stated, compaction.small, compaction.restore(answer), answer.bound,
                          answer.run_cpu_s)
        solved = solve_stated(stated, limits, horizon, report, watch)
        self._last = compaction if self._last is None else compact(stated)
        self._solver = None
        self._end = solved.answer.end
        return solved

    def _again(self, compaction: Compaction, limits: Limits, watch: Watch) -> Answer | None:
        """The answer from the last optimum; None where that is no start, or takes too long."""
        last, new = self._last, compaction.small
        if last is None or self._end is None or not _alike(last, compaction):
            return None
        if self._solver is None or not np.array_equal(last.small.matrix.value, new.matrix.value):
            self._solver = Solver(new)
            self._solver.near_optimum(True)
            self._solver.start_at(self._end())
        limited = not _same_limits(last.small, new)
        self._solver.use_primal(not limited)
        self._solver.update(cost=new.cost)
        if limited:
            self._solver.update(bounds=(new.lower, new.upper),
                                row_bounds=(new.row_lower, new.row_upper))
        most = new.matrix.rows // _ROWS_PER_ITERATION
        answer = self._solver.solve(
            Limits(time_s=limits.time_s, gap=limits.gap, iterations=max(most, 1000)), watch)
        self._end = answer.end
        return answer if answer.status == "optimal" else None


def _alike(one: Compaction, other: Compaction) -> bool:
    """Whether both small programs have the same rows and columns, without integers."""
    return (not other.small.integer.any()
            and np.array_equal(one.kept_rows, other.kept_rows)
            and np.array_equal(one.kept_columns, other.kept_columns)
            and np.array_equal(one.small.matrix.row, other.small.matrix.row)
            and np.array_equal(one.small.matrix.column, other.small.matrix.column))


def _same_limits(one: LinearProgram, other: LinearProgram) -> bool:
    return all(np.array_equal(a, b) for a, b in (
        (one.lower, other.lower), (one.upper, other.upper),
        (one.row_lower, other.row_lower), (one.row_upper, other.row_upper)))
