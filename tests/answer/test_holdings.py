"""What companies own of units and contracts, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  plant: {{kind: process_heat, owner: {plant}, to: steam, available: 5 MW,
          operating_cost: 1 EUR/MWh}}
  boiler: {{kind: boiler, owner: {boiler}, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %,
           operating_cost: 2 EUR/MWh}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  dairy: {{demands: {{steam: 2 MW}}}}
  paper mill: {{demands: {{steam: 6 MW}}}}
"""


def results(plant: str = "{dairy: 30 %, paper mill: 20 %}", boiler: str = "paper mill") -> Results:
    """Two hours with 5 MW of process heat at 1 EUR/MWh and 3 MW of boiler at 52."""
    return solved(park(PARK.format(plant=plant, boiler=boiler)))


def test_a_share_of_a_source_is_worth_what_it_gives() -> None:
    """Steam is worth 52 EUR/MWh: 10 MWh of the plant 520 EUR, less 10 EUR to run.

    The dairy's 30 % gave 3 MWh for 156 EUR at 3 EUR, the mill's 20 % 2 MWh. The mill's boiler gave
    6 MWh, 312 EUR, and took gas for 300. Catches a share that is not held, and a boiler whose gas
    is free.
    """
    held = {(one.owner, one.company): one for one in results().money.holdings}
    assert set(held) == {("plant", "dairy"), ("plant", "paper mill"), ("boiler", "paper mill")}
    close([held["plant", "dairy"].energy_mwh, held["plant", "dairy"].worth,
           held["plant", "dairy"].cost], [3, 156, 3])
    close(held["plant", "paper mill"].worth, 104)
    boiler = held["boiler", "paper mill"]
    close([boiler.energy_mwh, boiler.worth, boiler.cost], [6, 12, 12])


def test_costs_go_to_their_owners_and_the_rest_to_all() -> None:
    """Of the plant's 10 EUR the dairy bears 3, the mill 2, and the park's 5 are shared 2 : 6.

    The mill bears its boiler's 12 EUR alone; gas, 300 EUR, is the park's. Catches a share that is
    borne twice, and cents that are lost.
    """
    told = {one.company: one for one in results().money.statements.companies}
    assert [(part.owner, part.amount) for part in told["dairy"].own] == [("plant", 3.0)]
    close(told["dairy"].cost, 3 + 1.25 + 75)
    close(told["paper mill"].cost, 2 + 3.75 + 12 + 225)


def test_results_say_who_owns_what() -> None:
    """A whole by its name, a part with shares. Catches an owner that results forget."""
    facts = results().owners
    assert facts["boiler"].company == "paper mill"
    assert facts["plant"].company == "dairy 30 %, paper mill 20 %, park 50 %"
    assert facts["gas"].company == ""


def test_who_owns_what_changes_nothing_in_the_operation() -> None:
    """Catches an owner that the optimiser sees."""
    close(flow(results(), "boiler: heat"), flow(results('""', "dairy"), "boiler: heat"))


@pytest.mark.parametrize(("plant", "message"), [
    ("{dairy: 30 %, bakery: 20 %}", 'no company "bakery"'),
    ("{dairy: 80 %, paper mill: 30 %}", "the shares add up to 110 %"),
    ("{dairy: 30 MW}", "expected a fraction"),
    ("diary", 'no company "diary"(?s:.*)mean "dairy"'),
])
def test_owners_that_cannot_be_are_refused(plant: str, message: str) -> None:
    """Catches more than the whole, and a company that is none."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(PARK.format(plant=plant, boiler="dairy")))
