"""Another profile, scaled and kept between limits."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from ipos_energy.park.profiles.entry import Entry, ProfileReference, Reading
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.profiles.seasonal import limited
from ipos_energy.park.profiles.stated import QuantityText, Ratio


class ClippedProfile(Entry):
    """``times`` another profile, no lower than ``at_least`` and no higher than ``at_most``."""

    generate: Literal["clipped"] = Field(description="Another profile, scaled and limited.")
    of: ProfileReference = Field(description="The profile that is scaled and limited.")
    times: Ratio = Field(default=1.0, description="What each value is multiplied with first.")
    at_least: QuantityText | None = Field(default=None, description="No value falls below this.")
    at_most: QuantityText | None = Field(default=None, description="No value rises above this.")

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        of = reading.profile(self.of.profile, grid, "of")
        values = limited(self.times * of.values, self.at_least, self.at_most, of.unit, reading)
        return Profile(name, values, of.unit, self._origin(), of.modelled, of.notes)

    def _origin(self) -> str:
        times = f"{self.times:g} × " if self.times != 1 else ""
        low = f", at least {self.at_least}" if self.at_least is not None else ""
        high = f", at most {self.at_most}" if self.at_most is not None else ""
        return f'{times}"{self.of.profile}"{low}{high}'
