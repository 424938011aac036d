"""What a real turbine needs: no-load steam, own use, ranges, cooling water, commitment.

The yields to lp steam are 19 % electricity and 80 % heat, at 95 % mechanical efficiency: of one
MWh of steam 0.2 MWh turn the shaft and 0.8 stay. 3.8 MW of electricity take 20 MW of steam.
"""

from __future__ import annotations

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, park, quantity, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  lp steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hp steam, capacity: 500 MW, efficiency: 100 %}}
  turbine: {{kind: steam_turbine, from: hp steam, {turbine}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 200 EUR/MWh}}
  lp sale: {{kind: heat_sale, header: lp steam, price: 1 EUR/MWh}}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}}}
"""

BACK_PRESSURE = ("exhaust: lp steam, capacity: 3.8 MW, "
                 "yields: {lp steam: {electricity: 19 %, heat: 80 %}}")


def turbine(entry: str, need: list[float]) -> Results:
    """A turbine that makes what power is needed, cheaper than the grid, and cannot sell more."""
    return solved(park(PARK.format(turbine=entry, need=need), hours=len(need)))


def test_no_load_steam() -> None:
    """20 % of the steam at full load only turn the machine: g = 1.25, l = 0.25·3.8 = 0.95 MW.

    Full load: 3.8 MW from 20 MW, as without. Half load, 1.9 MW: (1.9 + 0.95)/(1.25·0.19) = 12 MW
    of steam, not 10. What does not become power stays in the steam: heat 20 − 4 = 16 and
    12 − 2 = 10 MW. Off: nothing. Catches a yield that is lowered at full load too, and no-load
    steam that is lost.
    """
    results = turbine(f"{BACK_PRESSURE}, no_load: 20 %, commitment: {{}}", [3.8, 1.9, 0])
    steam = flow(results, "turbine: steam to lp steam")
    power, heat = flow(results, "turbine: electricity"), flow(results, "turbine: heat to lp steam")
    close(power, [3.8, 1.9, 0])
    close(steam, [20, 12, 0])
    close(heat, [16, 10, 0])
    close(power / 0.95 + heat, steam)


def test_power_costs_more_at_the_margin_of_a_willans_line() -> None:
    """One more MWh takes 1/0.2375 = 4.2105 MWh of steam at 10 EUR, and gives heat at 1 EUR.

    Of that steam 1/0.95 turns the shaft, the rest, 3.1579 MWh, is sold: 38.947 EUR. Catches a
    marginal price from the mean yield, 10/0.19 − 0.8/0.19 = 48.42 EUR.
    """
    results = turbine(f"{BACK_PRESSURE}, no_load: 20 %, commitment: {{}}", [1.9])
    close(results.operation.prices["electricity"], [10 / 0.2375 - (1 / 0.2375 - 1 / 0.95)])


def test_no_load_of_two_outlets() -> None:
    """30 % to lp steam by its range, the rest condenses at 25 %: the condenser rejects the loss.

    8 MW to lp steam give 1.52 MW; with g = 1.25 and l = 0.95, 3.8 MW need ideal power of 3.8:
    2.28/0.25 = 9.12 MW to the condenser. Half load: 1.9 = 1.25·ideal − 0.95, ideal = 2.28, 0.76
    from 3.04 MW condensed. Heat to lp steam is 0.8·8 = 6.4 MW in both hours. Catches heat that
    lp steam gets although a condensing end rejects it.
    """
    entry = ("extractions: [lp steam], capacity: 3.8 MW, no_load: 20 %, commitment: {}, "
             "ranges: {lp steam: {at_least: 8 MW, at_most: 8 MW}}, "
             "yields: {lp steam: {electricity: 19 %, heat: 80 %}, condenser: {electricity: 25 %}}")
    results = turbine(entry, [3.8, 1.9])
    close(flow(results, "turbine: electricity"), [3.8, 1.9])
    close(flow(results, "turbine: steam to condenser"), [9.12, 3.04])
    close(flow(results, "turbine: heat to lp steam"), [6.4, 6.4])


def test_own_use_is_taken_from_the_electricity() -> None:
    """4 % of 3.8 MW are 0.152 MW, which leaves 3.648 MW for the works.

    Catches own use on the steam, or on what is left.
    """
    results = turbine(f"{BACK_PRESSURE}, own_use: 4 %", [3.648])
    close(flow(results, "turbine: electricity"), [3.8])
    close(flow(results, "turbine: own use"), [0.152])
    close(flow(results, "turbine: steam to lp steam"), [20])


def test_ranges_of_a_turbine_that_always_runs() -> None:
    """At least 5 MW to lp steam, at most 2 t/h = 1.5412 MW to the condenser, which yields more.

    For 2 MW of power: 1.5412·0.25 = 0.3853 condensed, (2 − 0.3853)/0.19 = 8.4984 MW to lp steam.
    With nothing needed 5 MW still flow. Catches a range in t/h taken for MW.
    """
    entry = ("extractions: [lp steam], capacity: 3.8 MW, "
             "ranges: {lp steam: {at_least: 5 MW}, condenser: {at_most: 2 t/h}}, "
             "yields: {lp steam: {electricity: 19 %, heat: 80 %}, condenser: {electricity: 25 %}}")
    results = turbine(entry, [2, 0.95])
    close(flow(results, "turbine: steam to condenser"), [1.5412, 0], 1e-4)
    close(flow(results, "turbine: steam to lp steam"), [8.4984, 5], 1e-4)


def test_a_committed_turbine_has_its_least_steam_only_while_on() -> None:
    """At least 10 MW of steam, 1.9 MW of power, while on: 1 MW is bought, 2 MW are made.

    Catches a range that keeps a turbine running.
    """
    results = turbine(f"{BACK_PRESSURE}, ranges: {{lp steam: {{at_least: 10 MW}}}}, "
                      "commitment: {}", [1, 2])
    close(flow(results, "turbine: electricity"), [0, 2])
    close(flow(results, "grid: bought"), [1, 0])


@pytest.mark.parametrize(("cooling", "difference", "mwh_per_t"), [
    ("20.875 degC", "12 K", 0.243), ("27.875 degC", "5 K", 0.243), ("33.81 degC", "12 K", 0.2259),
])
def test_cooling_water_sets_the_pressure_of_a_condensing_end(
    cooling: str, difference: str, mwh_per_t: float
) -> None:
    """20.875 + 12 = 32.875 °C is the boiling point at 0.05 bar, 45.81 °C that at 0.1 bar.

    By the published yields a tonne gives 0.243 MWh at 0.05 bar. At 0.1 bar the steam ends, without
    losses, at x = (6.7712 − 0.6492)/7.4997 = 0.8163 and h2s = 191.8 + 0.8163·2392.1 = 2144.5 kJ/kg:
    0.8·0.95·(3214.4 − 2144.5)/3600 = 0.2259. Catches a difference that is subtracted.
    """
    entry = f"cooling_water: {cooling}, condenser_difference: {difference}, capacity: 1 t/h"
    results = turbine(entry, [5])
    assert flow(results, "turbine: electricity")[0] == pytest.approx(mwh_per_t, abs=5e-4)


def test_cooling_water_follows_its_profile() -> None:
    """The colder hour gives more power from 1 t/h. Catches one pressure for the whole horizon."""
    text = PARK.format(turbine="cooling_water: {profile: sea}, capacity: 1 t/h", need=[5, 5])
    results = solved(park(text.replace(
        "profiles:", "profiles:\n  sea: {values: [20.875, 2], unit: degC}")))
    power = flow(results, "turbine: electricity")
    close(power[0], 0.243, 2e-3)
    assert power[1] > power[0] + 0.01


def test_commitment_of_a_turbine_whose_capacity_is_steam() -> None:
    """10 t/h are 7.706 MW; at least half, 3.853 MW, 0.732 MW of power, while on.

    0.5 MW are bought; 1.2 MW take 6.3158 MW of steam; of 2 MW it makes 0.19·7.706 = 1.4641.
    Catches a minimum load in MW of electricity.
    """
    entry = BACK_PRESSURE.replace("3.8 MW", "10 t/h") + ", commitment: {minimum_load: 50 %}"
    results = turbine(entry, [0.5, 1.2, 2])
    close(flow(results, "turbine: steam to lp steam"), [0, 1.2 / 0.19, 7.706], 1e-4)
    close(flow(results, "turbine: electricity"), [0, 1.2, 1.4641], 1e-4)
    close(quantity(results, "turbine: on"), [0, 1, 1])


def test_start_fuel_of_a_turbine_is_steam() -> None:
    """3 MWh of steam at 10 EUR for each start: off at first, one start, 20 + 3 MW of steam.

    Catches start fuel from another header.
    """
    results = turbine(f"{BACK_PRESSURE}, commitment: {{start_fuel: 3 MWh, minimum_load: 50 %, "
                      "initially: off}", [0, 3.8])
    close(flow(results, "turbine: steam for starts"), [0, 3])
    close(flow(results, "gas: bought"), [0, 23])


def test_no_steam_flows_while_the_turbine_stands_still() -> None:
    """Out in the second hour: no power, no no-load steam, and a start after it.

    Catches no-load steam through a turbine that is being repaired.
    """
    outage = "{from: 2019-01-01T01:00, to: 2019-01-01T02:00}"
    results = turbine(f"{BACK_PRESSURE}, no_load: 20 %, outages: [{outage}], "
                      "commitment: {start_cost: 7 EUR}", [3.8, 3.8, 3.8])
    close(flow(results, "turbine: steam to lp steam"), [20, 0, 20])
    close(quantity(results, "turbine: start"), [0, 0, 1])


@pytest.mark.parametrize(("entry", "message"), [
    (f"{BACK_PRESSURE}, no_load: 20 %", "no_load needs a commitment"),
    (f"{BACK_PRESSURE}, no_load: 100 %, commitment: {{}}", "below 100 %"),
    (f"{BACK_PRESSURE}, ranges: {{hp steam: {{at_most: 5 MW}}}}", "has no outlet"),
    (f"{BACK_PRESSURE}, ranges: {{lp steam: {{at_least: 9 MW, at_most: 1 t/h}}}}",
     "at_least of the steam to lp steam is above its at_most"),
    ("capacity: 1 MW, cooling_water: 20 degC, condenser_pressure: 0.1 bar", "not both"),
    ("capacity: 1 MW, cooling_water: 300 degC", "cannot expand"),
    ("exhaust: lp steam, capacity: 1 MW, commitment: {}, "
     "yields: {lp steam: {electricity: 0 %, heat: 80 %}}", "needs a yield of electricity"),
])
def test_what_cannot_be_is_refused(entry: str, message: str) -> None:
    """No-load steam of a turbine that is never off, ranges the wrong way round, and the like.

    Catches an entry that is ignored or ends in a program without an answer.
    """
    with pytest.raises(ScenarioError, match=message):
        load_text(park(PARK.format(turbine=entry, need=[1, 1])))


def test_a_header_is_not_taken_for_a_condenser() -> None:
    """A header called "condenser" is refused; catches its heat being lost without a word."""
    text = PARK.format(turbine="exhaust: condenser, capacity: 1 MW", need=[1, 1])
    with pytest.raises(ScenarioError, match="condensing end"):
        load_text(park(text.replace("lp steam", "condenser")))
