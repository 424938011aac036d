"""The series and tenants of the reference year, before anything is solved."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from ipos_energy.park.load import load
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units.process_heat import ProcessHeat
from tests.helpers import close
from tests.scenarios.shipped import REFERENCE


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    """The reference year as read."""
    return load(REFERENCE)


def test_the_plant_has_8000_full_load_hours(scenario: Scenario) -> None:
    """Proves that 75 MW are available for 8 000 h, 72 % of it as steam, and none in the revision.

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
    """Proves the city's load and the uptake cut from it; catches an uptake of another load."""
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
