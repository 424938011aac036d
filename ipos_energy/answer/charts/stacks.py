"""Drawing bands as stacks."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from ipos_energy.answer.charts.bands import Band
from ipos_energy.answer.charts.style import area_handle
from ipos_energy.park.series import FloatArray


def area_handles(bands: Iterable[Band]) -> list[Patch]:
    """The legend's entries of some bands, each label once: a store is above and below zero."""
    return [area_handle(label, appearance)
            for label, appearance in {band.label: band.look for band in bands}.items()]


def stack_stairs(
    axes: Axes, edges: FloatArray, bands: tuple[Band, ...], direction: float
) -> None:
    """Stacks bands over the steps between ``edges``, upwards (1) or downwards (−1) from zero."""
    base = np.zeros(len(edges) - 1)
    for band in bands:
        top = base + direction * band.values
        axes.stairs(top, edges, baseline=base, fill=True, facecolor=band.look.face,
                    hatch=band.look.hatch, edgecolor="white", linewidth=0.25)
        base = top


def stack_bars(axes: Axes, bands: tuple[Band, ...], direction: float) -> None:
    """Stacks one bar for each value, upwards (1) or downwards (−1) from zero."""
    base = np.zeros(0)
    for band in bands:
        base = base if base.size else np.zeros(len(band.values))
        axes.bar(range(len(base)), direction * band.values, 0.82, base, color=band.look.face,
                 hatch=band.look.hatch, edgecolor="white", linewidth=0.4)
        base = base + direction * band.values
