"""Joint emissions shared between carriers by six methods, then between companies by hour."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.co2.allocation import (
    Carrier,
    shared,
    steam_exergy,
    water_exergy,
)
from ipos_energy.answer.co2.carriers import incremental
from ipos_energy.answer.results import Results
from ipos_energy.park.carbon_accounts import Allocation, Method
from ipos_energy.park.load import load_text
from ipos_energy.park.series import FloatArray
from ipos_energy.park.steam import saturation_pressure, steam_state
from tests.answer.test_co2_by_hand import PARK
from tests.helpers import close, solved


def carrier(medium: str, *energy: float, exergy: float = 1.0) -> Carrier:
    """A carrier with its energy at each step, in MW."""
    return Carrier(medium, medium, np.array(energy), np.full(len(energy), exergy))


def share_by(method: Method, emitted: list[float], carriers: list[Carrier]) -> FloatArray:
    """Emissions of each carrier over all steps of one hour, with 200 kg/MWh for the power bonus."""
    factor = np.full(len(emitted), 0.2)
    parts = shared(np.array(emitted), carriers, method, Allocation(), factor, 1.0)
    close(parts.sum(axis=0), emitted)
    total: FloatArray = parts.sum(axis=1)
    return total


def test_energy_method() -> None:
    """Proves 8.3 / 20 / 5 / 66.7 % for 50 electricity, 120 steam, 30 hot water, 400 heat."""
    found = share_by("energy", [100.0], [carrier("electricity", 50), carrier("steam", 120),
                                         carrier("hot water", 30), carrier("district heat", 400)])
    close(found, [8.333333, 20.0, 5.0, 66.666667])


def test_exergy_of_water() -> None:
    """Proves 0.177 for 90/48 °C at 8 °C, and the limit 1 − 281.15/363.15 = 0.2258 for 90/90 °C.

    Catches temperatures in °C, an arithmetic mean (0.1813), and 0/0 where supply equals return.
    """
    supply, back = np.array([90.0, 90.0]), np.array([48.0, 90.0])
    close(water_exergy(supply, back, 8.0), [0.1773, 0.22580], 1e-3)


def test_exergy_of_cold_water() -> None:
    """Proves that cold at −20/−10 °C carries T0/T_mean − 1 = 281.15/258.12 − 1 = 0.0892.

    Chilled water of 10/16 °C, warmer than the surroundings of 8 °C, carries none. Catches cold
    counted as negative.
    """
    found = water_exergy(np.array([-20.0, 10.0]), np.array([-10.0, 16.0]), 8.0)
    close(found, [0.0892, 0.0], 1e-3)


def test_exergy_of_steam() -> None:
    """Proves 0.372 for steam saturated at 180 °C to condensate at 105 °C, with 8 °C around it.

    A log-mean temperature, wrong for condensing steam, would give 0.322.
    """
    state = steam_state(saturation_pressure(180.0))
    assert steam_exergy(state, 105.0, 8.0) == pytest.approx(0.372, abs=5e-4)


@pytest.mark.parametrize(("method", "energies"), [
    ("exergy", (80.0, 20.0)), ("alternative production", (90.0, 39.0)),
    ("efficiency", (80.0, 35.0)),
])
def test_weighted_methods(method: Method, energies: tuple[float, float]) -> None:
    """Proves each weight: these energies share evenly, as 80·0.25 = 20, 90/0.9 = 39/0.39, ….

    Catches an efficiency multiplied instead of divided, or heat and power swapped.
    """
    heat, power = energies
    found = share_by(method, [10.0], [carrier("steam", heat, exergy=0.25),
                                      carrier("electricity", power)])
    close(found, [5.0, 5.0])


def test_power_bonus() -> None:
    """Proves P·f = 20·0.2 = 4 t for power, and the rest by energy: (10 − 4)·30/40 = 4.5 and 1.5 t.

    With 1 t emitted the heats bear 1 − 4 = −3 t, −2.25 and −0.75.
    """
    carriers = [carrier("electricity", 20), carrier("steam", 30), carrier("hot water", 10)]
    close(share_by("power bonus", [10.0], carriers), [4.0, 4.5, 1.5])
    close(share_by("power bonus", [1.0], carriers), [4.0, -2.25, -0.75])


def test_steps_without_delivery_follow_the_horizon() -> None:
    """Proves that 3 t emitted while nothing is delivered are shared 2 : 1, as all deliveries are.

    Catches emissions that vanish in such a step, and 0/0.
    """
    close(share_by("energy", [3.0, 3.0], [carrier("steam", 2, 0), carrier("hot water", 1, 0)]),
          [4.0, 2.0])


@pytest.fixture(scope="module")
def results() -> Results:
    """The park of the calculation by hand, solved and audited."""
    return solved(PARK)


def test_joint_emissions_by_hand(results: Results) -> None:
    """Proves E = 4 MWh·0.25 + 0.5·3·0.3 = 1 + 0.45 t: gas burnt, and power at its hour's factor."""
    joint = results.co2_account.allocation
    assert joint.fuel_burnt_t == pytest.approx(1.0)
    assert joint.power_bought_t == pytest.approx(0.45)


def test_companies_bear_their_use_by_hour(results: Results) -> None:
    """Proves the CO2 of each user by the energy method, hour by hour.

    E is 0.5 and 0.95 t, delivered are 13 and 16 MW: electricity 2 and 5 (dairy 1 and 5, sold 1 and
    0), steam 6 (dairy 4), hot water 3, district heat 2. Dairy: 0.5·(1 + 4)/13 + 0.95·(5 + 4)/16.
    Catches yearly shares in place of hourly ones: dairy would bear 14/29 of 1.45 t.
    """
    users = {one.user: one.emissions_t for one in
             results.co2_account.allocation.by("energy").users}
    assert users == {
        "dairy": pytest.approx(0.5 * 5 / 13 + 0.95 * 9 / 16),
        "foundry": pytest.approx(0.5 * 5 / 13 + 0.95 * 5 / 16),
        "city": pytest.approx(0.5 * 2 / 13 + 0.95 * 2 / 16),
        "grid": pytest.approx(0.5 * 1 / 13),
    }


@pytest.mark.parametrize(
    "method", ["energy", "exergy", "alternative production", "efficiency", "power bonus"])
def test_shares_sum_to_one(results: Results, method: str) -> None:
    """Proves that carriers bear all of it in each method, and users all that their carriers do."""
    allocated = results.co2_account.allocation.by(method)
    assert sum(one.share for one in allocated.carriers if one.share is not None) == pytest.approx(1)
    assert sum(one.emissions_t for one in allocated.users) == pytest.approx(1.45)


def test_the_chosen_method_is_the_one_by_step(results: Results) -> None:
    """Proves that the table by step holds the chosen method: steam 0.5·6/13 and 0.95·6/16 t."""
    borne = {one.owner: one.values for one in results.co2_by_step}
    close(borne["joint process"], [0.5, 0.95])
    close(borne["steam"], [0.5 * 6 / 13, 0.95 * 6 / 16])
    text = PARK.replace("claimed: 10 t", "claimed: 10 t\n  allocation: {method: power bonus}")
    bonus = {one.owner: one.values for one in solved(text).co2_by_step}
    close(bonus["electricity"], [0.5 * 2 * 0.1, 0.5 * 5 * 0.3])


def test_incremental_method(results: Results) -> None:
    """Proves E(with) − E(without): without hot water no gas is burnt, so it adds 4·0.25 = 1 t."""
    without = solved(PARK.replace("{steam: 2 MW, hot water: 3 MW}", "{steam: 2 MW}"))
    added = incremental(results.co2_account.allocation, without.co2_account.allocation)
    assert (added.with_t, added.without_t) == pytest.approx((1.45, 0.45))
    assert added.added_t == pytest.approx(1.0)


def test_emissions_that_are_not_borne_are_seen(results: Results) -> None:
    """Proves that the audit objects where users bear less than is emitted."""
    account = results.co2_account
    first, *others = account.allocation.methods
    bent = replace(first, users=first.users[1:])
    account = replace(account, allocation=replace(account.allocation, methods=(bent, *others)))
    checks = audited(load_text(PARK), replace(results, co2_account=account)).checks
    assert [check.statement for check in checks if not check.passed] == [
        "users together bear what is emitted (energy)"]
