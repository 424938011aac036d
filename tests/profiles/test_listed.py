"""Short series written out in the scenario."""

from __future__ import annotations

import numpy as np
import pytest

from tests.profiles.reader import Reader, horizon

HOURS = horizon("2019-01-01T00:00", "2019-01-01T03:00")


def test_each_number_is_one_step(read: Reader) -> None:
    """Proves that the numbers come in their order and unit. Catches a series that is repeated."""
    profile = read.profile({"values": [4, 6.5, 8], "unit": "kW"}, HOURS)
    np.testing.assert_array_equal(profile.values, [4, 6.5, 8])
    assert profile.unit == "kW"
    assert not profile.modelled


@pytest.mark.parametrize("values", [[4, 6], [4, 6, 8, 9], []])
def test_too_few_or_too_many_are_refused(read: Reader, values: list[float]) -> None:
    """Proves that a list must fit the horizon. Catches a short one that is silently stretched."""
    _, errors = read.everything({"p": {"values": values, "unit": "MW"}}, HOURS)
    assert f"{len(values)} values for a horizon of 3 steps" in str(errors["p"])


def test_a_unit_is_needed_and_must_be_one(read: Reader) -> None:
    """Proves that the unit is checked. Catches MWx read as MW."""
    _, errors = read.everything({"p": {"values": [1, 2, 3], "unit": "MWx"}}, HOURS)
    assert "MWx" in str(errors["p"])
    assert errors["p"].field == "unit"
