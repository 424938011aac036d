"""A linear program folded onto typical periods: the year is made of copies of a few of its periods.

    x[t] = x[r(t)]      r(t) the same step of the period that stands for t's

- Columns: those of the steps of representative periods, and those of months, years or the whole
  horizon. Each cost, and each term of a relation over many steps (a yearly energy, a month's
  volume), is added up on the column that stands for it: so costs are weighted, at each day's own
  price.
- Relations of a step hold in the representative periods. A step before the first is the last of
  the same period: stores, ramps and commitments are cyclic in each.
- Relations of a step with a column of a month or year, such as a peak, are kept for all periods:
  each month has a peak of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.linear import (
    BoolArray,
    IntArray,
    LinearProgram,
    matrix_from_triplets,
)
from ipos_energy.mathematics.places import NO_STEP, Places, places_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray, sum_by

_OF_MONTHS = ("month", "year")


@dataclass(frozen=True)
class Representatives:
    """Which period stands for each: ``of`` (P,), where a representative stands for itself.

    ``length`` is the number of steps of a period; P periods of it are the horizon.
    """

    length: int
    of: IntArray

    @property
    def count(self) -> int:
        """Number of representatives."""
        return len(np.unique(self.of))


@dataclass(frozen=True)
class Folded:
    """The program of the representatives; its columns are those of the whole one at ``columns``."""

    program: LinearProgram
    columns: IntArray


def fold(whole: LinearProgram, horizon: Horizon, representatives: Representatives) -> Folded:
    """The program in which each period is a copy of the one that stands for it."""
    places = places_of(whole, horizon)
    length, of = representatives.length, representatives.of
    period = np.where(places.column == NO_STEP, NO_STEP, places.column // length)
    standing = (period == NO_STEP) | (of[period] == period)
    row_period, kept = _rows(whole, places, representatives)
    row, column = whole.matrix.row, whole.matrix.column
    live = kept[row]
    row, column, value = row[live], column[live], whole.matrix.value[live]
    own = row_period[row]
    goal = of[np.where(own == NO_STEP, period[column], own)]
    column = _targets(whole, places, column, goal, length)
    cost_on = _targets(whole, places, np.arange(len(period)), of[period], length)
    new_row, new_column = np.cumsum(kept) - 1, np.cumsum(standing) - 1
    program = replace(
        whole,
        matrix=matrix_from_triplets(new_row[row], new_column[column], value,
                                    int(kept.sum()), int(standing.sum())),
        cost=sum_by(new_column[cost_on], whole.cost, int(standing.sum())),
        lower=whole.lower[standing], upper=whole.upper[standing],
        row_lower=whole.row_lower[kept], row_upper=whole.row_upper[kept],
        integer=whole.integer[standing], column_blocks=(), row_blocks=())
    return Folded(program, np.flatnonzero(standing))


def _rows(
    whole: LinearProgram, places: Places, representatives: Representatives
) -> tuple[IntArray, BoolArray]:
    """The period that each row belongs to, NO_STEP where it spans several, and whether it is kept.

    A row that is stated once and touches one period alone, such as the first level of a store,
    belongs to that.
    """
    length, of = representatives.length, representatives.of
    first, last = places.first // length, places.last // length
    single = (places.last != NO_STEP) & (first == last)
    stated = places.row != NO_STEP
    period = np.where(stated, places.row // length, np.where(single, last, NO_STEP))
    of_months = np.zeros(whole.matrix.columns, dtype=bool)
    for block in whole.column_blocks:
        of_months[block.slice] = block.span in _OF_MONTHS
    linked = np.bincount(whole.matrix.row[of_months[whole.matrix.column]],
                         minlength=whole.matrix.rows) > 0
    return period, (period == NO_STEP) | (of[period] == period) | linked


def _targets(
    whole: LinearProgram, places: Places, columns: IntArray, period: IntArray, length: int
) -> IntArray:
    """The column at the same step of another period, for each of ``columns`` (all of one length).

    A column of an hour or a day becomes that of the hour or day which holds the step.
    """
    result, place = columns.copy(), places.column[columns]
    step = period * length + place % length
    for block in whole.column_blocks:
        steps = places.column[block.slice]
        if len(steps) and steps[0] != NO_STEP:
            inside = (columns >= block.start) & (columns < block.start + block.count)
            found = np.searchsorted(steps, step[inside])
            result[inside] = block.start + np.minimum(found, block.count - 1)
    return result


def unfolded(folded: Folded, x: FloatArray, columns: int) -> FloatArray:
    """The values of the folded program at their columns of the whole one; 0 elsewhere."""
    whole = np.zeros(columns)
    whole[folded.columns] = x
    return whole
