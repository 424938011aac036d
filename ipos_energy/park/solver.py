"""How a scenario is solved: how long, how exactly, and whether window by window."""

from __future__ import annotations

import math
from typing import Annotated

from pydantic import Field

from ipos_energy.park import quantities as q
from ipos_energy.park.fields import Bounds, Measured, Schema
from ipos_energy.park.strict import Truth, Whole

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


class TypicalPeriods(Schema):
    """Sizes from a few periods that stand for all, then the whole horizon with these sizes.

    Approximated: every period is a copy of the one that stands for it, at its own prices; stores
    are cyclic within a period, so nothing is carried from one to the next. The cost that is shown
    is that of all steps, with the error of the typical periods beside it.
    """

    number: Whole = Field(ge=1)
    """Number of periods; those of the highest demand of each header come on top"""
    length: Length = 24.0
    """Length of a period, such as 1 day"""
    compare: Truth = False
    """Whether the sizes are found from all steps at once too, to show the error"""


class Solver(Schema):
    """Limits of the solver, and ways to solve what is too large to be solved at once."""

    time_limit: Length | None = None
    """Longest time to look for the best operation, such as 600 s"""
    gap: Gap = 0.005
    """With integers: how far above the proven bound the cost may lie, as a share of it"""
    rolling: Rolling | None = None
    """A rolling horizon; left out, all steps are solved at once"""
    typical_periods: TypicalPeriods | None = None
    """Sizes are found on typical periods (needs the package tsam), such as {number: 12}"""
