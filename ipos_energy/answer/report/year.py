"""The whole horizon as one drawing: a stack for each header, which the page's script can zoom.

Drawn are means of days; the script redraws any part of it from the values of ``year_data``. Without
the script the drawing stands, and every number of it is in the tables.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

import numpy as np

from ipos_energy.answer.charts.bands import Balance, Band, balances
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Chart, Column, Table
from ipos_energy.answer.results import Calendar, Results
from ipos_energy.park.series import FloatArray

LEFT, WIDTH, TOP, HEIGHT, PITCH = 52.0, 700.0, 76.0, 84.0, 126.0
"""Places in the drawing: plot's left and width, first plot's top, its height, and to the next"""
_LEGEND, _ROW, _MOST_NAMES = 766.0, 13.5, 8
_ABOUT = ("Mean power of each day. Above zero: into the header. Below zero: taken from it, first "
          "by companies.")


def year_chart(results: Results, language: Language) -> Chart:
    """A stack for each header, of the mean of each day, with its flows in a table."""
    say, found = language.say, balances(results, language)
    title = say("The whole period, {period}").format(
        period=language.span(results.calendar.local))
    height = TOP + PITCH * len(found) + 6.0
    parts = [f'<svg class="chart year" role="img" viewBox="0 0 1000 {height:.0f}">'
             f"<title>{escape(title)}</title>"
             f'<text class="title" x="8" y="20">{escape(title)}</text>'
             f'<text x="8" y="40">{escape(say(_ABOUT))}</text>']
    for number, balance in enumerate(found):
        parts += _panel(balance, TOP + PITCH * number, results.calendar, language)
    table = Table(
        title, (Column(say("Header")), Column(say("Flow")), Column(say("Mean"), "MW", 2),
                Column(say("Highest power"), "MW", 2), Column(say("Energy"), "MWh")),
        [(flow.header, language.flow(flow, results.companies), float(flow.values.mean()),
          float(flow.values.max(initial=0.0)), results.calendar.energy(flow.values))
         for flow in results.operation.flows])
    return Chart(title, "".join([*parts, "</svg>"]), (table,))


def signed_bands(balance: Balance) -> list[tuple[Band, float]]:
    """The bands from zero up, then from zero down: what comes in, then what is taken."""
    demand = [balance.demand] if balance.demand else []
    return [*((band, 1.0) for band in balance.sources),
            *((band, -1.0) for band in (*demand, *balance.uses))]


def limits(balance: Balance) -> tuple[float, float]:
    """The lowest and highest value of the stack at any step, zero included."""
    ends = {1.0: np.zeros(1), -1.0: np.zeros(1)}
    for band, sign in signed_bands(balance):
        ends[sign] = ends[sign] + sign * band.values
    return float(ends[-1.0].min(initial=0.0)), float(ends[1.0].max(initial=0.0))


def _panel(
    balance: Balance, top: float, calendar: Calendar, language: Language
) -> Iterator[str]:
    low, high = limits(balance)
    scale = HEIGHT / ((high - low) or 1.0)
    days, ends = _day_means(calendar), (len(calendar.utc), low, high)
    yield (f'<text x="{LEFT:.0f}" y="{top - 7:.1f}" font-weight="bold">'
           f"{escape(short(balance.header, 60))}</text>"
           f'<text x="{LEFT + WIDTH:.0f}" y="{top - 7:.1f}" text-anchor="end">MW</text>')
    base = {1.0: np.zeros(len(days)), -1.0: np.zeros(len(days))}
    for band, sign in signed_bands(balance):
        outer = base[sign] + sign * np.add.reduceat(band.values, days) / np.diff(
            [*days, len(band.values)])
        yield (f'<path class="band" fill="{band.look.face}" '
               f'd="{_area(days, ends, base[sign], outer, top, scale)}">'
               f"<title>{escape(short(band.label, 60))}</title></path>")
        base[sign] = outer
    for value in dict.fromkeys((low, 0.0, high)):
        y = top + (high - value) * scale
        yield (f'<path class="line" d="M{LEFT:.0f} {y:.1f}h{WIDTH:.0f}"/>'
               f'<text x="{LEFT - 6:.0f}" y="{y + 4:.1f}" text-anchor="end">'
               f"{language.number(value, 1)}</text>")
    yield _months(calendar, top + HEIGHT + 13, language)
    yield from _legend(balance, top)


def _day_means(calendar: Calendar) -> Sequence[int]:
    """First step of each local day."""
    days = calendar.local.astype("datetime64[D]").astype(np.int64)
    return [int(step) for step in np.flatnonzero(np.diff(days, prepend=days[0] - 1))]


def _area(
    days: Sequence[int], ends: tuple[int, float, float], inner: FloatArray, outer: FloatArray,
    top: float, scale: float,
) -> str:
    """A staircase from left to right along ``outer`` and back along ``inner``."""
    steps, _, high = ends
    edges = LEFT + WIDTH * np.array([*days, steps]) / steps

    def y(value: float) -> str:
        return f"{top + (high - value) * scale:.1f}"

    there = "".join(f"V{y(value)}H{edge:.1f}"
                    for value, edge in zip(outer, edges[1:], strict=True))
    back = "".join(f"V{y(value)}H{edge:.1f}"
                   for value, edge in zip(inner[::-1], edges[-2::-1], strict=True))
    return f"M{edges[0]:.1f} {y(float(inner[0]))}{there}{back}Z"


def _months(calendar: Calendar, y: float, language: Language) -> str:
    """The names of the months where they begin, in a group that the script may replace."""
    starts = np.flatnonzero(np.diff(calendar.month, prepend=-1))
    names = [f'<text x="{LEFT + WIDTH * int(step) / len(calendar.utc):.1f}" y="{y:.1f}">'
             f"{language.months[int(str(calendar.local[step])[5:7]) - 1][:3]}</text>"
             for step in starts if len(starts) <= 24 or step % 3 == 0]
    return f'<g class="times">{"".join(names)}</g>'


def _legend(balance: Balance, top: float) -> Iterator[str]:
    bands = {band.label: band.look for band, _ in signed_bands(balance)}
    for row, (label, look) in enumerate([*bands.items()][:_MOST_NAMES]):
        y = top + row * _ROW
        yield (f'<rect x="{_LEGEND:.0f}" y="{y - 2:.1f}" width="14" height="9" '
               f'fill="{look.face}"/><text x="{_LEGEND + 20:.0f}" y="{y + 6:.1f}">'
               f"{escape(short(label, 30))}</text>")
