"""A program whose only costs are those of slack, of a long horizon: from a joined basis.

Where nothing is missing, each operation is as good as any other. A solver takes long to settle on
one, and windows solved one by one settle on such as do not join. So the windows are guided: with
costs of the steps so small that they never outweigh slack. From there the program without them is
a few iterations away.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.explain.stripped import strip
from ipos_energy.mathematics.highs import Answer, Limits, Solver, solve
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.solve import solve_joined
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.places import stamps_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray

_GUIDING = 0.005
"""Cost of what costs as much as a typical MWh does, beside the 1 or more of slack"""
_MOST = 4.0
"""No step costs more than so many times a typical one"""


def solve_guided(program: LinearProgram, cost: FloatArray, horizon: Horizon) -> Answer:
    """Minimises a program without integers; ``cost`` guides it, of its first columns.

    Where its basis cannot be joined it is solved as it is, and not compacted first: with slack in
    every row, HiGHS's own presolve does better.
    """
    stripped = strip(program)
    plain = stripped.small
    guided = replace(plain, cost=plain.cost + _guiding(program, cost)[stripped.columns])
    compaction = compact(guided)
    stamps = stamps_of(program, horizon).of(stripped.columns[compaction.kept_columns],
                                            stripped.rows[compaction.kept_rows])
    try:
        start = solve_joined(compaction.small, stamps, Limits(), lambda text: None,
                             lambda text: None)
    except GivenUpError:
        return stripped.restore(solve(plain, Limits()))
    if not start.has_point:
        return start
    unguided = compact(plain, compaction)
    solver = Solver(unguided.small)
    if start.end is not None:
        solver.start_at(start.end())
        solver.use_primal(True)
    return stripped.restore(unguided.restore(solver.solve(Limits())))


def _guiding(program: LinearProgram, cost: FloatArray) -> FloatArray:
    """Small costs of the columns at steps (columns,)."""
    at_steps = np.zeros(len(program.cost))
    for block in program.column_blocks:
        if block.span == "step" and block.start < len(cost):
            at_steps[block.slice] = cost[block.slice]
    paid = np.abs(at_steps[at_steps != 0])
    if not len(paid):
        return at_steps
    return _GUIDING * np.clip(at_steps / float(np.median(paid)), -_MOST, _MOST)
