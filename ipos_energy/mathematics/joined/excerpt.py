"""The program of a stretch of steps, as if the stretch were all there is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ipos_energy.mathematics.joined.ordered import Ordered
from ipos_energy.mathematics.linear import (
    IntArray,
    LinearProgram,
    Matrix,
    matrix_from_triplets,
)
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True)
class Excerpt:
    """The columns and rows of steps ``start`` to ``end`` (exclusive) of an ordered program.

    What reaches before the first step finds the last ones in their place, as if the stretch went
    round. Columns at no step, such as a month's peak, come after the others; each pays the
    ``share`` of its cost that its rows here have of all its rows. ``columns`` and ``rows`` are
    places in the ordered program; the first ``timed`` columns stand at steps.
    """

    start: int
    end: int
    matrix: Matrix
    columns: IntArray
    rows: IntArray
    timed: int
    share: FloatArray

    @property
    def shape(self) -> tuple[int, int]:
        """How many columns and rows it has."""
        return self.matrix.columns, self.matrix.rows

    @cached_property
    def fingerprint(self) -> bytes:
        """The same for excerpts whose matrices are the same."""
        matrix = self.matrix
        return b"".join((np.array(self.shape).tobytes(), matrix.row.tobytes(),
                         matrix.column.tobytes(), matrix.value.tobytes()))

    def rows_of(self, place: int) -> IntArray:
        """The rows that one of its columns stands in."""
        begin, stop = np.searchsorted(self.matrix.column, [place, place + 1])
        return self.matrix.row[int(begin):int(stop)]

    def costs(self, cost: FloatArray) -> FloatArray:
        """Its costs (columns,), from those of the ordered program."""
        own = cost[self.columns]
        own[self.timed:] *= self.share
        return own

    def program(self, of: LinearProgram, cost: FloatArray) -> LinearProgram:
        """Its program, with the limits of ``of`` and some costs of the ordered program."""
        return LinearProgram(
            matrix=self.matrix, cost=self.costs(cost), offset=0.0,
            lower=of.lower[self.columns], upper=of.upper[self.columns],
            row_lower=of.row_lower[self.rows], row_upper=of.row_upper[self.rows],
            integer=of.integer[self.columns], column_blocks=(), row_blocks=(),
        )


def excerpt(ordered: Ordered, start: int, end: int, held: IntArray) -> Excerpt:
    """The stretch of steps from ``start`` to ``end``; ``held`` are rows at no step that it has."""
    first, last = ordered.row_start[start], ordered.row_start[end]
    begin, stop = ordered.column_start[start], ordered.column_start[end]
    timed = int(stop - begin)
    place = _Places(ordered, start, end, held)
    entries = slice(ordered.entry_start[begin], ordered.entry_start[stop])
    matrix = ordered.program.matrix
    row = place.of(matrix.row[entries])
    there = row >= 0
    shared_row, shared_column, shared_value = _shared(ordered, int(first), int(last), held)
    names, shared_at = np.unique(shared_column, return_inverse=True)
    rows = np.concatenate([np.arange(first, last), held])
    return Excerpt(
        start=start, end=end,
        matrix=matrix_from_triplets(
            np.concatenate([row[there], place.of(shared_row)]),
            np.concatenate([matrix.column[entries][there] - begin, timed + shared_at]),
            np.concatenate([matrix.value[entries][there], shared_value]),
            len(rows), timed + len(names)),
        columns=np.concatenate([np.arange(begin, stop), names]), rows=rows, timed=timed,
        share=_shares(ordered, names, shared_row, shared_at),
    )


class _Places:
    """Where the rows of an ordered program stand in an excerpt."""

    def __init__(self, ordered: Ordered, start: int, end: int, held: IntArray) -> None:
        self._ordered, self._start, self._length = ordered, start, end - start
        self._first, self._last = ordered.row_start[start], ordered.row_start[end]
        self._held = held

    def of(self, row: IntArray) -> IntArray:
        """The place of each row; −1 where it has none."""
        place: IntArray = row - self._first
        outside = np.flatnonzero((row < self._first) | (row >= self._last))
        if len(outside):
            place[outside] = self._of_outside(row[outside])
        return place

    def _of_outside(self, row: IntArray) -> IntArray:
        ordered, place = self._ordered, np.full(len(row), -1)
        timed = row < ordered.timed_rows
        round_step = self._start + (ordered.stamps.row[row[timed]] - self._start) % self._length
        inside = ordered.row_at[ordered.stamps.row_block[row[timed]], round_step]
        place[timed] = np.where(inside >= 0, inside - self._first, -1)
        if len(self._held):
            at = np.minimum(np.searchsorted(self._held, row[~timed]), len(self._held) - 1)
            found = self._held[at] == row[~timed]
            place[~timed] = np.where(found, self._last - self._first + at, -1)
        return place


def _shared(
    ordered: Ordered, first: int, last: int, held: IntArray
) -> tuple[IntArray, IntArray, FloatArray]:
    """The coefficients of columns at no step in the excerpt's rows."""
    shared = ordered.shared
    begin, stop = np.searchsorted(shared.row, [first, last])
    which = np.arange(begin, stop)
    if len(held):
        which = np.concatenate([which, np.flatnonzero(np.isin(shared.row, held))])
    return shared.row[which], shared.column[which], shared.value[which]


def _shares(
    ordered: Ordered, names: IntArray, row: IntArray, column_at: IntArray
) -> FloatArray:
    """The part of each column's rows at steps that is here; 1 for one that has none."""
    everywhere = ordered.rows_at_steps[names - ordered.timed_columns]
    here = np.bincount(column_at[row < ordered.timed_rows], minlength=len(names))
    return np.where(everywhere > 0, here / np.maximum(everywhere, 1), 1.0)
