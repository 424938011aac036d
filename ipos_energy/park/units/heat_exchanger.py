"""A heat exchanger between two headers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import EfficiencySeries, HeatHeader, Power, WaterHeader
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Header, WaterNetwork, supply_temperature
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit


class HeatExchanger(Unit):
    """Moves heat from steam or hot water to a water header.

        given[t] = η[t]·taken[t]
        0 ≤ given[t] ≤ available[t]·share[t]·capacity
        share[t] = reach[t]/max_t reach[t]
        reach[t] = (T_source[t] − T_return[t])/(T_supply[t] − T_return[t]), from 0 to 1

    both in MW; 1 − η is lost to the surroundings. A source colder than the sink's supply heats the
    water on only a part of its way, the reach; the rest of the way is another unit's. The capacity
    is for the flow of water that is heated where the temperatures serve best.
    """

    example: ClassVar[str] = """\
name: A heat exchanger at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  hot: {values: [0, 20, 20], unit: MW}
  warm: {values: [9, 0, 0], unit: MW}
  need: {values: [4, 4, 8], unit: MW}
headers:
  gas: {medium: fuel}
  steam: {medium: steam, pressure: 5 bar}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
units:
  hot process: {kind: process_heat, to: steam, available: {profile: hot}}
  warm process: {kind: process_heat, to: hot water, available: {profile: warm}}
  exchanger: {kind: heat_exchanger, from: steam, to: hot water, capacity: 5 MW, efficiency: 98 %}
  steam boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}
  hot-water boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
companies:
  works: {demands: {steam: 2 MW, hot water: {profile: need}}}
"""

    kind: Literal["heat_exchanger"]
    from_: HeatHeader = Field(alias="from")
    """Header that the heat comes from"""
    to: WaterHeader
    """Header that the heat goes to"""
    capacity: Power
    """Largest heat output"""
    efficiency: EfficiencySeries = Field(default="100 %", validate_default=True)
    """Heat given per heat taken"""

    size: Size | None = None
    """How much more may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> HeatExchanger:
        check_size(self.size, POWER)
        return self

    def reach(self, headers: Mapping[str, Header]) -> FloatArray:
        """How far from the sink's return to its supply the source can heat, (T,) or (1,)."""
        sink = headers[self.to]
        assert isinstance(sink, WaterNetwork)
        cold, wanted = sink.return_.values, sink.supply.values
        hot = supply_temperature(headers[self.from_])
        reach: FloatArray = np.clip((hot - cold) / (wanted - cold), 0.0, 1.0)
        return reach

    def conversion(self, headers: Mapping[str, Header]) -> Conversion:
        """Heat to heat."""
        reach = self.reach(headers)
        return Conversion((self.from_, "heat taken"), (self.to, "heat given"), self.capacity,
                          self.efficiency.values, size=self.size, share=reach / reach.max())

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "heat given", self.capacity

    def equations(self, site: Site) -> None:
        headers = {name: site.header(name) for name in (self.from_, self.to)}
        state_conversion(self, site, self.conversion(headers))

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_conversion(self, record, self.conversion(record.headers))

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        source, sink = park.headers[self.from_], park.headers[self.to]
        assert isinstance(sink, WaterNetwork)
        if self.from_ == self.to:
            yield Finding(("to",), f'the heat comes from "{self.to}" itself')
        elif not self.reach(park.headers).any():
            hot, cold = supply_temperature(source).max(), sink.return_.values.min()
            yield Finding(("from",), f'"{self.from_}" at {hot:g} °C cannot heat "{self.to}", whose '
                          f"return is {cold:g} °C")

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        reach = np.broadcast_to(self.reach(park.headers), (park.horizon.steps,))
        colder = int((reach < 1.0).sum())
        if colder:
            least = int(np.argmin(reach))
            limited = (f"; its capacity is then limited, most at {park.horizon.moment(least)} to "
                       f"{100 * reach[least] / reach.max():.0f} %" if reach.min() < reach.max()
                       else "")
            yield Finding(
                ("from",), f'"{self.from_}" is colder than the supply of "{self.to}" in {colder} '
                f"of {len(reach)} steps{limited}",
                f'Something hotter must bring "{self.to}" to its supply temperature.')
