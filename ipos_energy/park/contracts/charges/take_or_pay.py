"""Energy that is paid for whether it is taken or not."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np

from ipos_energy.park.contracts.bill import Line, period_line
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.fields import Energy, PenaltyPrice
from ipos_energy.park.finding import Finding
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from ipos_energy.park.proration import not_prorated
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site
from ipos_energy.park.strict import Truth


class TakeOrPay(Charge):
    """A price on what is taken less than agreed, in each month or year p.

        short[p] ≥ energy − Σ_{t in p} Δt·flow[t]
        cost = Σ_p price·short[p]

    Where it may be made up, what was short in one period may be taken later, beyond what is agreed
    for that one; what is still owed at the end of the horizon is paid then:

        owed[p] ≥ owed[p−1] + energy − Σ_{t in p} Δt·flow[t];  owed ≥ 0
        cost = price·owed[last]

    Energy in MWh. The energy agreed belongs to each period as the horizon holds it and is never
    prorated.
    """

    example: ClassVar[str] = """\
name: Gas to take or to pay
currency: EUR
horizon: {start: 2018-12-31T22:00, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
profiles:
  need: {values: [8, 6, 2, 1], unit: MW}
headers:
  gas: {medium: fuel}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas:
    kind: fuel
    header: gas
    energy_price: 35 EUR/MWh
    emission_factor: 201.96 kg/MWh
    charges:
      monthly minimum: {kind: take_or_pay, energy: 10 MWh, per: month, price: 20 EUR/MWh}
      yearly minimum: {kind: take_or_pay, energy: 10 MWh, per: year, price: 20 EUR/MWh}
      made up: {kind: take_or_pay, energy: 12 MWh, per: month, price: 20 EUR/MWh, make_up: true}
companies:
  works: {demands: {steam: {profile: need}}}
"""

    kind: Literal["take_or_pay"]
    energy: Energy
    """Energy agreed for each period"""
    per: Literal["month", "year"]
    """Period that the energy is agreed for"""
    price: PenaltyPrice
    """Price of what is not taken"""
    make_up: Truth = False
    """Whether what was short may be taken in a later period"""

    def warnings(self, horizon: Horizon) -> Iterator[Finding]:
        return not_prorated(("energy",), f"the energy agreed per {self.per}", self.per, horizon)

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        periods, hours, agreed = site.periods(self.per), site.horizon.step_hours, self.energy
        steps, short = periods.contents(), periods.variable(name)
        carried = self._carried(site, name, short)
        periods.each(name, lambda p: carried(p) + agreed <= short[p] + hours * sum(
            flow(t) for t in steps[p]))
        rate = periods.parameter(f"{name}: rate", self._rate(site.horizon))
        periods.book(name, lambda p: rate[p] * short[p])

    def _carried(self, site: Site, name: str, short: Indexed) -> Rule:
        """What is owed from the period before."""
        if not self.make_up:
            return lambda p: 0.0
        is_later = np.ones(periods_of(site.horizon, self.per).count)
        is_later[0] = 0.0
        periods = site.periods(self.per)
        later, previous = periods.parameter(f"{name}: is later", is_later), periods.previous
        return lambda p: later[p] * short[previous[p]]

    def _rate(self, horizon: Horizon) -> FloatArray:
        """What is paid of the shortfall of each period (P,): the last one's alone if made up."""
        count = periods_of(horizon, self.per).count
        paid = np.ones(count)
        if self.make_up:
            paid[:-1] = 0.0
        return self.price * paid

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        periods = periods_of(record.horizon, self.per)
        missing = self.energy - periods.total(flow_mw * record.horizon.step_hours)
        rate = self._rate(record.horizon)
        short = _owed(missing) if self.make_up else np.maximum(missing, 0.0)
        yield period_line(name, "MWh", np.where(rate > 0, short, 0.0), rate, periods)


def _owed(missing: FloatArray) -> FloatArray:
    """What is owed at the end of each period, made up as soon as more is taken."""
    owed, account = np.zeros(len(missing)), 0.0
    for period, short in enumerate(missing):
        account = max(account + short, 0.0)
        owed[period] = account
    return owed
