"""The JSON Schema of scenario files."""

from __future__ import annotations

from typing import Any

from ipos_energy.park.layers import BASED_ON
from ipos_energy.park.scenario import Scenario

_CHANGED = "-changed"
_NOTHING = {"type": "null", "description": "Removes the key"}


def scenario_schema() -> dict[str, Any]:
    """The schema, for completion and checks in an editor.

    A file that is based on another may leave out anything that that one states, also inside its
    entries, and removes a key by null.
    """
    stated = Scenario.model_json_schema(by_alias=True)
    parts = stated.pop("$defs")
    changed = _changes(stated)
    changed["properties"][BASED_ON] = {
        "type": "string", "description": "Scenario file that this one changes"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ipos-energy scenario",
        "type": "object",
        "if": {"required": [BASED_ON]}, "then": changed, "else": stated,
        "$defs": {**parts, **{name + _CHANGED: _changes(part) for name, part in parts.items()}},
    }


def _changes(schema: Any) -> Any:
    """What may be stated over something of this schema: any part of it, or null."""
    if isinstance(schema, list):
        return [_changes(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    changed = {}
    for key, value in schema.items():
        if key == "properties":
            changed[key] = {name: _or_nothing(one) for name, one in value.items()}
        elif key == "additionalProperties" and isinstance(value, dict):
            changed[key] = _or_nothing(value)
        elif key == "$ref":
            changed[key] = value + _CHANGED
        elif key == "oneOf":
            changed["anyOf"] = _changes(value)
        elif key not in ("required", "discriminator"):
            changed[key] = _changes(value)
    return changed


def _or_nothing(schema: Any) -> dict[str, Any]:
    return {"anyOf": [_changes(schema), _NOTHING]}
