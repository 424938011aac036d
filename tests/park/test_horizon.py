"""The steps: summer time, leap years, months and shares of a year, by the calendar."""

from __future__ import annotations

from datetime import date, datetime

import numpy as np
import pytest

from ipos_energy.park.horizon import Horizon, HorizonError
from tests.helpers import close


def horizon(
    start: str, end: str, step_hours: float = 1.0, zone: str = "Europe/Stockholm"
) -> Horizon:
    """A horizon between two local times."""
    return Horizon(datetime.fromisoformat(start), datetime.fromisoformat(end), step_hours, zone)


@pytest.mark.parametrize(("start", "end", "hours"), [
    ("2019-01-01", "2020-01-01", 8760), ("2020-01-01", "2021-01-01", 8784),
    ("2019-03-31", "2019-04-01", 23), ("2019-10-27", "2019-10-28", 25),
    ("2019-02-01", "2019-03-01", 672), ("2020-02-01", "2020-03-01", 696),
])
def test_local_days_and_years_have_their_own_hours(start: str, end: str, hours: int) -> None:
    """23 h when clocks go forward, 25 h when they go back, 8 784 h in a leap year.

    Catches a year of 365 days and a day of 24 h.
    """
    assert horizon(start, end).steps == hours
    assert horizon(start, end, 0.25).steps == 4 * hours
    assert horizon(start, end, 0.25).hours == hours


def test_clock_in_spring_and_autumn() -> None:
    """02:00 is missing on 31 March 2019 and stands twice on 27 October. Catches a fixed offset."""
    spring, autumn = horizon("2019-03-31", "2019-04-01"), horizon("2019-10-27", "2019-10-28")
    assert [str(time)[11:13] for time in spring.local[:4]] == ["00", "01", "03", "04"]
    assert [str(time)[11:13] for time in autumn.local[:5]] == ["00", "01", "02", "02", "03"]
    assert str(spring.utc[0]) == "2019-03-30T23:00:00"
    assert str(autumn.utc[0]) == "2019-10-26T22:00:00"


def test_months_follow_the_local_clock() -> None:
    """23:00 UTC on 31 January is 00:00 on 1 February in Stockholm. Catches months of UTC."""
    local = horizon("2019-01-31T22:00", "2019-02-01T02:00")
    assert local.month.tolist() == [0, 0, 1, 1]
    assert local.month_names == ["2019-01", "2019-02"]
    fixed = horizon("2019-01-31T22:00", "2019-02-01T02:00", zone="UTC+01:00")
    np.testing.assert_array_equal(fixed.utc, local.utc)


def test_months_cross_the_year() -> None:
    """From 15 December to 15 January: two months, 0 and 1. Catches month numbers of the year."""
    winter = horizon("2019-12-15", "2020-01-15")
    assert winter.months == 2
    assert winter.month_names == ["2019-12", "2020-01"]
    assert set(winter.month.tolist()) == {0, 1}


@pytest.mark.parametrize(("start", "end", "share"), [
    ("2019-01-01", "2020-01-01", 1.0), ("2020-01-01", "2021-01-01", 1.0),
    ("2019-01-01", "2022-01-01", 3.0), ("2019-01-01", "2019-02-01", 31 / 365),
    ("2020-01-01", "2020-02-01", 31 / 366), ("2019-12-02", "2020-01-31", 30 / 365 + 30 / 366),
    ("2019-03-31", "2019-04-01", 23 / 8760),
])
def test_share_of_the_year(start: str, end: str, share: float) -> None:
    """Each year's part counts by that year's own length. Catches 8 760 h for every year."""
    close(horizon(start, end).share_of_year, share, 1e-12)


def test_mask_of_dates() -> None:
    """From 2 to 3 January: steps 24 to 47 of three days. Catches an end that is included."""
    mask = horizon("2019-01-01", "2019-01-04").mask(date(2019, 1, 2), date(2019, 1, 3))
    assert np.flatnonzero(mask).tolist() == list(range(24, 48))


@pytest.mark.parametrize(("start", "end", "step", "zone", "message"), [
    ("2019-01-02", "2019-01-01", 1.0, "UTC", "ends .* before it starts"),
    ("2019-01-01", "2019-01-01", 1.0, "UTC", "ends .* before it starts"),
    ("2019-01-01", "2019-01-01T01:00", 0.7, "UTC", "1 h cannot be cut into steps of 0.7 h"),
    ("2019-01-01", "2019-01-02", 0.001, "UTC", "allowed are 1 minute to 24 h"),
    ("2019-01-01", "2019-01-02", 25.0, "UTC", "allowed are 1 minute to 24 h"),
    ("1900-01-01", "2019-01-01", 0.25, "UTC", "at most 2000000"),
    ("2019-01-01", "2019-01-02", 1.0, "Europe/Helsingborg", "is not a time zone"),
    ("2019-01-01", "2019-01-02", 1.0, "UTC+1", "is not a time zone"),
    ("2019-01-01", "2019-01-02", 1.0, "../../etc/passwd", "is not a time zone"),
])
def test_horizons_that_cannot_be(
    start: str, end: str, step: float, zone: str, message: str
) -> None:
    """Each is refused in words. Catches a division that leaves half a step over."""
    with pytest.raises(HorizonError, match=message):
        horizon(start, end, step, zone)
