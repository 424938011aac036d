"""The park's tenants and what they need."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from ipos_energy.park.fields import DemandHeader, Efficiency, PowerSeries, Schema
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import Site


class Alone(Schema):
    """The equipment that a company would use if it stood alone."""

    boiler_efficiency: Efficiency | None = None
    """Efficiency of its own boiler; the reference's where it is left out"""


class Company(Schema):
    """A tenant: what it needs of each header must be met at every step.

        taken from header[t] = demand[t]

    in MW.
    """

    sector: str = ""
    """What the company does"""
    demands: dict[DemandHeader, PowerSeries]
    """Need of each header"""
    alone: Alone = Field(default_factory=Alone)
    """What it would use alone, for the reference situation"""
    note: str = ""
    """Remark or source, shown with the assumptions"""

    def equations(self, site: Site) -> None:
        """States the demands, which are met whatever they cost."""
        for header, series in self.demands.items():
            demand = site.parameter(f"demand of {header}", series)
            site.takes(header, header, demand.__getitem__)

    def replay(self, record: Record) -> Iterator[Check]:
        """What was delivered equals what was needed."""
        for header, series in self.demands.items():
            yield record.equal(f"delivered = demand of {header}",
                               record.flows[header], series.values)
