"""A grid contract: electricity bought, and sold where that is agreed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from ipos_energy.park.contracts.bill import Line, energy_line, price_of
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.contracts.charges.peak import own_peak
from ipos_energy.park.contracts.contract import Charges, charge_lines, state_charges
from ipos_energy.park.contracts.purchase import Purchase
from ipos_energy.park.fields import ElectricityHeader, Power, PriceSeries, wrong
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import UNLIMITED, Rule, Site


class Electricity(Purchase):
    """Power from and to the grid.

        0 ≤ bought[t] ≤ buy_limit;  0 ≤ sold[t] ≤ sell_limit;  both ≤ connection
        cost = Σ_t Δt·[((1 − f)·energy price[t] + f·fixed price + fee + tax)·bought[t]]
               − Σ_t Δt·sell_at[t]·sold[t] + fixed fee
               + peak charge and charges on bought + charges on sold

    flows in MW, prices per MWh; f is the share at a fixed price. For the charges see their kinds.
    """

    only_beside: ClassVar[Mapping[str, str]] = {"sell_limit": "sell_at"}
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
         sell_limit: 3 MW, peak_charge: 10 EUR/MW/month, fixed_fee: 1000 EUR/year,
         fixed_share: 50 %, fixed_price: 45 EUR/MWh,
         charges: {trading: {kind: energy, price: 1 EUR/MWh}},
         sale_charges: {feed-in: {kind: energy, price: 1 EUR/MWh}}}
companies:
  works: {demands: {electricity: {profile: need}}}
"""

    kind: Literal["electricity"]
    header: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that is fed"""
    buy_limit: Power | None = None
    """Largest power bought; unlimited where it is left out"""
    sell_at: PriceSeries | None = None
    """Price of energy sold; no sale where it is left out"""
    sell_limit: Power | None = None
    """Largest power sold; unlimited where it is left out"""
    sale_charges: Charges = Field(default_factory=dict)
    """Charges on what is sold, by name"""

    @model_validator(mode="after")
    def _fits(self) -> Electricity:
        if self.sale_charges and self.sell_at is None:
            raise wrong("there are charges on what is sold, but nothing can be sold",
                        "State sell_at.", ("sale_charges",))
        self.check_limit(self.charges, "buy_limit", self.buy_limit)
        self.check_limit(self.sale_charges, "sell_limit", self.sell_limit)
        return self

    def own_labels(self) -> tuple[str, ...]:
        return (*super().own_labels(), "sale")

    def _all_charges(self) -> Mapping[str, Mapping[str, Charge]]:
        return {"charges": self.charges, "sale_charges": self.sale_charges}

    def equations(self, site: Site) -> None:
        limit = _or_unlimited(self.buy_limit)
        bought = site.variable("bought", upper=self.upper_bound(limit))
        largest = self.largest(limit)
        flows: dict[str, Rule] = {"bought": lambda t: bought[t]}
        site.gives(self.header, "bought", lambda t: bought[t])
        self.book_energy(site, bought)
        state_charges(site, own_peak(self.peak_charge), lambda t: bought[t], largest)
        if self.sell_at is not None:
            limit = _or_unlimited(self.sell_limit)
            sold = site.variable("sold", upper=self.upper_bound(limit))
            flows["sold"] = lambda t: sold[t]
            income = site.parameter("sell at", self.sell_at)
            site.takes(self.header, "sold", lambda t: sold[t])
            site.book("sale", lambda t: -income[t] * sold[t])
            state_charges(site, self.sale_charges, flows["sold"], self.largest(limit))
        self.state_connection(site, flows)
        self.state_common(site, lambda t: bought[t], largest)

    def bill(self, record: Record) -> Iterator[Line]:
        bought = record.flows["bought"]
        yield from self.energy_lines(record, bought)
        yield from charge_lines(record, own_peak(self.peak_charge), bought)
        if self.sell_at is not None:
            sold = record.flows["sold"]
            yield energy_line(record, "sale", sold, -price_of(self.sell_at))
            yield from charge_lines(record, self.sale_charges, sold)
        yield from self.bill_common(record, bought)

    def limits(self, record: Record) -> Iterator[Check]:
        yield from self.limits_common(record, record.flows["bought"])
        yield from self.replay_connection(
            record, "bought", *(["sold"] if self.sell_at is not None else []))
        if self.buy_limit is not None:
            yield record.at_most("bought ≤ limit", record.flows["bought"], self.buy_limit)
        if self.sell_at is not None and self.sell_limit is not None:
            yield record.at_most("sold ≤ limit", record.flows["sold"], self.sell_limit)


def _or_unlimited(limit_mw: float | None) -> float:
    return UNLIMITED if limit_mw is None else limit_mw
