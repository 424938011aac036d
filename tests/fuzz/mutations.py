"""Valid scenarios, changed at random: what a tired planner or an unfriendly one may hand in."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from ipos_energy.park.yaml_tree import parse_tree
from tests.helpers import KINDS
from tests.line.park import PARK
from tests.units.features import FEATURES

VALID: tuple[str, ...] = (
    PARK, *(kind.example for kind in KINDS), *(feature.text for feature in FEATURES.values()))
"""Small scenarios that are right and solved in a moment, each kind and feature in one of them."""

ODD_VALUES: tuple[Any, ...] = (
    "", 0, 1, -1, 0.5, 1e30, 10**30, True, False, None, [], {}, [1], [[]], {"a": 1}, "on", "1:30",
    "0 MW", "-5 MW", "5 MW", "1e300 MW", "1e-300 MW", "1e999 MW", "5 MWh", "5 t/h", "5 EUR/MWh",
    "5 SEK/MWh", "1e9 EUR/MWh", "-5 EUR/MWh", "5 EUR", "5 EUR/MW", "5 EUR/MW/year", "5 kg/MWh",
    "5 %", "150 %", "-5 %", "20 %/h", "5 degC", "-300 degC", "900 degC", "5 K", "3 bar", "500 bar",
    "5 h", "5 years", "5 m3", "2019-01-01", "2019-02-30", "nan", "inf", ".nan", "5 mw", "5MW",
    "5,5 MW", "electricity", "gas", "steam", "cyclic", "x" * 250, "a\u202eb", "å ä ö",
    {"profile": "need"}, {"profile": "nobody"}, {"constant": "5 MW"}, [{"from": "2019-01-01"}],
)
"""What takes the place of a value."""

KINDS_OF_CHANGE = (
    "drop", "rename", "retype", "rescale", "duplicate", "copy", "misspell", "swap",
)

Path_ = tuple[str | int, ...]


@dataclass(frozen=True)
class Change:
    """One change: its kind, and three numbers that say where and to what."""

    kind: str
    where: int
    other: int
    factor: float


changes = st.lists(
    st.builds(
        Change, st.sampled_from(KINDS_OF_CHANGE), st.integers(0, 9999), st.integers(0, 9999),
        st.sampled_from((0.0, -1.0, 1e-9, 1e-3, 0.5, 2.0, 10.0, 1e3, 1e6, 1e12, 1e300))),
    min_size=1, max_size=3)
"""One to three changes."""


def plain(text: str) -> dict[str, Any]:
    """A scenario as plain data."""
    return parse_tree(text, "valid", Path.cwd()).data


def changed(data: dict[str, Any], what: list[Change]) -> dict[str, Any]:
    """A copy of a scenario's plain data with all changes made to it."""
    result = copy.deepcopy(data)
    for change in what:
        _change(result, change)
    return result


def as_text(data: dict[str, Any]) -> str:
    """The plain data as YAML."""
    return yaml.safe_dump(data, sort_keys=False, allow_unicode=True)


def paths(data: Any, path: Path_ = ()) -> Iterator[Path_]:
    """The path of every value but the root."""
    entries: Any = ()
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    for key, value in entries:
        yield (*path, key)
        yield from paths(value, (*path, key))


def _change(data: dict[str, Any], change: Change) -> None:
    places = list(paths(data))
    if not places:
        return
    *around, key = places[change.where % len(places)]
    holder = value_at(data, tuple(around))
    another = places[change.other % len(places)]
    if change.kind == "drop":
        del holder[key]
    elif change.kind == "retype":
        holder[key] = copy.deepcopy(ODD_VALUES[change.other % len(ODD_VALUES)])
    elif change.kind == "copy":
        holder[key] = copy.deepcopy(value_at(data, another))
    elif change.kind == "rescale":
        holder[key] = _rescaled(holder[key], change.factor)
    elif change.kind == "swap":
        *other_around, other_key = another
        other_holder, mine = value_at(data, tuple(other_around)), copy.deepcopy(holder[key])
        holder[key] = copy.deepcopy(other_holder[other_key])
        other_holder[other_key] = mine
    else:
        _change_key(holder, key, change, another)


def _change_key(holder: Any, key: str | int, change: Change, another: Path_) -> None:
    """Another key for a value, or the value a second time."""
    if isinstance(holder, list):
        holder.append(copy.deepcopy(holder[int(key)]))
        return
    if change.kind == "duplicate":
        holder[f"{key} 2"] = copy.deepcopy(holder[key])
        return
    name = str(key)
    at = change.other % len(name) if name else 0
    new = name[:at] + name[at + 1:] if change.kind == "misspell" else str(another[-1])
    entries = {new if one == key else one: value for one, value in holder.items()}
    holder.clear()
    holder.update(entries)


def value_at(data: Any, path: Path_) -> Any:
    """What stands at a path."""
    for key in path:
        data = data[key]
    return data


def _rescaled(value: Any, factor: float) -> Any:
    """A number, or the number in a quantity, times ``factor``; a list has its first value so."""
    if isinstance(value, bool) or value is None or isinstance(value, dict):
        return value
    if isinstance(value, int | float):
        return value * factor
    if isinstance(value, list):
        return [_rescaled(one, factor) if k == 0 else one for k, one in enumerate(value)]
    number, _, unit = str(value).partition(" ")
    try:
        return f"{float(number) * factor:g} {unit}".strip()
    except ValueError:
        return value
