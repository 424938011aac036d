"""Stated hours of the local clock, such as a grid's high-load time."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

import numpy as np
from numpy.typing import NDArray
from pydantic import BeforeValidator, Field

from ipos_energy.park.calendar import Months, Weekdays, example_text, on_weekdays
from ipos_energy.park.fields import Schema, wrong
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.plain_value import describe

_CLOCK = re.compile(r"^(\d{1,2})(?::(\d{2}))?$")
_MINUTES_OF_DAY = 24 * 60


def _hours(value: Any) -> tuple[int, int]:
    """Reads ``"06-22"`` or ``"06:30-22:00"`` as minutes of the day, the end exclusive."""
    if isinstance(value, tuple):
        return value
    ends = [_CLOCK.match(part.strip()) for part in str(value).replace("–", "-").split("-")]
    if isinstance(value, str) and len(ends) == 2 and all(ends):
        first, last = (60 * int(end[1]) + int(end[2] or 0) for end in ends if end)
        if first < _MINUTES_OF_DAY and last <= _MINUTES_OF_DAY and first != last:
            return first, last
    raise wrong(f'expected hours such as "06-22" or "22:00-06:30", found {describe(value)}')


class Window(Schema):
    """Some hours of the local clock; what is left out does not restrict.

    A step belongs to the window if it begins in it.
    """

    months: Months | None = None
    """Months, such as "Nov-Mar" or "Jan, Feb, Dec\""""
    weekdays: Weekdays | None = None
    """Days of the week, such as "Mon-Fri\""""
    hours: Annotated[tuple[int, int], BeforeValidator(_hours), example_text("06-22")] | None = None
    """Time of day, such as "06-22"; the last hour is not part of it"""
    except_: tuple[date, ...] = Field(default=(), alias="except")
    """Dates that do not count, such as holidays"""

    def mask(self, horizon: Horizon) -> NDArray[np.bool_]:
        """Which steps are in the window (T,)."""
        local = horizon.local
        day = local.astype("datetime64[D]")
        inside = ~np.isin(day, np.array(self.except_, dtype="datetime64[D]"))
        if self.months is not None:
            month = local.astype("datetime64[M]").astype(np.int64) % 12
            inside &= np.isin(month, self.months)
        if self.weekdays is not None:
            inside &= on_weekdays(day, self.weekdays)
        if self.hours is not None:
            minute = (local - day).astype("timedelta64[m]").astype(np.int64)
            first, last = self.hours
            inside &= ((minute >= first) & (minute < last) if first < last
                       else (minute >= first) | (minute < last))
        return inside


def inside(window: Window | None, horizon: Horizon) -> NDArray[np.float64]:
    """1 at each step in the window, 0 at the others (T,); 1 throughout where there is none."""
    if window is None:
        return np.ones(horizon.steps)
    return window.mask(horizon).astype(float)
