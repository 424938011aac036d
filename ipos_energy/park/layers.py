"""How scenario files build on each other: ``based on``, and values set on the command line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ipos_energy.errors import Place, Problem, ScenarioError, nearest
from ipos_energy.park.problems import subject
from ipos_energy.park.yaml_tree import COMMAND_LINE, Keys, Tree, parse_tree, read_tree

BASED_ON = "based on"

MAX_BASES = 20

NAMED = ("profiles", "headers", "units", "companies", "contracts")
"""Sections whose entries the planner names."""

_SORTS = ("kind", "generate")
"""Keys whose value says what an entry is."""

_SOURCES = ("file", "constant", "values", "generate")
"""Keys of which a profile has one, which says where it comes from."""


def read_layers(path: Path, overrides: Sequence[str] = (), *, outside: bool = False) -> Tree:
    """The scenario at ``path`` on top of what it is based on, below ``overrides``.

    A mapping is merged key by key; anything else replaces what was there. ``null`` removes a key.
    An entry that states another ``kind`` replaces the whole entry, and so does a profile that
    states another source, such as a ``file`` where it was generated. An override reads
    ``contracts.gas.energy_price=45 EUR/MWh``; those that say what an entry is go first. A base must
    lie in or below the file's own folder unless ``outside`` is true. What is wrong and leaves the
    rest readable is among the tree's problems. Raises ScenarioError where a file cannot be read.
    """
    tree = _with_base(path, [], outside)
    for text in sorted(overrides, key=_is_detail):
        try:
            merge(tree, _override(text, tree))
        except ScenarioError as error:
            tree.problems.extend(error.problems)
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
    if len(seen) == MAX_BASES:
        raise ScenarioError([Problem(f"more than {MAX_BASES} files are based on each other",
                                     BASED_ON, place)])
    target = resolved(here.parent / base, BASED_ON, place)
    if target in [*seen, here]:
        raise ScenarioError([Problem(f'"{base}" is based on this file in turn', BASED_ON, place)])
    check_inside(target, here.parent, BASED_ON, place, outside)
    if not target.is_file():
        raise ScenarioError([Problem(f'there is no file "{base}" here', BASED_ON, place)])
    try:
        below = _with_base(path.parent / base, [*seen, here], outside)
    except ScenarioError as error:
        raise ScenarioError([*tree.problems, *error.problems]) from error
    merge(below, tree)
    return below


def resolved(path: Path, what: str, place: Place | None) -> Path:
    """Where a path leads, links followed. Raises ScenarioError where it leads nowhere."""
    try:
        target = path.resolve()
        target.is_file()  # asks the system, which may find the name too long
    except (OSError, RuntimeError) as error:  # a name too long, or links in a circle
        reason = getattr(error, "strerror", None) or "its links lead in a circle"
        raise ScenarioError([Problem(f"this file cannot be followed: {reason}", what, place)]) \
            from error
    return target


def check_inside(
    target: Path, folder: Path, what: str, place: Place | None, outside: bool
) -> None:
    """Raises ScenarioError where a file named inside a scenario lies outside its folder."""
    if not outside and not target.is_relative_to(folder):
        raise ScenarioError([Problem(
            f'"{target}" lies outside the scenario\'s own folder', what, place,
            "Move the file, name it on the command line with --set, or allow it with "
            "--allow-outside-files.",
        )])


def merge(below: Tree, above: Tree) -> None:
    """Lays ``above`` over ``below``, in place, with the places of what it states.

    Where it removes what is not there, that joins the problems of ``below``.
    """
    _merge(below, above, below.data, above.data, ())
    below.problems.extend(above.problems)


def _merge(
    below: Tree, above: Tree, old: dict[str, Any], new: dict[str, Any], path: Keys
) -> None:
    for key, value in new.items():
        here = (*path, key)
        before = old.get(key)
        if value is None:
            if old.pop(key, None) is None:
                below.problems.append(Problem(f'there is no key "{key}" to remove', subject(here),
                                              above.place(here, of_key=True),
                                              nearest(key, old)))
            continue
        if isinstance(before, dict) and isinstance(value, dict) \
                and not _is_another(here, before, value):
            _merge(below, above, before, value, here)
            continue
        old[key] = value
        for target, source in ((below.values, above.values), (below.keys, above.keys)):
            for place in [place for place in target if place[:len(here)] == here]:
                del target[place]
            target.update({p: v for p, v in source.items() if p[:len(here)] == here})
        below.folders.update({p: v for p, v in above.folders.items() if p[:len(here)] == here})


def _is_another(here: Keys, before: dict[str, Any], value: dict[str, Any]) -> bool:
    """Whether an entry (section, name) says that it is something else than the one before."""
    if len(here) != 2:
        return False
    sources = _SOURCES if here[0] == "profiles" else ()
    stated, had = ([key for key in sources if key in entry] for entry in (value, before))
    return (any(key in value and value[key] != before.get(key) for key in _SORTS)
            or bool(stated and had and stated != had))


def _is_detail(override: str) -> bool:
    """Whether an override changes a detail of an entry, and so goes after those that replace it."""
    *path, key = override.partition("=")[0].split(".")
    return len(path) >= 2 and key.strip() not in (*_SORTS, *_SOURCES)


def _override(text: str, tree: Tree) -> Tree:
    """An override as a tree that states one value. Raises ScenarioError."""
    path, equals, value = (part.strip() for part in text.partition("="))
    place = Place(COMMAND_LINE, 0, 1, f"--set {text}")
    keys = _split(path, tree.data)
    if not equals or not value or not all(keys):
        raise ScenarioError([Problem(
            f'"{text}" is no override', place=place,
            advice='Write it as --set contracts.gas.energy_price="45 EUR/MWh".')])
    _check_entry_exists(keys, tree.data, place)
    data = parsed = _value(value, place)
    for key in reversed(keys):
        data = {key: data}
    result = Tree(data)
    inner = [(*keys, *below) for below in _paths(parsed)]
    for one in [*(keys[:count] for count in range(1, len(keys))), *inner]:
        result.keys[one] = result.values[one] = place
        result.folders[one] = Path.cwd()
    return result


def _value(text: str, place: Place) -> Any:
    """What the value of an override means. Raises ScenarioError."""
    try:
        tree = parse_tree(f"value: {text}", COMMAND_LINE, Path.cwd())
        if tree.problems:
            raise ScenarioError(tree.problems)
        parsed = tree.data
    except ScenarioError as error:
        raise ScenarioError([Problem(problem.message, place=place)
                             for problem in error.problems]) from error
    if set(parsed) != {"value"}:
        raise ScenarioError([Problem("an override has one value", place=place)])
    return parsed["value"]


def _paths(data: Any) -> Iterator[Keys]:
    """The path of a value, and of all that is in it."""
    yield ()
    entries = data.items() if isinstance(data, dict) else (
        enumerate(data) if isinstance(data, list) else ())
    for key, value in entries:
        yield from ((key, *path) for path in _paths(value))


def _check_entry_exists(keys: tuple[str, ...], data: dict[str, Any], place: Place) -> None:
    """Raises ScenarioError where an override changes something in an entry that there is not.

    A misspelt name would otherwise add a new entry and leave the one that was meant as it is.
    """
    if len(keys) > 2 and keys[0] in NAMED:
        section = data.get(keys[0]) or {}
        if isinstance(section, dict) and keys[1] not in section:
            raise ScenarioError([Problem(
                f'there is no "{keys[1]}" among the {keys[0]}', subject(keys), place,
                nearest(keys[1], section)
                or f"State a new one whole: --set {keys[0]}.{keys[1]}={{…}}")])


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
