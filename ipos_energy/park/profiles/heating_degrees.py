"""Heat load that follows the outdoor temperature."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ipos_energy.park.profiles.entry import ProfileReference, Reading
from ipos_energy.park.profiles.generator import Generator
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.stated import Duration, Energy, Fraction, Temperature


class HeatingDegreesProfile(Generator):
    """Heat load in MW: a flat part for hot water and losses, the rest by heating degrees.

        load = E · (flat_share / hours + (1 - flat_share) · g / Σ g),   g = max(0, base - T)

    over the hours of the calendar year, T being the mean temperature of the last ``inertia``
    hours. Every calendar year has the energy E = ``yearly_energy`` exactly, so a shorter horizon
    has its own part of it.
    """

    generate: Literal["heating_degrees"] = Field(description="Heat load from a temperature.")
    temperature: ProfileReference = Field(
        description="Outdoor temperature, known for the whole calendar year."
    )
    yearly_energy: Energy = Field(gt=0, description='Heat of a calendar year: "1100 GWh".')
    base: Temperature = Field(
        default=17.0, description="Outdoor temperature above which no heating is needed."
    )
    flat_share: Fraction = Field(
        default=0.3, ge=0, le=1, description="Share of the year's heat that is the same every hour."
    )
    inertia: Duration = Field(
        default=1.0, ge=1, le=240,
        description="How many hours of weather a building feels: the temperature's moving mean.",
    )

    def unit(self, reading: Reading) -> str:
        return "MW"

    def origin(self) -> str:
        return (
            f'modelled: heating degrees below {self.base:g} degC of "{self.temperature.profile}", '
            f"{self.yearly_energy / 1000:g} GWh a year, {self.flat_share:.0%} of it flat"
        )

    def hours(self, name: str, year: Grid, reading: Reading) -> NDArray[np.float64]:
        outdoor = outdoor_temperature(self.temperature, year, reading)
        degrees = np.maximum(0.0, self.base - moving_mean(outdoor, round(self.inertia)))
        total = degrees.sum()
        if total == 0 and self.flat_share < 1:
            raise ProfileError(f"no hour of {year.year} is colder than {self.base:g} degC", "base")
        heating = degrees / total if total > 0 else degrees
        load: NDArray[np.float64] = self.yearly_energy * (
            self.flat_share / year.steps + (1 - self.flat_share) * heating
        )
        return load


def outdoor_temperature(
    reference: ProfileReference, grid: Grid, reading: Reading
) -> NDArray[np.float64]:
    """The temperature profile in °C on ``grid``; raises ProfileError where it has another unit."""
    profile = reading.profile(reference.profile, grid, "temperature")
    if profile.unit not in ("degC", "°C"):
        raise ProfileError(
            f'"{profile.name}" is in "{profile.unit}", expected a temperature in degC',
            "temperature",
        )
    return profile.values


def moving_mean(values: NDArray[np.float64], count: int) -> NDArray[np.float64]:
    """Mean of each value and the ``count - 1`` before it; before the year stands its own end."""
    if count == 1:
        return values
    wrapped = np.concatenate([values[-(count - 1):], values])
    return np.convolve(wrapped, np.full(count, 1 / count), mode="valid")
