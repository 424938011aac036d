"""Charges on peaks and on subscribed power, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from tests.contracts.terms import ACROSS_MONTHS, grid, line
from tests.helpers import close, flow, solved


def peak(terms: str) -> str:
    """A charge named "peak"."""
    return f"charges: {{peak: {{kind: peak, {terms}}}}}"


def test_peak_in_a_window() -> None:
    """From Friday 22:00, 3, 4, 9 and 9 MW: on Friday 4 MW are the highest: 400 EUR.

    Catches a window that does not end at midnight.
    """
    results = solved(grid(peak("price: 100 EUR/MW/month, window: {weekdays: Mon-Fri}"),
                          [3, 4, 9, 9], start="2019-01-04T22:00"))
    found = line(results, "grid", "peak")
    close([found.quantity[0], found.rate[0], found.amount[0]], [4, 100, 400])


def test_several_peaks_at_once() -> None:
    """The highest of all hours at 100 and of the night at 1000 EUR/MW: 9·100 + 4·1000 EUR.

    Catches two charges that share one peak.
    """
    results = solved(grid(
        "peak_charge: 10 EUR/MW/month, charges: {all hours: {kind: peak, price: 100 EUR/MW/month}, "
        "night: {kind: peak, price: 1000 EUR/MW/month, window: {hours: 22-06}}}",
        [4, 9, 3], start="2019-01-04T05:00"))
    close(line(results, "grid", "peak charge").amount, [90])
    close(line(results, "grid", "all hours").amount, [900])
    close(line(results, "grid", "night").amount, [4000])


def test_each_year_has_its_own_peak() -> None:
    """Across New Year 5 and 6 MW at 8 760 EUR/MW/year, two hours of each year: 10 and 12 EUR.

    Catches one peak for a horizon of several years.
    """
    results = solved(grid(peak("price: 8760 EUR/MW/year"), [5, 3, 6, 2], start="2018-12-31T22:00"))
    close(line(results, "grid", "peak").amount, [10, 12])


def test_mean_of_the_highest_hours() -> None:
    """The two highest of 9, 3, 7, 4 MW: 8 MW at 55 EUR. Catches the highest alone."""
    found = line(solved(grid(peak("price: 55 EUR/MW/month, highest: 2"), [9, 3, 7, 4])),
                 "grid", "peak")
    close([found.quantity[0], found.amount[0]], [8, 440])


@pytest.mark.parametrize(("price", "bought"), [(55, [9, 3, 7, 4]), (65, [4, 3, 4, 4]),
                                               (100, [3, 3, 3, 3])])
def test_what_shaving_the_mean_is_worth(price: float, bought: list[float]) -> None:
    """Elsewhere a MWh costs 30 EUR more, and in one of two hours saves half the price.

    At 55 EUR, 27.50 EUR: not worth it. At 65, 32.50 EUR: down to 7 MW; there a MW takes two hours,
    60 EUR of 65: down to 4; there three, 90 EUR. At 100 EUR also that, down to 3 MW, and not four
    hours. Catches a formulation that charges the highest, or every hour above the second.
    """
    results = solved(grid(peak(f"price: {price} EUR/MW/month, highest: 2"), [9, 3, 7, 4], other=70))
    close(flow(results, "grid: bought"), bought)


def test_fewer_hours_than_the_mean_is_of() -> None:
    """One hour of January and three of February: the mean of two is of one: 6, then (5 + 4)/2 MW.

    Catches a peak that is diluted by hours that the horizon does not hold.
    """
    results = solved(grid(peak("price: 100 EUR/MW/month, highest: 2"), [6, 5, 4, 1],
                          start="2019-01-31T23:00"))
    close(line(results, "grid", "peak").quantity, [6, 4.5])


def test_quarters_are_metered_by_the_hour() -> None:
    """8, 4, 4 and 0 MW in the quarters of one hour are 4 MW; then 2 MW. Catches a peak of 8 MW."""
    results = solved(grid(peak("price: 100 EUR/MW/month, metered: hour"),
                          [8, 4, 4, 0, 2, 2, 2, 2], step="15 min", hours=2))
    close(line(results, "grid", "peak").quantity, [4])


def test_highest_daily_mean() -> None:
    """Half days of 6 and 2, then 1 and 9 MW: means of 4 and 5 MW. Catches a peak of 9 MW."""
    results = solved(grid(peak("price: 100 EUR/MW/month, metered: day"), [6, 2, 1, 9],
                          step="12 h", hours=48))
    close(line(results, "grid", "peak").quantity, [5])


def test_the_mean_of_a_day_is_over_the_hours_that_count() -> None:
    """Of four 6-hour steps only 06–18 count: (4 + 8)/2 = 6 MW. Catches a division by 24 h."""
    results = solved(grid(peak("price: 100 EUR/MW/month, metered: day, window: {hours: 06-18}"),
                          [9, 4, 8, 9], step="6 h", hours=24))
    close(line(results, "grid", "peak").quantity, [6])


def test_ratchet() -> None:
    """10 MW in January and 3 in February, which is billed 80 % of 10: 1000 and 800 EUR.

    Catches a ratchet that works backwards.
    """
    terms = peak("price: 100 EUR/MW/month, ratchet: 80 %")
    results = solved(grid(terms, [10, 4, 3, 3], start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").amount, [1000, 800])
    results = solved(grid(terms, [3, 3, 10, 4], start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").amount, [300, 1000])


def test_ratchet_remembers_what_was_before() -> None:
    """A peak of 20 MW before the horizon: 80 % of it in both months: 16 MW each.

    Catches a ratchet of the ratchet: 16, then 12.8 MW.
    """
    results = solved(grid(peak("price: 100 EUR/MW/month, ratchet: 80 %, earlier_peak: 20 MW"),
                          [10, 4, 3, 3], start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").quantity, [16, 16])


def test_a_ratchet_over_a_moving_year() -> None:
    """14 months of 4 MW with 10 MW on 15 January 2019: of the 11 months before, 80 % are billed.

    Before, 12 MW in June 2018 and 15 MW in February, which January alone still remembers. January:
    0.8·15 = 12 MW. To May, 11 months after June: 0.8·12 = 9.6. Then 0.8·10 = 8 to December; the
    next January and February have forgotten it: 4 MW. At 911.30 EUR/MW to the cent. Catches a
    window of twelve months before, and one that is counted in the horizon's own months.
    """
    need = [4.0] * 425
    need[14] = 10.0
    results = solved(grid(peak(
        "price: 911.30 EUR/MW/month, ratchet: 80 %, remembered_months: 11, "
        "earlier_peaks: {2018-02: 15 MW, 2018-06: 12 MW, 2017-06: 30 MW}"),
        need, start="2019-01-01T00:00", step="24 h", hours=425 * 24))
    billed = line(results, "grid", "peak")
    close(billed.quantity, [12.0] + [9.6] * 4 + [8.0] * 7 + [4.0] * 2)
    close(billed.amount, [10935.60] + [8748.48] * 4 + [7290.40] * 7 + [3645.20] * 2, 1e-9)


def test_a_peak_is_shaved_for_the_months_that_remember_it() -> None:
    """January's 10 MW are remembered by one month: a MW less saves 100 + 80 EUR.

    Elsewhere a MWh costs 150 EUR more: shaved to 4 MW, which two hours need. Where January
    remembers 8 MW of December, nothing below 6.4 MW saves its 100 EUR, and February's 80 are too
    little: shaved to 6.4 MW. Catches a ratchet that forgets, and one that is paid for twice.
    """
    terms = "price: 100 EUR/MW/month, ratchet: 80 %, remembered_months: 1"
    results = solved(grid(peak(terms), [10, 4, 3, 3], other=190, start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").quantity, [4, 3.2])
    results = solved(grid(peak(terms + ", earlier_peaks: {2018-12: 8 MW}"), [10, 4, 3, 3],
                          other=190, start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").quantity, [6.4, 0.8 * 6.4])


def test_a_ratchet_without_end_remembers_stated_months() -> None:
    """20 MW in 2016: 80 % of it for ever. Catches peaks by month that count in a window alone."""
    results = solved(grid(peak("price: 100 EUR/MW/month, ratchet: 80 %, "
                               "earlier_peaks: {2016-03: 20 MW, 2018-03: 2 MW}"),
                          [10, 4, 3, 3], start=ACROSS_MONTHS))
    close(line(results, "grid", "peak").quantity, [16, 16])


def test_a_ratchet_makes_the_first_peak_dearer() -> None:
    """A MW less in January saves 100 EUR there and 80 in February; elsewhere it costs 150 EUR.

    So 10 MW are shaved down to what two hours need, 4 MW, where it would cost 300. In February
    nothing is gained by shaving. Catches months that are planned one by one.
    """
    results = solved(grid(peak("price: 100 EUR/MW/month, ratchet: 80 %"), [10, 4, 3, 3],
                          other=190, start=ACROSS_MONTHS))
    close(flow(results, "grid: bought"), [4, 4, 3, 3])
    close(line(results, "grid", "peak").quantity, [4, 3.2])


def test_subscribed_power_is_exceeded() -> None:
    """5 MW at 8 760 EUR/MW/year for 4 h are 20 EUR; 9 and 7 MW exceed it by 4 and 2 MW.

    By the month 30 EUR/MW: 120 and 60 EUR. By the year, 4 MW at twice the price for 4 h: 32 EUR.
    Catches an excess of the whole power, and one that is added up over hours.
    """
    terms = ("charges: {power: {kind: subscribed_power, power: 5 MW, price: 8760 EUR/MW/year, "
             "excess_price: %s}}")
    need, start = [9, 3, 4, 7], ACROSS_MONTHS
    results = solved(grid(terms % "30 EUR/MW/month", need, start=start))
    close(line(results, "grid", "power").amount, [0, 20])
    close(line(results, "grid", "power, excess").amount, [120, 60])
    results = solved(grid(terms % "17520 EUR/MW/year", need, start=start))
    close(line(results, "grid", "power, excess").amount, [0, 32])


def test_the_best_subscription_is_found() -> None:
    """A MW costs 40 EUR for 4 h and saves 30 EUR in each month that exceeds it.

    Up to 7 MW both months do, beyond it one alone: 7 MW. Catches the peak for the subscription.
    """
    results = solved(grid("charges: {power: {kind: subscribed_power, price: 87600 EUR/MW/year, "
                          "excess_price: 30 EUR/MW/month}}", [9, 3, 4, 7], start=ACROSS_MONTHS))
    close(line(results, "grid", "power").quantity, [0, 7])
    close(line(results, "grid", "power, excess").quantity, [2, 0])
    close([size.value for size in results.operation.sizes], [7])


@pytest.mark.parametrize(("terms", "message"), [
    ("price: 1 EUR/MW/year, ratchet: 80 %", "price is per year"),
    ("price: 1 EUR/MW/month, earlier_peak: 2 MW", "there is none"),
    ("price: 1 EUR/MW/month, remembered_months: 11", "there is none"),
    ("price: 1 EUR/MW/month, ratchet: 80 %, remembered_months: 11, earlier_peak: 2 MW",
     "in which one"),
    ("price: 1 EUR/MW/month, ratchet: 80 %, earlier_peaks: {2019-01: 2 MW}", "not before 2019-01"),
    ("price: 1 EUR/MW/month, ratchet: 80 %, earlier_peaks: {2018-13: 2 MW}", "expected a month"),
    ("price: 1 EUR/MW/month, highest: 0", "allowed is at least 1"),
    ("price: 1 EUR/MW/month, metered: week", '"step" or "hour" or "day"'),
])
def test_peaks_that_cannot_be(terms: str, message: str) -> None:
    """Each is refused with its reason."""
    with pytest.raises(ScenarioError, match=message):
        load_text(grid(peak(terms), [1]))
