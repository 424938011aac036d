"""Store levels: how full each store is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.looks import look
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.charts.periods import Periods, periods, time_axis
from ipos_energy.answer.charts.style import PLOT_LEFT_MM, Sheet, pages_of, quiet_grid
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.park.operation import Quantity

MOST_PANELS = 5
_PANEL_MM, _GAP_MM, _AXIS_MM, _PLOT_WIDTH_MM = 33.0, 11.0, 9.0, 161.0
_MOST_STEPS = 1000


def draw(results: Results, language: Language) -> list[Figure]:
    """One panel for each store; nothing where there are no stores."""
    levels = [quantity for quantity in results.operation.quantities
              if quantity.label == "level" and quantity.unit == "MWh"]
    return [_page(results, page, language) for page in pages_of(levels, MOST_PANELS)]


def _page(results: Results, levels: Sequence[Quantity], language: Language) -> Figure:
    calendar = results.calendar
    spans, daily = periods(calendar), len(calendar.utc) > _MOST_STEPS
    sheet = Sheet(
        results, language,
        language.say("Content of the stores, {period}").format(
            period=language.span(calendar.local)),
        language.say("Area: from the lowest to the highest content of each day. Line: the day's "
                     "mean.") if daily else language.say("Content at the end of each step."),
        len(levels) * (_PANEL_MM + _GAP_MM) - _GAP_MM + _AXIS_MM + 5.0,
    )
    for number, level in enumerate(levels):
        panel = sheet.panel(PLOT_LEFT_MM, 5.0 + number * (_PANEL_MM + _GAP_MM), _PLOT_WIDTH_MM,
                            _PANEL_MM)
        colour = look(0).line
        if daily:
            _draw_days(panel, level, results, colour)
        else:
            ends = np.arange(1, len(level.values) + 1) * calendar.step_hours
            panel.plot(ends, level.values, color=colour, linewidth=1.2,
                       marker="o" if len(ends) < 30 else "", markersize=3.0)
        _label(panel, level, spans, language, number == len(levels) - 1)
    return sheet.figure


def _draw_days(panel: Axes, level: Quantity, results: Results, colour: str) -> None:
    days = results.calendar.local.astype("datetime64[D]")
    _, first, counts = np.unique(days, return_index=True, return_counts=True)
    edges = np.append(first, len(days)) * results.calendar.step_hours
    low, high = np.minimum.reduceat(level.values, first), np.maximum.reduceat(level.values, first)
    panel.stairs(high, edges, baseline=low, fill=True, color="#a9cfe8", linewidth=0.0)
    panel.stairs(np.add.reduceat(level.values, first) / counts, edges, baseline=None,
                 color=colour, linewidth=0.9)


def _label(
    panel: Axes, level: Quantity, spans: Periods, language: Language, labelled: bool
) -> None:
    panel.set_title(short(level.owner, 60))
    panel.set_ylabel(level.unit)
    highest = float(level.values.max())
    panel.set_ylim(0.0, 1.08 * highest if highest > 0 else 1.0)
    quiet_grid(panel)
    time_axis(panel, spans, language, labelled)
    panel.grid(True, axis="x")
