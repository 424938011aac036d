"""Published totals of a park, to stand beside what the program finds."""

from __future__ import annotations

from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ipos_energy.errors import nearest
from ipos_energy.park.fields import Energy, Schema, wrong
from ipos_energy.park.plain_value import describe

FIGURES = {
    "process heat available": "process_heat_available_mwh",
    "heat cooled away": "cooled_away_mwh",
    "steam to companies": "steam_to_companies_mwh",
    "hot water to companies": "hot_water_to_companies_mwh",
    "electricity to companies": "electricity_to_companies_mwh",
    "district heat sold": "heat_sold_mwh",
    "electricity generated": "electricity_generated_mwh",
    "electricity bought": "electricity_bought_mwh",
    "electricity sold": "electricity_sold_mwh",
    "fuel burnt": "fuel_burnt_mwh",
}
"""Headline figures by the name that a planner reads; the value is the key in ``summary.json``."""


class FigureName:
    """Annotates the name of a headline figure."""

    def __get_pydantic_core_schema__(self, _: Any, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_plain_validator_function(self.validate)

    def __get_pydantic_json_schema__(
        self, _: CoreSchema, __: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return {"type": "string", "enum": list(FIGURES)}

    def validate(self, value: Any) -> str:
        if value not in FIGURES:
            raise wrong(f"there is no headline figure {describe(value)}",
                        nearest(str(value), FIGURES))
        return str(value)


class Published(Schema):
    """A total that was published for a park like this one."""

    value: Energy
    """The published total of a year"""
    source: str
    """Where it was published"""
    why_different: str = ""
    """Why the scenario's own figure differs"""
