"""A field that holds one of several kinds, told apart by a key such as ``kind``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from ipos_energy.park.fields import Schema


@dataclass(frozen=True)
class OneOf:
    """Annotates a field with the classes that it may hold; ``key`` names the one meant."""

    classes: Sequence[type[Schema]]
    key: str = "kind"

    def __get_pydantic_core_schema__(self, _: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        choices = {self.tag(cls): handler.generate_schema(cls) for cls in self.classes}
        return core_schema.tagged_union_schema(choices, discriminator=self.key)

    def tag(self, cls: type[Schema]) -> str:
        """The value of the key that means ``cls``: what its Literal annotation states."""
        return str(get_args(cls.model_fields[self.key].annotation)[0])

    def chosen(self, data: Any) -> type[Schema] | None:
        """The class that a mapping means; None where it means none."""
        if not isinstance(data, dict):
            return None
        return next((cls for cls in self.classes if self.tag(cls) == data.get(self.key)), None)
