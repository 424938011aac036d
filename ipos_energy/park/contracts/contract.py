"""What every kind of contract shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Annotated, ClassVar

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.connection import ConnectionEntry
from ipos_energy.park.contracts.bill import Line, rated
from ipos_energy.park.contracts.charges import CHARGES
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.contracts.volume import (
    Volume,
    check_volumes,
    check_volumes_kept,
    state_volumes,
)
from ipos_energy.park.fields import Schema, YearlyFee, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.ownership import Owners
from ipos_energy.park.proration import not_prorated
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site
from ipos_energy.park.surroundings import Surroundings
from ipos_energy.park.units.size import Size, ledger_labels

FIXED_FEE = "fixed fee"
CONNECTION = "connection"
"""Name of the size of a contract's connection"""


def own_investments() -> tuple[str, ...]:
    """Lines of the ledger under a contract that are the holder's own, and on nobody's bill."""
    return ledger_labels(CONNECTION)


Charges = dict[Annotated[str, Field(min_length=1)], Annotated[Charge, OneOf(CHARGES)]]


def priced(rate: float, flow: Indexed) -> Rule:
    """The rule ``rate · flow[t]``: what a flow in MW costs per hour at a constant rate."""
    return lambda t: rate * flow[t]


class Contract(Schema):
    """Energy bought or sold outside the park."""

    example: ClassVar[str]

    kind: str
    owner: Owners = Field(default_factory=dict)
    """Company that holds it, or companies with their shares; the rest is the park's"""
    fixed_fee: YearlyFee = 0.0
    """Fee per year, prorated on a shorter horizon"""
    charges: Charges = Field(default_factory=dict)
    """Further charges on what is bought (on what is sold, for a heat sale), by name"""
    connection: ConnectionEntry | None = None
    """Most that can flow through the park's connection, each way; it may be sized"""
    volumes: tuple[Volume, ...] = ()
    """Least and most energy per day, month or year"""
    note: str = ""
    """Remark or source, shown with the assumptions"""

    @model_validator(mode="after")
    def _lines_have_their_own_names(self) -> Contract:
        taken = {*self.own_labels(), FIXED_FEE, *own_investments()}
        for field, charges in self._all_charges().items():
            for name, charge in charges.items():
                for label in charge.labels(name):
                    if label in taken:
                        raise wrong(f'the bill has a line "{label}" already',
                                    "Give the charge another name.", (field, name))
                    taken.add(label)
        check_volumes(self.volumes)
        return self

    def own_labels(self) -> tuple[str, ...]:
        """The lines of the bill that the kind's own fields can make."""
        raise NotImplementedError

    def _all_charges(self) -> Mapping[str, Mapping[str, Charge]]:
        """The charges by the field that holds them."""
        return {"charges": self.charges}

    def sizes(self) -> dict[str, Size]:
        """What may be built, by the name that its labels begin with."""
        size = None if self.connection is None else self.connection.size
        return {} if size is None else {CONNECTION: size}

    def check_limit(self, charges: Mapping[str, Charge], field: str, limit: object) -> None:
        """Raises where a charge needs a largest flow and ``field`` states none."""
        for name, charge in charges.items():
            if charge.needs_limit and limit is None and self.connection is None:
                raise wrong(f'the prices of "{name}" fall, which takes a largest flow to decide: '
                            f"state {field}", at=("charges", name))

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that cannot be, given what the contract stands in."""
        return iter(())

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        """Each thing that is legal and odd."""
        for volume in self.volumes:
            yield from not_prorated(("volumes",), f"the volume per {volume.per}", volume.per,
                                    park.horizon)
        for field, charges in self._all_charges().items():
            for name, charge in charges.items():
                yield from (one.inside(field, name) for one in charge.warnings(park.horizon))

    def equations(self, site: Site) -> None:
        """States the flows, limits and costs of this contract to ``site``."""
        raise NotImplementedError

    def bill(self, record: Record) -> Iterator[Line]:
        """Each line of the bill, recomputed as tariff × flow from the tables."""
        raise NotImplementedError

    def limits(self, record: Record) -> Iterator[Check]:
        """The contract's limits, checked on the written flows."""
        raise NotImplementedError

    def replay(self, record: Record) -> Iterator[Check]:
        """The limits, and every line of the bill against the ledger."""
        yield from self.limits(record)
        for line in self.bill(record):
            yield record.equal(f"{line.label} as billed", record.ledger[line.label], line.amount)

    def upper_bound(self, limit_mw: FloatArray | float) -> FloatArray | float:
        """The bound of a flow in MW, from the contract's limit and a connection as it stands."""
        if self.connection is None or self.connection.size is not None:
            return limit_mw
        return np.minimum(limit_mw, self.connection.capacity)

    def largest(self, limit_mw: FloatArray | float) -> FloatArray | float:
        """The most that a flow can become, in MW."""
        return limit_mw if self.connection is None else np.minimum(
            limit_mw, self.connection.largest_mw)

    def state_connection(self, site: Site, flows: Mapping[str, Rule]) -> None:
        """States the size of the connection; as it stands it is a bound of each flow."""
        if self.connection is not None and self.connection.size is not None:
            self.connection.state(site, CONNECTION, {
                f"connection for {label}": flow for label, flow in flows.items()})

    def replay_connection(self, record: Record, *labels: str) -> Iterator[Check]:
        """The same in plain numbers, for the flows of these labels."""
        if self.connection is not None:
            yield from self.connection.replay(
                record, CONNECTION, {label: record.flows[label] for label in labels})

    def state_common(self, site: Site, flow: Rule, largest_mw: FloatArray | float) -> None:
        """States what all kinds share: charges, volumes and the yearly fee."""
        state_charges(site, self.charges, flow, largest_mw)
        state_volumes(site, self.volumes, flow)
        if self.fixed_fee:
            fee = self.fixed_fee * site.horizon.share_of_year
            site.book_once(FIXED_FEE, lambda: fee)

    def bill_common(self, record: Record, flow_mw: FloatArray) -> Iterator[Line]:
        """The lines that all kinds share."""
        yield from charge_lines(record, self.charges, flow_mw)
        if self.fixed_fee:
            share = record.spread(record.horizon.share_of_year)
            yield rated(FIXED_FEE, "year", share, np.where(share > 0, self.fixed_fee, 0.0))

    def limits_common(self, record: Record, flow_mw: FloatArray) -> Iterator[Check]:
        """The limits that all kinds share."""
        yield from check_volumes_kept(record, self.volumes, flow_mw)


def state_charges(
    site: Site, charges: Mapping[str, Charge], flow: Rule, largest_mw: FloatArray | float
) -> None:
    """States every charge on a flow."""
    for name, charge in charges.items():
        charge.state(site, name, flow, largest_mw)


def charge_lines(
    record: Record, charges: Mapping[str, Charge], flow_mw: FloatArray
) -> Iterator[Line]:
    """The lines of every charge on a flow (T,)."""
    for name, charge in charges.items():
        yield from charge.lines(record, name, flow_mw)
