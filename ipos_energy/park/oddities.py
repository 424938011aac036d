"""What is legal in a scenario and odd: a planner should look at it, and no run stops for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from ipos_energy.park.connections import Served, connections
from ipos_energy.park.contracts.heat_sale import HeatSale
from ipos_energy.park.contracts.purchase import Purchase
from ipos_energy.park.fields import Schema
from ipos_energy.park.finding import Finding
from ipos_energy.park.odd_capacities import odd_capacities
from ipos_energy.park.odd_rates import odd_rates
from ipos_energy.park.scenario import EMISSIONS, Scenario

_PRICES_APART = 1000.0
_LARGE_FACTOR = 10.0


def warnings_in(scenario: Scenario, data: Mapping[str, Any]) -> Iterator[Finding]:
    """What each component finds odd of itself, and what is odd of the whole.

    ``data`` is the scenario as the planner wrote it.
    """
    park = scenario.surroundings
    for section, components in scenario.sections.items():
        for name, component in components.items():
            yield from (one.inside(section, name) for one in component.warnings(park))
            yield from (one.inside(section, name) for one in _idle_fields(component))
    yield from (one.inside(EMISSIONS) for one in scenario.emissions.warnings(park))
    served = connections(scenario.components, scenario.horizon, scenario.feedwater,
                         scenario.headers)
    yield from odd_capacities(scenario, served)
    yield from _unused_profiles(data)
    yield from _unused_headers(served)
    yield from _prices_far_apart(scenario)
    yield from odd_rates(scenario.money())
    yield from _outages_of_other_years(scenario)
    yield from _large_factors(data)


def _idle_fields(component: Schema) -> Iterator[Finding]:
    """What is stated and changes nothing, for want of another field or beside it."""
    stated = component.model_fields_set
    for field, other in component.only_beside.items():
        if field in stated and not getattr(component, other):
            yield Finding((field,), f"{field} changes nothing without {other}", at_key=True)
    for field, other in component.not_beside.items():
        if field in stated and getattr(component, other):
            yield Finding((field,), f"{field} changes nothing beside {other}", at_key=True)


def _unused_profiles(data: Mapping[str, Any]) -> Iterator[Finding]:
    used = set(profiles_named_in(data))
    for name in data.get("profiles", {}):
        if name not in used:
            yield Finding(("profiles", name), "nothing uses this profile", at_key=True)


def profiles_named_in(data: Any) -> Iterator[str]:
    """The names in every ``{profile: name}``."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            if key == "profile":
                yield str(value)
            yield from profiles_named_in(value)
    elif isinstance(data, list):
        for value in data:
            yield from profiles_named_in(value)


def _outages_of_other_years(scenario: Scenario) -> Iterator[Finding]:
    """Outages in none of the years of the horizon, as one of last year's list is."""
    first, last = scenario.horizon.start.year, scenario.horizon.end.year
    for name, unit in scenario.units.items():
        for number, outage in enumerate(unit.outages):
            if outage.to.year < first or outage.from_.year > last:
                yield Finding(("units", name, "outages", number, "from"),
                              f"this outage lies in another year than the horizon, which begins "
                              f"{scenario.horizon.start:%Y-%m-%d}, and changes nothing")


def _large_factors(data: Any, keys: tuple[str | int, ...] = ()) -> Iterator[Finding]:
    """Bare factors on a profile above ten, as a percentage without its sign is."""
    entries = data.items() if isinstance(data, Mapping) else (
        enumerate(data) if isinstance(data, list) else ())
    for key, value in entries:
        if key == "times" and "profile" in data and str(value).replace(".", "", 1).isdigit() \
                and float(value) > _LARGE_FACTOR:
            yield Finding((*keys, key), f"the profile is multiplied by {value}",
                          f"Write {value} % if a percentage is meant.")
        yield from _large_factors(value, (*keys, key))


def _unused_headers(served: Served) -> Iterator[Finding]:
    for name, (givers, takers) in served.items():
        if not takers or not givers:
            does = "takes from" if not takers else "feeds"
            others = ", ".join(f'"{one}"' for one in dict.fromkeys([*givers, *takers]))
            yield Finding(("headers", name), f"nothing {does} this header, so {others} can only "
                          "stand still", at_key=True)


def _prices_far_apart(scenario: Scenario) -> Iterator[Finding]:
    """A price of energy more than a thousand times another, as öre taken for kronor are."""
    prices: dict[tuple[str, str, str], float] = {}
    for name, contract in scenario.contracts.items():
        field = {Purchase: "energy_price", HeatSale: "price"}
        for kind, key in field.items():
            if isinstance(contract, kind):
                level = float(np.mean(np.abs(getattr(contract, key).values)))
                prices["contracts", name, key] = level
    stated = {keys: level for keys, level in prices.items() if level > 0}
    if not stated:
        return
    lowest = min(stated, key=stated.__getitem__)
    for keys, level in stated.items():
        if level > _PRICES_APART * stated[lowest]:
            unit = f"{scenario.currency}/MWh"
            yield Finding(keys, f"a price of {level:.4g} {unit} on average is "
                          f"{level / stated[lowest]:.0f} times that of \"{lowest[1]}\", "
                          f"{stated[lowest]:.4g} {unit}", "Check the units of both.")
