"""A steam accumulator: boiling water under pressure that flashes to steam."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    Fraction,
    Pressure,
    ShareRate,
    SteamHeader,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Feedwater, Header, SteamNetwork
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import VOLUME
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.steam import accumulator_discharge, steam_state
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.storage import (
    Content,
    Levels,
    kept_share,
    replay_store,
    state_store,
)
from ipos_energy.park.units.store_size import Growing, GrowingUnit, StandingVolume


class SteamAccumulator(GrowingUnit):
    """Takes steam at a higher pressure and gives it back at a lower one.

        capacity = ∫ (h''(p) − h_fw) dm                from charged to discharged pressure
        level[t] = k·level[t−1] + Δt·(charging[t] − discharging[t])
        k = (1 − loss)^Δt                              loss per hour, Δt in hours
        0 ≤ level[t] ≤ capacity;  charging[t], discharging[t] ≤ available[t]·power
        cost = operating cost·Σ_t Δt·discharging[t] + end value·(start − level at the end)

    level in MWh, flows in MW, both counted from feedwater as all steam is. The integral is that of
    :func:`ipos_energy.park.steam.accumulator_discharge`. Its steam is throttled and cooled with
    feedwater to the lower header's state, which costs no energy counted from feedwater; and as
    much feedwater as steam leaves beyond what entered keeps the water level from year to year.
    Cyclic by default. Where more can be built, the volume and the power are what is decided, see
    :mod:`ipos_energy.park.units.store_size`; the integral is proportional to the volume.
    """

    example: ClassVar[str] = """\
name: Steam accumulators at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  hot: {values: [9, 9, 0, 0, 9, 0], unit: MW}
  warm: {values: [0, 0, 0, 0, 20, 0], unit: MW}
  power price: {values: [60, 60, 75, 90, 20, 60], unit: EUR/MWh}
headers:
  electricity: {medium: electricity}
  mp steam: {medium: steam, pressure: 12 bar}
  lp steam: {medium: steam, pressure: 5 bar}
units:
  process: {kind: process_heat, to: mp steam, available: {profile: hot}}
  warm process: {kind: process_heat, to: lp steam, available: {profile: warm}}
  accumulator: {kind: steam_accumulator, from: mp steam, to: lp steam, volume: 105 m3,
                discharged_at: 6 bar, power: 3 MW, loss: 1 %/h, operating_cost: 0.5 EUR/MWh}
  old accumulator: {kind: steam_accumulator, from: mp steam, to: lp steam, volume: 50 m3,
                    charged_at: 10 bar, power: 2 MW,
                    levels: {start: 0.5 MWh, end_at_least: 1 MWh, end_value: 5 EUR/MWh}}
  electrode boiler: {kind: electrode_boiler, to: lp steam, capacity: 20 MW}
  mp boiler: {kind: electrode_boiler, to: mp steam, capacity: 20 MW,
              operating_cost: 10 EUR/MWh}
contracts:
  grid: {kind: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {mp steam: 1 MW, lp steam: 6 MW}}
"""

    kind: Literal["steam_accumulator"]
    from_: SteamHeader = Field(alias="from")
    """Header that charges it"""
    to: SteamHeader
    """Header that it feeds, of lower pressure"""
    volume: StandingVolume
    """Volume of the vessel; 0 m3 where none stands and a size says what can be built"""
    water_share: Fraction = Field(default="90 %", validate_default=True)
    """Share of the volume that is water when it is charged"""
    charged_at: Pressure | None = None
    """Pressure when it is full; that of the charging header where it is left out"""
    discharged_at: Pressure | None = None
    """Pressure when it is empty; that of the fed header where it is left out"""
    loss: ShareRate | None = None
    """Share of the content that is lost per time"""
    levels: Levels = "cyclic"
    """"cyclic", or the level to start from and the least at the end"""

    @model_validator(mode="after")
    def _holds_water(self) -> SteamAccumulator:
        self.check_growth(VOLUME)
        self.check_volume(self.volume)
        if self.water_share == 0.0:
            raise wrong("an accumulator without water stores nothing", at=("water_share",))
        return self

    def pressures(self, headers: Mapping[str, Header]) -> tuple[float, float]:
        """Pressure in bar when it is full, and when it is empty."""
        source, sink = headers[self.from_], headers[self.to]
        assert isinstance(source, SteamNetwork)
        assert isinstance(sink, SteamNetwork)
        return self.charged_at or source.pressure, self.discharged_at or sink.pressure

    def mwh_per_size(self, park: Surroundings) -> float:
        return self._mwh_per_m3(park.headers, park.feedwater)

    def content(
        self, headers: Mapping[str, Header], feedwater: Feedwater, horizon: Horizon
    ) -> Content:
        """The physics of its content."""
        return Content(self.volume * self._mwh_per_m3(headers, feedwater),
                       kept_share(self.loss, horizon), self.levels)

    def _mwh_per_m3(self, headers: Mapping[str, Header], feedwater: Feedwater) -> float:
        return accumulator_discharge(1.0, self.water_share, *self.pressures(headers),
                                     feedwater.enthalpy).energy_mwh

    def _growing(self, headers: Mapping[str, Header], feedwater: Feedwater) -> Growing:
        return self.growing(self.volume, self._mwh_per_m3(headers, feedwater))

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "discharging", self.power

    def equations(self, site: Site) -> None:
        headers = {name: site.header(name) for name in (self.from_, self.to)}
        state_store(self, site, self.content(headers, site.feedwater, site.horizon),
                    self._growing(headers, site.feedwater), (self.from_, self.to))

    def replay(self, record: Record) -> Iterator[Check]:
        content = self.content(record.headers, record.feedwater, record.horizon)
        return replay_store(self, record, content,
                            self._growing(record.headers, record.feedwater))

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        source, sink = park.headers[self.from_], park.headers[self.to]
        assert isinstance(source, SteamNetwork)
        assert isinstance(sink, SteamNetwork)
        charged, discharged = self.pressures(park.headers)
        driest = min(steam_state(pressure).enthalpy for pressure in (charged, discharged))
        if charged <= discharged:
            yield Finding(("to",), f"it is full at {charged:g} bar and empty at {discharged:g} "
                          "bar; the first must be above the second")
        elif charged > source.pressure:
            yield Finding(("charged_at",), f'"{self.from_}" at {source.pressure:g} bar cannot '
                          f"charge it to {charged:g} bar")
        elif discharged < sink.pressure:
            yield Finding(("discharged_at",), f"at {discharged:g} bar it cannot feed "
                          f'"{self.to}" at {sink.pressure:g} bar')
        elif driest < sink.state.enthalpy - 1e-6:
            yield Finding(("to",), f"its steam has {driest:.0f} kJ/kg, less than the "
                          f'{sink.state.enthalpy:.0f} kJ/kg of "{self.to}"; it cannot get hotter')
        else:
            capacity = self.most(self.volume) * self._mwh_per_m3(park.headers, park.feedwater)
            problem = Content(capacity, 1.0, self.levels).problem()
            if problem:
                yield Finding(("levels",), problem)
