"""An investment case: a scenario with what it may build, beside the same without.

The saving of a year is counted before the investment is paid, and held against it:

    S = (C_without − C_with)/y + Σ_k a_k·I_k            a_k = i_k/(1 − (1 + i_k)^−n_k)
    NPV = (S − Σ_k a_k·I_k)·(1 − (1 + i)^−N)/i
    IRR = r where Σ_k I_k·r/(1 − (1 + r)^−n_k) = S
    payback = Σ_k I_k/S
    cost of avoided CO2 = (C_with − C_without)/(avoided with − avoided without)

C cost over the horizon, y its share of a year, I_k investment, n_k lifetime, i_k interest. With one
lifetime n and interest i this is the textbook's NPV = S·(1 − (1 + i)^−n)/i − I. With several, N is
the longest, each shorter-lived part is built again at the same cost when it is worn out, and i is
the mean of the interests weighted by investment: the annuity method (VDI 2067 part 1; the annual
worth of Blank and Tarquin, Engineering Economy). So the NPV is positive exactly where the year's
cost, annuities included, is lower than without.
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ipos_energy.answer.results import Results
from ipos_energy.answer.whole_file import make_folder, write_whole
from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.park.companies import Company
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.fields import Amount, Schema
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.size import BUILT, Size, annuity, labelled
from ipos_energy.park.units.unit import Unit

INVESTMENT = "investment.json"
FORMAT = 1
_NEGLIGIBLE = 1e-9


@dataclass(frozen=True)
class Investment:
    """What is spent at once: ``capacity`` in ``unit``, ``amount`` in the currency.

    ``of`` names what was built where the owner may build several, such as "power".
    """

    owner: str
    capacity: float
    unit: str
    amount: float
    lifetime_years: float
    interest: float
    of: str = ""

    @property
    def name(self) -> str:
        """What it is spent on."""
        return f"{self.owner}: {self.of}" if self.of else self.owner

    @property
    def annuity(self) -> float:
        """What pays it back, per year."""
        return self.amount * annuity(self.interest, self.lifetime_years)


@dataclass(frozen=True)
class Figures:
    """What an investment is worth; None where there is no such number.

    ``irr`` is None below zero, ``payback_years`` where nothing is saved.
    """

    investment: float
    saving_per_year: float
    years: float
    interest: float
    npv: float
    irr: float | None
    payback_years: float | None


@dataclass(frozen=True)
class Side:
    """The park with or without what may be built, scaled to a year."""

    status: str
    cost_per_year: float
    co2_emitted_t_per_year: float
    co2_avoided_t_per_year: float


@dataclass(frozen=True)
class Case:
    """Both sides, what is built, and what it is worth.

    ``figures`` is None where nothing is built; ``cost_of_avoided_co2`` in the currency per t is
    None where not more is avoided with than without.
    """

    name: str
    currency: str
    reference: str
    share_of_year: float
    without: Side
    with_sizes: Side
    investments: tuple[Investment, ...]
    figures: Figures | None
    cost_of_avoided_co2: float | None


def without_sizes(scenario: Scenario) -> Scenario:
    """The scenario in which nothing can be built; what stands may still be retired.

    Raises ScenarioError where nothing has a size.
    """
    if not any(component.sizes() for component in _components(scenario)):
        raise ScenarioError([Problem(
            "nothing in the scenario may be built", "units",
            advice="Give a unit a size, such as size: {at_most: 20 MW, cost: 200000 EUR/MW, "
                   "lifetime: 20 years, interest: 5 %}.")])
    return scenario.model_copy(update={
        section: {name: _without(one) for name, one in getattr(scenario, section).items()}
        for section in ("units", "contracts", "companies")})


def _components(scenario: Scenario) -> Iterator[Unit | Contract | Company]:
    yield from scenario.units.values()
    yield from scenario.contracts.values()
    yield from scenario.companies.values()


def _without(value: Any) -> Any:
    """A part of a scenario in which each size allows nothing to be built."""
    if isinstance(value, Size):
        return value.model_copy(update={
            "at_most": Amount(0.0, value.at_most.measure), "at_least": None})
    if isinstance(value, dict):
        return {key: _without(one) for key, one in value.items()}
    if isinstance(value, Schema):
        return value.model_copy(update={
            name: _without(getattr(value, name)) for name in type(value).model_fields})
    return value


def investment_case(scenario: Scenario, without: Results, with_sizes: Results) -> Case:
    """The case from both audited results; ``scenario`` is the one with sizes."""
    year = scenario.horizon.share_of_year
    sides = _side(without, year), _side(with_sizes, year)
    investments = tuple(_investments(scenario, with_sizes))
    yearly = sides[1].cost_per_year - sides[0].cost_per_year
    avoided = sides[1].co2_avoided_t_per_year - sides[0].co2_avoided_t_per_year
    saving = sum(one.annuity for one in investments) - yearly
    return Case(
        name=with_sizes.name, currency=with_sizes.currency,
        reference=with_sizes.co2.reference_name, share_of_year=year,
        without=sides[0], with_sizes=sides[1], investments=investments,
        figures=figures(investments, saving) if investments else None,
        cost_of_avoided_co2=yearly / avoided
        if avoided > _NEGLIGIBLE * (1.0 + abs(sides[0].co2_avoided_t_per_year)) else None)


def _side(results: Results, share_of_year: float) -> Side:
    operation = results.operation
    return Side(
        operation.status if results.passed else "audit failed",
        operation.objective / share_of_year,
        sum(line.total for line in operation.emissions) / share_of_year,
        results.co2.avoided_t / share_of_year)


def _investments(scenario: Scenario, results: Results) -> Iterator[Investment]:
    built = {(one.owner, one.label): one for one in results.operation.sizes}
    for owner, component in scenario.components.items():
        for of, size in ({} if isinstance(component, Emissions) else component.sizes()).items():
            decided = built[owner, labelled(of, BUILT)]
            if decided.value > _NEGLIGIBLE * (1.0 + size.at_most.value):
                yield Investment(owner, decided.value, decided.unit,
                                 size.cost.value * decided.value + size.fixed_cost,
                                 size.lifetime, size.interest, of)


def figures(investments: Sequence[Investment], saving_per_year: float) -> Figures:
    """What some investments are worth that save so much a year before they are paid."""
    total = sum(one.amount for one in investments)
    years = max(one.lifetime_years for one in investments)
    weights = [one.amount if total else 1.0 for one in investments]
    interest = sum(weight * one.interest for weight, one in zip(
        weights, investments, strict=True)) / sum(weights)
    gain = saving_per_year - sum(one.annuity for one in investments)
    return Figures(total, saving_per_year, years, interest, gain / annuity(interest, years),
                   _rate_of_return(investments, saving_per_year),
                   total / saving_per_year if saving_per_year > 0 else None)


def _rate_of_return(investments: Sequence[Investment], saving: float) -> float | None:
    """The interest at which the annuities equal the saving; None where it is below zero."""
    def annuities(interest: float) -> float:
        return sum(one.amount * annuity(interest, one.lifetime_years) for one in investments)

    total = sum(one.amount for one in investments)
    if not total or annuities(0.0) > saving:
        return None
    low, high = 0.0, saving / total  # an annuity is never below its interest
    for _ in range(100):
        middle = (low + high) / 2
        low, high = (middle, high) if annuities(middle) < saving else (low, middle)
    return (low + high) / 2


def write_case(case: Case, folder: Path) -> Path:
    """Writes ``investment.json``, whole or not at all. Raises ResultError."""
    data: dict[str, Any] = {"format": FORMAT, **dataclasses.asdict(case)}
    text = json.dumps(data, indent=2, ensure_ascii=False, allow_nan=False)
    return write_whole(make_folder(folder) / INVESTMENT, text + "\n")
