"""From windows to groups to the whole: the order in which a joined basis is made and used."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import chain

import numpy as np

from ipos_energy.errors import SolverError
from ipos_energy.mathematics.basis import Basis
from ipos_energy.mathematics.highs import Answer, Limits, Solver, Watch
from ipos_energy.mathematics.joined.excerpt import Excerpt
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.groups import Group, let_the_dearest_pay
from ipos_energy.mathematics.joined.joining import joined
from ipos_energy.mathematics.joined.ordered import Ordered, in_order_of_time
from ipos_energy.mathematics.joined.pricing import Market, Prices, Response, priced_rows
from ipos_energy.mathematics.joined.structure import SMALLEST, Structure, structure_of
from ipos_energy.mathematics.joined.windows import Part, Windows, windows_between
from ipos_energy.mathematics.linear import IntArray, LinearProgram
from ipos_energy.mathematics.places import Stamps
from ipos_energy.park.series import FloatArray

_SAMPLED = 4
"""Prices are sought on every window of so many."""
_MOST_PASSES = 3
_SAME_PRICE = 0.25
"""Where all windows ask for prices that differ by more, they are solved once more at those."""
_ROWS_PER_ITERATION = 40
"""The whole may take one iteration for so many rows, about a seventh of a plain solve's time."""
_ITERATIONS = 2000
"""What it may take in any case."""

Report = Callable[[str], None]


def solve_joined(
    program: LinearProgram, stamps: Stamps, limits: Limits, report: Report, watch: Watch,
    smallest: int = SMALLEST, threads: int = 2,
) -> Answer:
    """Solves a program without integers from a joined basis.

    ``report`` is told into what it is cut, ``watch`` how far the solve is.

    Raises GivenUpError where its structure or what was found on the way promises no gain, and where
    the program has no optimum, which a plain solve tells faster. The answer is the same on any
    number of ``threads``.
    """
    if (program.lower > program.upper).any() or (program.row_lower > program.row_upper).any():
        raise GivenUpError("it has no optimum")
    ordered = in_order_of_time(program, stamps)
    structure = structure_of(ordered, smallest)
    if isinstance(structure, str):
        raise GivenUpError(structure)
    answer = _Joined(ordered, structure, limits, report, watch).solve(threads)
    return _as_given(ordered, answer)


def _as_given(ordered: Ordered, answer: Answer) -> Answer:
    """The answer in the order of the program as it was given."""
    x, row_dual, column_dual = (np.empty(len(values)) for values in (
        answer.x, answer.row_dual, answer.column_dual))
    x[ordered.column], row_dual[ordered.row] = answer.x, answer.row_dual
    column_dual[ordered.column] = answer.column_dual
    end = answer.end
    return replace(
        answer, x=x, row_dual=row_dual, column_dual=column_dual,
        end=None if end is None else lambda: end().of(
            np.argsort(ordered.column), np.argsort(ordered.row)))


class _Joined:
    """One program on its way; counts what the solver takes."""

    def __init__(
        self, ordered: Ordered, structure: Structure, limits: Limits, report: Report,
        watch: Watch,
    ) -> None:
        self._ordered, self._structure = ordered, structure
        self._report, self._watch = report, watch
        self._priced = priced_rows(ordered, structure.priced)
        self._limits, self._since = limits, time.perf_counter()
        self._stopped = threading.Event()
        self._iterations, self._cpu_s = 0, 0.0

    def solve(self, threads: int) -> Answer:
        structure = self._structure
        self._report(f"Solving {structure.windows} windows in {len(structure.groups)} groups, then "
                     f"all {self._ordered.steps} steps from their joined bases")
        with ThreadPoolExecutor(threads) as pool, self._stoppable():
            windows = list(pool.map(partial(windows_between, self._ordered), structure.groups))
            seed = self._seed(windows[0][0])
            prices = self._prices(pool, windows, seed)
            by_group, prices = self._solve_windows(pool, windows, seed, prices)
            parts = by_group[0]
            if len(by_group) > 1:
                parts, prices = self._solve_groups(pool, by_group, prices)
        return self._solve_whole(parts, prices.y)

    @contextmanager
    def _stoppable(self) -> Iterator[None]:
        """On an interrupt the threads stop at their next window."""
        try:
            yield
        except BaseException:
            self._stopped.set()
            raise

    def _check(self) -> None:
        """Called before each window."""
        if self._stopped.is_set():
            raise GivenUpError("it was stopped")
        if self._limits.time_s is not None and self._rest() <= 0:
            raise GivenUpError("its time is over")

    def _rest(self) -> float:
        assert self._limits.time_s is not None
        return self._limits.time_s - (time.perf_counter() - self._since)

    def _count(self, parts: Sequence[Part]) -> None:
        self._iterations += sum(part.answer.iterations for part in parts)
        self._cpu_s += sum(part.answer.cpu_s for part in parts)

    def _seed(self, window: Excerpt) -> Basis:
        """The basis of the first window, from which the first one of each group starts."""
        first = Windows(self._ordered, [window], self._priced)
        return first.solve(self._ordered.program.cost, None, self._check)[0].basis

    def _prices(
        self, pool: ThreadPoolExecutor, windows: Sequence[Sequence[Excerpt]], seed: Basis
    ) -> Prices:
        """The prices of the limits over all steps, from every fourth window."""
        ordered, priced = self._ordered, self._priced
        if not priced.count:
            return Prices(np.zeros(0), np.zeros(0))
        samples = [Windows(ordered, group[::_SAMPLED], priced) for group in windows]
        stands_for = [group[min(first + _SAMPLED, len(group)) - 1].end - group[first].start
                      for group in windows for first in range(0, len(group), _SAMPLED)]

        def respond(y: FloatArray) -> list[Response]:
            parts = self._solve_all(pool, samples, priced.costs(ordered.program.cost, y), seed)
            return [part.standing_for(steps)
                    for part, steps in zip(chain(*parts), stands_for, strict=True)]

        return Market(priced, ordered.program, respond).prices()

    def _solve_windows(
        self, pool: ThreadPoolExecutor, windows: Sequence[Sequence[Excerpt]], seed: Basis,
        prices: Prices,
    ) -> tuple[list[list[Part]], Prices]:
        """All windows by group, and prices that fit better what they take."""
        ordered, priced = self._ordered, self._priced
        groups = [Windows(ordered, group, priced) for group in windows]
        for _ in range(_MOST_PASSES):
            cost = priced.costs(ordered.program.cost, prices.y)
            parts = self._solve_all(pool, groups, cost, seed)
            before, prices = prices, self._corrected(prices, list(chain(*parts)))
            if np.allclose(prices.y, before.y, rtol=_SAME_PRICE):
                break
        return parts, prices

    def _solve_all(
        self, pool: ThreadPoolExecutor, groups: Sequence[Windows], cost: FloatArray, seed: Basis
    ) -> list[list[Part]]:
        parts: list[list[Part]] = []
        solved = pool.map(lambda group: group.solve(cost, seed, self._check), groups)
        for number, group in enumerate(solved, start=1):
            self._watch(f"{number / len(groups):.0%} of the windows")
            self._count(group)
            parts.append(group)
        return parts

    def _corrected(self, prices: Prices, parts: Sequence[Part]) -> Prices:
        if not self._priced.count:
            return prices
        total = np.sum([part.response.taken for part in parts], axis=0)
        return prices.corrected(self._priced.missed(prices.y, total))

    def _solve_groups(
        self, pool: ThreadPoolExecutor, windows: Sequence[Sequence[Part]], prices: Prices
    ) -> tuple[list[Part], Prices]:
        """The groups from the joined bases of their windows, and prices that fit them better."""
        ordered, priced = self._ordered, self._priced
        cost = priced.costs(ordered.program.cost, prices.y)

        def solved(windows: Sequence[Part], held: IntArray) -> Group:
            self._check()
            return Group(ordered, priced, windows, held, cost)

        self._watch("groups of windows")
        groups = list(pool.map(solved, windows, self._structure.held))
        self._count([group.part for group in groups])
        again = let_the_dearest_pay(ordered, groups)
        list(pool.map(Group.solve_again, again))
        self._count([group.part for group in again])
        parts = [group.part for group in groups]
        return parts, self._corrected(prices, parts)

    def _solve_whole(self, parts: Sequence[Part], y: FloatArray) -> Answer:
        """The whole, first with the priced limits lifted, then with them as rows.

        Only the last solve says whether there is an optimum: with each priced limit held at just
        its value there may be none.
        """
        ordered, priced, program = self._ordered, self._priced, self._ordered.program
        prices = y.any()
        solver = Solver(priced.lifted(program, y) if prices else program)
        solver.near_optimum()
        solver.start_at(joined(ordered, parts))
        answer = self._run(solver)
        if prices:
            solver.update(bounds=(program.lower, program.upper), row_bounds=priced.met(program, y))
            held = self._run(solver)
            if (held is None or held.status != "optimal") and answer is not None and answer.end:
                solver.start_at(answer.end())
            solver.update(cost=program.cost, row_bounds=(program.row_lower, program.row_upper))
            answer = self._run(solver)
        if answer is None or answer.status in ("infeasible", "unbounded"):
            raise GivenUpError("it has no optimum, or none is found from the joined basis")
        return replace(answer, iterations=self._iterations, run_cpu_s=self._cpu_s,
                       run_wall_s=time.perf_counter() - self._since)

    def _run(self, solver: Solver) -> Answer | None:
        """The answer of the whole; None where HiGHS stops without a verdict."""
        most = max(self._ordered.program.matrix.rows // _ROWS_PER_ITERATION, _ITERATIONS)
        time_s = None if self._limits.time_s is None else max(self._rest(), 0.0)
        limits = replace(self._limits, time_s=time_s, iterations=most)
        try:
            answer = solver.solve(limits, self._watch)
        except SolverError:
            return None
        self._iterations += answer.iterations
        self._cpu_s += answer.run_cpu_s
        if answer.status == "iteration limit":
            raise GivenUpError(f"the whole took more than {most} iterations from the joined basis")
        return answer

