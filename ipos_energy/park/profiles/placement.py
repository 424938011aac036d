"""Which rows of a file serve which steps, where the file's year is another one too."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.profiles.grid import (
    DAY,
    HOUR,
    Grid,
    clock_text,
    length_text,
    local_seconds,
    seconds_into_year,
    year_start,
)
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.tables import Table
from ipos_energy.park.profiles.timeline import Timeline

Align = Literal["by hour of year", "by weekday"]

_WEEK = 7 * DAY
_WRAP = {"by hour of year": 365 * DAY, "by weekday": 52 * _WEEK}


@dataclass(frozen=True, eq=False)
class Placement:
    """For each step the table rows whose mean it is: ``rows`` (steps, n).

    ``utc`` (steps, n) are the moments that the rows serve, for messages.
    """

    timeline: Timeline
    rows: NDArray[np.int64]
    utc: NDArray[np.int64]
    notes: tuple[str, ...]


def placed(table: Table, timeline: Timeline, grid: Grid, align: Align | None) -> Placement:
    """The rows of ``table`` for each step of ``grid``; raises ProfileError where some are missing.

    By hour of year: the n-th hour of a local calendar year takes the n-th hour of the file's. By
    weekday: each local time takes the same time of day a whole number of weeks away, so that
    1 January moves by at most three days. Both wrap where the file's year ends.
    """
    source = timeline.grid
    if timeline.cyclic:
        positions, notes = _cyclic(table, timeline, grid)
    elif align is None or _covers(source, grid):
        positions, notes = _straight(table, timeline, grid), ()
    elif align == "by hour of year":
        positions, notes = _by_hour(table, timeline, grid)
    else:
        positions, notes = _by_weekday(table, timeline, grid)
    return Placement(
        timeline, timeline.rows[positions], _ticks(timeline, grid),
        (*timeline.notes, *notes, *_resolution(table, source, grid)),
    )


def _ticks(timeline: Timeline, grid: Grid) -> NDArray[np.int64]:
    if timeline.cyclic:
        return grid.ticks(year_start(grid.year, timeline.zone), HOUR)
    return grid.ticks(timeline.grid.start, timeline.grid.step)


def _covers(source: Grid, grid: Grid) -> bool:
    return source.start <= grid.start and grid.end <= source.end


def _straight(table: Table, timeline: Timeline, grid: Grid) -> NDArray[np.int64]:
    source = timeline.grid
    if not _covers(source, grid):
        raise _not_covered(table, source, grid)
    positions: NDArray[np.int64] = (_ticks(timeline, grid) - source.start) // source.step
    return positions


def _not_covered(table: Table, source: Grid, grid: Grid) -> ProfileError:
    zone = grid.zone
    span = f"{clock_text(source.start, zone)} to {clock_text(source.end, zone)}"
    wanted = f"{clock_text(grid.start, zone)} to {clock_text(grid.end, zone)}"
    if source.end <= grid.start or grid.end <= source.start:
        return ProfileError(
            f"{table.file} covers {span}, another time than the {wanted} that is needed", "align",
            "To use another year's hours, state align: by hour of year, or align: by weekday.",
        )
    missing = max(0, source.start - grid.start) + max(0, grid.end - source.end)
    side = "start" if source.start > grid.start else "end"
    return ProfileError(
        f"{table.file} covers {span}; needed is {wanted}: {length_text(missing)} missing, first "
        f"at the {side}", "file",
    )


def _cyclic(
    table: Table, timeline: Timeline, grid: Grid
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    count = timeline.grid.steps
    hours = seconds_into_year(_ticks(timeline, grid), timeline.zone) // HOUR
    if count >= 365 * 24:
        hours = hours % count
    elif hours.max() >= count:
        raise ProfileError(
            f"{table.file} has {count} hours of a year; needed are hours {hours.min()} to "
            f"{hours.max()}", "file",
        )
    note = f"the hours of {table.file} count from 1 January 00:00 ({timeline.zone}) of any year"
    return hours, (note,)


def _by_hour(
    table: Table, timeline: Timeline, grid: Grid
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    source = timeline.grid
    year = _main_year(source)
    moments = year_start(year, source.zone) + seconds_into_year(
        _ticks(timeline, grid), source.zone
    )
    moments = _wrapped(moments, source.start, source.end, "by hour of year")
    positions = (moments - source.start) // source.step
    _check_aligned(table, positions, source, year, grid)
    return positions, (f"hours of {year} in {table.file} stand for those of {grid.year}",)


def _by_weekday(
    table: Table, timeline: Timeline, grid: Grid
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    source = timeline.grid
    year = _main_year(source)
    # The local clock repeats an hour in autumn and skips one in spring: the first of the two
    # serves both, and the hour before serves the one that the file does not have.
    clock, first = np.unique(local_seconds(source.utc, source.zone), return_index=True)
    ticks = _ticks(timeline, grid)
    wanted = local_seconds(ticks.ravel(), source.zone).reshape(ticks.shape)
    wanted = wanted - _weeks_between(year, wanted) * _WEEK
    wanted = _wrapped(wanted, int(clock[0]), int(clock[-1]) + source.step, "by weekday")
    found = np.searchsorted(clock, wanted, side="right") - 1
    outside = (found < 0) | (wanted >= clock[-1] + source.step)
    positions = np.where(outside, -1, first[found])
    _check_aligned(table, positions, source, year, grid)
    note = f"hours of {year} in {table.file} stand for those of {grid.year}, weekday for weekday"
    return positions, (note,)


def _weeks_between(year: int, local: NDArray[np.int64]) -> NDArray[np.int64]:
    """Whole weeks from ``year`` to the year of each local time, to the nearest."""
    years = local.astype("datetime64[s]").astype("datetime64[Y]").astype(np.int64) + 1970
    known = {
        int(one): round((date(int(one), 1, 1) - date(year, 1, 1)).days / 7)
        for one in np.unique(years)
    }
    weeks: NDArray[np.int64] = np.vectorize(known.__getitem__, otypes=[np.int64])(years)
    return weeks


def _wrapped(
    moments: NDArray[np.int64], start: int, end: int, align: Align
) -> NDArray[np.int64]:
    """Moments beyond the file's end taken from its beginning, and the other way round."""
    turn = _WRAP[align]
    if end - start < turn:
        return moments
    moments = np.where(moments < start, moments + turn, moments)
    return np.where(moments >= end, moments - turn, moments)


def _main_year(source: Grid) -> int:
    """The local year of the file's middle."""
    return datetime.fromtimestamp((source.start + source.end) // 2, source.zone).year


def _check_aligned(
    table: Table, positions: NDArray[np.int64], source: Grid, year: int, grid: Grid
) -> None:
    missing = np.flatnonzero((positions < 0).any(axis=1) | (positions >= source.steps).any(axis=1))
    if len(missing) == 0:
        return
    when = clock_text(int(grid.utc[missing[0]]), grid.zone)
    raise ProfileError(
        f"{table.file} covers {clock_text(source.start, source.zone)} to "
        f"{clock_text(source.end, source.zone)}; of {year} it has nothing to stand for {when} "
        f"and {len(missing) - 1} further steps", "file",
    )


def _resolution(table: Table, source: Grid, grid: Grid) -> tuple[str, ...]:
    one, other = length_text(source.step), length_text(grid.step)
    if source.step > grid.step:
        return (f"steps of {one} in {table.file} are repeated on steps of {other}",)
    if source.step < grid.step:
        return (f"steps of {one} in {table.file} are averaged to steps of {other}",)
    return ()
