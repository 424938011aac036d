"""Steam and water against the published verification values of IAPWS-IF97, and by hand."""

from __future__ import annotations

import math

import numpy as np
import pytest

from ipos_energy.park.headers import Feedwater, SteamNetwork
from ipos_energy.park.steam import (
    SteamError,
    expand,
    lorenz_cop,
    saturation_pressure,
    saturation_temperature,
    steam_state,
    water_enthalpy,
)
from tests.helpers import close


@pytest.mark.parametrize(("bar", "kelvin"), [
    (1, 372.755919), (10, 453.035632), (100, 584.149488),
])
def test_boiling_point(bar: float, kelvin: float) -> None:
    """IF97, table 36 (saturation temperatures at 0.1, 1 and 10 MPa). Catches MPa taken for bar."""
    close(saturation_temperature(bar) + 273.15, kelvin, 1e-8)


@pytest.mark.parametrize(("kelvin", "megapascal"), [
    (300, 0.00353658941), (500, 2.63889776), (600, 12.3443146),
])
def test_boiling_pressure(kelvin: float, megapascal: float) -> None:
    """IF97, table 35 (saturation pressures). Catches kelvin taken for °C."""
    close(saturation_pressure(kelvin - 273.15) / 10, megapascal, 1e-7)


@pytest.mark.parametrize(("bar", "kelvin", "enthalpy", "entropy"), [
    (0.035, 300, 2549.91145, 8.52238967), (0.035, 700, 3335.68375, 10.1749996),
    (300, 700, 2631.49474, 5.17540298),
])
def test_superheated_steam(bar: float, kelvin: float, enthalpy: float, entropy: float) -> None:
    """IF97, table 15 (region 2). Catches a swapped enthalpy and entropy."""
    state = steam_state(bar, kelvin - 273.15)
    close([state.enthalpy, state.entropy], [enthalpy, entropy], 1e-7)


def test_saturated_steam_and_feedwater() -> None:
    """Steam tables: 2748.1 kJ/kg and 151.8 °C at 5 bar; water of 105 °C has 440.2 kJ/kg.

    A tonne at 5 bar holds (2748.1 − 440.2)/3600 = 0.6411 MWh. Catches the enthalpy of the liquid.
    """
    state = steam_state(5)
    assert state.enthalpy == pytest.approx(2748.1, abs=0.1)
    assert state.temperature_c == pytest.approx(151.83, abs=0.01)
    assert water_enthalpy(105) == pytest.approx(440.2, abs=0.1)
    header = SteamNetwork(medium="steam", pressure=5.0, temperature=None)
    assert header.energy_mwh_per_t(Feedwater()) == pytest.approx(0.6411, abs=1e-4)


@pytest.mark.parametrize(("bar", "celsius", "message"), [
    (40, 200, "200 °C at 40 bar is water, not steam: it boils at 250.4 °C"),
    (40, 2500, "the steam tables end below"),
])
def test_states_that_are_no_steam(bar: float, celsius: float, message: str) -> None:
    """Below the boiling point or beyond the tables. Catches an enthalpy of −1 that is used."""
    with pytest.raises(SteamError, match=message):
        steam_state(bar, celsius)


def test_expansion_conserves_energy() -> None:
    """Work of the blades and heat in the exhaust are all of the inlet: e/0.95 + q = 1.

    Catches a mechanical loss that is subtracted from the heat.
    """
    inlet = steam_state(40, 400)
    found = expand(inlet, np.array([10.0, 0.5, 10.0]), 0.8, 0.95, water_enthalpy(105))
    close(found.electricity / 0.95 + found.heat, [1, 1, 1])
    assert found.electricity[0] == found.electricity[2] < found.electricity[1]


def test_steam_does_not_expand_upwards() -> None:
    """From 40 bar to 40 bar is refused. Catches a negative yield."""
    with pytest.raises(SteamError, match="cannot expand to 40 bar"):
        expand(steam_state(40, 400), np.array([1.0, 40.0]), 0.8, 0.95, 440.0)


def test_lorenz_cop_at_constant_temperatures_is_carnots() -> None:
    """Sink 80 °C, source 7 °C, both constant: 353.15/73 = 4.838. Catches 0/0 in the mean."""
    eighty, seven = np.array([80.0]), np.array([7.0])
    close(lorenz_cop(seven, seven, eighty, eighty), [353.15 / 73])


def test_lorenz_cop_of_ranges() -> None:
    """Sink 50 → 80 °C, source 35 → 25 °C: log means 337.93 and 303.12 K, COP 9.708.

    A source as warm as the sink needs no pump: infinite. Catches an arithmetic mean by 1e-4.
    """
    one = np.ones(1)
    sink, source = 30 / math.log(353.15 / 323.15), 10 / math.log(308.15 / 298.15)
    close(lorenz_cop(35 * one, 25 * one, 80 * one, 50 * one), [sink / (sink - source)], 1e-12)
    assert np.isinf(lorenz_cop(80 * one, 50 * one, 80 * one, 50 * one)).all()
