"""Steam accumulators, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.steam import accumulator_discharge, water_enthalpy
from tests.helpers import close, flow, park, quantity, solved

ACCUMULATOR = """
headers:
  gas: {{medium: fuel}}
  mp steam: {{medium: steam, pressure: 12 bar}}
  lp steam: {{medium: steam, pressure: {low}}}
profiles:
  hot: {{values: [9, 0], unit: MW}}
  need: {{values: [0, 8], unit: MW}}
units:
  process: {{kind: process_heat, to: mp steam, available: {{profile: hot}}}}
  boiler: {{kind: boiler, fuel: gas, to: lp steam, capacity: 50 MW, efficiency: 80 %}}
  vessel: {{kind: steam_accumulator, from: mp steam, to: lp steam, volume: 100 m3, {vessel}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  works: {{demands: {{lp steam: {{profile: need}}}}}}
"""


def vessel(entry: str, low: str = "6 bar") -> str:
    """A vessel of 100 m³ between free steam of 12 bar and a boiler."""
    return park(ACCUMULATOR.format(vessel=entry, low=low))


def test_steam_from_a_falling_pressure() -> None:
    """90 m³ of boiling water at 12 bar are 79.05 t; at 6 bar it boils with 128.1 kJ/kg less.

    Energy m_w·h'1 = (m_w − m)·h'2 + m·h'' with the mean h'' = 2769.9 gives m = 79.05·128.1/2099.5 =
    4.82 t as one step; step by step a little less, since steam stays in the growing space above
    the water. 4.79 t above feedwater of 105 °C (440.2 kJ/kg): 4.79·2329.7/3600 = 3.10 MWh.
    Catches latent heat taken at one end, and energy counted from the boiling water.
    """
    full = accumulator_discharge(100, 0.9, 12, 6, water_enthalpy(105))
    close(full.steam_t, 79.05 * 128.1 / (2769.9 - 670.4), 0.01)
    close(full.energy_mwh, full.steam_t * (2769.9 - 440.2) / 3600, 1e-3)
    close(full.energy_mwh, 3.10, 2e-3)


def test_more_water_and_a_deeper_fall_give_more() -> None:
    """Half the volume gives half; from 12 to 9 bar and from 9 to 6 nearly what 12 to 6 gives.

    The second part starts with the water that the first leaves, which is 88.9 % of the volume.
    Catches a result that depends on the number of steps.
    """
    full = accumulator_discharge(100, 0.9, 12, 6, 440.0).energy_mwh
    close(accumulator_discharge(50, 0.9, 12, 6, 440.0).energy_mwh, full / 2)
    parts = (accumulator_discharge(100, 0.9, 12, 9, 440.0).energy_mwh
             + accumulator_discharge(100, 0.87, 9, 6, 440.0).energy_mwh)
    close(parts, full, 0.02)


def test_it_carries_free_steam_to_the_next_hour() -> None:
    """3 MWh of free steam are charged and given an hour later; 3.10 MWh would fit.

    Catches a vessel that gives before it is charged, or whose power limits only one way.
    """
    results = solved(vessel("power: 3 MW"))
    full = accumulator_discharge(100, 0.9, 12, 6, water_enthalpy(105)).energy_mwh
    assert full > 3
    close(flow(results, "vessel: discharging"), [0, 3])
    close(flow(results, "vessel: charging"), [3, 0])
    close(quantity(results, "vessel: level"), [3, 0])


@pytest.mark.parametrize(("entry", "low", "message"), [
    ("power: 3 MW, charged_at: 13 bar", "6 bar", "cannot charge it to 13 bar"),
    ("power: 3 MW, discharged_at: 5 bar", "6 bar", 'cannot feed "lp steam" at 6 bar'),
    ("power: 3 MW", "12 bar", "the first must be above the second"),
    ("power: 3 MW", "6 bar, temperature: 250 degC", "it cannot get hotter"),
    ("power: 3 MW, water_share: 0 %", "6 bar", "stores nothing"),
    ("power: 3 MW, levels: {start: 4 MWh, end_at_least: 0 MWh}", "6 bar",
     r"4 MWh is above the capacity of 3\.10"),
])
def test_a_vessel_that_cannot_be_is_refused(entry: str, low: str, message: str) -> None:
    """Pressures out of order, steam that is too cool, too much in it. Catches uphill steam."""
    with pytest.raises(ScenarioError, match=message):
        load_text(vessel(entry, low))
