"""The park's own emissions by the scopes of the GHG Protocol.

    scope 1                     fuel burnt in the park
    scope 2, location-based     Σ_t Δt·bought(t)·f_grid(t)
    scope 2, market-based       Σ_contract Σ_t Δt·bought(t)·f_contract(t)
    scope 3, upstream of fuel   Σ_contract fuel·(f_life cycle − f_direct)

Scope 2 is stated both ways and counted once: the two are never added. Avoided emissions stand
beside the scopes and are never subtracted from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipos_energy.answer.co2.flows import fuel_bought, fuel_contracts, grid_flow
from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.factors import nearest_residual_mix
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import inner

NEVER_NETTED = "Avoided emissions stand beside the scopes and are never subtracted from them."


@dataclass(frozen=True)
class ScopeLine:
    """Emissions in t of one scope from one contract, and the factor behind them."""

    scope: str
    source: str
    factor: str
    emissions_t: float


@dataclass(frozen=True)
class Scopes:
    """The scopes with their lines. ``without_upstream`` are fuels whose scope 3 is not stated."""

    lines: tuple[ScopeLine, ...]
    without_upstream: tuple[str, ...]
    note: str = NEVER_NETTED

    def total(self, scope: str) -> float:
        """One scope in t, such as "1" or "2 market-based"."""
        return sum(line.emissions_t for line in self.lines if line.scope == scope)


def scopes_of(scenario: Scenario, operation: Operation) -> Scopes:
    """The scopes of an operation."""
    upstream = scenario.emissions.upstream
    missing = [name for name, contract in fuel_contracts(scenario).items() if name not in upstream]
    return Scopes(tuple(_lines(scenario, operation)), tuple(missing))


def market_factors(scenario: Scenario) -> dict[str, str]:
    """Name of the factor of each contract for electricity; the residual mix where none is stated.

    What no contract claims is the residual mix (GHG Protocol, Scope 2 Guidance).
    """
    emissions = scenario.emissions
    residual = nearest_residual_mix(emissions.factors, scenario.horizon.start.year)
    return {name: emissions.market_based.get(name, residual)
            for name, contract in scenario.contracts.items() if isinstance(contract, Electricity)}


def _lines(scenario: Scenario, operation: Operation) -> Iterator[ScopeLine]:
    emissions, hours = scenario.emissions, scenario.horizon.step_hours
    for line in operation.emissions:
        yield ScopeLine("1", line.owner, line.label, line.total)
    grid = emissions.electricity
    for contract, market in market_factors(scenario).items():
        bought = grid_flow(scenario, operation, "bought", contract)
        for scope, name, factor in (("2 location-based", grid.name, grid.factor),
                                    ("2 market-based", market, emissions.factors[market].factor)):
            yield ScopeLine(scope, contract, name, hours * inner(bought, factor.values))
    burnt = fuel_bought(scenario, operation)
    for name, contract_of_fuel in fuel_contracts(scenario).items():
        if name in emissions.upstream and name in burnt:
            life_cycle = emissions.upstream[name]
            more = emissions.factors[life_cycle].mean - contract_of_fuel.emission_factor
            yield ScopeLine("3 upstream of fuel", name, life_cycle,
                            hours * float(burnt[name].sum()) * more)
