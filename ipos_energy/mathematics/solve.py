"""The solve stage: compact, solve, fix integers where there are any, and restore."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace

from ipos_energy.mathematics.compact import Compaction, compact
from ipos_energy.mathematics.highs import Answer, Limits, Watch, solve
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.solve import solve_joined
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.places import stamps_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.operation import TypicalOutcome
from ipos_energy.park.series import inner

ROUNDED = "nearly whole decisions"
"""Of an operation that is lost when its integers, whole within a tolerance, are made quite whole"""

Report = Callable[[str], None]


@dataclass(frozen=True)
class Solved:
    """An answer to a stated program.

    ``program`` is what the duals belong to: the stated one, with integers fixed at their values
    where there are any. ``small`` is what the solver saw. ``bound`` is a cost that no operation
    can beat, as the solver proved it; for a program without integers the cost itself. ``typical``
    says how sizes from typical periods did.
    """

    program: LinearProgram
    small: LinearProgram
    answer: Answer
    bound: float
    run_cpu_s: float
    typical: TypicalOutcome | None = None

    @property
    def cost(self) -> float:
        """What the answer costs."""
        return inner(self.program.cost, self.answer.x) + self.program.offset


def status_within(cost: float, bound: float, gap: float, otherwise: str) -> str:
    """What a bound proves of a cost: "optimal", "within gap", or ``otherwise``."""
    off = (cost - bound) / max(1.0, abs(cost))
    return "optimal" if off <= 1e-6 else "within gap" if off <= gap else otherwise


def solve_stated(
    stated: LinearProgram, limits: Limits, horizon: Horizon | None = None,
    report: Report = lambda text: None, watch: Watch = lambda text: None,
) -> Solved:
    """Solves the stated program, from a basis joined from parts of the ``horizon`` where it helps.

    With integers it is solved twice: once with them, once as a linear program with each fixed at
    its value, which gives the marginal prices. ``report`` is told how, ``watch`` how far it is.
    """
    compaction = compact(stated)
    small = compaction.small
    answer = _solve(compaction, small, limits, horizon, report, watch)
    run_cpu_s = answer.run_cpu_s
    if not small.integer.any() or not answer.has_point:
        return Solved(stated, small, compaction.restore(answer), answer.bound, run_cpu_s)
    fixed = _solve(compaction, small.with_integers_fixed(answer.x), Limits(), horizon, report,
                   watch)
    run_cpu_s += fixed.run_cpu_s
    if not fixed.has_point:
        return Solved(stated, small, replace(fixed, status=ROUNDED), answer.bound, run_cpu_s)
    full = replace(compaction, full=stated.with_integers_fixed(
        compaction.restore(answer).x)).restore(fixed)
    iterations = answer.iterations + fixed.iterations
    return Solved(
        stated.with_integers_fixed(full.x), small,
        replace(full, status=answer.status, iterations=iterations), answer.bound, run_cpu_s)


def _solve(
    compaction: Compaction, program: LinearProgram, limits: Limits, horizon: Horizon | None,
    report: Report, watch: Watch,
) -> Answer:
    """The answer to the small program or one with its columns and rows, joined or at once."""
    if horizon is None:
        return solve(program, limits, watch)
    since = time.perf_counter()
    stamps = stamps_of(compaction.full, horizon).of(compaction.kept_columns, compaction.kept_rows)
    try:
        return solve_joined(program, stamps, limits, report, watch)
    except GivenUpError as error:
        report(f"All steps are solved at once: {error}.")
    if limits.time_s is not None:
        limits = replace(limits, time_s=max(limits.time_s - (time.perf_counter() - since), 0.0))
    return solve(program, limits, watch)
