"""One number for every step."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from ipos_energy.park.profiles.entry import Entry, Reading
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.profiles.stated import QuantityText, number_and_unit


class ConstantProfile(Entry):
    """The same value in every step: ``{constant: 5 MW}``."""

    constant: QuantityText = Field(description="The value with its unit; a plain share is bare.")

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        number, unit = number_and_unit(self.constant, "constant", reading.money)
        return Profile(name, np.full(grid.steps, number), unit, f"constant {self.constant}")
