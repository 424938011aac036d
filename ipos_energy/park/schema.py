"""The JSON Schema of scenario files."""

from __future__ import annotations

from typing import Any

from ipos_energy.park.layers import BASED_ON
from ipos_energy.park.scenario import Scenario


def scenario_schema() -> dict[str, Any]:
    """The schema, for completion and checks in an editor.

    A file that is based on another may leave out what that one states.
    """
    schema = Scenario.model_json_schema(by_alias=True)
    required = schema.pop("required")
    schema["properties"][BASED_ON] = {
        "type": "string", "description": "Scenario file that this one changes; null removes a key"}
    schema["anyOf"] = [{"required": required}, {"required": [BASED_ON]}]
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["title"] = "ipos-energy scenario"
    return schema
