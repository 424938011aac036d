"""All charts in the order in which they are read. A new chart is its file and one line here."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from matplotlib.figure import Figure

from ipos_energy.answer.charts import (
    co2_by_alternative,
    co2_by_line,
    cost_by_line,
    duration_curves,
    marginal_prices,
    monthly_balances,
    store_levels,
    weeks,
)
from ipos_energy.answer.charts.style import as_png, as_svg, drawing_style
from ipos_energy.answer.charts.week_texts import chart_name
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

CHARTS: tuple[tuple[str, Callable[[Results, Language], list[Figure]]], ...] = (
    *((chart_name(reason), partial(weeks.draw_week, reason))
      for reason in ("whole", "typical", "coldest", "highest demand", "outage")),
    ("monthly-balances", monthly_balances.draw),
    ("duration-curves", duration_curves.draw),
    ("marginal-prices", marginal_prices.draw),
    ("store-levels", store_levels.draw),
    ("cost-by-line", cost_by_line.draw),
    ("co2-by-line", co2_by_line.draw),
    ("co2-by-alternative", co2_by_alternative.draw),
)


def draw_album(results: Results, language: Language) -> dict[str, bytes]:
    """Every page as SVG and PNG, by file name; further pages of a chart end in ``-2``, ``-3``."""
    files: dict[str, bytes] = {}
    with drawing_style():
        for name, draw in CHARTS:
            for number, figure in enumerate(draw(results, language), start=1):
                page = name if number == 1 else f"{name}-{number}"
                files[f"{page}.svg"] = as_svg(figure)
                files[f"{page}.png"] = as_png(figure)
    return files
