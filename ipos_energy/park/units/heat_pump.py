"""A heat pump that lifts heat from a header or the surroundings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    CopSeries,
    ElectricityHeader,
    Fraction,
    HeatHeader,
    Power,
    Schema,
    SharePerKelvin,
    ShareRate,
    ShareSeries,
    Temperature,
    TemperatureDifference,
    TemperatureSeries,
    WaterHeader,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Header, SteamNetwork, WaterNetwork
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from ipos_energy.park.steam import lorenz_cop
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.commitment import Commitment
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.ideal_cop import impossible_cop
from ipos_energy.park.units.part_load import PartLoadCop, curve_remarks
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit, check_either


class CapacityBySource(Schema):
    """How the largest heat output follows the temperature at which the source comes."""

    rated_at: Temperature
    """Source temperature at which the output reaches the capacity"""
    per_kelvin: SharePerKelvin
    """Change of the largest output per K that the source is warmer, as a share of the capacity"""


class HeatPump(Unit):
    """Takes low-grade heat and electricity, gives heat at a higher temperature.

        heat[t] = COP[t]·electricity[t]
        source heat[t] = heat[t] − electricity[t]
        0 ≤ heat[t] ≤ available[t]·capacity·share[t]
        share[t] = 1, or given, or max(0, 1 + s·(T_source[t] − T_rated))
        |heat[t] − heat[t−1]| ≤ ramp·Δt·capacity

    in MW. The COP is given, or a share of Lorenz's ideal one between the source, cooled from its
    supply to its return temperature, and the sink, heated from its return to its supply. A warmer
    source makes denser vapour, of which the same compressor moves more: s = ``per_kelvin`` is a
    few %/K, and the maker's sheet says it.
    """

    only_beside: ClassVar[Mapping[str, str]] = {"source_cooling": "source_temperature"}
    example: ClassVar[str] = """\
name: Two heat pumps at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T07:00, step: 1 h, time_zone: UTC}
profiles:
  power price: {values: [50, 50, 50, 300, 300, 300, 50], unit: EUR/MWh}
  sea: {values: [15, 10, 5, 5, 5, 5, 5], unit: degC}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  cooling water: {medium: water, supply: 35 degC, return: 25 degC}
  hot water: {medium: water, supply: 80 degC, return: 50 degC}
units:
  low grade: {kind: process_heat, to: cooling water, available: 9 MW}
  heat pump: {kind: heat_pump, source: cooling water, to: hot water, cop: 3.5, capacity: 6 MW,
              ramp: 50 %/h, operating_cost: 0.5 EUR/MWh}
  sea pump: {kind: heat_pump, to: hot water, cop: 3, capacity: 2 MW,
             source_temperature: {profile: sea},
             capacity_by_source: {rated_at: 10 degC, per_kelvin: 3 %/K}}
  gas boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {hot water: 10 MW, cooling water: 2 MW, electricity: 9 MW}}
"""

    kind: Literal["heat_pump"]
    source: WaterHeader | None = None
    """Header that is cooled; the surroundings where it is left out"""
    to: HeatHeader
    """Header that the heat goes to"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the power comes from"""
    capacity: Power
    """Largest heat output"""
    cop: CopSeries | None = None
    """Heat per electricity; give this or lorenz_efficiency"""
    lorenz_efficiency: Fraction | None = None
    """Share of the ideal COP between the temperatures of source and sink"""
    source_temperature: TemperatureSeries | None = None
    """Temperature of the surroundings that are cooled, where source is left out"""
    source_cooling: TemperatureDifference = 5.0
    """By how much the surroundings are cooled"""
    capacity_share: ShareSeries | None = None
    """Share of the capacity that temperatures leave at each step, as a profile"""
    capacity_by_source: CapacityBySource | None = None
    """The same as a line over the source temperature; give this or capacity_share"""
    ramp: ShareRate | None = None
    """Largest change of the output, as a share of the capacity per time"""
    part_load: PartLoadCop | None = None
    """How the COP changes with the load"""
    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more heat output may be built, and at what cost"""

    @model_validator(mode="after")
    def _one_cop(self) -> HeatPump:
        check_size(self.size, POWER)
        check_either("a heat pump", ("cop", self.cop),
                     ("lorenz_efficiency", self.lorenz_efficiency))
        return self

    @property
    def _knows_its_source(self) -> bool:
        return self.source is not None or self.source_temperature is not None

    def cop_values(self, headers: Mapping[str, Header]) -> FloatArray:
        """The COP at each step (T,)."""
        if self.cop is not None:
            return self.cop.values
        assert self.lorenz_efficiency is not None
        return self.lorenz_efficiency * self._ideal_cop(headers)

    def _source_range(self, headers: Mapping[str, Header]) -> tuple[FloatArray, FloatArray]:
        if self.source is not None:
            header = headers[self.source]
            assert isinstance(header, WaterNetwork)
            return header.supply.values, header.return_.values
        assert self.source_temperature is not None
        hot = self.source_temperature.values
        return hot, hot - self.source_cooling

    def _shares(self, headers: Mapping[str, Header]) -> FloatArray | float:
        """The largest heat output per capacity that temperatures leave at each step (T,)."""
        if self.capacity_share is not None:
            return self.capacity_share.values
        law = self.capacity_by_source
        if law is None:
            return 1.0
        warmer = self._source_range(headers)[0] - law.rated_at
        return np.maximum(0.0, 1.0 + law.per_kelvin * warmer)

    def conversion(self, headers: Mapping[str, Header]) -> Conversion:
        """Electricity to heat."""
        return Conversion((self.electricity, "electricity"), (self.to, "heat"), self.capacity,
                          self.cop_values(headers), self.ramp, self.commitment, self.part_load,
                          self.size, self._shares(headers))

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "heat", self.capacity

    def equations(self, site: Site) -> None:
        names = [name for name in (self.source, self.to) if name is not None]
        conversion = self.conversion({name: site.header(name) for name in names})
        power, heat = state_conversion(self, site, conversion)
        if self.source is not None:
            site.takes(self.source, "source heat", lambda t: heat(t) - power(t))

    def replay(self, record: Record) -> Iterator[Check]:
        yield from replay_conversion(self, record, self.conversion(record.headers))
        if self.source is not None:
            yield record.equal("source heat = heat − electricity", record.flows["source heat"],
                               record.flows["heat"] - record.flows["electricity"])

    def remarks(self) -> Iterator[str]:
        return curve_remarks(self.part_load, committed=self.commitment is not None)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        if self.capacity_by_source is not None and self.capacity_share is not None:
            yield Finding(("capacity_share",),
                          "give either capacity_share or capacity_by_source, not both")
        if self.source is not None and self.source_temperature is not None:
            yield Finding(("source_temperature",), "the header that is cooled has its temperature",
                          "Give either source or source_temperature.")
        if self.source == self.to:
            yield Finding(("to",), f'the heat comes from "{self.to}" itself')
        elif self._knows_its_source:
            field = "lorenz_efficiency" if self.cop is None else "cop"
            yield from impossible_cop(field, self.cop_values(park.headers),
                                      self._ideal_cop(park.headers), 1.0, park.horizon)
        else:
            for field in ("lorenz_efficiency", "capacity_by_source"):
                if getattr(self, field) is not None:
                    yield Finding((field,), f"{field} needs a source header or a "
                                  "source_temperature")

    def _ideal_cop(self, headers: Mapping[str, Header]) -> FloatArray:
        return lorenz_cop(*self._source_range(headers), *_sink_range(headers[self.to]))


def _sink_range(header: Header) -> tuple[FloatArray, FloatArray]:
    """Supply and return temperature that a heat pump heats between, in °C (T,)."""
    if isinstance(header, SteamNetwork):
        boiling = np.array([header.state.temperature_c])
        return boiling, boiling
    assert isinstance(header, WaterNetwork)
    return header.supply.values, header.return_.values
