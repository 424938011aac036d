"""Equal steps of time as whole seconds of UTC: what series are stated on and read onto."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.horizon import Horizon, to_local

HOUR = 3600
DAY = 24 * HOUR


@dataclass(frozen=True)
class Grid:
    """``steps`` equal steps of ``step`` s from ``start`` (s since 1970 UTC), seen from ``zone``."""

    start: int
    step: int
    steps: int
    zone: tzinfo

    @property
    def end(self) -> int:
        """The end of the last step, s since 1970 UTC."""
        return self.start + self.step * self.steps

    @property
    def utc(self) -> NDArray[np.int64]:
        """Start of each step, s since 1970 UTC (steps,)."""
        return self.start + self.step * np.arange(self.steps)

    @property
    def year(self) -> int:
        """The local calendar year in which the first step begins."""
        return datetime.fromtimestamp(self.start, self.zone).year

    @property
    def years(self) -> list[Grid]:
        """The hours of each local calendar year that the steps touch."""
        last = datetime.fromtimestamp(self.end - 1, self.zone).year
        return [hours_of_year(year, self.zone) for year in range(self.year, last + 1)]

    def ticks(self, start: int, step: int) -> NDArray[np.int64]:
        """Moments (steps, n) that fall into one step of ``start``, ``step`` each.

        A step of this grid is the mean over its n ticks, whatever the two steps' lengths.
        """
        tick = math.gcd(self.step, step, abs(self.start - start))
        count = self.step // tick
        return (self.start + tick * np.arange(self.steps * count)).reshape(self.steps, count)

    def spread(self, values: NDArray[np.float64], onto: Grid) -> NDArray[np.float64]:
        """``values`` of this grid on the steps of ``onto``, within it: repeated or averaged."""
        at = (onto.ticks(self.start, self.step) - self.start) // self.step
        return means(values[at])


def means(ticks: NDArray[np.float64]) -> NDArray[np.float64]:
    """The mean over each row of ``ticks`` (steps, n); a single tick is returned unchanged."""
    if ticks.shape[1] == 1:
        return ticks[:, 0]
    mean: NDArray[np.float64] = ticks.mean(axis=1)
    return mean


def grid_of(horizon: Horizon) -> Grid:
    """The steps of ``horizon``."""
    start = int(horizon.utc[0].astype(np.int64))
    return Grid(start, round(horizon.step_hours * HOUR), horizon.steps, horizon.zone)


def year_start(year: int, zone: tzinfo) -> int:
    """1 January 00:00 on the local clock, s since 1970 UTC."""
    return round(datetime(year, 1, 1, tzinfo=zone).timestamp())


def hours_of_year(year: int, zone: tzinfo) -> Grid:
    """The hours of a local calendar year: 8760, or 8784 in a leap year."""
    start = year_start(year, zone)
    return Grid(start, HOUR, (year_start(year + 1, zone) - start) // HOUR, zone)


def seconds_into_year(utc: NDArray[np.int64], zone: tzinfo) -> NDArray[np.int64]:
    """Time since 1 January 00:00 of each moment's own local year, in s, same shape."""
    first = datetime.fromtimestamp(int(utc.min()), zone).year
    last = datetime.fromtimestamp(int(utc.max()), zone).year
    starts = np.array([year_start(year, zone) for year in range(first, last + 1)])
    since: NDArray[np.int64] = utc - starts[np.searchsorted(starts, utc, side="right") - 1]
    return since


def local_seconds(utc: NDArray[np.int64], zone: tzinfo) -> NDArray[np.int64]:
    """What the local clock shows at ``utc``, counted as if it were UTC (s since 1970)."""
    local: NDArray[np.int64] = to_local(utc.astype("datetime64[s]"), zone).astype(np.int64)
    return local


def offset_at(utc: int, zone: tzinfo) -> int:
    """What the local clock is ahead of UTC at a moment, in s."""
    offset = datetime.fromtimestamp(int(utc), zone).utcoffset()
    return round(offset.total_seconds()) if offset is not None else 0


def clock_text(utc: int, zone: tzinfo) -> str:
    """A moment on the local clock, as ``2019-01-01 15:00``."""
    return datetime.fromtimestamp(int(utc), zone).strftime("%Y-%m-%d %H:%M")


def length_text(seconds: int) -> str:
    """A length of time, as ``15 min`` or ``2 h``."""
    return f"{seconds / HOUR:g} h" if seconds >= HOUR else f"{seconds / 60:g} min"
