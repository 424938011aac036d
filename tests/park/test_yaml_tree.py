"""Reading YAML: what plain text means, where things stand, and what is refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ipos_energy.errors import ScenarioError
from ipos_energy.park import yaml_tree
from ipos_energy.park.yaml_tree import MAX_DEPTH, Tree, parse_tree, read_tree


def tree(text: str) -> Tree:
    """A tree from text that calls itself s.yaml."""
    return parse_tree(text, "s.yaml", Path("/nowhere"))


def problems(text: str) -> list[str]:
    """What is said about text that is wrong."""
    try:
        found = tree(text).problems
    except ScenarioError as error:
        found = list(error.problems)
    assert found
    return [str(problem) for problem in found]


@pytest.mark.parametrize(("text", "value"), [
    ("on", "on"), ("off", "off"), ("no", "no"), ("yes", "yes"), ("1:30", "1:30"), ("NO", "NO"),
    ("0x10", "0x10"), ("0o7", "0o7"), ("010", 10), ("1_000", "1_000"), (".inf", ".inf"),
    (".nan", ".nan"), ("2019-01-01", "2019-01-01"), ("3", 3), ("-3.5", -3.5), ("1e3", 1000.0),
    ("true", True), ("False", False), ("null", None), ("~", None), ("", None), ("'3'", "3"),
    ('"true"', "true"), ("54 MW", "54 MW"), ("!!int '3'", "3"), ("0.92", 0.92),
])
def test_plain_scalars(text: str, value: Any) -> None:
    """YAML 1.2: only true and false are booleans; times, dates and odd numbers stay text.

    Catches Norway's code NO that becomes false, and 1:30 that becomes 90.
    """
    found = tree(f"key: {text}").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_places() -> None:
    """The value 6 stands in line 3, column 13; its key in column 5. Catches counting from 0."""
    found = tree("units:\n  b:\n    capacity: 6\n")
    place = found.place(("units", "b", "capacity"))
    assert place is not None
    assert (place.line, place.column, place.text) == (3, 15, "    capacity: 6")
    key = found.place(("units", "b", "capacity"), of_key=True)
    assert key is not None
    assert (key.line, key.column) == (3, 5)
    assert found.place(("units", "b", "missing")) == found.values["units", "b"]


def test_duplicate_keys_are_all_reported() -> None:
    """Two keys stand twice: both are said, with the line of the first. Catches a last that wins."""
    found = problems("a: 1\nb: 2\na: 3\nb: 4\n")
    assert len(found) == 2
    assert 's.yaml:3:1: the key "a" stands twice, first in line 1' in found[0]
    assert 's.yaml:4:1: the key "b" stands twice, first in line 2' in found[1]


@pytest.mark.parametrize(("text", "message"), [
    ("a: [1, 2", "this is not YAML"), ("a: 1\n\tb: 2", "this is not YAML"),
    ("a: 1\n b: 2", "this is not YAML"), ("- a\n- b", "a scenario is a mapping"),
    ("", "a scenario is a mapping"), ("just text", "a scenario is a mapping"),
    ("? [1, 2]\n: 3", "a key must be a text"), ("a: *b", "this is not YAML"),
    ("a: !!python/object/apply:os.system [ls]\nb: {", "this is not YAML"),
    ("a: 1\n---\nb: 2", "this is not YAML"),
    ("a: \x00", "the character U+0000 is not allowed"),
])
def test_what_is_no_scenario(text: str, message: str) -> None:
    """Broken brackets, tabs, lists, unknown anchors, two documents: said with a place.

    Catches a traceback for a slip of the keyboard.
    """
    found = problems(text)
    assert message in found[0]
    assert found[0].startswith("s.yaml:")


def test_tags_run_nothing() -> None:
    """A tag that would call a function is read as plain text. Catches an unsafe loader."""
    assert tree("a: !!python/object/apply:os.system [ls]").data == {"a": ["ls"]}


def test_anchors_may_be_used() -> None:
    """An outage written once and used twice. Catches aliases that are lost."""
    assert tree("a: &x {from: 1}\nb: *x\n").data == {"a": {"from": 1}, "b": {"from": 1}}


def test_depth_is_bounded() -> None:
    """One level more than allowed is refused, the allowed depth is read.

    Catches a file that exhausts the stack.
    """
    def nested(depth: int) -> str:
        return "a: " + "[" * (depth - 1) + "]" * (depth - 1)

    tree(nested(MAX_DEPTH))
    assert f"nested deeper than {MAX_DEPTH} levels" in problems(nested(MAX_DEPTH + 1))[0]
    assert "nested deeper" in problems(nested(100_000))[0]


def test_aliases_that_multiply_are_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nine lists of nine aliases each would be 9^9 values. Catches the billion laughs."""
    monkeypatch.setattr(yaml_tree, "MAX_VALUES", 5000)
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{k}: &a{k} [{', '.join([f'*a{k - 1}'] * 9)}]" for k in range(1, 9)]
    assert any("more than 5000 values" in one for one in problems("\n".join(lines)))


@pytest.mark.parametrize("text", ["a: &a {b: *a}", "a: &a [*a, *a]"])
def test_an_alias_inside_itself_is_bounded(text: str) -> None:
    """What contains itself is refused, and said once. Catches endless recursion."""
    (found,) = problems(text)
    assert "nested deeper" in found


def test_byte_order_mark_and_line_ends(tmp_path: Path) -> None:
    """Files as Windows editors save them. Catches a first key with an invisible letter."""
    file = tmp_path / "s.yaml"
    file.write_bytes(b"\xef\xbb\xbfname: \xc3\x85ngpanna\r\nb: 2\r\n")
    assert read_tree(file).data == {"name": "Ångpanna", "b": 2}


def test_other_encodings_are_said(tmp_path: Path) -> None:
    """A file in Latin-1 is not guessed at. Catches a traceback of the decoder."""
    file = tmp_path / "s.yaml"
    file.write_bytes("name: Ångpanna".encode("latin-1"))
    with pytest.raises(ScenarioError, match=r"is not UTF-8 \(byte 7\)"):
        read_tree(file)


def test_files_that_are_not_there(tmp_path: Path) -> None:
    """A missing file and a folder are said. Catches a traceback of the operating system."""
    with pytest.raises(ScenarioError, match="there is no file"):
        read_tree(tmp_path / "missing.yaml")
    with pytest.raises(ScenarioError, match="is a folder"):
        read_tree(tmp_path)
