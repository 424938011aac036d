"""What every kind of contract shares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar

from ipos_energy.park.fields import Schema, YearlyFee
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site


def priced(rate: float, flow: Indexed) -> Rule:
    """The rule ``rate · flow[t]``: what a flow in MW costs per hour at a constant rate."""
    return lambda t: rate * flow[t]


class Contract(Schema):
    """Energy bought or sold outside the park."""

    example: ClassVar[str]

    kind: str
    fixed_fee: YearlyFee = 0.0
    """Fee per year, prorated on a shorter horizon"""
    note: str = ""
    """Remark or source, shown with the assumptions"""

    def equations(self, site: Site) -> None:
        """States the flows, limits and costs of this contract to ``site``."""
        raise NotImplementedError

    def bill(self, record: Record) -> Mapping[str, FloatArray]:
        """Each line of the bill by month (M,), recomputed as tariff × flow from the tables."""
        raise NotImplementedError

    def limits(self, record: Record) -> Iterator[Check]:
        """The contract's limits, checked on the written flows."""
        raise NotImplementedError

    def replay(self, record: Record) -> Iterator[Check]:
        """The limits, and every line of the bill against the ledger."""
        yield from self.limits(record)
        for label, months in {**self.bill(record), **self._fixed_fee(record)}.items():
            yield record.equal(f"{label} as billed", record.ledger[label], months)

    def book_fixed_fee(self, site: Site) -> None:
        """Books the yearly fee for the horizon's share of a year."""
        if self.fixed_fee:
            fee = self.fixed_fee * site.horizon.share_of_year
            site.book_once("fixed fee", lambda: fee)

    def _fixed_fee(self, record: Record) -> Mapping[str, FloatArray]:
        if not self.fixed_fee:
            return {}
        fee = self.fixed_fee * record.horizon.share_of_year
        return {"fixed fee": record.spread(fee)}
