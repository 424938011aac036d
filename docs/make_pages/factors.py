"""The emission factors that the program brings along, with their sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ipos_energy.park.factors import ALTERNATIVES, FACTORS, NORDIC_MIX


def factors_page() -> str:
    """Every built-in factor; figures that were not read again in their source say so."""
    return "\n\n".join([
        "# Built-in factors",
        "A scenario names these without stating them, and states others beside them. A figure that "
        "was not confirmed in its source is marked so.",
        "## Electricity where nothing is stated", _listed({NORDIC_MIX["name"]: NORDIC_MIX}),
        "## Factors", _listed(FACTORS),
        "## Alternatives for district heat", "Per MWh of heat.", _listed(ALTERNATIVES)])


def _listed(factors: Mapping[str, Mapping[str, Any]]) -> str:
    rows = (f"{name}\n: {_kg(factor['factor'])}, {factor.get('scope', 'direct')}"
            f"{_year(factor)}{_range(factor)}.\n\n  [{factor['source']}.]{{.values}}"
            for name, factor in factors.items())
    return "\n\n".join(["::::{container} fields", *rows, "::::"])


def _kg(text: str) -> str:
    return f"{float(text.split()[0]):.5g} kg/MWh"


def _year(factor: Mapping[str, Any]) -> str:
    return f", {factor['year']}" if "year" in factor else ""


def _range(factor: Mapping[str, Any]) -> str:
    return f", from {_kg(factor['low'])} to {_kg(factor['high'])}" if "low" in factor else ""
