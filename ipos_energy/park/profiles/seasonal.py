"""Load with a season, a week, a working day and noise."""

from __future__ import annotations

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ipos_energy.park.profiles.entry import Clock, Reading
from ipos_energy.park.profiles.generator import NoisyGenerator, cosine
from ipos_energy.park.profiles.grid import Grid
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.stated import Fraction, QuantityText, number_and_unit, number_in
from ipos_energy.park.strict import Number, Whole

SHIFTS = {"day shift": (7, 16), "two shifts": (6, 22)}
"""First hour and the hour after the last of each working-hours shape, on the local clock."""


class SeasonalProfile(NoisyGenerator):
    """Mean × season × week × day × noise, on the local clock.

        value = mean · s(day) · w(weekday) · d(hour) · n / yearly mean of s·w·d·n
        s = 1 + season · cos(2π (day - season_peak) / days of the year)
        w = weekend on Saturday and Sunday, else 1
        d = 1 in working hours and 1 - day_swing outside,
            or 1 + day_swing · cos(2π (hour - day_peak) / 24)
        n = exp(σz - σ²/2), σ² = ln(1 + noise²), or 1 + noise · z; z first-order autoregressive

    The mean over each calendar year is ``mean`` exactly, before ``at_least`` and ``at_most``.
    """

    generate: Literal["seasonal"] = Field(description="Season × week × day × noise.")
    mean: QuantityText = Field(description='Mean over the calendar year, such as "5.2 MW".')
    season: Fraction = Field(
        default=0.0, ge=0, le=1, description="How far the season swings around the mean."
    )
    season_peak: Whole = Field(
        default=20, ge=1, le=366, description="Day of the year with the highest values (1 to 366)."
    )
    weekend: Fraction = Field(
        default=1.0, ge=0, description="Level on Saturday and Sunday, as a share of a weekday's."
    )
    day: Literal["flat", "day shift", "two shifts", "cosine"] = Field(
        default="flat",
        description="Shape of the day: flat, working hours 7-16 or 6-22, or a cosine.",
    )
    day_swing: Fraction = Field(
        default=0.5, ge=0, le=1,
        description="How far the level drops outside working hours, or the cosine swings.",
    )
    day_peak: Number = Field(default=14, ge=0, lt=24, description="Hour at which the cosine peaks.")
    noise: Fraction = Field(
        default=0.0, ge=0, le=2, description="Standard deviation of the random part, of the mean."
    )
    noise_shape: Literal["lognormal", "normal"] = Field(
        default="lognormal", description="Lognormal noise never turns a value negative."
    )
    at_least: QuantityText | None = Field(default=None, description="No value falls below this.")
    at_most: QuantityText | None = Field(default=None, description="No value rises above this.")

    def unit(self, reading: Reading) -> str:
        return number_and_unit(self.mean, "mean", reading.money)[1]

    def origin(self) -> str:
        return f"modelled: seasonal, mean {self.mean}"

    def hours(self, name: str, year: Grid, reading: Reading) -> NDArray[np.float64]:
        clock = reading.clock(year)
        days = year.steps / 24
        shape = (
            (1 + self.season * cosine(clock.day, self.season_peak, days))
            * np.where(clock.weekend, self.weekend, 1.0)
            * self._day(clock)
            * self._random(name, year)
        )
        average = shape.mean()
        if average <= 0:
            raise ProfileError("the shape is zero throughout the year", "day_swing")
        mean, unit = number_and_unit(self.mean, "mean", reading.money)
        return limited(mean * shape / average, self.at_least, self.at_most, unit, reading)

    def _day(self, clock: Clock) -> NDArray[np.float64]:
        if self.day == "flat":
            return np.ones(len(clock.hour))
        if self.day == "cosine":
            return 1 + self.day_swing * cosine(clock.hour, self.day_peak, 24)
        first, after = SHIFTS[self.day]
        working = (clock.hour >= first) & (clock.hour < after)
        return np.where(working, 1.0, 1 - self.day_swing)

    def _random(self, name: str, year: Grid) -> NDArray[np.float64]:
        if self.noise == 0:
            return np.ones(year.steps)
        if self.noise_shape == "normal":
            return 1 + self.noise * self.noise_of(name, year)
        sigma = np.sqrt(np.log1p(self.noise**2))
        factor: NDArray[np.float64] = np.exp(sigma * self.noise_of(name, year) - sigma**2 / 2)
        return factor


def limited(
    values: NDArray[np.float64],
    at_least: str | None,
    at_most: str | None,
    unit: str,
    reading: Reading,
) -> NDArray[np.float64]:
    """``values`` (in ``unit``) kept between two stated limits; raises ProfileError."""
    low = -np.inf if at_least is None else number_in(at_least, unit, "at_least", reading.money)
    high = np.inf if at_most is None else number_in(at_most, unit, "at_most", reading.money)
    if low > high:
        raise ProfileError(f"at_least {at_least} is above at_most {at_most}", "at_least")
    return np.clip(values, low, high)
