"""How much input an output takes at part load."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Bounds, Measured, Schema, wrong
from ipos_energy.park.series import FloatArray
from ipos_energy.park.strict import Truth

Load = Annotated[float, Measured((q.FRACTION,), Bounds(above=0.0, at_most=1.0))]
PointEfficiency = Annotated[float, Measured((q.FRACTION,), Bounds(at_least=0.01, at_most=1.1))]


class PartLoad(Schema):
    """Efficiency at some loads, the last of them full load; straight lines of input between.

        input_i = load_i·capacity/efficiency_i

    A convex curve needs no integers as long as its input costs something: the best operation then
    fills the lines in their order by itself. At the steps where it does not, since more input is
    free or even earns, integers keep the order, and the result says at how many.
    """

    load: tuple[Load, ...] = Field(min_length=2)
    """Shares of the capacity, rising, the last 100 %"""
    efficiency: tuple[PointEfficiency, ...] = Field(min_length=2)
    """Output per input at each of these loads"""
    in_order: Truth = False
    """Use integers for the order of the lines at every step, not only where they are needed"""

    @model_validator(mode="after")
    def _rising(self) -> PartLoad:
        if len(self.load) != len(self.efficiency):
            raise wrong(f"{len(self.load)} loads, but {len(self.efficiency)} efficiencies",
                        at=("efficiency",))
        if list(self.load) != sorted(set(self.load)) or self.load[-1] != 1.0:
            raise wrong("the loads must rise and end at 100 %", at=("load",))
        inputs = np.array(self.load) / np.array(self.efficiency)
        if (np.diff(inputs) <= 0).any():
            raise wrong("more output must take more input; check the efficiencies",
                        at=("efficiency",))
        return self

    def curve(self, capacity_mw: float, *, committed: bool) -> Curve:
        """The input over the output, as an exact or approximated chain of straight lines.

        A committed unit follows the points from its lowest load on. Otherwise the unit may run at
        any load from zero, and the chain is the lower convex hull of the origin and the points:
        exact where the points are convex, and an approximation where they are not.
        """
        output = capacity_mw * np.array(self.load)
        points = np.stack([output, output / np.array(self.efficiency)], axis=1)
        if committed:
            return Curve(points, 0.0, self.in_order)
        hull = _lower_hull(np.concatenate([[[0.0, 0.0]], points]))
        met = np.interp(points[:, 0], hull[:, 0], hull[:, 1])
        return Curve(hull, float(np.max(1.0 - met / points[:, 1])), self.in_order)


ShareOfCop = Annotated[float, Measured((q.FRACTION,), Bounds(above=0.0, at_most=2.0))]


class PartLoadCop(PartLoad):
    """COP at some loads, as shares of the COP that is given or follows from temperatures."""

    efficiency: tuple[ShareOfCop, ...] = Field(min_length=2)
    """COP at each of these loads, as a share of the COP"""


def curve_remarks(part_load: PartLoad | None, *, committed: bool) -> Iterator[str]:
    """By how much a curve is approximated, where it is."""
    if part_load is not None:
        error = part_load.curve(1.0, committed=committed).error
        if error > 1e-9:
            yield ("its part-load curve is not convex; without commitment the input is "
                   f"understated by up to {100 * error:.1f} %")


@dataclass(frozen=True, eq=False)
class Curve:
    """Points (output, input) in MW (n, 2), and by how much the input is understated at most.

    ``error`` is relative to the stated input. ``in_order`` asks for integers in any case.
    """

    points: FloatArray
    error: float
    in_order: bool

    @property
    def widths(self) -> FloatArray:
        """Output between neighbouring points, MW (n − 1,)."""
        return np.diff(self.points[:, 0])

    @property
    def slopes(self) -> FloatArray:
        """Input per output between neighbouring points (n − 1,)."""
        slopes: FloatArray = np.diff(self.points[:, 1]) / self.widths
        return slopes

    @property
    def needs_order(self) -> bool:
        """Whether integers must say that the segments are filled in their order."""
        return self.in_order or bool((np.diff(self.slopes) < -1e-12).any())

    def input_of(self, output_mw: FloatArray, times: float = 1.0) -> FloatArray:
        """The input for an output in MW, of a unit that is ``times`` as large as the curve's."""
        return np.interp(output_mw, times * self.points[:, 0], times * self.points[:, 1])


def _lower_hull(points: FloatArray) -> FloatArray:
    """The points of the lower convex hull, from left to right."""
    hull: list[FloatArray] = []
    for point in points:
        while len(hull) > 1 and _turns_right(hull[-2], hull[-1], point):
            hull.pop()
        hull.append(point)
    return np.array(hull)


def _turns_right(a: FloatArray, b: FloatArray, c: FloatArray) -> bool:
    """Whether b lies on or above the line from a to c."""
    return bool((b[1] - a[1]) * (c[0] - a[0]) >= (c[1] - a[1]) * (b[0] - a[0]) - 1e-12)
