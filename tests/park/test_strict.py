"""No field of a scenario takes a value as something that it was not written as."""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterator
from typing import Annotated, Any, get_args, get_origin

from pydantic import BaseModel, Strict

import ipos_energy.park
from ipos_energy.park.fields import Measured

LAX = (bool, int, float)


def models(base: type[BaseModel]) -> Iterator[type[BaseModel]]:
    """Every schema of the park below ``base``."""
    for one in base.__subclasses__():
        if one.__module__.startswith("ipos_energy."):
            yield one
        yield from models(one)


def lax_parts(annotation: Any, metadata: list[Any]) -> Iterator[Any]:
    """The plain numbers and truth values in an annotation that would take other types."""
    if any(isinstance(one, Strict | Measured) or hasattr(one, "func") for one in metadata):
        return
    if annotation in LAX:
        yield annotation
    if get_origin(annotation) is Annotated:
        inner, *own = get_args(annotation)
        yield from lax_parts(inner, own)
    else:
        for part in get_args(annotation):
            yield from lax_parts(part, [])


def test_plain_numbers_and_truth_values_are_strict() -> None:
    """Proves, for every field of every kind, that ``off`` is no truth value and ``true`` no number.

    Catches a new field declared as ``bool`` or ``float``, which pydantic reads generously.
    """
    for module in pkgutil.walk_packages(ipos_energy.park.__path__, "ipos_energy.park."):
        importlib.import_module(module.name)
    lax = [f"{model.__name__}.{name}" for model in set(models(BaseModel))
           for name, field in model.model_fields.items()
           if list(lax_parts(field.annotation, field.metadata))]
    assert lax == []
