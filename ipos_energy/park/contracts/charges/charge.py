"""What every charge on a contract's flow shares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np

from ipos_energy.park.contracts.bill import Line
from ipos_energy.park.fields import Amount, Schema
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from ipos_energy.park.quantities import MONTHLY_FEE, MONTHLY_PEAK_PRICE
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site

BillingPeriod = Literal["month", "year"]


class Charge(Schema):
    """One charge on the flow that a contract buys or sells; its name is a line of the bill.

    ``example`` is a small scenario in which each of its equations binds.
    """

    example: ClassVar[str]

    kind: str
    note: str = ""
    """Remark or source, shown with the assumptions"""

    @property
    def needs_limit(self) -> bool:
        """Whether the equations need a largest flow."""
        return False

    def warnings(self, horizon: Horizon) -> Iterator[Finding]:
        """Each thing that is legal and odd."""
        return iter(())

    def labels(self, name: str) -> tuple[str, ...]:
        """The lines of the bill that a charge of this name makes."""
        return (name,)

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        """States variables, relations and costs; ``largest_mw`` is the flow's upper bound."""
        raise NotImplementedError

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        """The lines of the bill, from the written flow (T,)."""
        raise NotImplementedError


def billing_period(price: Amount) -> BillingPeriod:
    """The month or year that a price per MW or a fee is for."""
    return "month" if price.measure in (MONTHLY_PEAK_PRICE, MONTHLY_FEE) else "year"


def billing_rate(price: Amount, horizon: Horizon) -> FloatArray:
    """What each month or year of the horizon (P,) pays of a price per month or year.

    A month counts whole, a year in proportion to what the horizon holds of it.
    """
    periods = periods_of(horizon, billing_period(price))
    return price.value * (np.ones(periods.count) if periods.name == "month"
                          else periods.share_of_year)
