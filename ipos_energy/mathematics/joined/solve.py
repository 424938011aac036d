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
from ipos_energy.mathematics.highs import TOO_MANY, Answer, Limits, Solver, Watch
from ipos_energy.mathematics.joined.excerpt import Excerpt
from ipos_energy.mathematics.joined.given_up import GivenUpError
from ipos_energy.mathematics.joined.groups import Group, let_the_dearest_pay
from ipos_energy.mathematics.joined.joining import joined
from ipos_energy.mathematics.joined.market import Market
from ipos_energy.mathematics.joined.ordered import Ordered, in_order_of_time
from ipos_energy.mathematics.joined.pricing import Prices, Response, priced_rows
from ipos_energy.mathematics.joined.structure import SMALLEST, Structure, structure_of
from ipos_energy.mathematics.joined.windows import Part, Windows, windows_between
from ipos_energy.mathematics.linear import IntArray, LinearProgram
from ipos_energy.mathematics.places import Stamps
from ipos_energy.park.series import FloatArray

_SAMPLED = 4
"""Prices are sought on every window of so many."""
_OF_SAMPLE, _OF_ALL = (0.02, 8), (0.05, 3)
"""Shares of a limit that may well be missed, and how often prices may change until then."""
_WELL_PRICED = 0.05
"""The share of each limit that may be missed where its price is worth a solve without its row."""
_ROWS_PER_ITERATION = 20
"""The whole may take one iteration for so many rows near its optimum, and as many far from it."""
_ITERATIONS = 2000
"""What it may take in any case."""

Report = Callable[[str], None]


def solve_joined(
    program: LinearProgram, stamps: Stamps, limits: Limits, report: Report, watch: Watch,
    smallest: int = SMALLEST, threads: int = 2,
) -> Answer:
    """Solves a program without integers from a joined basis.

    ``report`` is told into what it is cut, ``watch`` how far the solve is.

    Raises GivenUpError where its structure or what was found on the way promises no gain. The
    answer is the same on any number of ``threads``.
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
    if not answer.has_point:
        return replace(answer, row_dual=np.empty(0), column_dual=np.empty(0))
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
        self._doubted = False

    def solve(self, threads: int) -> Answer:
        structure, ordered = self._structure, self._ordered
        self._report(f"Solving {structure.windows} windows in {len(structure.groups)} groups, then "
                     f"all {ordered.steps} steps from their joined bases")
        with ThreadPoolExecutor(threads) as pool, self._stoppable():
            windows = list(pool.map(partial(windows_between, ordered), structure.groups,
                                    structure.in_windows))
            parts, prices = self._solve_windows(pool, windows)
            if len(parts) > 1:
                groups, prices = self._solve_groups(pool, parts, prices)
            else:
                groups = parts[0]
        return self._solve_whole(groups, prices.y)

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

    def _solve_windows(
        self, pool: ThreadPoolExecutor, windows: Sequence[Sequence[Excerpt]]
    ) -> tuple[list[list[Part]], Prices]:
        """All windows by group; the first of each group starts from the very first one's basis."""
        ordered, priced = self._ordered, self._priced
        seed = Windows(ordered, windows[0][:1], priced).solve(
            ordered.program.cost, None, self._check)[0].basis
        no_prices = Prices(np.zeros(priced.count), np.zeros(priced.count))
        every = [Windows(ordered, group, priced) for group in windows]
        if not priced.count:
            return self._solve_all(pool, every, ordered.program.cost, seed), no_prices
        sampled = [Windows(ordered, group[::_SAMPLED], priced) for group in windows]
        stands_for = [group[min(first + _SAMPLED, len(group)) - 1].end - group[first].start
                      for group in windows for first in range(0, len(group), _SAMPLED)]

        def answered(which: Sequence[Windows], y: FloatArray) -> list[list[Part]]:
            return self._solve_all(pool, which, priced.costs(ordered.program.cost, y), seed)

        def of_sample(y: FloatArray) -> list[Response]:
            parts = chain(*answered(sampled, y))
            return [part.standing_for(steps)
                    for part, steps in zip(parts, stands_for, strict=True)]

        first = Market(priced, ordered.program, of_sample).settle(no_prices, *_OF_SAMPLE)
        return self._settled(partial(answered, every), first.prices)

    def _settled(
        self, answered: Callable[[FloatArray], list[list[Part]]], first: Prices
    ) -> tuple[list[list[Part]], Prices]:
        """All windows at the prices on which they settle, from what a sample of them found."""
        asked: list[list[list[Part]]] = []

        def respond(y: FloatArray) -> list[Response]:
            asked.append(answered(y))
            return [part.response for part in chain(*asked[-1])]

        settled = Market(self._priced, self._ordered.program, respond).settle(first, *_OF_ALL)
        chosen = iter(settled.chosen)
        return [[asked[next(chosen)][group][window] for window in range(len(parts))]
                for group, parts in enumerate(asked[0])], settled.prices

    def _solve_all(
        self, pool: ThreadPoolExecutor, groups: Sequence[Windows], cost: FloatArray, seed: Basis
    ) -> list[list[Part]]:
        parts: list[list[Part]] = []
        solved = pool.map(lambda group: group.solve(cost, seed, self._check), groups)
        for number, group in enumerate(solved, start=1):
            self._watch(f"{number / len(groups):.0%} of the windows")
            self._count(group)
            self._doubt(group)
            parts.append(group)
        return parts

    def _doubt(self, parts: Sequence[Part]) -> None:
        """Where a window has no optimum the whole may have none, which presolve often sees."""
        if self._doubted or all(part.answer.optimal for part in parts):
            return
        self._doubted = True
        if Solver(self._ordered.program).impossible_at_sight():
            raise GivenUpError("it has no optimum")

    def _corrected(self, prices: Prices, parts: Sequence[Part]) -> Prices:
        if not self._priced.count:
            return prices
        return prices.corrected(self._priced.missed(prices.y, _taken(parts)))

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
        """The whole from the joined basis; where its prices are good, once it is near the limits.

        Only the last solve, of the program as it is, says whether there is an optimum.
        """
        solver = Solver(self._ordered.program)
        solver.start_at(joined(self._ordered, parts))
        if y.any() and self._priced.met(y, _taken(parts), _WELL_PRICED):
            self._approach(solver, y)
        answer = self._run(solver)
        if answer is None:
            raise GivenUpError("HiGHS came to no verdict from the joined basis")
        return replace(answer, iterations=self._iterations, run_cpu_s=self._cpu_s,
                       run_wall_s=time.perf_counter() - self._since)

    def _approach(self, solver: Solver, y: FloatArray) -> None:
        """Solves with the priced limits lifted, then held at the limits that their prices are of.

        Rows over all steps make each iteration slow, and few are left when they are imposed.
        """
        priced, program = self._priced, self._ordered.program
        lifted = priced.lifted(program, y)
        solver.update(cost=lifted.cost, bounds=(lifted.lower, lifted.upper),
                      row_bounds=(lifted.row_lower, lifted.row_upper))
        free = self._run(solver)
        solver.update(bounds=(program.lower, program.upper),
                      row_bounds=priced.imposed(program, y))
        held = self._run(solver)
        if (held is None or held.status != "optimal") and free is not None and free.end:
            solver.start_at(free.end())
        solver.update(cost=program.cost, row_bounds=(program.row_lower, program.row_upper))

    def _run(self, solver: Solver) -> Answer | None:
        """The answer of the whole; None where HiGHS stops without a verdict.

        A joined basis is near the optimum. Where it is not after some iterations, HiGHS goes on in
        its own way from where it is.
        """
        solver.near_optimum(True)
        answer = self._iterate(solver)
        if answer is not None and answer.status == TOO_MANY:
            solver.near_optimum(False)
            answer = self._iterate(solver)
        if answer is not None and answer.status == TOO_MANY:
            raise GivenUpError("the whole took too many iterations from the joined basis")
        return answer

    def _iterate(self, solver: Solver) -> Answer | None:
        most = max(self._ordered.program.matrix.rows // _ROWS_PER_ITERATION, _ITERATIONS)
        time_s = None if self._limits.time_s is None else max(self._rest(), 0.0)
        try:
            answer = solver.solve(replace(self._limits, time_s=time_s, iterations=most),
                                  self._watch)
        except SolverError:
            return None
        self._iterations += answer.iterations
        self._cpu_s += answer.run_cpu_s
        return answer


def _taken(parts: Sequence[Part]) -> FloatArray:
    """What parts take of each priced limit together (K,)."""
    taken: FloatArray = np.sum([part.response.taken for part in parts], axis=0)
    return taken
