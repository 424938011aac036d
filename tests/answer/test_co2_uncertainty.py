"""The spread of the avoided CO2 within the ranges of the factors."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.co2.uncertainty import Uncertain, spread, triangular
from tests.answer.test_co2_accounts import emissions_with
from tests.answer.test_co2_by_hand import PARK
from tests.helpers import close, solved


def uncertain(weight: float, low: float = 0.1, value: float = 0.2, high: float = 0.3) -> Uncertain:
    """A factor with its weight in MWh."""
    return Uncertain("a factor", value, low, high, weight)


def test_one_factor_by_hand() -> None:
    """Proves P5, P50 and P95 of 10 + 100·f, f triangular from 0.1 over 0.2 to 0.3.

    P5 = 10 + 100·(0.1 + √(0.05·0.2·0.1)) = 23.16, P50 = 30, P95 = 36.84. Catches a uniform or
    normal distribution (P5 of a uniform one: 21).
    """
    found = spread(10.0, [uncertain(100.0)], 4000, 1)
    close([found.p5_t, found.p50_t, found.p95_t, found.mean_t], [23.1623, 30.0, 36.8377, 30.0],
          1e-3)


def test_shares_of_the_variance() -> None:
    """Proves c²·Var(f)/Σ: weights of 100 and −300 MWh on equal ranges carry 1 and 9 tenths.

    The variance of the samples is (100² + 300²)·0.2²/24 = 166.7. Catches |c| in place of c².
    """
    found = spread(0.0, [uncertain(100.0), uncertain(-300.0)], 4000, 1)
    assert [one.variance_share for one in found.factors] == pytest.approx([0.1, 0.9])
    assert found.main_factor is not None
    assert found.main_factor.weight_mwh == -300.0
    half_width = np.sqrt(166.67) * 1.5
    assert found.p95_t - found.p5_t == pytest.approx(2 * half_width, rel=0.1)


def test_a_skewed_triangle() -> None:
    """Proves the inverse: the mode 0.1 of 0 to 1 lies above a share of 0.1, ends are the ends."""
    close(triangular(np.array([0.0, 0.1, 1.0]), 0.0, 0.1, 1.0), [0.0, 0.1, 1.0])
    close(triangular(np.array([0.3]), 0.2, 0.2, 0.2), [0.2])


def test_the_seed_decides() -> None:
    """Proves that the same seed gives the same figures, and another one others."""
    one, again, other = (spread(0.0, [uncertain(100.0)], 500, seed) for seed in (1, 1, 2))
    assert one == again
    assert one.p5_t != other.p5_t


def test_the_park_by_hand() -> None:
    """Proves weights: heat 2 MWh between pellets and peat, power as scaled, fuel as burnt.

    Own boilers take 4/0.8 + 2/0.9 + 3/0.9 = 10.5556 MWh; the park's gas has another factor and
    stays. Power: (0.8 + 0.04 − 0.45)/0.2 = 1.95 MWh at the mean of 200 kg/MWh, sold power apart.
    """
    found = solved(PARK).co2_account.uncertainty
    (heat,) = found.factors
    assert heat.weight_mwh == pytest.approx(2.0)
    assert (heat.low, heat.high) == pytest.approx((0.015 / 0.88, 0.4))
    assert found.held_fixed == ("natural gas", "grid electricity", "power sold")
    ranged = PARK.replace("sold: 50 kg/MWh, scope: direct",
                          "sold: 50 kg/MWh, low: 100 kg/MWh, high: 300 kg/MWh")
    power, _ = solved(ranged).co2_account.uncertainty.factors
    assert power.weight_mwh == pytest.approx(1.95)


def test_the_parks_fuel_moves_with_the_reference() -> None:
    """Proves that gas of the same factor counts on both sides: 10.5556 − 4 = 6.5556 MWh."""
    text = PARK.replace("fuel_factor: 200 kg/MWh, ", "").replace(
        "emission_factor: 250 kg/MWh", "emission_factor: 201.96 kg/MWh")
    fuel, _ = solved(text).co2_account.uncertainty.factors
    assert fuel.name == "natural gas"
    assert fuel.weight_mwh == pytest.approx(4 / 0.8 + 5 / 0.9 - 4)


def test_samples_and_seed_are_stated() -> None:
    """Proves that the scenario's choice is used and written."""
    found = solved(emissions_with("uncertainty: {samples: 200, seed: 7}")).co2_account.uncertainty
    assert (found.samples, found.seed) == (200, 7)
