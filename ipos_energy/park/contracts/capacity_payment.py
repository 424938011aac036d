"""What a buyer pays for capacity, besides the energy."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import billing_period, billing_rate
from ipos_energy.park.contracts.charges.metered import (
    Metering,
    interval_of,
    metered_mw,
    state_metered,
)
from ipos_energy.park.fields import PeakCharge, Power, Schema
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site

LABEL = "capacity payment"


class CapacityPayment(Schema):
    """An income per MW: of the power subscribed, or of the highest power delivered.

        income = Σ_p price·share[p]·power                                    subscribed
        income = Σ_p price·share[p]·highest[p]                               delivered:
        highest[p] = Σ_{k in p} counted[k];  Σ_{k in p} chosen[k] = 1
        counted[k] ≤ delivered[k];  counted[k] ≤ at_most[k]·chosen[k];  delivered[k] ≤ highest[p]

    Power in MW. A seller would gladly count a peak that never was, so one interval k of the month
    or year p is chosen by an integer; metering by the day needs 24 times fewer of them.
    """

    price: PeakCharge
    """Price per MW, per month or per year"""
    power: Power | None = None
    """Power subscribed; the highest that is delivered counts where it is left out"""
    metered: Metering = "step"
    """Time over which the meter takes its mean: "step", "hour" or "day\""""

    def state(self, site: Site, flow: Rule, largest_mw: FloatArray) -> None:
        """States the income from a flow that is at most ``largest_mw`` (T,)."""
        billing = site.periods(billing_period(self.price))
        rate = billing.parameter(f"{LABEL}: rate", -billing_rate(self.price, site.horizon))
        if self.power is not None:
            power = self.power
            billing.book(LABEL, lambda p: rate[p] * power)
            return
        highest = self._state_highest(site, flow, largest_mw)
        billing.book(LABEL, lambda p: rate[p] * highest[p])

    def _state_highest(self, site: Site, flow: Rule, largest_mw: FloatArray) -> Indexed:
        interval = interval_of(self.metered, site.horizon)
        intervals, billing = site.periods(interval), site.periods(billing_period(self.price))
        delivered = state_metered(site, LABEL, flow, self.metered, None)
        most_mw = metered_mw(largest_mw, site.horizon, self.metered, None)
        most = intervals.parameter(f"{LABEL}: at most", most_mw)
        period, members = billing.containing(interval), billing.contents(interval)
        highest = billing.variable("highest delivery", upper=self._highest(most_mw, site.horizon))
        counted = intervals.variable("delivery that counts")
        chosen = intervals.binary("the highest")
        intervals.each("counted ≤ delivered", lambda k: counted[k] <= delivered(k))
        intervals.each("counted if chosen", lambda k: counted[k] <= most[k] * chosen[k])
        intervals.each("highest delivery", lambda k: delivered(k) <= highest[period[k]])
        billing.each("one is chosen", lambda p: sum(chosen[k] for k in members[p]) == 1)
        billing.each("highest is counted",
                     lambda p: highest[p] == sum(counted[k] for k in members[p]))
        return highest

    def lines(self, record: Record, flow_mw: FloatArray) -> Iterator[Line]:
        """The line of the bill, from the written flow (T,)."""
        horizon = record.horizon
        billing = periods_of(horizon, billing_period(self.price))
        power = (self._highest(metered_mw(flow_mw, horizon, self.metered, None), horizon)
                 if self.power is None else np.full(billing.count, self.power))
        yield period_line(LABEL, "MW", power, -billing_rate(self.price, horizon), billing)

    def _highest(self, metered: FloatArray, horizon: Horizon) -> FloatArray:
        """The highest of each month or year (P,) of what was metered (K,)."""
        billing = periods_of(horizon, billing_period(self.price))
        highest = np.zeros(billing.count)
        period = periods_of(horizon, interval_of(self.metered, horizon)).within(billing)
        np.maximum.at(highest, period, metered)
        return highest
