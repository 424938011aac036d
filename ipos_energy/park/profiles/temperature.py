"""Outdoor temperature."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ipos_energy.park.profiles.entry import Reading
from ipos_energy.park.profiles.generator import NoisyGenerator, cosine
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.stated import Temperature, TemperatureDifference
from ipos_energy.park.strict import Number, Whole


class TemperatureProfile(NoisyGenerator):
    """Outdoor temperature: a wave over the year, one over the day, and weather.

        T = mean + season · cos(2π (day - season_peak) / days of the year)
              + day · cos(2π (hour - day_peak) / 24) + noise · z

    with z first-order autoregressive. The defaults are rounded from a typical year at Copenhagen
    Kastrup: season 8 K around late July, day 2 K, remaining standard deviation 2.6 K. The mean over
    each calendar year is ``mean``, but for the hour that summer time moves.
    """

    generate: Literal["temperature"] = Field(description="Outdoor temperature.")
    mean: Temperature = Field(description='Mean over the year, such as "9 degC".')
    season: TemperatureDifference = Field(
        default=8.0, ge=0, description="How far the year swings around the mean."
    )
    season_peak: Whole = Field(
        default=207, ge=1, le=366, description="The warmest day of the year (1 to 366)."
    )
    day: TemperatureDifference = Field(
        default=2.0, ge=0, description="How far the day swings around its mean."
    )
    day_peak: Number = Field(default=15, ge=0, lt=24, description="The warmest hour of the day.")
    noise: TemperatureDifference = Field(
        default=2.6, ge=0, description="Standard deviation of the weather."
    )
    persistence: Number = Field(
        default=0.98, ge=0, lt=1,
        description="Correlation of the weather from one hour to the next, 0 to below 1.",
    )

    def unit(self, reading: Reading) -> str:
        return "degC"

    def origin(self) -> str:
        return f"modelled: outdoor temperature, mean {self.mean:g} degC"

    def hours(self, name: str, year: Grid, reading: Reading) -> NDArray[np.float64]:
        clock = reading.clock(year)
        return (
            self.mean
            + self.season * cosine(clock.day, self.season_peak, year.steps / 24)
            + self.day * cosine(clock.hour, self.day_peak, 24)
            + self.noise * self.noise_of(name, year)
        )
