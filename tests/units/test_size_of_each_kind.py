"""The size of each kind of unit, by hand, and that none is without.

A day of four steps of 6 h: power costs 20, 20, 80 and 80 EUR/MWh, hot water 50 from the boiler. At
0 % interest over 10 years, 36 500 EUR/MW (or MWh, or m3) are 10 EUR a day.
"""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.units import UNITS
from ipos_energy.park.units.unit import Unit
from tests.helpers import close, flow, ledger, park, quantity, solved
from tests.units.sized import DAY, beside, cold, far, steam
from tests.units.test_size import size

BATTERY = "kind: battery, capacity: 0 MWh, power: 0 MW, round_trip_efficiency: 100 %"


@pytest.mark.parametrize("kind", UNITS, ids=lambda kind: kind.__name__)
def test_each_kind_has_a_size(kind: type[Unit]) -> None:
    """Catches a kind that a planner could not invest in."""
    assert "size" in kind.model_fields


def test_content_and_power_of_a_battery_are_found_together() -> None:
    """5 MW for 12 h at 80 EUR are 60 MWh, filled in 12 h at 20 EUR: 60 MWh and 5 MW are built.

    A MWh carries 60 EUR a day and costs 10; a MW carries 12 MWh, 12·50 EUR, and costs 10. The grid
    gives 10 MW for 12 h at 20 EUR. Catches a power that is free, and labels that collide.
    """
    results = solved(beside(
        f"{BATTERY}, size: {{at_most: 99 MWh, cost: 36500 EUR/MWh, {DAY}}}, "
        "power_size: {at_most: 9 MW, cost: 36500 EUR/MW", need=[0, 0, 0, 0], waste=0))
    close(size(results, owner="new").value, 60)
    close(size(results, "power: built", "new").value, 5)
    close(ledger(results, "new", "investment"), 600)
    close(ledger(results, "new", "power: investment"), 50)
    close(results.operation.objective, 10 * 12 * 20 + 650)
    assert results.owners["new"].rated_mw == pytest.approx(5)


def test_a_battery_whose_power_is_too_dear() -> None:
    """A MW carries 12·(60 − 10) = 600 EUR a day; at 601 EUR none is built, and no content.

    Catches a content that is filled without power.
    """
    results = solved(beside(
        f"{BATTERY}, size: {{at_most: 99 MWh, cost: 36500 EUR/MWh, {DAY}}}, "
        "power_size: {at_most: 9 MW, cost: 2193650 EUR/MW", need=[0, 0, 0, 0], waste=0))
    close(size(results, owner="new").value, 0)
    close(size(results, "power: built", "new").value, 0)


def test_what_must_stay_in_a_battery_grows_with_it() -> None:
    """With 20 % that always stay, 60 MWh take 75. Catches a lowest charge of what stands."""
    results = solved(beside(
        f"{BATTERY}, lowest_charge: 20 %, power_per_capacity: 50 %/h, "
        "size: {at_most: 99 MWh, cost: 36500 EUR/MWh", need=[0, 0, 0, 0], waste=0))
    close(size(results, owner="new").value, 75)
    close(quantity(results, "new: level").min(), 15)
    assert results.owners["new"].rated_mw == pytest.approx(0.5 * 75)


def test_what_a_store_starts_with_must_fit_into_it() -> None:
    """4 MWh at the start take 4 MWh of battery, however dear. Catches energy out of nothing."""
    results = solved(beside(
        f"{BATTERY}, levels: {{start: 4 MWh, end_at_least: 0 MWh}}, power_per_capacity: 50 %/h, "
        "size: {at_most: 99 MWh, cost: 3650000 EUR/MWh", need=[0, 0, 0, 0], waste=0))
    close(size(results, owner="new").value, 4)
    close(ledger(results, "new", "investment"), 4000)


def test_a_tank_is_sized_by_its_volume() -> None:
    """2 MW for 12 h from waste heat of the other 12 h: 24 MWh.

    From 60 to 95 °C water takes 146.9 kJ/kg; at 77.5 °C a m3 weighs 973.2 kg: 0.03971 MWh/m3, so
    604.4 m3 at 10 EUR. A m3 saves 0.03971·110 EUR less: at 0.1 EUR, not at 10. Catches a size in
    MWh.
    """
    for cost, built in ((365, 24 / 0.03971), (36500, 0)):
        results = solved(beside(
            "kind: hot_water_tank, header: hot water, volume: 0 m3, hot: 95 degC, cold: 60 degC, "
            f"power: 2 MW, size: {{at_most: 2000 m3, cost: {cost} EUR/m3", need=[2, 2, 0, 0]))
        close(size(results, owner="new").value, built, 1e-3)
        assert size(results, owner="new").unit == "m3"


@pytest.mark.parametrize(("new", "built", "cost"), [
    ("kind: renewable, to: electricity, capacity: 1 MW, capacity_factor: 50 %, "
     "size: {at_most: 20 MW, cost: 365000 EUR/MW", 9, 900 + 24 * 4 * 50),
    ("kind: process_heat, to: hot water, available: 6 MW, capacity: 1 MW, "
     "size: {at_most: 9 MW, cost: 365000 EUR/MW", 3, 300 + 5 * 24 * 50),
])
def test_sun_and_recovery(new: str, built: float, cost: float) -> None:
    """5 MW of power at 50 EUR on average, and 4 MW of hot water at 50 EUR.

    Half of 10 MW of sun is all the power: a MW saves 0.5·24·50 = 600 EUR for 100. Of 6 MW that a
    process gives off, 4 are needed: a MW saves 24·50 = 1200 EUR for 100, and the last 2 are cooled
    away. Catches a size of what is given off, and one in MW of output of the sun.
    """
    results = solved(beside(new, need=[4, 4, 4, 4], waste=0))
    close(size(results, owner="new").value, built)
    close(results.operation.objective, cost)


@pytest.mark.parametrize(("more", "cost"), [
    ("curtailable: true", 10 * 200 + 5 * 24 * 20), ("curtailable: false", 10 * 200 + 5 * 24 * 20)])
def test_what_may_be_built_rests_in_maintenance(more: str, cost: float) -> None:
    """5 MW at 80 and then 20 EUR, or half of 10 MW of sun, which must rest for one of two days.

    It rests on the second. 10 MW cost 2000 EUR for both days. Catches maintenance of what stands.
    """
    results = solved(park(f"""
headers:
  electricity: {{medium: electricity}}
profiles:
  power: {{values: [80, 20], unit: EUR/MWh}}
units:
  new: {{kind: renewable, to: electricity, capacity: 0 MW, capacity_factor: 50 %, {more},
        maintenance: [{{duration: 1 day, from: 2019-01-01, to: 2019-01-03}}],
        size: {{at_most: 20 MW, cost: 365000 EUR/MW, {DAY}}}}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
companies:
  works: {{demands: {{electricity: 5 MW}}}}
""", hours=48, step="24 h"))
    close(size(results, owner="new").value, 10)
    close(size(results, owner="new").saving, 0)
    close(flow(results, "new: output"), [5, 0])
    close(results.operation.objective, cost)


def test_a_pipe_is_sized_by_what_enters_it() -> None:
    """6 MW far off at 50 EUR, or by pipe at 25: 3 % of the flow and 2 % of the size are lost.

    (0.97 − 0.02)·size = 6 MW: 6.3158 MW, which save in three steps; in the first a process gives
    all. Catches a standing loss of what stands.
    """
    results = solved(far(
        "kind: pipe, from: hot water, to: far network, capacity: 0 MW, loss: 3 %, "
        "standing_loss_per_capacity: 2 %, size: {at_most: 9 MW, cost: 36500 EUR/MW"))
    close(size(results, owner="new").value, 6 / 0.95)
    close(flow(results, "new: given")[1:], [6, 6, 6])


def test_chillers_are_sized_by_their_cold() -> None:
    """4, 2, 0.5 and 3 MW of cold: one MW is free, the old chiller takes a MWh of power for one.

    At 80 EUR and a COP of 4 a MWh of cold from a new one saves 60 EUR, 360 EUR in a step, or 18 at
    4 EUR in the last. 1 MW stands, and 2 more are built, used in one step or two. Catches a size in
    MW of power.
    """
    results = solved(cold("kind: compression_chiller, to: chilled water, capacity: 1 MW, cop: 4, "
                          "size: {at_most: 9 MW, cost: 36500 EUR/MW"))
    close(size(results, owner="new").value, 2)
    close(flow(results, "new: cold"), [3, 1, 0, 3])


STORE = "kind: store, header: electricity, loss: 1 %/h"
TANK = "kind: hot_water_tank, header: hot water, hot: 95 degC, cold: 60 degC, power: 1 MW"
ACCUMULATOR = "kind: steam_accumulator, from: mp steam, to: lp steam, power: 1 MW"
PIPE = "kind: pipe, from: hot water, to: far network, loss: 3 %, pumping: 1 %"
CHILLER = "kind: absorption_chiller, from: hot water, to: chilled water, electricity_use: 2 %"


@pytest.mark.parametrize(("scenario", "stands", "grown", "unit"), [
    (beside, f"{STORE}, capacity: 5 MWh, power: 1 MW",
     f"{STORE}, capacity: 2 MWh, power: 0.7 MW, power_per_capacity: 10 %/h", "3 MWh"),
    (beside, "kind: battery, capacity: 5 MWh, power: 1 MW, lowest_charge: 10 %",
     "kind: battery, capacity: 2 MWh, power: 1 MW, lowest_charge: 10 %", "3 MWh"),
    (beside, f"{TANK}, volume: 200 m3, heat_loss: 200 W/K",
     f"{TANK}, volume: 50 m3, heat_loss: 50 W/K", "150 m3"),
    (beside, f"{TANK}, volume: 200 m3, heat_loss: 200 W/K",
     f"{TANK}, volume: 0 m3, heat_loss: 200 W/K", "200 m3"),
    (steam, f"{ACCUMULATOR}, volume: 80 m3", f"{ACCUMULATOR}, volume: 30 m3", "50 m3"),
    (far, f"{PIPE}, capacity: 3 MW, standing_loss: 60 kW",
     f"{PIPE}, capacity: 1 MW, standing_loss: 20 kW, standing_loss_per_capacity: 2 %", "2 MW"),
    (cold, f"{CHILLER}, capacity: 3 MW", f"{CHILLER}, capacity: 1 MW", "2 MW"),
])
def test_a_size_without_choice_is_a_capacity(
    scenario: object, stands: str, grown: str, unit: str
) -> None:
    """What must be built for nothing runs as what stands: the same cost.

    Catches a loss, a power or a limit that does not grow with the size.
    """
    assert callable(scenario)
    per = unit.split()[1]
    forced = f"size: {{at_least: {unit}, at_most: {unit}, cost: 0 EUR/{per}"
    plain = scenario(f"{stands}, size: {{at_most: 0 {per}, cost: 0 EUR/{per}")
    found = solved(scenario(f"{grown}, {forced}"))
    close(found.operation.objective,
          solved(plain.replace(f", size: {{at_most: 0 {per}, cost: 0 EUR/{per}, {DAY}}}", "", 1))
          .operation.objective)


@pytest.mark.parametrize(("scenario", "new", "message"), [
    (beside, f"{TANK}, volume: 0 m3, size: {{at_most: 0 m3, cost: 1 EUR/m3", "0 m3 needs a size"),
    (beside, f"{TANK}, volume: 9 m3, size: {{at_most: 9 MWh, cost: 1 EUR/MWh", "is in m3"),
    (beside, f"{BATTERY}, power_size: {{at_most: 9 MWh, cost: 1 EUR/MWh",
     "the power_size of this unit is in MW"),
    (beside, "kind: process_heat, to: hot water, available: 6 MW, size: {at_most: 9 MW, "
     "cost: 1 EUR/MW", "needs the capacity that stands"),
    (beside, "kind: process_heat, to: hot water, available: 6 MW, capacity: 1 MW, "
     "may_be_cooled: false, size: {at_most: 9 MW, cost: 1 EUR/MW", "must be cooled"),
    (far, f"{PIPE}, capacity: 1 MW, standing_loss: 10 kW, standing_loss_per_capacity: 2 %, "
     "size: {at_most: 9 MW, cost: 1 EUR/MW, retirement_saving: 1 EUR/MW/year",
     "more standing loss than it has"),
])
def test_sizes_that_cannot_be_are_refused(scenario: object, new: str, message: str) -> None:
    """A wrong unit, nothing to build, or more saved than there is. Catches each."""
    assert callable(scenario)
    with pytest.raises(ScenarioError, match=message):
        load_text(scenario(new))
