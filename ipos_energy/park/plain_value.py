"""What a planner wrote, before it is anything: how it is called, and whether it is a name."""

from __future__ import annotations

from typing import Any


def describe(value: Any) -> str:
    """What a value is, in a planner's words."""
    if value is None:
        return "nothing"
    if isinstance(value, bool):
        return f'"{str(value).lower()}"'
    if isinstance(value, dict):
        return "a mapping"
    return "a list" if isinstance(value, list) else f'"{value}"'


def as_name(value: Any) -> str | None:
    """A name of the planner's own, which may look like a number; None for what is no name."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return str(value)
