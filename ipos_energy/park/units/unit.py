"""What every kind of unit shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.fields import EnergyPrice, Fraction, Schema, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.local_time import LocalTime
from ipos_energy.park.ownership import Owners
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.maintenance import (
    Maintenance,
    limit_while_running,
    replay_maintenance,
    state_maintenance,
)
from ipos_energy.park.units.size import BUILT, RETIRED, Size


def check_either(what: str, one: tuple[str, object], other: tuple[str, object]) -> None:
    """Raises unless just one of two fields, each a name and a value or None, is stated."""
    stated = [name for name, value in (one, other) if value is not None]
    if not stated:
        raise wrong(f"{what} needs {one[0]} or {other[0]}; neither is stated")
    if len(stated) == 2:
        raise wrong(f"{what} needs either {one[0]} or {other[0]}, not both", at=(other[0],))


class Outage(Schema):
    """A time in which a unit stands still or runs with less."""

    from_: LocalTime = Field(alias="from")
    """First moment of the outage, local time (a date means its midnight)"""
    to: LocalTime
    """First moment after the outage, local time (a date means its midnight)"""
    remaining: Fraction = 0.0
    """Share of the capacity that stays available"""

    @model_validator(mode="after")
    def _in_order(self) -> Outage:
        if self.to <= self.from_:
            raise wrong(f"the outage ends ({self.to}) before it begins ({self.from_})",
                        at=("to",))
        return self


class Unit(Schema):
    """Equipment that moves or converts energy between headers.

    A kind states its equations to a :class:`Site`, and the same physics in plain numbers in
    ``replay``. ``example`` is a small scenario in which each of its equations binds.
    """

    example: ClassVar[str]

    kind: str
    owner: Owners = Field(default_factory=dict)
    """Company that owns it, or companies with their shares; the rest is the park's"""
    outages: tuple[Outage, ...] = ()
    """Times in which the unit stands still"""
    maintenance: tuple[Maintenance, ...] = ()
    """Days in which it stands still and that the optimiser places; switches integers on"""
    operating_cost: EnergyPrice = 0.0
    """Cost of running per MWh of the unit's main output"""
    note: str = ""
    """Remark or source, shown with the assumptions"""

    def equations(self, site: Site) -> None:
        """States variables, flows, relations and costs of this unit to ``site``."""
        raise NotImplementedError

    def replay(self, record: Record) -> Iterator[Check]:
        """The same physics recomputed from the written tables."""
        raise NotImplementedError

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that cannot be, given what the unit stands in."""
        return iter(())

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that is legal and odd."""
        return iter(())

    def rated(self, park: Surroundings) -> tuple[str, float] | None:
        """The flow that the capacity is stated for, and that capacity in MW, before any size.

        None where it is the capacity of no single flow.
        """
        return None

    def rated_growth(self, park: Surroundings) -> dict[str, float]:
        """What a unit of each size adds to the rated capacity, in MW, by the size's label."""
        return {BUILT: 1.0, RETIRED: -1.0}

    def sizes(self) -> dict[str, Size]:
        """What may be built, by the name that its labels begin with; "" for the capacity."""
        size = getattr(self, "size", None)
        return {} if size is None else {"": size}

    def remarks(self) -> Iterator[str]:
        """What the program approximates for this unit, and by how much."""
        return iter(())

    def availability(self, horizon: Horizon) -> FloatArray:
        """Share of the capacity that outages leave at each step (T,)."""
        share = np.ones(horizon.steps)
        for outage in self.outages:
            during = horizon.mask(outage.from_, outage.to)
            share[during] = np.minimum(share[during], outage.remaining)
        return share

    def rest_in_maintenance(self, site: Site, output: Rule, largest: FloatArray | float) -> None:
        """States that an output, ``largest`` at most (T,), is zero in maintenance."""
        limit_while_running(site, state_maintenance(self.maintenance, site), output, largest)

    def book_operation(self, site: Site, output: Rule) -> None:
        """Books ``operating_cost`` on an output in MW, where there is any."""
        if self.operating_cost:
            cost = self.operating_cost
            site.book("operating cost", lambda t: cost * output(t))

    def replay_operation(self, record: Record, output_mw: FloatArray) -> Iterator[Check]:
        """The booked operating cost equals price × energy; nothing flows in maintenance."""
        yield from replay_maintenance(self.maintenance, record)
        if self.operating_cost:
            amount = self.operating_cost * output_mw * record.horizon.step_hours
            yield record.equal("operating cost = price · output",
                               record.ledger["operating cost"], record.monthly(amount))
