"""Two ways of looking at the same operation, and what a yearly average would miss.

*Accounting* asks which emissions belong to whom, with average factors. *Consequence* asks what
would change in the world, with factors at the margin. They answer different questions and are
never added or mixed.

    T·Δt·cov(flow, factor) = Σ_t Δt·flow(t)·factor(t) − T·Δt·mean(flow)·mean(factor)
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.co2.avoided import (
    Co2Line,
    Term,
    View,
    heat_term,
    lines_of,
    own_view,
    power_terms,
)
from ipos_energy.park.factors import nearest_residual_mix
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario


@dataclass(frozen=True)
class Timing:
    """One line with each step's own factor, with the mean factor, and the difference; in t.

    ``covariance_t`` is T·Δt·cov(flow, factor): positive where the line avoids more than a yearly
    average would say, because it flows when the factor is high.
    """

    label: str
    hourly_t: float
    average_t: float
    covariance_t: float


@dataclass(frozen=True)
class Perspective:
    """The avoided CO2 in one perspective, with the factors that make it so."""

    name: str
    question: str
    electricity: str
    electricity_t_per_mwh: float
    district_heat: str
    reference_name: str
    lines: tuple[Co2Line, ...]
    timing: tuple[Timing, ...]
    avoided_t: float
    covariance_t: float


def perspectives(scenario: Scenario, operation: Operation) -> tuple[Perspective, ...]:
    """The accounting perspective, which is the scenario's own, and the consequence perspective."""
    emissions = scenario.emissions
    marginal = marginal_electricity(scenario)
    factor = emissions.factors[marginal].factor.values
    heat = emissions.consequence.district_heat or emissions.reference.district_heat
    return (
        _perspective(scenario, operation, "accounting",
                     "Whose emissions are they? Average factors.",
                     emissions.electricity.name, own_view(emissions)),
        _perspective(scenario, operation, "consequence",
                     "What would change in the world? Factors at the margin.",
                     marginal, View(factor, factor, heat)),
    )


def marginal_electricity(scenario: Scenario) -> str:
    """Name of the factor of electricity at the margin."""
    emissions = scenario.emissions
    return emissions.consequence.electricity or nearest_residual_mix(
        emissions.factors, scenario.horizon.start.year)


def timing_of(term: Term) -> Timing:
    """What one line would be with the mean of its factor."""
    average = term.hours * float(term.flow.sum()) * float(np.mean(term.factor))
    return Timing(term.label, term.avoided_t, average, term.avoided_t - average)


def _perspective(
    scenario: Scenario, operation: Operation, name: str, question: str, electricity: str, view: View
) -> Perspective:
    lines = lines_of(scenario, operation, view)
    terms = [*power_terms(scenario, operation, view), heat_term(scenario, operation, view)]
    timing = tuple(timing_of(term) for term in terms)
    return Perspective(
        name, question, electricity, float(np.mean(view.bought)), view.district_heat,
        f"{scenario.emissions.reference.name}; district heat from {view.district_heat}; "
        f"electricity as {electricity}",
        lines, timing, sum(line.avoided_t for line in lines),
        sum(one.covariance_t for one in timing))
