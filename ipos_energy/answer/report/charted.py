"""The pages of a chart with the table behind them."""

from __future__ import annotations

from collections.abc import Mapping

from ipos_energy.answer.report.content import Chart, Table
from ipos_energy.answer.report.drawings import embedded, pages


def charted(
    drawings: Mapping[str, str], chart: str, title: str, *tables: Table
) -> tuple[Chart, ...]:
    """Each page of a chart; the tables stand behind the last. Nothing where it was not drawn."""
    found = pages(drawings, chart)
    return tuple(
        Chart(title, embedded(svg, name, title), tables if (name, svg) == found[-1] else ())
        for name, svg in found)
