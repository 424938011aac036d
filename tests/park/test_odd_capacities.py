"""Capacities that are out of all proportion: kW that were taken for MW, and the other way round."""

from __future__ import annotations

import pytest

from ipos_energy.park.load import load_text
from tests.helpers import park

HEAT = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {boiler}, efficiency: 90 %}}
  backup: {{kind: electrode_boiler, to: steam, capacity: {backup}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 90 EUR/MWh}}
companies:
  works: {{demands: {{steam: 12 MW}}}}
"""


OLD = "old boiler: {kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}"


def told(boiler: str = "35 MW", backup: str = "20 MW") -> list[str]:
    """The warnings of a park with two boilers and a demand of 12 MW."""
    text = park(HEAT.format(boiler=boiler, backup=backup))
    return [warning.sentence for warning in load_text(text).warnings]


@pytest.mark.parametrize(("boiler", "said"), [
    ("35000 MW", '35000 MW is 1750 times the largest of the others at "steam", 20 MW'),
    ("20 kW", '0.02 MW is a 600th of the smallest of the others at "steam", 12 MW'),
])
def test_a_capacity_out_of_proportion_is_named(boiler: str, said: str) -> None:
    """Beside 20 MW and a demand of 12 MW: 35 000/20 = 1750 and 12/0.02 = 600.

    Catches a mistake in a unit that is only seen in the answer, if at all, and a warning for the
    other boiler, which is right.
    """
    assert told(boiler=boiler) == [f"units › boiler › capacity: {said}. Check the unit: kW or MW?"]


def test_what_is_in_proportion_is_silent() -> None:
    """A boiler of 24 kW is a 500th of 12 MW, and that is not less than a 500th.

    Catches a warning for a small unit, and for one that is only there to be built.
    """
    assert told() == []
    assert told(boiler="24 kW") == []
    assert told(boiler="0 MW") == []


@pytest.mark.parametrize(("boiler", "others", "said"), [
    ("1001 MW", OLD,
     ['units › boiler › capacity: 1001 MW is 111 times the largest of the others at "gas", 9 MW. '
      "Check the unit: kW or MW?"]),
    ("1001 MW", "", []),
    ("999 MW", OLD, []),
])
def test_between_two_headers_a_twentieth_of_that_is_odd(
    boiler: str, others: str, said: list[str]
) -> None:
    """50 times 20 MW are 1000, where both headers know others; else it would take 500 times.

    Catches kW taken for MW of a small boiler in a large park, as 8 MW beside 58 are.
    """
    text = HEAT.format(boiler=boiler, backup="20 MW").replace("  backup:", f"  {others}\n  backup:")
    assert [one.sentence for one in load_text(park(text)).warnings] == said
