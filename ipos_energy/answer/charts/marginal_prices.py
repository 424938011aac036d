"""Marginal prices: what one more MWh at each header would cost."""

from __future__ import annotations

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from ipos_energy.answer.charts.duration_curves import duration_curve
from ipos_energy.answer.charts.looks import Look, look
from ipos_energy.answer.charts.numbers import decimals_for, short
from ipos_energy.answer.charts.periods import bar_axis, periods
from ipos_energy.answer.charts.style import Sheet, line_handle, quiet_grid, zero_line
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.park.series import FloatArray

_PANEL_MM, _LEGEND_ROW_MM = 72.0, 4.2
_COLUMNS = 3
_MARKERS = "osD^vPX*h"


def draw(results: Results, language: Language) -> list[Figure]:
    """Duration curves on the left, means by month (or day, or hour) on the right."""
    prices = {name: values for name, values in results.operation.prices.items() if values.size}
    if not prices:
        return []
    unit, spans = f"{results.currency}/MWh", periods(results.calendar)
    low, high, note = _limits(list(prices.values()), unit, language)
    rows = -(-len(prices) // _COLUMNS)
    sheet = Sheet(
        results, language,
        language.say("Marginal prices by header, {period}").format(
            period=language.span(results.calendar.local)),
        language.say("What one MWh more of demand at the header would cost.") + note,
        5.0 + _PANEL_MM + 13.0 + rows * _LEGEND_ROW_MM,
    )
    left = sheet.panel(17.0, 5.0, 70.0, _PANEL_MM)
    right = sheet.panel(106.0, 5.0, 74.0, _PANEL_MM)
    looks = {name: look(number) for number, name in enumerate(prices)}
    _draw_durations(left, prices, looks, results.calendar.step_hours)
    left.set_title(language.say("sorted, each header by itself"))
    right.set_title(language.say(f"mean of each {spans.word}"))
    means = {name: spans.mean(values) for name, values in prices.items()}
    _draw_means(right, means, looks)
    bar_axis(right, spans, language)
    left.set_ylim(low, high)
    right.set_ylim(*_limits(list(means.values()), unit, language)[:2])
    for panel in (left, right):
        panel.set_ylabel(unit)
        quiet_grid(panel)
        zero_line(panel)
    quiet_grid(left, "x", 5)
    left.set_xlabel(language.say("hours at or above"))
    _legend(sheet, left, _handles(prices, looks, language))
    return [sheet.figure]


def _limits(
    prices: list[FloatArray], unit: str, language: Language
) -> tuple[float, float, str]:
    """Ends of the price axis, and what to say where rare peaks lie beyond them."""
    lowest = min(float(values.min()) for values in prices)
    highest = max(float(values.max()) for values in prices)
    usual_low = min(float(np.percentile(values, 2)) for values in prices)
    usual_high = max(float(np.percentile(values, 98)) for values in prices)
    reach = max(usual_high, 0.0) - min(usual_low, 0.0)
    low = lowest if lowest > usual_low - reach else usual_low - 0.25 * reach
    high = highest if highest < usual_high + reach else usual_high + 0.25 * reach
    beyond = [("up to {price} {unit}", highest)] if high < highest else []
    beyond += [("down to {price} {unit}", lowest)] if low > lowest else []
    cut = "; ".join(language.say(text).format(price=language.number(price), unit=unit)
                    for text, price in beyond)
    note = " " + language.say("Beyond the scale (under 2 % of hours): {prices}.").format(
        prices=cut) if cut else ""
    span = max(high, 0.0) - min(low, 0.0) or 1.0
    return (low - 0.04 * span if low < -0.001 * span else 0.0), max(high, 0.0) + 0.04 * span, note


def _draw_durations(
    panel: Axes, prices: dict[str, FloatArray], looks: dict[str, Look], step_hours: float
) -> None:
    for name, values in prices.items():
        hours, falling = duration_curve(values, step_hours)
        panel.plot(hours, falling, color=looks[name].line, linewidth=1.4, drawstyle="steps-post",
                   dashes=looks[name].dashes or (None, None))
        panel.set_xlim(0.0, float(hours[-1]))


def _draw_means(panel: Axes, means: dict[str, FloatArray], looks: dict[str, Look]) -> None:
    for number, (name, values) in enumerate(means.items()):
        panel.plot(range(len(values)), values, color=looks[name].line, linewidth=1.2,
                   dashes=looks[name].dashes or (None, None), marker=_marker(number),
                   markersize=3.5, markeredgecolor="white", markeredgewidth=0.3)


def _marker(number: int) -> str:
    return _MARKERS[number % len(_MARKERS)]


def _handles(
    prices: dict[str, FloatArray], looks: dict[str, Look], language: Language
) -> list[Line2D]:
    handles = []
    for number, (name, values) in enumerate(prices.items()):
        mean = float(values.mean())
        handle = line_handle(name, looks[name], 1.4)
        handle.set_label(language.say("{name}, mean {price}").format(
            name=short(name, 22), price=language.number(mean, decimals_for(mean))))
        handle.set_marker(_marker(number))
        handle.set_markersize(3.5)
        handles.append(handle)
    return handles


def _legend(sheet: Sheet, panel: Axes, handles: list[Line2D]) -> None:
    below = -13.0 / _PANEL_MM
    panel.legend(handles=handles, loc="upper left", bbox_to_anchor=(-12.0 / 70.0, below),
                 ncols=_COLUMNS, borderaxespad=0.0, handlelength=3.0, columnspacing=1.2)
