"""A cooler that rejects heat from a header to the sea or the air."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import ElectricityHeader, Fraction, HeatHeader, Power
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.size import (
    Size,
    capacity_of,
    check_size,
    largest_capacity,
    limited_variable,
    replay_size,
    state_size,
)
from ipos_energy.park.units.unit import Unit


class Cooler(Unit):
    """Takes heat out of a header and throws it away, with electricity for pumps or fans.

        0 ≤ heat[t] ≤ available[t]·capacity
        electricity[t] = ε·heat[t]

    both in MW; ε is the power used per heat rejected.
    """

    example: ClassVar[str] = """\
name: A cooler at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  heat: {values: [2, 6, 12], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
units:
  plant: {kind: process_heat, to: hot water, available: {profile: heat}, cooling_cost: 9 EUR/MWh}
  sea cooler: {kind: cooler, from: hot water, capacity: 5 MW, electricity_use: 2 %,
               operating_cost: 0.5 EUR/MWh}
  boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {hot water: 4 MW, electricity: 1 MW}}
"""

    kind: Literal["cooler"]
    from_: HeatHeader = Field(alias="from")
    """Header that is cooled"""
    capacity: Power
    """Largest heat that can be rejected"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the pumps or fans are fed from"""
    electricity_use: Fraction = 0.01
    """Electricity per heat rejected"""
    size: Size | None = None
    """How much more may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> Cooler:
        check_size(self.size, POWER)
        return self

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "heat", self.capacity

    def equations(self, site: Site) -> None:
        available = self.availability(site.horizon)
        total = state_size(self.size, self.capacity, site)
        heat = limited_variable(site, "heat", self.capacity, available, total)
        self.rest_in_maintenance(site, lambda t: heat[t], available * largest_capacity(
            self.size, self.capacity))
        use = self.electricity_use
        site.takes(self.from_, "heat", lambda t: heat[t])
        if use:
            site.takes(self.electricity, "electricity", lambda t: use * heat[t])
        self.book_operation(site, lambda t: heat[t])

    def replay(self, record: Record) -> Iterator[Check]:
        heat = record.flows["heat"]
        yield from replay_size(self.size, self.capacity, record)
        capacity = capacity_of(self.size, self.capacity, record)
        limit = capacity * self.availability(record.horizon)
        yield record.at_most("heat ≤ capacity", heat, limit)
        if self.electricity_use:
            yield record.equal("electricity = ε · heat", record.flows["electricity"],
                               self.electricity_use * heat)
        yield from self.replay_operation(record, heat)
