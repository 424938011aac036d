"""The solve stage: compact, solve, fix integers where there are any, and restore."""

from __future__ import annotations

from dataclasses import dataclass, replace

from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.highs import Answer, Limits, solve
from ipos_energy.mathematics.linear import LinearProgram

ROUNDED = "nearly whole decisions"
"""Of an operation that is lost when its integers, whole within a tolerance, are made quite whole"""


@dataclass(frozen=True)
class Solved:
    """An answer to a stated program.

    ``program`` is what the duals belong to: the stated one, with integers fixed at their values
    where there are any. ``small`` is what the solver saw. ``bound`` is a cost that no operation
    can beat, as the solver proved it; for a program without integers the cost itself.
    """

    program: LinearProgram
    small: LinearProgram
    answer: Answer
    bound: float
    run_cpu_s: float


def solve_stated(stated: LinearProgram, limits: Limits) -> Solved:
    """Solves the stated program.

    With integers it is solved twice: once with them, once as a linear program with each fixed at
    its value, which gives the marginal prices.
    """
    compaction = compact(stated)
    small = compaction.small
    answer = solve(small, limits)
    run_cpu_s = answer.run_cpu_s
    if not small.integer.any() or not answer.has_point:
        return Solved(stated, small, compaction.restore(answer), answer.bound, run_cpu_s)
    fixed = solve(small.with_integers_fixed(answer.x), Limits())
    run_cpu_s += fixed.run_cpu_s
    if not fixed.has_point:
        return Solved(stated, small, replace(fixed, status=ROUNDED), answer.bound, run_cpu_s)
    full = replace(compaction, full=stated.with_integers_fixed(
        compaction.restore(answer).x)).restore(fixed)
    iterations = answer.iterations + fixed.iterations
    return Solved(
        stated.with_integers_fixed(full.x), small,
        replace(full, status=answer.status, iterations=iterations), answer.bound, run_cpu_s)
