"""Headers on which nothing can be decided, in the plain Pyomo model."""

from __future__ import annotations

import pytest
from pyomo.core import Constraint

from ipos_energy import plain_model
from ipos_energy.errors import UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.helpers import close, park, results_for

FIXED = """
headers:
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  kiln: {{kind: process_heat, to: steam, available: 1 MW, may_be_cooled: false}}
contracts:
  grid: {{kind: electricity, energy_price: 40 EUR/MWh}}
companies:
  works: {{demands: {{steam: {need}, electricity: 1 MW}}}}
"""


def test_a_balance_of_constants_that_holds() -> None:
    """1 MW of steam that must be taken meets 1 MW of need: nothing to decide, and no row.

    Only the 2 MWh of power at 40 EUR remain. Catches a plain model that cannot be made.
    """
    scenario = load_text(park(FIXED.format(need="1 MW")))
    model = plain_model(scenario)
    rows = {one.local_name.strip("'"): len(one) for one in model.component_objects(Constraint)}
    assert rows["steam: balance (equation)"] == 0
    assert rows["electricity: balance (equation)"] == 2
    close(results_for(scenario).operation.objective, 80)


def test_a_balance_of_constants_that_cannot_hold() -> None:
    """1 MW of steam cannot meet 2 MW of need: said with the header and the step."""
    scenario = load_text(park(FIXED.format(need="2 MW")))
    with pytest.raises(UnsatisfiableError, match='"steam: balance" cannot hold at step 1'):
        plain_model(scenario)
