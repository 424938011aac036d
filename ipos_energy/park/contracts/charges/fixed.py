"""A fee that does not depend on what flows."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import Charge, billing_period, billing_rate
from ipos_energy.park.fields import Amount, Fee
from ipos_energy.park.periods import periods_of
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site


class FixedCharge(Charge):
    """A fee for each month or each year.

        cost = Σ_p price·share[p]

    A month counts whole (share 1), a year in proportion to what the horizon holds of it.
    """

    example: ClassVar[str] = """\
name: A metering fee
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
headers:
  electricity: {medium: electricity}
contracts:
  grid:
    kind: electricity
    energy_price: 40 EUR/MWh
    buy_limit: 5 MW
    charges:
      metering: {kind: fixed, price: 900 EUR/month}
      subscription: {kind: fixed, price: 8760 EUR/year}
  other grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {electricity: 9 MW}}
"""

    kind: Literal["fixed"]
    price: Fee
    """Fee per month or per year"""

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        billing = site.periods(billing_period(self.price))
        rate = billing.parameter(name, billing_rate(self.price, site.horizon))
        billing.book(name, lambda p: rate[p])

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        per = billing_period(self.price)
        periods = periods_of(record.horizon, per)
        share = billing_rate(Amount(1.0, self.price.measure), record.horizon)
        yield period_line(name, per, share, np.full(periods.count, self.price.value), periods)
