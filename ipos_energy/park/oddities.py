"""What is legal in a scenario and odd: a planner should look at it, and no run stops for it."""

from __future__ import annotations

from collections.abc import Iterator

from ipos_energy.park.finding import Finding
from ipos_energy.park.scenario import EMISSIONS, Scenario


def warnings_in(scenario: Scenario) -> Iterator[Finding]:
    """What each component finds odd of itself, and what is odd of the whole."""
    park = scenario.surroundings
    for section, components in scenario.sections.items():
        for name, component in components.items():
            yield from (one.inside(section, name) for one in component.warnings(park))
    yield from (one.inside(EMISSIONS) for one in scenario.emissions.warnings(park))
