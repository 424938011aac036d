"""Heat that a process gives off, such as a sulphuric-acid plant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import model_validator

from ipos_energy.park.fields import (
    ElectricityHeader,
    EnergyPrice,
    Fraction,
    HeatHeader,
    Power,
    PowerSeries,
    wrong,
)
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.strict import Truth
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.maintenance import (
    limit_while_running,
    running_share,
    state_maintenance,
)
from ipos_energy.park.units.size import (
    Size,
    capacity_of,
    check_size,
    limit_by_size,
    replay_size,
    state_size,
)
from ipos_energy.park.units.unit import Unit


class ProcessHeat(Unit):
    """Heat from a process, brought to a header; what nobody needs is cooled away at the source.

        heat[t] = given off[t] − cooled away[t]
        0 ≤ cooled away[t] ≤ given off[t]      (= 0 where it may not be cooled)
        heat[t] ≤ available share[t]·capacity  where a capacity is stated
        electricity[t] = ε·cooled away[t]

    in MW; given off is ``available`` less the outages. Cooling costs ``cooling_cost`` per MWh and
    ε = ``cooling_electricity`` of power.
    """

    only_beside: ClassVar[Mapping[str, str]] = dict.fromkeys(
        ("cooling_cost", "cooling_electricity"), "may_be_cooled")
    example: ClassVar[str] = """\
name: Process heat at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T04:00, step: 1 h, time_zone: UTC}
profiles:
  heat: {values: [4, 6, 8, 8], unit: MW}
  must take: {values: [0, 0, 0, 9], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  plant:
    kind: process_heat
    to: steam
    available: {profile: heat}
    cooling_cost: 1 EUR/MWh
    cooling_electricity: 2 %
    operating_cost: 0.5 EUR/MWh
    electricity: electricity
    outages: [{from: 2019-01-01T02:00, to: 2019-01-01T03:00}]
  furnace: {kind: process_heat, to: steam, available: {profile: heat}, capacity: 1 MW}
  kiln: {kind: process_heat, to: steam, available: {profile: must take}, may_be_cooled: false}
  air cooler: {kind: cooler, from: steam, capacity: 20 MW, electricity_use: 10 %}
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {steam: 5 MW}}
"""

    kind: Literal["process_heat"]
    to: HeatHeader
    """Header that the heat goes to"""
    available: PowerSeries
    """Heat that the process gives off while it runs"""
    capacity: Power | None = None
    """Most that the equipment can recover of it; all of it where it is left out"""
    size: Size | None = None
    """How much more may be recovered, and at what cost; needs the capacity that stands"""
    may_be_cooled: Truth = True
    """Whether heat may be cooled away at the source; if not, the header must take all of it"""
    cooling_cost: EnergyPrice = 0.0
    """Cost of cooling away, per MWh of heat"""
    cooling_electricity: Fraction = 0.0
    """Electricity for cooling away, per heat cooled"""
    electricity: ElectricityHeader | None = None
    """Header that the cooling is fed from; needed where cooling_electricity is above zero"""

    @model_validator(mode="after")
    def _cooling_is_fed(self) -> ProcessHeat:
        if self.cooling_electricity and self.electricity is None:
            raise wrong("cooling_electricity needs the header that it is fed from: electricity",
                        at=("cooling_electricity",))
        check_size(self.size, POWER)
        if self.size is not None and self.capacity is None:
            raise wrong("a size needs the capacity that stands, such as capacity: 0 MW",
                        at=("size",))
        if self.capacity is not None and not self.may_be_cooled:
            raise wrong("what is beyond the capacity must be cooled at the source: leave out "
                        "may_be_cooled or capacity", at=("capacity",))
        return self

    def given_off_mw(self, horizon: Horizon) -> FloatArray:
        """Heat given off at each step in MW (T,), outages counted."""
        return self.available.values * self.availability(horizon)

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        most = float(self.available.values.max())
        return "heat", most if self.capacity is None else min(most, self.capacity)

    def equations(self, site: Site) -> None:
        given_off = self.given_off_mw(site.horizon)
        possible = site.parameter("given off", given_off)
        running = state_maintenance(self.maintenance, site)
        heat = possible.__getitem__ if running is None else (
            lambda t: possible[t] * running(t))
        if not self.may_be_cooled:
            site.gives(self.to, "heat", heat)
            self.book_operation(site, heat)
            return
        cooled = site.variable("cooled away", upper=given_off)
        limit_while_running(site, running, lambda t: cooled[t], given_off)
        self._limit_recovery(site, lambda t: heat(t) - cooled[t])
        site.gives(self.to, "heat", lambda t: heat(t) - cooled[t])
        self.book_operation(site, lambda t: heat(t) - cooled[t])
        site.records("cooled away", "MW", lambda t: cooled[t])
        if self.cooling_cost:
            cost = self.cooling_cost
            site.book("cooling", lambda t: cost * cooled[t])
        if self.cooling_electricity and self.electricity:
            use = self.cooling_electricity
            site.takes(self.electricity, "electricity", lambda t: use * cooled[t])

    def _limit_recovery(self, site: Site, recovered: Rule) -> None:
        """The capacity of the recovery, where one is stated."""
        if self.capacity is None:
            return
        capacity, available = self.capacity, self.availability(site.horizon)
        total = state_size(self.size, capacity, site)
        limit_by_size(site, recovered, available, total or (lambda: capacity))

    def replay(self, record: Record) -> Iterator[Check]:
        given_off = self.given_off_mw(record.horizon) * running_share(self.maintenance, record)
        heat = record.flows["heat"]
        yield from self.replay_operation(record, heat)
        if not self.may_be_cooled:
            yield record.equal("heat = given off", heat, given_off)
            return
        cooled = record.quantities["cooled away"]
        yield record.equal("heat = given off − cooled away", heat, given_off - cooled)
        yield record.at_most("cooled away ≤ given off", cooled, given_off)
        yield record.at_most("cooled away ≥ 0", -cooled, 0.0)
        if self.capacity is not None:
            yield from replay_size(self.size, self.capacity, record)
            capacity = capacity_of(self.size, self.capacity, record)
            yield record.at_most("heat ≤ capacity", heat,
                                 capacity * self.availability(record.horizon))
        if self.cooling_cost:
            amount = self.cooling_cost * cooled * record.horizon.step_hours
            yield record.equal("cooling = price · cooled away", record.ledger["cooling"],
                               record.monthly(amount))
        if self.cooling_electricity and self.electricity:
            yield record.equal("electricity = ε · cooled away", record.flows["electricity"],
                               self.cooling_electricity * cooled)
