"""Avoided CO2 by line, as a waterfall that adds up to the total."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.numbers import clean, decimals_for, grouped, signed
from ipos_energy.answer.charts.periods import span_text
from ipos_energy.answer.charts.style import GAIN, GREY, LOSS, TOTAL, Sheet, quiet_grid, zero_line
from ipos_energy.answer.co2 import Co2Line
from ipos_energy.answer.results import Results

_PANEL_MM = 85.0


def draw(results: Results) -> list[Figure]:
    """Each line from where the one before it ends, then the total."""
    co2 = results.co2
    decimals = decimals_for(_reach(co2.lines))
    sheet = Sheet(
        results,
        f"Avoided CO2, {span_text(results.calendar)}: {grouped(co2.avoided_t, decimals)} t "
        f"against {co2.reference_name}",
        "What separate production of the same steam, water, power and district heat would emit, "
        "less what the park emits.",
        _PANEL_MM + 15.0, co2.assumptions,
    )
    panel = sheet.panel(19.0, 4.0, 161.0, _PANEL_MM)
    _fill(panel, co2.lines, decimals)
    return [sheet.figure]


def _reach(lines: tuple[Co2Line, ...]) -> float:
    """The highest or lowest point of the waterfall, without its sign."""
    level, reach = 0.0, 0.0
    for line in lines:
        level += line.avoided_t
        reach = max(reach, abs(level))
    return reach


def _fill(panel: Axes, lines: tuple[Co2Line, ...], decimals: int) -> None:
    level = 0.0
    for number, line in enumerate(lines):
        gain, top = line.avoided_t >= 0, max(level, level + line.avoided_t)
        panel.bar(number, line.avoided_t, 0.66, level, color=GAIN if gain else LOSS,
                  hatch="" if gain else "////", edgecolor="white", linewidth=0.0)
        level += line.avoided_t
        _label(panel, number, top, signed(line.avoided_t, decimals))
        panel.plot([number - 0.33, number + 1.33], [level, level], color=GREY, linewidth=0.7)
    panel.bar(len(lines), level, 0.66, color=TOTAL)
    _label(panel, len(lines), max(level, 0.0), grouped(level, decimals), "bold")
    names = [*(line.label for line in lines), "avoided in total"]
    panel.set_xticks(range(len(names)), [
        "\n".join(textwrap.wrap(clean(name), 10, max_lines=3, placeholder="…")) for name in names])
    panel.tick_params(axis="x", length=0.0)
    panel.get_xticklabels()[-1].set_fontweight("bold")
    panel.set_xlim(-0.6, len(names) - 0.4)
    panel.margins(y=0.07)
    panel.set_ylabel("t CO2")
    panel.yaxis.set_label_coords(-0.105, 0.5)
    quiet_grid(panel, most_ticks=7)
    zero_line(panel)


def _label(panel: Axes, number: int, top: float, text: str, weight: str = "normal") -> None:
    panel.annotate(text, (number, top), xytext=(0, 2.5), textcoords="offset points", ha="center",
                   fontsize=7.5, fontweight=weight)
