"""Avoided CO2: the solved park against separate production of the same useful demands.

    E_R = Σ_t Δt·[Σ_i (d_i,steam/η_i + d_i,hot water/η_i)·f_fuel + Σ_i d_i,el·f_el(t)
                  + Q_dh(t)·f_alt(t) + ε_c·Q_available(t)·f_el(t) + Σ_i d_i,cold/COP·f_el(t)]
    E_P = Σ_t Δt·[Σ_fuel burnt·f_fuel + bought(t)·f_el(t) − sold(t)·f_sold(t)]
    avoided = E_R − E_P

d_i useful demands less what was curtailed of them, η_i efficiency of the company's own boiler,
Q_dh heat sold, ε_c power for cooling the process heat away, COP of a company's own chiller. Power
for pumps, coolers and heat pumps is part of what is bought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipos_energy.answer.co2.flows import (
    given_off,
    grid_flow,
    heat_sold,
    needed,
    needs,
)
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray, inner

CHILLED_WATER = "chilled water"
DISTRICT_HEAT = "district heat"
FUEL_BURNT = "fuel burnt"
POWER_SOLD = "power sold"


@dataclass(frozen=True)
class Co2Line:
    """One part of the avoided CO2 in t; lines add up to the total exactly."""

    label: str
    avoided_t: float


@dataclass(frozen=True)
class Alternative:
    """The avoided CO2 in t if the city made its heat in another way.

    ``factor_t_per_mwh`` is the mean over the heat sold where the factor changes by the hour.
    """

    name: str
    factor_t_per_mwh: float
    scope: str
    source: str
    avoided_t: float


@dataclass(frozen=True)
class AvoidedCo2:
    """Avoided CO2 with everything that it depends on.

    ``alternatives`` begins with the reference's own. ``break_even_t_per_mwh`` is the factor of the
    alternative at which the total equals ``claimed_t``; None where nothing is claimed or sold.
    """

    reference: str
    alternative: str
    lines: tuple[Co2Line, ...]
    alternatives: tuple[Alternative, ...]
    heat_sold_mwh: float
    claimed_t: float | None
    break_even_t_per_mwh: float | None
    assumptions: tuple[str, ...]

    @property
    def avoided_t(self) -> float:
        """The total."""
        return sum(line.avoided_t for line in self.lines)

    @property
    def reference_name(self) -> str:
        """The reference as it must stand beside every figure."""
        return f"{self.reference}; district heat from {self.alternative}"


@dataclass(frozen=True, eq=False)
class View:
    """The factors with which one operation is looked at, in t/MWh (T,)."""

    bought: FloatArray
    sold: FloatArray
    district_heat: str


@dataclass(frozen=True, eq=False)
class Term:
    """A line that is Σ_t Δt·flow(t)·factor(t), ``flow`` in MW with its sign in the total (T,)."""

    label: str
    flow: FloatArray
    factor: FloatArray
    hours: float

    @property
    def avoided_t(self) -> float:
        """The line in t, each step at its own factor."""
        return self.hours * inner(self.flow, self.factor)


def own_view(emissions: Emissions) -> View:
    """The factors that the scenario states: average ones, hour by hour where they are given so."""
    grid = emissions.electricity
    return View(grid.factor.values, (grid.sold or grid.factor).values,
                emissions.reference.district_heat)


def avoided_co2(
    scenario: Scenario, operation: Operation, view: View | None = None
) -> AvoidedCo2:
    """The avoided CO2 of an operation against the scenario's reference."""
    emissions, hours = scenario.emissions, scenario.horizon.step_hours
    view = view or own_view(emissions)
    sold = heat_sold(scenario, operation)
    sold_mwh = hours * float(sold.sum())
    lines = lines_of(scenario, operation, view)
    base = sum(line.avoided_t for line in lines if line.label != DISTRICT_HEAT)
    names = [view.district_heat,
             *(name for name in emissions.alternatives if name != view.district_heat)]
    claimed = emissions.claimed if scenario.horizon.is_a_year else None
    return AvoidedCo2(
        reference=emissions.reference.name, alternative=view.district_heat, lines=lines,
        alternatives=tuple(_alternative(name, emissions, sold, hours, base) for name in names),
        heat_sold_mwh=sold_mwh, claimed_t=claimed,
        break_even_t_per_mwh=(claimed - base) / sold_mwh
        if claimed is not None and sold_mwh else None,
        assumptions=tuple(_assumptions(
            emissions, chilled=any(line.label == CHILLED_WATER for line in lines))),
    )


def _alternative(
    name: str, emissions: Emissions, sold: FloatArray, hours: float, base_t: float
) -> Alternative:
    choice = emissions.alternatives[name]
    heat_t = hours * inner(sold, choice.factor.values)
    sold_mwh = hours * float(sold.sum())
    factor = heat_t / sold_mwh if choice.factor.profile and sold_mwh else choice.mean
    return Alternative(name, factor, choice.scope, choice.source, base_t + heat_t)


def lines_of(scenario: Scenario, operation: Operation, view: View) -> tuple[Co2Line, ...]:
    """The lines in the order in which they are shown."""
    power, *others = (Co2Line(term.label, term.avoided_t)
                      for term in power_terms(scenario, operation, view))
    heat = heat_term(scenario, operation, view)
    burnt = Co2Line(FUEL_BURNT, -sum(line.total for line in operation.emissions))
    fuel = scenario.emissions.reference_fuel[0]
    return (
        *(Co2Line(label, fuel * own_boiler_fuel_mwh(scenario, operation, medium))
          for label, medium in (("steam", "steam"), ("hot water", "water"))),
        power, Co2Line(heat.label, heat.avoided_t), *others[:-1], burnt, others[-1],
    )


def power_terms(scenario: Scenario, operation: Operation, view: View) -> list[Term]:
    """The lines that are power at the factor of its hour: "electricity" first, bought last."""
    reference, hours = scenario.emissions.reference, scenario.horizon.step_hours
    cold = needed(scenario, operation, "cooling")

    def at_grid(label: str, flow: FloatArray) -> Term:
        return Term(label, flow, view.bought, hours)

    return [
        at_grid("electricity", needed(scenario, operation, "electricity")),
        *([at_grid(CHILLED_WATER, cold / reference.chiller_cop)] if cold.any() else []),
        at_grid("cooling", reference.cooling_electricity * given_off(scenario)),
        Term(POWER_SOLD, grid_flow(scenario, operation, "sold"), view.sold, hours),
        at_grid("power bought", -grid_flow(scenario, operation, "bought")),
    ]


def heat_term(scenario: Scenario, operation: Operation, view: View) -> Term:
    """The city's heat, made in the alternative."""
    alternative = scenario.emissions.alternatives[view.district_heat]
    return Term(DISTRICT_HEAT, heat_sold(scenario, operation), alternative.factor.values,
                scenario.horizon.step_hours)


def own_boiler_fuel_mwh(scenario: Scenario, operation: Operation, medium: str) -> float:
    """Fuel in MWh if each company made its heat of this medium in its own boiler."""
    reference, fuel = scenario.emissions.reference, 0.0
    for need in needs(scenario, operation):
        if need.medium == medium:
            efficiency = need.company.alone.boiler_efficiency or reference.boiler_efficiency
            fuel += scenario.horizon.step_hours * float(need.values.sum()) / efficiency
    return fuel


def _assumptions(emissions: Emissions, *, chilled: bool) -> Iterable[str]:
    reference, grid = emissions.reference, emissions.electricity
    yield (f"Companies alone: own boilers on {reference.fuel_name}, "
           f"{1000 * emissions.reference_fuel[0]:.2f} kg/MWh, "
           f"{100 * reference.boiler_efficiency:g} % unless a company states its own.")
    yield (f"Grid electricity: {grid.name}, {1000 * grid.mean:.1f} kg/MWh on average, "
           f"{grid.scope}. {grid.source or 'No source is stated.'}")
    yield (f"Cooling the process heat away would take {100 * reference.cooling_electricity:g} % of "
           "it as power (an assumption).")
    if chilled:
        yield f"Companies alone: own chillers with a COP of {reference.chiller_cop:g}."
    chosen = emissions.alternatives[reference.district_heat]
    if chosen.scope != grid.scope:
        yield (f'The factors have two scopes: "{reference.district_heat}" is {chosen.scope}, '
               f'"{grid.name}" is {grid.scope}.')
