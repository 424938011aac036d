"""A proof that limits over longer times are missed whatever is decided.

The least slack V of the program in which nothing starts or stops is quickly found. Starts s may
lower it, where their fuel uses up what must be taken, but by no more than its duals say (V is a
convex function of what the starts add to each row): d are their reduced costs,

    V(s) ≥ V + Σ_t d[t]·s[t] ≥ V − Σ_windows max_t max(−d[t], 0)

since a minimum time on allows one start in each window of so many steps.
"""

from __future__ import annotations

import numpy as np

from ipos_energy.mathematics.explain.elastic import (
    NEGLIGIBLE,
    Elastic,
    solve_elastic,
    weights_of,
)
from ipos_energy.mathematics.explain.undecided import counts_changes, unchanging
from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.park.series import FloatArray, inner


def missed_limits(model: Model, program: LinearProgram) -> Elastic | None:
    """The least slack where a program with integers cannot keep its limits over longer times.

    None where it has no such limits, and where it may keep them.
    """
    if not program.integer.any() or not any(
            one.kind == "limit" for one in weights_of(model, program)):
        return None
    free = unchanging(program)
    elastic = solve_elastic(model, free)
    if elastic is None or elastic.is_kept:
        return None
    counting = counts_changes(program)
    found = least = inner(elastic.program.cost, elastic.answer.x)
    for block in program.column_blocks:
        if counting[block.slice].all():
            gain = np.maximum(-elastic.answer.column_dual[block.slice], 0.0)
            least -= _most_gained(gain, _window(program, block))
    return elastic if least > NEGLIGIBLE * (1.0 + found) else None


def _most_gained(gain: FloatArray, window: int) -> float:
    """The most that one change in each window can gain; infinite where nothing limits changes."""
    if not gain.any():
        return 0.0
    if not window:
        return float("inf")
    padded = np.pad(gain, (0, -len(gain) % window))
    return float(padded.reshape(-1, window).max(axis=1).sum())


def _window(program: LinearProgram, block: Block) -> int:
    """The steps in which a block of changes can sum up to one at most; 0 where none are stated."""
    matrix = program.matrix
    inside = (matrix.column >= block.start) & (matrix.column < block.start + block.count)
    counted = np.bincount(matrix.row[inside], minlength=matrix.rows)
    others = np.bincount(matrix.row[~inside & ~program.integer[matrix.column]],
                         minlength=matrix.rows)
    longest = 0
    for rows in program.row_blocks:
        at = rows.slice
        is_window = (counted[at] > 0) & (others[at] == 0) & np.isfinite(program.row_upper[at])
        if rows.count == block.count and is_window.all():
            longest = max(longest, int(counted[at].min()))
    return longest
