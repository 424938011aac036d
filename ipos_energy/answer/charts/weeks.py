"""Weeks hour by hour: supply of steam and heat stacked against demand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import Normal, withStroke
from numpy.typing import NDArray

from ipos_energy.answer.charts.bands import HEAT, Balance, balances
from ipos_energy.answer.charts.looks import DARK
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.charts.periods import Periods, periods_of, time_axis
from ipos_energy.answer.charts.stacks import area_handles, line_stairs, stack_stairs
from ipos_energy.answer.charts.style import (
    PLOT_LEFT_MM,
    PLOT_WIDTH_MM,
    Sheet,
    legend_beside,
    line_handle,
    pages_of,
    quiet_grid,
    zero_line,
)
from ipos_energy.answer.charts.week_texts import chosen_text, title_of
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.weeks import Week
from ipos_energy.park.series import FloatArray

MOST_PANELS = 5
_PANEL_MM, _GAP_MM, _AXIS_MM = 33.0, 10.0, 9.0
_MOST_STEPS = 700
_NEGLIGIBLE = 1e-4


def draw_week(reason: str, results: Results, language: Language) -> list[Figure]:
    """One panel for each steam and water header over one week; nothing where there is none."""
    found = balances(results, language, HEAT)
    week = next((week for week in results.weeks if week.reason == reason), None)
    if not found or week is None:
        return []
    least = _NEGLIGIBLE * max(balance.largest for balance in found)
    cut = [balance.mapped(lambda values: values[week.steps]).without_empty(least)
           for balance in found]
    idle = ", ".join(short(balance.header) for balance in cut if not balance.bands)
    remark = [language.say("No flow in this week: {names}").format(names=idle)] if idle else []
    shown = [balance for balance in cut if balance.bands]
    return [_page(results, language, page, week, remark) for page in pages_of(shown, MOST_PANELS)]


def _page(
    results: Results, language: Language, shown: Sequence[Balance], week: Week,
    remark: Sequence[str],
) -> Figure:
    calendar = results.calendar
    local = calendar.local[week.steps]
    spans = periods_of(calendar.utc[week.steps], local, calendar.step_hours)
    sheet = Sheet(
        results, language,
        title_of(week, calendar, language),
        chosen_text(week, language) + language.say(
            "Above zero: supply into the header. Below zero: what units, stores and buyers take "
            "from it. What remains is the demand of the companies, the black line."),
        len(shown) * (_PANEL_MM + _GAP_MM) - _GAP_MM + _AXIS_MM + 5.0,
        remark,
    )
    for number, balance in enumerate(shown):
        panel = sheet.panel(PLOT_LEFT_MM, 5.0 + number * (_PANEL_MM + _GAP_MM), PLOT_WIDTH_MM,
                            _PANEL_MM)
        _fill(panel, balance, spans, language, number == len(shown) - 1)
    return sheet.figure


def _fill(
    panel: Axes, balance: Balance, spans: Periods, language: Language, labelled: bool
) -> None:
    block = -(-spans.steps // _MOST_STEPS)
    starts = np.arange(0, spans.steps, block, dtype=np.int64)
    edges = np.append(starts, spans.steps) * spans.step_hours
    coarse = balance.mapped(lambda values: _block_means(values, starts))
    stack_stairs(panel, edges, coarse.sources, 1.0)
    stack_stairs(panel, edges, coarse.uses, -1.0)
    handles: list[Patch | Line2D] = []
    if coarse.demand:
        halo = [withStroke(linewidth=2.8, foreground="white"), Normal()]
        line_stairs(panel, edges, coarse.demand.values, DARK, 1.3, halo)
        handles.append(line_handle(language.say("demand: {name}").format(
            name=coarse.demand.label), coarse.demand.look, 1.3))
    zero_line(panel)
    panel.set_title(short(balance.header, 60))
    panel.set_ylabel("MW")
    quiet_grid(panel)
    time_axis(panel, spans, language, labelled)
    panel.grid(True, axis="x")
    handles += area_handles((*reversed(coarse.sources), *coarse.uses))
    legend_beside(panel, handles)



def _block_means(values: FloatArray, starts: NDArray[np.int64]) -> FloatArray:
    sizes = np.diff(np.append(starts, len(values)))
    means: FloatArray = np.add.reduceat(values, starts) / sizes
    return means
