"""Duration curves: for how many hours each source and the demand reach which power."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.bands import Balance, balances
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.charts.style import (
    PLOT_LEFT_MM,
    PLOT_WIDTH_MM,
    Sheet,
    legend_beside,
    line_handle,
    pages_of,
    quiet_grid,
)
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.park.series import FloatArray

MOST_PANELS = 5
_PANEL_MM, _GAP_MM, _AXIS_MM = 33.0, 9.0, 10.0
_MOST_POINTS = 400


def draw(results: Results, language: Language) -> list[Figure]:
    """One panel for each header."""
    return [_page(results, page, language)
            for page in pages_of(balances(results, language), MOST_PANELS)]


def duration_curve(values: FloatArray, step_hours: float) -> tuple[FloatArray, FloatArray]:
    """Hours from 0 and the values from the highest down, as corners of a staircase.

    Both ends are kept; a long horizon is thinned to a few hundred points.
    """
    falling = np.sort(values)[::-1]
    kept = np.unique(np.linspace(0, len(falling) - 1, min(len(falling), _MOST_POINTS)).astype(int))
    hours = np.append(kept, len(falling)) * step_hours
    return hours, np.append(falling[kept], falling[-1])


def _without_tail(hours: FloatArray, values: FloatArray) -> tuple[FloatArray, FloatArray]:
    """The curve up to where it reaches zero, so that curves do not hide one another there."""
    end = int(np.count_nonzero(values > 1e-9 * values[0])) + 1
    return hours[:end], values[:end]


def _page(results: Results, shown: Sequence[Balance], language: Language) -> Figure:
    sheet = Sheet(
        results, language,
        language.say("Duration curves, {period}").format(
            period=language.span(results.calendar.local)),
        language.say("Each curve is sorted by itself, from its highest hour to its lowest: it "
                     "shows for how many hours a power is reached or exceeded."),
        len(shown) * (_PANEL_MM + _GAP_MM) - _GAP_MM + _AXIS_MM + 5.0,
    )
    for number, balance in enumerate(shown):
        panel = sheet.panel(PLOT_LEFT_MM, 5.0 + number * (_PANEL_MM + _GAP_MM), PLOT_WIDTH_MM,
                            _PANEL_MM)
        _fill(panel, balance, results.calendar.step_hours, language)
        if number == len(shown) - 1:
            panel.set_xlabel(language.say("hours at or above"))
        else:
            panel.tick_params(axis="x", labelbottom=False)
    return sheet.figure


def _fill(panel: Axes, balance: Balance, step_hours: float, language: Language) -> None:
    handles = []
    demand = [balance.demand] if balance.demand else []
    for band in (*demand, *balance.sources):
        width = 2.0 if band is balance.demand else 1.3
        label = (language.say("demand: {name}").format(name=band.label) if band is balance.demand
                 else band.label)
        hours, values = _without_tail(*duration_curve(band.values, step_hours))
        panel.plot(hours, values, color=band.look.line, linewidth=width, drawstyle="steps-post",
                   dashes=band.look.dashes or (None, None))
        handles.append(line_handle(label, band.look, width))
    panel.set_title(short(balance.header, 60))
    panel.set_ylabel("MW")
    panel.set_xlim(0.0, len(balance.bands[0].values) * step_hours)
    panel.set_ylim(bottom=0.0)
    quiet_grid(panel)
    quiet_grid(panel, "x", 9)
    legend_beside(panel, handles)
