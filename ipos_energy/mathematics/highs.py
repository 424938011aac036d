"""HiGHS: hands a linear program over, runs it, and takes the answer back as arrays."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

import highspy
import numpy as np
from highspy.highs import HighsCallbackEvent

from ipos_energy.errors import SolverError
from ipos_energy.mathematics.basis import BASIC, Basis, nearest_bound
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.park.series import FloatArray

TIME_LIMIT = "time limit"
"""Of an answer that was not proven when the time was over"""
TOO_MANY = "iteration limit"
"""Of an answer that was not proven after as many iterations as it might take"""

Watch = Callable[[str], None]
"""Called now and then with how far a solve is."""

Limited = tuple[FloatArray, FloatArray]
"""Lower and upper limits."""

_NO_LIMIT = 2**31 - 1
_STATUS = (highspy.HighsBasisStatus.kLower, highspy.HighsBasisStatus.kBasic,
           highspy.HighsBasisStatus.kUpper, highspy.HighsBasisStatus.kZero)


@dataclass(frozen=True)
class Limits:
    """When the solver may stop: after a time or a number of iterations, or within a gap.

    ``gap`` is to the proven bound, relative, and only matters to programs with integers.
    """

    time_s: float | None = None
    gap: float = 0.005
    iterations: int | None = None


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
    end: Callable[[], Basis] | None = None
    """The basis at which an optimal solve without integers ended; made when it is asked for"""

    @property
    def has_point(self) -> bool:
        """Whether ``x`` is an operation: the optimum, or the best that was found."""
        return self.status not in ("infeasible", "unbounded") and len(self.x) > 0


@dataclass(frozen=True)
class PartAnswer:
    """Values (columns,) and basis of a short program, and what they took."""

    x: FloatArray
    basis: Basis
    optimal: bool
    iterations: int
    cpu_s: float


def solve(
    program: LinearProgram, limits: Limits, watch: Watch = lambda text: None
) -> Answer:
    """Minimises ``program`` with HiGHS at its default options; see :meth:`Solver.solve`."""
    return Solver(program).solve(limits, watch)


class Solver:
    """A living instance of HiGHS: its program's data may change, and it goes on from its basis.

    A ``part`` is one of many short programs: it is solved without presolve, on one thread.
    """

    def __init__(self, program: LinearProgram, *, part: bool = False) -> None:
        self._integers = bool(program.integer.any())
        self._lower, self._upper = program.lower, program.upper
        self._row_lower, self._row_upper = program.row_lower, program.row_upper
        self._highs = highspy.Highs()  # type: ignore[no-untyped-call]
        self._set("output_flag", False)
        if part:
            self._set("presolve", "off")
            self._set("threads", 1)
        if _pass(program, self._highs) == highspy.HighsStatus.kError:
            raise SolverError("HiGHS refused the linear program")

    def _set(self, option: str, value: bool | int | float | str) -> None:
        if self._highs.setOptionValue(option, value) != highspy.HighsStatus.kOk:
            raise SolverError(f"HiGHS does not take {option} = {value}")

    def update(
        self, *, cost: FloatArray | None = None, bounds: Limited | None = None,
        row_bounds: Limited | None = None,
    ) -> None:
        """New costs (columns,), bounds of all columns or limits of all rows; others stay."""
        if cost is not None:
            every = np.arange(len(cost), dtype=np.int32)
            self._highs.changeColsCost(len(cost), every, cost)
        if bounds is not None:
            self._lower, self._upper = bounds
            every = np.arange(len(self._lower), dtype=np.int32)
            self._highs.changeColsBounds(len(every), every, *bounds)
        if row_bounds is not None:
            self._row_lower, self._row_upper = row_bounds
            every = np.arange(len(self._row_lower), dtype=np.int32)
            self._highs.changeRowsBounds(  # type: ignore[attr-defined]
                len(every), every, *row_bounds)

    def start_at(self, basis: Basis) -> None:
        """The next solve starts at ``basis``; one that is none is made one by HiGHS."""
        highs = highspy.HighsBasis()
        highs.col_status = [_STATUS[status] for status in basis.column.tolist()]
        highs.row_status = [_STATUS[status] for status in basis.row.tolist()]
        highs.valid = True
        highs.alien = basis.surplus != 0
        self._highs.setBasis(highs)

    def near_optimum(self, near: bool) -> None:
        """Whether the next solves start near their optimum.

        There the weights of steepest edges, exact at the start, cost more than they save, and so
        does a perturbation of the costs.
        """
        self._set("simplex_dual_edge_weight_strategy", 1 if near else -1)
        self._set("dual_simplex_cost_perturbation_multiplier", 0.0 if near else 1.0)

    def use_primal(self, primal: bool) -> None:
        """Whether the next solves use the primal simplex method instead of the dual one."""
        self._set("simplex_strategy", 4 if primal else 1)

    def solve(self, limits: Limits, watch: Watch = lambda text: None) -> Answer:
        """Minimises the program; ``watch`` is told how far it is.

        The status is "optimal", "within gap", "infeasible", "unbounded", "time limit" or
        "iteration limit". Raises SolverError on any other outcome.
        """
        self._set("mip_rel_gap", limits.gap)
        self._set("time_limit", np.inf if limits.time_s is None
                  else self._highs.getRunTime() + limits.time_s)
        self._set("simplex_iteration_limit",
                  _NO_LIMIT if limits.iterations is None else limits.iterations)
        cpu, wall = time.process_time(), time.perf_counter()
        _Run(self._highs).run(watch)
        if self._highs.getModelStatus() == highspy.HighsModelStatus.kUnboundedOrInfeasible:
            return self._which(limits, watch)
        cpu, wall = time.process_time() - cpu, time.perf_counter() - wall
        answer = _answer(self._highs, self._integers, cpu, wall)
        with_basis = answer.status == "optimal" and not self._integers
        return replace(answer, end=partial(_basis_of, self._highs.getBasis())) if (
            with_basis) else answer

    def _which(self, limits: Limits, watch: Watch) -> Answer:
        """The answer of a program that HiGHS found to have no optimum without saying why.

        It is unbounded where it has an operation, and it has one where it has one without costs.
        """
        cost = np.asarray(self._highs.getLp().col_cost_)
        self.update(cost=np.zeros_like(cost))
        answer = self.solve(limits, watch)
        self.update(cost=cost)
        if not answer.has_point:
            return answer
        return replace(answer, status="unbounded", x=np.empty(0), end=None)

    def solve_part(self) -> PartAnswer:
        """Minimises a part. One that has no optimum ends somewhere, and still has a basis."""
        since = time.thread_time()
        self._highs.run()
        cpu_s = time.thread_time() - since
        x = np.asarray(self._highs.getSolution().col_value)
        iterations = int(self._highs.getInfo().simplex_iteration_count)
        optimal = self._highs.getModelStatus() == highspy.HighsModelStatus.kOptimal
        return PartAnswer(x, self._part_basis(), optimal, iterations, cpu_s)

    def impossible_at_sight(self) -> bool:
        """Whether HiGHS sees without solving, by its presolve, that there is no optimum."""
        self._highs.presolve()
        return self._highs.getModelStatus() in (
            highspy.HighsModelStatus.kInfeasible,
            highspy.HighsModelStatus.kUnboundedOrInfeasible)

    def _part_basis(self) -> Basis:
        """Where the last solve of a part ended.

        Ten times as quick as HiGHS's own list, which is one of objects; but HiGHS knows its basic
        variables only after the simplex method, and crashes where presolve alone was enough.
        """
        solution = self._highs.getSolution()
        column = nearest_bound(np.asarray(solution.col_value), self._lower, self._upper)
        row = nearest_bound(np.asarray(solution.row_value), self._row_lower, self._row_upper)
        basic = np.asarray(self._highs.getBasicVariables()[1])  # type: ignore[attr-defined]
        column[basic[basic >= 0]] = BASIC
        row[-1 - basic[basic < 0]] = BASIC
        return Basis(column, row)


def _basis_of(highs: highspy.HighsBasis) -> Basis:
    column, row = (np.array([status.value for status in statuses], dtype=np.int8)
                   for statuses in (highs.col_status, highs.row_status))
    return Basis(column, row)


class _Run:
    """One run of HiGHS in a thread of its own, which stops at its next iteration when told to."""

    def __init__(self, highs: highspy.Highs) -> None:
        self._highs, self._stopped, self._iterations = highs, False, 0

    def run(self, watch: Watch) -> None:
        """Runs to the end, or to Ctrl-C; ``watch`` is told the iterations now and then."""
        events = (self._highs.cbSimplexInterrupt, self._highs.cbIpmInterrupt,
                  self._highs.cbMipInterrupt)
        for event in events:
            event.subscribe(self._look)
        try:
            self._highs.startSolve()
            while not self._highs.wait(0.1)[0]:
                watch(f"{self._iterations:,} iterations")
        except KeyboardInterrupt:
            self._stopped = True
            _wait_until_stopped(self._highs)
            raise
        finally:
            for event in events:
                event.unsubscribe(self._look)

    def _look(self, event: HighsCallbackEvent) -> None:
        self._iterations = event.data_out.simplex_iteration_count
        if self._stopped:
            event.interrupt()


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
    found = (info.primal_solution_status == highspy.kSolutionStatusFeasible
             and (integers or status != TIME_LIMIT))  # without integers nothing bounds the cost yet
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


def _pass(program: LinearProgram, highs: highspy.Highs) -> highspy.HighsStatus:
    """Hands a program over as arrays, which is five times as quick as through a ``HighsLp``."""
    matrix, minimise = program.matrix, 1
    status: highspy.HighsStatus = highs.passModel(
        matrix.columns, matrix.rows, len(matrix.value), int(highspy.MatrixFormat.kColwise),
        minimise, program.offset, program.cost, program.lower, program.upper, program.row_lower,
        program.row_upper, matrix.starts.astype(np.int32), matrix.row.astype(np.int32),
        matrix.value, program.integer.astype(np.int32))
    return status


def _status(highs: highspy.Highs) -> str:
    status = highs.getModelStatus()
    known = {
        highspy.HighsModelStatus.kOptimal: "optimal",
        highspy.HighsModelStatus.kInfeasible: "infeasible",
        highspy.HighsModelStatus.kUnbounded: "unbounded",
        highspy.HighsModelStatus.kTimeLimit: TIME_LIMIT,
        highspy.HighsModelStatus.kIterationLimit: TOO_MANY,
        highspy.HighsModelStatus.kModelEmpty: "optimal",
    }
    if status not in known:
        raise SolverError(f"HiGHS stopped with: {highs.modelStatusToString(status)}")
    return known[status]
