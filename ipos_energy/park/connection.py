"""What can flow between the park and a company, or the park and the outside."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, model_validator

from ipos_energy.park.fields import Power, Schema
from ipos_energy.park.quantities import POWER
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.units.size import (
    Size,
    capacity_of,
    check_size,
    largest_capacity,
    replay_size,
    state_size,
)


class Connection(Schema):
    """A line, pipe or station that all that flows must pass.

        flow[t] ≤ capacity + built − retired

    in MW, each direction by itself.
    """

    capacity: Power
    """Most that can flow through what stands"""
    size: Size | None = None
    """How much more may be built, and at what cost"""

    @model_validator(mode="after")
    def _size_fits(self) -> Connection:
        check_size(self.size, POWER)
        return self

    @property
    def largest_mw(self) -> float:
        """The most that can flow once all is built that may be."""
        return largest_capacity(self.size, self.capacity)

    def state(self, site: Site, name: str, flows: Mapping[str, Rule]) -> None:
        """States the size, and the limit of each flow, by the name of its row."""
        total = state_size(self.size, self.capacity, site, name)
        for row, flow in flows.items():
            _limit(site, row, flow, total or (lambda: self.capacity))

    def state_firm(self, site: Site, name: str, largest_mw: float) -> None:
        """States the size alone, for a flow that is ``largest_mw`` whatever it costs."""
        total = state_size(self.size, self.capacity, site, name)
        if total is not None:
            site.once(f"{name}: firm flow", lambda: total() >= largest_mw)

    def replay(self, record: Record, name: str, flows: Mapping[str, FloatArray]) -> Iterator[Check]:
        """The same in plain numbers, from the written flows in MW (T,)."""
        yield from replay_size(self.size, self.capacity, record, name)
        capacity = capacity_of(self.size, self.capacity, record, name)
        for label, flow in flows.items():
            yield record.at_most(f"{label} ≤ connection", flow, capacity)


def _limit(site: Site, row: str, flow: Rule, total: Rule) -> None:
    site.each_step(row, lambda t: flow(t) <= total())


def _by_capacity(entry: Any) -> Any:
    """A capacity alone as the mapping that it stands for."""
    return entry if isinstance(entry, Mapping | Connection) else {"capacity": entry}


ConnectionEntry = Annotated[
    Connection, BeforeValidator(_by_capacity, json_schema_input_type=str | Connection)
]
"""A connection, or its capacity alone: ``5 MW``"""
