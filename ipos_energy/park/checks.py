"""What cannot be in a scenario whose fields are each right by themselves."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.errors import nearest
from ipos_energy.park.connections import connections
from ipos_energy.park.contracts.fuel import Fuel
from ipos_energy.park.finding import Finding
from ipos_energy.park.scenario import EMISSIONS, Scenario
from ipos_energy.park.site import CO2
from ipos_energy.park.surroundings import Surroundings


def problems_in(scenario: Scenario) -> Iterator[Finding]:
    """Each thing that fits no single field: of components in their park, and of the whole."""
    twice = list(_names_given_twice(scenario))
    yield from _unknown_owners(scenario)
    kinds = {name: contract.kind for name, contract in scenario.contracts.items()}
    yield from (one.inside("emissions") for one in scenario.emissions.problems(kinds))
    of_headers = [one.inside("headers", name) for name, header in scenario.headers.items()
                  for one in header.problems(scenario.feedwater, scenario.horizon)]
    yield from [*twice, *of_headers]
    if of_headers:
        return
    of_components = list(_of_components(scenario, scenario.surroundings))
    yield from [*of_components, *_caps_on_nothing(scenario)]
    if not twice and not of_components:
        yield from _headers_not_served(scenario)


def _of_components(scenario: Scenario, park: Surroundings) -> Iterator[Finding]:
    for section, components in scenario.sections.items():
        for name, component in components.items():
            yield from (one.inside(section, name) for one in component.problems(park))


def _headers_not_served(scenario: Scenario) -> Iterator[Finding]:
    served = connections(scenario.components, scenario.horizon, scenario.feedwater,
                         scenario.headers)
    for name, (givers, takers) in served.items():
        if not givers and not takers:
            yield Finding(("headers", name), "no unit, contract or company is connected to this "
                          "header", "Connect something to it, or take it out.")
        needing = [f'"{taker}"' for taker in takers if taker in scenario.companies]
        if needing and not givers:
            yield Finding(("headers", name), f"nothing feeds this header, which "
                          f"{', '.join(needing)} must be served from",
                          "Add a unit or a contract that feeds it.")


def _unknown_owners(scenario: Scenario) -> Iterator[Finding]:
    for section in ("units", "contracts"):
        for name, component in getattr(scenario, section).items():
            if component.owner and component.owner not in scenario.companies:
                yield Finding((section, name, "owner"), f'there is no company "{component.owner}"',
                              nearest(component.owner, scenario.companies))


def _caps_on_nothing(scenario: Scenario) -> Iterator[Finding]:
    burnt = [contract for contract in scenario.contracts.values() if isinstance(contract, Fuel)]
    known = {CO2 for _ in burnt} | {name for fuel in burnt for name in fuel.pollutants}
    for name in scenario.emissions.pollutants:
        if name not in known:
            yield Finding(("emissions", "pollutants", name), f'no fuel contract emits "{name}"',
                          nearest(name, sorted(known - {CO2})))
    if scenario.emissions.cap is not None and not burnt:
        yield Finding(("emissions", "cap"), "no fuel is burnt that a cap could be for")


def _names_given_twice(scenario: Scenario) -> Iterator[Finding]:
    seen = {EMISSIONS: "emissions of the park"} if scenario.emissions.states_equations else {}
    for section, components in scenario.sections.items():
        for name in components:
            if name in seen:
                yield Finding((section, name), f'"{name}" is already the name of one of the '
                              f"{seen[name]}", "Give each unit, contract and company its own name.")
            seen[name] = section
