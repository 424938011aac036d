"""A steam turbine: back-pressure, with extractions, condensing, or all of these."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.errors import nearest
from ipos_energy.park.fields import (
    Efficiency,
    ElectricityHeader,
    Fraction,
    HeatHeader,
    PowerOrMassFlow,
    Pressure,
    SteamHeader,
    TemperatureDifference,
    TemperatureSeries,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Feedwater, Header, SteamNetwork
from ipos_energy.park.quantities import MASS_FLOW, POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from ipos_energy.park.steam import SteamError
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.commitment import Commitment
from ipos_energy.park.units.size import Size, check_size
from ipos_energy.park.units.turbine_equations import Turbine, replay_turbine, state_turbine
from ipos_energy.park.units.turbine_outlets import (
    CONDENSER,
    Blades,
    Outlet,
    SteamRange,
    Yields,
    boiling_pressures,
    given_outlet,
    outlet_to,
    pressures_at,
)
from ipos_energy.park.units.unit import Unit


class SteamTurbine(Unit):
    """Expands steam from a header to one or more outlets.

    The equations stand in :mod:`ipos_energy.park.units.turbine_equations`. The yields follow from
    IAPWS-IF97 and the isentropic efficiency, :func:`ipos_energy.park.steam.expand`, unless they
    are given. A district-heat condenser runs at the boiling point ``terminal_difference`` above
    the supply temperature; condensate colder than feedwater is heated from ``condensate_reheat``.
    """

    only_beside: ClassVar[Mapping[str, str]] = {"condenser_difference": "cooling_water"}
    not_beside: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("isentropic_efficiency", "terminal_difference"), "yields")
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
    cooling_water: TemperatureSeries | None = None
    """Temperature of the cooling water of a condensing end, in place of condenser_pressure"""
    condenser_difference: TemperatureDifference = 12.0
    """By how much a condensing end condenses above its cooling water"""
    ranges: dict[str, SteamRange] = Field(default_factory=dict)
    """Least and most inlet steam on the way to an outlet, by the outlet's name"""
    no_load: Fraction = 0.0
    """Share of the steam at full load that only turns the machine (Willans line)"""
    own_use: Fraction = 0.0
    """Electricity for the turbine's own auxiliaries, per electricity generated"""
    commitment: Commitment | None = None
    """Minimum load, starts and minimum times; switches integers on"""
    size: Size | None = None
    """How much more electricity in MW may be built for, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> SteamTurbine:
        check_size(self.size, POWER)
        if self.size is not None and self.capacity.measure is MASS_FLOW:
            raise wrong("a turbine that may grow needs its capacity in MW of electricity",
                        at=("capacity",))
        return self

    @property
    def outlet_names(self) -> list[str]:
        """Headers that the turbine feeds, and "condenser" where it has a condensing end."""
        names = [*self.extractions, *([self.exhaust] if self.exhaust else [])]
        condensing = (self.condenser_pressure or self.cooling_water
                      or CONDENSER in (self.yields or {}))
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
            return given_outlet(name, self.yields[name], steps)
        inlet = headers[self.from_]
        assert isinstance(inlet, SteamNetwork)
        blades = Blades(self.isentropic_efficiency, self.mechanical_efficiency, feedwater)
        if name == CONDENSER:
            return outlet_to(name, inlet, self._condenser_pressures(steps), blades, None)
        pressures = pressures_at(headers, name, self.terminal_difference, steps)
        return outlet_to(name, inlet, pressures, blades, headers[name])

    def _condenser_pressures(self, steps: int) -> FloatArray:
        if self.cooling_water is not None:
            return boiling_pressures(self.cooling_water.values + self.condenser_difference)
        assert self.condenser_pressure is not None
        return np.full(steps, self.condenser_pressure)

    @property
    def reheat_header(self) -> str:
        """Header that heats cold condensate."""
        return self.condensate_reheat or (self.extractions[0] if self.extractions else self.from_)

    def turbine(
        self, headers: Mapping[str, Header], feedwater: Feedwater, steps: int
    ) -> Turbine:
        """The turbine in canonical numbers."""
        inlet = headers[self.from_]
        assert isinstance(inlet, SteamNetwork)
        capacity = _in_mw(self.capacity, inlet, feedwater)
        assert capacity is not None
        return Turbine(
            source=self.from_, electricity=self.electricity, reheat_header=self.reheat_header,
            outlets=tuple(self.outlets(headers, feedwater, steps)), capacity_mw=capacity,
            limits_steam=self.capacity.measure is MASS_FLOW,
            ranges=self._ranges_mw(inlet, feedwater),
            no_load=self.no_load, own_use=self.own_use,
            mechanical_efficiency=self.mechanical_efficiency, commitment=self.commitment,
            size=self.size,
        )

    def _ranges_mw(
        self, inlet: SteamNetwork, feedwater: Feedwater
    ) -> dict[str, tuple[float | None, float | None]]:
        return {name: (_in_mw(span.at_least, inlet, feedwater),
                       _in_mw(span.at_most, inlet, feedwater))
                for name, span in self.ranges.items()}

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        if self.capacity.measure is MASS_FLOW:
            return None  # of all inlet steam, which is several flows
        return "electricity", self.capacity.value

    def equations(self, site: Site) -> None:
        headers = {name: site.header(name)
                   for name in (self.from_, *self.extractions, self.exhaust) if name}
        turbine = self.turbine(headers, site.feedwater, site.horizon.steps)
        state_turbine(self, site, turbine)

    def replay(self, record: Record) -> Iterator[Check]:
        turbine = self.turbine(record.headers, record.feedwater, record.horizon.steps)
        return replay_turbine(self, record, turbine)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        misfits = [*self._misfits_of_outlets(), *self._misfits_of_commitment()]
        yield from misfits or self._impossible_steam(park)

    def _misfits_of_outlets(self) -> Iterator[Finding]:
        names = self.outlet_names
        if not names:
            yield Finding(("exhaust",), "a turbine needs an outlet: extractions, exhaust, "
                          "condenser_pressure or cooling_water")
        for number, name in enumerate(self.extractions):
            if name == self.exhaust or name in self.extractions[:number]:
                yield Finding(("extractions", number), f'the outlet "{name}" is named twice')
            if name == self.from_:
                yield Finding(("extractions", number), f'the steam comes from "{name}" itself')
        if self.exhaust == self.from_:
            yield Finding(("exhaust",), f'the steam comes from "{self.exhaust}" itself')
        if CONDENSER in (*self.extractions, self.exhaust):
            yield Finding(("exhaust",), '"condenser" means the condensing end of a turbine',
                          "Give the header another name.")
        if self.condenser_pressure is not None and self.cooling_water is not None:
            yield Finding(("cooling_water",),
                          "give either condenser_pressure or cooling_water, not both")
        for name in self.ranges:
            if name not in names:
                yield Finding(("ranges", name), f'the turbine has no outlet "{name}"',
                              nearest(name, names), at_key=True)
        yield from self._misfits_of_yields(names)

    def _misfits_of_yields(self, names: list[str]) -> Iterator[Finding]:
        for name, given in (self.yields or {}).items():
            if name not in names:
                yield Finding(("yields", name), f'the turbine has no outlet "{name}"',
                              nearest(name, names), at_key=True)
            if given.electricity + given.heat > 1.0 + 1e-9:
                yield Finding(("yields", name), f"{100 * (given.electricity + given.heat):g} % of "
                              "the steam's energy would come out; allowed is at most 100 %")
        missing = [name for name in names if self.yields is not None and name not in self.yields]
        if missing:
            yield Finding(("yields",), f"yields must name each outlet once; missing: "
                          f"{', '.join(missing)}")

    def _misfits_of_commitment(self) -> Iterator[Finding]:
        if self.no_load and (self.commitment is None or self.capacity.measure is MASS_FLOW):
            yield Finding(("no_load",), "no_load needs a commitment and a capacity in MW")
        if self.no_load >= 1.0:
            yield Finding(("no_load",), "no_load must be below 100 %")
        if self.commitment is not None and self.capacity.measure is POWER:
            for name, given in (self.yields or {}).items():
                if not given.electricity:
                    yield Finding(("yields", name), "with a commitment, each outlet needs a yield "
                                  "of electricity; steam could flow while the turbine is off")

    def _impossible_steam(self, park: Surroundings) -> Iterator[Finding]:
        for name in self.outlet_names:
            try:
                self._outlet(name, park.headers, park.feedwater,
                             self._steps(park.headers.get(name)))
            except SteamError as error:
                yield Finding(self._field_of(name), str(error))
        source = park.headers[self.from_]
        assert isinstance(source, SteamNetwork)
        for name, (least, most) in self._ranges_mw(source, park.feedwater).items():
            if least is not None and most is not None and least > most:
                yield Finding(("ranges", name, "at_least"),
                              f"at_least of the steam to {name} is above its at_most")

    def _field_of(self, outlet: str) -> tuple[str | int, ...]:
        """The keys of the value that names an outlet."""
        if outlet == CONDENSER:
            return ("cooling_water" if self.cooling_water is not None else "condenser_pressure",)
        if outlet == self.exhaust:
            return ("exhaust",)
        return ("extractions", self.extractions.index(outlet))

    def _steps(self, header: Header | None) -> int:
        """Number of steps that an outlet's pressures have; one where they are constant."""
        supply = getattr(header, "supply", None) or (self.cooling_water if header is None
                                                     else None)
        return len(supply.values) if supply is not None else 1


def _in_mw(
    amount: PowerOrMassFlow | None, inlet: SteamNetwork, feedwater: Feedwater
) -> float | None:
    """A flow of inlet steam in MW counted from feedwater; a power as it is."""
    if amount is None or amount.measure is not MASS_FLOW:
        return None if amount is None else amount.value
    return amount.value * inlet.energy_mwh_per_t(feedwater)
