"""What cannot be in a scenario whose fields are each right by themselves."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

import numpy as np

from ipos_energy.errors import nearest
from ipos_energy.park.connections import Served, connections
from ipos_energy.park.contracts.fuel import Fuel
from ipos_energy.park.energy_from_nothing import energy_from_nothing
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import Header
from ipos_energy.park.scenario import EMISSIONS, Scenario
from ipos_energy.park.site import CO2
from ipos_energy.park.units.heat_exchanger import HeatExchanger


def problems_in(scenario: Scenario) -> Iterator[Finding]:
    """Each thing that fits no single field: of the parts in their park, and of the whole."""
    parts = list(problems_of_parts(scenario))
    twice = list(_names_given_twice(scenario))
    kinds = {name: contract.kind for name, contract in scenario.contracts.items()}
    yield from [*parts, *twice]
    yield from _unknown_owners(scenario)
    yield from (one.inside("emissions") for one in scenario.emissions.problems(kinds))
    yield from _caps_on_nothing(scenario)
    yield from _typical_periods(scenario)
    if not parts and not twice:
        served = connections(scenario.components, scenario.horizon, scenario.feedwater,
                             scenario.headers)
        yield from _headers_not_served(scenario, served)
        yield from _not_topped_up(scenario, served)
        yield from energy_from_nothing(scenario)


def problems_of_parts(
    scenario: Scenario, unread: Collection[tuple[str, str]] = ()
) -> Iterator[Finding]:
    """What cannot be of each header, and of each component among headers that can be.

    What is ``unread``, by section and name, has values that could not be read: it is not judged,
    and neither is a component that stands on a header which is unread, wrong itself or left out.
    """
    sound: dict[str, Header] = {}
    for name, header in scenario.headers.items():
        if ("headers", name) in unread:
            continue
        wrong = [one.inside("headers", name)
                 for one in header.problems(scenario.feedwater, scenario.horizon)]
        yield from wrong
        if not wrong:
            sound[name] = header
    park = replace(scenario.surroundings, headers=_SoundHeaders(sound))
    for section, components in scenario.sections.items():
        for name, component in components.items():
            if (section, name) in unread:
                continue
            try:
                yield from [one.inside(section, name) for one in component.problems(park)]
            except _UnsoundHeaderError:
                continue


class _UnsoundHeaderError(Exception):
    """A header was asked for that cannot be judged by."""


class _SoundHeaders(dict[str, Header]):
    """Headers by name; asked for another, it stops who asks."""

    def __missing__(self, name: str) -> Header:
        raise _UnsoundHeaderError(name)


def _headers_not_served(scenario: Scenario, served: Served) -> Iterator[Finding]:
    for name, (givers, takers) in served.items():
        if not givers and not takers:
            yield Finding(("headers", name), "no unit, contract or company is connected to this "
                          "header", "Connect something to it, or take it out.", at_key=True)
        needing = [f'"{taker}"' for taker in takers if taker in scenario.companies]
        if needing and not givers:
            yield Finding(("headers", name), f"nothing feeds this header, which "
                          f"{', '.join(needing)} must be served from",
                          "Add a unit or a contract that feeds it.", at_key=True)


def _not_topped_up(scenario: Scenario, served: Served) -> Iterator[Finding]:
    """Headers that only exchangers feed whose sources are colder than the supply."""
    for name, (givers, _) in served.items():
        feeding = [scenario.units.get(giver) for giver in givers]
        exchangers = [unit for unit in feeding if isinstance(unit, HeatExchanger)]
        if exchangers and len(exchangers) == len(feeding):
            reached = [unit.reach(scenario.headers) for unit in exchangers]
            too_cold = np.max(np.broadcast_arrays(*reached), axis=0) < 1.0
            if too_cold.any():
                _, when = scenario.horizon.first(too_cold)
                yield Finding(("headers", name, "supply"), f"nothing that feeds this header is as "
                              f"hot as its supply{when}", "Add a unit that brings the water there, "
                              "or lower the supply temperature.")


def _unknown_owners(scenario: Scenario) -> Iterator[Finding]:
    for section in ("units", "contracts"):
        for name, component in getattr(scenario, section).items():
            for owner in component.owner:
                if owner not in scenario.companies:
                    yield Finding((section, name, "owner"), f'there is no company "{owner}"',
                                  nearest(owner, scenario.companies))


def _caps_on_nothing(scenario: Scenario) -> Iterator[Finding]:
    burnt = [contract for contract in scenario.contracts.values() if isinstance(contract, Fuel)]
    known = {CO2 for _ in burnt} | {name for fuel in burnt for name in fuel.pollutants}
    for name in scenario.emissions.pollutants:
        if name not in known:
            yield Finding(("emissions", "pollutants", name), f'no fuel contract emits "{name}"',
                          nearest(name, sorted(known - {CO2})), at_key=True)
    if scenario.emissions.cap is not None and not burnt:
        yield Finding(("emissions", "cap"), "no fuel is burnt that a cap could be for")


def _names_given_twice(scenario: Scenario) -> Iterator[Finding]:
    seen = {EMISSIONS: "emissions of the park"} if scenario.emissions.states_equations else {}
    for section, components in scenario.sections.items():
        for name in components:
            if name in seen:
                yield Finding((section, name), f'"{name}" is already the name of one of the '
                              f"{seen[name]}", "Give each unit, contract and company its own name.",
                              at_key=True)
            seen[name] = section


def _typical_periods(scenario: Scenario) -> Iterator[Finding]:
    """What typical periods cannot be combined with."""
    typical, horizon = scenario.solver.typical_periods, scenario.horizon
    if typical is None:
        return
    steps = typical.length / horizon.step_hours
    if abs(steps - round(steps)) > 1e-9 or horizon.steps % round(steps):
        yield Finding(("solver", "typical_periods", "length"),
                      f"a horizon of {horizon.hours:g} h cannot be cut into whole periods of "
                      f"{typical.length:g} h", "Choose another length, or another end.")
    for name, unit in scenario.units.items():
        if unit.maintenance:
            yield Finding(("units", name, "maintenance"),
                          "maintenance has its day in the year, and typical periods have none",
                          "State it as outages, or leave out solver.typical_periods.")
        if getattr(unit, "levels", "cyclic") != "cyclic":
            yield Finding(("units", name, "levels"), "stores are cyclic within typical periods, "
                          "so no level can be given", "Leave levels out.")
