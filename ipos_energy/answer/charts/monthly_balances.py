"""The year as stacks: each header's energy in and out by month."""

from __future__ import annotations

from collections.abc import Sequence

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.bands import Balance, balances
from ipos_energy.answer.charts.numbers import Scale, energy_scale, short
from ipos_energy.answer.charts.periods import Periods, bar_axis, periods
from ipos_energy.answer.charts.stacks import area_handles, stack_bars
from ipos_energy.answer.charts.style import (
    PLOT_LEFT_MM,
    PLOT_WIDTH_MM,
    Sheet,
    legend_beside,
    pages_of,
    quiet_grid,
    zero_line,
)
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

MOST_PANELS = 4
_PANEL_MM, _GAP_MM, _AXIS_MM = 40.0, 11.0, 9.0


def draw(results: Results, language: Language) -> list[Figure]:
    """One panel for each header; days or hours instead of months on a short horizon."""
    spans = periods(results.calendar)
    found = [balance.mapped(spans.energy) for balance in balances(results, language)]
    largest = max((_turnover(balance) for balance in found), default=0.0)
    scale = energy_scale(largest)
    return [_page(results, language, page, spans, scale)
            for page in pages_of(found, MOST_PANELS)]


def _turnover(balance: Balance) -> float:
    return sum(float(band.values.sum()) for band in balance.sources)


def _page(
    results: Results, language: Language, shown: Sequence[Balance], spans: Periods, scale: Scale
) -> Figure:
    sheet = Sheet(
        results, language,
        language.say(f"Energy by {spans.word} and header, {{period}}").format(
            period=language.span(results.calendar.local)),
        language.say("Above zero: energy into the header. Below zero: energy out of it. The two "
                     "sides are equal."),
        len(shown) * (_PANEL_MM + _GAP_MM) - _GAP_MM + _AXIS_MM + 5.0,
    )
    for number, balance in enumerate(shown):
        panel = sheet.panel(PLOT_LEFT_MM, 5.0 + number * (_PANEL_MM + _GAP_MM), PLOT_WIDTH_MM,
                            _PANEL_MM)
        _fill(panel, balance, spans, scale, language, number == len(shown) - 1)
    return sheet.figure


def _fill(
    panel: Axes, balance: Balance, spans: Periods, scale: Scale, language: Language,
    labelled: bool,
) -> None:
    total = _turnover(balance) / scale.divisor
    decimals = 0 if total >= 100 else 1
    shown = balance.mapped(lambda values: values / scale.divisor)
    uses = (*((shown.demand,) if shown.demand else ()), *shown.uses)
    stack_bars(panel, shown.sources, 1.0)
    stack_bars(panel, uses, -1.0)
    zero_line(panel)
    panel.set_title(f"{short(balance.header, 50)}: {language.number(total, decimals)} {scale.unit}")
    panel.set_ylabel(language.say(f"{{unit}} per {spans.word}").format(unit=scale.unit))
    quiet_grid(panel)
    bar_axis(panel, spans, language, labelled)
    legend_beside(panel, area_handles((*reversed(shown.sources), *uses)))
