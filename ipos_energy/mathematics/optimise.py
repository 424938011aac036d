"""The mathematics in one call: state, compile, compact, solve, restore, certify."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.errors import SolverError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.collect import collect
from ipos_energy.mathematics.compile import Compiled, compile_model
from ipos_energy.mathematics.exclusions import further_apart, kept_apart
from ipos_energy.mathematics.explain import endless, explained, seen_impossible
from ipos_energy.mathematics.highs import TIME_LIMIT, Limits, Watch
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.living import Living
from ipos_energy.mathematics.model import Apart, Model
from ipos_energy.mathematics.rolling import Windows, solve_rolling
from ipos_energy.mathematics.scaling import badly_scaled, extents, told
from ipos_energy.mathematics.solve import Solved, solve_stated
from ipos_energy.mathematics.typical_periods import Sizing, solve_typical
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.impossible.error import ImpossibleError
from ipos_energy.park.operation import Extent, Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.solver import Solver

Report = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def optimise(
    scenario: Scenario, report: Report = lambda stage: None, watch: Watch = lambda text: None,
    living: Living | None = None,
) -> tuple[Operation, float]:
    """The best operation of a scenario, and the CPU seconds that HiGHS's ``run`` took.

    With ``living`` it starts from the optimum of the scenario solved before with it, if it can.

    Raises ImpossibleError where no operation meets every demand, or where the cost has no bottom;
    SolverError where the solver gives no answer.
    """
    apart: Apart | None = {}
    run_cpu_s, rounds = 0.0, 0
    while apart is not None:
        stated = _state(scenario, apart, report)
        solved = _answered(stated, report, watch, None if apart else living)
        run_cpu_s, rounds = run_cpu_s + solved.run_cpu_s, rounds + 1
        apart = further_apart(stated.model, stated.compiled, solved.answer.x, rounds)
    held = tuple(kept_apart(stated.model))
    for warning in held:
        report(f"warning: {warning}")
    report("collect")
    operation = replace(collect(stated.model, stated.compiled, solved), scaling=stated.scaling,
                        warnings=(*stated.warnings, *held))
    return operation, run_cpu_s


@dataclass(frozen=True)
class _Stated:
    """A scenario as a linear program, and what is said of its numbers."""

    model: Model
    compiled: Compiled
    scaling: tuple[Extent, ...]
    warnings: tuple[str, ...]


def _state(scenario: Scenario, apart: Apart, report: Report) -> _Stated:
    """States and compiles; what there is to say of it is said the first time."""
    report("build")
    model = build(scenario, apart)
    report("compile")
    compiled = compile_model(model)
    scaling = extents(compiled.program)
    warnings = tuple(badly_scaled(compiled.program, scaling))
    if not apart:
        for name in compiled.fallbacks:
            report(f'compile step by step: "{name}" has no symbolic form')
        for warning in warnings:
            report(f"warning: {warning}")
    return _Stated(model, compiled, scaling, warnings)


def _answered(stated: _Stated, report: Report, watch: Watch, living: Living | None) -> Solved:
    """The answer to what was stated. Raises ImpossibleError or SolverError where there is none."""
    model, compiled = stated.model, stated.compiled
    report("check")
    _check(model, compiled, report, solved_before=living is not None)
    report("solve")
    try:
        solved = _solve(model, compiled, report, watch, living)
    except SolverError as error:
        raise SolverError(f"{error}. The numbers it was given: {told(stated.scaling)}.") from error
    status = solved.answer.status
    if status in ("infeasible", "unbounded"):
        report("explain")
        raise ImpossibleError(explained(model, compiled, no_bottom=status == "unbounded"))
    if not solved.answer.has_point or not len(solved.answer.row_dual):
        raise SolverError(_without_answer(status, stated.scaling))
    return solved


def _check(
    model: Model, compiled: Compiled, report: Report, *, solved_before: bool
) -> None:
    """Looks for what makes a best operation impossible and takes no solve to be seen.

    Of a program much like one ``solved_before``, to solve it is as quick as to look whether it can
    be. Raises ImpossibleError, with what more is found once it is known that there is none.
    """
    without_bottom = endless(model, compiled)
    if without_bottom is not None:
        raise ImpossibleError(without_bottom)
    seen = None if solved_before else seen_impossible(model, compiled.program)
    if seen is not None:
        report("explain")
        raise ImpossibleError(explained(model, compiled, seen=seen))


def _without_answer(status: str, scaling: Sequence[Extent]) -> str:
    """What is said where HiGHS ended and there is nothing to show."""
    if status == TIME_LIMIT:
        return ("HiGHS reached its time limit before it had found an answer that is worth showing. "
                "Give it longer (--time-limit, solver.time_limit), or let it find integers window "
                "by window (solver.rolling).")
    return (f"HiGHS stopped at its {status} without an operation of the park. The numbers it was "
            f"given: {told(scaling)}.")


def _solve(
    model: Model, compiled: Compiled, report: Report, watch: Watch, living: Living | None
) -> Solved:
    """Solves at once, or with sizes from typical periods where the scenario asks for that."""
    scenario, program = model.scenario, compiled.program
    solver = scenario.solver

    def solve(one: LinearProgram) -> Solved:
        return _solve_program(one, solver, scenario.horizon, report, watch)

    if living is not None and solver.rolling is None and solver.typical_periods is None:
        return living.solve(program, _limits(solver), scenario.horizon, report, watch)
    if solver.typical_periods is None:
        return solve(program)
    sizing = _sizing(model, program)
    if not sizing.fixed.any():
        report("Typical periods: no unit has a size, so all steps are solved at once.")
        return solve(program)
    return solve_typical(program, scenario, solver.typical_periods, sizing, solver.gap,
                         solve, report)


def _solve_program(
    program: LinearProgram, solver: Solver, horizon: Horizon, report: Report, watch: Watch
) -> Solved:
    """Solves at once, or in windows where the scenario asks for a rolling horizon.

    A program without blocks, folded onto typical periods, is solved as it is.
    """
    limits = _limits(solver)
    if not program.column_blocks:
        return solve_stated(program, limits)
    if solver.rolling is None:
        return solve_stated(program, limits, horizon, report, watch)
    length, overlap = solver.rolling.steps(horizon.step_hours)
    return solve_rolling(program, horizon, Windows(length, overlap), limits, report)


def _sizing(model: Model, program: LinearProgram) -> Sizing:
    """The columns of all sizes of units; what a contract subscribes is not built."""
    units = model.scenario.units
    sized = {size.owner for size in model.sizes if size.owner in units}
    fixed = np.zeros(program.matrix.columns, dtype=bool)
    columns = {(block.owner, block.label): block.start for block in program.column_blocks}
    for block in program.column_blocks:
        fixed[block.slice] = block.span == "once" and block.owner in sized
    return Sizing(fixed, {(size.owner, size.label, size.unit): columns[size.owner, size.label]
                          for size in model.sizes if size.owner in units})


def _limits(solver: Solver) -> Limits:
    return Limits(None if solver.time_limit is None else solver.time_limit * 3600, solver.gap)
