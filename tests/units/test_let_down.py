"""Let-down stations, by hand.

Enthalpies in kJ/kg by the steam tables: 3214.4 at 40 bar and 400 °C, 2748.1 saturated at 5 bar,
440.2 of feedwater at 105 °C. Counted from feedwater a tonne holds 0.77061 and 0.64108 MWh.
"""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.headers import SteamNetwork
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, limit, park, solved

LET_DOWN = """
headers:
  gas: {{medium: fuel}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  lp steam: {{medium: steam, {lp}}}
units:
  plant: {{kind: process_heat, to: hp steam, available: 20 MW, cooling_cost: 1 EUR/MWh}}
  let-down: {{kind: let_down, from: hp steam, to: lp steam, capacity: {capacity}}}
  backup: {{kind: boiler, fuel: gas, to: lp steam, capacity: 50 MW, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  works: {{demands: {{lp steam: 10 MW}}}}
"""


def test_tonnes_are_counted_at_the_inlet() -> None:
    """10 t/h at the inlet carry 7.7061 MW; the backup gives the other 2.2939 MW at 50 EUR.

    Catches a capacity counted at the outlet (6.41 MW) or from water at 0 °C (8.93 MW).
    """
    results = solved(park(LET_DOWN.format(lp="pressure: 5 bar", capacity="10 t/h"), hours=1))
    close(flow(results, "let-down: steam in"), [7.7061], 1e-4)
    close(flow(results, "backup: heat"), [2.2939], 1e-4)
    close(limit(results, "let-down: steam in at its limit"), [51])


def test_spray_water_brings_mass_but_no_energy() -> None:
    """7.7061 MW are 10 t/h at the inlet and 7.7061/0.64108 = 12.021 t/h at the outlet.

    So 2.021 t/h of feedwater are sprayed in; all energy is passed on. Catches an outlet that loses
    the energy of superheat.
    """
    text = park(LET_DOWN.format(lp="pressure: 5 bar", capacity="10 t/h"), hours=1)
    results, scenario = solved(text), load_text(text)
    steam_in, steam_out = flow(results, "let-down: steam in"), flow(results, "let-down: steam out")
    close(steam_in, steam_out)
    hp, lp = scenario.headers["hp steam"], scenario.headers["lp steam"]
    assert isinstance(hp, SteamNetwork)
    assert isinstance(lp, SteamNetwork)
    spray = (steam_out / lp.energy_mwh_per_t(scenario.feedwater)
             - steam_in / hp.energy_mwh_per_t(scenario.feedwater))
    close(spray, [2.021], 1e-3)


def test_a_capacity_in_mw_is_taken_as_it_is() -> None:
    """12 MW suffice for 10 MW: both headers then have one price, −1 EUR for what is not cooled.

    Catches a price that differs where nothing is lost.
    """
    results = solved(park(LET_DOWN.format(lp="pressure: 5 bar", capacity="12 MW"), hours=1))
    close(flow(results, "let-down: steam in"), [10])
    close(results.operation.prices["hp steam"], [-1])
    close(results.operation.prices["lp steam"], [-1])


@pytest.mark.parametrize(("lp", "message"), [
    ("pressure: 41 bar", "cannot be let down from 40 bar"),
    ("pressure: 5 bar, temperature: 400 degC", "it cannot get hotter"),
])
def test_steam_neither_rises_in_pressure_nor_gets_hotter(lp: str, message: str) -> None:
    """Throttling keeps the enthalpy: 3214 kJ/kg cannot become the 3272 of 5 bar and 400 °C.

    Catches a let-down that works as a compressor.
    """
    with pytest.raises(ScenarioError, match=message):
        load_text(park(LET_DOWN.format(lp=lp, capacity="12 MW")))
