"""Files in time: summer time, zones, other years, other steps, exports of price platforms."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from ipos_energy.park.horizon import Horizon
from tests.profiles.reader import SAMPLES, Reader, horizon
from tests.profiles.test_files import hourly

SPRING = horizon("2019-03-31", "2019-04-01")
AUTUMN = horizon("2019-10-27", "2019-10-28")


def local_rows(span: Horizon) -> str:
    """Rows whose times are the local clock's and whose values count from 0."""
    rows = [f"{time},{number}" for number, time in enumerate(span.local)]
    return "\n".join(["time,x [MW]", *rows]) + "\n"


@pytest.mark.parametrize(("span", "steps"), [(SPRING, 23), (AUTUMN, 25)])
def test_local_stamps_over_the_change_of_clock(read: Reader, span: Horizon, steps: int) -> None:
    """Proves that 23 h in spring and 25 h in autumn are read in the file's order.

    Catches a doubled hour taken as a duplicate and a skipped hour taken as a gap.
    """
    values = read.values({"file": read.write(local_rows(span))}, span)
    np.testing.assert_array_equal(values, np.arange(steps))


@pytest.mark.parametrize("span", [SPRING, AUTUMN])
def test_fixed_offset_has_no_change_of_clock(read: Reader, span: Horizon) -> None:
    """Proves ``time_zone: UTC+01:00``: rows 00:00 to 23:00 are 24 h through, started at 23:00 UTC.

    In summer the local day begins one row earlier or later than the file's. Three days of rows
    from the day before; local midnight is row 24 in winter time and row 23 in summer time.
    """
    first = str(span.local[0] - np.timedelta64(24, "h"))[:13]
    file = read.write(hourly(first, [*range(72)]))
    values = read.values({"file": file, "time_zone": "UTC+01:00"}, span)
    begin = 24 if span is SPRING else 23
    np.testing.assert_array_equal(values, begin + np.arange(span.steps))


def test_clock_without_summer_time_is_found_out(read: Reader) -> None:
    """Proves that 24 plain rows on a day of 23 or 25 h are refused with the zone as advice.

    Catches a file in winter time read one hour off for half the year.
    """
    spring = read.error({"file": read.write(hourly("2019-03-31T00", [*range(24)]))}, SPRING)
    assert "row 4 " in str(spring)
    assert spring.field == "time_zone"
    autumn = read.error({"file": read.write(hourly("2019-10-27T00", [*range(24)]))}, AUTUMN)
    assert "1 h missing" in str(autumn)
    assert "UTC+01:00" in autumn.advice


def test_stated_offsets_go_before_the_zone(read: Reader) -> None:
    """Proves that offsets in the stamps decide: 23:00Z is the first hour of 1 January."""
    read.write("time,x [MW]\n2018-12-31T23:00Z,1\n2019-01-01T02:00+02:00,2\n"
               "2019-01-01T02:00+0100,3\n")
    values = read.values({"file": "data.csv", "time_zone": "Asia/Tokyo"},
                         horizon("2019-01-01", "2019-01-01T03:00"))
    np.testing.assert_array_equal(values, [1, 2, 3])


def test_utc_column_against_another_zone(read: Reader) -> None:
    """Proves that a column named UTC contradicts a stated local zone. Catches an hour's shift."""
    read.write(hourly("2019-01-01T00", [1, 2], "time_utc,x [MW]"))
    error = read.error({"file": "data.csv", "time_zone": "Europe/Stockholm"}, SPRING)
    assert error.field == "time_zone"


def test_coarser_and_finer_files(read: Reader) -> None:
    """Proves that hours 10, 20 repeat on quarter hours, and quarters 1..8 average to 2.5, 6.5.

    Catches interpolation of prices and sampling of the first quarter; both are said in notes.
    """
    hours = read.write(hourly("2019-01-01T00", [10, 20]), "hours.csv")
    profile = read.profile({"file": hours}, horizon("2019-01-01", "2019-01-01T02:00", 0.25))
    np.testing.assert_array_equal(profile.values, [10] * 4 + [20] * 4)
    assert "repeated" in profile.notes[0]
    rows = [f"2019-01-01 {k // 4:02}:{15 * (k % 4):02},{k + 1}" for k in range(8)]
    quarters = read.write("\n".join(["time,x [MW]", *rows]), "quarters.csv")
    profile = read.profile({"file": quarters}, horizon("2019-01-01", "2019-01-01T02:00"))
    np.testing.assert_array_equal(profile.values, [2.5, 6.5])
    assert "averaged" in profile.notes[0]


def test_steps_that_do_not_divide_each_other(read: Reader) -> None:
    """Proves 40-minute steps of an hourly file: 10, (10+20)/2, 20. Catches mere sampling."""
    file = read.write(hourly("2019-01-01T00", [10, 20]))
    values = read.values({"file": file}, horizon("2019-01-01", "2019-01-01T02:00", 2 / 3))
    np.testing.assert_allclose(values, [10, 15, 20])


def test_change_from_hours_to_quarters(read: Reader) -> None:
    """Proves that a file whose steps become shorter is read: 24 hours, then 96 quarters.

    On hourly steps: hours 0..23 as they are, then means of quarters 0..3 = 1.5, 4..7 = 5.5.
    Catches a market file of 2025 refused for a gap.
    """
    hours = [f"2025-09-30 {hour:02}:00,{hour}" for hour in range(24)]
    quarters = [f"2025-10-01 {k // 4:02}:{15 * (k % 4):02},{k}" for k in range(96)]
    read.write("\n".join(["time,x [MW]", *hours, *quarters]))
    values = read.values({"file": "data.csv"}, horizon("2025-09-30", "2025-10-02"))
    np.testing.assert_array_equal(values[[0, 23, 24, 25]], [0, 23, 1.5, 5.5])


def test_another_year_is_refused_unless_aligned(read: Reader) -> None:
    """Proves that hours of 2022 never pass for 2019 unasked, and are noted where they do."""
    file = read.write(hourly("2022-01-01T00", [*range(8760)]))
    error = read.error({"file": file}, horizon(zone="UTC"))
    assert error.field == "align"
    profile = read.profile({"file": file, "align": "by hour of year"}, horizon(zone="UTC"))
    np.testing.assert_array_equal(profile.values, np.arange(8760))
    assert "2022" in profile.notes[0]
    assert "2019" in profile.notes[0]


def test_leap_year_wraps_to_the_beginning(read: Reader) -> None:
    """Proves that hours 8760 to 8783 of a leap year take the first day of a common one."""
    file = read.write(hourly("2022-01-01T00", [*range(8760)]))
    values = read.values({"file": file, "align": "by hour of year"},
                         horizon("2020-12-31", "2021-01-01", zone="UTC"))
    np.testing.assert_array_equal(values, np.arange(24))


@pytest.mark.parametrize(("year", "zone"), [
    (2022, "Europe/Stockholm"), (2023, "Europe/Stockholm"), (2020, "UTC"), (2024, "UTC"),
])
def test_align_by_weekday_keeps_weekday_and_hour(read: Reader, year: int, zone: str) -> None:
    """Proves for every step of 2019 that weekday and local hour are those of the hour it takes.

    The file's values are 100·weekday + hour on its own local clock. In spring the file skips an
    hour that the horizon has: there the hour before stands in, so one step may differ by 1. Dates
    move by three days at most, but for the days beyond the year's end. Catches a shift by days
    instead of weeks, a wrap by 365 days and an hour lost between two years' changes of clock.
    """
    source = horizon(f"{year}-01-01", f"{year + 1}-01-01", zone=zone)

    def label(span: Horizon) -> NDArray[np.int64]:
        days = span.local.astype("datetime64[D]").astype(np.int64)
        hours = span.local.astype("datetime64[h]").astype(np.int64) % 24
        return np.asarray(100 * ((days + 3) % 7) + hours)

    rows = [f"{time},{value}" for time, value in zip(source.local, label(source), strict=True)]
    read.write("\n".join(["time,x [MW]", *rows]))
    span = horizon(zone=zone)
    profile = read.profile({"file": "data.csv", "align": "by weekday"}, span)
    differs = np.flatnonzero(profile.values != label(span))
    assert len(differs) <= (1 if zone != "UTC" else 0)
    assert "weekday" in profile.notes[0]


def test_align_by_weekday_by_hand(read: Reader) -> None:
    """Proves the dates: Tuesday 1 January 2019 takes Tuesday 4 January 2022 (three days on).

    29 December 2019 would be 1 January 2023; 52 weeks earlier it is Sunday 2 January 2022. Values
    are the hours of 2022: day 3 begins at 72, day 1 at 24.
    """
    file = read.write(hourly("2022-01-01T00", [*range(8760)]))
    entry = {"file": file, "align": "by weekday"}
    values = read.values(entry, horizon(zone="UTC"))
    assert values[0] == 72
    assert values[362 * 24] == 24


def test_hours_of_any_year(read: Reader) -> None:
    """Proves that ``hour_of_year`` counts from 1 January in the stated zone, from 0 or from 1.

    The horizon's first hour is 23:00 UTC, which is hour 8759 of a UTC year and 0 of UTC+01:00.
    """
    for first in (0, 1):
        rows = [f"{first + hour},{hour}" for hour in range(8760)]
        read.write("\n".join(["hour_of_year,x [MW]", *rows]))
        span = horizon("2019-01-01", "2019-01-01T03:00")
        fixed = read.values({"file": "data.csv", "time_zone": "UTC+01:00"}, span)
        np.testing.assert_array_equal(fixed, [0, 1, 2])
        utc = read.values({"file": "data.csv", "time_zone": "UTC"}, span)
        np.testing.assert_array_equal(utc, [8759, 0, 1])


def test_entsoe_older_layout() -> None:
    """Proves the older export: 23 h, the empty row of the skipped hour left out, 20.5 to 42.5."""
    profile = Reader(SAMPLES).profile({"file": "entsoe_older_spring.csv"}, SPRING)
    np.testing.assert_array_equal(profile.values, 20.5 + np.arange(23))
    assert profile.unit == "EUR/MWh"


def test_entsoe_newer_layout() -> None:
    """Proves the newer export in UTC, of whose two auctions the first is the day-ahead price.

    Values are 30 to 53; the second auction has 99 throughout. Catches a mixture of the two.
    """
    span = horizon("2025-01-01", "2025-01-02")
    profile = Reader(SAMPLES).profile({"file": "entsoe_newer_utc.csv"}, span)
    np.testing.assert_array_equal(profile.values, 30.0 + np.arange(24))
    assert "Sequence 1" in profile.notes[0]


def test_entsoe_newer_layout_in_quarters_over_the_doubled_hour() -> None:
    """Proves 100 quarters on the day of 25 h, and their hourly means 10.375, 11.375, …"""
    quarters = horizon("2025-10-26", "2025-10-27", 0.25)
    hours = horizon("2025-10-26", "2025-10-27")
    entry = {"file": "entsoe_newer_autumn.csv"}
    reader = Reader(SAMPLES)
    np.testing.assert_array_equal(reader.values(entry, quarters), 10 + np.arange(100) / 4)
    np.testing.assert_allclose(reader.values(entry, hours), 10.375 + np.arange(25))


def test_nord_pool_historical_layout() -> None:
    """Proves title, date and hours apart, decimal commas, Latin-1: 20.75 to 44.75 over 25 h.

    The unit stands in the title. With three areas the column must be named.
    """
    reader = Reader(SAMPLES)
    entry = {"file": "nord_pool_elspot_autumn.csv"}
    profile = reader.profile({**entry, "column": "SE4"}, AUTUMN)
    np.testing.assert_array_equal(profile.values, 20.75 + np.arange(25))
    assert profile.unit == "EUR/MWh"
    assert reader.profile({**entry, "column": "Tromsø"}, AUTUMN).values[0] == 2.2
    assert '"SE4"' in reader.error(entry, AUTUMN).advice


def test_nord_pool_portal_layout() -> None:
    """Proves the data portal's export, whose header names the currency alone: 40.25 to 63.25."""
    span = horizon("2025-01-01", "2025-01-02")
    profile = Reader(SAMPLES).profile({"file": "nord_pool_portal.csv", "column": "SE4"}, span)
    np.testing.assert_array_equal(profile.values, 40.25 + np.arange(24))
    assert profile.unit == "EUR/MWh"


def test_areas_are_not_mixed(read: Reader) -> None:
    """Proves that an export of two areas is refused. Catches every second hour of another area."""
    text = (SAMPLES / "entsoe_newer_utc.csv").read_text()
    read.write(text.replace('BZN|SE4","Sequence 2"', 'BZN|DK2","Sequence 1"'))
    error = read.error({"file": "data.csv"}, horizon("2025-01-01", "2025-01-02"))
    assert "BZN|DK2" in str(error)


def test_stamps_that_name_summer_or_winter_time(read: Reader) -> None:
    """Proves that ``(CEST)`` and ``(CET)`` tell the doubled hour apart; in reverse order they fail.

    02:00 CEST is 00:00 UTC and 02:00 CET is 01:00 UTC. Catches marks that are read over, which
    would make the rows' order decide.
    """
    read.write(
        '"MTU (CET/CEST)","x [MW]"\n'
        '"27/10/2019 01:00:00 - 27/10/2019 02:00:00 (CEST)","1"\n'
        '"27/10/2019 02:00:00 (CEST) - 27/10/2019 02:00:00 (CET)","2"\n'
        '"27/10/2019 02:00:00 (CET) - 27/10/2019 03:00:00","3"\n'
    )
    span = horizon("2019-10-26T23:00", "2019-10-27T02:00", zone="UTC")
    np.testing.assert_array_equal(read.values({"file": "data.csv"}, span), [1, 2, 3])
    text = (read.folder / "data.csv").read_text().splitlines()
    read.write("\n".join([text[0], text[1], text[3], text[2]]))
    assert "row 4 of data.csv (2019-10-27 02:00) is earlier" in str(
        read.error({"file": "data.csv"}, span)
    )
