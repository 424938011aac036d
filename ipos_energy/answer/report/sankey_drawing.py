"""Drawing a Sankey diagram as SVG: columns of nodes, and bands as wide as their energy."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from ipos_energy.answer.charts.numbers import short

Node = tuple[str, str]
Band = tuple[Node, Node, float]

WIDTH, HEIGHT = 1000.0, 430.0
_TOP, _BAR, _GAP = 10.0, 10.0, 20.0
_LABELS = 150.0
"""Room right of the last column for its labels"""
_SMALL = 0.01
"""A smaller part of the largest band does not decide on columns, but where nothing else does"""
_COLOURS: Mapping[str, str] = {
    "source": "#c25700", "header": "#0072b2", "unit": "#33475b", "use": "#00795a"}


def draw(bands: Sequence[Band], title: str, number: Callable[[float], str]) -> str:
    """The diagram; ``number`` writes an energy. Widths are proportional to the energy."""
    columns = _columns(bands)
    scale, places = _places(bands, columns)
    parts = [f'<svg class="chart sankey" role="img" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}">'
             f"<title>{escape(title)}</title>"]
    starts, ends = dict(places), dict(places)
    for source, target, mwh in sorted(bands, key=lambda band: (
            places[band[0]][1], places[band[1]][1])):
        (x0, y0), (x1, y1) = starts[source], ends[target]
        thick = max(mwh * scale, 0.4)
        starts[source], ends[target] = (x0, y0 + mwh * scale), (x1, y1 + mwh * scale)
        parts.append(_band(x0 + _BAR, y0, x1, y1, thick,
                           _COLOURS[source[0]],
                           f"{source[1]} → {target[1]}: {number(mwh)}"))
    for node, (x, y) in places.items():
        height = max(_through(bands, node) * scale, 0.8)
        parts.append(f'<rect x="{x:.1f}" y="{y:.1f}" width="{_BAR}" height="{height:.1f}" '
                     f'fill="{_COLOURS[node[0]]}"/>')
        parts.append(_label(node, x, y + height / 2, number(_through(bands, node))))
    return "".join([*parts, "</svg>"])


def _band(
    x0: float, y0: float, x1: float, y1: float, thick: float, colour: str, title: str
) -> str:
    """A band between two upper corners, ``thick`` at both ends."""
    bend = max((x1 - x0) / 2, 40.0)
    left, right = x0 + bend, x1 - bend
    return (f'<path d="M{x0:.1f} {y0:.2f}C{left:.1f} {y0:.2f} {right:.1f} {y1:.2f} '
            f'{x1:.1f} {y1:.2f}V{y1 + thick:.2f}C{right:.1f} {y1 + thick:.2f} '
            f'{left:.1f} {y0 + thick:.2f} {x0:.1f} {y0 + thick:.2f}Z" fill="{colour}" '
            f'fill-opacity="0.32"><title>{escape(title)}</title></path>')


def _label(node: Node, x: float, middle: float, amount: str) -> str:
    return (f'<text x="{x + _BAR + 4:.1f}" y="{middle + 4:.1f}">{escape(short(node[1], 24))} '
            f'<tspan font-weight="bold">{amount}</tspan></text>')


def _through(bands: Sequence[Band], node: Node) -> float:
    """What flows through a node, in MWh."""
    return max(sum(mwh for source, _, mwh in bands if source == node),
               sum(mwh for _, target, mwh in bands if target == node))


def _columns(bands: Sequence[Band]) -> dict[Node, int]:
    """The column of each node: right of all that feed it, as far as bands form no circle."""
    largest = max((mwh for *_, mwh in bands), default=0.0)
    fed = {target for _, target, mwh in bands if mwh > _SMALL * largest}
    forward: list[tuple[Node, Node]] = []
    for source, target, mwh in sorted(bands, key=lambda band: -band[2]):
        decides = mwh > _SMALL * largest or target not in fed
        if decides and not _reaches(forward, target, source):
            forward.append((source, target))
    column = {node: 0 for band in bands for node in band[:2]}
    for _ in column:
        for source, target in forward:
            column[target] = max(column[target], column[source] + 1)
    last = max((column[source] + 1 for source, *_ in bands), default=0)
    for node in column:
        if node[0] == "use":
            column[node] = last
        elif node[0] == "source":
            column[node] = min((column[target] for source, target, _ in bands if source == node),
                               default=1) - 1
    return column


def _reaches(edges: Sequence[tuple[Node, Node]], start: Node, goal: Node) -> bool:
    seen, open_ = set[Node](), [start]
    while open_:
        node = open_.pop()
        if node == goal:
            return True
        if node not in seen:
            seen.add(node)
            open_ += [target for source, target in edges if source == node]
    return False


def _places(
    bands: Sequence[Band], columns: Mapping[Node, int]
) -> tuple[float, dict[Node, tuple[float, float]]]:
    """Pixels per MWh, and the upper left corner of each node."""
    last = max(columns.values(), default=0)
    members = [[node for node in columns if columns[node] == k] for k in range(last + 1)]
    scale = min(((HEIGHT - 2 * _TOP - _GAP * (len(nodes) - 1))
                 / sum(_through(bands, node) for node in nodes)
                 for nodes in members if nodes), default=1.0)
    places: dict[Node, tuple[float, float]] = {}
    middles: dict[Node, float] = {}
    for k, nodes in enumerate(members):
        x = k * (WIDTH - _LABELS - _BAR) / max(last, 1)
        nodes.sort(key=lambda node: _pull(bands, node, middles))
        free = HEIGHT - 2 * _TOP - sum(_through(bands, node) for node in nodes) * scale
        gap = min(free / len(nodes), 3 * _GAP) if nodes else 0.0
        y = _TOP
        for node in nodes:
            height = _through(bands, node) * scale
            places[node], middles[node] = (x, y), y + height / 2
            y += height + gap
    return scale, places


def _pull(bands: Sequence[Band], node: Node, middles: Mapping[Node, float]) -> float:
    """Where the bands into a node come from, weighed by their energy."""
    into = [(middles[source], mwh) for source, target, mwh in bands
            if target == node and source in middles]
    return sum(at * mwh for at, mwh in into) / sum(mwh for _, mwh in into) if into else 0.0
