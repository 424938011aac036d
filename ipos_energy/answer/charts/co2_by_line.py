"""Avoided CO2 by line, as a waterfall that adds up to the total."""

from __future__ import annotations

import textwrap
from itertools import accumulate

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.looks import GAIN, GREY, LOSS, TOTAL
from ipos_energy.answer.charts.numbers import clean, decimals_for
from ipos_energy.answer.charts.style import Sheet, quiet_grid, zero_line
from ipos_energy.answer.co2 import Co2Line
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

_PANEL_MM = 85.0


def draw(results: Results, language: Language) -> list[Figure]:
    """Each line from where the one before it ends, then the total."""
    co2 = results.co2
    decimals = decimals_for(max(map(abs, _levels(co2.lines))))
    sheet = Sheet(
        results, language,
        language.say("Avoided CO2, {period}: {total} t against {name}").format(
            period=language.span(results.calendar.local),
            total=language.number(co2.avoided_t, decimals),
            name=clean(language.tell(co2.reference_name))),
        language.say("What separate production of the same steam, water, power and district heat "
                     "would emit, less what the park emits."),
        _PANEL_MM + 15.0, [clean(language.tell(line)) for line in co2.assumptions],
    )
    panel = sheet.panel(19.0, 4.0, 161.0, _PANEL_MM)
    _fill(panel, co2.lines, decimals, language)
    return [sheet.figure]


def _levels(lines: tuple[Co2Line, ...]) -> list[float]:
    """Where the waterfall starts and where each line takes it."""
    return list(accumulate((line.avoided_t for line in lines), initial=0.0))


def _fill(
    panel: Axes, lines: tuple[Co2Line, ...], decimals: int, language: Language
) -> None:
    levels = _levels(lines)
    for number, line in enumerate(lines):
        before, after = levels[number], levels[number + 1]
        gain = line.avoided_t >= 0
        panel.bar(number, line.avoided_t, 0.66, before, color=GAIN if gain else LOSS,
                  hatch="" if gain else "////", edgecolor="white", linewidth=0.0)
        _label(panel, number, max(before, after), language.signed(line.avoided_t, decimals))
        panel.plot([number - 0.33, number + 1.33], [after, after], color=GREY, linewidth=0.7)
    total, low, high = levels[-1], min(levels), max(levels)
    panel.bar(len(lines), total, 0.66, color=TOTAL)
    _label(panel, len(lines), max(total, 0.0), language.number(total, decimals), "bold")
    reach = (high - low) or 1.0
    panel.set_ylim(low - (0.04 * reach if low < 0 else 0.0), high + 0.07 * reach)
    names = [*(language.tell(line.label) for line in lines), language.say("avoided in total")]
    panel.set_xticks(range(len(names)), [
        "\n".join(textwrap.wrap(clean(name), 11, max_lines=3, placeholder="…")) for name in names])
    panel.tick_params(axis="x", length=0.0)
    panel.get_xticklabels()[-1].set_fontweight("bold")
    panel.set_xlim(-0.6, len(names) - 0.4)
    panel.set_ylabel("t CO2")
    panel.yaxis.set_label_coords(-0.105, 0.5)
    quiet_grid(panel, most_ticks=7)
    zero_line(panel)


def _label(panel: Axes, number: int, top: float, text: str, weight: str = "normal") -> None:
    panel.annotate(text, (number, top), xytext=(0, 2.5), textcoords="offset points", ha="center",
                   fontsize=7.5, fontweight=weight)
