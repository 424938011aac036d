"""A charge on the highest metered power of each month, or of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Annotated, ClassVar, Literal

import numpy as np
from pydantic import (
    AfterValidator,
    Field,
    ValidationInfo,
    WithJsonSchema,
    field_validator,
    model_validator,
)

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
from ipos_energy.park.strict import Whole

OWN_LABEL = "peak charge"
"""The line of a contract's own field ``peak_charge``."""


def _month(text: str) -> str:
    if not re.fullmatch(r"\d{4}-(0[1-9]|1[0-2])", text):
        raise wrong(f'expected a month such as "2018-11", found "{text}"')
    return text


Month = Annotated[str, AfterValidator(_month),
                  WithJsonSchema({"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}$"})]


class Peak(MeteredCharge):
    """A charge on a peak: the highest metered power, or the mean of the n highest.

        peak[p] ≥ power[k]                                      n = 1, k in the month or year p
        n·peak[p] ≥ n·θ[p] + Σ_{k in p} excess[k];  excess[k] ≥ power[k] − θ[p]      n > 1
        cost = Σ_p price·share[p]·billed[p];        billed[p] = peak[p]

    With a ratchet r a month is billed at least r of the highest of all months before it, or of the
    n months before it where only those are remembered (11, for a moving year with the month):

        billed[m] ≥ peak[m];  billed[m] ≥ r·before[m];  before[m] ≥ before[m−1], peak[m−1]
        billed[m] ≥ peak[m];  billed[m] ≥ r·peak[m−k], k = 1 … n

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
      moving: {kind: peak, price: 100 EUR/MW/month, ratchet: 80 %, remembered_months: 2,
               earlier_peaks: {2018-11: 20 MW, 2018-12: 2 MW}}
      two highest: {kind: peak, price: 30000 EUR/MW/year, highest: 2}
      two highest days: {kind: peak, price: 1000 EUR/MW/month, highest: 2, metered: day}
  other grid: {kind: electricity, energy_price: 900 EUR/MWh}
companies:
  works: {demands: {electricity: {profile: need}}}
"""

    kind: Literal["peak"]
    price: PeakCharge
    """Price of the peak, per month or per year"""
    highest: Whole = Field(default=1, ge=1)
    """Number of highest values whose mean is charged"""
    ratchet: Fraction | None = None
    """Least that a month is billed, as a share of the highest peak of earlier months"""
    remembered_months: Whole | None = Field(default=None, ge=1, le=60)
    """Number of months before the billed one that the ratchet looks at; all where left out"""
    earlier_peak: Power = 0.0
    """Highest peak before the horizon, for a ratchet that remembers all earlier months"""
    earlier_peaks: dict[Month, Power] = Field(default_factory=dict)
    """Peaks of months before the horizon, for the ratchet, such as {2018-11: 12 MW}"""

    @model_validator(mode="after")
    def _ratchet_is_monthly(self) -> Peak:
        if self.ratchet is not None and billing_period(self.price) == "year":
            raise wrong("a ratchet remembers earlier months, but the price is per year",
                        "State the price per month, such as 250 EUR/MW/month.", ("ratchet",))
        for field in ("remembered_months", "earlier_peak", "earlier_peaks"):
            if getattr(self, field) and self.ratchet is None:
                raise wrong(f"{field} is for a ratchet, and there is none", at=(field,))
        if self.earlier_peak and self.remembered_months is not None:
            raise wrong("a ratchet that remembers some months must know in which one a peak was",
                        "State it by month: earlier_peaks: {2018-11: 12 MW}.", ("earlier_peak",))
        return self

    @field_validator("earlier_peaks")
    @classmethod
    def _before_the_horizon(
        cls, peaks: dict[str, float], info: ValidationInfo
    ) -> dict[str, float]:
        if info.context is None:
            return peaks
        first = info.context.horizon.month_names[0]
        for month in peaks:
            if month >= first:
                raise wrong(f"{month} is not before {first}, the first month of the horizon",
                            at=(month,))
        return peaks

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        if not self.price.value:
            return
        per = billing_period(self.price)
        block = f"{per}ly peak" if name == OWN_LABEL else f"{name}: {per}ly peak"
        billing = site.periods(per)
        peak = billing.variable(block)
        self._state_peak(site, block, flow, peak)
        billed = self._state_billed(site, block, peak)
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

    def _state_billed(self, site: Site, block: str, peak: Indexed) -> Indexed:
        """What is billed: the peak itself, or more where there is a ratchet."""
        if self.ratchet is None:
            return peak
        if self.remembered_months is None:
            return self._state_ratchet(site, block, peak, self.ratchet)
        months = site.periods("month")
        billed = months.variable(
            f"{block}: billed", lower=self.ratchet * self._known_before(site.horizon))
        months.each(f"{block}: billed", lambda m: peak[m] <= billed[m])
        for back in range(1, min(self.remembered_months + 1, site.horizon.months)):
            self._state_memory(site, block, peak, billed, back)
        return billed

    def _state_memory(
        self, site: Site, block: str, peak: Indexed, billed: Indexed, back: int
    ) -> None:
        """States that a month is billed at least the ratchet's share of the one ``back`` months."""
        months = site.periods("month")
        name, earlier = f"{block}: ratchet {back} months back", months.earlier(back)
        share = np.full(site.horizon.months, self.ratchet)
        share[:back] = 0.0
        counted = months.parameter(name, share)
        months.each(name, lambda m: counted[m] * peak[earlier[m]] <= billed[m])

    def _known_before(self, horizon: Horizon) -> FloatArray:
        """The highest stated peak that each month of the horizon still remembers (M,)."""
        first = np.datetime64(horizon.month_names[0], "M")
        known = np.full(horizon.months, self.earlier_peak)
        for month, peak in self.earlier_peaks.items():
            ago = int((first - np.datetime64(month, "M")).astype(int))
            last = horizon.months if self.remembered_months is None else (
                self.remembered_months + 1 - ago)
            known[:max(last, 0)] = np.maximum(known[:max(last, 0)], peak)
        return known

    def _state_ratchet(self, site: Site, block: str, peak: Indexed, share: float) -> Indexed:
        months = site.periods("month")
        first = np.zeros(periods_of(site.horizon, "month").count)
        first[0] = 1.0
        is_later = months.parameter(f"{block}: is later", 1.0 - first)
        known = months.parameter(f"{block}: before the horizon",
                                 self._known_before(site.horizon) * first)
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
            peaks = np.maximum(peaks, self.ratchet * self._before(peaks, horizon))
        rate = billing_rate(self.price, horizon)
        yield period_line(name, "MW", peaks, rate, self._periods(horizon))


    def _before(self, peaks: FloatArray, horizon: Horizon) -> FloatArray:
        """The highest peak that each month remembers (M,)."""
        back = self.remembered_months or len(peaks)
        before = self._known_before(horizon)
        for m in range(1, len(peaks)):
            before[m] = max(before[m], peaks[max(m - back, 0):m].max())
        return before


def own_peak(price: Amount | None) -> dict[str, Charge]:
    """The charge that a contract's own field ``peak_charge`` means."""
    return {} if price is None else {OWN_LABEL: Peak(kind="peak", price=price)}
