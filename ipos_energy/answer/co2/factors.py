"""Every factor that a result rests on, with its unit, year, scope and source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ipos_energy.answer.co2.flows import fuel_contracts
from ipos_energy.answer.co2.perspectives import marginal_electricity
from ipos_energy.answer.co2.scopes import market_factors
from ipos_energy.park.factors import Factor
from ipos_energy.park.scenario import Scenario

UNIT = "t/MWh"
NO_SOURCE = "no source is stated"


@dataclass(frozen=True)
class FactorFacts:
    """One factor: ``value`` in ``unit`` (the mean of an hourly one), and what it is used for."""

    use: str
    name: str
    value: float
    unit: str
    year: int | None
    scope: str
    source: str
    low: float | None = None
    high: float | None = None
    hourly: bool = False


def factors_used(scenario: Scenario) -> tuple[FactorFacts, ...]:
    """The factors of all calculations, each with its use."""
    return tuple(_factors(scenario))


def _factors(scenario: Scenario) -> Iterator[FactorFacts]:
    emissions = scenario.emissions
    reference, grid = emissions.reference, emissions.electricity
    value, factor = emissions.reference_fuel
    use = "fuel of the companies' own boilers"
    yield _facts(use, reference.fuel_name, factor) if factor else FactorFacts(
        use, reference.fuel_name, value, UNIT, None, "direct", reference.fuel_source or NO_SOURCE)
    yield _facts("grid electricity, accounting and location-based", grid.name, grid)
    if grid.sold is not None:
        yield FactorFacts("power sold, accounting", f"{grid.name}, displaced by a sale",
                          float(grid.sold.values.mean()), UNIT, grid.year, grid.scope,
                          grid.source or NO_SOURCE, hourly=grid.sold.profile is not None)
    marginal = marginal_electricity(scenario)
    yield _facts("grid electricity, consequence", marginal, emissions.factors[marginal])
    for contract, name in market_factors(scenario).items():
        yield _facts(f"{contract}, market-based", name, emissions.factors[name])
    for name, contract_of_fuel in fuel_contracts(scenario).items():
        yield FactorFacts(f"fuel burnt, {name}", name, contract_of_fuel.emission_factor, UNIT,
                          None, "direct", contract_of_fuel.note or "as the contract states")
        if name in emissions.upstream:
            life_cycle = emissions.upstream[name]
            yield _facts(f"upstream of {name}", life_cycle, emissions.factors[life_cycle])
    for name, alternative in emissions.alternatives.items():
        own = " (the reference)" if name == reference.district_heat else ""
        yield _facts(f"district heat alternative{own}", name, alternative)


def _facts(use: str, name: str, factor: Factor) -> FactorFacts:
    return FactorFacts(use, name, factor.mean, UNIT, factor.year, factor.scope,
                       factor.source or NO_SOURCE, factor.low, factor.high,
                       factor.factor.profile is not None)
