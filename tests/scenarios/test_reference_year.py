"""The reference year: solved once, it closes beside the published totals."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.park.load import load
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.process_heat import ProcessHeat
from tests.helpers import close, flow, objections, quantity, results_for
from tests.scenarios.shipped import REFERENCE, figures_gwh

pytestmark = pytest.mark.xdist_group("reference year")


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The reference year as read."""
    return load(REFERENCE)


@pytest.fixture(scope="module")
def results(scenario: Scenario) -> Results:
    """The reference year as solved: the one solve of a whole year in these tests."""
    return results_for(scenario)


def test_it_passes_its_audit(results: Results) -> None:
    """Proves that every check of the audit holds over the year."""
    assert results.passed, objections(results)


def test_it_closes(results: Results) -> None:
    """Proves that the year lies in the ranges that belong to the published totals.

    Catches a yield, a profile or a capacity that has drifted.
    """
    figures = figures_gwh(results)
    assert 580 <= figures["process heat available"] <= 620
    assert 360 <= figures["district heat sold"] <= 420
    assert 70 <= figures["electricity generated"] <= 100
    assert 100 <= figures["steam to companies"] <= 130
    assert 3 <= figures["heat cooled away"] <= 30


def test_the_table_in_the_file_is_true(results: Results) -> None:
    """Proves that the figures in the comments at the end of the file are those of the run, rounded.

    Catches a change of the scenario that leaves its explanation behind.
    """
    figures = figures_gwh(results)
    expected = {"process heat available": 600, "district heat sold": 378, "electricity generated": 83,
                "steam to companies": 109, "hot water to companies": 22, "heat cooled away": 8}
    assert {name: round(figures[name]) for name in expected} == expected
    assert round(results.co2.avoided_t / 1000) == 119
    text = REFERENCE.read_text(encoding="utf-8")
    for name, value in (("district heat  ", 378), ("electricity generated", 83),
                        ("steam to companies", 109), ("cooled away", 8)):
        line = next(row for row in text.splitlines() if row.startswith(f"#   - {name}"))
        assert str(value) in line.split()


def test_the_plant_has_8000_full_load_hours(scenario: Scenario) -> None:
    """Proves that 75 MW are available for 8 000 h, 72 % of it as steam, and nothing in the revision.

    Catches outages that only one of the two streams knows.
    """
    plant, coolers = scenario.units["acid plant"], scenario.units["acid coolers"]
    assert isinstance(plant, ProcessHeat)
    assert isinstance(coolers, ProcessHeat)
    steam, water = (unit.given_off_mw(scenario.horizon) for unit in (plant, coolers))
    close((steam + water).sum() / 75, 8000, 1e-3)
    close(steam, (steam + water) * 54 / 75)
    assert (steam + water).max() <= 75 + 1e-9
    revision = scenario.horizon.mask(datetime(2019, 6, 10), datetime(2019, 6, 24))
    assert revision.sum() == 14 * 24
    assert not (steam + water)[revision].any()


def test_spot_has_the_statistics_of_se4(scenario: Scenario) -> None:
    """Proves mean 39.80, deviation 11.3, lowest 0.12 and highest 109.45 EUR/MWh, as in SE4 in 2019.

    Catches a seed or generator change that no longer reaches the extremes.
    """
    spot = scenario.series["spot"].values
    close([spot.mean(), spot.std(), spot.min(), spot.max()], [39.80, 11.3, 0.12, 109.45], 1e-3)
    assert np.count_nonzero(spot > 90) < 30


def test_the_city_takes_60_mw_of_1100_gwh(scenario: Scenario) -> None:
    """Proves the city's load and the uptake cut from it; catches a uptake that is not the load's."""
    load_mw, uptake = (scenario.series[name].values for name in ("city load", "city uptake"))
    close(load_mw.sum(), 1.1e6)
    close(uptake, np.minimum(load_mw, 60.0))


def test_twenty_companies_in_sectors(scenario: Scenario) -> None:
    """Proves that there are 20 tenants, each with a sector, and each profile of theirs is used."""
    assert len(scenario.companies) == 20
    assert all(company.sector for company in scenario.companies.values())
    used = {series.profile for company in scenario.companies.values()
            for series in company.demands.values()}
    needs = {name for name in scenario.series
             if name.rpartition(" ")[2] in ("steam", "power", "heating")
             or name.endswith("hot water")}
    assert needs == used - {None}


def test_everything_works_at_some_time(results: Results, scenario: Scenario) -> None:
    """Proves that boilers, let-down, exchangers, cooler and tank all run in the year.

    Catches equipment that is not connected, or so dear that the year teaches nothing about it.
    """
    for name in ("gas boiler 1: heat", "gas boiler 2: heat", "electrode boiler: heat",
                 "let-down: steam out", "sea cooler: heat", "steam to hot water: heat given",
                 "steam to district heat: heat given", "grid: sold"):
        assert np.count_nonzero(flow(results, name) > 0.01) > 100, name
    revision = scenario.horizon.mask(datetime(2019, 6, 10), datetime(2019, 6, 24))
    assert flow(results, "gas boiler 1: heat")[revision].sum() > 1000
    level = quantity(results, "tank: level")
    close([level.min(), level.max()], [0.0, 500.0])
    assert flow(results, "tank: discharging").sum() > 50 * 500


def test_prices_are_sane(results: Results) -> None:
    """Proves that steam, water and heat are worth plausible amounts but for the hours of a peak.

    Per MWh, low-pressure steam lies between nothing and 70 EUR (a gas boiler's cost is 62) in all
    but 20 hours. Catches a unit of a price gone wrong.
    """
    steam = results.operation.prices["lp steam"]
    assert np.count_nonzero(steam > 70) < 20
    assert 20 < np.median(steam) < 35
    assert results.operation.prices["district heat"].min() > -3
