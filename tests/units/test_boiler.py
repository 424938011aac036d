"""Boilers, by hand."""

from __future__ import annotations

import pytest

from tests.helpers import close, flow, ledger, limit, park, solved

BOILER = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, {boiler}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 100 EUR/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
"""


def test_heat_is_efficiency_times_fuel() -> None:
    """4.5 and 9 MW of steam at 90 % take 5 and 10 MW of gas: 15 MWh at 36 EUR = 540 EUR.

    One more MWh of steam costs 36/0.9 = 40 EUR. Catches an efficiency that multiplies the fuel.
    """
    boiler = "capacity: 20 MW, efficiency: 90 %"
    results = solved(park(BOILER.format(need="[4.5, 9]", boiler=boiler)))
    close(flow(results, "boiler: fuel"), [5, 10])
    close(flow(results, "boiler: heat"), [4.5, 9])
    close(results.operation.objective, 540)
    close(results.operation.prices["steam"], [40, 40])
    close(results.operation.prices["gas"], [36, 36])


def test_capacity_is_that_of_the_heat() -> None:
    """6 MW of capacity leave 2 of 8 MW to the backup; 1 MW more would save 100 − 40 = 60 EUR/h.

    As a bound on the fuel that is 60·0.9 = 54 EUR for each MW of gas. Catches a capacity that is
    taken for the fuel's.
    """
    results = solved(park(BOILER.format(need="[8, 5]", boiler="capacity: 6 MW, efficiency: 90 %")))
    close(flow(results, "boiler: heat"), [6, 5])
    close(flow(results, "backup: heat"), [2, 0])
    close(results.operation.prices["steam"], [100, 40])
    close(limit(results, "boiler: fuel at its limit"), [54, 0])


def test_ramp_is_a_share_of_the_capacity_per_hour() -> None:
    """20 %/h of 10 MW are 1 MW in half an hour: from 2 MW to 3 MW, though 9 MW are needed.

    The steam saved by 1 MW more of ramp is worth 0.5 h·(100 − 40) = 30 EUR. Catches a ramp that
    forgets the length of a step.
    """
    text = BOILER.format(need="[2, 9]", boiler="capacity: 10 MW, efficiency: 90 %, ramp: 20 %/h")
    results = solved(park(text, hours=1, step="30 min"))
    close(flow(results, "boiler: heat"), [2, 3])
    close(flow(results, "backup: heat"), [0, 6])
    close(limit(results, "boiler: ramp"), [30])


def test_ramp_binds_downwards_too() -> None:
    """From 9 MW to at least 7 MW at 20 %/h of 10 MW: only 2 MW are needed, so it starts at 4 MW.

    The backup gives 5 MW at first; 1 MW more of ramp would save 100 − 40 = 60 EUR. Catches a
    one-sided ramp, and a worth that is negative where the lower side binds.
    """
    text = BOILER.format(need="[9, 2]", boiler="capacity: 10 MW, efficiency: 90 %, ramp: 20 %/h")
    results = solved(park(text))
    close(flow(results, "boiler: heat"), [4, 2])
    close(flow(results, "backup: heat"), [5, 0])
    close(limit(results, "boiler: ramp"), [60])


def test_ramp_does_not_join_the_ends() -> None:
    """1 MW at first and 9 MW at last with 4 MW/h between: 1, 5, 9 is allowed.

    Catches a ramp from the last step to the first.
    """
    text = BOILER.format(need="[1, 5, 9]", boiler="capacity: 10 MW, efficiency: 90 %, ramp: 40 %/h")
    results = solved(park(text, hours=3))
    close(flow(results, "boiler: heat"), [1, 5, 9])


@pytest.mark.parametrize(("remaining", "heat"), [("0 %", 0.0), ("50 %", 5.0)])
def test_outage_leaves_a_share_of_the_capacity(remaining: str, heat: float) -> None:
    """In the second hour 0 or 50 % of 10 MW remain, the backup gives the rest of 8 MW.

    Catches an outage that hits the wrong step or that takes the share for what is lost.
    """
    boiler = ("capacity: 10 MW, efficiency: 90 %, outages: "
              f"[{{from: 2019-01-01T01:00, to: 2019-01-01T02:00, remaining: {remaining}}}]")
    results = solved(park(BOILER.format(need="[8, 8, 8]", boiler=boiler), hours=3))
    close(flow(results, "boiler: heat"), [8, heat, 8])


def test_overlapping_outages_leave_the_smaller_share() -> None:
    """50 % in both hours and 20 % in the second leave 5 and 2 MW of 10. Catches their product."""
    boiler = ("capacity: 10 MW, efficiency: 90 %, outages: ["
              "{from: 2019-01-01, to: 2019-01-02, remaining: 50 %}, "
              "{from: 2019-01-01T01:00, to: 2019-01-01T02:00, remaining: 20 %}]")
    results = solved(park(BOILER.format(need="[8, 8]", boiler=boiler)))
    close(flow(results, "boiler: heat"), [5, 2])


def test_operating_cost_is_booked_on_the_heat() -> None:
    """2 EUR/MWh on 4.5 MW over 2 h are 18 EUR; steam costs 40 + 2. Catches a cost on the fuel."""
    boiler = "capacity: 10 MW, efficiency: 90 %, operating_cost: 2 EUR/MWh"
    results = solved(park(BOILER.format(need="[4.5, 4.5]", boiler=boiler)))
    close(ledger(results, "boiler", "operating cost"), 18)
    close(results.operation.prices["steam"], [42, 42])


def test_efficiency_may_change_with_time() -> None:
    """9 MW of steam at 90 % and at 75 % take 10 and 12 MW of gas. Catches a mean efficiency."""
    text = BOILER.format(need="[9, 9]",
                         boiler="capacity: 10 MW, efficiency: {profile: efficiency}")
    text = text.replace("profiles:", "profiles:\n  efficiency: {values: [90, 75], unit: '%'}")
    close(flow(solved(park(text)), "boiler: fuel"), [10, 12])
