"""A steam turbine: back-pressure, with extractions, condensing, or all of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    Efficiency,
    ElectricityHeader,
    Fraction,
    HeatHeader,
    PowerOrMassFlow,
    Pressure,
    Schema,
    SteamHeader,
    TemperatureDifference,
    wrong,
)
from ipos_energy.park.headers import Feedwater, Header, SteamNetwork, WaterNetwork
from ipos_energy.park.quantities import MASS_FLOW
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Site
from ipos_energy.park.steam import SteamError, expand, saturation_pressure
from ipos_energy.park.units.unit import Unit

CONDENSER = "condenser"


class Yields(Schema):
    """What one MWh of inlet steam becomes on its way to one outlet."""

    electricity: Fraction
    """Electricity per inlet steam"""
    heat: Fraction = 0.0
    """Heat to the outlet's header per inlet steam"""


@dataclass(frozen=True)
class Outlet:
    """One way through the turbine; yields per MWh of inlet steam at each step (T,)."""

    name: str
    electricity: FloatArray
    heat: FloatArray
    reheat: FloatArray


class SteamTurbine(Unit):
    """Expands steam from a header to one or more outlets.

        electricity[t] = Σ_k e_k[t]·steam to k[t]
        heat to k[t] = q_k[t]·steam to k[t]
        condensate reheating[t] = Σ_k r_k[t]·steam to k[t]
        electricity[t] ≤ available[t]·capacity      (or Σ_k steam to k, where that is in t/h)

    in MW, steam counted from feedwater at the inlet's state. The yields follow from IAPWS-IF97 and
    the isentropic efficiency, :func:`ipos_energy.park.steam.expand`, unless they are given. A
    district-heat condenser runs at the boiling point ``terminal_difference`` above the supply
    temperature; condensate colder than feedwater is heated from ``condensate_reheat``.
    """

    example: ClassVar[str] = """\
name: Two turbines at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  acid: {values: [0, 70, 70], unit: MW}
  warm: {values: [30, 0, 0], unit: MW}
  power price: {values: [1, 50, 90], unit: EUR/MWh}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 80 degC, return: 45 degC}
units:
  acid plant: {kind: process_heat, to: hp steam, available: {profile: acid}}
  lp process: {kind: process_heat, to: lp steam, available: {profile: warm}}
  warm process: {kind: process_heat, to: district heat, available: {profile: warm}}
  hp boiler: {kind: boiler, fuel: gas, to: hp steam, capacity: 20 MW, efficiency: 90 %}
  turbine: {kind: steam_turbine, from: hp steam, extractions: [lp steam], exhaust: district heat,
            condenser_pressure: 0.05 bar, capacity: 10 MW, operating_cost: 0.5 EUR/MWh}
  old turbine: {kind: steam_turbine, from: hp steam, condenser_pressure: 0.1 bar, capacity: 10 t/h,
                isentropic_efficiency: 70 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power price}}
  city: {kind: heat_sale, header: district heat, price: 25 EUR/MWh, at_most: 20 MW}
companies:
  works: {demands: {hp steam: 2 MW, lp steam: 10 MW, electricity: 60 MW}}
"""

    kind: Literal["steam_turbine"]
    from_: SteamHeader = Field(alias="from")
    """Header that the steam comes from"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the power goes to"""
    extractions: tuple[SteamHeader, ...] = ()
    """Steam headers that the turbine feeds"""
    exhaust: HeatHeader | None = None
    """Header at the turbine's end: steam, or a water header heated by a condenser"""
    condenser_pressure: Pressure | None = None
    """Pressure of a condensing end, whose heat is lost"""
    capacity: PowerOrMassFlow
    """Largest electricity in MW, or largest inlet steam in t/h"""
    isentropic_efficiency: Efficiency = 0.8
    """Share of the ideal enthalpy drop that the blades take up"""
    mechanical_efficiency: Efficiency = 0.95
    """Electricity at the terminals per work of the blades"""
    terminal_difference: TemperatureDifference = 5.0
    """By how much the exhaust condenses above the supply temperature of a water header"""
    condensate_reheat: HeatHeader | None = None
    """Header that heats cold condensate to feedwater; the first extraction, or else the inlet"""
    yields: dict[str, Yields] | None = None
    """Yields by outlet ("condenser" for a condensing end), where they are known better"""

    @model_validator(mode="after")
    def _outlets_fit(self) -> SteamTurbine:
        names = self.outlet_names
        if not names:
            raise wrong("a turbine needs an outlet: extractions, exhaust or condenser_pressure")
        if len(set(names)) < len(names):
            raise wrong(f"an outlet is named twice among {', '.join(names)}")
        if self.yields is not None and set(self.yields) != set(names):
            raise wrong(f"yields must name each outlet once: {', '.join(names)}")
        return self

    @property
    def outlet_names(self) -> list[str]:
        """Headers that the turbine feeds, and "condenser" where it has a condensing end."""
        names = [*self.extractions, *([self.exhaust] if self.exhaust else [])]
        condensing = self.condenser_pressure or CONDENSER in (self.yields or {})
        return [*names, CONDENSER] if condensing else names

    def outlets(
        self, headers: Mapping[str, Header], feedwater: Feedwater, steps: int
    ) -> list[Outlet]:
        """Each outlet with its yields over the steps. Raises SteamError where one cannot be."""
        return [self._outlet(name, headers, feedwater, steps) for name in self.outlet_names]

    def _outlet(
        self, name: str, headers: Mapping[str, Header], feedwater: Feedwater, steps: int
    ) -> Outlet:
        if self.yields is not None:
            given = self.yields[name]
            return Outlet(name, np.full(steps, given.electricity), np.full(steps, given.heat),
                          np.zeros(steps))
        inlet = headers[self.from_]
        assert isinstance(inlet, SteamNetwork)
        pressures = self._pressures(name, headers, steps)
        expansion = expand(inlet.state, pressures, self.isentropic_efficiency,
                           self.mechanical_efficiency, feedwater.enthalpy)
        if name == CONDENSER:
            return Outlet(name, expansion.electricity, np.zeros(steps), np.zeros(steps))
        reheat = np.zeros(steps)
        if isinstance(headers[name], WaterNetwork):
            reheat = np.maximum(-expansion.condensate_heat, 0.0)
        return Outlet(name, expansion.electricity, expansion.heat + reheat, reheat)

    def _pressures(self, name: str, headers: Mapping[str, Header], steps: int) -> FloatArray:
        if name == CONDENSER:
            assert self.condenser_pressure is not None
            return np.full(steps, self.condenser_pressure)
        header = headers[name]
        if isinstance(header, SteamNetwork):
            return np.full(steps, header.pressure)
        assert isinstance(header, WaterNetwork)
        condensing = header.supply.values + self.terminal_difference
        distinct, where = np.unique(condensing, return_inverse=True)
        return np.array([saturation_pressure(t) for t in distinct])[where]

    @property
    def reheat_header(self) -> str:
        """Header that heats cold condensate."""
        return self.condensate_reheat or (self.extractions[0] if self.extractions else self.from_)

    def capacity_mw(self, headers: Mapping[str, Header], feedwater: Feedwater) -> float:
        """The capacity in MW of electricity, or of inlet steam where it is a mass flow."""
        inlet = headers[self.from_]
        assert isinstance(inlet, SteamNetwork)
        if self.capacity.measure is MASS_FLOW:
            return self.capacity.value * inlet.energy_mwh_per_t(feedwater)
        return self.capacity.value

    def equations(self, site: Site) -> None:
        headers = {name: site.header(name)
                   for name in (self.from_, *self.extractions, self.exhaust) if name}
        outlets = self.outlets(headers, site.feedwater, site.horizon.steps)
        limit = (self.capacity_mw(headers, site.feedwater)
                 * self.availability(site.horizon))
        steam = [self._steam_to(outlet, site, limit) for outlet in outlets]
        power = [site.parameter(f"electricity yield to {o.name}", o.electricity) for o in outlets]
        ways = list(zip(power, steam, strict=True))
        site.gives(self.electricity, "electricity", lambda t: sum(e[t] * x[t] for e, x in ways))
        reheated = [(site.parameter(f"reheat for {o.name}", o.reheat), x)
                    for o, x in zip(outlets, steam, strict=True) if o.reheat.any()]
        if reheated:
            site.takes(self.reheat_header, "condensate reheating",
                       lambda t: sum(r[t] * x[t] for r, x in reheated))
        if len(outlets) > 1:
            bound = site.parameter("capacity", limit)
            by_mass = self.capacity.measure is MASS_FLOW
            site.each_step("capacity", lambda t: sum(
                x[t] if by_mass else e[t] * x[t] for e, x in ways) <= bound[t])
        self.book_operation(site, lambda t: sum(e[t] * x[t] for e, x in ways))

    def _steam_to(self, outlet: Outlet, site: Site, limit: FloatArray) -> Indexed:
        """States the steam to one outlet and what it gives; bounded by the whole capacity."""
        by_mass = self.capacity.measure is MASS_FLOW
        upper = limit if by_mass else limit / np.maximum(outlet.electricity, 1e-9)
        steam = site.variable(f"steam to {outlet.name}", upper=upper)
        site.takes(self.from_, f"steam to {outlet.name}", lambda t: steam[t])
        if outlet.name != CONDENSER:
            heat = site.parameter(f"heat yield to {outlet.name}", outlet.heat)
            site.gives(outlet.name, f"heat to {outlet.name}", lambda t: heat[t] * steam[t])
        return steam

    def replay(self, record: Record) -> Iterator[Check]:
        outlets = self.outlets(record.headers, record.feedwater, record.horizon.steps)
        steam = {o.name: record.flows[f"steam to {o.name}"] for o in outlets}
        power = sum((o.electricity * steam[o.name] for o in outlets),
                    np.zeros(record.horizon.steps))
        reheat = sum((o.reheat * steam[o.name] for o in outlets), np.zeros(record.horizon.steps))
        yield record.equal("electricity = Σ yield · steam", record.flows["electricity"], power)
        for outlet in outlets:
            if outlet.name != CONDENSER:
                yield record.equal(f"heat to {outlet.name} = yield · steam",
                                   record.flows[f"heat to {outlet.name}"],
                                   outlet.heat * steam[outlet.name])
        if reheat.any():
            yield record.equal("reheating = Σ share · steam",
                               record.flows["condensate reheating"], reheat)
        limited = sum(steam.values()) if self.capacity.measure is MASS_FLOW else power
        limit = (self.capacity_mw(record.headers, record.feedwater)
                 * self.availability(record.horizon))
        yield record.at_most("output ≤ capacity", np.asarray(limited), limit)
        yield from self.replay_operation(record, power)

    def problems(
        self, headers: Mapping[str, Header], feedwater: Feedwater
    ) -> Iterator[tuple[str, str]]:
        for name in self.outlet_names:
            try:
                self._outlet(name, headers, feedwater, 1 if name == CONDENSER else _steps(
                    headers[name]))
            except SteamError as error:
                field = "condenser_pressure" if name == CONDENSER else (
                    "exhaust" if name == self.exhaust else "extractions")
                yield field, str(error)


def _steps(header: Header) -> int:
    return len(header.supply.values) if isinstance(header, WaterNetwork) else 1
