"""Heat pumps, by hand."""

from __future__ import annotations

import math

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, limit, park, solved

HEAT_PUMP = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  cooling water: {{medium: water, supply: 35 degC, return: 25 degC}}
  hot water: {{medium: water, supply: 80 degC, return: 50 degC}}
profiles:
  sea: {{values: [15, 10], unit: degC}}
  cop: {{values: [3.5, 2.8], unit: ""}}
units:
  waste: {{kind: process_heat, to: cooling water, available: 9 MW, cooling_cost: 2 EUR/MWh}}
  pump: {{kind: heat_pump, to: hot water, {pump}}}
  backup: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 70 EUR/MWh}}
companies:
  works: {{demands: {{hot water: 7 MW}}}}
"""


def test_heat_is_electricity_and_source_heat() -> None:
    """7 MW at COP 3.5: 2 MW of power and 5 MW from the cooling water, which saves 2 EUR a MWh.

    A MWh costs (70 − 2.5·2)/3.5 = 18.57 EUR. The hour costs 140 EUR and 4·2 EUR to cool the rest.
    Catches a source that gives COP instead of COP − 1.
    """
    results = solved(park(HEAT_PUMP.format(
        pump="source: cooling water, cop: 3.5, capacity: 9 MW")))
    close(flow(results, "pump: electricity"), [2, 2])
    close(flow(results, "pump: source heat"), [5, 5])
    close(flow(results, "pump: heat"), [7, 7])
    close(results.operation.prices["hot water"], [65 / 3.5] * 2)
    close(results.operation.prices["cooling water"], [-2, -2])
    close(results.operation.objective, 2 * 148)


def test_capacity_is_that_of_the_heat_and_the_cop_may_be_a_profile() -> None:
    """At most 5.6 MW of heat: 1.6 MW of power at COP 3.5, 2 MW at COP 2.8; backup 1.4 MW at 50 EUR.

    1 MW more of power at COP 2.8 would save 2.8·50 + 1.8·2 − 70 = 73.6 EUR/h. Catches a capacity
    of the power, and a COP taken at the wrong step.
    """
    results = solved(park(HEAT_PUMP.format(
        pump="source: cooling water, cop: {profile: cop}, capacity: 5.6 MW")))
    close(flow(results, "pump: electricity"), [1.6, 2])
    close(flow(results, "backup: heat"), [1.4, 1.4])
    close(limit(results, "pump: electricity at its limit")[1], 73.6)


def test_lorenz_cop_between_two_headers() -> None:
    """Sink 50 → 80 °C: T = 30/ln(353.15/323.15) = 337.93 K; source 35 → 25 °C: 303.12 K.

    Ideal COP 337.93/(337.93 − 303.12) = 9.707; 40 % of it is 3.883, so 7 MW take 1.803 MW.
    Catches Carnot's COP between the supply temperatures (353.15/45 = 7.85), or °C in place of K.
    """
    results = solved(park(HEAT_PUMP.format(
        pump="source: cooling water, lorenz_efficiency: 40 %, capacity: 9 MW")))
    sink, source = 30 / math.log(353.15 / 323.15), 10 / math.log(308.15 / 298.15)
    close(flow(results, "pump: electricity"), [7 / (0.4 * sink / (sink - source))] * 2)
    close(flow(results, "pump: electricity"), [1.803, 1.803], 1e-3)


def test_lorenz_cop_from_the_surroundings() -> None:
    """Sea water of 15 and 10 °C cooled by 3 K; nothing is taken from a header.

    Source 15 → 12 °C: 3/ln(288.15/285.15) = 286.65 K, COP 0.4·337.93/51.28 = 2.636. At 10 → 7 °C:
    281.65 K, COP 2.402. Catches a source that is cooled by the default 5 K, or heated.
    """
    results = solved(park(HEAT_PUMP.format(
        pump="source_temperature: {profile: sea}, source_cooling: 3 K, lorenz_efficiency: 40 %,"
             " capacity: 9 MW")))
    close(flow(results, "pump: electricity"), [7 / 2.636, 7 / 2.402], 1e-3)
    assert "pump: source heat" not in {one.name for one in results.operation.flows}


def test_steam_is_heated_at_its_boiling_point() -> None:
    """Steam of 2 bar boils at 120.2 °C = 393.36 K: COP 0.5·393.36/(393.36 − 303.12) = 2.180.

    Catches a sink's range taken for steam.
    """
    text = HEAT_PUMP.format(
        pump="source: cooling water, lorenz_efficiency: 50 %, capacity: 9 MW").replace(
        "hot water: {medium: water, supply: 80 degC, return: 50 degC}",
        "hot water: {medium: steam, pressure: 2 bar}")
    results = solved(park(text))
    close(flow(results, "pump: heat") / flow(results, "pump: electricity"), [2.180] * 2, 1e-3)


@pytest.mark.parametrize(("pump", "message"), [
    ("capacity: 9 MW", "cop or lorenz_efficiency; neither is stated"),
    ("capacity: 9 MW, cop: 3, lorenz_efficiency: 40 %", "either cop or lorenz_efficiency"),
    ("capacity: 9 MW, lorenz_efficiency: 40 %", "needs a source header or a source_temperature"),
    ("capacity: 9 MW, cop: 1", "allowed is more than 1"),
    ("capacity: 9 MW, lorenz_efficiency: 40 %, source_temperature: 70 degC", "give a COP of inf"),
    ("capacity: 9 MW, lorenz_efficiency: 5 %, source: cooling water", "give a COP of 0.48"),
])
def test_a_cop_that_cannot_be_is_refused(pump: str, message: str) -> None:
    """None, two, or a COP of 1 or less is an error. Catches a pump that makes heat of nothing."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(HEAT_PUMP.format(pump=pump)))


def test_capacity_follows_the_source_temperature() -> None:
    """6 MW at 10 °C and 3 %/K: 6·(1 + 0.15) = 6.9 MW from water of 15 °C, 6 MW from 10 °C.

    Catches a law counted from the outlet of the source, or from 0 °C.
    """
    results = solved(park(HEAT_PUMP.format(
        pump="source_temperature: {profile: sea}, cop: 3.5, capacity: 6 MW, "
             "capacity_by_source: {rated_at: 10 degC, per_kelvin: 3 %/K}")))
    close(flow(results, "pump: heat"), [6.9, 6])


def test_capacity_never_falls_below_zero() -> None:
    """At 20 %/K below 20 °C nothing is left at 15 °C and below. Catches a negative capacity."""
    results = solved(park(HEAT_PUMP.format(
        pump="source_temperature: {profile: sea}, cop: 3.5, capacity: 6 MW, "
             "capacity_by_source: {rated_at: 20 degC, per_kelvin: 20 %/K}")))
    close(flow(results, "pump: heat"), [0, 0])


def test_capacity_may_be_given_as_a_profile() -> None:
    """80 % and 50 % of 6 MW, at a COP of its own profile. Catches a share of the power."""
    text = HEAT_PUMP.replace("profiles:", "profiles:\n  share: {{values: [80, 50], unit: '%'}}")
    results = solved(park(text.format(
        pump="cop: {profile: cop}, capacity: 6 MW, capacity_share: {profile: share}")))
    close(flow(results, "pump: heat"), [4.8, 3])
    close(flow(results, "pump: electricity"), [4.8 / 3.5, 3 / 2.8])


@pytest.mark.parametrize(("pump", "message"), [
    ("capacity_share: 50 %, capacity_by_source: {rated_at: 10 degC, per_kelvin: 3 %/K}",
     "either capacity_share or capacity_by_source"),
    ("capacity_by_source: {rated_at: 10 degC, per_kelvin: 3 %/K}", "needs a source header"),
])
def test_a_capacity_that_cannot_be_is_refused(pump: str, message: str) -> None:
    """Two laws, or one without a temperature. Catches one that silently wins."""
    with pytest.raises(ScenarioError, match=message):
        load_text(park(HEAT_PUMP.format(pump=f"cop: 3, capacity: 6 MW, {pump}")))


@pytest.mark.parametrize(("capacity", "power"), [
    (14, 7 / 4.2), (7, 2.0), (8, 4 / 4.2 + 0.75 * 4 / 3)])
def test_cop_at_part_load(capacity: float, power: float) -> None:
    """7 MW at a COP of 3.5 at full load, and 20 % more at half load.

    7 MW are half of 14: 7/4.2 MW of power, all of 7: 2 MW. Of 8 MW they are 4 at half load, which
    take 4/4.2, and 3 of the other 4, which take 8/3.5 − 4/4.2 = 4/3 MW. Source heat is heat less
    power. Catches a curve that replaces the COP.
    """
    results = solved(park(HEAT_PUMP.format(
        pump=f"source: cooling water, cop: 3.5, capacity: {capacity} MW, "
             "part_load: {load: [50 %, 100 %], efficiency: [120 %, 100 %]}")))
    close(flow(results, "pump: electricity"), [power] * 2)
    close(flow(results, "pump: source heat"), [7 - power] * 2)


def test_a_heat_pump_that_is_on_or_off() -> None:
    """At least 8 MW while on are more than the 7 needed: the boiler serves all, at 50 EUR.

    With 6 MW at least it runs, for a start of 3 MWh of power at 70 EUR in the first hour. Catches a
    commitment that is ignored, and a start that takes heat.
    """
    pump = "cop: 3.5, capacity: 10 MW, commitment: {{minimum_load: {} %, start_fuel: 3 MWh, " \
        "initially: off}}"
    close(flow(solved(park(HEAT_PUMP.format(pump=pump.format(80)))), "pump: heat"), [0, 0])
    results = solved(park(HEAT_PUMP.format(pump=pump.format(60))))
    close(flow(results, "pump: heat"), [7, 7])
    close(flow(results, "pump: electricity for starts"), [3, 0])
