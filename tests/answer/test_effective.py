"""``scenario.yaml`` in the result: what was run, complete, and fit to be run again."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from ipos_energy.answer.effective import input_hash
from ipos_energy.line.run import Finished
from ipos_energy.park.load import load
from tests.answer.written import scenario_file, written


def test_it_runs_again_to_the_same_result(finished: Finished, tmp_path: Path) -> None:
    """Proves that the written scenario has the same optimum and input hash, wherever it is run.

    Its profile's file was named relative to the first scenario. Catches a path that is only right
    from there.
    """
    again = written(finished.run / "scenario.yaml", tmp_path, outside=True)
    assert again.summary["objective"] == finished.summary["objective"]
    assert again.summary["input_hash"] == finished.summary["input_hash"]
    assert again.summary["co2"] == finished.summary["co2"]


def test_it_holds_bases_and_overrides(tmp_path: Path) -> None:
    """Proves that ``based on`` is merged in and overrides applied, and files named absolutely.

    The variant lies one folder above its base, whose profile file lies beside the base.
    """
    scenario_file(tmp_path / "base")
    variant = tmp_path / "variant.yaml"
    variant.write_text("based on: base/park.yaml\nname: Variant\nunits: {tank: null}\n",
                       encoding="utf-8")
    finished = written(variant, tmp_path / "out", "companies.works.demands.electricity=3 MW")
    path = finished.run / "scenario.yaml"
    found = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert found["name"] == "Variant"
    assert "based on" not in found
    assert "tank" not in found["units"]
    assert found["companies"]["works"]["demands"]["electricity"] == "3 MW"
    assert found["profiles"]["need"]["file"] == str(tmp_path / "base/data/need.csv")
    assert "--allow-outside-files" in path.read_text(encoding="utf-8")


@pytest.mark.parametrize("override", [
    "contracts.gas.energy_price=31 EUR/MWh", "profiles.price.seed=4", "units.tank=null",
    "horizon.end=2019-04-01", "profiles.need.file=data/other.csv",
])
def test_the_hash_sees_what_changes_the_result(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, override: str
) -> None:
    """Proves that values, seeds, equipment, horizon and the numbers in a file all count."""
    path = scenario_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    need = Path("data/need.csv").read_text(encoding="utf-8")
    Path("data/other.csv").write_text(need.replace(",6\n", ",6.5\n"), encoding="utf-8")
    assert input_hash(load(path)) != input_hash(load(path, [override]))


def test_the_hash_does_not_see_where_files_lie(tmp_path: Path) -> None:
    """Proves that a scenario moved with its data keeps its hash, and so does a renamed file."""
    path = scenario_file(tmp_path / "here")
    moved = scenario_file(tmp_path / "there")
    shutil.move(moved.parent / "data/need.csv", moved.parent / "data/load.csv")
    text = moved.read_text(encoding="utf-8").replace("need.csv", "load.csv")
    moved.write_text(text, encoding="utf-8")
    assert input_hash(load(path)) == input_hash(load(moved))
