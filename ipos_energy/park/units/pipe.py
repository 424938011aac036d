"""A pipe between two headers, with what it loses and what its pumps take."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, ValidationInfo, model_validator

from ipos_energy.park.context import UNKNOWN_MEDIUM, Context
from ipos_energy.park.fields import (
    ElectricityHeader,
    Fraction,
    PipeHeader,
    Power,
    PowerSeries,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import (
    CoolingNetwork,
    Header,
    SteamNetwork,
    WaterNetwork,
)
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Indexed, Rule, Site
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


class Pipe(Unit):
    """Carries energy from a header to one farther off, such as a network or a far company's.

        given[t] = (1 − loss)·taken[t] − standing[t]
        standing[t]/(1 − loss) ≤ taken[t] ≤ available[t]·capacity
        electricity[t] = ε·taken[t]

    in MW; ε is the power for pumping per energy carried. The standing loss is that of a pipe kept
    warm (or cold): during an outage it falls with what remains available. Where more can be built,

        standing[t] = available[t]·(standing_loss[t] + κ·(built − retired))

    with κ = ``standing_loss_per_capacity``: a wider pipe has more surface.
    """

    example: ClassVar[str] = """\
name: A pipe at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  warm: {values: [9, 0, 0], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
  far network: {medium: water, supply: 90 degC, return: 55 degC}
units:
  boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 90 %}
  warm process: {kind: process_heat, to: far network, available: {profile: warm},
                 cooling_cost: 60 EUR/MWh}
  pipe: {kind: pipe, from: hot water, to: far network, capacity: 5 MW, loss: 2 %,
         standing_loss: 200 kW, pumping: 0.5 %, operating_cost: 0.5 EUR/MWh}
  far boiler: {kind: boiler, fuel: gas, to: far network, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {hot water: 1 MW, far network: 6 MW, electricity: 1 MW}}
"""

    kind: Literal["pipe"]
    from_: PipeHeader = Field(alias="from")
    """Header that it starts at"""
    to: PipeHeader
    """Header that it ends at, of the same medium"""
    capacity: Power
    """Most that can enter it"""
    loss: Fraction = 0.0
    """Share of what enters that is lost"""
    standing_loss: PowerSeries = Field(default="0 MW", validate_default=True)
    """Loss that does not depend on what flows, as that of a district-heat network"""
    pumping: Fraction = 0.0
    """Electricity for pumping, per energy that enters"""
    electricity: ElectricityHeader | None = None
    """Header that the pumps are fed from; "electricity" where it is left out"""
    size: Size | None = None
    """How much more may be built for, and at what cost"""
    standing_loss_per_capacity: Fraction = 0.0
    """Standing loss of what is built, per capacity; what is retired saves as much"""

    @model_validator(mode="after")
    def _something_arrives(self, info: ValidationInfo) -> Pipe:
        if self.loss == 1.0:
            raise wrong("a pipe that loses 100 % carries nothing", at=("loss",))
        most = float(self.standing_loss.values.max())
        if most > (1 - self.loss) * self.capacity:
            raise wrong(f"a standing loss of {most:g} MW is more than a pipe of "
                        f"{self.capacity:g} MW can carry", at=("standing_loss",))
        self._check_size()
        if info.context is not None:
            self._check_pumps(info.context)
        return self

    def _check_pumps(self, context: Context) -> None:
        medium = context.headers.get(self.pump_header)
        if self.pumping and medium not in ("electricity", UNKNOWN_MEDIUM):
            raise wrong(f'there is no header "{self.pump_header}" that carries electricity',
                        "Say what feeds the pumps: electricity.", ("pumping",))

    def _check_size(self) -> None:
        check_size(self.size, POWER)
        lost = self.standing_loss_per_capacity
        if lost and self.size is None:
            raise wrong("standing_loss_per_capacity needs a size",
                        at=("standing_loss_per_capacity",))
        if lost > 1 - self.loss:
            raise wrong("a pipe that loses more than it can carry is never worth building",
                        at=("standing_loss_per_capacity",))
        if self.size is not None and self.size.retirement_saving is not None \
                and lost * self.capacity > self.standing_loss.values.min() + 1e-9:
            raise wrong("retiring all of the pipe would save more standing loss than it has: state "
                        "the standing_loss of what stands", at=("standing_loss_per_capacity",))

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        return "taken", self.capacity

    def equations(self, site: Site) -> None:
        running = state_maintenance(self.maintenance, site)
        total = state_size(self.size, self.capacity, site)
        if self.size is None or total is None:
            taken, lost = self._state_standing(site, running)
        else:
            taken, lost = self._state_growing(
                site, running, at_work(site, self.size, self.capacity, total, running))
        kept, use = 1.0 - self.loss, self.pumping
        site.takes(self.from_, "taken", lambda t: taken[t])
        site.gives(self.to, "given", lambda t: kept * taken[t] - lost(t))
        if running is not None or self._loses_with_size:
            site.each_step("standing loss is covered", lambda t: kept * taken[t] >= lost(t))
        if use:
            site.takes(self.pump_header, "pumping", lambda t: use * taken[t])
        self.book_operation(site, lambda t: taken[t])

    @property
    def _loses_with_size(self) -> bool:
        """Whether a pipe that may grow loses what does not depend on the flow."""
        return self.size is not None and bool(
            self.standing_loss_per_capacity or self.standing_loss.values.any())

    def _state_standing(self, site: Site, running: Rule | None) -> tuple[Indexed, Rule]:
        """The flow into a pipe as it stands, and its standing loss: none in maintenance."""
        available = self.availability(site.horizon)
        lost = self.standing_loss.values * available
        taken = site.variable(
            "taken", lower=lost / (1.0 - self.loss) if running is None else 0.0,
            upper=self.capacity * available)
        standing = site.parameter("standing loss", lost)
        limit_while_running(site, running, lambda t: taken[t], self.capacity)
        if running is None:
            return taken, standing.__getitem__
        return taken, lambda t: standing[t] * running(t)

    def _state_growing(
        self, site: Site, running: Rule | None, capacity: Rule
    ) -> tuple[Indexed, Rule]:
        """The same of a pipe whose capacity is decided; ``capacity`` is 0 in maintenance."""
        available, stands, taken = (
            self.availability(site.horizon), self.capacity, site.variable("taken"))
        share = site.parameter("available share", available)
        site.each_step("capacity", lambda t: taken[t] <= share[t] * capacity(t))
        per_capacity = self.standing_loss_per_capacity
        base = site.parameter("standing loss", available * (
            self.standing_loss.values - per_capacity * stands))
        more = site.parameter("standing loss per capacity", available * per_capacity)
        if running is None:
            return taken, lambda t: base[t] + more[t] * capacity(t)
        return taken, lambda t: base[t] * running(t) + more[t] * capacity(t)

    @property
    def pump_header(self) -> str:
        """Header that the pumps are fed from."""
        return self.electricity or "electricity"

    def replay(self, record: Record) -> Iterator[Check]:
        taken, given = record.flows["taken"], record.flows["given"]
        capacity = capacity_of(self.size, self.capacity, record)
        available = self.availability(record.horizon)
        standing = available * (self.standing_loss.values + self.standing_loss_per_capacity
                                * (capacity - self.capacity))
        standing = standing * running_share(self.maintenance, record)
        yield from replay_size(self.size, self.capacity, record)
        yield record.equal("given = (1 − loss) · taken − standing loss", given,
                           (1 - self.loss) * taken - standing)
        yield record.at_most("taken ≤ capacity", taken, capacity * available)
        yield record.at_most("given ≥ 0", -given, 0.0)
        if self.pumping:
            yield record.equal("pumping = ε · taken", record.flows["pumping"],
                               self.pumping * taken)
        yield from self.replay_operation(record, taken)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        source, sink = park.headers[self.from_], park.headers[self.to]
        if self.from_ == self.to:
            yield Finding(("to",), f'the pipe starts and ends at "{self.to}"')
        elif source.medium != sink.medium:
            yield Finding(("to",), f'"{self.to}" carries {sink.medium}, "{self.from_}" '
                          f"{source.medium}; a pipe joins two headers of one medium")
        elif _flows_uphill(source, sink):
            yield Finding(("to",), f'"{self.from_}" cannot feed "{self.to}" through a pipe: the '
                          "state there is higher than where the pipe starts")


def _flows_uphill(source: Header, sink: Header) -> bool:
    """Whether pressure or temperature would have to rise along the pipe (cold: to fall)."""
    if isinstance(source, SteamNetwork) and isinstance(sink, SteamNetwork):
        return sink.pressure > source.pressure or sink.state.enthalpy > source.state.enthalpy
    if isinstance(source, WaterNetwork) and isinstance(sink, WaterNetwork):
        return bool(np.any(sink.supply.values > source.supply.values))
    if isinstance(source, CoolingNetwork) and isinstance(sink, CoolingNetwork):
        return bool(np.any(sink.supply.values < source.supply.values))
    return False
