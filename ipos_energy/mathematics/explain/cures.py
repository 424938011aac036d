"""Whether a wider limit would cure an event, and how much wider it must be.

What a dual promises holds for the first MW only. So the hours of the event and a day around them
are solved once more, with everything outside as it was found, and with the limit wider by e:

    minimise  Σ weight·slack + small·e        x_j[t] ≤ upper_j[t] + e,  or  a·x ≤ upper + |a_j|·e

Where the header still misses something, this limit alone is no cure.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.mathematics.alone import Alone, Spans
from ipos_energy.mathematics.explain.elastic import Elastic, Slack
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.linear import (
    Block,
    IntArray,
    LinearProgram,
    matrix_from_triplets,
)
from ipos_energy.mathematics.places import places_of
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray

_AROUND_H = 24.0
_SMALL = 1e-4
_CURED = 1e-5


@dataclass(frozen=True)
class Wider:
    """A limit that would be wider: of the flow of ``block``, or where it is stated in a row, there.

    ``factor`` is the flow's coefficient in that row.
    """

    block: Block
    is_least: bool
    row: Block | None = None
    factor: float = 1.0


class Cures:
    """Tries wider limits on one elastic answer."""

    def __init__(self, elastic: Elastic, horizon: Horizon) -> None:
        self._horizon = horizon
        found = replace(elastic.program, lower=elastic.answer.x, upper=elastic.answer.x)
        self._spans = Spans(elastic.program, places_of(elastic.program, horizon), found)

    def needed(self, run: slice, slack: Slack, wider: Wider) -> float:
        """By how much a limit must be wider so that nothing is missed in a run; 0 where none is."""
        around = round(_AROUND_H / self._horizon.step_hours)
        start = max(0, run.start - around)
        alone = self._spans.alone(start, min(self._horizon.steps, run.stop + around))
        answer = solve(_widened(alone, run, wider), Limits())
        if not answer.has_point:
            return 0.0
        missed = answer.x[_places(alone.columns, slack.columns.start, run)]
        return float(answer.x[-1]) if float(missed.max()) < _CURED else 0.0


def _widened(alone: Alone, run: slice, wider: Wider) -> LinearProgram:
    """The span with one more column e, last, by which a limit is wider in a run."""
    program, matrix = alone.program, alone.program.matrix
    steps, extra = np.arange(run.stop - run.start), matrix.columns
    sign = 1.0 if wider.is_least else -1.0
    lower, upper = program.lower.copy(), program.upper.copy()
    row_lower, row_upper = program.row_lower, program.row_upper
    if wider.row is None:
        column = _places(alone.columns, wider.block.start, run)
        row, count = matrix.rows + steps, len(steps)
        limit = (lower if wider.is_least else upper)[column]
        endless = np.full(count, np.inf)
        row_lower = np.concatenate([row_lower, limit if wider.is_least else -endless])
        row_upper = np.concatenate([row_upper, endless if wider.is_least else limit])
        lower[column] = np.where(wider.is_least, 0.0, lower[column])
        upper[column] = np.where(wider.is_least, upper[column], np.inf)
        more = (row, column, np.ones(count))
    else:
        row, count = _places(alone.rows, wider.row.start, run), 0
        sign = -wider.factor
        more = (row[:0], row[:0], np.zeros(0))
    return replace(
        program,
        matrix=matrix_from_triplets(
            np.concatenate([matrix.row, more[0], row]),
            np.concatenate([matrix.column, more[1], np.full(len(row), extra)]),
            np.concatenate([matrix.value, more[2], np.full(len(row), sign)]),
            matrix.rows + count, extra + 1),
        cost=_with(program.cost, _SMALL), lower=_with(lower, 0.0), upper=_with(upper, np.inf),
        row_lower=row_lower, row_upper=row_upper,
        integer=np.append(program.integer, False))


def _with(values: FloatArray, last: float) -> FloatArray:
    return np.append(values, last)


def _places(places: IntArray, start: int, run: slice) -> IntArray:
    """Where the members of a block at the steps of a run stand in a span."""
    return np.searchsorted(places, start + np.arange(run.start, run.stop))
