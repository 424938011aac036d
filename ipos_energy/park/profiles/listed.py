"""A short series written out in the scenario itself."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from ipos_energy.park.profiles.entry import Entry, Reading
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import Profile, ProfileError
from ipos_energy.park.profiles.stated import checked_unit
from ipos_energy.park.strict import Number


class ListedProfile(Entry):
    """One number for each step of the horizon: ``{values: [4, 6, 8], unit: MW}``."""

    values: tuple[Number, ...] = Field(description="One number for each step, in `unit`.")
    unit: str = Field(description='Unit of the numbers; "1" for a plain share.')

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        values = np.array(self.values)
        if len(values) != grid.steps:
            raise ProfileError(
                f"{len(values)} values for a horizon of {grid.steps} steps", "values",
                "Write one for each step, or put a longer series into a file.")
        unit = checked_unit(self.unit, "unit", reading.money)
        return Profile(name, values, unit, "listed in the scenario")
