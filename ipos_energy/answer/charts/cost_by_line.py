"""Cost by line: what each component costs or earns."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Patch

from ipos_energy.answer.charts.looks import GAIN, LOSS, TOTAL
from ipos_energy.answer.charts.numbers import (
    Scale,
    decimals_for,
    money_scale,
    short,
)
from ipos_energy.answer.charts.style import Sheet, quiet_grid
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

MOST_LINES = 22
_ROW_MM, _LEFT_MM = 6.0, 58.0
_SMALL = 0.001


def draw(results: Results, language: Language) -> list[Figure]:
    """One bar for each line of the ledger, the largest first, then the total."""
    lines = _lines(results, language)
    if not lines:
        return []
    total = sum(amount for _, amount in lines)
    bars = [*lines, (language.say("Total"), total)]
    largest = max(abs(amount) for _, amount in bars)
    earns = any(amount < 0 for _, amount in lines)
    scale = money_scale(largest, results.currency, language)
    height = len(bars) * _ROW_MM
    sheet = Sheet(
        results, language,
        language.say("Cost by line, {period}: {total} {unit} in total").format(
            period=language.span(results.calendar.local),
            total=_text(total, largest, scale, language), unit=scale.unit),
        language.say("Income is negative and drawn to the left.") if earns else "",
        height + 17.0,
    )
    panel = sheet.panel(_LEFT_MM, 7.0, 180.0 - _LEFT_MM - 4.0, height)
    _fill(panel, bars, scale, largest, language)
    return [sheet.figure]


def _lines(results: Results, language: Language) -> list[tuple[str, float]]:
    """Label and amount, the largest cost first and the largest income last.

    Lines far below the largest, and those beyond a page, are put together as one.
    """
    lines = [(f"{line.owner}: {language.tell(line.label)}", line.total)
             for line in results.operation.ledger]
    lines.sort(key=lambda line: -abs(line[1]))
    least = _SMALL * abs(lines[0][1]) if lines else 0.0
    shown = [line for line in lines if abs(line[1]) > least][:MOST_LINES]
    rest = [amount for _, amount in lines[len(shown):] if amount]
    shown.sort(key=lambda line: -line[1])
    name = (language.say("1 smaller line") if len(rest) == 1
            else language.say("{count} smaller lines").format(count=len(rest)))
    return [*shown, (name, sum(rest))] if rest else shown


def _text(amount: float, largest: float, scale: Scale, language: Language) -> str:
    return language.number(amount / scale.divisor,
                           min(decimals_for(largest / scale.divisor) + 1, 2))


def _fill(
    panel: Axes, bars: list[tuple[str, float]], scale: Scale, largest: float, language: Language
) -> None:
    amounts = [amount / scale.divisor for _, amount in bars]
    colours = [LOSS if amount > 0 else GAIN for amount in amounts[:-1]]
    hatches = ["" if amount > 0 else "////" for amount in amounts[:-1]]
    panel.barh(range(len(bars)), amounts, 0.68, color=[*colours, TOTAL],
               hatch=[*hatches, ""], edgecolor="white", linewidth=0.0)
    for row, (_, amount) in enumerate(bars):
        panel.annotate(_text(amount, largest, scale, language),
                       (max(amount, 0.0) / scale.divisor, row), xytext=(3, 0),
                       textcoords="offset points", va="center", fontsize=7.5,
                       fontweight="bold" if row == len(bars) - 1 else "normal")
    panel.set_yticks(range(len(bars)), [short(label, 38) for label, _ in bars])
    panel.get_yticklabels()[-1].set_fontweight("bold")
    panel.axhline(len(bars) - 1.5, color=TOTAL, linewidth=0.6)
    panel.set_ylim(len(bars) - 0.4, -0.6)
    low, high = min(*amounts, 0.0), max(*amounts, 0.0)
    span = high - low or 1.0
    panel.set_xlim(low - (0.02 * span if low < 0 else 0.0), high + 0.13 * span)
    panel.spines["left"].set_visible(False)
    panel.tick_params(axis="y", length=0.0)
    panel.set_xlabel(scale.unit)
    quiet_grid(panel, "x", 7)
    panel.axvline(0.0, color="black", linewidth=0.8)
    if low < 0:
        panel.legend(handles=[Patch(facecolor=LOSS, label=language.say("cost")),
                              Patch(facecolor=GAIN, hatch="////", edgecolor="white",
                                    linewidth=0.0, label=language.say("income"))],
                     loc="lower right", ncols=2, bbox_to_anchor=(1.0, 1.0), borderaxespad=0.0)
