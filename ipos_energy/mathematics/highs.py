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
class Answer:
    """What the solver found, whatever it is.

    ``row_dual`` and ``column_dual`` follow ∂cost/∂limit: the dual of a row is what one more unit
    of its limit costs. ``run_cpu_s`` and ``run_wall_s`` count the solver's ``run`` alone.
    """

    status: str
    x: FloatArray
    row_dual: FloatArray
    column_dual: FloatArray
    iterations: int
    run_cpu_s: float
    run_wall_s: float


def solve(program: LinearProgram, time_limit_s: float | None = None) -> Answer:
    """Minimises ``program`` with HiGHS at its default options.

    The status is "optimal", "infeasible", "unbounded" or "time limit". Raises SolverError on any
    other outcome.
    """
    highs = highspy.Highs()  # type: ignore[no-untyped-call]
    highs.setOptionValue("output_flag", False)
    if time_limit_s is not None:
        highs.setOptionValue("time_limit", time_limit_s)
    if highs.passModel(_as_highs(program)) == highspy.HighsStatus.kError:
        raise SolverError("HiGHS refused the linear program")
    cpu, wall = time.process_time(), time.perf_counter()
    highs.run()
    cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
    status = _status(highs)
    solution = highs.getSolution()
    return Answer(
        status=status,
        x=np.asarray(solution.col_value, dtype=float),
        row_dual=np.asarray(solution.row_dual, dtype=float),
        column_dual=np.asarray(solution.col_dual, dtype=float),
        iterations=int(highs.getInfo().simplex_iteration_count),
        run_cpu_s=cpu, run_wall_s=wall,
    )


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
