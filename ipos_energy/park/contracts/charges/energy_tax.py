"""An energy tax, part of which comes back to industry."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

from pydantic import model_validator

from ipos_energy.park.contracts.bill import Line, energy_line
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.fields import EnergyPrice, Fraction, wrong
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Rule, Site

_REFUND = "refund"


class EnergyTax(Charge):
    """A tax at the full rate, and the refund on the share that industrial use pays less for.

        cost = Σ_t Δt·full rate·flow[t] − Σ_t Δt·(full rate − reduced rate)·reduced share·flow[t]

    flow in MW, rates per MWh; two lines of the bill.
    """

    example: ClassVar[str] = """\
name: Energy tax with the industrial rate
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
      energy tax: {kind: energy_tax, full_rate: 34 EUR/MWh, reduced_rate: 0.6 EUR/MWh,
                   reduced_share: 90 %}
  other grid: {kind: electricity, energy_price: 60 EUR/MWh}
companies:
  works: {demands: {electricity: 9 MW}}
"""

    kind: Literal["energy_tax"]
    full_rate: EnergyPrice
    """Tax on all energy"""
    reduced_rate: EnergyPrice
    """Tax that remains after the refund"""
    reduced_share: Fraction = 1.0
    """Share of the energy that the reduced rate is for"""

    @model_validator(mode="after")
    def _is_reduced(self) -> EnergyTax:
        if self.reduced_rate > self.full_rate:
            raise wrong("the reduced rate is above the full rate", at=("reduced_rate",))
        return self

    def labels(self, name: str) -> tuple[str, ...]:
        return (name, f"{name}, {_REFUND}")

    @property
    def _refund(self) -> float:
        return -(self.full_rate - self.reduced_rate) * self.reduced_share

    def state(self, site: Site, name: str, flow: Rule, largest_mw: FloatArray | float) -> None:
        full, refund = self.full_rate, self._refund
        site.book(name, lambda t: full * flow(t))
        site.book(f"{name}, {_REFUND}", lambda t: refund * flow(t))

    def lines(self, record: Record, name: str, flow_mw: FloatArray) -> Iterator[Line]:
        yield energy_line(record, name, flow_mw, self.full_rate)
        share = self.reduced_share
        yield energy_line(record, f"{name}, {_REFUND}", flow_mw * share,
                          -(self.full_rate - self.reduced_rate))
