"""A charge on the highest metered power of each month, or of the year."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import Charge, billing_period, billing_rate
from ipos_energy.park.contracts.charges.metered import MeteredCharge, interval_of
from ipos_energy.park.contracts.window import inside
from ipos_energy.park.fields import Amount, Fraction, PeakCharge, Power, wrong
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import IntArray, Periods, periods_of
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Indexed, Rule, Site

OWN_LABEL = "peak charge"
"""The line of a contract's own field ``peak_charge``."""


class Peak(MeteredCharge):
    """A charge on a peak: the highest metered power, or the mean of the n highest.

        peak[p] ≥ power[k]                                      n = 1, k in the month or year p
        n·peak[p] ≥ n·θ[p] + Σ_{k in p} excess[k];  excess[k] ≥ power[k] − θ[p]      n > 1
        cost = Σ_p price·share[p]·billed[p];        billed[p] = peak[p]

    With a ratchet r a month is billed at least r of the highest of all months before it:

        billed[m] ≥ peak[m];  billed[m] ≥ r·before[m];  before[m] ≥ before[m−1], peak[m−1]

    θ is the n-th highest at the optimum, so the second line is exact (the sum of the n largest as
    a linear program: Ogryczak and Tamir 2003). Power in MW. A month counts whole, a year in
    proportion to what the horizon holds of it. Where a period holds fewer than n intervals, the
    mean is of those.
    """

    example: ClassVar[str] = """\
name: A monthly, a yearly and a daily peak, the mean of two, and a ratchet
currency: EUR
horizon: {start: 2019-01-30, end: 2019-03-04, step: 24 h, time_zone: UTC}
profiles:
  need: {values: [9, 3, 4, 5, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3, 3,
                  3, 3, 3, 2, 1, 1], unit: MW}
headers:
  electricity: {medium: electricity}
contracts:
  grid:
    kind: electricity
    energy_price: 40 EUR/MWh
    charges:
      working days: {kind: peak, price: 100 EUR/MW/month, window: {weekdays: Mon-Fri}}
      remembered: {kind: peak, price: 100 EUR/MW/month, ratchet: 80 %}
      long memory: {kind: peak, price: 100 EUR/MW/month, ratchet: 80 %, earlier_peak: 20 MW}
      two highest: {kind: peak, price: 30000 EUR/MW/year, highest: 2}
      two highest days: {kind: peak, price: 1000 EUR/MW/month, highest: 2, metered: day}
  other grid: {kind: electricity, energy_price: 900 EUR/MWh}
companies:
  works: {demands: {electricity: {profile: need}}}
"""

    kind: Literal["peak"]
    price: PeakCharge
    """Price of the peak, per month or per year"""
    highest: int = Field(default=1, ge=1)
    """Number of highest values whose mean is charged"""
    ratchet: Fraction | None = None
    """Least that a month is billed, as a share of the highest peak of all earlier months"""
    earlier_peak: Power = 0.0
    """Highest peak before the horizon, for the ratchet"""

    @model_validator(mode="after")
    def _ratchet_is_monthly(self) -> Peak:
        if self.ratchet is not None and billing_period(self.price) == "year":
            raise wrong("a ratchet remembers earlier months, but the price is per year",
                        "State the price per month, such as 250 EUR/MW/month.", ("ratchet",))
        if self.earlier_peak and self.ratchet is None:
            raise wrong("earlier_peak is for a ratchet, and there is none",
                        at=("earlier_peak",))
        return self

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        if not self.price.value:
            return
        per = billing_period(self.price)
        block = f"{per}ly peak" if name == OWN_LABEL else f"{name}: {per}ly peak"
        billing = site.periods(per)
        peak = billing.variable(block)
        self._state_peak(site, block, flow, peak)
        billed = peak if self.ratchet is None else self._state_ratchet(site, block, peak)
        rate = billing.parameter(f"{block}: rate", billing_rate(self.price, site.horizon))
        billing.book(name, lambda p: rate[p] * billed[p])

    def _state_peak(self, site: Site, block: str, flow: Rule, peak: Indexed) -> None:
        interval, per = interval_of(self.metered, site.horizon), billing_period(self.price)
        intervals, billing = site.periods(interval), site.periods(per)
        period, power = billing.containing(interval), self.metered_power(site, block, flow)
        if self.highest == 1:
            intervals.each(block, lambda k: power(k) <= peak[period[k]])
            return
        number = billing.parameter(f"{block}: number", self._number(site.horizon))
        threshold = billing.variable(f"{block}: threshold", lower=-UNLIMITED)
        excess = intervals.variable(f"{block}: excess")
        contents = billing.contents(interval)
        intervals.each(f"{block}: excess",
                       lambda k: power(k) - threshold[period[k]] <= excess[k])
        billing.each(block, lambda p: number[p] * threshold[p] + sum(
            excess[k] for k in contents[p]) <= number[p] * peak[p])

    def _state_ratchet(self, site: Site, block: str, peak: Indexed) -> Indexed:
        months, share = site.periods("month"), self.ratchet
        first = np.zeros(periods_of(site.horizon, "month").count)
        first[0] = 1.0
        is_later = months.parameter(f"{block}: is later", 1.0 - first)
        known = months.parameter(f"{block}: before the horizon", self.earlier_peak * first)
        previous = months.previous
        before, billed = months.variable(f"{block}: before"), months.variable(f"{block}: billed")
        months.each(f"{block}: remembered", lambda m: (
            is_later[m] * before[previous[m]] + known[m] <= before[m]))
        months.each(f"{block}: added", lambda m: is_later[m] * peak[previous[m]] <= before[m])
        months.each(f"{block}: billed", lambda m: peak[m] <= billed[m])
        months.each(f"{block}: ratchet", lambda m: share * before[m] <= billed[m])
        return billed

    def _number(self, horizon: Horizon) -> FloatArray:
        """How many values the mean is taken of in each month or year (P,)."""
        steps = inside(self.window, horizon)
        counted = periods_of(horizon, interval_of(self.metered, horizon)).total(steps) > 0
        there = np.bincount(self._period(horizon), weights=counted,
                            minlength=self._periods(horizon).count)
        return np.clip(there, 1, self.highest)

    def _periods(self, horizon: Horizon) -> Periods:
        return periods_of(horizon, billing_period(self.price))

    def _period(self, horizon: Horizon) -> IntArray:
        """The month or year of each metered interval (K,)."""
        interval = interval_of(self.metered, horizon)
        return periods_of(horizon, interval).within(self._periods(horizon))

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        if not self.price.value:
            return
        horizon = record.horizon
        power, period = self.metered_mw(flow_mw, horizon), self._period(horizon)
        numbers = self._number(horizon)
        peaks = np.array([np.sort(power[period == p])[::-1][:int(n)].sum() / n
                          for p, n in enumerate(numbers)])
        if self.ratchet is not None:
            before = np.maximum.accumulate(np.concatenate([[self.earlier_peak], peaks[:-1]]))
            peaks = np.maximum(peaks, self.ratchet * before)
        rate = billing_rate(self.price, horizon)
        yield period_line(name, "MW", peaks, rate, self._periods(horizon))


def own_peak(price: Amount | None) -> dict[str, Charge]:
    """The charge that a contract's own field ``peak_charge`` means."""
    return {} if price is None else {OWN_LABEL: Peak(kind="peak", price=price)}
