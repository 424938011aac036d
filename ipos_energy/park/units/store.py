"""A store of heat, cold, steam, fuel or electricity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from ipos_energy.park.fields import AnyHeader, Efficiency, Energy, ShareRate, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import ENERGY
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.storage import (
    Content,
    Levels,
    empties_soon,
    kept_share,
    replay_store,
    state_store,
)
from ipos_energy.park.units.store_size import GrowingUnit


class Store(GrowingUnit):
    """Takes energy from a header and gives it back later.

        level[t] = k·level[t−1] + Δt·η_c·charging[t] − Δt·discharging[t]/η_d
        k = (1 − loss)^Δt                         loss per hour, Δt in hours
        0 ≤ level[t] ≤ capacity;  charging[t], discharging[t] ≤ available[t]·power
        cost = operating cost·Σ_t Δt·discharging[t] + end value·(start − level at the end)

    level in MWh after the step, flows in MW. Where more can be built, capacity and power are what
    is decided: see :mod:`ipos_energy.park.units.store_size`. Cyclic by default: the step before
    the first is the last. Where η_c = η_d = 1 and there is no operating
    cost, one flow of either sign is exact and charging and discharging never meet in one step.
    """

    example: ClassVar[str] = """\
name: Three stores at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  price: {values: [10, 10, 90, 90, 90, 90], unit: EUR/MWh}
headers:
  electricity: {medium: electricity}
units:
  battery: {kind: store, header: electricity, capacity: 7 MWh, power: 5 MW, loss: 1 %/h,
            charge_efficiency: 95 %, discharge_efficiency: 95 %, operating_cost: 1 EUR/MWh}
  second battery: {kind: store, header: electricity, capacity: 7 MWh, power: 4 MW, loss: 1 %/h,
                   levels: {start: 1 MWh, end_at_least: 2 MWh}}
  third battery: {kind: store, header: electricity, capacity: 7 MWh, power: 4 MW,
                  levels: {start: 1 MWh, end_at_least: 0 MWh, end_value: 50 EUR/MWh}}
contracts:
  grid: {kind: electricity, header: electricity, energy_price: {profile: price}}
companies:
  works: {demands: {electricity: 20 MW}}
"""

    kind: Literal["store"]
    header: AnyHeader
    """Header that the store hangs on"""
    capacity: Energy
    """Largest content"""
    loss: ShareRate | None = None
    """Share of the content that is lost per time"""
    charge_efficiency: Efficiency = 1.0
    """Energy stored per energy taken"""
    discharge_efficiency: Efficiency = 1.0
    """Energy given per energy withdrawn"""
    levels: Levels = "cyclic"
    """"cyclic", or the level to start from and the least at the end"""

    @model_validator(mode="after")
    def _levels_fit(self) -> Store:
        self.check_growth(ENERGY)
        problem = Content(self.most(self.capacity), 1.0, self.levels).problem()
        if problem:
            raise wrong(problem, at=("levels",))
        return self

    def content(self, horizon: Horizon) -> Content:
        """The physics of its content."""
        return Content(self.capacity, kept_share(self.loss, horizon), self.levels,
                       self.charge_efficiency, self.discharge_efficiency)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "discharging", self.power

    def equations(self, site: Site) -> None:
        state_store(self, site, self.content(site.horizon), self.growing(self.capacity),
                    (self.header, self.header))

    def replay(self, record: Record) -> Iterator[Check]:
        return replay_store(self, record, self.content(record.horizon),
                            self.growing(self.capacity))

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        return empties_soon(self.capacity, self.power)
