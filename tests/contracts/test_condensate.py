"""Condensate and make-up water, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.mathematics.build import build
from ipos_energy.park.load import load_text
from ipos_energy.park.steam import steam_state, water_enthalpy
from tests.contracts.bent import unseen
from tests.helpers import close, flow, park, quantity, solved
from tests.plain import assert_same_program

DAIRY = """
feedwater: {{temperature: 105 degC, {feedwater}}}
headers:
  gas: {{medium: fuel}}
  mp steam: {{medium: steam, pressure: 10 bar}}
  lp steam: {{medium: steam, pressure: 5 bar}}
  hot water: {{medium: water, supply: 80 degC, return: 50 degC}}
units:
  boiler: {{kind: boiler, fuel: gas, to: lp steam, capacity: 50 MW, efficiency: 80 %}}
  mp boiler: {{kind: boiler, fuel: gas, to: mp steam, capacity: 50 MW, efficiency: 80 %}}
  exchanger: {{kind: heat_exchanger, from: lp steam, to: hot water, capacity: 9 MW}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  dairy: {{demands: {{{demands}}}, {dairy}}}
  other: {{demands: {{lp steam: 1 MW, mp steam: 1 MW, hot water: 1 MW}}}}
"""
HEATED = "heated_from: lp steam"
STEAM = "lp steam: 10 MW, mp steam: 5 MW"
RETURNED = "condensate: {returned: 80 %, temperature: 90 degC}"


def dairy(condensate: str = RETURNED, feedwater: str = HEATED, demands: str = STEAM) -> str:
    """A dairy and its neighbour on two boilers, over two hours."""
    return park(DAIRY.format(dairy=condensate, feedwater=feedwater, demands=demands), hours=2)


def test_masses_and_heat_close() -> None:
    """5 bar: 2748.1 kJ/kg, 10 bar: 2777.1, feedwater 440.2: 15.60 and 7.70 t/h, 23.30 in all.

    18.64 t/h come back at 90 °C (377.0 kJ/kg), 4.66 t/h of water at 10 °C (42.0) make up the rest.
    Heating takes 18.64·63.2 + 4.66·398.2 kJ: 0.843 MW of lp steam, which the boiler gives besides.
    Catches a share of the energy in place of the mass, and make-up water that comes warm.
    """
    results = solved(dairy())
    steam = (10 * 3600 / (steam_state(5).enthalpy - water_enthalpy(105))
             + 5 * 3600 / (steam_state(10).enthalpy - water_enthalpy(105)))
    close(steam, 23.30, 1e-3)
    close(quantity(results, "dairy: condensate returned"), [0.8 * steam] * 2)
    close(quantity(results, "dairy: make-up water"), [0.2 * steam] * 2)
    close(flow(results, "dairy: feedwater heating"), [0.843] * 2, 1e-3)
    close(flow(results, "boiler: heat"), 12 + flow(results, "dairy: feedwater heating"))


def test_nothing_is_counted_where_nothing_is_stated() -> None:
    """The company beside it states no condensate: 1 MW stays 1 MW, without masses or heating.

    Catches a feedwater that is heated for everybody.
    """
    results = solved(dairy(""))
    assert {one.label for one in results.operation.flows if one.owner in ("dairy", "other")} == {
        "lp steam", "mp steam", "hot water"}
    assert not results.operation.quantities


def test_the_figures_tell_steam_from_the_heat_for_its_feedwater() -> None:
    """A boiler alone would heat the same feedwater, at 90 %: 17.843 MW of steam, 1 of hot water.

    The park's boilers burn at 80 % and 0.2 t/MWh, the reference's at 201.96 kg/MWh. Catches a park
    that is blamed for feedwater which the reference gets for nothing.
    """
    results = solved(dairy())
    heating = flow(results, "dairy: feedwater heating")[0]
    lines = {line.label: line.avoided_t for line in results.co2.lines}
    close(lines["steam"], 2 * (17 + heating) / 0.9 * 0.20196)
    close(lines["fuel burnt"], -2 * (18 + heating) / 0.8 * 0.2)


def test_hot_condensate_flashes_and_heats_the_make_up_water() -> None:
    """Half comes back at 140 °C (589.2 kJ/kg): 0.5·589.2 + 0.5·42.0 = 315.6, 124.6 below feedwater.

    Catches condensate whose heat above the feedwater is thrown away.
    """
    results = solved(dairy("condensate: {returned: 50 %, temperature: 140 degC}"))
    close(flow(results, "dairy: feedwater heating"), [23.30 * 124.6 / 3600] * 2, 1e-3)


def flashing(returned: str, temperature: str = "175 degC") -> dict[str, str]:
    """A dairy that takes 5 MW at 10 bar, whose condensate flashes into the header of 5 bar."""
    return {"demands": "mp steam: 5 MW", "condensate": f"condensate: {{returned: {returned}, "
            f"temperature: {temperature}, flashes_to: lp steam}}"}


def test_flash_steam_is_a_flow_into_the_lower_header() -> None:
    """7.70 t/h; half comes back at 175 °C (741.1 kJ/kg), 5 bar: 640.2 boiling, 2748.1 dry steam.

    100.9/2107.9 = 4.79 % of 3.85 t/h flash: 0.184 t/h, counted from feedwater 0.118 MW, and the
    lp boiler gives as much less. 3.67 t/h reach the tank with 640.2, 3.85 t/h of make-up water
    with 42.0: heating 3.85·398.2 − 3.67·200.0 kJ = 0.222 MW. That is 0.104 MW more than is given
    back, as much as the condensate would take that flashes in the tank alone: energy closes.
    Catches flash steam that is energy from nowhere, and its mass counted twice.
    """
    results = solved(dairy(**flashing("50 %")))
    flash = flow(results, "dairy: flash steam")
    heating = flow(results, "dairy: feedwater heating")
    close(flash, [0.1182] * 2, 2e-3)
    close(heating, [0.2224] * 2, 2e-3)
    close(quantity(results, "dairy: condensate returned"), [3.667] * 2, 1e-3)
    close(quantity(results, "dairy: make-up water"), [3.851] * 2, 1e-3)
    close(flow(results, "boiler: heat"), 2 + heating - flash)
    straight = flashing("50 %")["condensate"].replace(", flashes_to: lp steam", "")
    whole = solved(dairy(straight, demands="mp steam: 5 MW"))
    close(heating - flash, flow(whole, "dairy: feedwater heating"))
    close(results.operation.objective, whole.operation.objective)


def test_the_figures_are_those_without_flashing() -> None:
    """Cost and avoided CO2 with and without a flash vessel agree where all its heat is used.

    Catches a reference that pays for heat which a company alone would get from its condensate.
    """
    straight = flashing("50 %")["condensate"].replace(", flashes_to: lp steam", "")
    with_it = solved(dairy(**flashing("50 %")))
    without = solved(dairy(straight, demands="mp steam: 5 MW"))
    close(with_it.co2.avoided_t, without.co2.avoided_t)


def test_heat_that_the_make_up_water_cannot_take_boils_off() -> None:
    """80 % back: 0.762 t at 640.2 bring 152.3 kJ, the rest takes 79.6 kJ: 72.7 kJ too many.

    They boil 72.7/(2683.4 − 42.0) = 0.0275 t off, which make-up water replaces: 0.212 t/h vented
    and 1.752 t/h of make-up water. Catches a tank that is heated below zero, or that loses mass.
    """
    results = solved(dairy(**flashing("80 %")))
    assert "feedwater heating" not in {one.label for one in results.operation.flows}
    close(quantity(results, "dairy: vented from the feedwater tank"), [0.212] * 2, 3e-3)
    close(quantity(results, "dairy: make-up water"), [1.752] * 2, 1e-3)
    close(flow(results, "dairy: flash steam"), [0.1891] * 2, 2e-3)


@pytest.mark.parametrize("returned", ["50 %", "80 %"])
def test_every_number_of_flashing_is_checked(returned: str) -> None:
    """Flash steam, condensate or vent off by 1: an objection. Both matrices are equal."""
    text = dairy(**flashing(returned))
    assert_same_program(build(load_text(text)))
    assert unseen(text, "dairy") == []


def test_both_matrices_are_equal_and_every_number_is_checked() -> None:
    """Masses and heating off by 1: the company objects. Catches a balance that nobody closes."""
    text = dairy(f"{RETURNED}, flexible: {{lp steam: {{shiftable: 20 %, within: 1 h}}}}")
    assert_same_program(build(load_text(text)))
    assert unseen(text, "dairy") == []


@pytest.mark.parametrize(("entry", "message"), [
    ({"feedwater": ""}, "nothing heats the feedwater"),
    ({"demands": "hot water: 2 MW"}, "takes no steam"),
    ({"condensate": "condensate: {returned: 80 %, temperature: 160 degC}"},
     r'condensate of "lp steam" is at most 151\.8 °C warm, not 160 °C'),
    ({"condensate": "condensate: {returned: 100 %, temperature: 140 degC}"},
     "brings more heat than the make-up water needs"),
    (flashing("80 %", "150 degC"), "nothing flashes from condensate of 150 °C"),
    (flashing("80 %") | {"condensate": "condensate: {returned: 80 %, temperature: 175 degC, "
                         "flashes_to: hot water}"}, "needed here is steam"),
    ({"feedwater": "heated_from: hot water"}, "needed here is steam"),
])
def test_condensate_that_cannot_be_is_refused(entry: dict[str, str], message: str) -> None:
    """Catches water hotter than it boils at, heat from nowhere, and condensate of no steam."""
    with pytest.raises(ScenarioError, match=message):
        load_text(dairy(**entry))


def test_flash_steam_does_not_enter_a_superheated_header() -> None:
    """It is saturated, and so its mass and energy would not be those of the header's steam."""
    text = dairy(**flashing("50 %")).replace("pressure: 5 bar}", "pressure: 5 bar, "
                                             "temperature: 200 degC}")
    with pytest.raises(ScenarioError, match='"lp steam" is superheated to 200 °C'):
        load_text(text)
