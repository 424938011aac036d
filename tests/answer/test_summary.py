"""``summary.json`` and the tables together hold the whole result, to be read back without loss."""

from __future__ import annotations

import json
import shutil
from dataclasses import asdict, fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from ipos_energy.answer.folder import read_summary, run_folder
from ipos_energy.answer.results import Results
from ipos_energy.answer.summary import results_from
from ipos_energy.errors import ResultError
from ipos_energy.line.run import Finished
from ipos_energy.park.operation import MarginalValue
from tests.answer.written import STEPS


@pytest.fixture(scope="module")
def again(finished: Finished) -> Results:
    """The results as read back from the folder alone."""
    summary = read_summary(finished.folder)
    return results_from(summary, run_folder(finished.folder, summary))


def same(left: Any, right: Any) -> None:
    """Fails where two values of the results differ, in any number or type of array."""
    if isinstance(left, np.ndarray):
        assert left.dtype == right.dtype
        np.testing.assert_array_equal(left, right)
    elif isinstance(left, dict):
        assert list(left) == list(right)
        for key in left:
            same(left[key], right[key])
    elif isinstance(left, list | tuple):
        assert len(left) == len(right)
        for one, other in zip(left, right, strict=True):
            same(one, other)
    else:
        assert left == right


@pytest.mark.parametrize("part", [field.name for field in fields(Results)])
def test_round_trip(finished: Finished, again: Results, part: str) -> None:
    """Proves that every part of the results comes back bit for bit.

    The certificate alone is not kept apart, since it stands among the checks; limits come back in
    another order, those by step first. The park has ramps
    (rows from the second step on), monthly and yearly peaks and a yearly limit, so that limits of
    every span are written. Catches a column that is lost, swapped or cut.
    """
    left, right = finished.results, again
    if part == "operation":
        left = replace(left, operation=replace(left.operation, certificate=(),
                                               limits=in_order(left)))
        right = replace(right, operation=replace(right.operation, limits=in_order(right)))
    same(as_plain(getattr(left, part)), as_plain(getattr(right, part)))


def in_order(results: Results) -> tuple[MarginalValue, ...]:
    """The limits by name."""
    return tuple(sorted(results.operation.limits, key=lambda value: value.name))


def as_plain(value: Any) -> Any:
    """A part of the results as dictionaries, lists and arrays."""
    if isinstance(value, dict):
        return {name: asdict(one) for name, one in value.items()}
    if isinstance(value, tuple):
        return [as_plain(one) for one in value]
    return asdict(value) if hasattr(value, "__dataclass_fields__") else value


def test_the_park_has_limits_of_every_span(finished: Finished) -> None:
    """Proves that the round trip above has something to lose."""
    spans = {(value.span, len(value.values)) for value in finished.results.operation.limits}
    assert {("step", STEPS), ("later step", STEPS - 1), ("once", 1)} <= spans


def test_the_summary_stays_small(finished: Finished) -> None:
    """Proves that series by step are in the tables: no list in the summary is as long.

    Catches a ramp's marginal values, one for each step but the first, written as text.
    """
    def longest(value: Any) -> int:
        if isinstance(value, dict):
            return max((longest(one) for one in value.values()), default=0)
        if isinstance(value, list):
            inner = max((longest(one) for one in value), default=0)
            return max(inner, len(value) if not isinstance(value[:1], dict) else 0)
        return 0

    summary = {key: value for key, value in finished.summary.items() if key != "audit"}
    assert longest(summary) < STEPS - 1


def test_figures_carry_their_units(finished: Finished) -> None:
    """Proves that each headline figure has value, unit and label, and its unit in its key."""
    for key, figure in finished.summary["figures"].items():
        assert key.endswith("_" + figure["unit"].lower())
        assert figure["label"]
        assert isinstance(figure["value"], float)


def test_time_zone_and_start_are_local(finished: Finished, again: Results) -> None:
    """Proves that steps come back in UTC and on the local clock, across the hour that is skipped.

    The third step begins at 01:00 UTC, when clocks show 03:00.
    """
    assert finished.summary["start"] == "2019-03-31T00:00:00"
    assert finished.summary["time_zone"] == "Europe/Stockholm"
    assert str(again.calendar.utc[0]) == "2019-03-30T23:00:00"
    assert str(again.calendar.local[2]) == "2019-03-31T03:00:00"
    assert again.calendar.month_names == ["2019-03", "2019-04"]


@pytest.mark.parametrize("damage", ["gone", "cut", "other columns", "no months"])
def test_damaged_tables_are_refused(finished: Finished, tmp_path: Path, damage: str) -> None:
    """Proves that tables which were lost or changed end in a ResultError, not in wrong figures."""
    summary = read_summary(finished.folder)
    run = tmp_path / "run"
    shutil.copytree(run_folder(finished.folder, summary), run)
    if damage == "gone":
        (run / "flows.parquet").unlink()
    elif damage == "cut":
        whole = (run / "prices.parquet").read_bytes()
        (run / "prices.parquet").write_bytes(whole[:200])
    elif damage == "other columns":
        shutil.copy(run / "prices.parquet", run / "flows.parquet")
    else:
        del summary["time_zone"]
    with pytest.raises(ResultError, match="cannot be read"):
        results_from(summary, run)


def test_a_summary_of_another_format_is_refused(finished: Finished) -> None:
    """Proves that a later or earlier format is not misread."""
    summary = json.loads((finished.folder / "summary.json").read_text(encoding="utf-8"))
    with pytest.raises(ResultError, match="has format 99"):
        results_from({**summary, "format": 99}, finished.run)
