"""The mathematics in one call: state, compile, compact, solve, restore, certify."""

from __future__ import annotations

from collections.abc import Callable

from ipos_energy.errors import SolverError, UnsatisfiableError
from ipos_energy.mathematics.collect import collect
from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.explain import explain_infeasible
from ipos_energy.mathematics.highs import solve
from ipos_energy.mathematics.model import build
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario

Report = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def optimise(
    scenario: Scenario, report: Report = lambda stage: None, time_limit_s: float | None = None
) -> tuple[Operation, float]:
    """The best operation of a scenario, and the CPU seconds that HiGHS's ``run`` took.

    Raises UnsatisfiableError where no operation meets every demand, or where the cost has no
    bottom; SolverError where the solver gives no answer.
    """
    report("build")
    model = build(scenario)
    report("compile")
    compiled = compile_model(model)
    for name in compiled.fallbacks:
        report(f'compile step by step: "{name}" has no symbolic form')
    compaction = compact(compiled.program)
    report("solve")
    answer = solve(compaction.small, time_limit_s)
    if answer.status == "unbounded":
        raise UnsatisfiableError("The cost has no bottom: some contract buys for less than another "
                                 "sells, without a limit. Give the sale or the purchase a limit.")
    if answer.status == "infeasible":
        report("explain")
        raise UnsatisfiableError(explain_infeasible(model, compiled))
    if answer.status != "optimal":
        raise SolverError(f"HiGHS stopped at its {answer.status} without an optimal operation.")
    report("collect")
    full = compaction.restore(answer)
    return collect(model, compiled, compaction.small, full), answer.run_cpu_s
