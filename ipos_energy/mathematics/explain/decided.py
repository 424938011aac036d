"""What minimum loads, minimum times and other decisions of 0 or 1 make impossible, and which do.

A year with all its integers takes minutes. So spans of steps are looked at by themselves: what is
impossible in one, whatever is done outside, is impossible. Such spans are solved with slack, and
then once more without each relation of the units that decide, to see which of them is in the way.
Longer spans follow where short ones find nothing, until the time is over.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.alone import Alone, Spans
from ipos_energy.mathematics.explain.elastic import (
    NEGLIGIBLE,
    Elastic,
    weights_of,
    with_slack,
)
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import Block, LinearProgram
from ipos_energy.mathematics.model import Model
from ipos_energy.mathematics.places import NO_STEP, places_of
from ipos_energy.park.series import FloatArray, inner, sum_by

_SHORTEST_H = 48.0
_REACHES = 3
"""A span is so many times as long as the farthest reach of a relation between decisions."""
_LONGER = 4
_CPU_S = 6.0
"""Longer spans are begun no later than this"""
_SPAN_S = 2.0
_GAP = 1e-3
_MOST_ASKED = 5
"""Spans of which it is asked what is in the way"""


@dataclass(frozen=True)
class InTheWay:
    """Relations without any one of which the steps of a span would have an operation."""

    run: slice
    names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Decided:
    """An answer with decisions: what is missing in the spans that are impossible by themselves.

    ``hours`` is the length of the longest spans that were looked at; where ``elastic`` is None all
    of them have an operation, so that what forbids one reaches farther.
    """

    elastic: Elastic | None
    in_the_way: tuple[InTheWay, ...]
    hours: float


def solve_decided(model: Model, program: LinearProgram, relaxed: Elastic) -> Decided:
    """Looks for what decisions make impossible; ``relaxed`` is the answer with nothing decided."""
    return _Search(model, program, relaxed).found()


class _Search:
    def __init__(self, model: Model, program: LinearProgram, relaxed: Elastic) -> None:
        self._stated, self._relaxed = program, relaxed
        self._horizon = model.scenario.horizon
        few = [one for one in weights_of(model, program) if one.kind != "equipment"]
        self._program, self._slacks = with_slack(program, few)
        places = places_of(self._program, self._horizon)
        self._spans, self._at = Spans(self._program, places), places.column
        reach = (places.last - places.first)[places.row != NO_STEP]
        self._reach = int(reach[reach < self._horizon.steps - 1].max(initial=1))
        self._is_slack = np.arange(len(self._program.cost)) >= len(program.cost)
        self._guess = _as_needed(self._program, relaxed.answer.x)
        self._end = time.process_time() + _CPU_S

    def found(self) -> Decided:
        """The spans that are impossible by themselves, of the shortest length at which any is."""
        hours = 0.0
        for length in self._lengths():
            impossible: list[tuple[slice, Alone]] = []
            for start in range(0, self._horizon.steps, length):
                if hours and not impossible and time.process_time() > self._end:
                    return Decided(None, (), hours)
                end = min(start + length, self._horizon.steps)
                alone = self._spans.alone(start, end)
                if self._is_impossible(alone):
                    impossible.append((slice(start, end), alone))
            hours = length * self._horizon.step_hours
            if impossible:
                return self._told(impossible, hours)
        return Decided(None, (), hours)

    def _lengths(self) -> Iterator[int]:
        steps = self._horizon.steps
        length = max(round(_SHORTEST_H / self._horizon.step_hours), _REACHES * self._reach)
        while length < steps:
            yield length
            length *= _LONGER
        yield steps

    def _is_impossible(self, alone: Alone, without: Block | None = None) -> bool:
        """Whether a span has no operation, or would have none even without the rows of a block."""
        program = alone.program
        row_lower, row_upper = program.row_lower, program.row_upper
        if without is not None:
            dropped = (alone.rows >= without.start) & (alone.rows < without.start + without.count)
            row_lower = np.where(dropped, -np.inf, row_lower)
            row_upper = np.where(dropped, np.inf, row_upper)
        hard = replace(
            program, cost=np.zeros_like(program.cost), row_lower=row_lower, row_upper=row_upper,
            upper=np.where(self._is_slack[alone.columns], 0.0, program.upper))
        guessed = hard.with_integers_fixed(self._guess[alone.columns])
        return (solve(guessed, Limits()).status == "infeasible"
                and solve(hard, Limits(time_s=_SPAN_S)).status == "infeasible")

    def _told(self, impossible: Sequence[tuple[slice, Alone]], hours: float) -> Decided:
        """The answer with nothing decided, and in these spans the one with the least slack."""
        answer = self._relaxed.answer
        x, row_dual, column_dual = (
            values.copy() for values in (answer.x, answer.row_dual, answer.column_dual))
        missing = []
        for run, alone in impossible:
            one = solve(alone.program, Limits(time_s=_SPAN_S, gap=_GAP))
            if one.has_point:
                one = solve(alone.program.with_integers_fixed(one.x), Limits())
            if not one.has_point:
                continue
            timed = self._at[alone.columns] != NO_STEP
            x[alone.columns[timed]] = one.x[timed]
            column_dual[alone.columns[timed]] = one.column_dual[timed]
            rest = alone.columns[~timed]
            x[rest] = np.where(self._is_slack[rest], np.maximum(x[rest], one.x[~timed]), x[rest])
            row_dual[alone.rows] = one.row_dual
            missing.append((inner(one.x, alone.program.cost), run, alone))
        missing.sort(key=lambda one: -one[0])
        ways = tuple(InTheWay(run, tuple(self._ways(alone)))
                     for _, run, alone in missing[:_MOST_ASKED])
        elastic = Elastic(self._program, replace(
            answer, x=x, row_dual=row_dual, column_dual=column_dual), self._slacks)
        return Decided(None if elastic.is_kept else elastic, ways, hours)

    def _ways(self, alone: Alone) -> Iterator[str]:
        """The relations of deciding units without any one of which a span has an operation."""
        for block in self._stated.row_blocks:
            if self._decides(block) and not self._is_impossible(alone, block):
                yield block.name

    def _decides(self, block: Block) -> bool:
        """Whether a block limits a unit that decides, but not how much it can give while it is on.

        Without the rows for that, it would give while it is off.
        """
        deciding = {one.owner for one in self._stated.column_blocks
                    if self._stated.integer[one.slice].any()}
        is_equation = self._stated.row_lower[block.start] == self._stated.row_upper[block.start]
        return (block.owner in deciding and not is_equation
                and not any(word in block.label for word in ("capacity", "one step")))


def _as_needed(program: LinearProgram, x: FloatArray) -> FloatArray:
    """Decisions as an operation ``x`` without them needs them: on where anything flows (columns,).

    Mostly an operation is found beside them, which tells in no time that a span is possible.
    """
    matrix, decided = program.matrix, program.integer[program.matrix.column]
    rest = sum_by(matrix.row[~decided], (matrix.value * x[matrix.column])[~decided], matrix.rows)
    alone = decided & (np.bincount(matrix.row[decided], minlength=matrix.rows) == 1)[matrix.row]
    row, column, value = matrix.row[alone], matrix.column[alone], matrix.value[alone]
    limit = np.where(value < 0, program.row_upper[row], program.row_lower[row])
    needed = program.lower.copy()
    np.maximum.at(needed, column, (limit - rest[row]) / value)
    return np.clip(np.ceil(needed - NEGLIGIBLE), program.lower, program.upper)
