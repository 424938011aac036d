"""Power that is subscribed for the year, and a price for exceeding it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar, Literal

import numpy as np

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import billing_period, billing_rate
from ipos_energy.park.contracts.charges.metered import MeteredCharge, interval_of
from ipos_energy.park.fields import Amount, PeakCharge, Power, YearlyPowerPrice
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from ipos_energy.park.quantities import YEARLY_PEAK_PRICE
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site

_EXCESS = "excess"


class SubscribedPower(MeteredCharge):
    """A price on the power subscribed, and a higher one on the most that exceeds it.

        excess[p] ≥ power[k] − subscribed                         k in the month or year p
        cost = Σ_y price·share[y]·subscribed + Σ_p excess price·share[p]·excess[p]

    Power in MW. The best subscription is found where none is stated: once for the horizon.
    """

    example: ClassVar[str] = """\
name: Power subscribed, and exceeded
currency: EUR
horizon: {start: 2018-12-31T22:00, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
profiles:
  need: {values: [9, 3, 4, 3], unit: MW}
headers:
  electricity: {medium: electricity}
contracts:
  grid:
    kind: electricity
    energy_price: 40 EUR/MWh
    charges:
      stated: {kind: subscribed_power, power: 5 MW, price: 8760 EUR/MW/year,
               excess_price: 17520 EUR/MW/year}
      found: {kind: subscribed_power, price: 87600 EUR/MW/year, excess_price: 30 EUR/MW/month}
      too dear: {kind: subscribed_power, price: 876000 EUR/MW/year, excess_price: 9 EUR/MW/month}
companies:
  works: {demands: {electricity: {profile: need}}}
"""

    kind: Literal["subscribed_power"]
    power: Power | None = None
    """Power subscribed; the best is found where it is left out"""
    price: YearlyPowerPrice
    """Price of the power subscribed"""
    excess_price: PeakCharge
    """Price of the highest excess, per month or per year"""

    def labels(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}, {_EXCESS}")

    def _yearly_rate(self, horizon: Horizon) -> FloatArray:
        return billing_rate(Amount(self.price, YEARLY_PEAK_PRICE), horizon)

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        subscribed, years = self._subscribed(site, name), site.periods("year")
        rate = years.parameter(f"{name}: rate", self._yearly_rate(site.horizon))
        years.book(name, lambda y: rate[y] * subscribed)
        interval = interval_of(self.metered, site.horizon)
        billing = site.periods(billing_period(self.excess_price))
        period, power = billing.containing(interval), self.metered_power(site, name, flow)
        excess = billing.variable(f"{name}: {_EXCESS}")
        site.periods(interval).each(
            f"{name}: {_EXCESS}", lambda k: power(k) - excess[period[k]] <= subscribed)
        excess_rate = billing.parameter(f"{name}: excess rate",
                                        billing_rate(self.excess_price, site.horizon))
        billing.book(f"{name}, {_EXCESS}", lambda p: excess_rate[p] * excess[p])

    def _subscribed(self, site: Site, name: str) -> Any:
        if self.power is not None:
            return self.power
        subscribed = site.single_variable(f"{name}: subscribed")
        site.records_size(f"{name}: subscribed", "MW", lambda: subscribed)
        return subscribed

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        horizon, years = record.horizon, periods_of(record.horizon, "year")
        subscribed = (record.sizes[f"{name}: subscribed"] if self.power is None else self.power)
        yield period_line(name, "MW", np.full(years.count, subscribed),
                          self._yearly_rate(horizon), years)
        billing = periods_of(horizon, billing_period(self.excess_price))
        power = self.metered_mw(flow_mw, horizon)
        period = periods_of(horizon, interval_of(self.metered, horizon)).within(billing)
        excess = np.zeros(billing.count)
        np.maximum.at(excess, period, power - subscribed)
        yield period_line(f"{name}, {_EXCESS}", "MW", excess,
                          billing_rate(self.excess_price, horizon), billing)
