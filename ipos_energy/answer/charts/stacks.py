"""Drawing bands as stacks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.patches import Patch, StepPatch
from matplotlib.patheffects import AbstractPathEffect

from ipos_energy.answer.charts.bands import Band
from ipos_energy.answer.charts.style import area_handle
from ipos_energy.park.series import FloatArray

_HALF_BAR = 0.41


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
        _add(axes, edges, top, base, _filled(band, 0.25))
        base = top


def stack_bars(axes: Axes, bands: tuple[Band, ...], direction: float) -> None:
    """Stacks one bar for each value, upwards (1) or downwards (−1) from zero."""
    base = np.zeros(len(bands[0].values) if bands else 0)
    edges = np.repeat(np.arange(len(base)), 2) + np.tile([-_HALF_BAR, _HALF_BAR], len(base))
    for band in bands:
        top = base + direction * band.values
        _add(axes, edges, _with_gaps(top), _with_gaps(base), _filled(band, 0.4))
        base = top


def line_stairs(
    axes: Axes, edges: FloatArray, values: FloatArray, colour: str, width: float,
    effects: Sequence[AbstractPathEffect] = (),
) -> None:
    """A line over the steps between ``edges``."""
    _add(axes, edges, values, None, {"fill": False, "edgecolor": colour, "linewidth": width,
                                     "path_effects": list(effects)})


def _filled(band: Band, line_width: float) -> dict[str, Any]:
    return {"fill": True, "facecolor": band.look.face, "hatch": band.look.hatch,
            "edgecolor": "white", "linewidth": line_width}


def _add(
    axes: Axes, edges: FloatArray, top: FloatArray, base: Any, look: Mapping[str, Any]
) -> None:
    """Adds a patch down to ``base`` (None: a line); its limits are known without a look at it."""
    axes.add_artist(StepPatch(top, edges, baseline=base, **look))
    ends = [top] if base is None else [top, base]
    axes.update_datalim([(float(edges[0]), float(np.nanmin(ends))),
                         (float(edges[-1]), float(np.nanmax(ends)))])
    axes.autoscale_view()


def _with_gaps(values: FloatArray) -> FloatArray:
    """The values with nothing between each two."""
    gaps = np.full(max(2 * len(values) - 1, 0), np.nan)
    gaps[::2] = values
    return gaps
