"""A grid contract: electricity bought, and sold where that is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field

from ipos_energy.park.contracts.contract import Contract, priced
from ipos_energy.park.contracts.peak_charge import bill_peak_charge, state_peak_charge
from ipos_energy.park.fields import ElectricityHeader, EnergyPrice, PeakCharge, Power, PriceSeries
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Site


class Electricity(Contract):
    """Power from and to the grid.

        0 ≤ bought[t] ≤ buy_limit;  0 ≤ sold[t] ≤ sell_limit
        cost = Σ_t Δt·[(energy price[t] + fee + tax)·bought[t] − sell_at[t]·sold[t]]
               + peak charge on bought + fixed fee

    flows in MW, prices per MWh.
    """

    example: ClassVar[str] = """\
name: A grid contract at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T04:00, step: 1 h, time_zone: UTC}
profiles:
  spot: {values: [40, 300, 40, 40], unit: EUR/MWh}
  need: {values: [4, 1, 9, 1], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 90 MW, efficiency: 90 %}
  turbine: {kind: steam_turbine, from: steam, condenser_pressure: 0.05 bar, capacity: 9 MW}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 20 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: spot}, fee: 8 EUR/MWh,
         tax: 0.5 EUR/MWh, buy_limit: 5 MW, sell_at: {profile: spot, minus: 2 EUR/MWh},
         sell_limit: 3 MW, peak_charge: 10 EUR/MW/month, fixed_fee: 1000 EUR/year}
companies:
  works: {demands: {electricity: {profile: need}}}
"""

    kind: Literal["electricity"]
    header: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that is fed"""
    energy_price: PriceSeries
    """Price of energy bought"""
    fee: EnergyPrice = 0.0
    """Grid and trading fees on energy bought"""
    tax: EnergyPrice = 0.0
    """Energy tax on energy bought"""
    buy_limit: Power | None = None
    """Largest power bought; unlimited where it is left out"""
    peak_charge: PeakCharge | None = None
    """Charge on the highest power bought, per month or year"""
    sell_at: PriceSeries | None = None
    """Price of energy sold; no sale where it is left out"""
    sell_limit: Power | None = None
    """Largest power sold; unlimited where it is left out"""

    def equations(self, site: Site) -> None:
        bought = site.variable("bought", upper=_or_unlimited(self.buy_limit))
        price = site.parameter("energy price", self.energy_price)
        site.gives(self.header, "bought", lambda t: bought[t])
        site.book("energy", lambda t: price[t] * bought[t])
        for label, rate in (("fee", self.fee), ("tax", self.tax)):
            if rate:
                site.book(label, priced(rate, bought))
        state_peak_charge(site, self.peak_charge, lambda t: bought[t])
        if self.sell_at is not None:
            sold = site.variable("sold", upper=_or_unlimited(self.sell_limit))
            income = site.parameter("sell at", self.sell_at)
            site.takes(self.header, "sold", lambda t: sold[t])
            site.book("sale", lambda t: -income[t] * sold[t])
        self.book_fixed_fee(site)

    def bill(self, record: Record) -> Mapping[str, FloatArray]:
        bought = record.flows["bought"]
        energy = bought * record.horizon.step_hours
        lines = {"energy": record.monthly(self.energy_price.values * energy)}
        for label, rate in (("fee", self.fee), ("tax", self.tax)):
            if rate:
                lines[label] = record.monthly(rate * energy)
        lines.update(bill_peak_charge(record, self.peak_charge, bought))
        if self.sell_at is not None:
            income = self.sell_at.values * record.flows["sold"] * record.horizon.step_hours
            lines["sale"] = -record.monthly(income)
        return lines

    def limits(self, record: Record) -> Iterator[Check]:
        if self.buy_limit is not None:
            yield record.at_most("bought ≤ limit", record.flows["bought"], self.buy_limit)
        if self.sell_at is not None and self.sell_limit is not None:
            yield record.at_most("sold ≤ limit", record.flows["sold"], self.sell_limit)


def _or_unlimited(limit_mw: float | None) -> float:
    return UNLIMITED if limit_mw is None else limit_mw
