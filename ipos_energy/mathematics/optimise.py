"""The mathematics in one call: state, compile, compact, solve, restore, certify."""

from __future__ import annotations

from collections.abc import Callable

from ipos_energy.errors import SolverError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.collect import collect
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.explain import endless, explained
from ipos_energy.mathematics.highs import Limits, Watch
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.rolling import Windows, solve_rolling
from ipos_energy.mathematics.solve import Solved, solve_stated
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.impossible.error import ImpossibleError
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.solver import Solver

Report = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def optimise(
    scenario: Scenario, report: Report = lambda stage: None, watch: Watch = lambda text: None
) -> tuple[Operation, float]:
    """The best operation of a scenario, and the CPU seconds that HiGHS's ``run`` took.

    Raises ImpossibleError where no operation meets every demand, or where the cost has no bottom;
    SolverError where the solver gives no answer.
    """
    report("build")
    model = build(scenario)
    report("compile")
    compiled = compile_model(model)
    for name in compiled.fallbacks:
        report(f'compile step by step: "{name}" has no symbolic form')
    report("solve")
    without_bottom = endless(model, compiled)
    if without_bottom is not None:
        raise ImpossibleError(without_bottom)
    solved = _solve(compiled.program, scenario.solver, scenario.horizon, report, watch)
    status = solved.answer.status
    if status in ("infeasible", "unbounded"):
        report("explain")
        raise ImpossibleError(explained(model, compiled, no_bottom=status == "unbounded"))
    if not solved.answer.has_point or not len(solved.answer.row_dual):
        raise SolverError(f"HiGHS stopped at its {status} without an operation of the park.")
    report("collect")
    return collect(model, compiled, solved), solved.run_cpu_s


def _solve(
    program: LinearProgram, solver: Solver, horizon: Horizon, report: Report, watch: Watch
) -> Solved:
    """Solves at once, or in windows where the scenario asks for a rolling horizon."""
    time_s = None if solver.time_limit is None else solver.time_limit * 3600
    limits = Limits(time_s, solver.gap)
    if solver.rolling is None:
        return solve_stated(program, limits, horizon, report, watch)
    length, overlap = solver.rolling.steps(horizon.step_hours)
    return solve_rolling(program, horizon, Windows(length, overlap), limits, report)
