"""The weeks that the program chooses, each found by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.answer.weeks import Week
from tests.helpers import park, solved


def series(days: list[float]) -> str:
    """A value for each day as hourly values of a scenario."""
    return str([value for value in days for _ in range(24)])


def weeks(
    need: list[float], outdoor: list[float], outages: str = "[]"
) -> dict[str, Week]:
    """The weeks of a boiler park whose demand and temperature change by the day, by reason."""
    results = solved(park(f"""
profiles:
  need: {{values: {series(need)}, unit: MW}}
  outdoor: {{values: {series(outdoor)}, unit: degC}}
  supply: {{generate: heating_curve, temperature: {{profile: outdoor}},
            cold: {{outdoor: -10 degC, supply: 95 degC}},
            warm: {{outdoor: 10 degC, supply: 75 degC}}}}
headers:
  gas: {{medium: fuel}}
  hot water: {{medium: water, supply: {{profile: supply}}, return: 50 degC}}
units:
  plant: {{kind: process_heat, to: hot water, available: 1 MW, outages: {outages}}}
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 90 %}}
companies:
  works: {{demands: {{hot water: {{profile: need}}}}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh}}
""", hours=24 * len(need)))
    return {week.reason: week for week in results.weeks}


def test_each_week_is_the_one_that_is_meant() -> None:
    """20 days; 1 to 5 MW by the day, coldest from day 2, no process heat from day 10 to 15.

    Need 3 MW but 5 MW on days 8 to 14: the week of highest demand is days 8 to 14, hours 192 to
    360, 7·24·5 = 840 MWh. The temperature is 4 °C, −6 °C on days 2 to 8: hours 48 to 216. The
    outage of 6 days is first whole in days 9 to 15: hours 216 to 384, 24·1 = 24 MWh, less than half
    of the mean. Catches a week that is shifted by a day, and a mean of another quantity.
    """
    need = [5.0 if 8 <= day <= 14 else 3.0 for day in range(20)]
    outdoor = [-6.0 if 2 <= day <= 8 else 4.0 for day in range(20)]
    found = weeks(need, outdoor, "[{from: 2019-01-11, to: 2019-01-17}]")
    for reason, first, value, unit in (("highest demand", 192, 840.0, "MWh"),
                                       ("coldest", 48, -6.0, "°C"), ("outage", 216, 24.0, "MWh")):
        week = found[reason]
        assert (week.first, week.end, week.unit) == (first, first + 168, unit)
        assert week.value == pytest.approx(value)


def test_the_typical_week_is_nearest_to_the_mean() -> None:
    """2 MW for 7 days, 3 MW for 7 days, 10 MW for one: the weeks' means lie between them.

    Weeks of days k to k + 6 take 24·(14, 15, 16, 17, 18, 19, 20, 21, 28) MWh: their mean is
    24·18.67, and nearest is 19, the week from day 5. Catches the mean week by rank.
    """
    found = weeks([2.0] * 7 + [3.0] * 7 + [10.0], [4.0] * 15)
    assert (found["typical"].first, found["typical"].end) == (5 * 24, 12 * 24)
    assert found["typical"].value is None
    assert "outage" not in found


def test_a_short_horizon_is_one_whole(results_of_two_days: Results) -> None:
    """Two days are no week; without a temperature no week is called coldest."""
    steps = len(results_of_two_days.calendar.utc)
    assert results_of_two_days.weeks == (Week("whole", 0, steps, None, ""),)


@pytest.fixture
def results_of_two_days() -> Results:
    """A cooler and a boiler over two days."""
    return solved(park("""
headers:
  gas: {medium: fuel}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 20 MW, efficiency: 90 %}
companies:
  works: {demands: {steam: 3 MW}}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh}
""", hours=48))


def test_days_follow_the_local_clock() -> None:
    """In Stockholm the week of 31 March 2019 has 167 hours; catches seven times 24 steps."""
    results = solved(park("""
profiles:
  need: {values: """ + str([4.0] * 167 + [1.0] * 24) + """, unit: MW}
headers:
  gas: {medium: fuel}
  steam: {medium: steam, pressure: 5 bar}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 20 MW, efficiency: 90 %}
companies:
  works: {demands: {steam: {profile: need}}}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh}
""").replace("horizon: {start: 2019-01-01T00:00, end: 2019-01-01T02:00, step: 1 h, "
             "time_zone: UTC}", "horizon: {start: 2019-03-27, end: 2019-04-04, step: 1 h, "
             "time_zone: Europe/Stockholm}"))
    week = next(week for week in results.weeks if week.reason == "highest demand")
    assert np.diff([week.first, week.end]) == 167
