"""A boiler that burns fuel for steam or hot water."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from ipos_energy.park.fields import (
    BoilerEfficiencySeries,
    FuelHeader,
    HeatHeader,
    Power,
    ShareRate,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.commitment import Commitment
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.part_load import PartLoad, curve_remarks
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit, check_either


class Boiler(Unit):
    """Burns fuel to make steam or hot water.

        heat[t] = η[t]·fuel[t]
        0 ≤ heat[t] ≤ available[t]·capacity
        |heat[t] − heat[t−1]| ≤ ramp·Δt·capacity

    fuel and heat in MW, η by lower heating value. The emissions belong to the fuel's contract.
    """

    example: ClassVar[str] = """\
name: Two boilers at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T07:00, step: 1 h, time_zone: UTC}
profiles:
  power price: {values: [60, 60, 60, 10, 10, 10, 60], unit: EUR/MWh}
  warm: {values: [12, 0, 0, 0, 0, 0, 0], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 6 MW, efficiency: 92 %, ramp: 50 %/h,
           operating_cost: 0.5 EUR/MWh}
  old boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 6 MW, efficiency: 80 %}
  warm process: {kind: process_heat, to: hot water, available: {profile: warm}}
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 20 MW}
  immersion heater: {kind: electrode_boiler, to: hot water, capacity: 20 MW,
                     operating_cost: 38 EUR/MWh}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {steam: 8 MW, hot water: 8 MW}}
"""

    kind: Literal["boiler"]
    fuel: FuelHeader
    """Header that the fuel comes from"""
    to: HeatHeader
    """Header that the heat goes to"""
    capacity: Power
    """Largest heat output"""
    efficiency: BoilerEfficiencySeries | None = None
    """Heat delivered per fuel energy (lower heating value); this or part_load"""
    part_load: PartLoad | None = None
    """Efficiency at some loads, in place of one efficiency"""
    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more may be built, and at what cost"""
    ramp: ShareRate | None = None
    """Largest change of the output, as a share of the capacity per time"""

    @model_validator(mode="after")
    def _one_efficiency(self) -> Boiler:
        check_either("a boiler", ("efficiency", self.efficiency), ("part_load", self.part_load))
        check_size(self.size, POWER)
        return self

    @property
    def conversion(self) -> Conversion:
        """Fuel to heat."""
        return Conversion((self.fuel, "fuel"), (self.to, "heat"), self.capacity,
                          self.efficiency.values if self.efficiency else None,
                          self.ramp, self.commitment, self.part_load, self.size)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "heat", self.capacity

    def equations(self, site: Site) -> None:
        state_conversion(self, site, self.conversion)

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_conversion(self, record, self.conversion)

    def remarks(self) -> Iterator[str]:
        return curve_remarks(self.part_load, committed=self.commitment is not None)

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        if self.efficiency is not None and (most := self.efficiency.values.max()) > 1.0:
            yield Finding(("efficiency",), f"{100 * most:g} % is more heat than the fuel's lower "
                          "heating value: only a boiler that condenses its flue gas gives so much")
