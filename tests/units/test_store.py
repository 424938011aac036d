"""Stores, by hand."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from ipos_energy.errors import ScenarioError, UnsatisfiableError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, limit, park, quantity, solved

STORE = """
headers:
  electricity: {{medium: electricity}}
profiles:
  price: {{values: {prices}, unit: EUR/MWh}}
units:
  store: {{kind: store, header: electricity, {store}}}
contracts:
  grid: {{kind: electricity, header: electricity, energy_price: {{profile: price}}}}
companies:
  works: {{demands: {{electricity: 20 MW}}}}
"""


def store(
    entry: str, prices: Sequence[float], *, step: str = "1 h", step_hours: float = 1.0
) -> str:
    """A store beside a demand of 20 MW."""
    return park(STORE.format(store=entry, prices=prices), hours=len(prices) * step_hours, step=step)


def test_cheap_hours_feed_dear_ones() -> None:
    """5 MW are charged at 10 EUR and discharged at 90 EUR: 20·100 − 5·80 = 1600 EUR.

    1 MW more of power would earn 90 − 10 EUR, in one bound or the other. Catches a store that
    loses or gains where no loss is stated.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW", [10, 90]))
    close(flow(results, "store: charging"), [5, 0])
    close(flow(results, "store: discharging"), [0, 5])
    close(quantity(results, "store: level"), [5, 0])
    close(results.operation.objective, 20 * 100 - 5 * 80)


def test_power_is_energy_over_the_length_of_a_step() -> None:
    """In half an hour 5 MW fill 2.5 MWh, worth 80 EUR each. Catches MW added to MWh."""
    results = solved(store("capacity: 9 MWh, power: 5 MW", [10, 90], step="30 min", step_hours=0.5))
    close(quantity(results, "store: level"), [2.5, 0])
    close(results.operation.objective, 20 * 100 * 0.5 - 2.5 * 80)


def test_capacity_limits_the_level() -> None:
    """3 MWh of capacity are filled and emptied; 1 MWh more would earn 80 EUR.

    Catches a capacity that limits the flow.
    """
    results = solved(store("capacity: 3 MWh, power: 5 MW", [10, 90]))
    close(quantity(results, "store: level"), [3, 0])
    close(limit(results, "store: level at its limit"), [80, 0])


def test_charge_and_discharge_efficiency() -> None:
    """5 MW at 10 EUR store 4.5 MWh at 90 %, of which 80 % are given at 90 EUR: 3.6 MW.

    Cost 20·100 + 50 − 324 = 1726 EUR. A MW more of charging would earn 0.72·90 − 10 = 54.8 EUR.
    Catches efficiencies that are swapped, or one applied twice.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW, charge_efficiency: 90 %, "
                           "discharge_efficiency: 80 %", [10, 90]))
    close(quantity(results, "store: level"), [4.5, 0])
    close(flow(results, "store: discharging"), [0, 3.6])
    close(results.operation.objective, 1726)
    close(limit(results, "store: charging at its limit"), [54.8, 0])


def test_a_spread_below_the_losses_is_left_alone() -> None:
    """At 72 % there and back, 10 EUR stored cost 13.89 EUR: at 13 EUR nothing is moved.

    Catches losses that are not paid for.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW, charge_efficiency: 90 %, "
                           "discharge_efficiency: 80 %", [10, 13]))
    close(flow(results, "store: charging"), [0, 0])


def test_losses_in_quarter_hours_add_up_to_those_of_the_hour() -> None:
    """100 MWh at 1 %/h keep 0.99^0.25 each quarter and 99 MWh after the hour; power is 0.

    Catches a loss per step, or 1 − 0.01/4 for each quarter (99.0037 MWh).
    """
    entry = ("capacity: 100 MWh, power: 0 MW, loss: 1 %/h, "
             "levels: {start: 100 MWh, end_at_least: 0 MWh}")
    results = solved(store(entry, [10] * 4, step="15 min", step_hours=0.25))
    close(quantity(results, "store: level"), 100 * 0.99 ** np.array([0.25, 0.5, 0.75, 1.0]), 1e-9)


def test_a_loss_per_day_is_spread_over_its_hours() -> None:
    """0.186 %/day are 0.00775 %/h: 500 MWh keep 500·(1 − 0.0000775)^24 = 499.071 MWh after a day.

    Catches a loss per day that is taken for one per hour (44.6 MWh lost).
    """
    entry = ("capacity: 500 MWh, power: 0 MW, loss: 0.186 %/day, "
             "levels: {start: 500 MWh, end_at_least: 0 MWh}")
    results = solved(store(entry, [10] * 24))
    close(quantity(results, "store: level")[-1], 500 * (1 - 0.00186 / 24) ** 24, 1e-9)
    close(quantity(results, "store: level")[-1], 499.071, 1e-5)


def test_cyclic_store_lends_to_its_own_beginning() -> None:
    """Dear first and cheap last: it starts with the 5 MWh that it fills in the end.

    Catches a cyclic store that starts empty.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW", [90, 10]))
    close(flow(results, "store: discharging"), [5, 0])
    close(quantity(results, "store: level"), [0, 5])


def test_cyclic_loss_crosses_the_ends() -> None:
    """At 10 %/h, 5 MWh put in last are 4.5 MWh in the first step, worth 90 EUR: level −k·level.

    Catches a first step without loss.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW, loss: 10 %/h", [90, 10]))
    close(flow(results, "store: discharging"), [4.5, 0])
    close(quantity(results, "store: level"), [0, 5])


def test_given_levels() -> None:
    """From 6 MWh to at least 2 MWh, prices falling: 5 MW sold at 90, 1 MW bought back at 89 EUR.

    Rising from 10 to 90: 1 MW is bought so that 5 MW can be sold and 2 MWh are left. Catches an
    end that binds the step before, and a start that is free.
    """
    entry = "capacity: 9 MWh, power: 5 MW, levels: {start: 6 MWh, end_at_least: 2 MWh}"
    falling = solved(store(entry, [90, 89]))
    close(flow(falling, "store: discharging"), [5, 0])
    close(quantity(falling, "store: level"), [1, 2])
    rising = solved(store(entry, [10, 90]))
    close(flow(rising, "store: charging"), [1, 0])
    close(flow(rising, "store: discharging"), [0, 5])
    close(quantity(rising, "store: level"), [7, 2])


def test_a_start_loses_before_the_first_step() -> None:
    """10 MWh at 10 %/h are 9 MWh after the first step, 8.1 after the second; power is 0.

    Catches a start level that stands after the first step.
    """
    entry = ("capacity: 10 MWh, power: 0 MW, loss: 10 %/h, "
             "levels: {start: 10 MWh, end_at_least: 0 MWh}")
    close(quantity(solved(store(entry, [10, 10])), "store: level"), [9, 8.1])


def test_an_end_that_cannot_be_reached_is_said() -> None:
    """1 MWh and 2 h at 2 MW reach 5 MWh, not 6. Catches an end level that is a wish."""
    entry = "capacity: 9 MWh, power: 2 MW, levels: {{start: 1 MWh, end_at_least: {end} MWh}}"
    close(quantity(solved(store(entry.format(end=5), [10, 10])), "store: level"), [3, 5])
    with pytest.raises(UnsatisfiableError):
        solved(store(entry.format(end=6), [10, 10]))


def test_one_flow_is_exact_where_nothing_is_lost_on_the_way() -> None:
    """One signed flow and two flows that lose 1e-12 cost the same and end at the same levels.

    Catches a sign in the one-flow form.
    """
    prices = [10, 40, 90, 20, 60, 5]
    entry = "capacity: 8 MWh, power: 5 MW, loss: 2 %/h"
    one = solved(store(entry, prices))
    two = solved(store(f"{entry}, charge_efficiency: {1 - 1e-12!r}", prices))
    assert one.operation.size["columns"] == two.operation.size["columns"] - len(prices)
    close(one.operation.objective, two.operation.objective)
    close(quantity(one, "store: level"), quantity(two, "store: level"))
    assert not (flow(one, "store: charging") * flow(one, "store: discharging")).any()


def test_outage_stops_the_flows_but_keeps_the_content() -> None:
    """Charged at 10, out of order in the dear second hour, discharged in the third.

    Catches an outage that empties the store.
    """
    entry = ("capacity: 9 MWh, power: 5 MW, "
             "outages: [{from: 2019-01-01T01:00, to: 2019-01-01T02:00}]")
    results = solved(store(entry, [10, 90, 50]))
    close(flow(results, "store: discharging"), [0, 0, 5])
    close(quantity(results, "store: level"), [5, 5, 0])


def test_a_level_above_the_capacity_is_refused() -> None:
    """10 MWh do not fit in 9 MWh. Catches an error that only the solver would find."""
    with pytest.raises(ScenarioError, match="a level of 10 MWh is above the capacity of 9 MWh"):
        load_text(store("capacity: 9 MWh, power: 1 MW, "
                        "levels: {start: 10 MWh, end_at_least: 0 MWh}", [1]))


def test_what_is_left_at_the_end_has_its_value() -> None:
    """9 MWh at the end, 1 MWh at the start, 50 EUR each: 400 EUR less.

    5 MWh are bought at 10 EUR and 3 MWh at 40 EUR, for 50 EUR is more. Catches a value of the whole
    content, which would pay for what was there before, and one that is not in the ledger.
    """
    results = solved(store("capacity: 9 MWh, power: 5 MW, levels: "
                           "{start: 1 MWh, end_at_least: 0 MWh, end_value: 50 EUR/MWh}", [10, 40]))
    close(quantity(results, "store: level"), [6, 9])
    close(ledger(results, "store", "change of content"), -400)
    close(results.operation.objective, 25 * 10 + 23 * 40 - 400)


def test_operating_cost_is_paid_on_what_is_discharged() -> None:
    """5 MWh through the store at 2 EUR. Catches a cost that one flow of either sign drops."""
    results = solved(store("capacity: 9 MWh, power: 5 MW, operating_cost: 2 EUR/MWh", [10, 90]))
    close(ledger(results, "store", "operating cost"), 10)
    close(results.operation.objective, 25 * 10 + 15 * 90 + 10)
