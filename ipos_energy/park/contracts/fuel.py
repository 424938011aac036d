"""A fuel contract, such as natural gas from the grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import numpy as np
from pydantic import Field, model_validator

from ipos_energy.park.contracts.bill import Line, rated
from ipos_energy.park.contracts.charges.peak import own_peak
from ipos_energy.park.contracts.contract import charge_lines, priced, state_charges
from ipos_energy.park.contracts.purchase import Purchase
from ipos_energy.park.fields import (
    EmissionFactor,
    EmissionPrice,
    Energy,
    FuelHeader,
    Power,
    PowerSeries,
    wrong,
)
from ipos_energy.park.finding import Finding
from ipos_energy.park.proration import not_a_year
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.site import CO2, UNLIMITED, Site
from ipos_energy.park.strict import Truth
from ipos_energy.park.surroundings import Surroundings


class Fuel(Purchase):
    """Fuel bought and burnt in the park.

        at_least[t] ≤ bought[t] ≤ limit;  bought[t] ≤ connection
        Σ_t Δt·bought[t] ≤ annual_limit
        emissions = Σ_t Δt·emission factor·bought[t]
        pollutant_i = Σ_t Δt·factor_i·bought[t]
        cost = Σ_t Δt·((1 − f)·energy price[t] + f·fixed price + fee + tax)·bought[t]
               + Σ_t Δt·(CO2 price + CO2 tax)·emission factor·bought[t]
               + Σ_i Σ_t Δt·price_i·factor_i·bought[t] + fixed fee + peak charge and charges

    flow in MW of lower heating value, prices per MWh, CO2 price and tax per t, factors in t/MWh;
    f is the share at a fixed price.
    The annual limit belongs to the horizon as it stands and is never prorated.
    """

    example: ClassVar[str] = """\
name: Two fuel contracts at their limits
currency: EUR
horizon: {start: 2019-01-01, end: 2019-01-01T05:00, step: 1 h, time_zone: UTC}
profiles:
  need: {values: [4, 6, 9, 1, 3], unit: MW}
  biogas price: {values: [90, 90, 90, 10, 10], unit: EUR/MWh}
  power price: {values: [80, 80, 300, 80, 80], unit: EUR/MWh}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
units:
  gas boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}
  electrode boiler: {kind: electrode_boiler, to: steam, capacity: 9 MW}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, fee: 2 EUR/MWh, tax: 1 EUR/MWh,
        emission_factor: 201.96 kg/MWh, limit: 6 MW, annual_limit: 12 MWh,
        peak_charge: 133 EUR/MW/year, fixed_fee: 1000 EUR/year}
  biogas: {kind: fuel, header: gas, energy_price: {profile: biogas price}, limit: 2 MW,
           emission_factor: 0 kg/MWh, pays_co2_price: false}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power price}}
companies:
  works: {demands: {steam: {profile: need}}}
emissions: {price: 80 EUR/t}
"""

    kind: Literal["fuel"]
    header: FuelHeader
    """Header that is fed"""
    emission_factor: EmissionFactor
    """CO2 from burning the fuel, per MWh of lower heating value"""
    pays_co2_price: Truth = True
    """Whether the scenario's CO2 price is charged on this fuel"""
    co2_tax: EmissionPrice = 0.0
    """Tax on CO2 from this fuel"""
    pollutants: dict[str, EmissionFactor] = Field(default_factory=dict)
    """Other substances from burning the fuel, such as NOx, per MWh of lower heating value"""
    at_least: PowerSeries | None = None
    """Least flow"""
    limit: Power | None = None
    """Largest flow; unlimited where it is left out"""
    annual_limit: Energy | None = None
    """Most that can be bought over the horizon"""

    @model_validator(mode="after")
    def _fits(self) -> Fuel:
        self.check_limit(self.charges, "limit", self.limit)
        if CO2 in self.pollutants:
            raise wrong("CO2 is stated by emission_factor", at=("pollutants", CO2))
        most = self.largest(UNLIMITED if self.limit is None else self.limit)
        if self.at_least is not None and (self.at_least.values > most).any():
            raise wrong(f"at_least is above the limit of {most:g} MW", at=("at_least",))
        return self

    def warnings(self, park: Surroundings) -> Iterator[Finding]:
        yield from super().warnings(park)
        if self.annual_limit is not None:
            yield from not_a_year(("annual_limit",),
                                  f"the annual limit of {self.annual_limit:g} MWh", park.horizon)

    def own_labels(self) -> tuple[str, ...]:
        return (*super().own_labels(), "CO2 price", "CO2 tax",
                *(f"{name} price" for name in self.pollutants))

    def _tonne_rates(self, site: Site | Record) -> Mapping[str, tuple[float, float]]:
        """Each charge on what is emitted: t per MWh and price per t, by its label."""
        co2 = site.emission_price if self.pays_co2_price else 0.0
        rates = {"CO2 price": (self.emission_factor, co2),
                 "CO2 tax": (self.emission_factor, self.co2_tax)}
        rates |= {f"{name} price": (factor, site.pollutant_prices.get(name, 0.0))
                  for name, factor in self.pollutants.items()}
        return {label: rate for label, rate in rates.items() if rate[0] * rate[1]}

    def equations(self, site: Site) -> None:
        limit = UNLIMITED if self.limit is None else self.limit
        least = 0.0 if self.at_least is None else self.at_least
        bought = site.variable("bought", upper=self.upper_bound(limit), lower=least)
        upper = self.largest(limit)
        self.state_connection(site, {"bought": lambda t: bought[t]})
        site.gives(self.header, "bought", lambda t: bought[t])
        self.book_energy(site, bought)
        for label, (factor, price_per_t) in self._tonne_rates(site).items():
            site.book(label, priced(factor * price_per_t, bought))
        site.emits("fuel burnt", priced(self.emission_factor, bought))
        for name, factor in self.pollutants.items():
            site.pollutes(name, priced(factor, bought))
        if self.annual_limit is not None:
            hours, steps, most = site.horizon.step_hours, site.steps, self.annual_limit
            site.once("annual limit", lambda: sum(hours * bought[t] for t in steps) <= most)
        state_charges(site, own_peak(self.peak_charge), lambda t: bought[t], upper)
        self.state_common(site, lambda t: bought[t], upper)

    def bill(self, record: Record) -> Iterator[Line]:
        bought = record.flows["bought"]
        yield from self.energy_lines(record, bought)
        energy = record.monthly(bought * record.horizon.step_hours)
        for label, (factor, price_per_t) in self._tonne_rates(record).items():
            yield rated(label, "t", factor * energy, price_per_t)
        yield from charge_lines(record, own_peak(self.peak_charge), bought)
        yield from self.bill_common(record, bought)

    def limits(self, record: Record) -> Iterator[Check]:
        bought = record.flows["bought"]
        yield from self.limits_common(record, bought)
        yield from self.replay_connection(record, "bought")
        if self.at_least is not None:
            yield record.at_most("bought ≥ least", self.at_least.values - bought, 0.0)
        if self.limit is not None:
            yield record.at_most("bought ≤ limit", bought, self.limit)
        if self.annual_limit is not None:
            total = np.array([np.sum(bought) * record.horizon.step_hours])
            yield record.at_most("energy bought ≤ annual limit", total, self.annual_limit)
        burnt = record.monthly(bought * record.horizon.step_hours)
        yield record.equal("emissions = factor · fuel burnt",
                           record.emissions["fuel burnt"], self.emission_factor * burnt)
        for name, factor in self.pollutants.items():
            yield record.equal(f"{name} = factor · fuel burnt", record.pollutants[name],
                               factor * burnt)
