"""Heat exchangers, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, limit, park, solved

EXCHANGER = """
headers:
  gas: {{medium: fuel}}
  steam: {{medium: steam, pressure: 5 bar}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
  warm water: {{medium: water, supply: {warm}, return: 30 degC}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 90 %}}
  exchanger: {{kind: heat_exchanger, from: {source}, to: hot water, {exchanger}}}
  backup: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 50 %}}
  waste: {{kind: process_heat, to: warm water, available: 9 MW}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  works: {{demands: {{hot water: 4.9 MW}}}}
"""


def test_what_is_lost_is_taken_but_not_given() -> None:
    """4.9 MW of hot water at 98 % take 5 MW of steam, 40 EUR a MWh: 200 EUR/h.

    Hot water is worth 40/0.98 = 40.8 EUR. Catches an efficiency on the wrong side.
    """
    text = EXCHANGER.format(warm="50 degC", source="steam",
                            exchanger="capacity: 9 MW, efficiency: 98 %")
    results = solved(park(text, hours=1))
    close(flow(results, "exchanger: heat taken"), [5])
    close(flow(results, "exchanger: heat given"), [4.9])
    close(results.operation.prices["hot water"], [40 / 0.98])
    close(results.operation.objective, 200)


def test_nothing_is_lost_unless_stated_and_the_capacity_is_of_what_is_given() -> None:
    """3 MW of capacity pass 3 MW; the other 1.9 MW come from the backup at 36/0.5 = 72 EUR.

    1 MW more would save 72 − 40 = 32 EUR/h. Catches a default efficiency other than 100 %.
    """
    text = EXCHANGER.format(warm="50 degC", source="steam", exchanger="capacity: 3 MW")
    results = solved(park(text, hours=1))
    close(flow(results, "exchanger: heat taken"), [3])
    close(flow(results, "exchanger: heat given"), [3])
    close(limit(results, "exchanger: heat taken at its limit"), [32])


def test_a_source_colder_than_the_return_is_refused() -> None:
    """Water of 60 °C cannot heat water that returns at 60 °C; 60.1 °C can.

    Catches heat that flows uphill.
    """
    body = EXCHANGER.format(warm="60.1 degC", source="warm water", exchanger="capacity: 3 MW")
    load_text(park(body))
    with pytest.raises(ScenarioError, match=r'"warm water" at 60 °C cannot heat "hot water"'):
        load_text(park(body.replace("60.1 degC", "60 degC")))


def test_a_source_that_cools_limits_the_heat() -> None:
    """Warm water at 95 °C, then 77.5 °C, then 60 °C: the exchanger reaches 1, 0.5 and 0 of the way.

    Of 4 MW it gives 4, 2 and 0 MW (waste heat is free), the backup the rest of 4.9 MW at 72 EUR:
    72·(0.9 + 2.9 + 4.9) = 626.4 EUR. Catches heat that flows uphill in some hours.
    """
    body = "profiles: {warm: {values: [95, 77.5, 60], unit: degC}}\n" + EXCHANGER.format(
        warm="{profile: warm}", source="warm water", exchanger="capacity: 4 MW")
    scenario = load_text(park(body, hours=3))
    warning = scenario.warnings[-1]
    assert warning.sentence == (
        'units › exchanger › from: "warm water" is colder than the supply of "hot water" in 2 of 3 '
        "steps; its capacity is then limited, most at 2019-01-01 02:00 to 0 %. Something hotter "
        'must bring "hot water" to its supply temperature.')
    results = solved(park(body, hours=3))
    close(flow(results, "exchanger: heat given"), [4, 2, 0])
    close(results.operation.objective, 626.4)


def test_a_preheater_needs_something_hotter_behind_it() -> None:
    """Water of 70 °C heats 60 → 95 °C on 29 % of the way, at its whole capacity of 3 MW.

    Refused where nothing else feeds the header, since it would never get to 95 °C. Catches a
    supply temperature that no unit makes.
    """
    body = EXCHANGER.format(warm="70 degC", source="warm water", exchanger="capacity: 3 MW")
    close(flow(solved(park(body, hours=1)), "exchanger: heat given"), [3])
    alone = "\n".join(line for line in body.splitlines() if "backup" not in line)
    with pytest.raises(ScenarioError, match="nothing that feeds this header is as hot as its supp"):
        load_text(park(alone))
