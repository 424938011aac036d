"""What the charts compute: the week, the periods, the stacks, the curves and the axes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from matplotlib.patches import StepPatch

from ipos_energy.answer.charts import (
    duration_curves,
    marginal_prices,
    monthly_balances,
    store_levels,
    weeks,
)
from ipos_energy.answer.charts.bands import MOST_SOURCES, balances
from ipos_energy.answer.charts.duration_curves import duration_curve
from ipos_energy.answer.charts.looks import look
from ipos_energy.answer.charts.periods import periods, periods_of
from ipos_energy.answer.charts.style import drawing_style, pages_of
from ipos_energy.answer.language import LANGUAGES
from ipos_energy.answer.results import Calendar, OwnerFacts, Results
from ipos_energy.park.operation import Flow

MakePark = Callable[..., Results]
ENGLISH = LANGUAGES["en"]


def hourly(start: str, days: int) -> Calendar:
    """Whole days of hours in UTC."""
    utc = np.datetime64(start, "s") + np.arange(24 * days) * np.timedelta64(3600, "s")
    return Calendar(utc, utc, 1.0, "UTC")


@pytest.mark.parametrize(
    ("days", "word", "count"), [(1, "hour", 24), (2, "hour", 48), (3, "day", 3), (90, "month", 3)]
)
def test_periods_suit_the_horizon(days: int, word: str, count: int) -> None:
    """90 days from 1 January 2019 touch three months; two days are shown by the hour."""
    spans = periods(hourly("2019-01-01", days))
    assert (spans.word, len(spans.first)) == (word, count)


def test_the_repeated_hour_of_autumn_stays_two() -> None:
    """27 October 2019 has 25 hours in Stockholm; by the local clock two of them look the same."""
    utc = np.datetime64("2019-10-26T22:00", "s") + np.arange(25) * np.timedelta64(3600, "s")
    local = utc + np.where(np.arange(25) < 3, 7200, 3600).astype("timedelta64[s]")
    assert len(periods_of(utc, local, 1.0).first) == 25


def test_periods_add_up_and_average() -> None:
    """Half-hour steps of 1 MW and 3 MW make 2 MWh in an hour, at 2 MW on average."""
    utc = np.datetime64("2019-01-01", "s") + np.arange(4) * np.timedelta64(1800, "s")
    spans = periods_of(utc, utc, 0.5)
    power = np.array([1.0, 3.0, 0.0, 0.0])
    assert spans.energy(power).tolist() == [2.0, 0.0]
    assert spans.mean(power).tolist() == [2.0, 0.0]


def test_labels_are_thinned_to_the_room() -> None:
    """31 days in 113 mm cannot all be named; the month stands once.

    A day takes 113/31 = 3.6 mm and a name 11.5 mm: every fourth is named. Right of the 29th day
    (28) are 10.9 mm, too little for a whole name and enough for half of it. Catches a name that is
    cut off at the edge.
    """
    days = periods(hourly("2019-01-01", 31))
    shown, labels = days.ticks(113.0, ENGLISH, 1.0)
    assert shown == [0, 4, 8, 12, 16, 20, 24]
    assert days.ticks(113.0, ENGLISH, 0.5)[0] == [*shown, 28]
    assert labels[:2] == ["Tue 1\nJan 2019", "Sat 5\n"]


def test_the_stack_above_less_the_stack_below_is_the_demand(make_park: MakePark) -> None:
    """6 MW above zero; city 1 and tank 1 below: 4 MW remain, where the line is."""
    with drawing_style():
        (figure,) = weeks.draw_week("whole", make_park(), ENGLISH)
    stairs = [patch for patch in figure.axes[0].patches if isinstance(patch, StepPatch)]
    ends = [float(patch.get_data()[0][0]) for patch in stairs]
    assert ends == [6.0, -1.0, -2.0, 4.0]


def test_monthly_stacks_hold_the_energy(make_park: MakePark) -> None:
    """90 days of 6 MW: 31·24·6 = 4.464 GWh in January; 4 + 1 + 1 MW stacked below reach as far.

    January's bar is drawn from −0.41 to 0.41, and nothing between it and February's.
    """
    with drawing_style():
        (figure,) = monthly_balances.draw(make_park(steps=24 * 90), ENGLISH)
    stairs = [patch for patch in figure.axes[0].patches if isinstance(patch, StepPatch)]
    tops = [patch.get_data()[0] for patch in stairs]
    assert max(float(top[0]) for top in tops) == pytest.approx(4.464)
    assert min(float(top[0]) for top in tops) == pytest.approx(-4.464)
    assert all(np.isnan(top[1]) for top in tops)
    assert stairs[0].get_data()[1][:2].tolist() == [-0.41, 0.41]
    assert figure.axes[0].get_ylabel() == "GWh per month"
    low, high = figure.axes[0].get_ylim()
    assert low < -4.464 < 4.464 < high


def test_a_duration_curve_falls_and_keeps_both_ends() -> None:
    """3, 1, 2 in steps of half an hour: 3 until 0.5 h, 2 until 1 h, 1 until 1.5 h."""
    hours, values = duration_curve(np.array([3.0, 1.0, 2.0]), 0.5)
    assert hours.tolist() == [0.0, 0.5, 1.0, 1.5]
    assert values.tolist() == [3.0, 2.0, 1.0, 1.0]


def test_a_long_duration_curve_is_thinned() -> None:
    """A year in some hundred points, from the highest hour to the lowest."""
    hours, values = duration_curve(np.arange(8760.0), 1.0)
    assert len(hours) < 500
    assert (hours[0], hours[-1], values[0], values[-1]) == (0.0, 8760.0, 8759.0, 0.0)


def test_negative_prices_are_inside_the_axes(make_park: MakePark) -> None:
    """Prices from −50 to 20: both panels reach below the lowest."""
    with drawing_style():
        (figure,) = marginal_prices.draw(make_park(prices=(-50.0, 20.0)), ENGLISH)
    assert all(axes.get_ylim()[0] < -50.0 for axes in figure.axes)


def test_a_rare_peak_does_not_flatten_the_prices(make_park: MakePark) -> None:
    """One hour of 9 000 among 2 000 hours of 10 to 40: the axis ends before, and says so."""
    results = make_park(steps=2000)
    prices = results.operation.prices["hot water"].copy()
    prices[7] = 9000.0
    operation = replace(results.operation, prices={"hot water": prices})
    with drawing_style():
        (figure,) = marginal_prices.draw(replace(results, operation=operation), ENGLISH)
    assert 40.0 < figure.axes[0].get_ylim()[1] < 100.0
    said = " ".join(text.get_text() for text in figure.texts)
    assert "up to 9\N{NARROW NO-BREAK SPACE}000 EUR/MWh" in said


def test_small_sources_are_put_together(make_park: MakePark) -> None:
    """20 more sources of 1 … 20 MW: at most seven bands, whose sum is still 6 + 210 MW."""
    results = make_park()
    more = [f"source {n}" for n in range(1, 21)]
    flows = tuple(
        Flow(name, "heat", "hot water", "in", np.full(4, float(n)))
        for n, name in enumerate(more, start=1)
    )
    operation = replace(results.operation, flows=(*results.operation.flows, *flows))
    owners = {**results.owners, **{name: OwnerFacts("unit", "boiler") for name in more}}
    (balance,) = balances(replace(results, operation=operation, owners=owners), ENGLISH)
    assert len(balance.sources) == MOST_SOURCES
    assert sum(float(band.values[0]) for band in balance.sources) == 216.0
    assert balance.sources[-1].label == "15 others"


def test_a_long_year_of_levels_is_drawn_by_day(make_park: MakePark) -> None:
    """A level that rises by 1 MWh each hour spans 1 to 24 MWh on the first day."""
    with drawing_style():
        (figure,) = store_levels.draw(make_park(steps=24 * 60), ENGLISH)
    area = next(patch for patch in figure.axes[0].patches if isinstance(patch, StepPatch))
    values, _, baseline = area.get_data()
    assert (values[0], np.asarray(baseline)[0]) == (24.0, 1.0)


def test_demand_stands_first_among_the_duration_curves(make_park: MakePark) -> None:
    """The companies' demand is one curve of 4 MW, beside the boiler's 6 MW."""
    with drawing_style():
        (figure,) = duration_curves.draw(make_park(), ENGLISH)
    tops = [float(np.asarray(line.get_ydata())[0]) for line in figure.axes[0].lines]
    assert tops == [4.0, 6.0]


def test_looks_are_distinct() -> None:
    """Forty-five things can be told apart as areas."""
    assert len({(look(n).face, look(n).hatch) for n in range(45)}) == 45


def test_pages_are_filled_evenly() -> None:
    """Six panels at most five to a page make three and three, not five and one."""
    assert [len(page) for page in pages_of(list(range(6)), 5)] == [3, 3]
    assert pages_of([], 5) == []
