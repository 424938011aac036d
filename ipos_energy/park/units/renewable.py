"""Sun and wind: photovoltaics, wind turbines, solar collectors."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from ipos_energy.park.fields import HeatOrPowerHeader, Power, ShareSeries
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Rule, Site
from ipos_energy.park.strict import Truth
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.maintenance import (
    limit_while_running,
    running_share,
    state_maintenance,
)
from ipos_energy.park.units.size import (
    Size,
    at_work,
    capacity_of,
    check_size,
    replay_size,
    state_size,
)
from ipos_energy.park.units.unit import Unit


class Renewable(Unit):
    """Power or heat as the sun or the wind gives it: at most a share of the capacity.

        0 ≤ output[t] ≤ possible[t]
        possible[t] = available[t]·capacity·capacity_factor[t]
        curtailed[t] = possible[t] − output[t]         (= 0 where it may not be curtailed)

    in MW. Into an electricity header it is photovoltaics or wind, into a heat header solar heat.
    """

    example: ClassVar[str] = """\
name: Sun and wind at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  spot: {values: [-20, 40, 60], unit: EUR/MWh}
  sun: {values: [0.5, 0.8, 0.0], unit: ""}
  wind: {values: [0.3, 0.1, 0.9], unit: ""}
headers:
  electricity: {medium: electricity}
units:
  roof: {kind: renewable, to: electricity, capacity: 4 MW, capacity_factor: {profile: sun},
         operating_cost: 0.5 EUR/MWh}
  mill: {kind: renewable, to: electricity, capacity: 2 MW, capacity_factor: {profile: wind},
         curtailable: false, operating_cost: 1 EUR/MWh}
contracts:
  grid: {kind: electricity, energy_price: {profile: spot}}
companies:
  works: {demands: {electricity: 9 MW}}
"""

    kind: Literal["renewable"]
    to: HeatOrPowerHeader
    """Header that is fed: electricity for photovoltaics and wind, heat for solar collectors"""
    capacity: Power
    """Output at a capacity factor of 1"""
    capacity_factor: ShareSeries
    """Possible output per capacity at each step"""
    curtailable: Truth = True
    """Whether less may be taken than the sun or the wind gives"""
    size: Size | None = None
    """How much more capacity may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> Renewable:
        check_size(self.size, POWER)
        return self

    def _share(self, horizon: Horizon) -> FloatArray:
        """The most that can be had per capacity at each step (T,), outages counted."""
        return self.availability(horizon) * self.capacity_factor.values

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "output", self.capacity

    def equations(self, site: Site) -> None:
        share, running = self._share(site.horizon), state_maintenance(self.maintenance, site)
        possible = self._possible(site, share, running)
        if not self.curtailable:
            site.gives(self.to, "output", possible)
            self.book_operation(site, possible)
            return
        most = self.capacity * share
        output = site.variable("output", upper=most if self.size is None else UNLIMITED)
        if self.size is None:
            limit_while_running(site, running, lambda t: output[t], most)
        else:
            site.each_step("capacity", lambda t: output[t] <= possible(t))
        site.gives(self.to, "output", lambda t: output[t])
        site.records("curtailed", "MW", lambda t: possible(t) - output[t])
        self.book_operation(site, lambda t: output[t])

    def _possible(self, site: Site, share: FloatArray, running: Rule | None) -> Rule:
        """What can be had at each step, in MW; ``running`` is 0 in maintenance."""
        total = state_size(self.size, self.capacity, site)
        if self.size is None or total is None:
            given = site.parameter("possible", self.capacity * share)
            return given.__getitem__ if running is None else (lambda t: given[t] * running(t))
        capacity = at_work(site, self.size, self.capacity, total, running)
        factor = site.parameter("possible share", share)
        return lambda t: factor[t] * capacity(t)

    def replay(self, record: Record) -> Iterator[Check]:
        yield from replay_size(self.size, self.capacity, record)
        capacity, output = capacity_of(self.size, self.capacity, record), record.flows["output"]
        possible = (capacity * self._share(record.horizon)
                    * running_share(self.maintenance, record))
        if self.curtailable:
            yield record.at_most("output ≤ possible", output, possible)
            yield record.equal("curtailed = possible − output", record.quantities["curtailed"],
                               possible - output)
        else:
            yield record.equal("output = possible", output, possible)
        yield from self.replay_operation(record, output)
