"""What the reference situation would cost, and the saving against it.

    C_R = Σ_company [tariff(fuel of its own boilers) + tariff(power that it buys alone)]
          + tariff(power to cool the process heat away)
    fuel_i(t) = Σ_heat d_i(t)/η_i;    power_i(t) = d_i,el(t) + d_i,cold(t)/COP
    saving of the park = C_R − cost of the park
    saving of the city = cost of the heat in its alternative − what it pays for the park's heat

Tariffs are the scenario's own contracts, with peak charges on each company's own peak and fixed
fees for each. What the city pays is income of the park: it is in both savings with opposite signs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.co2.flows import fuel_contracts, given_off, heat_sold, needs
from ipos_energy.answer.money.tariff import bill_alone
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.contracts.heat_sale import HeatSale
from ipos_energy.park.operation import LedgerLine, Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray

FUEL, POWER, COOLING = "own boilers", "power bought alone", "cooling of the process heat"


@dataclass(frozen=True)
class MoneyLine:
    """One part of the saving, in the currency; a cost of the park is negative."""

    label: str
    amount: float


@dataclass(frozen=True)
class CitySaving:
    """The city's side: cost of the heat in its alternative, and what it pays; None: not valued."""

    alternative: str
    heat_mwh: float
    alternative_cost: float | None
    paid: float

    @property
    def saving(self) -> float | None:
        """What the city saves."""
        return None if self.alternative_cost is None else self.alternative_cost - self.paid


@dataclass(frozen=True)
class Saving:
    """The saving of the park by line; lines add up to it exactly.

    ``not_valued`` says what of the reference has no price in the scenario; the saving is then too
    low, and says so.
    """

    reference: str
    lines: tuple[MoneyLine, ...]
    reference_cost: float
    park_cost: float
    city: CitySaving
    not_valued: tuple[str, ...]
    assumptions: tuple[str, ...]

    @property
    def saving(self) -> float:
        """Cost of the reference less cost of the park."""
        return self.reference_cost - self.park_cost


@dataclass(frozen=True, eq=False)
class Customer:
    """Somebody of the reference who buys energy alone: ``flow`` in MW (T,)."""

    owner: str
    label: str
    contract: str | None
    flow: FloatArray


def reference_costs(
    scenario: Scenario, operation: Operation
) -> tuple[tuple[LedgerLine, ...], tuple[str, ...]]:
    """The ledger of the reference by owner, line and month, and what could not be valued."""
    lines: list[LedgerLine] = []
    missing: list[str] = []
    for customer in _customers(scenario, operation):
        if customer.contract is None:
            missing.append(f"{customer.owner}: {customer.label}")
            continue
        for label, months in bill_alone(scenario, customer.contract, customer.flow).items():
            lines.append(LedgerLine(customer.owner, f"{customer.label}: {label}",
                                    scenario.currency, months))
    return tuple(lines), tuple(missing)


def saving_of(
    scenario: Scenario, operation: Operation, reference: tuple[LedgerLine, ...],
    missing: tuple[str, ...],
) -> Saving:
    """The saving by line: what the reference would pay, less what each owner costs the park."""
    parts = [MoneyLine(kind, sum(line.total for line in reference
                                 if line.label.startswith(f"{kind}: ")))
             for kind in (FUEL, POWER, COOLING)]
    by_owner: dict[str, float] = {}
    for line in operation.ledger:
        by_owner[line.owner] = by_owner.get(line.owner, 0.0) + line.total
    parts += [MoneyLine(owner, -cost) for owner, cost in by_owner.items()]
    return Saving(
        scenario.emissions.reference.name, tuple(parts),
        sum(line.total for line in reference), sum(by_owner.values()),
        _city(scenario, operation, by_owner), missing, tuple(_assumptions(scenario)))


def fuel_contract(scenario: Scenario) -> str | None:
    """The contract at whose prices the reference's fuel is valued: stated, or of its factor."""
    stated = scenario.emissions.reference.fuel_contract
    factor = scenario.emissions.reference_fuel[0]
    same = (name for name, contract in fuel_contracts(scenario).items()
            if np.isclose(contract.emission_factor, factor))
    return stated or next(same, None)


def power_contract(scenario: Scenario) -> str | None:
    """The contract at whose prices the reference's power is valued."""
    stated = scenario.emissions.reference.power_contract
    return stated or next(iter(_of(scenario, Electricity)), None)


def _of(scenario: Scenario, kind: type[Contract]) -> list[str]:
    return [name for name, one in scenario.contracts.items() if isinstance(one, kind)]


def _customers(scenario: Scenario, operation: Operation) -> Iterator[Customer]:
    """Each company's boilers and connection, and the cooling; those that need nothing left out."""
    reference, steps = scenario.emissions.reference, scenario.horizon.steps
    all_needs = needs(scenario, operation)
    for name, company in scenario.companies.items():
        fuel, power = np.zeros(steps), np.zeros(steps)
        efficiency = company.alone.boiler_efficiency or reference.boiler_efficiency
        for need in all_needs:
            if need.owner == name and need.medium in ("steam", "water"):
                fuel += need.values / efficiency
            elif need.owner == name:
                power += need.values / (reference.chiller_cop if need.medium == "cooling" else 1.0)
        if fuel.any():
            yield Customer(name, FUEL, fuel_contract(scenario), fuel)
        if power.any():
            yield Customer(name, POWER, power_contract(scenario), power)
    cooling = reference.cooling_electricity * given_off(scenario)
    if cooling.any():
        yield Customer("process heat", COOLING, power_contract(scenario), cooling)


def _city(
    scenario: Scenario, operation: Operation, by_owner: Mapping[str, float]
) -> CitySaving:
    emissions, sold = scenario.emissions, heat_sold(scenario, operation)
    name = emissions.reference.district_heat
    alternative = emissions.alternatives[name]
    heat_mwh = scenario.horizon.step_hours * float(sold.sum())
    contract, cost = fuel_contract(scenario), None
    if alternative.cost is not None:
        cost = alternative.cost * heat_mwh
    elif not heat_mwh:
        cost = 0.0
    elif (contract and alternative.efficiency
          and alternative.fuel_name == emissions.reference.fuel_name):
        bill = bill_alone(scenario, contract, sold / alternative.efficiency)
        cost = sum(float(months.sum()) for months in bill.values())
    paid = -sum(by_owner.get(owner, 0.0) for owner in _of(scenario, HeatSale))
    return CitySaving(name, heat_mwh, cost, paid)


def _assumptions(scenario: Scenario) -> Iterator[str]:
    reference = scenario.emissions.reference
    fuel, power = fuel_contract(scenario), power_contract(scenario)
    if fuel:
        yield (f'Fuel of own boilers at the terms of "{fuel}": each company its own peak charge '
               "and fixed fee, the CO2 price included.")
    if power:
        yield (f'Power bought alone at the terms of "{power}": each company its own peak charge '
               "and fixed fee; power subscribed is each company's own highest.")
    yield ("Boilers and chillers of the reference cost nothing but their fuel and power "
           "(no investment, no upkeep), so the saving is a cautious one.")
    yield "Least takes, limits and take-or-pay terms of contracts are not applied to the reference."
    alternative = scenario.emissions.alternatives[reference.district_heat]
    if alternative.cost is None and alternative.fuel_name != reference.fuel_name:
        yield (f'The cost of the alternative "{reference.district_heat}" is not stated, so the '
               "city's saving is not valued.")
