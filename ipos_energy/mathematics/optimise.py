"""The mathematics in one call: state, compile, compact, solve, restore, certify."""

from __future__ import annotations

from collections.abc import Callable

from ipos_energy.errors import SolverError, UnsatisfiableError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.collect import collect
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.explain import explain_infeasible
from ipos_energy.mathematics.highs import Limits
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario

Report = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def optimise(
    scenario: Scenario, report: Report = lambda stage: None, limits: Limits | None = None
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
    report("solve")
    solved = solve_stated(compiled.program, limits or Limits())
    status = solved.answer.status
    if status == "unbounded":
        raise UnsatisfiableError("The cost has no bottom: some contract buys for less than another "
                                 "sells, without a limit. Give the sale or the purchase a limit.")
    if status == "infeasible":
        report("explain")
        raise UnsatisfiableError(explain_infeasible(model, compiled))
    if not solved.answer.has_point or not len(solved.answer.row_dual):
        raise SolverError(f"HiGHS stopped at its {status} without an operation of the park.")
    report("collect")
    return collect(model, compiled, solved), solved.run_cpu_s
