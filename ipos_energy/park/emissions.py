"""Emission factors, the CO2 price, and the reference that avoided CO2 is measured against."""

from __future__ import annotations

from typing import Literal

from pydantic import Field, field_validator, model_validator

from ipos_energy.errors import nearest
from ipos_energy.park.fields import (
    Efficiency,
    EmissionFactor,
    EmissionFactorSeries,
    EmissionPrice,
    Fraction,
    Mass,
    Schema,
    wrong,
)

Scope = Literal["direct", "life cycle"]


class Alternative(Schema):
    """A way in which the city would make the same heat."""

    factor: EmissionFactor
    """CO2 per MWh of heat delivered"""
    scope: Scope = "direct"
    """Whether the factor counts burning alone or the fuel's whole life cycle"""
    source: str = ""
    """Where the factor comes from"""


class GridFactor(Schema):
    """What a MWh of grid electricity emits."""

    factor: EmissionFactorSeries = Field(default="90 kg/MWh", validate_default=True)
    """CO2 per MWh bought, a constant or a profile"""
    sold: EmissionFactorSeries | None = None
    """CO2 per MWh that a sale displaces; as bought where it is left out"""
    name: str = "Nordic mix with trade"
    """What the factor stands for"""
    scope: Scope = "life cycle"
    """Whether the factor is direct or of the whole life cycle"""
    source: str = "IVL/SMED, Nordic electricity mix with trade, life cycle, 90 g CO2e/kWh"
    """Where the factor comes from"""


class Reference(Schema):
    """The situation without the integrated park."""

    name: str = "separate production"
    """Name that is printed beside every figure"""
    district_heat: str = Field(default="gas boilers", alias="district heat", validate_default=True)
    """Which of the alternatives makes the city's heat"""
    boiler_efficiency: Efficiency = 0.9
    """Efficiency of each company's own boiler, unless the company states its own"""
    fuel_name: str = "natural gas"
    """Fuel of the companies' own boilers"""
    fuel_factor: EmissionFactor = 0.20196
    """CO2 per MWh of that fuel"""
    cooling_electricity: Fraction = 0.01
    """Power for cooling the process heat away, per MWh of heat (an assumption)"""


DEFAULT_ALTERNATIVES = {
    "gas boilers": Alternative(
        factor=0.20196 / 0.92, scope="direct",
        source="201.96 kg/MWh (Regulation (EU) 2018/2066, 56.1 t/TJ) at 92 % efficiency"),
    "oil boilers": Alternative(
        factor=0.2668 / 0.90, scope="direct",
        source="266.8 kg/MWh (Regulation (EU) 2018/2066, 74.1 t/TJ) at 90 % efficiency"),
    "city mix without the park": Alternative(
        factor=0.050 / (1 - 0.40), scope="life cycle",
        source="50 g/kWh (Öresundskraft 2019) divided by 1 − 40 % park heat (2020)"),
    "wood pellets": Alternative(
        factor=0.015 / 0.88, scope="life cycle",
        source="10 to 20 kg/MWh upstream, middle taken, at 88 % efficiency"),
}


class Emissions(Schema):
    """CO2: price, factors, reference."""

    price: EmissionPrice = 0.0
    """Price of CO2 from fuel burnt in the park"""
    electricity: GridFactor = Field(default={}, validate_default=True)
    """Factor of grid electricity"""
    reference: Reference = Field(default_factory=Reference)
    """The situation that avoided CO2 is measured against"""
    alternatives: dict[str, Alternative] = Field(default={}, validate_default=True)
    """Ways in which the city would make the same heat; stated ones join those that are built in"""
    claimed: Mass | None = None
    """A published figure of avoided CO2 per year to set beside the program's own"""

    @field_validator("alternatives", mode="after")
    @classmethod
    def _with_defaults(cls, stated: dict[str, Alternative]) -> dict[str, Alternative]:
        return {**DEFAULT_ALTERNATIVES, **stated}

    @model_validator(mode="after")
    def _alternative_exists(self) -> Emissions:
        name = self.reference.district_heat
        if name not in self.alternatives:
            raise wrong(f'the reference makes district heat by "{name}", which is no alternative',
                        nearest(name, self.alternatives), at=("reference", "district heat"))
        return self
