"""Companies' demands, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.answer.tables import tables_of
from ipos_energy.errors import ScenarioError, UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, solved

WORKS = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: [3, 0], unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {capacity}, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 50 EUR/MWh}}
companies:
  dairy: {{demands: {{steam: {{profile: need}}, electricity: 500 kW}}}}
  laundry: {{demands: {{steam: {{profile: need, times: 2, plus: 1 MW}}}}}}
"""


def test_demands_of_all_companies_are_met_at_each_header() -> None:
    """Steam 3 and 2·3 + 1 = 7 MW, then 0 and 1 MW; electricity 0.5 MW.

    10 + 1 MWh of steam at 50 EUR and 1 MWh of power at 50 EUR: 600 EUR. Catches a demand that is
    taken from the wrong header, or ``times`` and ``plus`` in the wrong order.
    """
    results = solved(park(WORKS.format(capacity="20 MW")))
    close(flow(results, "dairy: steam"), [3, 0])
    close(flow(results, "laundry: steam"), [7, 1])
    close(flow(results, "dairy: electricity"), [0.5, 0.5])
    close(flow(results, "boiler: heat"), [10, 1])
    close(results.operation.objective, 600)


def test_unmet_demand_is_impossible() -> None:
    """A boiler of 9 MW cannot serve 10 MW, at whatever price. Catches penalised slack."""
    with pytest.raises(UnsatisfiableError):
        solved(park(WORKS.format(capacity="9 MW")))


def test_units_and_contracts_may_belong_to_a_company() -> None:
    """The boiler is the dairy's, the gas the laundry's, the grid contract the park's.

    Catches an owner that results forget.
    """
    text = WORKS.format(capacity="20 MW").replace("kind: boiler,", "kind: boiler, owner: dairy,")
    results = solved(park(text.replace("kind: fuel,", "kind: fuel, owner: laundry,")))
    assert {name: facts.company for name, facts in results.owners.items()} == {
        "boiler": "dairy", "gas": "laundry", "grid": "", "dairy": "dairy", "laundry": "laundry"}
    ledger = tables_of(results)["ledger"].to_pylist()
    assert {(row["owner"], row["company"]) for row in ledger} >= {
        ("gas", "laundry"), ("grid", "")}


def test_an_owner_must_be_one_of_the_companies() -> None:
    """Catches a misspelt owner that would silently make a unit nobody's."""
    text = WORKS.format(capacity="20 MW").replace("kind: boiler,", "kind: boiler, owner: diary,")
    with pytest.raises(ScenarioError, match=r'there is no company "diary"(?s:.*)mean "dairy"'):
        load_text(park(text))


def test_steam_is_written_in_tonnes_too() -> None:
    """10 MW of 5 bar steam, (2748.1 − 440.2)/3600 = 0.6411 MWh/t above feedwater: 15.6 t/h.

    Power has no column. Catches t/h of a header's inlet alone, or counted from 0 °C.
    """
    table = tables_of(solved(park(WORKS.format(capacity="20 MW"))))["mass_flows"]
    assert table.column_names == ["time", "boiler: heat [t/h]", "dairy: steam [t/h]",
                                  "laundry: steam [t/h]"]
    close([table[name][0].as_py() for name in table.column_names[1:]],
          [15.6, 4.68, 10.92], 1e-3)
