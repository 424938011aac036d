"""Maintenance that the optimiser places: the cheapest days, for every kind of unit."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.errors import ScenarioError
from ipos_energy.mathematics.build import build
from ipos_energy.park.load import load_text
from ipos_energy.park.units import UNITS
from tests.helpers import close, flow, park, solved
from tests.plain import assert_same_program
from tests.units.features import Feature
from tests.units.test_feature_teeth import noticed

TWO_DAYS = "maintenance: [{duration: 2 days, from: 2019-01-01, to: 2019-01-06}]"

_PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  far power: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  steam: {{medium: steam, pressure: 5 bar}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
  far water: {{medium: water, supply: 90 degC, return: 60 degC}}
  cold: {{medium: cooling, supply: 6 degC, return: 12 degC}}
profiles:
  need: {{values: {need}, unit: MW}}
  power price: {{values: [80, 20, 80, 80, 20], unit: EUR/MWh}}
units:
  unit: {{{unit}}}
  hp boiler: {{kind: boiler, fuel: gas, to: hp steam, capacity: 90 MW, efficiency: 90 %}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 90 MW, efficiency: 40 %}}
  water boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 90 MW, efficiency: 90 %}}
  far boiler: {{kind: boiler, fuel: gas, to: far water, capacity: 90 MW, efficiency: 50 %}}
  chiller: {{kind: compression_chiller, to: cold, cop: 1, capacity: 90 MW}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: power price}}}}
  far grid: {{kind: electricity, header: far power, energy_price: 100 EUR/MWh}}
  vent: {{kind: heat_sale, header: steam, price: 0 EUR/MWh, at_most: 90 MW}}
  warm vent: {{kind: heat_sale, header: hot water, price: 0 EUR/MWh, at_most: 90 MW}}
companies:
  works: {{demands: {{hp steam: 5 MW, steam: {{profile: need}}, hot water: 5 MW, far water: 5 MW,
                      cold: 2 MW, electricity: 5 MW, far power: 2 MW}}}}
"""

UNIT_OF_KIND = {
    "process_heat": "to: steam, available: 4 MW, cooling_cost: 1 EUR/MWh",
    "steam_turbine": "from: hp steam, exhaust: steam, capacity: 1 MW, "
                     "ranges: {steam: {at_least: 1 MW}}",
    "let_down": "from: hp steam, to: steam, capacity: 6 MW",
    "boiler": "fuel: gas, to: steam, capacity: 6 MW, efficiency: 90 %",
    "electrode_boiler": "to: steam, capacity: 6 MW, efficiency: 99 %",
    "heat_exchanger": "from: steam, to: hot water, capacity: 2 MW",
    "pipe": "from: hot water, to: far water, capacity: 6 MW, standing_loss: 1 MW",
    "power_line": "from: electricity, to: far power, capacity: 6 MW",
    "heat_pump": "to: hot water, cop: 4, capacity: 3 MW",
    "absorption_chiller": "from: hot water, to: cold, capacity: 3 MW",
    "compression_chiller": "to: cold, cop: 5, capacity: 3 MW",
    "renewable": "to: electricity, capacity: 3 MW, capacity_factor: 50 %, curtailable: false",
    "store": "header: electricity, capacity: 48 MWh, power: 1 MW",
    "hot_water_tank": "header: hot water, volume: 2000 m3, hot: 95 degC, cold: 60 degC, "
                      "power: 1 MW",
    "steam_accumulator": "from: hp steam, to: steam, volume: 400 m3, power: 1 MW",
    "battery": "capacity: 48 MWh, power: 1 MW",
    "cooler": "from: hot water, capacity: 2 MW",
}


def maintained(unit: str, need: list[float], *, hours: int = 120, step: str = "24 h") -> str:
    """A park with one unit that is maintained, on days of the given steam demand in MW."""
    return park(_PARK.format(unit=unit, need=need), hours=hours, step=step)


def boiler(terms: str, more: str = "") -> str:
    """The terms of a boiler for low-pressure steam; a MWh of its backup always costs more."""
    return f"kind: boiler, fuel: gas, to: steam, capacity: 6 MW, efficiency: 90 %, {terms}{more}"


@pytest.mark.parametrize("kind", UNITS, ids=lambda kind: kind.__name__)
def test_every_kind_rests_two_days(kind: type) -> None:
    """Two days in a row without any flow of the unit, replayed and audited.

    Catches a kind that runs on in its maintenance, or that keeps a fixed loss or range then.
    """
    name = get_args(kind.model_fields["kind"].annotation)[0]  # type: ignore[attr-defined]
    results = solved(maintained(f"kind: {name}, {UNIT_OF_KIND[name]}, {TWO_DAYS}",
                                [5, 5, 1, 2, 5]))
    placed, = placed_maintenance(results)
    assert placed.days == 2
    resting = next(one.values for one in results.operation.quantities
                   if one.label == "maintenance")
    for one in results.operation.flows:
        if one.owner == "unit":
            close(one.values * resting, np.zeros(5))


def test_the_cheapest_days_are_found() -> None:
    """Steam for 5, 4, 1, 2 and 5 MW; power for the backup costs 80, 20, 80, 80, 20 EUR/MWh.

    A MWh of the boiler costs 40 EUR, of the backup 200 or 50. So its two days cost 24 times
    800 + 40, 40 + 160, 160 + 320 or 320 + 50 EUR more: the second and third day.
    Catches days that are not in a row, and the lowest demand (third and fourth day) for the lowest
    cost.
    """
    results = solved(maintained(boiler(TWO_DAYS), [5, 4, 1, 2, 5]))
    close(flow(results, "backup: heat"), [0, 4, 1, 0, 0])
    placed, = placed_maintenance(results)
    assert (placed.first_day, placed.last_day) == ("2019-01-02", "2019-01-03")


def test_the_window_holds_it() -> None:
    """The same from the third day on: 24·480 or 24·370 EUR, the last two days; or until then.

    Catches a window that binds the first day only, or its last.
    """
    terms = "maintenance: [{duration: 2 days, from: 2019-01-03, to: 2019-01-06}]"
    results = solved(maintained(boiler(terms), [5, 4, 1, 2, 5]))
    close(flow(results, "backup: heat"), [0, 0, 0, 2, 5])
    terms = "maintenance: [{duration: 2 days, from: 2019-01-01, to: 2019-01-03}]"
    results = solved(maintained(boiler(terms), [5, 4, 1, 2, 5]))
    close(flow(results, "backup: heat"), [5, 4, 0, 0, 0])


def test_it_begins_on_stated_weekdays() -> None:
    """1 January 2019 is a Tuesday: on Monday no two days begin, on Thursday (3 MW) and Friday.

    From the third day 24·480 EUR, from the fourth 24·370. Catches a week that begins on Sunday.
    """
    terms = "maintenance: [{duration: 2 days, from: 2019-01-01, to: 2019-01-06, begins: Thu}]"
    results = solved(maintained(boiler(terms), [5, 4, 1, 2, 5]))
    close(flow(results, "backup: heat"), [0, 0, 1, 2, 0])
    with pytest.raises(ScenarioError, match=r"no 2 whole days .* beginning on those days"):
        load_text(maintained(boiler(terms.replace("Thu", "Mon")), [5, 4, 1, 2, 5]))


def test_days_are_whole() -> None:
    """Half days: with demand in every second one, still two in a row of one day are taken.

    3, 9 | 1, 1 | 0, 9 MW at 80 EUR/MWh: the second day. Catches a day of 24 h that begins at noon,
    which would be the 1 and 0 MW of the second and third day.
    """
    text = maintained(boiler("maintenance: [{duration: 24 h, from: 2019-01-01, to: 2019-01-04}]"),
                      [3, 9, 1, 1, 0, 9], hours=72, step="12 h").replace(
        "[80, 20, 80, 80, 20]", "[80, 80, 80, 80, 80, 80]")
    close(flow(solved(text), "unit: heat"), [3, 6, 0, 0, 0, 6])


def test_two_maintenances_take_turns() -> None:
    """Of one and of two days: never at once. Three of 5, 1, 1, 1 and 5 MW.

    Catches two that are counted as one.
    """
    terms = ("maintenance: [{duration: 1 day, from: 2019-01-01, to: 2019-01-06}, "
             "{duration: 48 h, from: 2019-01-01, to: 2019-01-06}]")
    text = maintained(boiler(terms), [5, 1, 1, 1, 5]).replace(
        "[80, 20, 80, 80, 20]", "[80, 80, 80, 80, 80]")
    results = solved(text)
    close(flow(results, "unit: heat"), [5, 0, 0, 0, 5])
    assert sorted(one.days for one in placed_maintenance(results)) == [1, 2]


def test_a_committed_unit_is_off() -> None:
    """At least 3 MW while on; off for the two cheapest days, and started once after it.

    Catches a unit that is on in its maintenance, at its minimum load or for nothing.
    """
    results = solved(maintained(
        boiler(TWO_DAYS, ", commitment: {minimum_load: 50 %, start_cost: 10 EUR}"),
        [5, 4, 3, 4, 5]))
    on = next(one.values for one in results.operation.quantities if one.label == "on")
    close(on, [1, 0, 0, 1, 1])


def test_a_window_outside_the_horizon_means_nothing() -> None:
    """The program has no integers then. Catches a unit that is stopped in another year."""
    terms = "maintenance: [{duration: 2 days, from: 2020-01-01, to: 2020-02-01}]"
    results = solved(maintained(boiler(terms), [5, 4, 1, 2, 5]))
    assert results.operation.size["integers"] == 0
    close(flow(results, "backup: heat"), np.zeros(5))


@pytest.mark.parametrize("terms", [
    boiler(TWO_DAYS), boiler(TWO_DAYS, ", commitment: {minimum_load: 50 %}"),
    boiler(TWO_DAYS, ", size: {at_most: 2 MW, cost: 1000 EUR/MW, lifetime: 10 years, "
                     "interest: 0 %}"),
], ids=["plain", "with commitment", "with a size"])
def test_what_is_left_out_is_seen(terms: str) -> None:
    """Without any one of its equations the audit objects; plain Pyomo states the same program.

    Catches an equation that the replay does not know.
    """
    text = maintained(terms, [5, 4, 4, 4, 5])
    assert_same_program(build(load_text(text)))
    seen = noticed(Feature(text, frozenset({"unit"})))
    rest = {name: missed for name, missed in seen.items()
            if "maintenance" in name and "first day" not in name}
    assert rest
    assert [name for name, missed in rest.items() if not missed] == []


@pytest.mark.parametrize(("terms", "message"), [
    ("{duration: 6 days, from: 2019-01-01, to: 2019-01-06}", "do not fit between"),
    ("{duration: 36 h, from: 2019-01-01, to: 2019-01-06}", "whole days"),
    ("{duration: 1 day, from: 2019-01-01, to: 2019-03-01}", "beyond the horizon"),
    ("{duration: 1 day, from: 2019-01-01T12:00, to: 2019-01-02T18:00}", "no 1 whole days"),
    ("{duration: 1 MW, from: 2019-01-01, to: 2019-01-06}", "duration"),
])
def test_maintenance_that_cannot_be(terms: str, message: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(maintained(boiler(f"maintenance: [{terms}]"), [1] * 5))
