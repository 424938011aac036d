"""What set the price of each header: a bar of the whole period's hours, by the marginal unit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import escape

from ipos_energy.answer.charts.bands import looks_of
from ipos_energy.answer.charts.looks import OTHERS, Look
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.language import Language
from ipos_energy.answer.prices import Share, shares_of_hours
from ipos_energy.answer.report.content import Chart, Column, Table
from ipos_energy.answer.results import Results

_LEFT, _WIDTH, _TOP, _ROW, _BAR = 170.0, 810.0, 34.0, 30.0, 20.0
_LETTER = 7.4
"""Width of a letter: a name is written into its part of a bar where it fits"""
_DARK = 0.45
"""Lightness below which a colour takes white letters"""


def price_setting_chart(results: Results, language: Language) -> Chart | None:
    """The bars with the table behind them; None where no price was written."""
    say, shares = language.say, shares_of_hours(results)
    if not shares:
        return None
    title = say("Which unit set the price of each header, in share of the hours")
    table = Table(
        title,
        (Column(say("Header")), Column(say("Set by")), Column(say("Hours"), "h"),
         Column(say("Share"), "%", 1),
         Column(say("Mean price then"), f"{results.currency}/MWh", 2)),
        [(header, _who(share, language), share.hours,
          100 * share.hours / sum(one.hours for one in of), share.mean_price)
         for header, of in shares.items() for share in of],
        note=say("A unit between its limits sets the price: one MWh more would come from it. Where "
                 "there is none, the price is one of many that are right. One hour more closely: "
                 "ipos-energy explain RESULT --hour TIME."))
    return Chart(title, _drawn(shares, looks_of(results), title, language), (table,))


def _who(share: Share, language: Language) -> str:
    return share.owner or language.say("(one of many that are right)")


def _drawn(
    shares: Mapping[str, Sequence[Share]], looks: Mapping[str, Look], title: str,
    language: Language,
) -> str:
    height = _TOP + _ROW * len(shares) + 4
    parts = [f'<svg class="chart bars" role="img" viewBox="0 0 1000 {height:.0f}">'
             f"<title>{escape(title)}</title>"
             f'<text x="8" y="18" font-weight="bold">{escape(short(title, 90))}</text>']
    for row, (header, of) in enumerate(shares.items()):
        y = _TOP + _ROW * row
        parts.append(f'<text x="{_LEFT - 8}" y="{y + 15:.1f}" text-anchor="end">'
                     f"{escape(short(header, 24))}</text>")
        parts += _bar(of, looks, y, language)
    return "".join([*parts, "</svg>"])


def _bar(
    of: Sequence[Share], looks: Mapping[str, Look], y: float, language: Language
) -> Iterator[str]:
    x, whole = _LEFT, sum(share.hours for share in of)
    for share in of:
        width, name = _WIDTH * share.hours / whole, _who(share, language)
        face = looks.get(share.owner, OTHERS).face
        told = f"{short(name, 60)}: {language.number(share.hours)} h"
        yield (f'<rect x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{_BAR}" fill="{face}" '
               f'stroke="#fff" stroke-width="0.8"><title>{escape(told)}</title></rect>')
        if len(short(name, 30)) * _LETTER < width - 8:
            ink = "#fff" if _lightness(face) < _DARK else "#1a1a1a"
            yield (f'<text x="{x + 5:.1f}" y="{y + 14.5:.1f}" style="fill:{ink}">'
                   f"{escape(short(name, 30))}</text>")
        x += width


def _lightness(colour: str) -> float:
    """Of a colour ``#rrggbb``, as the eye weighs red, green and blue, from 0 to 1."""
    red, green, blue = (int(colour[k:k + 2], 16) / 255 for k in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
