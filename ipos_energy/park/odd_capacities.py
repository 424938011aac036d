"""Capacities out of all proportion to what stands at the same headers, as kW taken for MW are."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.park.connections import Served
from ipos_energy.park.finding import Finding
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.unit import Unit

_OUT_OF_PROPORTION = 500.0


def odd_capacities(scenario: Scenario, served: Served) -> Iterator[Finding]:
    """Units 500 times larger than the largest of the others, or smaller than the smallest.

    That must be so at each header of the unit. The others are the units there whose capacity is a
    power, and the companies with their highest demand.
    """
    rated = {name: power for name, unit in scenario.units.items()
             if (power := _rated(scenario, unit))}
    for name, power in rated.items():
        beside = {header: others for header, members in served.items()
                  if (others := _others(scenario, rated, header, members, name))}
        proportion = _proportion(power, beside)
        if proportion:
            yield Finding(("units", name, _field(scenario.units[name])),
                          f"{power:.6g} MW is {proportion}", "Check the unit: kW or MW?")


def _proportion(power: float, beside: dict[str, list[float]]) -> str:
    """How a power stands to those at the same headers; empty where that is nothing odd."""
    if not beside:
        return ""
    header, others = next(iter(beside.items()))
    if all(power > _OUT_OF_PROPORTION * max(powers) for powers in beside.values()):
        return (f'{power / max(others):.0f} times the largest of the others at "{header}", '
                f"{max(others):.6g} MW")
    if all(_OUT_OF_PROPORTION * power < min(powers) for powers in beside.values()):
        return (f'a {min(others) / power:.0f}th of the smallest of the others at "{header}", '
                f"{min(others):.6g} MW")
    return ""


def _rated(scenario: Scenario, unit: Unit) -> float:
    """The capacity in MW, or 0 where none is stated for a single flow."""
    rated = unit.rated(scenario.surroundings)
    return 0.0 if rated is None else rated[1]


def _others(
    scenario: Scenario, rated: dict[str, float], header: str,
    members: tuple[list[str], list[str]], name: str,
) -> list[float]:
    """The powers at a header that a unit there is compared with; none where it is not there."""
    givers, takers = members
    names = {*givers, *takers}
    if name not in names:
        return []
    highest = [float(company.demands[header].values.max())
               for one, company in scenario.companies.items()
               if one in names and header in company.demands]
    return [power for power in (*highest, *(rated.get(one, 0.0) for one in names - {name}))
            if power]


def _field(unit: Unit) -> str:
    """The field that states the capacity."""
    fields = type(unit).model_fields
    return next(one for one in ("power", "available", "capacity", "volume") if one in fields)
