"""HiGHS: hands a linear program over, runs it, and takes the answer back as arrays."""

from __future__ import annotations

import time
from dataclasses import dataclass

import highspy
import numpy as np

from ipos_energy.errors import SolverError
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True)
class Limits:
    """When the solver may stop: after a time, or within a gap of the proven bound.

    ``gap`` is relative and only matters to programs with integers.
    """

    time_s: float | None = None
    gap: float = 0.005


@dataclass(frozen=True)
class Answer:
    """What the solver found, whatever it is.

    ``row_dual`` and ``column_dual`` follow ∂cost/∂limit: the dual of a row is what one more unit
    of its limit costs; they are empty for a program with integers. ``bound`` is the proven lower
    bound of the cost. ``run_cpu_s`` and ``run_wall_s`` count the solver's ``run`` alone.
    """

    status: str
    x: FloatArray
    row_dual: FloatArray
    column_dual: FloatArray
    bound: float
    iterations: int
    run_cpu_s: float
    run_wall_s: float

    @property
    def has_point(self) -> bool:
        """Whether ``x`` is an operation: the optimum, or the best that was found."""
        return self.status not in ("infeasible", "unbounded") and len(self.x) > 0


def solve(program: LinearProgram, limits: Limits) -> Answer:
    """Minimises ``program`` with HiGHS at its default options.

    The status is "optimal", "within gap", "infeasible", "unbounded" or "time limit". Raises
    SolverError on any other outcome.
    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    highs.setOptionValue("mip_rel_gap", limits.gap)
    if limits.time_s is not None:
        highs.setOptionValue("time_limit", limits.time_s)
    if highs.passModel(_as_highs(program)) == highspy.HighsStatus.kError:
        raise SolverError("HiGHS refused the linear program")
    cpu, wall = time.process_time(), time.perf_counter()
    _run(highs)
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    return _answer(highs, bool(program.integer.any()), cpu, wall)


def _run(highs: highspy.Highs) -> None:
    """Runs HiGHS in a thread of its own, so that Ctrl-C stops it at its next iteration."""
    highs.HandleUserInterrupt = True
    try:
        highs.startSolve()
        while not highs.wait(0.1)[0]:
            pass
    except KeyboardInterrupt:
        highs.cancelSolve()  # type: ignore[no-untyped-call]
        _wait_until_stopped(highs)
        raise


def _wait_until_stopped(highs: highspy.Highs) -> None:
    """Further interrupts wait too: a process that ends while HiGHS runs ends with a crash."""
    while True:
        try:
            highs.wait()
        except KeyboardInterrupt:
            continue
        return


def _answer(highs: highspy.Highs, integers: bool, cpu_s: float, wall_s: float) -> Answer:
    status, info, solution = _status(highs), highs.getInfo(), highs.getSolution()
    found = info.primal_solution_status == highspy.kSolutionStatusFeasible
    bound = info.mip_dual_bound if integers else info.objective_function_value
    if integers and status == "optimal" and not _closed(info.objective_function_value, bound):
        status = "within gap"
    empty = np.empty(0)
    return Answer(
        status=status,
        x=np.asarray(solution.col_value, dtype=float) if found else empty,
        row_dual=empty if integers else np.asarray(solution.row_dual, dtype=float),
        column_dual=empty if integers else np.asarray(solution.col_dual, dtype=float),
        bound=float(bound),
        iterations=int(info.simplex_iteration_count),
        run_cpu_s=cpu_s, run_wall_s=wall_s,
    )


def _closed(cost: float, bound: float) -> bool:
    """Whether a bound proves a cost optimal, but for rounding."""
    return abs(cost - bound) <= 1e-6 * max(1.0, abs(cost))


def _as_highs(program: LinearProgram) -> highspy.HighsLp:
    matrix, lp = program.matrix, highspy.HighsLp()
    lp.num_col_, lp.num_row_ = matrix.columns, matrix.rows
    lp.col_cost_, lp.offset_ = program.cost, program.offset
    lp.col_lower_, lp.col_upper_ = program.lower, program.upper
    lp.row_lower_, lp.row_upper_ = program.row_lower, program.row_upper
    lp.a_matrix_.format_ = highspy.MatrixFormat.kColwise
    lp.a_matrix_.start_ = matrix.starts.astype(np.int32)
    lp.a_matrix_.index_ = matrix.row.astype(np.int32)
    lp.a_matrix_.value_ = matrix.value
    if program.integer.any():
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        lp.integrality_ = [kinds[int(integer)] for integer in program.integer]
    return lp


def _status(highs: highspy.Highs) -> str:
    status = highs.getModelStatus()
    known = {
        highspy.HighsModelStatus.kOptimal: "optimal",
        highspy.HighsModelStatus.kInfeasible: "infeasible",
        highspy.HighsModelStatus.kUnbounded: "unbounded",
        highspy.HighsModelStatus.kUnboundedOrInfeasible: "infeasible",
        highspy.HighsModelStatus.kTimeLimit: "time limit",
        highspy.HighsModelStatus.kModelEmpty: "optimal",
    }
    if status not in known:
        raise SolverError(f"HiGHS stopped with: {highs.modelStatusToString(status)}")
    return known[status]
