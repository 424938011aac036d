"""A rolling horizon: integers found window by window, then one whole program for these integers.

    1. The relaxation, the whole program without integers, gives a bound that no operation can beat,
       and the prices and shares by which a window knows of the steps that it does not see.
    2. Windows one after the other: each decides its steps and looks somewhat further; what it
       found is fixed for the next, so levels, ramps, commitments and peaks are carried over.
    3. The whole program with the integers of all steps fixed at what was found. Its operation is
       the cheapest for these integers and meets every equation; so only the integers are a guess,
       and the distance to the bound says how good a guess.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.alone import Spans
from ipos_energy.mathematics.compact import compact
from ipos_energy.mathematics.highs import Answer, Limits, solve
from ipos_energy.mathematics.linear import BoolArray, LinearProgram
from ipos_energy.mathematics.places import NO_STEP, Places, places_of
from ipos_energy.mathematics.solve import Report, Solved, solve_stated, status_within
from ipos_energy.mathematics.window import Part, Relaxation, Window, part_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray

STATUS = "rolling horizon"
"""Of an operation whose integers were found in windows and are not proven within the gap."""


@dataclass(frozen=True)
class Windows:
    """How many steps a window decides, and how many more it sees."""

    length: int
    overlap: int

    def over(self, steps: int) -> Iterator[Window]:
        """The windows of a horizon, in order."""
        for start in range(0, steps, self.length):
            end = min(start + self.length, steps)
            yield Window(start, end, min(end + self.overlap, steps))


def solve_rolling(
    stated: LinearProgram, horizon: Horizon, windows: Windows, limits: Limits, report: Report
) -> Solved:
    """Solves a program with integers in windows.

    The status is "optimal" or "within gap" only where the relaxation's bound proves it, otherwise
    "rolling horizon". A program that has no integers at its steps is solved whole, and so is one
    whose windows lead into a dead end; ``report`` is told.
    """
    places = places_of(stated, horizon)
    if not (stated.integer & (places.column != NO_STEP)).any():
        report("Rolling horizon: no unit needs integers, so all steps are solved at once.")
        return solve_stated(stated, limits, horizon, report)
    clock = _Clock(limits)
    relaxed = solve_stated(replace(stated, integer=np.zeros_like(stated.integer)), limits,
                           horizon, report)
    if relaxed.answer.status != "optimal":
        return replace(relaxed, answer=replace(relaxed.answer, x=np.empty(0)))
    run = _Run(stated, places, Relaxation(
        relaxed.answer.x, relaxed.answer.row_dual, relaxed.bound), clock, report)
    found = run.windows(windows)
    if found is not None:
        at_steps = stated.integer & (places.column != NO_STEP)
        whole = solve_stated(_fixed(stated, at_steps, found), clock.rest(), horizon, report)
        if whole.answer.has_point and len(whole.answer.row_dual):
            return _stitched(whole, relaxed, limits, run.cpu_s)
    elif run.is_impossible_there():
        return replace(relaxed, answer=replace(relaxed.answer, status="infeasible", x=np.empty(0)),
                       run_cpu_s=relaxed.run_cpu_s + run.cpu_s)
    report("Rolling horizon: the windows lead into a dead end; all steps are solved at once.")
    whole = solve_stated(stated, clock.rest(), horizon, report)
    return replace(whole, run_cpu_s=whole.run_cpu_s + relaxed.run_cpu_s + run.cpu_s)


class _Clock:
    """The time that is left of a limit, shared among what is still to be solved."""

    def __init__(self, limits: Limits) -> None:
        self._limits, self._since = limits, time.perf_counter()

    def rest(self, parts: int = 1) -> Limits:
        """The limits of the next of ``parts`` programs."""
        if self._limits.time_s is None:
            return self._limits
        left = self._limits.time_s - (time.perf_counter() - self._since)
        return replace(self._limits, time_s=max(left, 0.0) / parts)


class _Run:
    """The windows of one program; ``cpu_s`` counts the solver's seconds."""

    def __init__(
        self, stated: LinearProgram, places: Places, relaxation: Relaxation, clock: _Clock,
        report: Report,
    ) -> None:
        self._stated, self._places, self._relaxation = stated, places, relaxation
        self._clock, self._report = clock, report
        self.cpu_s = 0.0
        self._dead_end: Window | None = None

    def is_impossible_there(self) -> bool:
        """Whether the window that found no operation has none whatever is done outside of it."""
        if self._dead_end is None:
            return False
        free = replace(self._stated, cost=np.zeros_like(self._stated.cost))
        alone = Spans(free, self._places).alone(self._dead_end.start, self._dead_end.stop)
        answer = solve(compact(alone.program).small, self._clock.rest(2))
        self.cpu_s += answer.run_cpu_s
        return answer.status == "infeasible"

    def windows(self, windows: Windows) -> FloatArray | None:
        """The values at all steps (columns,), or None where a window finds no operation."""
        found = np.zeros(self._stated.matrix.columns)
        every = list(windows.over(self._places.steps))
        for number, window in enumerate(every, start=1):
            since = time.perf_counter()
            limits = self._clock.rest(len(every) - number + 2)
            answer = self._answer(window, found, limits)
            if answer is None:
                answer = self._answer(replace(window, loose=True), found, limits)
            if answer is None:
                self._report(f"Rolling horizon: window {number} of {len(every)} finds no operation "
                             "after what was decided before it.")
                self._dead_end = window
                return None
            found = answer
            self._report(f"Rolling horizon: window {number} of {len(every)} in "
                         f"{time.perf_counter() - since:.1f} s")
        return found

    def _answer(self, window: Window, found: FloatArray, limits: Limits) -> FloatArray | None:
        """``found`` with the values at the window's own steps; None where it finds none."""
        part = part_of(self._stated, self._places, self._relaxation, found, window)
        compaction = compact(part.program)
        answer: Answer = compaction.restore(solve(compaction.small, limits))
        self.cpu_s += answer.run_cpu_s
        if not answer.has_point:
            return None
        return self._with_window(window, found, part, answer.x)

    def _with_window(
        self, window: Window, found: FloatArray, part: Part, x: FloatArray
    ) -> FloatArray:
        stated, step = self._stated, self._places.column[part.columns]
        own = (step >= window.start) & (step < window.end)
        columns, values = part.columns[own], x[:len(step)][own]
        values = np.clip(values, stated.lower[columns], stated.upper[columns])
        result = found.copy()
        result[columns] = np.where(stated.integer[columns], np.round(values), values)
        return result


def _fixed(stated: LinearProgram, which: BoolArray, x: FloatArray) -> LinearProgram:
    """The program with some integers fixed at their values in ``x``."""
    lower, upper = stated.lower.copy(), stated.upper.copy()
    lower[which] = upper[which] = x[which]
    return replace(stated, lower=lower, upper=upper, integer=stated.integer & ~which)


def _stitched(whole: Solved, relaxed: Solved, limits: Limits, cpu_s: float) -> Solved:
    """The whole operation, with the bound and the status that the relaxation allows."""
    status = status_within(whole.cost, relaxed.bound, limits.gap, STATUS)
    iterations = relaxed.answer.iterations + whole.answer.iterations
    return replace(whole, answer=replace(whole.answer, status=status, iterations=iterations),
                   bound=relaxed.bound, run_cpu_s=whole.run_cpu_s + relaxed.run_cpu_s + cpu_s)
