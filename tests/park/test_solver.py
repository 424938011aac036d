"""The section "solver": its quantities, what is taken where it is left out, and its mistakes."""

from __future__ import annotations

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.schema import scenario_schema
from ipos_energy.park.solver import Rolling, Solver
from tests.helpers import close, park

SMALLEST = """
headers: {electricity: {medium: electricity}}
contracts: {grid: {kind: electricity, energy_price: 50 EUR/MWh}}
companies: {works: {demands: {electricity: 1 MW}}}
"""


def solver(section: str) -> Solver:
    """The section as it is read."""
    return load_text(park(SMALLEST + f"solver: {section}\n")).solver


def test_lengths_and_gap_carry_their_units() -> None:
    """14 days are 336 h, 600 s a sixth of an hour, 0.1 % a thousandth. Catches days read as h."""
    read = solver("{rolling: {window: 14 days, overlap: 1 day}, gap: 0.1 %, time_limit: 600 s}")
    assert read.rolling is not None
    assert read.time_limit is not None
    close([read.rolling.window, read.rolling.overlap, read.gap, read.time_limit],
          [336, 24, 0.001, 1 / 6])


def test_what_is_left_out() -> None:
    """Solved at once, without a limit of time, within 0.5 %; no overlap unless one is stated."""
    assert load_text(park(SMALLEST)).solver == Solver(time_limit=None, gap=0.005, rolling=None)
    assert solver("{rolling: {window: 1 h}}").rolling == Rolling(window=1.0, overlap=0.0)


@pytest.mark.parametrize(("window", "overlap", "steps"), [
    (336.0, 48.0, (336, 48)), (1.2, 0.0, (2, 0)), (0.5, 0.1, (1, 1))])
def test_windows_are_rounded_up_to_whole_steps(
    window: float, overlap: float, steps: tuple[int, int]
) -> None:
    """Of an hour; catches a window of no steps, which never ends."""
    assert Rolling(window=window, overlap=overlap).steps(1.0) == steps


@pytest.mark.parametrize(("section", "words"), [
    ("{rolling: {window: 14}}", '"14" has no unit, expected a duration such as "1 h"'),
    ("{rolling: {window: 0 h}}", "allowed is more than 0 h"),
    ("{rolling: {window: 5 MW}}", "expected a duration"),
    ("{rolling: {overlap: 2 days}}", 'the key "window" is missing'),
    ("{rolling: {window: 1 h, overlap: -1 h}}", "allowed is at least 0 h"),
    ("{gap: 100 %}", "allowed is less than 1"),
    ("{time_limit: 0 s}", "allowed is more than 0 h"),
    ("{roling: {window: 1 h}}", 'Did you mean "rolling"?'),
])
def test_mistakes_are_named(section: str, words: str) -> None:
    """Each says what is allowed; catches a window of 14 hours that was meant in days."""
    with pytest.raises(ScenarioError) as caught:
        solver(section)
    assert words in str(caught.value)


def test_every_field_is_described() -> None:
    """The schema has a sentence for each field; catches a field without its docstring."""
    parts = scenario_schema()["$defs"]
    for name in ("Solver", "Rolling"):
        assert all(field["description"] for field in parts[name]["properties"].values())
