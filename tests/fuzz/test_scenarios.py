"""Whatever is handed in ends as a result that passes the audit, or as a clean error.

``IPOS_FUZZ_CASES=5000 python -m pytest tests/fuzz -n 2`` tries more cases, new ones every time.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipos_energy.errors import ScenarioError, SolverError, UnsatisfiableError, steers
from ipos_energy.park.load import load_text
from ipos_energy.park.problems import allowed_keys
from ipos_energy.park.scenario import Scenario
from tests.fuzz.mutations import (
    VALID,
    Change,
    as_text,
    changed,
    changes,
    paths,
    plain,
    value_at,
)
from tests.helpers import objections, results_for

CASES = int(os.environ.get("IPOS_FUZZ_CASES", "0"))

many = settings(max_examples=CASES or 250, deadline=None, derandomize=not CASES, database=None,
                print_blob=True, suppress_health_check=list(HealthCheck))

MOST_STEPS = 100
"""Longer horizons are read and checked, but not solved."""


@many
@given(st.sampled_from(VALID), changes)
def test_a_changed_scenario_is_solved_or_refused(text: str, what: list[Change]) -> None:
    """Drops, renames, retypes, rescales, duplicates and swaps values of right scenarios.

    Proves that every outcome is a result that passes the audit or an error in a planner's words,
    and that nothing that was written is dropped on the way. Catches a traceback, a wrong answer
    that is called optimal, and a key that is ignored.
    """
    data = changed(plain(text), what)
    scenario = read(as_text(data))
    if scenario is None or scenario.horizon.steps > MOST_STEPS:
        return
    assert same(scenario.effective, plain(as_text(data)))
    with suppress(UnsatisfiableError, SolverError):
        results = results_for(scenario)
        assert results.checks
        assert objections(results) == []


@many
@given(st.sampled_from(VALID), st.integers(0, 9999),
       st.sampled_from(("s", "_", "2", " ", "x", "_mw", ".", "é", "\u200b")), st.booleans())
def test_an_unknown_key_never_runs(
    text: str, where: int, more: str, behind: bool
) -> None:
    """Renames a key that the program gives, not the planner, to one that there is not.

    Proves that it is refused and named. Catches a key that is taken for another, or let pass.
    """
    data = plain(text)
    fixed = [path for path in paths(data)
             if isinstance(path[-1], str) and path[-1] in allowed_keys(Scenario, path[:-1], data)]
    *around, key = fixed[where % len(fixed)]
    new = f"{key}{more}" if behind else f"{more}{key}"
    holder = value_at(data, tuple(around))
    if new in allowed_keys(Scenario, tuple(around), data):
        return
    entries = {new if one == key else one: value for one, value in holder.items()}
    holder.clear()
    holder.update(entries)
    with pytest.raises(ScenarioError) as caught:
        load_text(as_text(data))
    assert any(new.strip("\u200b ") in str(problem).replace("\N{REPLACEMENT CHARACTER}", "")
               for problem in caught.value.problems)


def read(text: str, folder: Path | None = None) -> Scenario | None:
    """The scenario, or None where it was refused as a planner would be told."""
    try:
        return load_text(text, folder)
    except ScenarioError as error:
        refused = error
    assert refused.problems
    for problem in refused.problems:
        said = str(problem)
        assert problem.message
        assert not any(steers(char) for char in said.replace("\n", "")), said
        assert "nput should" not in said, said
    return None


def same(one: Any, other: Any) -> bool:
    """Whether two plain values are the same, keys in the same order."""
    return as_text({"all": one}) == as_text({"all": other})
