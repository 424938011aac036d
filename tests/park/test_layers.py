"""Scenario files that build on each other, and values set on the command line."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park.layers import read_layers

BASE = """\
name: Base
units:
  boiler 1.5: {kind: boiler, capacity: 5 MW, outages: [{from: 2019-01-01}, {from: 2019-02-01}]}
  tank: {kind: store, capacity: 9 MWh, power: 1 MW}
profiles:
  spot: {generate: seasonal, mean: 40 EUR/MWh}
"""


def layers(folder: Path, files: dict[str, str], *overrides: str) -> dict[str, Any]:
    """The data of the last file, with overrides; raises where anything of it is wrong."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    tree = read_layers(path, overrides)
    if tree.problems:
        raise ScenarioError(tree.problems)
    return tree.data


def problem(folder: Path, files: dict[str, str], *overrides: str) -> str:
    """What is said about layers that are wrong."""
    with pytest.raises(ScenarioError) as caught:
        layers(folder, files, *overrides)
    return str(caught.value)


def test_a_variant_states_only_what_differs(tmp_path: Path) -> None:
    """Mappings are merged key by key, all else is replaced, a list too.

    Catches a list that is joined, or a unit that loses what the variant does not mention.
    """
    data = layers(tmp_path, {"base.yaml": BASE, "variant.yaml": """\
based on: base.yaml
name: Variant
units:
  boiler 1.5: {outages: [{from: 2019-03-01}]}
  tank: {capacity: 90 MWh}
  pump: {kind: heat_pump}
"""})
    assert data["name"] == "Variant"
    assert "based on" not in data
    assert data["units"] == {
        "boiler 1.5": {"kind": "boiler", "capacity": "5 MW", "outages": [{"from": "2019-03-01"}]},
        "tank": {"kind": "store", "capacity": "90 MWh", "power": "1 MW"},
        "pump": {"kind": "heat_pump"},
    }


def test_null_removes(tmp_path: Path) -> None:
    """``tank: null`` takes the tank out; what is not there cannot be taken out.

    Catches a unit called null, and a misspelt name that removes nothing.
    """
    files = {"base.yaml": BASE, "variant.yaml": "based on: base.yaml\nunits: {tank: null}\n"}
    assert set(layers(tmp_path, files)["units"]) == {"boiler 1.5"}
    files["variant.yaml"] = "based on: base.yaml\nunits: {tankk: null}\n"
    said = problem(tmp_path, files)
    assert 'variant.yaml:2:9: units › tankk: there is no key "tankk" to remove' in said
    assert 'Did you mean "tank"?' in said


def test_another_kind_replaces_the_whole_entry(tmp_path: Path) -> None:
    """The tank becomes a cooler: power and capacity of the store do not stay behind.

    The same kind again is a change of details. Catches fields of the old kind in the new one.
    """
    files = {"base.yaml": BASE, "variant.yaml": """\
based on: base.yaml
units: {tank: {kind: cooler, capacity: 3 MW}, boiler 1.5: {kind: boiler, capacity: 6 MW}}
profiles: {spot: {file: prices.csv}}
"""}
    data = layers(tmp_path, files)
    assert data["units"]["tank"] == {"kind": "cooler", "capacity": "3 MW"}
    assert data["units"]["boiler 1.5"]["capacity"] == "6 MW"
    assert len(data["units"]["boiler 1.5"]["outages"]) == 2
    assert data["profiles"]["spot"] == {"file": "prices.csv"}


def test_three_layers(tmp_path: Path) -> None:
    """The nearest layer wins; each base is found from its own file. Catches the wrong order."""
    data = layers(tmp_path, {
        "inner/deep.yaml": "a: 1\nb: 1\nc: 1\n",
        "inner/base.yaml": "based on: deep.yaml\nb: 2\nc: 2\n",
        "top.yaml": "based on: inner/base.yaml\nc: 3\n"})
    assert data == {"a": 1, "b": 2, "c": 3}


def test_places_are_those_of_the_file_that_states_a_value(tmp_path: Path) -> None:
    """A value of the variant is blamed there, one of the base there. Catches a wrong file."""
    (tmp_path / "base.yaml").write_text(BASE, encoding="utf-8")
    path = tmp_path / "variant.yaml"
    path.write_text("based on: base.yaml\nunits: {tank: {capacity: 90 MWh}}\n", encoding="utf-8")
    tree = read_layers(path, ["units.tank.power=2 MW"])
    places = [tree.place(("units", "tank", key)) for key in ("capacity", "kind", "power")]
    assert [(Path(place.file).name, place.line) for place in places if place] == [
        ("variant.yaml", 2), ("base.yaml", 4), ("command line", places[2].line)]  # type: ignore[union-attr]


@pytest.mark.parametrize(("files", "message"), [
    ({"a.yaml": "based on: a.yaml\n"}, '"a.yaml" is based on this file in turn'),
    ({"a.yaml": "based on: b.yaml\n", "b.yaml": "based on: a.yaml\n"}, "in turn"),
    ({"a.yaml": "based on: missing.yaml\n"}, 'there is no file "missing.yaml" here'),
    ({"a.yaml": "based on: [b.yaml]\n"}, "expected the name of a scenario file"),
    ({"a.yaml": "based on: ../b.yaml\n"}, "lies outside the scenario's own folder"),
])
def test_bases_that_cannot_be(tmp_path: Path, files: dict[str, str], message: str) -> None:
    """Circles, missing files and files elsewhere are said with the line that names them.

    Catches endless recursion, and a scenario from the net that reads other files.
    """
    (tmp_path / "b.yaml").write_text("a: 1\n", encoding="utf-8")
    said = problem(tmp_path / "inner", files)
    assert message in said
    assert ".yaml:1:11: based on" in said


def test_a_base_outside_may_be_allowed(tmp_path: Path) -> None:
    """With the flag, a base above the folder is read. Catches a flag that does nothing."""
    (tmp_path / "base.yaml").write_text("a: 1\n", encoding="utf-8")
    path = tmp_path / "inner" / "top.yaml"
    path.parent.mkdir()
    path.write_text("based on: ../base.yaml\n", encoding="utf-8")
    assert read_layers(path, outside=True).data == {"a": 1}


@pytest.mark.parametrize(("override", "keys", "value"), [
    ("name=Other", ("name",), "Other"),
    ("units.tank.capacity=90 MWh", ("units", "tank", "capacity"), "90 MWh"),
    ("units.boiler 1.5.capacity=6 MW", ("units", "boiler 1.5", "capacity"), "6 MW"),
    ("units.tank={kind: store, power: 3 MW}", ("units", "tank", "power"), "3 MW"),
    ("units.boiler 1.5.outages=[]", ("units", "boiler 1.5", "outages"), []),
    ("units.tank.may_be_cooled=false", ("units", "tank", "may_be_cooled"), False),
    ("units.tank.cop=3.5", ("units", "tank", "cop"), 3.5),
    ("profiles.spot.file=real prices.csv", ("profiles", "spot"), {"file": "real prices.csv"}),
    (" units.tank.note = a = b ", ("units", "tank", "note"), "a = b"),
])
def test_values_set_on_the_command_line(
    tmp_path: Path, override: str, keys: tuple[str, ...], value: Any
) -> None:
    """Paths of dots, names with dots in them, values as in YAML, profiles that change their source.

    Catches a name that is cut at its dot, and a price that stays text.
    """
    data: Any = layers(tmp_path, {"base.yaml": BASE}, override)
    for key in keys:
        data = data[key]
    assert data == value


def test_null_on_the_command_line_removes(tmp_path: Path) -> None:
    """``--set units.tank=null`` takes the tank out. Catches a text "null"."""
    assert set(layers(tmp_path, {"base.yaml": BASE}, "units.tank=null")["units"]) == {"boiler 1.5"}


@pytest.mark.parametrize(("override", "message"), [
    ("units.tank.capacity", "is no override"), ("=5", "is no override"),
    ("units..capacity=5", "is no override"), ("name=", "is no override"),
    ("name=[1, 2", "this is not YAML"),
    ("units.tanc.capacity=5 MWh", 'there is no "tanc" among the units'),
])
def test_overrides_that_are_wrong(tmp_path: Path, override: str, message: str) -> None:
    """Each is said with the command line as its place. Catches a value that is set to nothing."""
    said = problem(tmp_path, {"base.yaml": BASE}, override)
    assert message in said
    assert "command line" in said


def test_all_wrong_overrides_are_said(tmp_path: Path) -> None:
    """Two mistakes, two problems. Catches only the first that is reported."""
    said = problem(tmp_path, {"base.yaml": BASE}, "nothing", "units.tanc.power=1 MW")
    assert '"nothing" is no override' in said
    assert 'Did you mean "tank"?' in said
