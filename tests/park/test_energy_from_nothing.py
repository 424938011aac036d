"""Circles of units that make energy, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import park

CIRCLE = """
headers:
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
  low grade: {{medium: water, supply: 95 degC, return: 85 degC}}
units:
  heat pump: {{kind: heat_pump, to: steam, capacity: 9 MW, {pump}}}
  turbine: {{kind: steam_turbine, from: steam, condenser_pressure: 0.05 bar, capacity: 5 MW,
             yields: {{condenser: {{electricity: 30 %}}}}}}
  coolers: {{kind: process_heat, to: low grade, available: 9 MW}}
contracts:
  grid: {{kind: electricity, energy_price: 40 EUR/MWh}}
companies:
  works: {{demands: {{steam: 1 MW, low grade: 1 MW}}}}
"""


def test_a_heat_pump_that_its_own_turbine_drives() -> None:
    """COP 4 from the surroundings and a yield of 30 %: 4 · 0.3 = 1.2 MWh for each MWh once around.

    Catches a year that is paid for by nothing.
    """
    with pytest.raises(ScenarioError, match=r"make energy from nothing: .* becomes 1\.2 MWh"):
        load_text(park(CIRCLE.format(pump="cop: 4")))


@pytest.mark.parametrize("pump", ["cop: 3.3", "cop: 4, source: low grade"])
def test_what_loses_or_has_a_source_may_go_around(pump: str) -> None:
    """3.3 · 0.3 = 0.99 only loses; and where a header is cooled, the heat comes from there.

    Catches blame for an honest use of waste heat.
    """
    load_text(park(CIRCLE.format(pump=pump)))


def test_a_profile_counts_in_its_best_hour() -> None:
    """A COP of 3 and then of 4: the second hour alone makes energy. Catches a mean over time."""
    body = "profiles: {cop: {values: [3, 4], unit: 1}}\n" + CIRCLE.format(
        pump="cop: {profile: cop}")
    with pytest.raises(ScenarioError, match=r"becomes 1\.2 MWh"):
        load_text(park(body))
