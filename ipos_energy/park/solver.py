"""How a scenario is solved: how long, how exactly, and whether window by window."""

from __future__ import annotations

import math
from typing import Annotated

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Bounds, Measured, Schema

Length = Annotated[float, Measured((q.DURATION,), Bounds(above=0.0))]
LengthOrNone = Annotated[float, Measured((q.DURATION,), Bounds(at_least=0.0))]
Gap = Annotated[float, Measured((q.FRACTION,), Bounds(at_least=0.0, below=1.0))]


class Rolling(Schema):
    """A rolling horizon: integers are found window by window.

    A window decides its own steps and looks further by the overlap. Levels, ramps, commitments and
    peaks are carried over. The operation that is written is then the best of the whole horizon for
    the integers that were found, and its cost stands beside a bound that no operation can beat.
    A scenario without integers is solved at once, whatever is said here.
    """

    window: Length
    """Time that each window decides, such as 14 days; rounded up to whole steps"""
    overlap: LengthOrNone = 0.0
    """Time that each window looks beyond its end, such as 2 days"""

    def steps(self, step_hours: float) -> tuple[int, int]:
        """Whole steps of a window and of its overlap."""
        length, overlap = (math.ceil(hours / step_hours - 1e-9)
                           for hours in (self.window, self.overlap))
        return length, overlap


class Solver(Schema):
    """Limits of the solver, and a rolling horizon for what is too large to be solved at once."""

    time_limit: Length | None = None
    """Longest time to look for the best operation, such as 600 s"""
    gap: Gap = 0.005
    """With integers: how far above the proven bound the cost may lie, as a share of it"""
    rolling: Rolling | None = None
    """A rolling horizon; left out, all steps are solved at once"""
