"""A let-down station: steam throttled to a lower pressure and cooled with feedwater."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import PowerOrMassFlow, SteamHeader
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Feedwater, Header, SteamNetwork
from ipos_energy.park.quantities import MASS_FLOW, POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.conversion import (
    Conversion,
    replay_conversion,
    state_conversion,
)
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.unit import Unit


class LetDown(Unit):
    """Throttles steam from one header to another of lower pressure.

        steam out[t] = steam in[t]
        0 ≤ steam in[t] ≤ available[t]·capacity

    in MW counted from feedwater. Throttling keeps the enthalpy; the spray water that cools the
    steam to the lower header's state is feedwater and so brings no energy. It adds mass:

        spray[t] = steam out[t]/(h_out − h_fw) − steam in[t]/(h_in − h_fw)

    in t/h, where h_in ≥ h_out.
    """

    example: ClassVar[str] = """\
name: A let-down at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  hot: {values: [0, 20, 20], unit: MW}
  warm: {values: [9, 0, 0], unit: MW}
  need: {values: [4, 4, 8], unit: MW}
headers:
  gas: {medium: fuel}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
units:
  hot process: {kind: process_heat, to: hp steam, available: {profile: hot}}
  warm process: {kind: process_heat, to: lp steam, available: {profile: warm}}
  let-down: {kind: let_down, from: hp steam, to: lp steam, capacity: 6.5 t/h}
  hp boiler: {kind: boiler, fuel: gas, to: hp steam, capacity: 9 MW, efficiency: 80 %}
  lp boiler: {kind: boiler, fuel: gas, to: lp steam, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
companies:
  works: {demands: {hp steam: 2 MW, lp steam: {profile: need}}}
"""

    kind: Literal["let_down"]
    from_: SteamHeader = Field(alias="from")
    """Header of higher pressure"""
    to: SteamHeader
    """Header of lower pressure"""
    capacity: PowerOrMassFlow
    """Largest steam flow at the inlet, in t/h or MW"""
    size: Size | None = None
    """How much more inlet steam in MW may be built for, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> LetDown:
        check_size(self.size, POWER)
        return self

    def capacity_mw(self, source: SteamNetwork, feedwater: Feedwater) -> float:
        """The capacity in MW counted from feedwater."""
        if self.capacity.measure is MASS_FLOW:
            return self.capacity.value * source.energy_mwh_per_t(feedwater)
        return self.capacity.value

    def _conversion(self, source: SteamNetwork, feedwater: Feedwater, steps: int) -> Conversion:
        return Conversion((self.from_, "steam in"), (self.to, "steam out"),
                          self.capacity_mw(source, feedwater), np.ones(steps), size=self.size)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        source = park.headers[self.from_]
        assert isinstance(source, SteamNetwork)
        return "steam in", self.capacity_mw(source, park.feedwater)

    def equations(self, site: Site) -> None:
        source = site.header(self.from_)
        assert isinstance(source, SteamNetwork)
        conversion = self._conversion(source, site.feedwater, site.horizon.steps)
        steam, _ = state_conversion(self, site, conversion)
        spray = self._spray_t_per_mwh(source, site.header(self.to), site.feedwater)
        site.records("spray water", "t/h", lambda t: spray * steam(t))

    def _spray_t_per_mwh(self, source: Header, sink: Header, feedwater: Feedwater) -> float:
        """Tonnes of spray water for each MWh of steam."""
        assert isinstance(source, SteamNetwork)
        assert isinstance(sink, SteamNetwork)
        return 1.0 / sink.energy_mwh_per_t(feedwater) - 1.0 / source.energy_mwh_per_t(feedwater)

    def replay(self, record: Record) -> Iterator[Check]:
        source, sink = record.headers[self.from_], record.headers[self.to]
        assert isinstance(source, SteamNetwork)
        assert isinstance(sink, SteamNetwork)
        yield from replay_conversion(
            self, record, self._conversion(source, record.feedwater, record.horizon.steps))
        mass_in = record.flows["steam in"] / source.energy_mwh_per_t(record.feedwater)
        mass_out = record.flows["steam out"] / sink.energy_mwh_per_t(record.feedwater)
        yield record.equal("spray water = steam out − steam in", record.quantities["spray water"],
                           mass_out - mass_in)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        source, sink = park.headers[self.from_], park.headers[self.to]
        assert isinstance(source, SteamNetwork)
        assert isinstance(sink, SteamNetwork)
        if source.pressure <= sink.pressure:
            yield Finding(("to",), (
                f'steam cannot be let down from {source.pressure:g} bar ("{self.from_}") to '
                f'{sink.pressure:g} bar ("{self.to}")'
            ))
        elif source.state.enthalpy < sink.state.enthalpy:
            yield Finding(("to",), (
                f'throttled steam of "{self.from_}" has {source.state.enthalpy:.0f} kJ/kg, less '
                f'than the {sink.state.enthalpy:.0f} kJ/kg of "{self.to}"; it cannot get hotter'
            ))
