"""What contracts that buy energy share: its price, part of it fixed, with fee, tax and peak."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np
from pydantic import model_validator

from ipos_energy.park import quantities as q
from ipos_energy.park.contracts.bill import Line, energy_line, price_of
from ipos_energy.park.contracts.charges.peak import OWN_LABEL
from ipos_energy.park.contracts.contract import Contract, priced
from ipos_energy.park.fields import EnergyPrice, Fraction, PeakCharge, PriceSeries, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.replay import Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Site
from ipos_energy.park.surroundings import Surroundings

_FIXED_PRICE = "energy at the fixed price"

_HOURS_OF = {q.MONTHLY_PEAK_PRICE: 730.5, q.YEARLY_PEAK_PRICE: 8766.0}
"""Hours of the period that a peak is charged for, in the mean of the calendar"""

_PEAK_APART = 20.0
"""Tariffs charge for a peak what it costs all the time for a fraction of its period, to once."""


class Purchase(Contract):
    """Energy bought.

        cost = Σ_t Δt·((1 − f)·energy price[t] + f·fixed price + fee + tax)·bought[t]

    flow in MW, prices per MWh; f is the share at a fixed price.
    """

    energy_price: PriceSeries
    """Price of energy bought"""
    fixed_share: Fraction = 0.0
    """Share of the energy that is bought at the fixed price"""
    fixed_price: EnergyPrice | None = None
    """Price of that share"""
    fee: EnergyPrice = 0.0
    """Grid and trading fees on energy bought"""
    tax: EnergyPrice = 0.0
    """Energy tax on energy bought"""
    peak_charge: PeakCharge | None = None
    """Charge on the highest flow bought, per month or year"""

    @model_validator(mode="after")
    def _share_has_its_price(self) -> Purchase:
        if bool(self.fixed_share) != (self.fixed_price is not None):
            raise wrong("fixed_share and fixed_price belong together: state both or neither",
                        at=("fixed_share" if self.fixed_share else "fixed_price",))
        return self

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        yield from super().warnings(park)
        price = float(np.abs(self.energy_price.values).mean())
        if self.peak_charge is None or not price:
            return
        hours = _HOURS_OF[self.peak_charge.measure]
        times = self.peak_charge.value / (price * hours)
        if times > _PEAK_APART:
            yield Finding(("peak_charge",), "a MW of the highest flow costs as much as that MW all "
                          f"the time for {times:.0f} times as long, at the mean energy price of "
                          f"{price:.4g} {park.money.currency}/MWh", "Check the units of both.")

    def own_labels(self) -> tuple[str, ...]:
        return ("energy", _FIXED_PRICE, "fee", "tax", OWN_LABEL)

    @property
    def _rates(self) -> Mapping[str, tuple[float, float]]:
        """Each constant rate per MWh and the share of the energy that it is for, by its label."""
        rates = {_FIXED_PRICE: (self.fixed_price or 0.0, self.fixed_share),
                 "fee": (self.fee, 1.0), "tax": (self.tax, 1.0)}
        return {label: rate for label, rate in rates.items() if rate[0] * rate[1]}

    def book_energy(self, site: Site, bought: Indexed) -> None:
        """Books price, fee and tax on what is bought."""
        price = site.parameter("energy price", (1 - self.fixed_share) * self.energy_price.values)
        site.book("energy", lambda t: price[t] * bought[t])
        for label, (rate, share) in self._rates.items():
            site.book(label, priced(rate * share, bought))

    def energy_lines(self, record: Record, bought_mw: FloatArray) -> Iterator[Line]:
        """The same as lines of the bill."""
        yield energy_line(record, "energy", (1 - self.fixed_share) * bought_mw,
                          price_of(self.energy_price))
        for label, (rate, share) in self._rates.items():
            yield energy_line(record, label, share * bought_mw, rate)
