"""How far the avoided CO2 can be off: Monte Carlo over the factors within their stated ranges.

    avoided = constant + Σ_j c_j·f_j;    f_j triangular between low_j and high_j, its mode the value
    share of the variance carried by factor j = c_j²·Var(f_j) / Σ_k c_k²·Var(f_k)
    Var(f) = (a² + b² + m² − a·b − a·m − b·m)/18       a low, b high, m the value

The factors are independent, so the shares are exact and add up to one (first-order Sobol indices).
Samples are stratified (Latin hypercube) and seeded. A factor without a range is held fixed. The
alternative for district heat, where it states no range, may be any of the alternatives that are
offered: its range runs from the lowest to the highest of them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.co2.avoided import (
    DISTRICT_HEAT,
    POWER_SOLD,
    Term,
    heat_term,
    lines_of,
    own_boiler_fuel_mwh,
    own_view,
    power_terms,
)
from ipos_energy.answer.co2.flows import fuel_bought, fuel_contracts
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray

METHOD = ("Monte Carlo over independent factors, triangular between low and high with the value as "
          "mode; share of the variance c²·Var(f)/Σ c²·Var(f)")


@dataclass(frozen=True)
class Uncertain:
    """A factor with its range in t/MWh, its weight c in MWh, and the variance that it carries."""

    name: str
    value: float
    low: float
    high: float
    weight_mwh: float
    variance_share: float = 0.0


@dataclass(frozen=True)
class Spread:
    """The avoided CO2 in t that is exceeded in 95, 50 and 5 of 100 cases."""

    p5_t: float
    p50_t: float
    p95_t: float
    mean_t: float
    factors: tuple[Uncertain, ...]
    held_fixed: tuple[str, ...]
    samples: int
    seed: int
    method: str = METHOD

    @property
    def main_factor(self) -> Uncertain | None:
        """The factor that carries most of the variance; None where no factor has a range."""
        return max(self.factors, key=lambda one: one.variance_share, default=None)


@dataclass(frozen=True)
class _Candidate:
    """A factor that the total depends on, with its range where there is one."""

    name: str
    value: float
    weight_mwh: float
    low: float | None
    high: float | None


def spread_of(scenario: Scenario, operation: Operation) -> Spread:
    """The spread of the avoided CO2 in the accounting perspective."""
    candidates = list(_candidates(scenario, operation))
    ranged = [Uncertain(one.name, one.value, one.low, one.high, one.weight_mwh)
              for one in candidates if one.low is not None and one.high is not None]
    total = sum(line.avoided_t for line in lines_of(scenario, operation,
                                                    own_view(scenario.emissions)))
    constant = total - sum(one.weight_mwh * one.value for one in ranged)
    choice = scenario.emissions.uncertainty
    return spread(constant, ranged, choice.samples, choice.seed,
                  tuple(one.name for one in candidates if one.low is None))


def spread(
    constant_t: float, factors: list[Uncertain], samples: int, seed: int,
    held_fixed: tuple[str, ...] = (),
) -> Spread:
    """The spread of ``constant + Σ c·f``."""
    random = np.random.default_rng(seed)
    avoided = np.full(samples, constant_t)
    for factor in factors:
        strata = (random.permutation(samples) + random.random(samples)) / samples
        avoided += factor.weight_mwh * triangular(strata, factor.low, factor.value, factor.high)
    carried = [factor.weight_mwh ** 2 * _variance(factor) for factor in factors]
    whole = sum(carried)
    p5, p50, p95 = (float(value) for value in np.percentile(avoided, (5, 50, 95)))
    return Spread(
        p5, p50, p95, float(avoided.mean()),
        tuple(Uncertain(one.name, one.value, one.low, one.high, one.weight_mwh,
                        part / whole if whole else 0.0)
              for one, part in zip(factors, carried, strict=True)),
        held_fixed, samples, seed)


def triangular(share: FloatArray, low: float, mode: float, high: float) -> FloatArray:
    """The value that ``share`` (0 to 1) of a triangular distribution lies below (inverse CDF)."""
    if high <= low:
        return np.full_like(share, mode)
    rising = share * (high - low) < mode - low
    below = low + np.sqrt(share * (high - low) * (mode - low))
    above = high - np.sqrt((1 - share) * (high - low) * (high - mode))
    values: FloatArray = np.where(rising, below, above)
    return values


def _variance(one: Uncertain) -> float:
    a, b, m = one.low, one.high, one.value
    return (a * a + b * b + m * m - a * b - a * m - b * m) / 18


def _candidates(scenario: Scenario, operation: Operation) -> Iterator[_Candidate]:
    """All factors that the total depends on. Power sold has one of its own where it is stated."""
    emissions, hours = scenario.emissions, scenario.horizon.step_hours
    view, grid = own_view(scenario.emissions), scenario.emissions.electricity
    value, factor = emissions.reference_fuel
    yield _Candidate(emissions.reference.fuel_name, value, _fuel_mwh(scenario, operation, value),
                     factor.low if factor else None, factor.high if factor else None)
    own = grid.sold is not None
    terms = power_terms(scenario, operation, view)
    yield _Candidate(grid.name, grid.mean, _weight(
        [term for term in terms if not (own and term.label == POWER_SOLD)], grid.mean),
        grid.low, grid.high)
    if own:
        mean = float(np.mean(view.sold))
        yield _Candidate(POWER_SOLD, mean, _weight(
            [term for term in terms if term.label == POWER_SOLD], mean), None, None)
    heat = heat_term(scenario, operation, view)
    chosen = emissions.alternatives[view.district_heat]
    weight = hours * float(heat.flow.sum())
    mean = heat.avoided_t / weight if weight else chosen.mean
    offered = [one.mean for one in emissions.alternatives.values()]
    if chosen.low is not None and chosen.high is not None:
        offered = [chosen.low, chosen.high]
    yield _Candidate(f"{DISTRICT_HEAT}: {view.district_heat}", mean, weight,
                     min(*offered, mean), max(*offered, mean))


def _fuel_mwh(scenario: Scenario, operation: Operation, factor: float) -> float:
    """Fuel of own boilers less the park's of the same factor, which moves with it, in MWh."""
    burnt, hours = fuel_bought(scenario, operation), scenario.horizon.step_hours
    same = [name for name, contract in fuel_contracts(scenario).items()
            if np.isclose(contract.emission_factor, factor)]
    own = sum(own_boiler_fuel_mwh(scenario, operation, medium) for medium in ("steam", "water"))
    return own - hours * sum(float(burnt[name].sum()) for name in same if name in burnt)


def _weight(terms: list[Term], mean: float) -> float:
    """Energy in MWh that the lines stand for at the mean factor; an hourly factor is scaled."""
    if mean:
        return sum(term.avoided_t for term in terms) / mean
    return sum(term.hours * float(term.flow.sum()) for term in terms)
