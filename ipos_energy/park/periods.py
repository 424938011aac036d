"""The hours, days, months and years of a horizon, on the local clock: what a bill counts in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.horizon import Horizon
from ipos_energy.park.series import FloatArray, sum_by

IntArray = NDArray[np.int64]

PeriodName = Literal["step", "hour", "day", "month", "year"]


@dataclass(frozen=True, eq=False)
class Periods:
    """A horizon of T steps cut into P periods, whole or in part at its ends.

    ``index`` (T,) is the period of each step. ``month`` (P,) is the calendar month in which each
    period ends, which is when it is billed; ``share_of_year`` (P,) its length in calendar years.
    """

    name: PeriodName
    index: IntArray
    month: IntArray
    months: int
    share_of_year: FloatArray

    @property
    def count(self) -> int:
        """Number of periods P."""
        return len(self.month)

    def total(self, per_step: FloatArray) -> FloatArray:
        """The sum of a quantity per step over each period (P,)."""
        return sum_by(self.index, per_step, self.count)

    def mean(self, per_step: FloatArray) -> FloatArray:
        """The mean of a quantity over each period (P,)."""
        return self.total(per_step) / np.bincount(self.index, minlength=self.count)

    def booked(self, amounts: FloatArray) -> FloatArray:
        """Amounts of each period (P,) in the month in which it ends (M,)."""
        return sum_by(self.month, amounts, self.months)

    def within(self, longer: Periods) -> IntArray:
        """The period of ``longer`` that each period of this begins in (P,)."""
        _, first = np.unique(self.index, return_index=True)
        begins: IntArray = longer.index[first]
        return begins


@lru_cache(maxsize=32)
def periods_of(horizon: Horizon, name: PeriodName) -> Periods:
    """The periods of a horizon; an hour is never shorter than a step."""
    index = _index(horizon, name)
    _, first_from_end = np.unique(index[::-1], return_index=True)
    last = len(index) - 1 - first_from_end
    count = int(index[-1]) + 1
    share = sum_by(index, _share_of_year(horizon), count)
    return Periods(name, index, horizon.month[last], horizon.months, share)


def _index(horizon: Horizon, name: PeriodName) -> IntArray:
    if name == "step":
        return np.arange(horizon.steps)
    if name == "hour":
        hour = horizon.local.astype("datetime64[h]")
        new = (hour[1:] != hour[:-1]) | (horizon.local[1:] <= horizon.local[:-1])
        return np.concatenate([[0], np.cumsum(new)]).astype(np.int64)
    units = {"day": "D", "month": "M", "year": "Y"}
    moments = horizon.local.astype(f"datetime64[{units[name]}]").astype(np.int64)
    return np.unique(moments, return_inverse=True)[1].reshape(-1).astype(np.int64)


def _share_of_year(horizon: Horizon) -> FloatArray:
    """Length of each step in calendar years (T,)."""
    years = horizon.local.astype("datetime64[Y]").astype(np.int64) + 1970
    hours = {year: _hours_of(int(year), horizon) for year in np.unique(years)}
    return horizon.step_hours / np.array([hours[year] for year in years])


def _hours_of(year: int, horizon: Horizon) -> float:
    first, after = (datetime(y, 1, 1, tzinfo=horizon.zone).astimezone(UTC)
                    for y in (year, year + 1))
    return (after - first).total_seconds() / 3600
