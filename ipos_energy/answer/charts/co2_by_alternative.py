"""Avoided CO2 by alternative for the district heat, which decides the figure."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.numbers import clean, decimals_for, grouped, short
from ipos_energy.answer.charts.periods import span_text
from ipos_energy.answer.charts.style import GAIN, LOSS, TOTAL, Sheet, quiet_grid
from ipos_energy.answer.co2 import Alternative, AvoidedCo2
from ipos_energy.answer.results import Results

_ROW_MM, _LEFT_MM = 14.0, 52.0


def draw(results: Results) -> list[Figure]:
    """One bar for each alternative with its factor, the reference's own first."""
    co2 = results.co2
    height = _ROW_MM * len(co2.alternatives)
    sheet = Sheet(
        results,
        "Avoided CO2 by alternative for the district heat",
        f"{span_text(results.calendar)}. Reference: {clean(co2.reference_name)}. {_remark(co2)}",
        height + 15.0,
        [f"{short(one.name, 60)}: {clean(one.source)}" for one in co2.alternatives if one.source],
    )
    panel = sheet.panel(_LEFT_MM, 4.0, 180.0 - _LEFT_MM - 4.0, height)
    _fill(panel, co2)
    return [sheet.figure]


def _remark(co2: AvoidedCo2) -> str:
    """What is sold, and what the alternative would have to be for the claimed figure."""
    if not co2.heat_sold_mwh:
        return "No heat is sold, so the alternative makes no difference."
    sold = f"{grouped(co2.heat_sold_mwh)} MWh of heat sold."
    if co2.claimed_t is None or co2.break_even_t_per_mwh is None:
        return sold
    return (f"{sold} The claimed {grouped(co2.claimed_t)} t would be reached at "
            f"{_factor(co2.break_even_t_per_mwh)}.")


def _factor(t_per_mwh: float) -> str:
    return f"{grouped(1000 * t_per_mwh, 1)} kg/MWh of heat"


def _fill(panel: Axes, co2: AvoidedCo2) -> None:
    amounts = [one.avoided_t for one in co2.alternatives]
    decimals = decimals_for(max(abs(amount) for amount in amounts))
    rows = range(len(amounts))
    panel.barh(rows, amounts, 0.6, color=[TOTAL, *[GAIN] * (len(amounts) - 1)],
               hatch=["", *["////"] * (len(amounts) - 1)], edgecolor="white", linewidth=0.0)
    for row, amount in zip(rows, amounts, strict=True):
        panel.annotate(f"{grouped(amount, decimals)} t", (max(amount, 0.0), row), xytext=(3, 0),
                       textcoords="offset points", va="center", fontsize=8.0,
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
                       fontweight="bold" if row == 0 else "normal")
    panel.set_yticks(rows, [_name(one, row == 0) for row, one in enumerate(co2.alternatives)])
    panel.get_yticklabels()[0].set_fontweight("bold")
    panel.set_ylim(len(amounts) - 0.4, -0.6)
    ends = [*amounts, 0.0, *([co2.claimed_t] if co2.claimed_t else [])]
    span = (max(ends) - min(ends)) or 1.0
    panel.set_xlim(min(ends) - (0.02 * span if min(ends) < 0 else 0.0), max(ends) + 0.17 * span)
    panel.set_xlabel("t CO2 avoided")
    panel.tick_params(axis="y", length=0.0)
    quiet_grid(panel, "x", 6)
    panel.axvline(0.0, color="black", linewidth=0.8)
    if co2.claimed_t:
        panel.axvline(co2.claimed_t, color=LOSS, linewidth=1.6, dashes=(4, 2))
        panel.annotate(f"claimed {grouped(co2.claimed_t)} t", (co2.claimed_t, -0.6),
                       xytext=(0, 2), textcoords="offset points", ha="center", fontsize=7.5)


def _name(one: Alternative, own: bool) -> str:
    wrapped = textwrap.wrap(clean(one.name), 30, max_lines=2, placeholder="…")
    last = f"{_factor(one.factor_t_per_mwh)}, {one.scope}"
    return "\n".join([*wrapped, last, *(["the reference"] if own else [])])
