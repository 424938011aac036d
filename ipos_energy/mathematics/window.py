"""The part of a linear program that a window of steps can see.

Steps before the window hold the values that were found there. Steps beyond it are left out; what
they mean for the window comes from the *relaxation*, the whole program solved without integers:

- A relation of a later step, such as the level of a store after the window's end, is left out, and
  what it takes from the window is paid at its dual y in the relaxation: cost − Aᵀy. So the energy
  left in a store at the end is worth what the rest of the year would give for it. A price alone
  leaves the window indifferent about what the relaxation does at just that price; so a twentieth of
  the price is lost on whatever differs from the relaxation.
- A relation of a step in the window that reaches beyond it, such as the level of a cyclic store
  before its first step, finds the relaxation's values there, rounded if it has integers in it.
- A limit over many steps (a yearly energy, a number of starts) that binds in the relaxation is
  paid at its dual too, and the window may use what can still be left over at all. Of a limit that
  does not bind, what the relaxation leaves is spread evenly over the limit's steps:

      used so far + used in the window ≤ relaxation until the window's end + share·spare

- A column of a month or of the whole horizon, such as a peak, is in every window and never lies
  below what earlier windows have reached. As long as steps beyond the window can raise it, what
  the relaxation pays for it is held to be paid anyhow: only above that it costs anything.
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
from ipos_energy.mathematics.places import NO_STEP, Places
from ipos_energy.park.series import FloatArray, inner, sum_by

_CARRIED_TOLERANCE = 2e-6
"""What is carried over satisfies its equations to the solver's tolerance only."""

_BINDING = 1e-7

_LOST = 0.05
"""Share of a price that is lost where a window differs from the relaxation."""


@dataclass(frozen=True)
class Window:
    """Steps ``start`` to ``end`` are decided, seeing as far as ``stop``; both exclusive.

    A ``loose`` window forgoes everything that the relaxation would forbid, but for prices.
    """

    start: int
    end: int
    stop: int
    loose: bool = False


@dataclass(frozen=True)
class Relaxation:
    """The whole program's optimum without integers: ``x`` (columns,) and row duals (rows,)."""

    x: FloatArray
    row_dual: FloatArray
    cost: float


@dataclass(frozen=True)
class Part:
    """The program of a window; its columns are those of the whole program at ``columns``."""

    program: LinearProgram
    columns: IntArray


@dataclass(frozen=True)
class _View:
    """How a window sees the whole program.

    ``seen`` marks the columns of its steps, ``beyond`` those of later ones. ``x`` holds what is
    known: found values before the window, the relaxation's beyond it, 0 where the window decides.
    """

    whole: LinearProgram
    places: Places
    relaxation: Relaxation
    window: Window
    seen: BoolArray
    beyond: BoolArray
    x: FloatArray


def part_of(
    whole: LinearProgram, places: Places, relaxation: Relaxation, found: FloatArray, window: Window
) -> Part:
    """The program of a window; ``found`` (columns,) holds the values at all steps before it."""
    seen = (places.column >= window.start) & (places.column < window.stop)
    beyond = places.column >= window.stop
    x = np.where(beyond, relaxation.x, np.where(places.column == NO_STEP, 0.0, found))
    x[seen] = 0.0
    view = _View(whole, places, relaxation, window, seen, beyond, x)
    touched = np.bincount(whole.matrix.row[seen[whole.matrix.column]],
                          minlength=whole.matrix.rows) > 0
    kept, priced, limits = _rows(view, touched)
    row_lower, row_upper = _row_limits(view, limits)
    lower, upper = _bounds(view)
    program = replace(whole, lower=lower, upper=upper, row_lower=row_lower, row_upper=row_upper,
                      cost=_cost(view, priced))
    part = _extract(program, kept, seen | (places.column == NO_STEP))
    return _following(_centred(part, view), view, priced)


def _rows(view: _View, touched: BoolArray) -> tuple[BoolArray, BoolArray, BoolArray]:
    """The rows that are kept, those that are paid at their dual, and the limits among the kept."""
    places, window = view.places, view.window
    reaches_beyond = places.last >= window.stop
    of_step = places.row != NO_STEP
    known = ~reaches_beyond | (not window.loose)
    kept = of_step & touched & (places.row < window.stop) & known
    linked = ~of_step & (places.without_step > 0)
    kept |= linked & known
    limits = ~of_step & ~linked & touched & reaches_beyond
    kept |= ~of_step & ~linked & touched
    binding = limits & (np.abs(view.relaxation.row_dual) > _BINDING)
    return kept, (touched & ~kept) | binding, limits


def _row_limits(view: _View, limits: BoolArray) -> tuple[FloatArray, FloatArray]:
    """The limits of all rows, less what is known of them; widened where values are carried over."""
    whole, places, x = view.whole, view.places, view.x
    switches = (places.row != NO_STEP) & (np.bincount(
        whole.matrix.row[whole.integer[whole.matrix.column]], minlength=whole.matrix.rows) > 0)
    rounded = np.where(view.beyond, np.round(x), x)
    known = np.where(switches, whole.matrix.times(rounded), whole.matrix.times(x))
    lower, upper = whole.row_lower - known, whole.row_upper - known
    least, most = _left_of(view)
    binding = np.abs(view.relaxation.row_dual) > _BINDING
    shared = limits & ~binding & (not view.window.loose)
    before = whole.matrix.times(np.where(view.beyond, 0.0, x))
    future_low, future_high = _range_beyond(view)
    lower = np.where(shared, least - before, np.where(limits, whole.row_lower - before
                                                      - future_high, lower))
    upper = np.where(shared, most - before, np.where(limits, whole.row_upper - before
                                                     - future_low, upper))
    slack = np.where(places.first < view.window.start, _CARRIED_TOLERANCE, 0.0)
    return lower - slack * (1 + _size(lower)), upper + slack * (1 + _size(upper))


def _left_of(view: _View) -> tuple[FloatArray, FloatArray]:
    """Least and most that each row may reach by the window's end, its spare spread evenly."""
    whole, places, relaxed = view.whole, view.places, view.relaxation.x
    total = whole.matrix.times(relaxed)
    until_now = total - whole.matrix.times(np.where(view.beyond, relaxed, 0.0))
    length = np.maximum(places.last + 1 - places.first, 1)
    share = np.clip((view.window.stop - places.first) / length, 1e-9, 1.0)
    return (until_now - share * np.maximum(total - whole.row_lower, 0.0),
            until_now + share * np.maximum(whole.row_upper - total, 0.0))


def _range_beyond(view: _View) -> tuple[FloatArray, FloatArray]:
    """The least and most that the columns beyond the window can add to each row."""
    whole, matrix = view.whole, view.whole.matrix
    later = view.beyond[matrix.column]
    row, column, value = matrix.row[later], matrix.column[later], matrix.value[later]
    ends = value * whole.lower[column], value * whole.upper[column]
    return (sum_by(row, np.minimum(*ends), matrix.rows),
            sum_by(row, np.maximum(*ends), matrix.rows))


def _cost(view: _View, priced: BoolArray) -> FloatArray:
    """The costs, with what the window's steps take from the rows that are paid at their dual."""
    paid = view.whole.matrix.transposed_times(np.where(priced, view.relaxation.row_dual, 0.0))
    return view.whole.cost - np.where(view.seen, paid, 0.0)


def _bounds(view: _View) -> tuple[FloatArray, FloatArray]:
    """The bounds; those of columns at no step follow from what is paid or reached already."""
    whole, relaxed = view.whole, view.relaxation.x
    lower, upper = _reached(view)
    matrix, last = whole.matrix, np.full(whole.matrix.columns, NO_STEP)
    np.maximum.at(last, matrix.column, view.places.last[matrix.row])
    free = (view.places.column == NO_STEP) & (last >= view.window.stop) & ~whole.integer
    paid = free & (whole.cost > 0)
    earned = free & (whole.cost < 0)
    lower = np.where(paid, np.clip(relaxed, lower, np.maximum(lower, upper)), lower)
    upper = np.where(earned, np.clip(relaxed, np.minimum(lower, upper), upper), upper)
    return lower, np.maximum(lower, upper)


def _reached(view: _View) -> tuple[FloatArray, FloatArray]:
    """The bounds that follow from steps before the window, from rows ``a·x + known`` with one x."""
    whole, places, matrix = view.whole, view.places, view.whole.matrix
    past = (places.row != NO_STEP) & (places.last < view.window.start) & (places.without_step == 1)
    entry = past[matrix.row] & (places.column[matrix.column] == NO_STEP)
    row, column, value = matrix.row[entry], matrix.column[entry], matrix.value[entry]
    known = matrix.times(view.x)[row]
    ends = (whole.row_lower[row] - known) / value, (whole.row_upper[row] - known) / value
    lower, upper = whole.lower.copy(), whole.upper.copy()
    np.maximum.at(lower, column, np.minimum(*ends))
    np.minimum.at(upper, column, np.maximum(*ends))
    return lower, upper


def _extract(program: LinearProgram, rows: BoolArray, columns: BoolArray) -> Part:
    """The program of some rows and columns; the others' values are in the limits already."""
    matrix = program.matrix
    live = rows[matrix.row] & columns[matrix.column]
    new_row, new_column = np.cumsum(rows) - 1, np.cumsum(columns) - 1
    return Part(LinearProgram(
        matrix=matrix_from_triplets(new_row[matrix.row[live]], new_column[matrix.column[live]],
                                    matrix.value[live], int(rows.sum()), int(columns.sum())),
        cost=program.cost[columns], offset=0.0,
        lower=program.lower[columns], upper=program.upper[columns],
        row_lower=program.row_lower[rows], row_upper=program.row_upper[rows],
        integer=program.integer[columns], column_blocks=(), row_blocks=(),
    ), np.flatnonzero(columns))


def _centred(part: Part, view: _View) -> Part:
    """The part with an offset after which the relaxation costs its share of the whole.

    Costs less prices may come near 0, where a relative gap means nothing.
    """
    share = (view.window.stop - view.window.start) / view.places.steps
    here = inner(part.program.cost, view.relaxation.x[part.columns])
    offset = share * view.relaxation.cost - here
    return replace(part, program=replace(part.program, offset=offset))


def _following(part: Part, view: _View, priced: BoolArray) -> Part:
    """The part with d⁺ and d⁻ for each row that is paid: a·x − d⁺ + d⁻ = a·x in the relaxation.

    Both sides count from the first step to the window's end, and each d costs a share of the price.
    """
    whole, dual = view.whole, view.relaxation.row_dual
    rows = np.flatnonzero(priced & (np.abs(dual) > _BINDING))
    if not len(rows):
        return part
    inside = np.where(view.beyond | (view.places.column == NO_STEP), 0.0, 1.0)
    goal = whole.matrix.times(inside * (view.relaxation.x - view.x))[rows]
    old, count = part.program, len(rows)
    new_row = np.full(whole.matrix.rows, -1)
    new_row[rows] = old.matrix.rows + np.arange(count)
    new_column = np.full(whole.matrix.columns, -1)
    new_column[part.columns] = np.arange(len(part.columns))
    matrix = whole.matrix
    own = (new_row[matrix.row] >= 0) & view.seen[matrix.column]
    added = old.matrix.rows + np.arange(count)
    first = old.matrix.columns + np.arange(count)
    triplets = (
        np.concatenate([old.matrix.row, new_row[matrix.row[own]], added, added]),
        np.concatenate([old.matrix.column, new_column[matrix.column[own]], first, first + count]),
        np.concatenate([old.matrix.value, matrix.value[own], -np.ones(count), np.ones(count)]),
    )
    lost = _LOST * np.abs(dual[rows])
    return Part(LinearProgram(
        matrix=matrix_from_triplets(*triplets, old.matrix.rows + count,
                                    old.matrix.columns + 2 * count),
        cost=np.concatenate([old.cost, lost, lost]), offset=old.offset,
        lower=np.concatenate([old.lower, np.zeros(2 * count)]),
        upper=np.concatenate([old.upper, np.full(2 * count, np.inf)]),
        row_lower=np.concatenate([old.row_lower, goal]),
        row_upper=np.concatenate([old.row_upper, goal]),
        integer=np.concatenate([old.integer, np.zeros(2 * count, dtype=bool)]),
        column_blocks=(), row_blocks=(),
    ), part.columns)


def _size(limit: FloatArray) -> FloatArray:
    return np.where(np.isfinite(limit), np.abs(limit), 0.0)
