"""The rows of a file as equal steps of time."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import UTC, tzinfo

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.profiles.grid import DAY, HOUR, Grid, clock_text, length_text, offset_at
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.stamps import (
    NO_SUMMER_TIME,
    Stamps,
    TimeColumns,
    read_stamps,
    row_text,
    time_columns,
)
from ipos_energy.park.profiles.tables import Table

YEAR_HOURS = (8760, 8784)


@dataclass(frozen=True, eq=False)
class Timeline:
    """Equal steps and the table row that holds each.

    ``grid`` are the steps, ``rows`` (steps,) the rows of the table. ``cyclic`` files state hours of
    a year without saying which: their grid counts from 0. ``impossible`` are rows of hours that
    the local clock skips. ``zone`` is the one in which the file's clock runs.
    """

    grid: Grid
    rows: NDArray[np.int64]
    columns: TimeColumns
    cyclic: bool = False
    impossible: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    notes: tuple[str, ...] = ()

    @property
    def zone(self) -> tzinfo:
        return self.grid.zone


def timeline_of(table: Table, zone: tzinfo | None, horizon: Grid, needed: Grid) -> Timeline:
    """The steps of ``table``; raises ProfileError where they are not equal.

    ``zone`` is the one the entry states. Stamped rows outside ``needed`` are not looked at where
    the file reaches beyond it on both sides. A file without time columns holds one row for each
    step of ``horizon``, or one for each hour of the calendar year.
    """
    columns = time_columns(table)
    clock = zone or columns.zone or horizon.zone
    if table.rows == 0:
        raise ProfileError(f"{table.file} has a header but no rows", "file")
    if columns.stamp is not None:
        if columns.utc and zone is not None and clock_text(0, zone) != clock_text(0, UTC):
            raise ProfileError(
                f'the times in column "{table.header[columns.stamp]}" of {table.file} are UTC, '
                "but the entry states another time zone", "time_zone", "Leave time_zone out.",
            )
        return _stamped(table, columns, clock, needed)
    if columns.hour_of_year is not None:
        return _hours_of_year(table, columns, clock)
    _check_counted(table, columns)
    if table.rows == horizon.steps:
        return Timeline(horizon, np.arange(table.rows), columns)
    if table.rows in YEAR_HOURS:
        return Timeline(Grid(0, HOUR, table.rows, clock), np.arange(table.rows), columns, True)
    raise ProfileError(
        f"{table.file} has {table.rows} rows and no times; the horizon has {horizon.steps} steps",
        "file", "Give one row for each step, or a column of times.",
    )


def _check_counted(table: Table, columns: TimeColumns) -> None:
    """Rows without times are taken in their order; a column that is named so may but count them."""
    for index in columns.numbered:
        numbers = table.numbers(index)
        if (numbers != numbers[0] + np.arange(table.rows)).any() or numbers[0] not in (0, 1):
            raise ProfileError(
                f'column "{table.header[index]}" of {table.file} holds numbers that are no times, '
                f"such as {table.cell(index, 0)}", "file",
                'Write times such as "2019-01-01 00:00", name hours of the year hour_of_year, or '
                "count the steps from 0 or 1.")


def _hours_of_year(table: Table, columns: TimeColumns, zone: tzinfo) -> Timeline:
    assert columns.hour_of_year is not None
    hours = table.numbers(columns.hour_of_year)
    first = 1 if hours[0] == 1 else 0
    wrong = np.flatnonzero(hours != first + np.arange(len(hours)))
    if len(wrong):
        row = int(wrong[0])
        raise ProfileError(
            f"{row_text(table, row, None, zone)}: hour_of_year is "
            f"{table.cell(columns.hour_of_year, row)}, expected {first + row}", "file",
        )
    return Timeline(Grid(0, HOUR, table.rows, zone), np.arange(table.rows), columns, True)


def _stamped(table: Table, columns: TimeColumns, zone: tzinfo, needed: Grid) -> Timeline:
    stamps, notes = _one_series(table, read_stamps(table, columns, zone))
    stamps = _near(stamps, needed)
    utc, rows = stamps.utc, stamps.rows
    if len(utc) < 2:
        raise ProfileError(f"{table.file} has fewer than two rows of time", "file")
    gaps = np.diff(utc)
    step = _usual(gaps)
    refined = _two_resolutions(gaps)
    if refined is not None:
        step, counts = refined
        rows = np.repeat(rows, counts)
        notes = (*notes, f"{table.file} changes to steps of {length_text(step)}; "
                 "longer steps before are repeated")
    elif (gaps != step).any():
        raise _unequal(table, stamps, step, zone)
    grid = Grid(int(utc[0]), step, len(rows), zone)
    return Timeline(grid, rows, columns, False, stamps.impossible, notes)


def _usual(gaps: NDArray[np.int64]) -> int:
    """The most frequent time from one row to the next, s; the shorter of two equally frequent."""
    lengths, counts = np.unique(gaps[gaps > 0], return_counts=True)
    return int(lengths[np.argmax(counts)]) if len(lengths) else 1


def _near(stamps: Stamps, needed: Grid) -> Stamps:
    """The rows around ``needed``, so that a flaw elsewhere in a long file does no harm."""
    near = (stamps.utc >= needed.start - DAY) & (stamps.utc < needed.end + DAY)
    if not (stamps.utc.min() <= needed.start and stamps.utc.max() + DAY > needed.end):
        return stamps
    return replace(stamps, utc=stamps.utc[near], rows=stamps.rows[near])


def _two_resolutions(gaps: NDArray[np.int64]) -> tuple[int, NDArray[np.int64]] | None:
    """(step, repeats of each row) where hourly rows are followed by, say, quarter hours.

    Market data changed so on 1 October 2025. At least a day must stand on both sides, and the
    longer steps are hours at most: half a day without rows is a gap.
    """
    steps = np.unique(gaps)
    if len(steps) != 2 or steps[0] <= 0 or steps[1] % steps[0] or (np.diff(gaps) > 0).any():
        return None
    if steps[1] > HOUR:
        return None
    if min((gaps == step).sum() * step for step in steps) < DAY - steps[1]:
        return None
    last = steps[0]
    return int(steps[0]), np.append(gaps, last) // steps[0]


def _unequal(table: Table, stamps: Stamps, step: int, zone: tzinfo) -> ProfileError:
    gaps = np.diff(stamps.utc)
    first = int(np.flatnonzero(gaps != step)[0])
    gap = int(gaps[first])
    before, after = int(stamps.utc[first]), int(stamps.utc[first + 1])
    where = row_text(table, int(stamps.rows[first + 1]), after, zone)
    if gap == 0:
        return ProfileError(f"{where} has the same time as the row before", "file")
    if gap < 0:
        return ProfileError(f"{where} is earlier than the row before "
                            f"({clock_text(before, zone)})", "file")
    return ProfileError(
        f"{where} follows {clock_text(before, zone)}: {length_text(gap - step)} missing "
        f"(steps of {length_text(step)})", "file",
        NO_SUMMER_TIME if offset_at(before, zone) != offset_at(after, zone) else "",
    )


def _one_series(table: Table, stamps: Stamps) -> tuple[Stamps, tuple[str, ...]]:
    """ENTSO-E repeats each time for further auctions ("Sequence 2") and for each area."""
    names = [name.casefold() for name in table.header]
    if "area" in names:
        areas = sorted({str(area) for area in table.cells(names.index("area"))})
        if len(areas) > 1:
            raise ProfileError(
                f"{table.file} holds {len(areas)} areas: {', '.join(areas)}", "file",
                "Export one area alone.",
            )
    if "sequence" not in names:
        return stamps, ()
    cells = [str(cell) for cell in table.cells(names.index("sequence"))]
    kinds = sorted(set(cells), key=_sequence_number)
    if len(kinds) == 1:
        return stamps, ()
    kept = np.array([cells[row] == kinds[0] for row in stamps.rows])
    note = f'of the auctions in {table.file}, "{kinds[0]}" is taken'
    return replace(stamps, utc=stamps.utc[kept], rows=stamps.rows[kept]), (note,)


def _sequence_number(label: str) -> int:
    digits = re.search(r"\d+", label)
    return int(digits[0]) if digits else 0
