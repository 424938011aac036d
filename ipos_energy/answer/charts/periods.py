"""Cutting time into months, days or hours, whichever suits the length of the horizon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ipos_energy.answer.results import Calendar
from ipos_energy.park.series import FloatArray

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun",
          "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_FEWEST = 3
_MOST_LABELS = 13


@dataclass(frozen=True, eq=False)
class Periods:
    """Consecutive spans of steps.

    ``word`` is "month", "day" or "hour"; ``index`` (T,) the period of each step; ``first`` (P,) the
    step at which each begins; ``moments`` (P,) its local time; ``step_hours`` the length of a step.
    """

    word: str
    index: NDArray[np.int64]
    first: NDArray[np.int64]
    moments: NDArray[np.datetime64]
    step_hours: float

    def energy(self, power_mw: FloatArray) -> FloatArray:
        """Energy in MWh in each period (P,)."""
        return np.bincount(self.index, weights=power_mw) * self.step_hours

    def mean(self, values: FloatArray) -> FloatArray:
        """Mean over the steps of each period (P,)."""
        means: FloatArray = np.bincount(self.index, weights=values) / np.bincount(self.index)
        return means

    def ticks(self) -> tuple[list[int], list[str]]:
        """Periods to label and their labels; the year or date stands where it changes."""
        every = -(-len(self.first) // _MOST_LABELS)
        shown, labels, last = list(range(0, len(self.first), every)), [], ""
        for number in shown:
            name, larger = _NAMES[self.word](self.moments[number].item())
            labels.append(name if larger == last else f"{name}\n{larger}")
            last = larger
        return shown, labels


_NAMES: dict[str, Callable[[datetime], tuple[str, str]]] = {
    "month": lambda at: (MONTHS[at.month - 1], str(at.year)),
    "day": lambda at: (f"{WEEKDAYS[at.weekday()]} {at.day}", f"{MONTHS[at.month - 1]} {at.year}"),
    "hour": lambda at: (f"{at.hour:02}:{at.minute:02}", date_text(at)),
}


def periods_of(
    utc: NDArray[np.datetime64], local: NDArray[np.datetime64], step_hours: float
) -> Periods:
    """Months where at least three are touched, otherwise days, otherwise hours."""
    months, days = local.astype("datetime64[M]"), local.astype("datetime64[D]")
    if len(np.unique(months)) >= _FEWEST:
        word, spans = "month", months.astype(np.int64)
    elif len(np.unique(days)) >= _FEWEST:
        word, spans = "day", days.astype(np.int64)
    else:
        word, spans = "hour", (utc - utc[0]).astype(np.int64) // 3600
    _, first, index = np.unique(spans, return_index=True, return_inverse=True)
    return Periods(word, index, first, local[first], step_hours)


def periods(calendar: Calendar) -> Periods:
    """The periods of the whole horizon."""
    return periods_of(calendar.utc, calendar.local, calendar.step_hours)


def time_axis(axes: Axes, spans: Periods, labelled: bool = True) -> None:
    """Marks a time axis, in hours from the first step, where periods begin."""
    shown, labels = spans.ticks()
    axes.set_xticks([float(spans.first[k]) * spans.step_hours for k in shown],
                    labels if labelled else [])
    axes.set_xlim(0.0, len(spans.index) * spans.step_hours)
    for text in axes.get_xticklabels():
        text.set_horizontalalignment("left")


def bar_axis(axes: Axes, spans: Periods, labelled: bool = True) -> None:
    """Labels an axis on which each period is one bar at 0, 1, 2, …"""
    shown, labels = spans.ticks()
    axes.set_xticks(shown, labels if labelled else [])
    axes.set_xlim(-0.6, len(spans.first) - 0.4)


def date_text(at: datetime) -> str:
    """``16 Jan 2023``, in English on every machine."""
    return f"{at.day} {MONTHS[at.month - 1]} {at.year}"


def span_text(calendar: Calendar) -> str:
    """The first and last day of the horizon."""
    first, last = date_text(calendar.local[0].item()), date_text(calendar.local[-1].item())
    return first if first == last else f"{first} to {last}"
