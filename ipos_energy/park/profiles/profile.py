"""What a profile is once it has been read: one number for each step of the horizon."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Profile:
    """A time series on the horizon's steps.

    ``values`` (T,) are in ``unit`` as the planner stated it (``EUR/MWh``, ``MW``, ``degC``, or
    ``""`` for a fraction). ``origin`` says where it comes from in words; ``modelled`` is true for
    series that a generator made; ``notes`` say what was done to them, such as an alignment.
    ``row_of`` gives the row of its file that serves a step, as a spreadsheet counts; None where
    there is no file.
    """

    name: str
    values: NDArray[np.float64]
    unit: str
    origin: str
    modelled: bool = False
    notes: tuple[str, ...] = ()
    row_of: Callable[[int], int] | None = None


class ProfileError(ValueError):
    """A profile that cannot be read; ``field`` is the key of its entry that is to blame."""

    def __init__(self, message: str, field: str = "", advice: str = "") -> None:
        super().__init__(message)
        self.field = field
        self.advice = advice
