"""Avoided CO2 by alternative for the district heat, which decides the figure."""

from __future__ import annotations

import textwrap

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ipos_energy.answer.charts.looks import GAIN, LOSS, TOTAL
from ipos_energy.answer.charts.numbers import clean, decimals_for, short
from ipos_energy.answer.charts.style import Sheet, quiet_grid
from ipos_energy.answer.co2 import Alternative, AvoidedCo2
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

_ROW_MM, _LEFT_MM = 14.0, 52.0


def draw(results: Results, language: Language) -> list[Figure]:
    """One bar for each alternative with its factor, the reference's own first."""
    co2 = results.co2
    height = _ROW_MM * len(co2.alternatives)
    sheet = Sheet(
        results, language,
        language.say("Avoided CO2 by alternative for the district heat"),
        language.say("{period}. Reference: {name}.").format(
            period=language.span(results.calendar.local),
            name=clean(language.tell(co2.reference_name))) + " " + _remark(co2, language),
        height + 15.0,
        [f"{short(language.tell(one.name), 60)}: {clean(one.source)}"
         for one in co2.alternatives if one.source],
    )
    panel = sheet.panel(_LEFT_MM, 4.0, 180.0 - _LEFT_MM - 4.0, height)
    _fill(panel, co2, language)
    return [sheet.figure]


def _remark(co2: AvoidedCo2, language: Language) -> str:
    """What is sold, and what the alternative would have to be for the claimed figure."""
    if not co2.heat_sold_mwh:
        return language.say("No heat is sold, so the alternative makes no difference.")
    sold = language.say("{energy} MWh of heat sold.").format(
        energy=language.number(co2.heat_sold_mwh))
    if co2.claimed_t is None or co2.break_even_t_per_mwh is None:
        return sold
    needed = language.say("The claimed {claimed} t would be reached at {factor}.").format(
        claimed=language.number(co2.claimed_t),
        factor=_factor(co2.break_even_t_per_mwh, language))
    return f"{sold} {needed}"


def _factor(t_per_mwh: float, language: Language) -> str:
    return language.say("{factor} kg/MWh of heat").format(
        factor=language.number(1000 * t_per_mwh, 1))


def _fill(panel: Axes, co2: AvoidedCo2, language: Language) -> None:
    amounts = [one.avoided_t for one in co2.alternatives]
    decimals = decimals_for(max(abs(amount) for amount in amounts))
    rows = range(len(amounts))
    panel.barh(rows, amounts, 0.6, color=[TOTAL, *[GAIN] * (len(amounts) - 1)],
               hatch=["", *["////"] * (len(amounts) - 1)], edgecolor="white", linewidth=0.0)
    for row, amount in zip(rows, amounts, strict=True):
        panel.annotate(f"{language.number(amount, decimals)} t", (max(amount, 0.0), row),
                       xytext=(3, 0), textcoords="offset points", va="center", fontsize=8.0,
                       bbox={"facecolor": "white", "edgecolor": "none", "pad": 0.6},
                       fontweight="bold" if row == 0 else "normal")
    panel.set_yticks(rows, [
        _name(one, row == 0, language) for row, one in enumerate(co2.alternatives)])
    panel.get_yticklabels()[0].set_fontweight("bold")
    panel.set_ylim(len(amounts) - 0.4, -0.6)
    ends = [*amounts, 0.0, *([co2.claimed_t] if co2.claimed_t else [])]
    span = (max(ends) - min(ends)) or 1.0
    panel.set_xlim(min(ends) - (0.02 * span if min(ends) < 0 else 0.0), max(ends) + 0.17 * span)
    panel.set_xlabel(language.say("t CO2 avoided"))
    panel.tick_params(axis="y", length=0.0)
    quiet_grid(panel, "x", 6)
    panel.axvline(0.0, color="black", linewidth=0.8)
    if co2.claimed_t:
        panel.axvline(co2.claimed_t, color=LOSS, linewidth=1.6, dashes=(4, 2))
        panel.annotate(language.say("claimed {claimed} t").format(
            claimed=language.number(co2.claimed_t)), (co2.claimed_t, -0.6), xytext=(0, 2),
            textcoords="offset points", ha="center", fontsize=7.5)


def _name(one: Alternative, own: bool, language: Language) -> str:
    wrapped = textwrap.wrap(clean(language.tell(one.name)), 30, max_lines=2, placeholder="…")
    last = f"{_factor(one.factor_t_per_mwh, language)}, {language.tell(one.scope)}"
    return "\n".join([*wrapped, last, *([language.say("the reference")] if own else [])])
