"""What couples the steps of a program, how far, and the windows and groups that follow from it.

Everything is read from the matrix and the steps of its columns and rows:

- the *reach* of an equation, in steps from its own to those of its columns;
- the *memory* of a level: the steps in which what flows in and out can fill it, or in which its
  losses forget it, whichever is shorter;
- the *spans* of limits and columns that belong to no step, such as a month's peak.

A window is a few memories long, so that most of what it decides does not depend on its ends, but
not longer than three days of hours: what a seasonal store does no window knows, and the whole finds
it as quickly from short ones. It is a multiple of 24 steps, so that it resembles the one before. A
group is about a twelfth of the whole. Both are cut where the fewest spans are cut. Limits that lie
in more than one group are *priced*.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, islice, pairwise

import numpy as np

from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.linear import IntArray
from ipos_energy.park.series import sum_by

_SHORTEST_WINDOW, _LONGEST_WINDOW = 24, 72
_MEMORIES_IN_A_WINDOW = 4
_GROUPS = 12
_FEWEST_WINDOWS = 4
SMALLEST = 50_000
"""Coefficients below which a plain solve takes no time worth saving."""
_MOST_PRICED = 6


@dataclass(frozen=True)
class Structure:
    """Windows by group, and the rows that are priced.

    ``groups[g]`` holds the first step of each of its windows, and its end; ``held[g]`` are the rows
    at no step that lie within it, ``in_windows[g][w]`` those that lie within its windows.
    ``priced`` lie in several groups.
    """

    groups: tuple[tuple[int, ...], ...]
    held: tuple[IntArray, ...]
    in_windows: tuple[tuple[IntArray, ...], ...]
    priced: IntArray
    memory: float
    reach: int

    @property
    def windows(self) -> int:
        return sum(len(cuts) - 1 for cuts in self.groups)


def structure_of(ordered: Ordered, smallest: int = SMALLEST) -> Structure | str:
    """The windows and groups of a program, or why it should be solved at once.

    ``smallest`` is the number of coefficients below which it should.
    """
    program, steps = ordered.program, ordered.steps
    if program.integer.any():
        return "it has integers"
    if len(program.matrix.value) < smallest:
        return "it is small"
    reach, memory = _reach(ordered), _memory(ordered)
    window = _window(reach, memory)
    if steps < _FEWEST_WINDOWS * _FEWEST_WINDOWS * window:
        return f"{steps} steps are too few for windows of {window}"
    spans = _spans(ordered)
    crossing = _crossing(spans, steps)
    length = window * max(_FEWEST_WINDOWS, round(steps / _GROUPS / window))
    ends = _cuts(0, steps, length, crossing)
    groups = tuple(_cuts(start, end, window, crossing) for start, end in pairwise(ends))
    held, priced = _within(spans, ends, ordered.timed_rows)
    if len(priced) > _MOST_PRICED:
        return f"{len(priced)} limits reach over more than one of its {len(groups)} groups"
    cuts = (*chain.from_iterable(group[:-1] for group in groups), steps)
    by_window = iter(_within(spans, cuts, ordered.timed_rows)[0])
    in_windows = tuple(tuple(islice(by_window, len(group) - 1)) for group in groups)
    return Structure(groups, held, in_windows, priced, memory, reach)


def _window(reach: int, memory: float) -> int:
    """The length of a window in steps."""
    wanted = max(2.0 * reach, min(_MEMORIES_IN_A_WINDOW * memory, _LONGEST_WINDOW))
    return _SHORTEST_WINDOW * max(1, round(wanted / _SHORTEST_WINDOW))


def _reach(ordered: Ordered) -> int:
    """The largest distance in steps between a row and its columns, around the end."""
    matrix, stamps = ordered.program.matrix, ordered.stamps
    timed = (matrix.row < ordered.timed_rows) & (matrix.column < ordered.timed_columns)
    apart = np.abs(stamps.row[matrix.row[timed]] - stamps.column[matrix.column[timed]])
    return int(np.minimum(apart, ordered.steps - apart).max(initial=0))


def _memory(ordered: Ordered) -> float:
    """The longest memory of any block of levels, in steps; the median of the block's rows.

    A row a·x[t] − b·x[t−1] + flows: it forgets in 1/(1 − b/a) steps, and is filled in
    a·(upper − lower of x)/(range of the flows and of the row) steps. Where neither the level nor
    the flows have a limit, an equation remembers all, and a limit on one side nothing.
    """
    matrix, stamps, program = ordered.program.matrix, ordered.stamps, ordered.program
    timed = (matrix.row < ordered.timed_rows) & (matrix.column < ordered.timed_columns)
    away = timed & (stamps.row[matrix.row] != stamps.column[np.minimum(
        matrix.column, ordered.timed_columns - 1)])
    linked = np.bincount(matrix.row[away], minlength=matrix.rows) > 0
    where = np.flatnonzero(linked[matrix.row])
    width = program.upper[matrix.column[where]] - program.lower[matrix.column[where]]
    spread = np.abs(matrix.value[where]) * width
    order = np.lexsort((stamps.column_block[matrix.column[where]], matrix.row[where]))
    row, block = matrix.row[where][order], stamps.column_block[matrix.column[where]][order]
    value, spread = matrix.value[where][order], spread[order]
    pair = np.flatnonzero((row[1:] == row[:-1]) & (block[1:] == block[:-1])
                          & (value[1:] * value[:-1] < 0))
    if not len(pair):
        return 0.0
    of_row = sum_by(row, spread, matrix.rows)[row[pair]]
    with np.errstate(invalid="ignore", divide="ignore"):
        flows = of_row - spread[pair] - spread[pair + 1] + (
            program.row_upper - program.row_lower)[row[pair]]
        fill = np.maximum(spread[pair], spread[pair + 1]) / np.maximum(flows, 0.0)
        one, other = np.abs(value[pair]), np.abs(value[pair + 1])
        forget = 1.0 / (1.0 - np.minimum(one, other) / np.maximum(one, other))
    equation = program.row_lower[row[pair]] == program.row_upper[row[pair]]
    fill = np.where(np.isnan(fill), np.where(equation, np.inf, 0.0), fill)
    steps = np.minimum(fill, forget)
    key = stamps.row_block[row[pair]]
    return max(float(np.median(steps[key == one_block])) for one_block in np.unique(key))


@dataclass(frozen=True)
class _Spans:
    """First and last step of the rows at no step, of the columns at none, and of far rows."""

    rows: tuple[IntArray, IntArray]
    columns: tuple[IntArray, IntArray]
    far: tuple[IntArray, IntArray]


def _spans(ordered: Ordered) -> _Spans:
    matrix, stamps, steps = ordered.program.matrix, ordered.stamps, ordered.steps
    timed = matrix.column < ordered.timed_columns
    rows = _extent(matrix.row[timed], stamps.column[matrix.column[timed]], matrix.rows, steps)
    at_step = ordered.shared.row < ordered.timed_rows
    columns = _extent(ordered.shared.column[at_step], stamps.row[ordered.shared.row[at_step]],
                      matrix.columns, steps)
    first, last = rows[0][:ordered.timed_rows], rows[1][:ordered.timed_rows]
    far = (last - first > 1) & (last - first < steps - 1)
    return _Spans(rows=(rows[0][ordered.timed_rows:], rows[1][ordered.timed_rows:]),
                  columns=(columns[0][ordered.timed_columns:], columns[1][ordered.timed_columns:]),
                  far=(first[far], last[far]))


def _extent(index: IntArray, step: IntArray, count: int, steps: int) -> tuple[IntArray, IntArray]:
    """The first and last step of each index; the first lies behind the last where it has none."""
    first, last = np.full(count, steps), np.full(count, -1)
    np.minimum.at(first, index, step)
    np.maximum.at(last, index, step)
    return first, last


def _crossing(spans: _Spans, steps: int) -> IntArray:
    """For a cut before each step, (steps + 1,): how many spans of less than half it would cut."""
    change = np.zeros(steps + 2, dtype=np.int64)
    for first, last in (spans.rows, spans.columns, spans.far):
        counted = (last > first) & (2 * (last - first) < steps)
        np.add.at(change, first[counted] + 1, 1)
        np.add.at(change, last[counted] + 1, -1)
    return np.cumsum(change)[:steps + 1]


def _cuts(start: int, end: int, length: int, crossing: IntArray) -> tuple[int, ...]:
    """Cuts about ``length`` apart, each moved by less than half of it to cross the least."""
    cuts = [start]
    half = (length - 1) // 2
    while end - cuts[-1] >= length + half:
        target = cuts[-1] + length
        near = np.arange(target - half, min(target + half, end - half) + 1)
        best = np.lexsort((np.abs(near - target), crossing[near]))[0]
        cuts.append(int(near[best]))
    return (*cuts, end)


def _within(
    spans: _Spans, ends: tuple[int, ...], timed_rows: int
) -> tuple[tuple[IntArray, ...], IntArray]:
    """The rows at no step with columns at steps: those within each stretch, and the others."""
    first, last = spans.rows
    inner = np.array(ends[1:-1], dtype=np.int64)
    begins = np.searchsorted(inner, first, side="right")
    stops = np.searchsorted(inner, last, side="right")
    there, within = last >= first, begins == stops
    held = tuple(timed_rows + np.flatnonzero(there & within & (begins == stretch))
                 for stretch in range(len(ends) - 1))
    return held, timed_rows + np.flatnonzero(there & ~within)
