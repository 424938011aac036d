"""What all generators share: whole calendar years of hours, and noise that keeps its memory.

A generator always makes the hours of the whole local calendar year, from 1 January 00:00 on, and
the horizon takes its steps from them. So a week has exactly the numbers that the same week has in
a run over the year. Steps shorter than an hour repeat the hour's value; longer ones average.
"""

from __future__ import annotations

import math
import zlib
from abc import abstractmethod

import numpy as np
from numpy.typing import NDArray
from pydantic import Field

from ipos_energy.park.profiles.entry import Entry, Reading
from ipos_energy.park.profiles.grid import HOUR, Grid
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.strict import Number, Whole


class Generator(Entry):
    """A modelled series, made for whole calendar years of hours."""

    @abstractmethod
    def hours(self, name: str, year: Grid, reading: Reading) -> NDArray[np.float64]:
        """The values of all hours of one calendar year (hours,); raises ProfileError."""

    @abstractmethod
    def unit(self, reading: Reading) -> str:
        """The unit of the values; raises ProfileError."""

    @abstractmethod
    def origin(self) -> str:
        """What was generated, in a few words."""

    def read(self, name: str, grid: Grid, reading: Reading) -> Profile:
        years = grid.years
        values = np.concatenate([self.hours(name, year, reading) for year in years])
        whole = Grid(years[0].start, HOUR, len(values), grid.zone)
        return Profile(
            name, whole.spread(values, grid), self.unit(reading), self.origin(), modelled=True
        )


class NoisyGenerator(Generator):
    """A generator with a random part that a seed fixes."""

    persistence: Number = Field(
        default=0.95, ge=0, lt=1,
        description="Correlation of the random part from one hour to the next, 0 to below 1.",
    )
    seed: Whole | None = Field(
        default=None, ge=0,
        description="Fixes the random part. Left out, it follows from the profile's name.",
    )

    def noise_of(self, name: str, year: Grid) -> NDArray[np.float64]:
        """Random part of one calendar year, mean 0 and standard deviation 1 (hours,)."""
        seed = zlib.crc32(name.encode()) if self.seed is None else self.seed
        return persistent_noise(year.steps, self.persistence, np.random.default_rng(
            [seed, year.year]
        ))


def persistent_noise(
    count: int, persistence: float, random: np.random.Generator
) -> NDArray[np.float64]:
    """Gaussian noise of first-order autoregression, x[t] = persistence·x[t-1] + e[t] (count,).

    Shifted and scaled so that this sample has mean 0 and standard deviation 1 exactly.
    """
    series = random.standard_normal(count)
    series[0] /= math.sqrt(1 - persistence**2)
    # 1/(1 - a·L) = (1 + a·L)(1 + a²·L²)(1 + a⁴·L⁴)… for the lag L: few passes, no loop over hours.
    lag, weight = 1, persistence
    while lag < count and weight > 1e-18:
        series[lag:] = series[lag:] + weight * series[:-lag]
        lag, weight = 2 * lag, weight * weight
    return standardised(series)


def standardised(series: NDArray[np.float64]) -> NDArray[np.float64]:
    """``series`` shifted and scaled to mean 0 and standard deviation 1; zeros where constant."""
    centred = series - series.mean()
    deviation = centred.std()
    return centred / deviation if deviation > 1e-12 else np.zeros_like(series)


def cosine(position: NDArray[np.int64], peak: float, period: float) -> NDArray[np.float64]:
    """A wave between -1 and 1 with its crest at ``peak``, in the unit of ``position``."""
    wave: NDArray[np.float64] = np.cos(2 * np.pi * (position - peak) / period)
    return wave
