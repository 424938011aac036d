"""Cutting time into months, days or hours, whichever suits the length of the horizon."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from matplotlib.axes import Axes
from numpy.typing import NDArray

from ipos_energy.answer.charts.style import width_mm
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Calendar
from ipos_energy.park.series import FloatArray

_FEWEST = 3
_LABEL_MM = {"month": 6.0, "day": 11.5, "hour": 8.5}


@dataclass(frozen=True, eq=False)
class Periods:
    """Consecutive spans of steps.

    ``word`` is "month", "day" or "hour"; ``steps`` the number of steps T; ``first`` (P,) the step
    at which each period begins; ``moments`` (P,) its local time; ``step_hours`` a step's length.
    """

    word: str
    steps: int
    first: NDArray[np.int64]
    moments: NDArray[np.datetime64]
    step_hours: float

    def energy(self, power_mw: FloatArray) -> FloatArray:
        """Energy in MWh in each period (P,)."""
        energies: FloatArray = np.add.reduceat(power_mw, self.first) * self.step_hours
        return energies

    def mean(self, values: FloatArray) -> FloatArray:
        """Mean over the steps of each period (P,)."""
        sizes = np.diff(np.append(self.first, self.steps))
        means: FloatArray = np.add.reduceat(values, self.first) / sizes
        return means

    def ticks(
        self, width_mm: float, language: Language, to_the_right: float
    ) -> tuple[list[int], list[str]]:
        """As many periods as there is room to label, and their labels.

        The share ``to_the_right`` of a label stands right of its tick and not beyond the axis. The
        year or date stands below where it changes. Every label has two lines, so that the first
        ones stand level.
        """
        count, label_mm = len(self.first), _LABEL_MM[self.word]
        every = math.ceil(count * label_mm / width_mm)
        last_shown = count - math.ceil(count * to_the_right * label_mm / width_mm)
        shown, labels, last = list(range(0, max(last_shown, 0) + 1, every)), [], ""
        for number in shown:
            name, larger = _names(self.word, self.moments[number].item(), language)
            labels.append(f"{name}\n{larger if larger != last else ''}")
            last = larger
        return shown, labels


def _names(word: str, at: datetime, language: Language) -> tuple[str, str]:
    """What a period is called, and what larger one it is part of."""
    month = language.months[at.month - 1][:3]
    if word == "month":
        return month, str(at.year)
    if word == "day":
        return f"{language.weekdays[at.weekday()]} {at.day}", f"{month} {at.year}"
    return f"{at.hour:02}:{at.minute:02}", f"{at.day} {month} {at.year}"


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
    _, first = np.unique(spans, return_index=True)
    return Periods(word, len(local), first, local[first], step_hours)


def periods(calendar: Calendar) -> Periods:
    """The periods of the whole horizon."""
    return periods_of(calendar.utc, calendar.local, calendar.step_hours)


def time_axis(axes: Axes, spans: Periods, language: Language, labelled: bool = True) -> None:
    """Marks a time axis, in hours from the first step, where periods begin."""
    shown, labels = spans.ticks(width_mm(axes), language, 1.0)
    axes.set_xticks([float(spans.first[k]) * spans.step_hours for k in shown],
                    labels if labelled else [])
    axes.set_xlim(0.0, spans.steps * spans.step_hours)
    for text in axes.get_xticklabels():
        text.set_horizontalalignment("left")


def bar_axis(axes: Axes, spans: Periods, language: Language, labelled: bool = True) -> None:
    """Labels an axis on which each period is one bar at 0, 1, 2, …"""
    shown, labels = spans.ticks(width_mm(axes), language, 0.5)
    axes.set_xticks(shown, labels if labelled else [])
    axes.set_xlim(-0.6, len(spans.first) - 0.4)
