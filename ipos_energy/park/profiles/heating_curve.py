"""Supply temperature of district heat as a function of the weather."""

from __future__ import annotations

from typing import Literal

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from ipos_energy.park.profiles.entry import Entry, ProfileReference, Reading
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.heating_degrees import outdoor_temperature
from ipos_energy.park.profiles.profile import Profile, ProfileError
from ipos_energy.park.profiles.stated import Temperature


class CurvePoint(BaseModel):
    """One point of a heating curve: ``{outdoor: -10 degC, supply: 95 degC}``."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    outdoor: Temperature = Field(description="Outdoor temperature of this point.")
    supply: Temperature = Field(description="Supply temperature at this point.")


class HeatingCurveProfile(Entry):
    """Supply temperature in °C: straight between two points of weather, constant beyond them."""

    generate: Literal["heating_curve"] = Field(description="Supply temperature from the weather.")
    temperature: ProfileReference = Field(description="Outdoor temperature.")
    cold: CurvePoint = Field(description="The cold end, beyond which the supply stays the same.")
    warm: CurvePoint = Field(description="The warm end, beyond which the supply stays the same.")

    @model_validator(mode="after")
    def _cold_is_colder(self) -> HeatingCurveProfile:
        if self.cold.outdoor >= self.warm.outdoor:
            raise ProfileError(
                f"the cold end, {self.cold.outdoor:g} °C outdoors, is not colder than the warm "
                f"end, {self.warm.outdoor:g} °C", "cold")
        return self

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        outdoor = outdoor_temperature(self.temperature, grid, reading)
        supply = np.interp(
            outdoor,
            [self.cold.outdoor, self.warm.outdoor],
            [self.cold.supply, self.warm.supply],
        )
        origin = f'modelled: heating curve over "{self.temperature.profile}"'
        return Profile(name, supply, "degC", origin, modelled=True)
