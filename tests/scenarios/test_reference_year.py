"""The reference year: solved once, it closes beside the published totals."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from ipos_energy.park.load import load
from tests.helpers import close, flow, objections, quantity, results_for
from tests.scenarios.shipped import REFERENCE, figures_gwh


@pytest.fixture(scope="module")
def results() -> Results:
    """The reference year as solved: the one solve of a whole year in these tests."""
    return results_for(load(REFERENCE))


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
    rows = REFERENCE.read_text(encoding="utf-8").splitlines()
    for words, value in (
        ("process heat available", figures["process heat available"]),
        ("- district heat", figures["district heat sold"]),
        ("- electricity generated", figures["electricity generated"]),
        ("- steam to companies", figures["steam to companies"]),
        ("- hot water to companies", figures["hot water to companies"]),
        ("- cooled away", figures["heat cooled away"]),
        ("avoided CO2, kt", results.co2.avoided_t / 1000),
    ):
        row = next(row for row in rows if row.startswith(f"#   {words} "))
        assert row.removeprefix(f"#   {words}").split()[0] == f"{value:.0f}", row


def test_everything_works_at_some_time(results: Results) -> None:
    """Proves that boilers, let-down, exchangers, cooler and tank all run in the year.

    Catches equipment that is not connected, or so dear that the year teaches nothing about it.
    """
    for name in ("gas boiler 1: heat", "gas boiler 2: heat", "electrode boiler: heat",
                 "let-down: steam out", "sea cooler: heat", "steam to hot water: heat given",
                 "steam to district heat: heat given", "grid: sold"):
        assert np.count_nonzero(flow(results, name) > 0.01) > 100, name
    days = results.calendar.local
    revision = (days >= np.datetime64("2019-06-10")) & (days < np.datetime64("2019-06-24"))
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
