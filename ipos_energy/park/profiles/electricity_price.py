"""Spot-like price of electricity."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field, model_validator

from ipos_energy.park.profiles.entry import Clock, Reading
from ipos_energy.park.profiles.generator import NoisyGenerator, cosine, standardised
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.seasonal import limited
from ipos_energy.park.profiles.stated import Fraction, QuantityText, number_and_unit, number_in
from ipos_energy.park.strict import Number, Whole

_ROUNDS = 60


class ElectricityPriceProfile(NoisyGenerator):
    """A spot price with a season, two peaks a day, cheaper weekends and persistent noise.

        price = mean + standard_deviation · y,   y ∝ sinh(spikes · x) / spikes
        x = √season · S + √day · D + √week · W + √(1 - season - day - week) · z

    S is an annual cosine, D has peaks at 8 and 18 o'clock and a low at night, W is lower at the
    weekend, z is first-order autoregressive; each has mean 0 and standard deviation 1, so
    ``season``, ``day`` and ``week`` are shares of the variance. ``spikes`` lengthens both tails.
    Over each calendar year mean and standard deviation are met, also where ``at_least`` and
    ``at_most`` cut the tails off. The default shares are those of the price in bidding zone SE4 in
    2019.
    """

    generate: Literal["electricity_price"] = Field(description="Spot-like price of electricity.")
    mean: QuantityText = Field(description='Mean over the year, such as "39.8 EUR/MWh".')
    standard_deviation: QuantityText = Field(
        description='Standard deviation over the hours of the year, such as "11.3 EUR/MWh".'
    )
    season: Fraction = Field(
        default=0.15, ge=0, le=1, description="Share of the variance that the season explains."
    )
    season_peak: Whole = Field(
        default=4, ge=1, le=366, description="The dearest day of the year (1 to 366)."
    )
    day: Fraction = Field(
        default=0.17, ge=0, le=1, description="Share of the variance that the hour explains."
    )
    week: Fraction = Field(
        default=0.055, ge=0, le=1, description="Share of the variance that weekends explain."
    )
    spikes: Number = Field(
        default=0.4, ge=0, le=2, description="How long the tails are; 0 is a normal distribution."
    )
    at_least: QuantityText | None = Field(default=None, description="The lowest price.")
    at_most: QuantityText | None = Field(default=None, description="The highest price.")

    @model_validator(mode="after")
    def _shares_leave_room(self) -> ElectricityPriceProfile:
        total = self.season + self.day + self.week
        if total > 1:
            raise ProfileError(
                f"season, day and week explain {100 * total:g} % of the variance; allowed is at "
                "most 100 % together", "season")
        return self

    def unit(self, reading: Reading) -> str:
        return number_and_unit(self.mean, "mean", reading.money)[1]

    def origin(self) -> str:
        return (
            f"modelled: electricity price, mean {self.mean}, "
            f"standard deviation {self.standard_deviation}"
        )

    def hours(self, name: str, year: Grid, reading: Reading) -> NDArray[np.float64]:
        mean, unit = number_and_unit(self.mean, "mean", reading.money)
        deviation = number_in(
            self.standard_deviation, unit, "standard_deviation", reading.money
        )
        if deviation < 0:
            raise ProfileError("a standard deviation is not negative", "standard_deviation")
        shape = self._shape(reading.clock(year), self.noise_of(name, year), year.steps / 24)
        shift, scale = mean, deviation
        # Cutting the tails moves mean and spread: correct both until the cut series meets them.
        for _ in range(_ROUNDS):
            prices = limited(shift + scale * shape, self.at_least, self.at_most, unit, reading)
            found = prices.std()
            if found > 0:
                scale *= deviation / found
            shift += mean - prices.mean()
        if abs(prices.mean() - mean) + abs(found - deviation) > 0.01 * deviation:
            raise ProfileError(
                f"between at_least and at_most no prices have the mean {self.mean} and the "
                f"standard deviation {self.standard_deviation}", "standard_deviation",
                "Widen the limits or state a smaller deviation.",
            )
        return prices

    def _shape(
        self, clock: Clock, noise: NDArray[np.float64], days: float
    ) -> NDArray[np.float64]:
        peaks = np.exp(-(((clock.hour - 8) / 2.5) ** 2)) + np.exp(-(((clock.hour - 18) / 3) ** 2))
        night = -0.8 * np.exp(-(((clock.hour - 3) / 3.5) ** 2))
        rest = max(0.0, 1 - self.season - self.day - self.week)
        shape = (
            np.sqrt(self.season) * standardised(cosine(clock.day, self.season_peak, days))
            + np.sqrt(self.day) * standardised(peaks + night)
            + np.sqrt(self.week) * standardised(np.where(clock.weekend, -1.0, 0.0))
            + np.sqrt(rest) * noise
        )
        return standardised(np.sinh(self.spikes * shape) if self.spikes > 0 else shape)
