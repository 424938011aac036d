"""Valid scenarios, changed at random: what a tired planner or an unfriendly one may hand in."""

from __future__ import annotations

import copy
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from hypothesis import strategies as st

from ipos_energy.park.yaml_tree import parse_tree
from tests.fuzz.rich import RICH
from tests.helpers import KINDS
from tests.line.park import PARK
from tests.units.features import FEATURES

VALID: tuple[str, ...] = (
    PARK, *RICH, *(kind.example for kind in KINDS),
    *(feature.text for feature in FEATURES.values()))
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

UNITS: tuple[str, ...] = (
    "MW", "kW", "GW", "MWh", "kWh", "GWh", "MW/h", "t/h", "kg/h", "bar", "kPa", "degC", "K", "%",
    "%/h", "EUR/MWh", "SEK/MWh", "öre/kWh", "SEK/kWh", "EUR/MW", "EUR/kW/year", "EUR/MW/month",
    "EUR", "SEK", "kg/MWh", "t/MWh", "g/kWh", "EUR/t", "h", "min", "days", "years", "m3", "", "mw",
    "Mw", "MWH", "-",
)
"""What takes the place of a unit."""

NOTATIONS: tuple[str, ...] = (
    "{}e3", "{}E-3", "{}_000", "0x{}", "0{}", "+{}", "-{}", "{},5", "{}.5", ".{}", "{}.", "1:{}",
    "{} 000", "{}'000", "{}.000,5", "{}e", "1/{}", "{}*2", "≈{}", "{}-{}", "<{}", ".inf", "-.inf",
    ".nan", "1e400", "{}\u00a0000", "½", "٣",
)
"""What takes the place of a number, ``{}`` being the number."""

SHIFTS: tuple[str, ...] = (
    "2019-01-01", "2019-12-31T23:00", "2020-02-29", "2019-02-29", "2019-03-31T02:30",
    "2019-10-27T02:30", "2019-01-01T00:30", "2019-01-01T00:07", "2018-06-01", "1900-01-01",
    "9999-12-31", "2019-01-01T02:00Z", "2019-01-01T02:00+05:00", "01/02/2019", "2019-1-1",
    "20190101", "2019-W01-1", "now",
)
"""What takes the place of a date."""

KINDS_OF_CHANGE = (
    "drop", "rename", "retype", "rescale", "duplicate", "copy", "misspell", "swap", "unit",
    "notation", "move", "alias", "date",
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
    min_size=1, max_size=5)
"""One to five changes."""


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


def paths(data: Any, path: Path_ = (), around: tuple[Any, ...] = ()) -> Iterator[Path_]:
    """The path of every value but the root; of a value within itself, only the first."""
    entries: Any = ()
    if any(data is one for one in around):
        return
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    for key, value in entries:
        yield (*path, key)
        yield from paths(value, (*path, key), (*around, data))


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
    elif change.kind == "alias":
        holder[key] = value_at(data, another)
    elif change.kind == "move":
        _move(data, holder, key, another)
    elif change.kind in _TEXTS:
        holder[key] = _TEXTS[change.kind](holder[key], change.other)
    else:
        _change_key(holder, key, change, another)


def _move(data: dict[str, Any], holder: Any, key: str | int, another: Path_) -> None:
    """The value under its key in another mapping."""
    target = value_at(data, another)
    if isinstance(target, dict) and isinstance(key, str):
        target[key] = holder.pop(key)


def _another_unit(value: Any, which: int) -> Any:
    number, _, _ = str(value).partition(" ")
    return f"{number} {UNITS[which % len(UNITS)]}".strip() if number[:1].isdigit() else value


def _another_notation(value: Any, which: int) -> Any:
    if isinstance(value, dict | list | bool) or value is None:
        return value
    notation = NOTATIONS[which % len(NOTATIONS)]
    return _NUMBER.sub(lambda found: notation.replace("{}", found[0]), str(value), count=1)


def _another_date(value: Any, which: int) -> Any:
    return SHIFTS[which % len(SHIFTS)] if _DATE.match(str(value)) else value


_NUMBER = re.compile(r"\d+")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TEXTS: dict[str, Callable[[Any, int], Any]] = {
    "unit": _another_unit, "notation": _another_notation, "date": _another_date,
}


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
