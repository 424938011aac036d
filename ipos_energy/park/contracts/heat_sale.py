"""Heat sold outside the park, such as district heat to the city."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.fields import HeatHeader, PowerSeries, PriceSeries
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Site


class HeatSale(Contract):
    """Heat that a buyer takes from a header.

        0 ≤ sold[t] ≤ at_most[t]
        cost = −Σ_t Δt·price[t]·sold[t] + fixed fee

    flow in MW, price per MWh.
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

    def equations(self, site: Site) -> None:
        upper = UNLIMITED if self.at_most is None else self.at_most
        sold = site.variable("sold", upper=upper)
        price = site.parameter("price", self.price)
        site.takes(self.header, "sold", lambda t: sold[t])
        site.book("sale", lambda t: -price[t] * sold[t])
        self.book_fixed_fee(site)

    def bill(self, record: Record) -> Mapping[str, FloatArray]:
        energy = record.flows["sold"] * record.horizon.step_hours
        return {"sale": -record.monthly(self.price.values * energy)}

    def limits(self, record: Record) -> Iterator[Check]:
        if self.at_most is not None:
            yield record.at_most("sold ≤ uptake", record.flows["sold"], self.at_most.values)
