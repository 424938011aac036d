"""Hours, days, months and years of a horizon."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import periods_of
from tests.helpers import close

ZONE = "Europe/Stockholm"
YEAR = Horizon(datetime(2019, 1, 1), datetime(2020, 1, 1), 1.0, ZONE)


def test_counts_of_a_year() -> None:
    """8 760 steps and hours, 365 days, 12 months, one year of exactly one year.

    Catches the two local hours 02 of 27 October taken for one, and days that begin at UTC.
    """
    counts = {name: periods_of(YEAR, name).count for name in ("step", "hour", "day", "month",
                                                              "year")}
    assert counts == {"step": 8760, "hour": 8760, "day": 365, "month": 12, "year": 1}
    close(periods_of(YEAR, "year").share_of_year, [1.0], 1e-12)
    hours = np.bincount(periods_of(YEAR, "day").index)
    assert sorted(set(hours.tolist())) == [23, 24, 25]


def test_shares_of_years_add_up_to_the_horizon() -> None:
    """From July 2019 to March 2020: months and years share the same time; 2020 has 8 784 h.

    Catches a share of the wrong year's hours.
    """
    horizon = Horizon(datetime(2019, 7, 1), datetime(2020, 3, 1), 1.0, "UTC")
    years = periods_of(horizon, "year").share_of_year
    close(years, [184 / 365, 60 / 366], 1e-12)
    for name in ("step", "day", "month"):
        close(periods_of(horizon, name).share_of_year.sum(), horizon.share_of_year, 1e-12)


def test_quarters_of_an_hour() -> None:
    """Quarters of 27 October 2019 are 100 steps in 25 hours, four in each."""
    horizon = Horizon(datetime(2019, 10, 27), datetime(2019, 10, 28), 0.25, ZONE)
    assert np.bincount(periods_of(horizon, "hour").index).tolist() == [4] * 25


def test_periods_are_billed_in_the_month_in_which_they_end() -> None:
    """Days of January and February in their months, a year in its last month."""
    horizon = Horizon(datetime(2019, 1, 30), datetime(2019, 2, 3), 6.0, "UTC")
    days = periods_of(horizon, "day")
    close(days.booked(np.array([1.0, 2.0, 4.0, 8.0])), [3, 12])
    close(periods_of(horizon, "year").booked(np.array([5.0])), [0, 5])
    assert days.within(periods_of(horizon, "month")).tolist() == [0, 0, 1, 1]
    close(days.mean(np.arange(16.0)), [1.5, 5.5, 9.5, 13.5])


@pytest.mark.parametrize("name", ["hour", "day"])
def test_a_step_is_never_cut(name: str) -> None:
    """Steps of a day: one hour and one day each. Catches an empty period."""
    horizon = Horizon(datetime(2019, 1, 1), datetime(2019, 1, 4), 24.0, "UTC")
    assert periods_of(horizon, name).index.tolist() == [0, 1, 2]
