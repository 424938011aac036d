"""Emission factors: each a value with its unit, year, scope, range and source."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from ipos_energy.park.fields import (
    Efficiency,
    EmissionFactor,
    EmissionFactorSeries,
    EnergyPrice,
    Schema,
    wrong,
)
from ipos_energy.park.strict import Whole

Scope = Literal["direct", "life cycle"]

_RESIDUAL_MIX = "Nordic residual mix "


class Factor(Schema):
    """How much CO2 a MWh stands for, and where the figure comes from."""

    factor: EmissionFactorSeries
    """CO2 per MWh, a constant or a profile"""
    year: Whole | None = None
    """Year that the figure stands for"""
    scope: Scope = "direct"
    """Whether the factor counts burning alone or the whole life cycle"""
    source: str = ""
    """Where the factor comes from"""
    low: EmissionFactor | None = None
    """Lowest value that is plausible, for the uncertainty of the result"""
    high: EmissionFactor | None = None
    """Highest value that is plausible"""

    @model_validator(mode="after")
    def _lies_in_its_range(self) -> Factor:
        if (self.low is None) != (self.high is None):
            raise wrong("low and high belong together: state both or neither",
                        at=("high" if self.low is None else "low",))
        if self.low is not None and self.high is not None and not (
                self.low <= self.mean <= self.high):
            raise wrong(f"the mean factor of {1000 * self.mean:g} kg/MWh does not lie between low, "
                        f"{1000 * self.low:g} kg/MWh, and high, {1000 * self.high:g} kg/MWh",
                        at=("factor",))
        return self

    @property
    def mean(self) -> float:
        """Mean over the steps in t/MWh."""
        values = self.factor.values
        return float(values.mean() if self.factor.profile else values[0])


class Alternative(Factor):
    """A way in which the city would make the same heat; the factor is per MWh of heat."""

    cost: EnergyPrice | None = None
    """What the heat would cost the city, per MWh of heat"""
    fuel_name: str = ""
    """Fuel that is burnt; the reference's own is valued at the scenario's contract for it"""
    efficiency: Efficiency | None = None
    """Heat per fuel, to value the fuel"""


class GridFactor(Factor):
    """What a MWh of grid electricity emits."""

    factor: EmissionFactorSeries = Field(default="90 kg/MWh", validate_default=True)
    """CO2 per MWh bought, a constant or a profile"""
    sold: EmissionFactorSeries | None = None
    """CO2 per MWh that a sale displaces; as bought where it is left out"""
    name: str = "grid electricity"
    """What the factor stands for"""
    scope: Scope = "life cycle"
    """Whether the factor is direct or of the whole life cycle"""

    @model_validator(mode="before")
    @classmethod
    def _with_the_built_in_figure(cls, stated: Any) -> Any:
        """The Nordic mix with all that belongs to it, where no factor is stated."""
        if isinstance(stated, dict) and "factor" not in stated:
            return {**NORDIC_MIX, **stated}
        return stated


NORDIC_MIX: dict[str, Any] = {
    "factor": "90 kg/MWh", "name": "Nordic mix with trade", "scope": "life cycle",
    "source": "IVL/SMED, Nordic electricity mix with trade, life cycle, 90 g CO2e/kWh",
    "low": "38.95 kg/MWh", "high": "467.62 kg/MWh",
}
"""Grid electricity where nothing is stated; its range is that of the residual mixes of 2022."""

_EI = "Energimarknadsinspektionen (Swedish Energy Markets Inspectorate), Nordic residual mix"
_EU_ETS = "Regulation (EU) 2018/2066, Annex VI"
_IPCC = "range: IPCC 2006, volume 2, table 2.2 (to be confirmed)"

FACTORS: dict[str, dict[str, Any]] = {
    "natural gas": {
        "factor": "201.96 kg/MWh", "year": 2018, "low": "195.48 kg/MWh", "high": "209.88 kg/MWh",
        "source": f"{_EU_ETS}, 56.1 t/TJ of lower heating value; {_IPCC}"},
    "natural gas with upstream": {
        "factor": "248 kg/MWh", "year": 2023, "scope": "life cycle",
        "source": "Värmemarknadskommittén, fossil energy 248.65 g CO2e/kWh, as quoted by telge.se"},
    "gas oil": {
        "factor": "266.8 kg/MWh", "year": 2018, "low": "261.36 kg/MWh", "high": "269.28 kg/MWh",
        "source": f"{_EU_ETS}, 74.1 t/TJ of lower heating value; {_IPCC}"},
    **{f"{_RESIDUAL_MIX}{year}": {
        "factor": f"{value} kg/MWh", "year": year, "scope": "life cycle", "source": f"{_EI} {year}"}
        for year, value in ((2019, 338.53), (2021, 371.99), (2022, 467.62), (2023, 524.10))},
    "Swedish residual mix 2022": {
        "factor": "38.95 kg/MWh", "year": 2022,
        "source": "Association of Issuing Bodies, residual mix of Sweden, direct"},
}
"""Factors that a scenario may name without stating them, as a planner would write them."""

ALTERNATIVES: dict[str, dict[str, Any]] = {
    "gas boilers": {
        "factor": f"{201.96 / 0.92!r} kg/MWh", "year": 2018, "scope": "direct",
        "source": f"201.96 kg/MWh ({_EU_ETS}, 56.1 t/TJ) at 92 % efficiency",
        "fuel_name": "natural gas", "efficiency": 0.92},
    "oil boilers": {
        "factor": f"{266.8 / 0.90!r} kg/MWh", "year": 2018, "scope": "direct",
        "source": f"266.8 kg/MWh ({_EU_ETS}, 74.1 t/TJ) at 90 % efficiency",
        "fuel_name": "gas oil", "efficiency": 0.90},
    "city mix without the park": {
        "factor": f"{50 / (1 - 0.40)!r} kg/MWh", "year": 2019, "scope": "life cycle",
        "source": "50 g/kWh (Öresundskraft 2019) divided by 1 − 40 % park heat (2020)"},
    "wood pellets": {
        "factor": f"{15 / 0.88!r} kg/MWh", "scope": "life cycle",
        "source": "10 to 20 kg/MWh upstream, middle taken, at 88 % efficiency",
        "fuel_name": "wood pellets", "efficiency": 0.88},
}
"""Ways in which the city would make the same heat, built in."""


def nearest_residual_mix(factors: dict[str, Factor], year: int) -> str:
    """Name of the Nordic residual mix whose year is nearest; the earlier of two as near."""
    mixes = [(abs((factor.year or 0) - year), factor.year or 0, name)
             for name, factor in factors.items() if name.startswith(_RESIDUAL_MIX)]
    return min(mixes)[2]


class Library(Schema):
    """Factors by name; stated ones join those that are built in."""

    factors: dict[str, Factor] = Field(default={}, validate_default=True)
    """Factors that other entries name; stated ones join those that are built in"""
    alternatives: dict[str, Alternative] = Field(default={}, validate_default=True)
    """Ways in which the city would make the same heat; stated ones join those that are built in"""

    @field_validator("factors", mode="before")
    @classmethod
    def _with_factors(cls, stated: Any) -> Any:
        return {**FACTORS, **stated} if isinstance(stated, dict) else stated

    @field_validator("alternatives", mode="before")
    @classmethod
    def _with_alternatives(cls, stated: Any) -> Any:
        return {**ALTERNATIVES, **stated} if isinstance(stated, dict) else stated
