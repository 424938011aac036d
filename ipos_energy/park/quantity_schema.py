"""What the JSON Schema says of a quantity."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ipos_energy.park.quantities import Measure


def quantity_schema(
    measures: Sequence[Measure], bounds: Mapping[str, float] = {}
) -> dict[str, Any]:
    """The schema of a quantity of one of ``measures``, with its unit.

    ``bounds`` are JSON Schema's keywords such as ``minimum``, in canonical units: an editor holds
    bare numbers against them.
    """
    names = [measure.name for measure in measures]
    bare = any(measure.bare for measure in measures)
    return {
        "type": ["number", "string"] if bare else "string",
        "description": f"{' or '.join(names)} with its unit".capitalize(),
        "examples": [measure.example for measure in measures],
        "measures": names,
        **bounds,
    }
