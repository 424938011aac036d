"""Drawing a waterfall as SVG: each part begins where the one before it ended, the sum at last."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape

from ipos_energy.answer.charts.numbers import short

_LEFT, _WIDTH, _TOP, _ROW, _BAR = 230.0, 640.0, 34.0, 26.0, 17.0
_GAIN, _LOSS, _TOTAL = "#009e73", "#e69f00", "#33475b"


def draw_waterfall(
    parts: Sequence[tuple[str, float]], total: str, title: str, number: Callable[[float], str]
) -> str:
    """The parts and their sum, which is named ``total``; ``number`` writes an amount."""
    ends = [0.0]
    for _, amount in parts:
        ends.append(ends[-1] + amount)
    low, high = min(ends), max(ends)
    scale = _WIDTH / ((high - low) or 1.0)
    bars = [(label, amount, min(start, start + amount), _GAIN if amount >= 0 else _LOSS)
            for (label, amount), start in zip(parts, ends, strict=False)]
    bars.append((total, ends[-1], min(0.0, ends[-1]), _TOTAL))
    height = _TOP + _ROW * len(bars) + 4
    zero = _LEFT - low * scale
    drawn = [f'<svg class="chart bars" role="img" viewBox="0 0 1000 {height:.0f}">'
             f"<title>{escape(title)}</title>",
             f'<text x="8" y="18" font-weight="bold">{escape(short(title, 90))}</text>',
             f'<path d="M{zero:.1f} {_TOP}V{height:.0f}" stroke="#595959" stroke-width="1"/>']
    for row, (label, amount, start, colour) in enumerate(bars):
        x, y = _LEFT + (start - low) * scale, _TOP + row * _ROW
        width = abs(amount) * scale
        weight = ' font-weight="bold"' if row == len(parts) else ""
        drawn.append(
            f'<rect x="{x:.1f}" y="{y + 3:.1f}" width="{width:.1f}" height="{_BAR}" '
            f'fill="{colour}"/><text x="{_LEFT - 8}" y="{y + 16:.1f}" text-anchor="end"{weight}>'
            f'{escape(short(label, 34))}</text>'
            f'<text x="{x + width + 6:.1f}" y="{y + 16:.1f}"{weight}>{number(amount)}</text>')
    return "".join([*drawn, "</svg>"])
