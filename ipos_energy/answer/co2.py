"""Avoided CO2: the solved park against separate production of the same useful demands.

    E_R = Σ_t Δt·[Σ_i (d_i,steam/η_i + d_i,hot water/η_i)·f_fuel + Σ_i d_i,el·f_el(t)
                  + Q_dh(t)·f_alt + ε_c·Q_available(t)·f_el(t)]
    E_P = Σ_t Δt·[Σ_fuel burnt·f_fuel + bought(t)·f_el(t) − sold(t)·f_sold(t)]
    avoided = E_R − E_P

d_i useful demands, η_i efficiency of the company's own boiler, Q_dh heat sold, ε_c power for
cooling the process heat away. Power for pumps, coolers and heat pumps is part of what is bought.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.contracts.heat_sale import HeatSale
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.operation import Operation
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.units.process_heat import ProcessHeat


@dataclass(frozen=True)
class Co2Line:
    """One part of the avoided CO2 in t; lines add up to the total exactly."""

    label: str
    avoided_t: float


@dataclass(frozen=True)
class Alternative:
    """The avoided CO2 in t if the city made its heat in another way."""

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


def avoided_co2(scenario: Scenario, operation: Operation) -> AvoidedCo2:
    """The avoided CO2 of an operation against the scenario's reference."""
    emissions, hours = scenario.emissions, scenario.horizon.step_hours
    sold_mwh = hours * float(_sum(_heat_sold(scenario, operation), scenario).sum())
    other = _other_lines(scenario, operation)
    base = sum(line.avoided_t for line in other)
    own = emissions.reference.district_heat
    names = [own, *(name for name in emissions.alternatives if name != own)]
    alternatives = tuple(
        Alternative(name, choice.factor, choice.scope, choice.source,
                    base + sold_mwh * choice.factor)
        for name, choice in ((name, emissions.alternatives[name]) for name in names)
    )
    heat = Co2Line("district heat", sold_mwh * emissions.alternatives[own].factor)
    claimed = emissions.claimed
    return AvoidedCo2(
        reference=emissions.reference.name, alternative=own,
        lines=(*other[:3], heat, *other[3:]), alternatives=alternatives,
        heat_sold_mwh=sold_mwh, claimed_t=claimed,
        break_even_t_per_mwh=(claimed - base) / sold_mwh
        if claimed is not None and sold_mwh else None,
        assumptions=tuple(_assumptions(emissions)),
    )


def _other_lines(scenario: Scenario, operation: Operation) -> list[Co2Line]:
    """All lines but district heat, in the order in which they are shown."""
    emissions, hours = scenario.emissions, scenario.horizon.step_hours
    grid = emissions.electricity.factor.values
    sold_factor = (emissions.electricity.sold or emissions.electricity.factor).values
    bought, sold = _grid_flows(scenario, operation, "bought"), _grid_flows(
        scenario, operation, "sold")
    given_off = _sum((unit.given_off_mw(scenario.horizon) for unit in scenario.units.values()
                      if isinstance(unit, ProcessHeat)), scenario)
    cooling = emissions.reference.cooling_electricity * given_off
    burnt = sum(line.total for line in operation.emissions)
    return [
        Co2Line("steam", _own_boilers(scenario, "steam")),
        Co2Line("hot water", _own_boilers(scenario, "water")),
        Co2Line("electricity", hours * float(np.sum(_demand(scenario, "electricity") * grid))),
        Co2Line("cooling", hours * float(np.sum(cooling * grid))),
        Co2Line("power sold", hours * float(np.sum(sold * sold_factor))),
        Co2Line("fuel burnt", -burnt),
        Co2Line("power bought", -hours * float(np.sum(bought * grid))),
    ]


def _own_boilers(scenario: Scenario, medium: str) -> float:
    """CO2 in t if each company made its heat of this medium in its own boiler."""
    reference, total = scenario.emissions.reference, 0.0
    for company in scenario.companies.values():
        efficiency = company.alone.boiler_efficiency or reference.boiler_efficiency
        demand = sum(float(series.values.sum()) for header, series in company.demands.items()
                     if scenario.headers[header].medium == medium)
        total += scenario.horizon.step_hours * demand / efficiency * reference.fuel_factor
    return total


def _demand(scenario: Scenario, medium: str) -> FloatArray:
    return _sum((series.values for company in scenario.companies.values()
                 for header, series in company.demands.items()
                 if scenario.headers[header].medium == medium), scenario)


def _heat_sold(scenario: Scenario, operation: Operation) -> Iterable[FloatArray]:
    return (flow.values for flow in operation.flows
            if isinstance(scenario.contracts.get(flow.owner), HeatSale))


def _grid_flows(scenario: Scenario, operation: Operation, label: str) -> FloatArray:
    return _sum((flow.values for flow in operation.flows if flow.label == label
                 and isinstance(scenario.contracts.get(flow.owner), Electricity)), scenario)


def _sum(arrays: Iterable[FloatArray], scenario: Scenario) -> FloatArray:
    total = np.zeros(scenario.horizon.steps)
    for array in arrays:
        total += array
    return total


def _assumptions(emissions: Emissions) -> Iterable[str]:
    reference, grid = emissions.reference, emissions.electricity
    yield (f"Companies alone: own boilers on {reference.fuel_name}, "
           f"{1000 * reference.fuel_factor:.2f} kg/MWh, "
           f"{100 * reference.boiler_efficiency:g} % unless a company states its own.")
    mean = 1000 * float(grid.factor.values.mean())
    yield (f"Grid electricity: {grid.name}, {mean:.1f} kg/MWh on average, {grid.scope}. "
           f"{grid.source}")
    yield (f"Cooling the process heat away would take {100 * reference.cooling_electricity:g} % of "
           "it as power (an assumption).")
    chosen = emissions.alternatives[reference.district_heat]
    if chosen.scope != grid.scope:
        yield (f'The factors have two scopes: "{reference.district_heat}" is {chosen.scope}, '
               f'"{grid.name}" is {grid.scope}.')
