"""Capacities out of all proportion to what stands at the same headers, as kW taken for MW are."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.park.connections import Served
from ipos_energy.park.finding import Finding
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.unit import Unit

_OUT_OF_PROPORTION = 500.0
_TOO_LARGE_FOR_BOTH = 50.0
"""Between several headers a unit that is so much larger than all there has nothing to do."""


def odd_capacities(scenario: Scenario, served: Served) -> Iterator[Finding]:
    """Units 500 times larger than the largest of the others, or smaller than the smallest.

    That must be so at each header of the unit; where it stands between several that know others,
    50 times larger is enough. The others are the units there whose capacity is a
    power, and the companies with their highest demand.
    """
    rated = {name: power for name, unit in scenario.units.items()
             if (power := _rated(scenario, unit))}
    standing = {header: sorted(_powers(scenario, rated, header, members))
                for header, members in served.items()}
    beside: dict[str, dict[str, tuple[float, float]]] = {name: {} for name in rated}
    for header, powers in standing.items():
        for name in {one for _, one in powers} & rated.keys():
            others = _range_without(name, powers)
            if others is not None:
                beside[name][header] = others
    for name, power in rated.items():
        proportion = _proportion(power, beside[name])
        if proportion:
            yield Finding(("units", name, _field(scenario.units[name])),
                          f"{power:.6g} MW is {proportion}", "Check the unit: kW or MW?")


def _proportion(power: float, beside: dict[str, tuple[float, float]]) -> str:
    """How a power stands to the range of those at the same headers; empty where it is not odd."""
    if not beside:
        return ""
    header, (smallest, largest) = next(iter(beside.items()))
    times = _OUT_OF_PROPORTION if len(beside) == 1 else _TOO_LARGE_FOR_BOTH
    if all(power > times * high for _, high in beside.values()):
        return (f'{power / largest:.0f} times the largest of the others at "{header}", '
                f"{largest:.6g} MW")
    if all(_OUT_OF_PROPORTION * power < low for low, _ in beside.values()):
        return (f'a {smallest / power:.0f}th of the smallest of the others at "{header}", '
                f"{smallest:.6g} MW")
    return ""


def _rated(scenario: Scenario, unit: Unit) -> float:
    """The capacity in MW, or 0 where none is stated for a single flow."""
    rated = unit.rated(scenario.surroundings)
    return 0.0 if rated is None else rated[1]


def _powers(
    scenario: Scenario, rated: dict[str, float], header: str, members: tuple[list[str], list[str]],
) -> Iterator[tuple[float, str]]:
    """The powers that are known at a header, and whose they are."""
    givers, takers = members
    for name in {*givers, *takers}:
        if name in rated:
            yield rated[name], name
        elif name in scenario.companies and header in scenario.companies[name].demands:
            highest = float(scenario.companies[name].demands[header].values.max())
            if highest:
                yield highest, name


def _range_without(name: str, powers: list[tuple[float, str]]) -> tuple[float, float] | None:
    """The smallest and largest of some powers in order, without those of one; None without any."""
    smallest = next((power for power, one in powers if one != name), None)
    largest = next((power for power, one in reversed(powers) if one != name), None)
    return None if smallest is None or largest is None else (smallest, largest)


def _field(unit: Unit) -> str:
    """The field that states the capacity."""
    fields = type(unit).model_fields
    return next(one for one in ("power", "available", "capacity", "volume") if one in fields)
