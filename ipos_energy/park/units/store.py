"""A store of heat, steam or electricity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import model_validator

from ipos_energy.park.fields import (
    AnyHeader,
    Efficiency,
    Energy,
    Power,
    Schema,
    ShareRate,
    wrong,
)
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.units.unit import Unit


class GivenLevels(Schema):
    """Levels that a store starts from and must reach."""

    start: Energy
    """Level before the first step"""
    end_at_least: Energy
    """Lowest level after the last step"""


class Store(Unit):
    """Takes energy from a header and gives it back later.

        level[t] = k·level[t−1] + Δt·η_c·charging[t] − Δt·discharging[t]/η_d
        k = (1 − loss)^Δt                         loss per hour, Δt in hours
        0 ≤ level[t] ≤ capacity;  charging[t], discharging[t] ≤ available[t]·power

    level in MWh after the step, flows in MW. Cyclic by default: the step before the first is the
    last. Where η_c = η_d = 1, one flow of either sign is exact and charging and discharging never
    meet in one step.
    """

    example: ClassVar[str] = """\
name: Two stores at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  price: {values: [10, 10, 90, 90, 90, 90], unit: EUR/MWh}
headers:
  electricity: {medium: electricity}
units:
  battery: {kind: store, header: electricity, capacity: 7 MWh, power: 5 MW, loss: 1 %/h,
            charge_efficiency: 95 %, discharge_efficiency: 95 %}
  second battery: {kind: store, header: electricity, capacity: 7 MWh, power: 4 MW, loss: 1 %/h,
                   levels: {start: 1 MWh, end_at_least: 2 MWh}}
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
    power: Power
    """Largest charging and discharging flow, seen from the header"""
    loss: ShareRate | None = None
    """Share of the content that is lost per time"""
    charge_efficiency: Efficiency = 1.0
    """Energy stored per energy taken"""
    discharge_efficiency: Efficiency = 1.0
    """Energy given per energy withdrawn"""
    levels: Literal["cyclic"] | GivenLevels = "cyclic"
    """"cyclic", or the level to start from and the least at the end"""

    @model_validator(mode="after")
    def _levels_fit(self) -> Store:
        if isinstance(self.levels, GivenLevels):
            for level in (self.levels.start, self.levels.end_at_least):
                if level > self.capacity:
                    raise wrong(f"a level of {level:g} MWh is above the capacity of "
                                f"{self.capacity:g} MWh")
        return self

    def kept(self, horizon: Horizon) -> float:
        """Share of the content that is left after one step."""
        return float((1.0 - (self.loss or 0.0)) ** horizon.step_hours)

    def equations(self, site: Site) -> None:
        hours, kept = site.horizon.step_hours, self.kept(site.horizon)
        level = site.variable("level", upper=self.capacity, lower=self._lowest(site.horizon))
        stored = self._flows(site)
        site.records("level", "MWh", lambda t: level[t])
        if isinstance(self.levels, GivenLevels):
            start = kept * self.levels.start
            site.once("first level", lambda: level[0] == start + hours * stored(0))
            site.each_later_step(
                "level", lambda t: level[t] == kept * level[t - 1] + hours * stored(t)
            )
        else:
            previous = site.previous
            site.each_step(
                "level", lambda t: level[t] == kept * level[previous[t]] + hours * stored(t)
            )

    def _lowest(self, horizon: Horizon) -> FloatArray:
        lowest = np.zeros(horizon.steps)
        if isinstance(self.levels, GivenLevels):
            lowest[-1] = self.levels.end_at_least
        return lowest

    def _flows(self, site: Site) -> Rule:
        """States the flows; returns what enters the content at each step, in MW."""
        upper = self.power * self.availability(site.horizon)
        if self.charge_efficiency == 1.0 and self.discharge_efficiency == 1.0:
            net = site.variable("net discharge", upper=upper, lower=-upper)
            site.exchanges(self.header, "discharging", "charging", lambda t: net[t])
            return lambda t: -net[t]
        charging = site.variable("charging", upper=upper)
        discharging = site.variable("discharging", upper=upper)
        site.takes(self.header, "charging", lambda t: charging[t])
        site.gives(self.header, "discharging", lambda t: discharging[t])
        gain, cost = self.charge_efficiency, self.discharge_efficiency
        return lambda t: gain * charging[t] - discharging[t] / cost

    def replay(self, record: Record) -> Iterator[Check]:
        hours = record.horizon.step_hours
        level = record.quantities["level"]
        charging, discharging = record.flows["charging"], record.flows["discharging"]
        before = np.roll(level, 1)
        if isinstance(self.levels, GivenLevels):
            before[0] = self.levels.start
            yield record.at_most("end level ≥ stated", -level[-1:], -self.levels.end_at_least)
        stored = self.charge_efficiency * charging - discharging / self.discharge_efficiency
        yield record.equal("level = kept · level before + stored",
                           level, self.kept(record.horizon) * before + hours * stored)
        limit = self.power * self.availability(record.horizon)
        yield record.at_most("level ≤ capacity", level, self.capacity)
        yield record.at_most("level ≥ 0", -level, 0.0)
        yield record.at_most("charging ≤ power", charging, limit)
        yield record.at_most("discharging ≤ power", discharging, limit)
