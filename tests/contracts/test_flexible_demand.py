"""Demand that is moved, or given up at a price, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.park.load import load_text
from tests.contracts.bent import unseen
from tests.helpers import close, flow, ledger, limit, park, quantity, solved
from tests.plain import assert_same_program
from tests.units.test_teeth import implied, is_missed, limits_of

WORKS = """
headers:
  electricity: {{medium: electricity}}
profiles:
  price: {{values: {prices}, unit: EUR/MWh}}
  need: {{values: {need}, unit: MW}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: price}}}}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}, {works}}}
"""
FLEXIBLE = "flexible: {electricity: {shiftable: 20 %, within: 1 h}}"
TIGHT = """
  connections: {electricity: 13 MW},
  flexible: {electricity: {shiftable: 20 %, within: 2 h,
                           curtailable: {share: 10 %, price: 30 EUR/MWh}}}"""


def works(entry: str, prices: list[float], need: list[float] | None = None, *,
          step: str = "1 h", step_hours: float = 1.0) -> str:
    """A company on the grid; 10 MW in each step where no need is stated."""
    return park(WORKS.format(works=entry, prices=prices, need=need or [10.0] * len(prices)),
                hours=len(prices) * step_hours, step=step)


def test_a_share_is_served_an_hour_earlier_or_later() -> None:
    """2 of 10 MW may be moved by an hour. Hours 0 and 2 are served in hour 1 at 10 EUR, hour 3 not.

    14 MWh at 10 EUR, 16 at 50, 10 at 49. Owed: 2 MWh after hour 0, −2 after hour 1, then nothing.
    Catches a window that reaches too far or looks one way, and energy that gets lost.
    """
    results = solved(works(FLEXIBLE, [50, 10, 50, 49]))
    close(flow(results, "works: electricity"), [8, 14, 8, 10])
    close(quantity(results, "works: owed of electricity"), [2, -2, 0, 0])
    close(results.operation.objective, 14 * 10 + 16 * 50 + 10 * 49)


def test_a_window_is_counted_in_time_not_in_steps() -> None:
    """1 h is two steps of half an hour: two steps before and two after are served at 10 EUR.

    Catches steps taken for hours.
    """
    results = solved(works(FLEXIBLE, [49, 50, 50, 10, 50, 50, 49], step="30 min", step_hours=0.5))
    close(flow(results, "works: electricity"), [10, 8, 8, 18, 8, 8, 10])
    close(results.operation.objective, 0.5 * (18 * 10 + 32 * 50 + 20 * 49))


def test_only_the_shiftable_part_of_each_hour_is_moved() -> None:
    """Needs of 10, 0 and 5 MW: 2 and 1 MWh come to the cheap hour in which nothing is needed.

    Catches a share of the mean, or of the hour that takes it up.
    """
    results = solved(works(FLEXIBLE, [50, 10, 50], [10, 0, 5]))
    close(flow(results, "works: electricity"), [8, 3, 4])


def test_the_connection_limits_what_is_taken_up() -> None:
    """13 MW at most: one of the 4 MWh stays in a dear hour; 1 MW more would save 40 EUR.

    Catches a limit that flexible demand passes by.
    """
    results = solved(works(f"connections: {{electricity: 13 MW}}, {FLEXIBLE}", [50, 10, 50, 50]))
    close(flow(results, "works: electricity")[1], 13)
    close(limit(results, "works: connection to electricity"), [0, 40, 0, 0])
    close(results.operation.objective, 13 * 10 + 27 * 50)


def test_demand_is_given_up_at_its_price_and_paid_in_the_ledger() -> None:
    """1 of 10 MW is given up at 30 EUR where power costs 50 EUR: 20 EUR saved in each such hour.

    Catches curtailment that is free, or that hides as a penalty outside the ledger.
    """
    results = solved(works(
        "flexible: {electricity: {curtailable: {share: 10 %, price: 30 EUR/MWh}}}", [50, 10, 50]))
    close(flow(results, "works: electricity"), [9, 10, 9])
    close(quantity(results, "works: curtailed of electricity"), [1, 0, 1])
    close(ledger(results, "works", "curtailed of electricity"), 60)
    close(results.operation.objective, 18 * 50 + 100 + 60)


def test_what_is_given_up_is_no_avoided_co2() -> None:
    """9 MWh at 100 kg/MWh would be bought alone too: nothing is avoided by giving 1 MWh up.

    Catches a reference that serves what the park did not.
    """
    text = works("flexible: {electricity: {curtailable: {share: 10 %, price: 30 EUR/MWh}}}", [50])
    results = solved(text + "emissions: {electricity: {factor: 100 kg/MWh}}\n")
    close(flow(results, "works: electricity"), [9])
    close(results.co2.avoided_t, 0)


def test_every_limit_of_a_flexible_demand_has_teeth() -> None:
    """Solved without any one of them, the audit objects; both matrices are equal.

    Catches a replay that forgets a bound on what is owed, served, curtailed or connected.
    """
    scenario = load_text(works(TIGHT, [90, 10, 20, 90, 25, 95, 15, 70, 75, 5],
                               [9, 10, 12, 9, 3, 10, 12, 11, 12, 13]))
    model = build(scenario)
    assert_same_program(model)
    compiled = compile_model(model)
    assert compiled.fallbacks == ()
    limits = [one for one in limits_of(compiled.program, {"works"})
              if not implied(compiled.program, one)]
    assert len(limits) > 6
    assert [str(one) for one in limits if not is_missed(scenario, model, compiled, one)] == []


def test_every_bent_number_of_a_flexible_demand_is_seen() -> None:
    """Taken, owed, curtailed or paid, off by 1: the company objects. Catches what nobody checks."""
    assert unseen(works(TIGHT, [90, 10, 20, 90, 25], [9, 10, 12, 9, 3]), "works") == []


def test_what_is_owed_can_be_split_into_moves_within_the_window() -> None:
    """Each MWh can be given a source at most two hours away: filled first come, first served.

    The bounds on what is owed are necessary; this shows on one schedule that they suffice.
    Catches bounds that let demand drift further than ``within``.
    """
    rng = np.random.default_rng(3)
    need = [float(one) for one in rng.integers(0, 12, 24)]
    prices = [float(one) for one in rng.integers(0, 90, 24)]
    entry = "flexible: {electricity: {shiftable: 50 %, within: 2 h}}"
    results = solved(works(entry, prices, need))
    served = flow(results, "works: electricity") - 0.5 * np.array(need)
    left = served.copy()
    for hour, due in enumerate(0.5 * np.array(need)):
        for source in range(max(hour - 2, 0), min(hour + 3, 24)):
            moved = min(due, left[source])
            due, left[source] = due - moved, left[source] - moved
        assert due < 1e-6, hour
    close(left, np.zeros(24))


@pytest.mark.parametrize(("entry", "message"), [
    ("flexible: {electricity: {shiftable: 20 %}}", "needs the time within which"),
    ("flexible: {electricity: {shiftable: 20 %, within: 30 min}}", "less than a step of 1 h"),
    ("flexible: {electricity: {shiftable: 80 %, within: 1 h, "
     "curtailable: {share: 30 %, price: 9 EUR/MWh}}}", "together exceed 100 %"),
    ("flexible: {electrcity: {shiftable: 20 %, within: 1 h}}", "Did you mean \"electricity\""),
    ("connections: {electricity: 9 MW}", "10 MW at 2019-01-01 01:00, above the connection of 9"),
    ("connections: {electricity: 6.9 MW}, flexible: {electricity: {shiftable: 20 %, within: 1 h, "
     "curtailable: {share: 10 %, price: 9 EUR/MWh}}}", "served at once is 7 MW at 2019-01-01 01"),
])
def test_what_cannot_be_is_refused(entry: str, message: str) -> None:
    """Catches a flexibility without meaning, and a demand that no connection can carry."""
    with pytest.raises(ScenarioError, match=message):
        load_text(works(entry, [50, 10], [8, 10]))


def test_a_connection_of_a_header_without_demand_is_refused() -> None:
    """Catches a limit on nothing, which the planner meant for something."""
    text = works("connections: {steam: 9 MW}", [50, 10])
    with pytest.raises(ScenarioError, match='the company has no demand of "steam"'):
        load_text(text.replace("headers:", "headers:\n  steam: {medium: steam, pressure: 5 bar}"))
