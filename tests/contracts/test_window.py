"""Windows of the local clock."""

from __future__ import annotations

from datetime import datetime

import numpy as np
import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.contracts.window import Window
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.load import load_text
from tests.contracts.terms import grid

YEAR = Horizon(datetime(2019, 1, 1), datetime(2020, 1, 1), 1.0, "Europe/Stockholm")


def window(**texts: str) -> Window:
    """A window as a scenario states it."""
    return Window.model_validate(texts)


def counted(window: Window) -> int:
    """Hours of 2019 that are in a window."""
    return int(window.mask(YEAR).sum())


def test_high_load_time_of_a_year() -> None:
    """Nov–Mar, Mon–Fri, 06–22 in 2019: 16 h of 23 + 20 + 21 and 21 + 22 working days: 1 712 h.

    January has 23 Mondays to Fridays, February 20, March 21, November 21, December 22: 107 days.
    The day on which summer time begins is a Sunday. Catches a week that starts on Sunday, and
    months that are counted from 1.
    """
    assert counted(window(months="Nov-Mar", weekdays="Mon-Fri", hours="06-22")) == 16 * 107


def test_hours_over_midnight_and_lists() -> None:
    """22–06 are 8 hours of 365 days, less the hour that is lost in March, plus October's.

    "Sat, Sun" are 52 Sundays and 52 Saturdays; "Fri-Mon" four days of the week, and Dec 30 more.
    """
    assert counted(window(hours="22-06")) == 8 * 365
    assert counted(window(hours="22:00-06:00")) == 8 * 365
    assert counted(window(weekdays="Sat, Sun")) == 24 * 104
    assert counted(window(months="jul")) == counted(window(months="Jul–Jul")) == 24 * 31
    assert counted(window()) == 8760


def test_half_hours_and_holidays() -> None:
    """06:30–07:00 is one half hour a day; without two holidays on 363 days."""
    halves = Horizon(datetime(2019, 1, 1), datetime(2020, 1, 1), 0.5, "UTC")
    assert window(hours="06:30-07:00").mask(halves).sum() == 365
    holidays = Window.model_validate({"hours": "06-07", "except": ["2019-12-25", "2019-12-26"]})
    assert counted(holidays) == 363
    outside = ~holidays.mask(YEAR)[YEAR.mask(datetime(2019, 12, 25), datetime(2019, 12, 27))]
    assert np.all(outside)


@pytest.mark.parametrize(("window", "message"), [
    ("{months: Nov-Mrz}", '"Mrz" is none of Jan, Feb'),
    ("{weekdays: 1-5}", '"1" is none of Mon'),
    ("{months: 11}", 'such as "Nov-Mar", found "11"'),
    ("{hours: 6-25}", 'such as "06-22" or "22:00-06:30", found "6-25"'),
    ("{hours: 06-06}", 'expected hours such as'),
    ("{weekday: Mon}", 'no key "weekday"'),
    ("{except: [Christmas]}", "date"),
])
def test_windows_that_cannot_be_read(window: str, message: str) -> None:
    """Each is refused with what is allowed, at its place."""
    with pytest.raises(ScenarioError, match=message) as caught:
        load_text(grid("charges: {x: {kind: energy, price: 1 EUR/MWh, "
                       f"window: {window}}}}}", [1]))
    assert caught.value.problems[0].subject.startswith("contracts › grid › charges › x › window")
