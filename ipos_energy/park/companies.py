"""The park's tenants and what they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from pydantic import Field, ValidationInfo, model_validator

from ipos_energy.errors import nearest
from ipos_energy.park.condensate import Condensate
from ipos_energy.park.connection import ConnectionEntry
from ipos_energy.park.fields import DemandHeader, Efficiency, PowerSeries, Schema, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.flexible_demand import Flexibility, FlexibleDemand
from ipos_energy.park.headers import Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.odd_series import odd_peak
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.size import Size


class Alone(Schema):
    """The equipment that a company would use if it stood alone."""

    boiler_efficiency: Efficiency | None = None
    """Efficiency of its own boiler; the reference's where it is left out"""


class Company(Schema):
    """A tenant: what it needs of each header must be met at every step.

        taken from header[t] = demand[t]

    in MW, unless it agreed that some of it may be moved or given up: see :class:`Flexibility`.
    """

    sector: str = ""
    """What the company does"""
    demands: dict[DemandHeader, PowerSeries]
    """Need of each header"""
    connections: dict[DemandHeader, ConnectionEntry] = Field(default_factory=dict)
    """Most that the company's connection to a header can carry; it may be sized"""
    flexible: dict[DemandHeader, Flexibility] = Field(default_factory=dict)
    """What may be moved in time or given up of the demand of a header"""
    condensate: Condensate | None = None
    """What comes back of its steam; all of it, as feedwater, where it is left out"""
    alone: Alone = Field(default_factory=Alone)
    """What it would use alone, for the reference situation"""
    note: str = ""
    """Remark or source, shown with the assumptions"""

    @model_validator(mode="after")
    def _is_connected(self, info: ValidationInfo) -> Company:
        for field, entries in (("connections", self.connections), ("flexible", self.flexible)):
            for header in entries:
                if header not in self.demands:
                    raise wrong(f'the company has no demand of "{header}"',
                                nearest(header, self.demands), (field, header))
        if not self.demands:
            raise wrong("the company needs nothing", "State what it needs of which header, or "
                        "take it out.", ("demands",))
        if info.context is not None:
            self._check_steps(info.context.horizon)
        return self

    def _check_steps(self, horizon: Horizon) -> None:
        """Raises where a demand exceeds its connection, or cannot be moved by a step."""
        for header, flexibility in self.flexible.items():
            if flexibility.shiftable and not flexibility.steps_within(horizon.step_hours):
                raise wrong(f"within {flexibility.within:g} h is less than a step of "
                            f"{horizon.step_hours:g} h", at=("flexible", header, "within"))
        for header, connection in self.connections.items():
            limit = connection.largest_mw
            least = self._flexible_demand(header).least_mw()
            over = least > limit * (1 + 1e-9)
            if over.any():
                step = int(np.argmax(over))
                firm = " that must be served at once" if header in self.flexible else ""
                raise wrong(
                    f'the demand of "{header}"{firm} is {least[step]:g} MW at '
                    f"{horizon.moment(step)}, above the connection of {limit:g} MW ({over.sum()} "
                    "steps in all)", "Raise the connection or lower the demand.",
                    ("connections", header))

    def _flexible_demand(self, header: str) -> FlexibleDemand:
        return FlexibleDemand(header, self.demands[header].values,
                              self.flexible.get(header) or Flexibility())

    def sizes(self) -> dict[str, Size]:
        """What may be built, by the name that its labels begin with."""
        return {connection_name(header): one.size for header, one in self.connections.items()
                if one.size is not None}

    def equations(self, site: Site) -> None:
        """States the demands, which are met whatever they cost."""
        taken = {header: self._state_demand(site, header) for header in self.demands}
        if self.condensate is not None:
            headers = {name: site.header(name) for name in self.demands}
            self.condensate.state(site, {name: taken[name] for name in _steam(headers)})

    def _state_demand(self, site: Site, header: str) -> Rule:
        connection, name = self.connections.get(header), connection_name(header)
        if header in self.flexible:
            taken = self._flexible_demand(header).state(site)
            if connection is not None:
                connection.state(site, name, {name: taken})
            return taken
        series = self.demands[header]
        demand = site.parameter(f"demand of {header}", series)
        site.takes(header, header, demand.__getitem__)
        if connection is not None:
            connection.state_firm(site, name, float(series.values.max()))
        return demand.__getitem__

    def replay(self, record: Record) -> Iterator[Check]:
        """What was delivered equals what was needed."""
        for header, series in self.demands.items():
            if header in self.flexible:
                yield from self._flexible_demand(header).replay(record)
            else:
                yield record.equal(f"delivered = demand of {header}",
                                   record.flows[header], series.values)
            if header in self.connections:
                yield from self.connections[header].replay(
                    record, connection_name(header), {f"taken from {header}": record.flows[header]})
        if self.condensate is not None:
            headers = {name: record.headers[name] for name in self.demands}
            yield from self.condensate.replay(record, list(_steam(headers)))

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that cannot be, given what the company stands in."""
        if self.condensate is not None:
            problem = self.condensate.problem(
                _steam({name: park.headers[name] for name in self.demands}), park.headers,
                park.feedwater)
            if problem:
                yield Finding(("condensate",), problem)

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        for header, demand in self.demands.items():
            yield from odd_peak(("demands", header), demand, park.horizon)
        if not any(demand.values.any() for demand in self.demands.values()):
            yield Finding(("demands",), "the company's demands are zero at every step")


def connection_name(header: str) -> str:
    """What a company's connection to a header is called, in sizes and limits."""
    return f"connection to {header}"


def _steam(headers: Mapping[str, Header]) -> dict[str, Header]:
    """Those headers that carry steam."""
    return {name: header for name, header in headers.items() if header.medium == "steam"}
