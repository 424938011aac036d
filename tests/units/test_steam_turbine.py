"""Steam turbines, by hand and by published yields.

Per tonne of steam of 40 bar and 400 °C (0.7706 MWh from feedwater of 105 °C), 80 % isentropic and
95 % mechanical efficiency, IAPWS-IF97: 0.074 MWh of electricity to 10 bar, 0.111 to 4 bar, 0.160
to 1 bar, 0.182 to 0.5 bar, 0.243 to 0.05 bar.
"""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, ledger, limit, park, solved

TURBINE = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  lp steam: {{medium: steam, pressure: {lp}}}
  district heat: {{medium: water, supply: {supply}, return: 45 degC}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hp steam, capacity: 500 MW, efficiency: 100 %}}
  lp standby: {{kind: boiler, fuel: gas, to: lp steam, capacity: 1 MW, efficiency: 1 %}}
  city standby: {{kind: boiler, fuel: gas, to: district heat, capacity: 1 MW, efficiency: 1 %}}
  turbine: {{kind: steam_turbine, from: hp steam, {turbine}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 200 EUR/MWh, sell_at: 199 EUR/MWh}}
  lp sale: {{kind: heat_sale, header: lp steam, price: {lp_price} EUR/MWh}}
  city: {{kind: heat_sale, header: district heat, price: 1 EUR/MWh}}
companies:
  works: {{demands: {{electricity: 1 MW}}}}
"""


def turbine(entry: str, *, lp: str = "5 bar", supply: str = "80 degC", lp_price: float = 1) -> str:
    """One hour in which a turbine runs as far as it can."""
    return park(TURBINE.format(turbine=entry, lp=lp, supply=supply, lp_price=lp_price), hours=1)


@pytest.mark.parametrize(("outlet", "header", "mwh_per_t"), [
    ("extractions: [lp steam]", ("10 bar", "80 degC"), 0.074),
    ("extractions: [lp steam]", ("4 bar", "80 degC"), 0.111),
    ("exhaust: district heat", ("5 bar", "94.61 degC"), 0.160),
    ("exhaust: district heat", ("5 bar", "76.32 degC"), 0.182),
    ("condenser_pressure: 0.05 bar", ("5 bar", "80 degC"), 0.243),
])
def test_electricity_per_tonne(outlet: str, header: tuple[str, str], mwh_per_t: float) -> None:
    """1 t/h gives the published MW; a condenser of 94.61 + 5 °C boils at 1 bar, 76.32 + 5 at 0.5.

    Catches a yield per MWh of inlet steam counted from another state than feedwater, a lost
    mechanical efficiency, and a terminal difference with the wrong sign.
    """
    lp, supply = header
    results = solved(turbine(f"{outlet}, capacity: 1 t/h", lp=lp, supply=supply))
    steam = next(one.values for one in results.operation.flows if "steam to" in one.name)
    close(steam, [0.7706], 1e-4)
    assert flow(results, "turbine: electricity")[0] == pytest.approx(mwh_per_t, abs=5e-4)


def test_one_mwh_expanded_to_half_a_bar() -> None:
    """1 MWh of that steam gives 0.236 MWh of electricity and 0.752 of heat, net of reheating.

    Condensate at 81.32 °C is colder than feedwater at 105 °C: 23.7 K of 4.2 kJ/kg K are 100 kJ/kg,
    100/2774 = 0.036 MWh to reheat, taken from the inlet and given to the condenser's header on
    top. Catches heat that appears from nowhere: electricity/0.95 + heat − reheat = 1.
    """
    results = solved(turbine("exhaust: district heat, capacity: 100 t/h", supply="76.32 degC"))
    steam = flow(results, "turbine: steam to district heat")
    electricity = flow(results, "turbine: electricity") / steam
    reheat = flow(results, "turbine: condensate reheating") / steam
    net = flow(results, "turbine: heat to district heat") / steam - reheat
    close(electricity, [0.236], 5e-4)
    close(net, [0.752], 5e-4)
    close(reheat, [0.036], 5e-4)
    close(electricity / 0.95 + net, [1.0])
    assert {one.header for one in results.operation.flows
            if one.name == "turbine: condensate reheating"} == {"hp steam"}


def test_condensate_is_reheated_from_the_first_extraction_or_where_stated() -> None:
    """With an extraction its header reheats; ``condensate_reheat`` chooses another.

    Catches reheating that is always taken from the dearest steam.
    """
    entry = "extractions: [lp steam], exhaust: district heat, capacity: 10 MW"
    for more, header in (("", "lp steam"), (", condensate_reheat: hp steam", "hp steam")):
        results = solved(turbine(entry + more))
        assert {one.header for one in results.operation.flows
                if one.name == "turbine: condensate reheating"} == {header}


def test_condensate_warmer_than_feedwater_is_not_reheated() -> None:
    """A supply of 104 °C condenses at 109 °C, above 105 °C: nothing to reheat, and no gain either.

    Catches a reheat with the sign turned.
    """
    results = solved(turbine("exhaust: district heat, capacity: 10 MW", supply="104 degC"))
    assert not [one for one in results.operation.flows if "reheating" in one.name]


def test_supply_that_crosses_the_feedwater() -> None:
    """A supply of 104 °C in one hour and 90 °C in the next: reheated in the second alone.

    Catches a row whose coefficient is zero at one step and not at another.
    """
    text = TURBINE.format(turbine="extractions: [lp steam], exhaust: district heat, capacity: 9 MW",
                          lp="5 bar", supply="{profile: dh}", lp_price=1)
    results = solved(park(text + "profiles:\n  dh: {values: [104, 90], unit: degC}\n"))
    reheat = flow(results, "turbine: condensate reheating")
    assert reheat[0] == 0
    assert reheat[1] > 0


def test_capacity_in_mw_is_of_the_electricity_of_all_outlets() -> None:
    """3 MW at 18 % to lp steam and 27 % to the condenser, lp steam at 60 EUR, power at 199 EUR.

    A MWh of steam at 10 EUR earns 0.8·60 = 48 EUR more on the way to lp steam, for 0.18 MWh of the
    capacity: all goes there, 3/0.18 = 16.667 MW. With lp steam at 1 EUR, a MW of capacity earns
    199 − 9.2/0.18 = 147.9 that way and 199 − 10/0.27 = 162.0 by condensing: 11.111 MW.
    Catches a capacity for each outlet, 6 MW together.
    """
    entry = ("extractions: [lp steam], capacity: 3 MW, "
             "yields: {lp steam: {electricity: 18 %, heat: 80 %}, condenser: {electricity: 27 %}}")
    dear, cheap = solved(turbine(entry, lp_price=60)), solved(turbine(entry))
    close(flow(dear, "turbine: steam to lp steam"), [3 / 0.18])
    close(flow(dear, "turbine: heat to lp steam"), [0.8 * 3 / 0.18])
    close(flow(dear, "turbine: steam to condenser"), [0])
    close(flow(cheap, "turbine: steam to condenser"), [3 / 0.27])
    close(flow(cheap, "turbine: electricity"), [3])
    close(limit(cheap, "turbine: capacity"), [199 - 10 / 0.27])


def test_capacity_in_tonnes_is_of_the_inlet_of_all_outlets() -> None:
    """10 t/h are 7.706 MW of steam; condensing earns 0.27·199 − 10 = 43.73 EUR a MWh of it.

    To lp steam it earns 0.18·199 + 0.8 − 10 = 26.62: all condenses, 1 MW more is worth 43.73 EUR.
    Catches a mass flow compared with electricity.
    """
    entry = ("extractions: [lp steam], capacity: 10 t/h, "
             "yields: {lp steam: {electricity: 18 %, heat: 80 %}, condenser: {electricity: 27 %}}")
    results = solved(turbine(entry))
    close(flow(results, "turbine: steam to condenser"), [7.7060], 1e-4)
    close(flow(results, "turbine: electricity"), [2.0806], 1e-4)
    close(limit(results, "turbine: capacity"), [43.73])


def test_single_outlet_is_bounded_by_the_capacity() -> None:
    """5.4 MW at 27 % are 20 MW of steam; selling at 199 EUR, a MW of steam more earns 43.73 EUR.

    Catches a bound that is not divided by the yield.
    """
    results = solved(turbine("capacity: 5.4 MW, yields: {condenser: {electricity: 27 %}}"))
    close(flow(results, "turbine: steam to condenser"), [20])
    close(flow(results, "turbine: electricity"), [5.4])
    close(limit(results, "turbine: steam to condenser at its limit"), [0.27 * 199 - 10])


def test_a_yield_of_zero_is_allowed() -> None:
    """An outlet whose heat nobody counts: 20 MW of steam, 5.4 MW of power, 0 MW of heat.

    Catches a comparison of rows that stumbles over a coefficient of zero.
    """
    results = solved(turbine("extractions: [lp steam], capacity: 5.4 MW, "
                             "yields: {lp steam: {electricity: 27 %, heat: 0 %}}"))
    close(flow(results, "turbine: electricity"), [5.4])
    close(flow(results, "turbine: heat to lp steam"), [0])


def test_operating_cost_is_booked_on_the_electricity() -> None:
    """2 EUR/MWh on 5.4 MW for an hour are 10.80 EUR. Catches a cost on the steam (40 EUR)."""
    results = solved(turbine("capacity: 5.4 MW, yields: {condenser: {electricity: 27 %}}, "
                             "operating_cost: 2 EUR/MWh"))
    close(ledger(results, "turbine", "operating cost"), 10.8)


@pytest.mark.parametrize(("entry", "message"), [
    ("capacity: 5 MW", "needs an outlet"),
    ("extractions: [lp steam, lp steam], capacity: 5 MW", "named twice"),
    ("exhaust: lp steam, capacity: 5 MW, yields: {hp steam: {electricity: 1 %}}",
     "each outlet once; missing: lp steam"),
    ("condenser_pressure: 41 bar, capacity: 5 MW", "of 40 bar cannot expand to 41 bar"),
])
def test_outlets_that_cannot_be_are_refused(entry: str, message: str) -> None:
    """No outlet, one named twice, yields for another, or steam that would be compressed.

    Catches a turbine that makes power of nothing.
    """
    with pytest.raises(ScenarioError, match=message):
        load_text(turbine(entry))


def test_steam_goes_past_a_turbine_that_stands_still() -> None:
    """A by-pass is a unit of its own: it serves while the turbine is out, and when power is cheap.

    40 MW of process steam; the company needs 10 MW at 5 bar, the city takes 20 MW of district heat
    for 30 EUR/MWh. In the first hour the turbine is out: both go past it. In the second power is
    worth 100 EUR/MWh and all the heat comes from its end. In the third it is worth −50: past it
    again. Catches a let-down or an exchanger that hangs on the turbine.
    """
    results = solved(park("""
headers:
  electricity: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 80 degC, return: 45 degC}
profiles:
  power: {values: [100, 100, -50], unit: EUR/MWh}
units:
  plant: {kind: process_heat, to: hp steam, available: 40 MW}
  turbine: {kind: steam_turbine, from: hp steam, extractions: [lp steam], exhaust: district heat,
            capacity: 20 MW, yields: {lp steam: {electricity: 10 %, heat: 90 %},
            district heat: {electricity: 20 %, heat: 80 %}},
            outages: [{from: 2019-01-01T00:00, to: 2019-01-01T01:00}]}
  lp by-pass: {kind: let_down, from: hp steam, to: lp steam, capacity: 20 MW}
  heat by-pass: {kind: heat_exchanger, from: hp steam, to: district heat, capacity: 20 MW}
contracts:
  grid: {kind: electricity, energy_price: {profile: power}, sell_at: {profile: power}}
  city: {kind: heat_sale, header: district heat, price: 30 EUR/MWh, at_most: 20 MW}
companies:
  works: {demands: {lp steam: 10 MW}}
""", hours=3))
    close(flow(results, "lp by-pass: steam out"), [10, 0, 10])
    close(flow(results, "heat by-pass: heat given"), [20, 0, 20])
    close(flow(results, "turbine: electricity"), [0, 10 / 9 + 5, 0])
