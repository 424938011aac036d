"""A battery."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.fields import (
    Efficiency,
    ElectricityHeader,
    Energy,
    Fraction,
    ShareRate,
    wrong,
)
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


class Battery(GrowingUnit):
    """Stores electricity.

        level[t] = k·level[t−1] + Δt·(√η·charging[t] − discharging[t]/√η)
        k = (1 − self-discharge)^Δt                       per hour, Δt in hours
        lowest_charge·capacity ≤ level[t] ≤ capacity
        charging[t], discharging[t] ≤ available[t]·power
        cost = operating cost·Σ_t Δt·discharging[t] + end value·(start − level at the end)

    level in MWh after the step, flows in MW at the header; η is the efficiency from the header and
    back to it, half of the loss (as a factor) on either way. ``operating_cost`` stands for wear.
    Where more can be built, capacity and power are what is decided: see
    :mod:`ipos_energy.park.units.store_size`. Cyclic by default: the step before the first is the
    last.
    """

    example: ClassVar[str] = """\
name: A battery at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  price: {values: [10, 10, 90, 120, 90, 90], unit: EUR/MWh}
headers:
  electricity: {medium: electricity}
units:
  battery: {kind: battery, capacity: 7 MWh, power: 4 MW, round_trip_efficiency: 88 %,
            lowest_charge: 10 %, self_discharge: 1 %/day, operating_cost: 5 EUR/MWh}
  old battery: {kind: battery, capacity: 3 MWh, power: 2 MW, lowest_charge: 10 %,
                levels: {start: 1 MWh, end_at_least: 0.5 MWh, end_value: 20 EUR/MWh}}
contracts:
  grid: {kind: electricity, energy_price: {profile: price}}
companies:
  works: {demands: {electricity: 20 MW}}
"""

    kind: Literal["battery"]
    header: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that it hangs on"""
    capacity: Energy
    """Largest content"""
    round_trip_efficiency: Efficiency = 0.9
    """Energy given back per energy taken"""
    lowest_charge: Fraction = 0.0
    """Share of the capacity that always stays in it"""
    self_discharge: ShareRate | None = None
    """Share of the content that is lost per time"""
    levels: Levels = "cyclic"
    """"cyclic", or the level to start from and the least at the end"""

    @model_validator(mode="after")
    def _levels_fit(self) -> Battery:
        self.check_growth(ENERGY)
        problem = Content(self.most(self.capacity), 1.0, self.levels).problem()
        if problem:
            raise wrong(problem, at=("levels",))
        return self

    def content(self, horizon: Horizon) -> Content:
        """The physics of its content."""
        one_way = math.sqrt(self.round_trip_efficiency)
        return Content(self.capacity, kept_share(self.self_discharge, horizon), self.levels,
                       one_way, one_way, self.lowest_charge)

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
