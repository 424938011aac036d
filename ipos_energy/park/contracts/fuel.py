"""A fuel contract, such as natural gas from the grid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import ClassVar, Literal

import numpy as np

from ipos_energy.park.contracts.contract import Contract, priced
from ipos_energy.park.contracts.peak_charge import bill_peak_charge, state_peak_charge
from ipos_energy.park.fields import (
    EmissionFactor,
    Energy,
    EnergyPrice,
    FuelHeader,
    PeakCharge,
    Power,
    PriceSeries,
)
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import UNLIMITED, Site


class Fuel(Contract):
    """Fuel bought and burnt in the park.

        0 ≤ bought[t] ≤ limit
        Σ_t Δt·bought[t] ≤ annual_limit
        emissions = Σ_t Δt·emission factor·bought[t]
        cost = Σ_t Δt·(energy price[t] + fee + tax + CO2 price·emission factor)·bought[t]
               + peak charge + fixed fee

    flow in MW of lower heating value, prices per MWh, emission factor in t/MWh. The annual limit
    belongs to the horizon as it stands and is never prorated.
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
    energy_price: PriceSeries
    """Price of energy"""
    fee: EnergyPrice = 0.0
    """Grid and trading fees"""
    tax: EnergyPrice = 0.0
    """Energy tax"""
    emission_factor: EmissionFactor
    """CO2 from burning the fuel, per MWh of lower heating value"""
    pays_co2_price: bool = True
    """Whether the scenario's CO2 price is charged on this fuel"""
    limit: Power | None = None
    """Largest flow; unlimited where it is left out"""
    annual_limit: Energy | None = None
    """Most that can be bought over the horizon"""
    peak_charge: PeakCharge | None = None
    """Charge on the highest flow, per month or year"""

    def _rates(self, emission_price: float) -> Mapping[str, float]:
        """Each constant rate per MWh by its label in the ledger."""
        co2 = self.emission_factor * emission_price if self.pays_co2_price else 0.0
        rates = {"fee": self.fee, "tax": self.tax, "CO2 price": co2}
        return {label: rate for label, rate in rates.items() if rate}

    def equations(self, site: Site) -> None:
        upper = UNLIMITED if self.limit is None else self.limit
        bought = site.variable("bought", upper=upper)
        price = site.parameter("energy price", self.energy_price)
        site.gives(self.header, "bought", lambda t: bought[t])
        site.book("energy", lambda t: price[t] * bought[t])
        for label, rate in self._rates(site.emission_price).items():
            site.book(label, priced(rate, bought))
        factor = self.emission_factor
        site.emits("fuel burnt", lambda t: factor * bought[t])
        if self.annual_limit is not None:
            hours, steps, most = site.horizon.step_hours, site.steps, self.annual_limit
            site.once("annual limit", lambda: sum(hours * bought[t] for t in steps) <= most)
        state_peak_charge(site, self.peak_charge, lambda t: bought[t])
        self.book_fixed_fee(site)

    def bill(self, record: Record) -> Mapping[str, FloatArray]:
        bought = record.flows["bought"]
        energy = bought * record.horizon.step_hours
        lines = {"energy": record.monthly(self.energy_price.values * energy)}
        for label, rate in self._rates(record.emission_price).items():
            lines[label] = record.monthly(rate * energy)
        lines.update(bill_peak_charge(record, self.peak_charge, bought))
        return lines

    def limits(self, record: Record) -> Iterator[Check]:
        bought = record.flows["bought"]
        if self.limit is not None:
            yield record.at_most("bought ≤ limit", bought, self.limit)
        if self.annual_limit is not None:
            total = np.array([np.sum(bought) * record.horizon.step_hours])
            yield record.at_most("energy bought ≤ annual limit", total, self.annual_limit)
        emitted = record.monthly(self.emission_factor * bought * record.horizon.step_hours)
        yield record.equal("emissions = factor · fuel burnt",
                           record.emissions["fuel burnt"], emitted)
