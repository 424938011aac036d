"""The busiest week: supply of steam and heat stacked against demand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.patheffects import Normal, withStroke
from numpy.typing import NDArray

from ipos_energy.answer.charts.bands import (
    HEAT,
    Balance,
    area_handles,
    balances,
    stack_stairs,
)
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.charts.periods import Periods, date_text, periods_of, time_axis
from ipos_energy.answer.charts.style import (
    DARK,
    PLOT_LEFT_MM,
    PLOT_WIDTH_MM,
    Sheet,
    legend_beside,
    line_handle,
    pages_of,
    quiet_grid,
    zero_line,
)
from ipos_energy.answer.results import Calendar, Results
from ipos_energy.park.series import FloatArray

MOST_PANELS = 5
_PANEL_MM, _GAP_MM, _AXIS_MM = 33.0, 10.0, 9.0
_MOST_STEPS = 700
_NEGLIGIBLE = 1e-4


def draw(results: Results) -> list[Figure]:
    """One panel for each steam and water header, all over the same week."""
    found = balances(results, HEAT)
    if not found:
        return []
    week = busiest_week(results.calendar, _heat_demand(results, found))
    least = _NEGLIGIBLE * max(balance.largest for balance in found)
    cut = [balance.mapped(lambda values: values[week]).without_empty(least) for balance in found]
    idle = [balance.header for balance in cut if not balance.bands]
    remark = [f"No flow in this week: {', '.join(short(name) for name in idle)}"] if idle else []
    shown = [balance for balance in cut if balance.bands]
    return [_page(results, page, week, remark) for page in pages_of(shown, MOST_PANELS)]


def _heat_demand(results: Results, found: list[Balance]) -> FloatArray:
    """What the companies take from all heat headers, in MW (T,); what is taken if they do not."""
    demands = [balance.demand for balance in found if balance.demand]
    bands = demands or [band for balance in found for band in balance.uses]
    total = np.zeros(len(results.calendar.utc))
    for band in bands:
        total += band.values
    return total


def busiest_week(calendar: Calendar, demand_mw: FloatArray) -> slice:
    """The steps of the seven local days in a row with the highest demand; all if there are fewer.

    Where several are equal, the first.
    """
    days = calendar.local.astype("datetime64[D]").astype(np.int64)
    days -= days[0]
    daily = np.bincount(days, weights=demand_mw)
    if len(daily) <= 7:
        return slice(0, len(days))
    start = int(np.argmax(np.round(np.convolve(daily, np.ones(7), "valid"), 6)))
    first, end = np.searchsorted(days, [start, start + 7])
    return slice(int(first), int(end))


def _page(
    results: Results, shown: Sequence[Balance], week: slice, remark: Sequence[str]
) -> Figure:
    calendar = results.calendar
    local = calendar.local[week]
    spans = periods_of(calendar.utc[week], local, calendar.step_hours)
    first, last = date_text(local[0].item()), date_text(local[-1].item())
    when = first if first == last else f"{first} to {last}"
    chosen = len(local) < len(calendar.local)
    sheet = Sheet(
        results,
        f"Steam and heat, {'week of highest demand: ' if chosen else ''}{when}",
        "Above zero: supply into the header. Below zero: what units, stores and buyers take from "
        "it. What remains is the demand of the companies, the black line.",
        len(shown) * (_PANEL_MM + _GAP_MM) - _GAP_MM + _AXIS_MM + 5.0,
        remark,
    )
    for number, balance in enumerate(shown):
        panel = sheet.panel(PLOT_LEFT_MM, 5.0 + number * (_PANEL_MM + _GAP_MM), PLOT_WIDTH_MM,
                            _PANEL_MM)
        _fill(panel, balance, spans, number == len(shown) - 1)
    return sheet.figure


def _fill(panel: Axes, balance: Balance, spans: Periods, labelled: bool) -> None:
    block = -(-spans.steps // _MOST_STEPS)
    starts = np.arange(0, spans.steps, block, dtype=np.int64)
    edges = np.append(starts, spans.steps) * spans.step_hours
    coarse = balance.mapped(lambda values: _block_means(values, starts))
    stack_stairs(panel, edges, coarse.sources, 1.0)
    stack_stairs(panel, edges, coarse.uses, -1.0)
    handles: list[Patch | Line2D] = []
    if coarse.demand:
        halo = [withStroke(linewidth=2.8, foreground="white"), Normal()]
        panel.stairs(coarse.demand.values, edges, baseline=None, color=DARK, linewidth=1.3,
                     path_effects=halo)
        handles.append(line_handle(f"demand: {coarse.demand.label}", coarse.demand.look, 1.3))
    zero_line(panel)
    panel.set_title(short(balance.header, 60))
    panel.set_ylabel("MW")
    quiet_grid(panel)
    time_axis(panel, spans, labelled)
    panel.grid(True, axis="x")
    handles += area_handles((*reversed(coarse.sources), *coarse.uses))
    legend_beside(panel, handles)




def _block_means(values: FloatArray, starts: NDArray[np.int64]) -> FloatArray:
    sizes = np.diff(np.append(starts, len(values)))
    means: FloatArray = np.add.reduceat(values, starts) / sizes
    return means
