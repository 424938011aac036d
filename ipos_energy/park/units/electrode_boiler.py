"""A boiler heated by electricity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    EfficiencySeries,
    ElectricityHeader,
    HeatHeader,
    Power,
    ShareRate,
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
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit


class ElectrodeBoiler(Unit):
    """Makes steam or hot water from electricity.

        heat[t] = η[t]·electricity[t]
        0 ≤ heat[t] ≤ available[t]·capacity
        |heat[t] − heat[t−1]| ≤ ramp·Δt·capacity

    heat and electricity in MW.
    """

    example: ClassVar[str] = """\
name: An electrode boiler at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T07:00, step: 1 h, time_zone: UTC}
profiles:
  power price: {values: [10, 10, 10, 60, 60, 60, 30], unit: EUR/MWh}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 6 MW, ramp: 50 %/h,
                     operating_cost: 0.5 EUR/MWh}
  gas boiler: {kind: boiler, fuel: gas, to: steam, capacity: 20 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {steam: 8 MW, electricity: 9 MW}}
"""

    kind: Literal["electrode_boiler"]
    from_: ElectricityHeader = Field(default="electricity", alias="from", validate_default=True)
    """Header that the electricity comes from"""
    to: HeatHeader
    """Header that the heat goes to"""
    capacity: Power
    """Largest heat output"""
    efficiency: EfficiencySeries = Field(default="99 %", validate_default=True)
    """Heat delivered per electricity"""
    ramp: ShareRate | None = None
    """Largest change of the output, as a share of the capacity per time"""

    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> ElectrodeBoiler:
        check_size(self.size, POWER)
        return self

    @property
    def conversion(self) -> Conversion:
        """Electricity to heat."""
        return Conversion((self.from_, "electricity"), (self.to, "heat"), self.capacity,
                          self.efficiency.values, self.ramp, self.commitment, size=self.size)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "heat", self.capacity

    def equations(self, site: Site) -> None:
        state_conversion(self, site, self.conversion)

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_conversion(self, record, self.conversion)
