"""A hot-water tank, given by its volume and temperatures."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    HeatLoss,
    Temperature,
    TemperatureSeries,
    WaterHeader,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import VOLUME
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.steam import hot_water_energy
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.storage import Content, Levels, empties_soon, replay_store, state_store
from ipos_energy.park.units.store_size import GrowingUnit, StandingVolume


class HotWaterTank(GrowingUnit):
    """Stores hot water above cold, with a sharp layer between them.

        capacity = V·ρ·(h(hot) − h(cold))
        level[t] = k·level[t−1] + Δt·(charging[t] − discharging[t] − standing[t])
        k = exp(−Δt·UA·(hot − cold)/capacity)
        standing[t] = UA·(cold − surroundings[t])
        0 ≤ level[t] ≤ capacity;  charging[t], discharging[t] ≤ available[t]·power
        cost = operating cost·Σ_t Δt·discharging[t] + end value·(start − level at the end)

    level in MWh above a tank that is all cold, flows in MW. The wall loses UA·(T − surroundings):
    over the whole tank UA·(cold − surroundings), whatever it holds, and over its hot part
    UA·(hot − cold)·level/capacity, which is the share of the content that k takes away. Enthalpy
    and density of boiling water by IAPWS-IF97, density at the mean of hot and cold. The tank is
    kept at its cold temperature from the header even when it is empty. Cyclic by default. Where
    more can be built, V and power are what is decided, and UA grows with V: see
    :mod:`ipos_energy.park.units.store_size`.
    """

    example: ClassVar[str] = """\
name: Hot-water tanks at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  price: {values: [10, 10, 90, 90, 90, 10], unit: EUR/MWh}
  outdoors: {values: [5, 4, 0, -5, -5, 0], unit: degC}
headers:
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 90 degC, return: 50 degC}
units:
  tank: {kind: hot_water_tank, header: hot water, volume: 150 m3, hot: 95 degC, cold: 50 degC,
         power: 5 MW, heat_loss: 1 kW/K, surroundings: {profile: outdoors}}
  old tank: {kind: hot_water_tank, header: hot water, volume: 100 m3, hot: 90 degC, cold: 50 degC,
             power: 3 MW, heat_loss: 2 kW/K, operating_cost: 0.5 EUR/MWh,
             levels: {start: 1 MWh, end_at_least: 2 MWh, end_value: 5 EUR/MWh}}
  electrode boiler: {kind: electrode_boiler, to: hot water, capacity: 40 MW}
contracts:
  grid: {kind: electricity, energy_price: {profile: price}}
companies:
  works: {demands: {hot water: 9 MW}}
"""

    kind: Literal["hot_water_tank"]
    header: WaterHeader
    """Header that the tank hangs on"""
    volume: StandingVolume
    """Volume of the water in it; 0 m3 where none stands and a size says what can be built"""
    hot: Temperature
    """Temperature of the hot water"""
    cold: Temperature
    """Temperature of the cold water"""
    heat_loss: HeatLoss = 0.0
    """Heat lost to the surroundings per temperature difference, UA of the whole tank (where none
    stands, of the largest that can be built)"""
    surroundings: TemperatureSeries = Field(default="10 degC", validate_default=True)
    """Temperature of the air around it"""
    levels: Levels = "cyclic"
    """"cyclic", or the level to start from and the least at the end"""

    @model_validator(mode="after")
    def _can_be(self) -> HotWaterTank:
        if not 0.0 <= self.cold < self.hot <= 200.0:
            raise wrong(f"hot ({self.hot:g} °C) must be above cold ({self.cold:g} °C), both "
                        "between 0 and 200 °C", at=("hot",))
        self.check_growth(VOLUME)
        self.check_volume(self.volume)
        most = self.most(self.volume) * self.mwh_per_m3
        problem = Content(most, 1.0, self.levels).problem()
        if problem:
            raise wrong(problem, at=("levels",))
        return self

    @property
    def mwh_per_m3(self) -> float:
        """Energy of a m3 of hot water above cold."""
        return hot_water_energy(1.0, self.hot, self.cold)

    def mwh_per_size(self, park: Surroundings) -> float:
        return self.mwh_per_m3

    def content(self, horizon: Horizon) -> Content:
        """The physics of its content."""
        largest = self.volume or self.most(0.0)
        loss = self.heat_loss / largest / self.mwh_per_m3 if largest else 0.0
        kept = math.exp(-loss * (self.hot - self.cold) * horizon.step_hours)
        standing = loss * (self.cold - self.surroundings.values)
        return Content(self.volume * self.mwh_per_m3, kept, self.levels,
                       standing_loss=standing if self.heat_loss else None)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "discharging", self.power

    def equations(self, site: Site) -> None:
        state_store(self, site, self.content(site.horizon),
                    self.growing(self.volume, self.mwh_per_m3), (self.header, self.header))

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_store(self, record, self.content(record.horizon),
                            self.growing(self.volume, self.mwh_per_m3))

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        return empties_soon(self.volume * self.mwh_per_m3, self.power)
