"""The scenario of a result as key paths with values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ipos_energy.errors import ResultError

ARROW = " › "


def inputs_of(run: Path) -> dict[str, str]:
    """Each value of the scenario as run by its key path, such as ``units › boiler › capacity``.

    Raises ResultError where ``scenario.yaml`` cannot be read.
    """
    path = run / "scenario.yaml"
    try:
        tree = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
    except (OSError, ValueError, yaml.YAMLError) as error:
        raise ResultError(f'the scenario as run cannot be read from "{path}": {error}') from error
    if not isinstance(tree, dict):
        raise ResultError(f'"{path}" is not a scenario')
    return dict(_leaves(tree, ""))


def differences(inputs: Sequence[Mapping[str, str]], absent: str) -> list[tuple[str, ...]]:
    """Key paths whose values are not the same everywhere, each with its value in every one.

    ``absent`` stands where one does not state it.
    """
    keys = dict.fromkeys(key for one in inputs for key in one)
    rows = ((key, *(one.get(key, absent) for one in inputs)) for key in keys)
    return [row for row in rows if len(set(row[1:])) > 1]


def _leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Lists of plain values are one leaf; others are taken apart."""
    if isinstance(value, dict) and value:
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}{ARROW}{key}" if path else str(key))
    elif isinstance(value, list) and any(isinstance(one, dict | list) for one in value):
        for number, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{path}{ARROW}{number}")
    elif isinstance(value, list):
        yield path, ", ".join(map(_plain, value))
    else:
        yield path, _plain(value)


def _plain(value: Any) -> str:
    """A value as a scenario writes it."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return "null" if value is None or value == {} else str(value)
