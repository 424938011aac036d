"""The steps of a scenario: equal, left-labelled, in an explicit time zone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from functools import cached_property
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import numpy as np
from numpy.typing import NDArray

_FIXED_OFFSET = re.compile(r"^UTC(?P<sign>[+-])(?P<hours>\d{2}):(?P<minutes>\d{2})$")
_MAX_STEPS = 2_000_000


class HorizonError(ValueError):
    """A horizon or time zone that cannot be; its message is for a planner.

    ``field`` is the key that is to blame.
    """

    def __init__(self, message: str, field: str = "end") -> None:
        super().__init__(message)
        self.field = field


def parse_time_zone(name: str) -> tzinfo:
    """A time zone by its name (``Europe/Stockholm``), ``UTC``, or a fixed offset (``UTC+01:00``).

    Raises HorizonError where the name is unknown.
    """
    if name == "UTC":
        return UTC
    fixed = _FIXED_OFFSET.match(name)
    if fixed:
        minutes = int(fixed["hours"]) * 60 + int(fixed["minutes"])
        return timezone(timedelta(minutes=minutes if fixed["sign"] == "+" else -minutes))
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise HorizonError(
            f'"{name}" is not a time zone; write one such as "Europe/Stockholm", "UTC" '
            'or "UTC+01:00"', "time_zone",
        ) from error


@dataclass(frozen=True)
class Horizon:
    """The span of time that is optimised, cut into equal steps.

    ``start`` and ``end`` are local dates or times in ``time_zone`` (end exclusive), ``step_hours``
    the length of a step in h. Raises HorizonError where the span holds no whole number of steps.
    """

    start: datetime
    end: datetime
    step_hours: float
    time_zone: str

    def __post_init__(self) -> None:
        parse_time_zone(self.time_zone)
        if self._seconds <= 0:
            raise HorizonError(f"the horizon ends ({self.end}) before it starts ({self.start})")
        if not 1 / 60 <= self.step_hours <= 24:
            raise HorizonError(f"a step of {self.step_hours:g} h; allowed are 1 minute to 24 h",
                               "step")
        steps = self._seconds / (self.step_hours * 3600)
        if abs(steps - round(steps)) > 1e-9:
            raise HorizonError(
                f"{self._seconds / 3600:g} h cannot be cut into steps of {self.step_hours:g} h",
                "step",
            )
        if steps > _MAX_STEPS:
            raise HorizonError(f"{steps:.0f} steps; at most {_MAX_STEPS} are allowed")

    @property
    def zone(self) -> tzinfo:
        return parse_time_zone(self.time_zone)

    @property
    def _start_utc(self) -> datetime:
        return self.start.replace(tzinfo=self.zone).astimezone(UTC)

    @property
    def _seconds(self) -> float:
        end = self.end.replace(tzinfo=self.zone).astimezone(UTC)
        return (end - self._start_utc).total_seconds()

    @property
    def steps(self) -> int:
        """Number of steps T."""
        return round(self._seconds / (self.step_hours * 3600))

    @property
    def hours(self) -> float:
        """Length of the whole horizon in h."""
        return self.steps * self.step_hours

    @cached_property
    def utc(self) -> NDArray[np.datetime64]:
        """Start of each step in UTC, ``datetime64[s]`` (T,)."""
        first = np.datetime64(self._start_utc.replace(tzinfo=None), "s")
        return first + np.arange(self.steps) * np.timedelta64(round(self.step_hours * 3600), "s")

    @cached_property
    def local(self) -> NDArray[np.datetime64]:
        """Start of each step on the local clock, ``datetime64[s]`` (T,); repeats in autumn."""
        return to_local(self.utc, self.zone)

    @cached_property
    def month(self) -> NDArray[np.int64]:
        """Index of each step's local calendar month within the horizon, from 0 (T,)."""
        return month_index(self.local)

    @property
    def months(self) -> int:
        """Number of calendar months that the horizon touches."""
        return int(self.month[-1]) + 1

    @property
    def month_names(self) -> list[str]:
        """``2019-01`` and so on, one for each month index."""
        return month_names(self.local)

    @cached_property
    def share_of_year(self) -> float:
        """Length of the horizon in calendar years: what a cost per year is multiplied with."""
        share = 0.0
        for year in range(self.start.year, self.end.year + 1):
            first = datetime(year, 1, 1, tzinfo=self.zone).astimezone(UTC)
            after = datetime(year + 1, 1, 1, tzinfo=self.zone).astimezone(UTC)
            begin = max(first, self._start_utc)
            end = min(after, self._start_utc + timedelta(hours=self.hours))
            if end > begin:
                share += (end - begin) / (after - first)
        return share

    @property
    def is_a_year(self) -> bool:
        """Whether the horizon is a year long, so that yearly figures may stand beside its own."""
        return abs(self.share_of_year - 1.0) < 0.01

    def first(self, wrong: NDArray[np.bool_]) -> tuple[int, str]:
        """The first step at which ``wrong`` (T,) or (1,) holds, and when that is, in words.

        What holds at all steps has no time of its own: the words are then empty.
        """
        step = int(np.argmax(wrong))
        return step, "" if wrong.all() else f" at {self.moment(step)}"

    def moment(self, step: int) -> str:
        """The local time at which a step begins, as it is read: ``2019-01-01 06:00``."""
        return str(self.local[step].astype("datetime64[m]")).replace("T", " ")

    def mask(self, start: date, end: date) -> NDArray[np.bool_]:
        """Which steps begin at or after ``start`` and before ``end``, on the local clock (T,)."""
        return (self.local >= np.datetime64(start, "s")) & (self.local < np.datetime64(end, "s"))


def month_index(local: NDArray[np.datetime64]) -> NDArray[np.int64]:
    """Index of each moment's calendar month, counted from that of the first moment (T,)."""
    months = local.astype("datetime64[M]").astype(np.int64)
    index: NDArray[np.int64] = months - months[0]
    return index


def month_names(local: NDArray[np.datetime64]) -> list[str]:
    """``2019-01`` and so on, from the month of the first moment to that of the last."""
    first, last = local[0].astype("datetime64[M]"), local[-1].astype("datetime64[M]")
    return [str(month) for month in np.arange(first, last + 1)]


def to_local(utc: NDArray[np.datetime64], zone: tzinfo) -> NDArray[np.datetime64]:
    """The local clock at each moment of ``utc`` (both ``datetime64[s]``).

    The offset is looked up once for each quarter of an hour, since no zone changes in between.
    """
    quarters, where = np.unique(utc.astype(np.int64) // 900, return_inverse=True)
    offsets = [_offset_seconds(int(quarter) * 900, zone) for quarter in quarters]
    local: NDArray[np.datetime64] = utc + np.array(offsets)[where].astype("timedelta64[s]")
    return local


def _offset_seconds(moment: int, zone: tzinfo) -> int:
    offset = datetime.fromtimestamp(moment, zone).utcoffset()
    return int(offset.total_seconds()) if offset is not None else 0
