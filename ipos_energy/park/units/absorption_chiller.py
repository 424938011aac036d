"""An absorption chiller: cold from heat."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    AbsorptionCopSeries,
    CoolingHeader,
    ElectricityHeader,
    Fraction,
    HeatHeader,
    Power,
)
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
from ipos_energy.park.units.part_load import PartLoadCop, curve_remarks
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit


class AbsorptionChiller(Unit):
    """Makes cold from steam or hot water; the heat that it rejects is lost.

        cold[t] = COP[t]·heat[t]
        0 ≤ cold[t] ≤ available[t]·capacity
        electricity[t] = ε·cold[t]

    in MW; ε is the power of its pumps and cooling tower per cold. Heat and cold together,
    (1 + 1/COP)·cold, go to the cooling tower.
    """

    example: ClassVar[str] = """\
name: An absorption chiller at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
profiles:
  heat: {values: [0, 20], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 95 degC, return: 80 degC}
  chilled water: {medium: cooling, supply: 6 degC, return: 12 degC}
units:
  plant: {kind: process_heat, to: hot water, available: {profile: heat}}
  chiller: {kind: absorption_chiller, from: hot water, to: chilled water, capacity: 3 MW,
            electricity_use: 2 %, operating_cost: 0.5 EUR/MWh}
  compressor: {kind: compression_chiller, to: chilled water, capacity: 9 MW, cop: 4}
  boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  dairy: {demands: {chilled water: 4 MW, hot water: 1 MW, electricity: 1 MW}}
"""

    kind: Literal["absorption_chiller"]
    from_: HeatHeader = Field(alias="from")
    """Header whose heat drives it"""
    to: CoolingHeader
    """Header that is chilled"""
    capacity: Power
    """Largest cold output"""
    cop: AbsorptionCopSeries = Field(default="0.7", validate_default=True)
    """Cold per heat; about 0.7 for one stage and 1.2 for two"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that its pumps and cooling tower are fed from"""
    electricity_use: Fraction = 0.0
    """Electricity per cold"""

    part_load: PartLoadCop | None = None
    """How the COP changes with the load"""
    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more cold output may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> AbsorptionChiller:
        check_size(self.size, POWER)
        return self

    @property
    def conversion(self) -> Conversion:
        """Heat to cold."""
        return Conversion((self.from_, "heat"), (self.to, "cold"), self.capacity, self.cop.values,
                          commitment=self.commitment, part_load=self.part_load, size=self.size,
                          by_output=True)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "cold", self.capacity

    def equations(self, site: Site) -> None:
        _, cold = state_conversion(self, site, self.conversion)
        use = self.electricity_use
        if use:
            site.takes(self.electricity, "electricity", lambda t: use * cold(t))

    def replay(self, record: Record) -> Iterator[Check]:
        yield from replay_conversion(self, record, self.conversion)
        if self.electricity_use:
            yield record.equal("electricity = ε · cold", record.flows["electricity"],
                               self.electricity_use * record.flows["cold"])

    def remarks(self) -> Iterator[str]:
        return curve_remarks(self.part_load, committed=self.commitment is not None)
