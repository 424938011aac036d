"""A charge per MWh, in stated hours or at all times."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from ipos_energy.park.contracts.bill import Line, energy_line, price_of
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.contracts.window import Window, inside
from ipos_energy.park.fields import PriceSeries
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site


class EnergyCharge(Charge):
    """A price on the energy that flows in a window of time.

        cost = Σ_t Δt·price[t]·inside[t]·flow[t]

    flow in MW, price per MWh; inside is 1 in the window and 0 outside. A mark-up, a trading fee or
    a transmission fee by time of use is such a charge; a rebate has a negative price.
    """

    example: ClassVar[str] = """\
name: A transmission fee in the morning
currency: EUR
horizon: {start: 2019-01-01T04:00, end: 2019-01-01T08:00, step: 1 h, time_zone: UTC}
headers:
  electricity: {medium: electricity}
contracts:
  grid:
    kind: electricity
    energy_price: 40 EUR/MWh
    buy_limit: 5 MW
    charges:
      morning fee: {kind: energy, price: 12 EUR/MWh, window: {hours: 06-22}}
  other grid: {kind: electricity, energy_price: 60 EUR/MWh}
companies:
  works: {demands: {electricity: 9 MW}}
"""

    kind: Literal["energy"]
    price: PriceSeries
    """Price per MWh"""
    window: Window | None = None
    """Hours in which it is charged; always where it is left out"""

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        price = site.parameter(name, self.price.values * inside(self.window, site.horizon))
        site.book(name, lambda t: price[t] * flow(t))

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        hours_inside = inside(self.window, record.horizon)
        yield energy_line(record, name, flow_mw * hours_inside, price_of(self.price))
