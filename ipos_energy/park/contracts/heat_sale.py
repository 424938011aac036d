"""Heat sold outside the park, such as district heat to the city."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, Literal

import numpy as np
from pydantic import model_validator

from ipos_energy.park.contracts.bill import Line, energy_line, price_of
from ipos_energy.park.contracts.capacity_payment import LABEL, CapacityPayment
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.fields import HeatHeader, PowerSeries, PriceSeries, Temperature, wrong
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Header, supply_temperature
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Site
from ipos_energy.park.surroundings import Surroundings


class HeatSale(Contract):
    """Heat that a buyer takes from a header.

        at_least[t] ≤ sold[t] ≤ at_most[t];  sold[t] ≤ connection
        sold[t] = 0 where the header's supply is below supply_at_least
        cost = −Σ_t Δt·price[t]·sold[t] − capacity payment + fixed fee + charges on sold

    flow in MW, price per MWh. A price by formula, such as 85 % of what the heat saves the buyer, is
    a profile with ``times``.
    """

    example: ClassVar[str] = """\
name: A heat sale at its limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T03:00, step: 1 h, time_zone: UTC}
profiles:
  heat: {values: [0, 8, 8], unit: MW}
  uptake: {values: [4, 6, 9], unit: MW}
headers:
  gas: {medium: fuel}
  district heat: {medium: water, supply: 80 degC, return: 45 degC}
units:
  plant: {kind: process_heat, to: district heat, available: {profile: heat}}
  boiler: {kind: boiler, fuel: gas, to: district heat, capacity: 9 MW, efficiency: 80 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  city: {kind: heat_sale, header: district heat, price: 25 EUR/MWh, at_most: {profile: uptake},
         fixed_fee: 1000 EUR/year}
companies:
  works: {demands: {district heat: 1 MW}}
"""

    kind: Literal["heat_sale"]
    header: HeatHeader
    """Header that the heat is taken from"""
    sold_to: str = ""
    """Name of the buyer"""
    price: PriceSeries
    """Price of the heat"""
    at_most: PowerSeries | None = None
    """Most that the buyer takes; unlimited where it is left out"""
    at_least: PowerSeries | None = None
    """Least that must be delivered"""
    supply_at_least: Temperature | None = None
    """Lowest supply temperature that the buyer takes heat at"""
    capacity_payment: CapacityPayment | None = None
    """What the buyer pays per MW"""

    @model_validator(mode="after")
    def _fits(self) -> HeatSale:
        self.check_limit(self.charges, "at_most", self.at_most)
        payment = self.capacity_payment
        if payment is not None and payment.power is None and self.at_most is None:
            raise wrong("a payment on the highest delivery takes a largest delivery to decide: "
                        "state at_most, or the power subscribed", at=("capacity_payment",))
        if self.at_least is not None and self.at_most is not None:
            above = self.at_least.values > self.at_most.values
            if above.any():
                step = int(np.argmax(above))
                raise wrong(f"at_least is {self.at_least.values[step]:g} MW and at_most "
                            f"{self.at_most.values[step]:g} MW (step {step + 1})",
                            at=("at_least",))
        return self

    def own_labels(self) -> tuple[str, ...]:
        return ("sale", LABEL)

    def problems(self, park: Surroundings) -> Iterator[Finding]:
        if self.supply_at_least is None:
            return
        supply = supply_temperature(park.headers[self.header])
        warm = supply >= self.supply_at_least
        if not warm.any():
            yield Finding(("supply_at_least",), (
                f'the buyer wants {self.supply_at_least:g} °C, and "{self.header}" is never above '
                f"{supply.max():g} °C"))
        elif self.at_least is not None and (self.at_least.values[~warm] > 0).any():
            step, when = park.horizon.first((self.at_least.values > 0) & ~warm)
            yield Finding(("at_least",), (
                f"{self.at_least.values[step]:g} MW must be delivered{when}, when "
                f'"{self.header}" is at {supply[step]:g} °C and the buyer wants '
                f"{self.supply_at_least:g} °C"))

    def _largest_mw(self, header: Header, steps: int) -> FloatArray:
        """The most that can be sold at each step (T,)."""
        largest = np.full(steps, UNLIMITED) if self.at_most is None else self.at_most.values
        if self.supply_at_least is None:
            return largest
        return np.where(supply_temperature(header) >= self.supply_at_least, largest, 0.0)

    def equations(self, site: Site) -> None:
        limit = self._largest_mw(site.header(self.header), site.horizon.steps)
        largest = np.asarray(self.largest(limit))
        least = 0.0 if self.at_least is None else self.at_least
        sold = site.variable("sold", upper=self.upper_bound(limit), lower=least)
        self.state_connection(site, {"sold": lambda t: sold[t]})
        price = site.parameter("price", self.price)
        site.takes(self.header, "sold", lambda t: sold[t])
        site.book("sale", lambda t: -price[t] * sold[t])
        if self.capacity_payment is not None:
            self.capacity_payment.state(site, lambda t: sold[t], largest)
        self.state_common(site, lambda t: sold[t], largest)

    def bill(self, record: Record) -> Iterator[Line]:
        sold = record.flows["sold"]
        yield energy_line(record, "sale", sold, -price_of(self.price))
        if self.capacity_payment is not None:
            yield from self.capacity_payment.lines(record, sold)
        yield from self.bill_common(record, sold)

    def limits(self, record: Record) -> Iterator[Check]:
        sold = record.flows["sold"]
        largest = self._largest_mw(record.headers[self.header], len(sold))
        yield record.at_most("sold ≤ uptake", sold, largest)
        yield from self.replay_connection(record, "sold")
        if self.at_least is not None:
            yield record.at_most("sold ≥ least", self.at_least.values - sold, 0.0)
        yield from self.limits_common(record, sold)
