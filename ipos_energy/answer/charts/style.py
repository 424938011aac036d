"""The look of all charts in one place: colours, type, sheet, footer and file format."""

from __future__ import annotations

import textwrap
import warnings
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import BytesIO
from typing import TypeVar

import matplotlib
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ipos_energy.answer.charts.looks import DARK, GREY, PALE, Look
from ipos_energy.answer.charts.numbers import short
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results

CONTENT_MM = 180.0
"""Width that titles and panels may take: A4 upright less margins of 15 mm"""
PLOT_LEFT_MM, PLOT_WIDTH_MM = 17.0, 113.0
PNG_DOTS_PER_INCH = 140
_MM_PER_INCH = 25.4
_EDGE_MM = 3.0
_LINE_MM = 3.5
_MOST_FOOTER_LINES = 3
_SHEET_MM = CONTENT_MM + 2 * _EDGE_MM
_UNIT_MM = 14.0

_PARAMETERS = {
    "font.family": ["sans-serif"],
    "font.sans-serif": ["DejaVu Sans"],
    "font.size": 8.0,
    "text.parse_math": False,
    "axes.edgecolor": GREY,
    "axes.linewidth": 0.6,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.labelsize": 8.0,
    "axes.titlesize": 8.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.titlepad": 4.0,
    "grid.color": PALE,
    "grid.linewidth": 0.5,
    "xtick.labelsize": 7.5,
    "ytick.labelsize": 7.5,
    "xtick.color": GREY,
    "ytick.color": GREY,
    "xtick.labelcolor": DARK,
    "ytick.labelcolor": DARK,
    "text.color": DARK,
    "axes.labelcolor": DARK,
    "legend.fontsize": 7.0,
    "legend.frameon": False,
    "legend.handlelength": 1.8,
    "legend.labelspacing": 0.35,
    "hatch.linewidth": 0.7,
    "svg.fonttype": "none",
    "text.hinting": "none",
    "svg.hashsalt": "ipos-energy",
}


@contextmanager
def drawing_style() -> Iterator[None]:
    """The style while charts are drawn and saved, whatever the user's own settings say."""
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Glyph .* missing from font")
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_PARAMETERS)  # type: ignore[arg-type]
        yield


class Sheet:
    """One page: title, subtitle, panels and footer; places are in mm from the content's top left.

    ``content_mm`` is the height that the panels take; title and footer add to it. Names in the
    texts must be clean.
    """

    def __init__(
        self, results: Results, language: Language, title: str, subtitle: str, content_mm: float,
        remarks: Sequence[str] = (),
    ) -> None:
        heading = textwrap.wrap(title, 78, max_lines=3, placeholder=" …")
        explanation = textwrap.wrap(subtitle, 118, max_lines=3, placeholder=" …")
        footer = _footer(results, language, remarks)
        self._language = language
        self._top = _EDGE_MM + 8.0 + 5.0 * len(heading) + _LINE_MM * len(explanation)
        self._height = self._top + content_mm + _LINE_MM * len(footer) + _EDGE_MM + 2.0
        self.figure = Figure((_SHEET_MM / _MM_PER_INCH, self._height / _MM_PER_INCH))
        self._text(_EDGE_MM, short(results.name, 100), 7.5, GREY)
        self._text(_EDGE_MM + 3.8, "\n".join(heading), 11.0, DARK, "bold")
        self._text(_EDGE_MM + 5.0 + 5.0 * len(heading), "\n".join(explanation), 8.0, DARK)
        self._text(self._height - _EDGE_MM - _LINE_MM * len(footer), "\n".join(footer), 7.0, GREY)

    def _text(
        self, top: float, text: str, size: float, colour: str, weight: str = "normal"
    ) -> None:
        self.figure.text(_EDGE_MM / _SHEET_MM, 1 - top / self._height, text, va="top", ha="left",
                         fontsize=size, color=colour, fontweight=weight, linespacing=1.3)

    def panel(self, left: float, top: float, width: float, height: float) -> Axes:
        """Axes whose frame takes this place."""
        bottom = self._height - self._top - top - height
        axes = self.figure.add_axes(((left + _EDGE_MM) / _SHEET_MM, bottom / self._height,
                                     width / _SHEET_MM, height / self._height))
        axes.use_sticky_edges = False
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(self._language.tick)
        axes.yaxis.set_label_coords(-_UNIT_MM / width, 0.5)
        return axes


def _footer(results: Results, language: Language, remarks: Sequence[str]) -> list[str]:
    """The remarks, and which series are modelled: all, or their names as far as there is room."""
    lines = [line for remark in remarks for line in textwrap.wrap(remark, 132)]
    names = [short(name, 40) for name in results.modelled_profiles]
    if names and len(names) == len(results.profiles):
        return [*lines, language.say("All {count} time series are modelled, none is measured.")
                .format(count=len(names))]
    for shown in range(len(names), 0, -1):
        listed = ", ".join(names[:shown])
        wrapped = textwrap.wrap(
            language.say("Modelled profiles: {names}").format(names=listed)
            if shown == len(names) else
            language.say("Modelled profiles: {names} and {count} more").format(
                names=listed, count=len(names) - shown), 132)
        if len(wrapped) <= _MOST_FOOTER_LINES or shown == 1:
            return [*lines, *wrapped]
    return lines


def width_mm(axes: Axes) -> float:
    """Width of a panel's frame."""
    return axes.get_position().width * _SHEET_MM


T = TypeVar("T")


def pages_of(items: Sequence[T], most: int) -> list[Sequence[T]]:
    """The items in pages of at most ``most``, filled evenly."""
    pages = -(-len(items) // most)
    size = -(-len(items) // pages) if pages else 0
    return [items[k * size : (k + 1) * size] for k in range(pages)]


def quiet_grid(axes: Axes, values: str = "y", most_ticks: int = 5) -> None:
    """Grid lines and readable numbers on the axis of the values, ``"x"`` or ``"y"``."""
    axis = axes.xaxis if values == "x" else axes.yaxis
    axis.set_major_locator(MaxNLocator(most_ticks, steps=[1, 2, 2.5, 5, 10]))
    axis.grid(True)


def zero_line(axes: Axes) -> None:
    """A line at zero where values go below it."""
    axes.axhline(0.0, color=GREY, linewidth=0.8, zorder=3)


def area_handle(label: str, appearance: Look) -> Patch:
    """The legend's entry for an area."""
    return Patch(facecolor=appearance.face, hatch=appearance.hatch, edgecolor="white",
                 linewidth=0.0, label=short(label))


def line_handle(label: str, appearance: Look, width: float) -> Line2D:
    """The legend's entry for a line."""
    return Line2D([], [], color=appearance.line, linewidth=width,
                  linestyle=(0, appearance.dashes) if appearance.dashes else "-",
                  label=short(label))


def legend_beside(axes: Axes, handles: Sequence[Patch | Line2D]) -> None:
    """A legend to the right of a panel."""
    axes.legend(handles=list(handles), loc="upper left", bbox_to_anchor=(1.015, 1.03),
                borderaxespad=0.0)


def as_svg(figure: Figure) -> bytes:
    """The page as SVG with its text as text; no date, so that the same input gives the same."""
    target = BytesIO()
    figure.savefig(target, format="svg", metadata={"Date": None, "Creator": "ipos-energy"})
    return target.getvalue()


def as_png(figure: Figure) -> bytes:
    """The page as PNG."""
    target = BytesIO()
    figure.savefig(target, format="png", dpi=PNG_DOTS_PER_INCH,
                   pil_kwargs={"compress_level": 1})
    return target.getvalue()
