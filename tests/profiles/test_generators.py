"""Generators: what they promise about years, weeks, steps and statistics."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ipos_energy.park.profiles.generator import persistent_noise
from tests.profiles.reader import SHARED_DATA, Reader, horizon

OUTDOOR: dict[str, Any] = {"generate": "temperature", "mean": "9 degC", "seed": 3}
CURVE: dict[str, Any] = {
    "generate": "heating_curve", "temperature": {"profile": "outdoor"},
    "cold": {"outdoor": "-10 degC", "supply": "95 degC"},
    "warm": {"outdoor": "10 degC", "supply": "70 degC"},
}
HEAT: dict[str, Any] = {
    "generate": "heating_degrees", "temperature": {"profile": "outdoor"},
    "yearly_energy": "1100 GWh", "flat_share": "30 %", "inertia": "24 h",
}
SEASONAL: dict[str, Any] = {
    "generate": "seasonal", "mean": "5.2 MW", "season": "20 %", "weekend": "40 %",
    "day": "day shift", "noise": "15 %",
}
PRICE: dict[str, Any] = {
    "generate": "electricity_price", "mean": "39.8 EUR/MWh", "standard_deviation": "11.3 EUR/MWh",
    "seed": 4,
}
EVERY: dict[str, dict[str, Any]] = {
    "seasonal": SEASONAL,
    "cosine": {**SEASONAL, "day": "cosine", "noise_shape": "normal", "at_least": "0.5 MW"},
    "temperature": OUTDOOR,
    "heating degrees": HEAT,
    "heating curve": CURVE,
    "price": PRICE,
    "price within limits": {**PRICE, "at_least": "0 EUR/MWh", "at_most": "80 EUR/MWh"},
    "clipped": {"generate": "clipped", "of": {"profile": "load"}, "times": 0.9, "at_most": "60 MW"},
}


@pytest.mark.parametrize("kind", EVERY)
def test_a_week_equals_that_week_of_the_year(read: Reader, kind: str) -> None:
    """Proves that steps of a short horizon have exactly the numbers of the full year's run.

    Catches noise or a normalisation that starts at the horizon instead of 1 January. The week
    holds the doubled hour of 27 October: 169 h; it starts 7190 h after local New Year: 299 days to
    27 October less 3 days is day 296, 24·296 = 7104 h, less the hour lost in spring: 7103.
    """
    others = {"outdoor": OUTDOOR, "load": HEAT}
    year = read.values(EVERY[kind], horizon(), **others)
    week = read.values(EVERY[kind], horizon("2019-10-24", "2019-10-31"), **others)
    assert len(week) == 169
    np.testing.assert_array_equal(week, year[7103:7103 + 169])


@pytest.mark.parametrize("kind", EVERY)
def test_quarter_hours_repeat_the_hour(read: Reader, kind: str) -> None:
    """Proves that the step's length changes no energy: each hour's value stands four times.

    Catches noise made per step, or an interpolation that shifts hours.
    """
    others = {"outdoor": OUTDOOR, "load": HEAT}
    hours = read.values(EVERY[kind], horizon("2019-03-30", "2019-04-02"), **others)
    quarters = read.values(EVERY[kind], horizon("2019-03-30", "2019-04-02", 0.25), **others)
    assert len(hours) == 71
    np.testing.assert_array_equal(quarters, np.repeat(hours, 4))


def test_long_steps_average_the_hours(read: Reader) -> None:
    """Proves that a step of 6 h is the mean of its hours. Catches sampling the first hour only."""
    hours = read.values(PRICE, horizon("2019-02-01", "2019-02-03"))
    long = read.values(PRICE, horizon("2019-02-01", "2019-02-03", 6.0))
    np.testing.assert_allclose(long, hours.reshape(8, 6).mean(axis=1), rtol=1e-12)


def test_seasonal_mean_and_shape(read: Reader) -> None:
    """Proves the shape factors without noise, by hand.

    Weekday working hour : weekday night : weekend working hour = 1 : 0.5 : 0.4. Tuesday 1 January
    2019 at 06:00, 07:00 and 15:00 and 16:00; Saturday 5 January at 10:00. Catches a shift in hours,
    a weekend on the wrong days and a mean that is not that of the year.
    """
    entry = {**SEASONAL, "season": 0, "noise": 0}
    values = read.values(entry, horizon())
    working = values[10]
    assert values.mean() == pytest.approx(5.2, rel=1e-12)
    np.testing.assert_allclose(values[[6, 7, 15, 16, 4 * 24 + 10]] / working,
                               [0.5, 1, 1, 0.5, 0.4])


def test_working_hours_follow_summer_time(read: Reader) -> None:
    """Proves that shifts start at 07:00 on the local clock in July too.

    Catches shapes made on UTC or standard time, one hour late in summer.
    """
    entry = {**SEASONAL, "season": 0, "noise": 0}
    day = read.values(entry, horizon("2019-07-01", "2019-07-02"))
    assert day[7] == pytest.approx(2 * day[6])
    assert day[15] == pytest.approx(2 * day[16])


def test_season_peaks_on_the_stated_day(read: Reader) -> None:
    """Proves 1 + 0.2·cos: 1.2 on day 20, 0.8 half a year later. Catches a season in antiphase."""
    values = read.values({"generate": "seasonal", "mean": "1 MW", "season": "20 %"}, horizon())
    assert values.argmax() // 24 == 19
    assert values.max() == pytest.approx(1.2, abs=1e-4)
    assert values.min() == pytest.approx(0.8, abs=1e-4)


def test_limits_carry_their_own_unit(read: Reader) -> None:
    """Proves that ``1900 kW`` limits a profile in MW at 1.9. Catches a limit of 1900 MW."""
    values = read.values({**SEASONAL, "at_least": "1900 kW", "at_most": "8 MW"}, horizon())
    assert values.min() == pytest.approx(1.9)
    assert values.max() == 8.0


def test_seed_defaults_to_the_name(read: Reader) -> None:
    """Proves that two profiles without a seed differ, and that an equal seed makes them equal.

    Catches twenty companies whose noise peaks in the same hours.
    """
    same = {**SEASONAL, "seed": 1}
    profiles, _ = read.everything(
        {"a": SEASONAL, "b": SEASONAL, "c": same, "d": same}, horizon("2019-01-01", "2019-01-08")
    )
    assert not np.allclose(profiles["a"].values, profiles["b"].values)
    np.testing.assert_array_equal(profiles["c"].values, profiles["d"].values)


def test_years_have_their_own_noise(read: Reader) -> None:
    """Proves that a horizon over New Year joins two years, each as in its own run.

    Catches one normalisation over both. 31 December 2019 is 24 h, 1 January 2020 is 24 h.
    """
    both = read.values(PRICE, horizon("2019-12-31", "2020-01-02"))
    old = read.values(PRICE, horizon("2019-12-31", "2020-01-01"))
    new = read.values(PRICE, horizon("2020-01-01", "2021-01-01"))
    assert len(new) == 8784
    np.testing.assert_array_equal(both, np.concatenate([old, new[:24]]))


def test_price_meets_its_statistics_within_limits(read: Reader) -> None:
    """Proves mean 39.8, deviation 11.3 and both limits for the year, two peaks, cheaper weekends.

    Catches a clip that pulls the mean away from what was stated.
    """
    values = read.values(
        {**PRICE, "at_least": "0.12 EUR/MWh", "at_most": "70 EUR/MWh"}, horizon(zone="UTC")
    )
    assert values.mean() == pytest.approx(39.8, abs=0.05)
    assert values.std() == pytest.approx(11.3, abs=0.05)
    assert values.min() >= 0.12
    assert values.max() == 70.0
    hours = values.reshape(365, 24).mean(axis=0)
    assert hours[8] > hours[13] > hours[3]
    assert hours[18] > hours[13]


def test_impossible_price_statistics_are_refused(read: Reader) -> None:
    """Proves that no wrong statistics pass silently: 39..41 cannot have a deviation of 11.3."""
    error = read.error({**PRICE, "at_least": "39 EUR/MWh", "at_most": "41 EUR/MWh"}, horizon())
    assert error.field == "standard_deviation"


def test_heating_degrees_by_hand(read: Reader) -> None:
    """Proves 30 % flat and 70 % by degrees below 17 °C, with the year's energy exact.

    The file is 16 °C for 4380 h and 20 °C for 4380 h of a UTC year: degrees 1 and 0, sum 4380.
    876 GWh: flat 0.3·876000/8760 = 30 MW; heating 0.7·876000/4380 = 140 MW. So 170 and 30 MW.
    Catches energy in GW instead of MW and a share taken of the wrong part.
    """
    rows = "\n".join(f"{hour},{16 if hour < 4380 else 20}" for hour in range(8760))
    read.write("hour_of_year,temperature [degC]\n" + rows)
    entry = {"generate": "heating_degrees", "temperature": {"profile": "t"},
             "yearly_energy": "876 GWh"}
    values = read.values(entry, horizon(zone="UTC"), t={"file": "data.csv"})
    assert values.sum() == pytest.approx(876_000)
    np.testing.assert_allclose(values[[0, 4379, 4380, 8759]], [170, 170, 30, 30])


def test_inertia_is_the_mean_of_the_past(read: Reader) -> None:
    """Proves that a building feels the mean of the last hours, the present one included.

    One hour at 13 °C (hour 10) among 17 °C and an inertia of 4 h: 1/4 of the heat in each of hours
    10 to 13. Catches a centred mean and one that looks ahead.
    """
    rows = "\n".join(f"{hour},{13 if hour == 10 else 17}" for hour in range(8760))
    read.write("hour_of_year,temperature [degC]\n" + rows)
    entry = {**HEAT, "temperature": {"profile": "t"}, "flat_share": 0, "inertia": "4 h",
             "yearly_energy": "400 MWh"}
    values = read.values(entry, horizon(zone="UTC"), t={"file": "data.csv"})
    np.testing.assert_allclose(values[8:16], [0, 0, 100, 100, 100, 100, 0, 0], atol=1e-6)


def test_heating_curve_is_clamped(read: Reader) -> None:
    """Proves straight between the points and constant beyond: at -20, -10, 0, 10, 20 °C outdoors
    95, 95, 82.5, 70, 70. Catches extrapolation beyond the points.
    """
    read.write("outdoor [degC]\n-20\n-10\n0\n10\n20\n")
    values = read.values(CURVE, horizon("2019-01-01", "2019-01-01T05:00"),
                         outdoor={"file": "data.csv"})
    np.testing.assert_allclose(values, [95, 95, 82.5, 70, 70])


def test_heating_curve_needs_a_temperature(read: Reader) -> None:
    """Proves that a load is refused as a temperature. Catches MW taken for °C."""
    error = read.error(CURVE, horizon(), outdoor={"constant": "5 MW"})
    assert error.field == "temperature"
    assert "degC" in str(error)


def test_clipped_keeps_unit_and_origin(read: Reader) -> None:
    """Proves 0.5·(10, 20, 30) kept within 6 000 kW and 12 MW: 6, 10, 12; measured stays measured.

    Catches clipping before scaling (which would give 5, 6, 6).
    """
    read.write("load [MW]\n10\n20\n30\n")
    entry = {"generate": "clipped", "of": {"profile": "load"}, "times": "50 %",
             "at_least": "6000 kW", "at_most": "12 MW"}
    profile = read.profile(entry, horizon("2019-01-01", "2019-01-01T03:00"),
                           load={"file": "data.csv"})
    np.testing.assert_allclose(profile.values, [6, 10, 12])
    assert profile.unit == "MW"
    assert not profile.modelled


def test_noise_has_its_persistence() -> None:
    """Proves mean 0, deviation 1 and the correlation 0.9 from hour to hour of a long sample.

    Catches an error in the doubling that replaces the loop over hours; compared with that loop.
    """
    noise = persistent_noise(50_000, 0.9, np.random.default_rng(1))
    assert noise.mean() == pytest.approx(0, abs=1e-12)
    assert noise.std() == pytest.approx(1)
    assert (noise[1:] * noise[:-1]).mean() == pytest.approx(0.9, abs=0.01)
    shocks = np.random.default_rng(2).standard_normal(50)
    shocks[0] /= np.sqrt(1 - 0.81)
    plain = [shocks[0]]
    for shock in shocks[1:]:
        plain.append(0.9 * plain[-1] + shock)
    expected = (np.array(plain) - np.mean(plain)) / np.std(plain)
    np.testing.assert_allclose(persistent_noise(50, 0.9, np.random.default_rng(2)), expected)


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the shared data are not here")
def test_heating_degrees_near_an_independent_model() -> None:
    """Proves agreement with an independently modelled load of the same city and weather.

    Catches a wrong base, share or unit: either would move the load by tens of MW.
    """
    entry = {**HEAT, "temperature": {"profile": "t"}}
    shared = Reader(SHARED_DATA)
    load = shared.values(
        {"file": "modelled_dh_load_helsingborg.csv", "column": "dh_mw_1100gwh_tmyx",
         "time_zone": "UTC+01:00"}, horizon(),
    )
    ours = shared.values(entry, horizon(), t={
        "file": "temperature_copenhagen_kastrup_typical_year.csv", "time_zone": "UTC+01:00"})
    assert ours.mean() == pytest.approx(load.mean(), rel=1e-5)
    assert np.abs(ours - load).max() < 12
    assert (ours - load).std() < 4
