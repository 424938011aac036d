"""How scenario files build on each other: ``based on``, and values set on the command line."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ipos_energy.errors import Place, Problem, ScenarioError
from ipos_energy.park.yaml_tree import COMMAND_LINE, Keys, Tree, parse_tree, read_tree

BASED_ON = "based on"


def read_layers(path: Path, overrides: Sequence[str] = (), *, outside: bool = False) -> Tree:
    """The scenario at ``path`` on top of what it is based on, below ``overrides``.

    A mapping is merged key by key; anything else replaces what was there. ``null`` removes a key,
    and an entry that states another ``kind`` replaces the whole entry. An override reads
    ``contracts.gas.energy_price=45 EUR/MWh``. A base must lie in or below the file's own folder
    unless ``outside`` is true. Raises ScenarioError.
    """
    tree = _with_base(path, [], outside)
    for text in overrides:
        merge(tree, _override(text, tree))
    return tree


def _with_base(path: Path, seen: list[Path], outside: bool) -> Tree:
    tree = read_tree(path)
    place = tree.place((BASED_ON,))
    base = tree.data.pop(BASED_ON, None)
    if base is None:
        return tree
    if not isinstance(base, str):
        raise ScenarioError([Problem("expected the name of a scenario file", BASED_ON, place)])
    here = path.resolve()
    target = (here.parent / base).resolve()
    if target in [*seen, here]:
        raise ScenarioError([Problem(f'"{base}" is based on this file in turn', BASED_ON, place)])
    check_inside(target, here.parent, BASED_ON, place, outside)
    if not target.is_file():
        raise ScenarioError([Problem(f'there is no file "{base}" here', BASED_ON, place)])
    below = _with_base(path.parent / base, [*seen, here], outside)
    merge(below, tree)
    return below


def check_inside(
    target: Path, folder: Path, subject: str, place: Place | None, outside: bool
) -> None:
    """Raises ScenarioError where a file named inside a scenario lies outside its folder."""
    if not outside and not target.is_relative_to(folder):
        raise ScenarioError([Problem(
            f'"{target}" lies outside the scenario\'s own folder', subject, place,
            "Move the file, name it on the command line with --set, or allow it with "
            "--allow-outside-files.",
        )])


def merge(below: Tree, above: Tree) -> None:
    """Lays ``above`` over ``below``, in place, with the places of what it states."""
    _merge(below, above, below.data, above.data, ())


def _merge(
    below: Tree, above: Tree, old: dict[str, Any], new: dict[str, Any], path: Keys
) -> None:
    for key, value in new.items():
        here = (*path, key)
        before = old.get(key)
        if value is None:
            old.pop(key, None)
            continue
        other_kind = (isinstance(before, dict) and isinstance(value, dict)
                      and "kind" in value and value["kind"] != before.get("kind"))
        if isinstance(before, dict) and isinstance(value, dict) and not other_kind:
            _merge(below, above, before, value, here)
            continue
        old[key] = value
        for target, source in ((below.values, above.values), (below.keys, above.keys)):
            for place in [place for place in target if place[:len(here)] == here]:
                del target[place]
            target.update({p: v for p, v in source.items() if p[:len(here)] == here})
        below.folders.update({p: v for p, v in above.folders.items() if p[:len(here)] == here})


def _override(text: str, tree: Tree) -> Tree:
    path, equals, value = text.partition("=")
    if not equals or not path.strip():
        raise ScenarioError([Problem(
            f'"{text}" is no override', place=Place(COMMAND_LINE, 1, 1),
            advice='Write it as --set contracts.gas.energy_price="45 EUR/MWh".')])
    keys = _split(path.strip(), tree.data)
    parsed = parse_tree(f"value: {value.strip()}", COMMAND_LINE, Path.cwd())
    place = Place(COMMAND_LINE, 1, 1, f"--set {text}")
    data: Any = parsed.data["value"]
    for key in reversed(keys):
        data = {key: data}
    result = Tree(data)
    for count in range(1, len(keys) + 1):
        result.keys[keys[:count]] = result.values[keys[:count]] = place
        result.folders[keys[:count]] = Path.cwd()
    for inner in parsed.values:
        if inner[:1] == ("value",):
            result.values[(*keys, *inner[1:])] = place
            result.folders[(*keys, *inner[1:])] = Path.cwd()
    return result


def _split(path: str, data: Any) -> tuple[str, ...]:
    """Splits at dots, but keeps a dotted name that exists whole (``units.boiler 1.5.capacity``)."""
    parts, keys = path.split("."), []
    while parts:
        whole = next((count for count in range(len(parts), 0, -1)
                      if isinstance(data, dict) and ".".join(parts[:count]) in data), 1)
        key = ".".join(parts[:whole])
        keys.append(key)
        data = data.get(key) if isinstance(data, dict) else None
        parts = parts[whole:]
    return tuple(keys)
