"""The shipped scenario files as files, and the variants over a fortnight."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.errors import UnsatisfiableError
from ipos_energy.park.load import load
from ipos_energy.park.yaml_tree import read_tree
from tests.helpers import close, flow, objections, results_for
from tests.scenarios.shipped import REFERENCE, SCENARIOS, VARIANTS

FILES = sorted(SCENARIOS.glob("*.yaml"))
FORTNIGHT = "horizon.end=2019-01-15"


def test_all_are_here() -> None:
    """Proves that the files which the documents name are shipped; catches one that was renamed."""
    assert [path.stem for path in FILES] == [
        "committed", "electrified", "gas-crisis", "helsingborg", "larger-store",
        "teach-boiler-and-store", "teach-heat-pump-and-solar", "teach-turbine-and-let-down"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_it_is_right_and_says_what_it_is(path: Path) -> None:
    """Proves that a file validates and owns to being modelled or invented.

    Catches a key that the program has renamed, and a figure that could pass for a measurement.
    """
    scenario = load(path)
    words = scenario.description.lower()
    assert "modelled" in words or "invented" in words
    generated = [series for series in scenario.series.values() if series.modelled]
    assert "modelled" in words or not generated


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_states_only_what_differs(name: str) -> None:
    """Proves that a variant builds on the reference and repeats none of its entries.

    Catches a copy, which would keep old figures when the reference changes.
    """
    own = read_tree(SCENARIOS / f"{name}.yaml").data
    reference = read_tree(REFERENCE).data
    assert own["based on"] == "helsingborg.yaml"
    for section in ("units", "contracts", "profiles", "headers"):
        for key, entry in own.get(section, {}).items():
            before = reference[section].get(key, {})
            assert not [k for k in entry if k in before and entry[k] == before[k]]


@pytest.mark.parametrize("name", VARIANTS)
def test_a_variant_solves(name: str) -> None:
    """Proves that a variant can be satisfied and audited; catches one that only validates."""
    results = results_for(load(SCENARIOS / f"{name}.yaml", [FORTNIGHT]))
    assert results.passed, objections(results)
    assert results.name != load(REFERENCE, [FORTNIGHT]).name


def test_the_crisis_has_its_prices() -> None:
    """Proves that the crisis has mean 152.1, deviation 140.4, at most 799.97, as SE4 in 2022.

    Catches a generated price that keeps keys of the reference's, such as its upper limit.
    """
    scenario = load(SCENARIOS / "gas-crisis.yaml")
    spot = scenario.series["spot"].values
    close([spot.mean(), spot.std(), spot.max()], [152.1, 140.4, 799.97], 0.01)


def test_the_electrified_park_needs_no_gas() -> None:
    """Proves that a stop of the acid plant is bridged without gas, which the reference cannot do.

    The plant stands still on 12 February 06:00 to 13 February 12:00. Catches heat pumps or an
    electrode boiler that are not connected.
    """
    stop = ["horizon.start=2019-02-11", "horizon.end=2019-02-15", "contracts.gas.limit=0 MW"]
    electrified = results_for(load(SCENARIOS / "electrified.yaml", stop))
    assert flow(electrified, "electrode boiler: heat").max() > 5
    assert flow(electrified, "steam heat pump: heat").max() > 1
    with pytest.raises(UnsatisfiableError):
        results_for(load(REFERENCE, stop))


def test_the_larger_store_saves() -> None:
    """Proves that a larger tank makes a fortnight in July cheaper, when heat is in excess by night.

    Catches an override that is lost.
    """
    july = ["horizon.start=2019-07-01", "horizon.end=2019-07-15"]
    larger = results_for(load(SCENARIOS / "larger-store.yaml", july))
    reference = results_for(load(REFERENCE, july))
    assert larger.operation.objective < reference.operation.objective - 100
