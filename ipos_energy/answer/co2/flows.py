"""What CO2 is counted on: needs of companies, heat sold, power and fuel bought; in MW (T,)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.companies import Company
from ipos_energy.park.condensate import FEEDWATER_HEATING, FLASH_STEAM
from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.contracts.fuel import Fuel
from ipos_energy.park.contracts.heat_sale import HeatSale
from ipos_energy.park.flexible_demand import curtailed_label
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, sum_by
from ipos_energy.park.units.process_heat import ProcessHeat


@dataclass(frozen=True, eq=False)
class Need:
    """What a company needs of a header and is given, in MW (T,)."""

    owner: str
    company: Company
    header: str
    medium: str
    values: FloatArray


def needs(scenario: Scenario, operation: Operation) -> list[Need]:
    """The demands of all companies, less what they gave up against payment.

    With steam goes the heat for its feedwater, which a boiler of their own would give too, less the
    heat of what flashes from the condensate: alone, that would warm its own feedwater.
    """
    flashed = {flow.owner: flow.values for flow in operation.flows
               if flow.label == FLASH_STEAM and flow.owner in scenario.companies}
    written = {(one.owner, one.label): one.values for one in operation.quantities}
    heating = [Need(flow.owner, scenario.companies[flow.owner], flow.header, "steam",
                    np.maximum(flow.values - flashed.get(flow.owner, 0.0), 0.0))
               for flow in operation.flows
               if flow.label == FEEDWATER_HEATING and flow.owner in scenario.companies]
    return heating + [Need(name, company, header, scenario.headers[header].medium,
                 series.values - written.get((name, curtailed_label(header)), 0.0))
            for name, company in scenario.companies.items()
            for header, series in company.demands.items()]


def needed(scenario: Scenario, operation: Operation, medium: str) -> FloatArray:
    """What all companies together need of a medium."""
    return total((need.values for need in needs(scenario, operation) if need.medium == medium),
                 scenario)


def heat_sold(scenario: Scenario, operation: Operation) -> FloatArray:
    """Heat that buyers outside the park take."""
    return total((flow.values for flow in operation.flows
                  if isinstance(scenario.contracts.get(flow.owner), HeatSale)), scenario)


def grid_flow(
    scenario: Scenario, operation: Operation, label: str, contract: str | None = None
) -> FloatArray:
    """Power "bought" or "sold", by one contract or by all of them."""
    return total((flow.values for flow in operation.flows if flow.label == label
                  and contract in (None, flow.owner)
                  and isinstance(scenario.contracts.get(flow.owner), Electricity)), scenario)


def given_off(scenario: Scenario) -> FloatArray:
    """Heat that all processes give off."""
    return total((unit.given_off_mw(scenario.horizon) for unit in scenario.units.values()
                  if isinstance(unit, ProcessHeat)), scenario)


def fuel_bought(scenario: Scenario, operation: Operation) -> dict[str, FloatArray]:
    """Fuel burnt in the park, by contract."""
    return {flow.owner: flow.values for flow in operation.flows if flow.label == "bought"
            and isinstance(scenario.contracts.get(flow.owner), Fuel)}


def fuel_contracts(scenario: Scenario) -> dict[str, Fuel]:
    """The contracts for fuel."""
    return {name: contract for name, contract in scenario.contracts.items()
            if isinstance(contract, Fuel)}


def emitted_by_step(scenario: Scenario, operation: Operation) -> FloatArray:
    """What the park burns, in t of each step (T,): each month as booked, spread by the fuel bought.

    A line whose owner buys no fuel is spread evenly over its month.
    """
    month, months = scenario.horizon.month, scenario.horizon.months
    bought, steps = fuel_bought(scenario, operation), np.zeros(scenario.horizon.steps)
    even = np.ones(len(steps))
    for line in operation.emissions:
        weight = bought.get(line.owner, even)
        of_month = sum_by(month, weight, months)
        weight = np.where(of_month[month] > 0, weight, even)
        steps += line.months[month] * weight / sum_by(month, weight, months)[month]
    return steps


def total(arrays: Iterable[FloatArray], scenario: Scenario) -> FloatArray:
    """The sum of series; zero where there are none (T,)."""
    added = np.zeros(scenario.horizon.steps)
    for array in arrays:
        added += array
    return added
