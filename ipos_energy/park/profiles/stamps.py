"""The time columns of a table as moments of UTC."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.profiles.grid import DAY, HOUR, clock_text
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.tables import Table, fixed_width

_TIME_NAMES = re.compile(
    r"^(?:utc |local |cet cest )?(?:date ?time|date|time(?: ?stamp)?|mtu|delivery start|"
    r"start(?: time)?|from|period|interval|datum|tid|zeit|hour start)"
    r"(?: utc| local| cet| start| from)?(?: ?\((?P<zone>[^)]*)\))?$"
)
_OTHER_TIME_NAMES = re.compile(
    r"^(?:delivery end|end(?: time)?|to|hours?|intraday period)(?: utc| local| cet)?(?: ?\(.*\))?$"
)
_HOUR_OF_YEAR = "hour of year"
_HOURS = re.compile(r"^(\d{1,2})(?::00)?\s*[-–]\s*\d{1,2}(?::00)?$")
_STAMP = re.compile(
    r"^\s*(?:(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<a>\d{1,2})(?P<sign>[./-])(?P<b>\d{1,2})[./-](?P<year>\d{4}))"
    r"(?:[ T](?P<H>\d{1,2}):(?P<M>\d{2})(?::(?P<S>\d{2})(?:\.\d+)?)?)?"
    r"\s*(?P<zone>Z|UTC|[+-]\d{2}:?\d{2}|\((?:UTC|CET|CEST)\))?(?:\s+[-–]\s+.*)?\s*$"
)
_ZONE_OFFSETS = {"Z": 0, "UTC": 0, "(UTC)": 0, "(CET)": HOUR, "(CEST)": 2 * HOUR}
_CENTRAL_EUROPE = ("cet/cest", "cet", "cest")
NO_SUMMER_TIME = (
    "If the file's clock knows no summer time, state time_zone: UTC+01:00 (or its own)."
)
_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class TimeColumns:
    """Which columns tell the time: ``stamp`` or ``hour_of_year``, and ``hours`` beside a date."""

    stamp: int | None
    hour_of_year: int | None
    hours: int | None
    all: frozenset[int]
    utc: bool
    zone: tzinfo | None
    """The zone that the column's name states."""
    numbered: tuple[int, ...] = ()
    """Columns that are named like times and hold numbers."""


@dataclass(frozen=True)
class Stamps:
    """When each row begins: ``utc`` in s since 1970 for the table's ``rows``, both (n,).

    ``impossible`` are rows of hours that the local clock skips in spring.
    """

    utc: NDArray[np.int64]
    rows: NDArray[np.int64]
    impossible: NDArray[np.int64]


def time_columns(table: Table) -> TimeColumns:
    """Recognises the time columns by their names; UTC goes before local time."""
    names = [re.sub(r"[_\s]+", " ", name).strip().casefold() for name in table.header]
    named = [i for i, name in enumerate(names) if _TIME_NAMES.match(name)]
    named += [i for i, name in enumerate(names) if not name and i == 0 and "hours" in names]
    texts = [i for i in named if not table.is_number(i)]
    stamps = [i for i in texts if not table.holds_numbers(i)] or texts
    hour_of_year = next((i for i, name in enumerate(names) if name == _HOUR_OF_YEAR), None)
    hours = next((i for i, name in enumerate(names) if name in ("hours", "hour")), None)
    stamp = min(stamps, key=lambda index: ("utc" not in names[index], index), default=None)
    others = [i for i, name in enumerate(names) if _OTHER_TIME_NAMES.match(name)]
    every = {*named, *others} | ({hour_of_year} if hour_of_year is not None else set())
    name = names[stamp] if stamp is not None else ""
    stated = _TIME_NAMES.match(name)
    label = (stated["zone"] or "") if stated else ""
    utc = label == "utc" or "utc" in name.split()
    zone: tzinfo | None = UTC if utc else None
    if label in _CENTRAL_EUROPE:
        zone = ZoneInfo("Europe/Brussels")
    return TimeColumns(stamp, hour_of_year, hours, frozenset(every), utc, zone,
                       tuple(i for i in named if i not in texts))


def read_stamps(table: Table, columns: TimeColumns, zone: tzinfo) -> Stamps:
    """The moments of the rows; stamps without an offset are local times of ``zone``.

    The doubled hour in autumn is summer time where it comes first. Raises ProfileError.
    """
    assert columns.stamp is not None
    local, offsets = _clock_and_offset(table, columns.stamp)
    if columns.hours is not None and not (local % DAY).any():
        local = local + HOUR * _hours(table, columns.hours)
    rows = np.arange(len(local))
    bare = np.isnan(offsets)
    impossible = np.zeros(len(local), dtype=bool)
    if bare.any():
        offsets[bare], impossible[bare] = _local_offsets(local[bare], zone)
    utc = local - offsets.astype(np.int64)
    return Stamps(utc[~impossible], rows[~impossible], rows[impossible])


def _clock_and_offset(
    table: Table, index: int
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """What the stamps show (s since 1970) and their offsets in s, NaN where none is stated."""
    import pyarrow.types as kinds

    kind, column = table.types[index], table.column(index)
    if column.null_count:
        row = table.cells(index).index(None)
        raise ProfileError(f"row {table.row_number(row)} of {table.file} has no time", "file")
    if kinds.is_timestamp(kind):
        ticks = fixed_width(column, np.dtype(np.int64)).astype(np.int64)
        per_second = {"s": 1, "ms": 10**3, "us": 10**6, "ns": 10**9}[kind.unit]
        offset = np.nan if kind.tz is None else 0.0
        return ticks // per_second, np.full(len(ticks), offset)
    if kinds.is_date32(kind):
        days = fixed_width(column, np.dtype(np.int32)).astype(np.int64)
        return days * DAY, np.full(len(days), np.nan)
    return _parsed(table, index)


def _parsed(table: Table, index: int) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    matches = []
    for row, cell in enumerate(table.cells(index)):
        match = _STAMP.match(str(cell).replace("\u00a0", " "))
        if match is None:
            raise _no_time(table, row, cell)
        matches.append(match)
    day_first = _day_first(matches)
    local, offsets = [], []
    for row, match in enumerate(matches):
        try:
            local.append(_seconds(match, day_first))
        except ValueError as error:
            raise _no_time(table, row, table.cell(index, row)) from error
        offsets.append(_offset(match["zone"]))
    return np.array(local, dtype=np.int64), np.array(offsets)


def _no_time(table: Table, row: int, cell: object) -> ProfileError:
    return ProfileError(
        f'row {table.row_number(row)} of {table.file}: "{cell}" is not a time', "file",
        'Write times such as "2019-01-01 00:00" or "2018-12-31T23:00Z".',
    )


def _day_first(matches: list[re.Match[str]]) -> bool:
    """``01/02/2019`` is 1 February, unless another row shows that the month stands first."""
    seconds = [int(match["b"]) for match in matches if match["b"]]
    return not (seconds and max(seconds) > 12)


def _seconds(match: re.Match[str], day_first: bool) -> int:
    if match["y"]:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
    else:
        first, second = int(match["a"]), int(match["b"])
        day, month = (first, second) if day_first else (second, first)
        year = int(match["year"])
    hour, minute, second = (int(match[part] or 0) for part in "HMS")
    if hour > 23 or minute > 59 or second > 59:
        raise ValueError("no time of day")
    days = date(year, month, day).toordinal() - _EPOCH
    return days * DAY + hour * HOUR + minute * 60 + second


def _offset(zone: str | None) -> float:
    if zone is None:
        return float("nan")
    if zone in _ZONE_OFFSETS:
        return _ZONE_OFFSETS[zone]
    digits = zone[1:].replace(":", "")
    seconds = int(digits[:2]) * HOUR + int(digits[2:]) * 60
    return -seconds if zone[0] == "-" else seconds


def _hours(table: Table, index: int) -> NDArray[np.int64]:
    """The first hour of cells such as ``00 - 01`` (Nord Pool), or hours 0 to 23."""
    found = []
    for row, cell in enumerate(table.cells(index)):
        match = _HOURS.match(str(cell).replace("\u00a0", " ").strip())
        hour: Any = match[1] if match else cell
        if not str(hour).isdigit() or int(hour) > 23:
            raise ProfileError(
                f'row {table.row_number(row)} of {table.file}: "{cell}" is not an hour of the day '
                "(0 to 23)", "file",
            )
        found.append(int(hour))
    return np.array(found, dtype=np.int64)


def _local_offsets(
    local: NDArray[np.int64], zone: tzinfo
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Offset from UTC in s of each local time, and which times the clock skips, both (n,).

    Only days on which the offset changes are looked at row by row.
    """
    days, where = np.unique(local // DAY, return_inverse=True)
    first = np.array([_offset_at(int(day) * DAY, zone, 0) for day in days], dtype=float)
    next_day = np.array([_offset_at((int(day) + 1) * DAY, zone, 0) for day in days])
    offsets = first[where]
    changing = first != next_day
    skipped = np.zeros(len(local), dtype=bool)
    seen: set[int] = set()
    for row in np.flatnonzero(changing[where]):
        moment = int(local[row])
        before, after = (_offset_at(moment, zone, fold) for fold in (0, 1))
        skipped[row] = before < after
        offsets[row] = after if moment in seen else before
        seen.add(moment)
    return offsets, skipped


def _offset_at(local: int, zone: tzinfo, fold: int) -> int:
    moment = datetime(1970, 1, 1) + timedelta(seconds=local)
    offset = moment.replace(tzinfo=zone, fold=fold).utcoffset() or timedelta(0)
    return round(offset.total_seconds())


def row_text(table: Table, row: int, utc: int | None, zone: tzinfo) -> str:
    """``row 17 of spot.csv (2019-01-01 15:00)``, without the time where it is not known."""
    when = f" ({clock_text(utc, zone)})" if utc is not None else ""
    return f"row {table.row_number(row)} of {table.file}{when}"
