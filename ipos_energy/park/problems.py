"""Validation errors in a planner's words, with the place in the file."""

from __future__ import annotations

from collections.abc import Iterator
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError

from ipos_energy.errors import Problem, nearest
from ipos_energy.park.fields import describe
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.yaml_tree import Keys, Tree


def problems_of(error: ValidationError, tree: Tree, model: type[BaseModel]) -> Iterator[Problem]:
    """One Problem for each error that pydantic found in ``tree.data``."""
    for detail in error.errors(include_url=False):
        path = _path(detail["loc"], tree.data)
        kind = detail["type"]
        message, advice = _words(detail, path, allowed_keys(model, path[:-1], tree.data))
        place = tree.place(path, of_key=kind in ("extra_forbidden", "missing"))
        yield Problem(message, subject(path), place, advice)


def subject(path: Keys) -> str:
    """A path as it is shown: ``units › gas boiler 1 › capacity``."""
    return " › ".join(str(key) for key in path)


def allowed_keys(model: type[BaseModel], path: Keys, data: Any) -> list[str]:
    """The keys that the mapping at ``path`` may have; empty where they are the planner's own."""
    schema: Any = model
    for key in path:
        data = data[key]
        schema = _inside(schema, key, data)
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        return []
    return [field.alias or name for name, field in schema.model_fields.items()]


def _inside(schema: Any, key: str | int, data: Any) -> Any:
    """The type of what stands under ``key`` in a value of type ``schema``."""
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        for name, field in schema.model_fields.items():
            if key in (name, field.alias):
                choice = next((m for m in field.metadata if isinstance(m, OneOf)), None)
                return choice.chosen(data) if choice else _chosen(field.annotation, data)
        return None
    inner = get_args(schema)
    return _chosen(inner[-1 if isinstance(key, str) else 0], data) if inner else None


def _chosen(annotation: Any, data: Any) -> Any:
    """The type without its annotations; of a union, the class whose kind ``data`` states."""
    if get_origin(annotation) is Annotated:
        inner, *metadata = get_args(annotation)
        choice = next((m for m in metadata if isinstance(m, OneOf)), None)
        return choice.chosen(data) if choice else _chosen(inner, data)
    if get_origin(annotation) in (Union, UnionType):
        models = [_chosen(part, data) for part in get_args(annotation)]
        fitting = [m for m in models if isinstance(m, type) and issubclass(m, BaseModel)
                   and isinstance(data, dict) and _fits(m, data)]
        return fitting[0] if fitting else None
    return annotation


def _fits(model: type[BaseModel], data: dict[str, Any]) -> bool:
    for name in ("generate", "kind"):
        if name in model.model_fields:
            return data.get(name) in get_args(model.model_fields[name].annotation)
    required = [name for name, field in model.model_fields.items() if field.is_required()]
    return all(name in data for name in required)


def _path(loc: tuple[int | str, ...], data: Any) -> Keys:
    """Pydantic's location without the names of the choices of a union."""
    path: list[str | int] = []
    for position, key in enumerate(loc):
        last = position == len(loc) - 1
        if key == "[key]":
            continue
        present = (isinstance(data, dict) and key in data) or (
            isinstance(data, list) and isinstance(key, int) and key < len(data))
        if present:
            path.append(key)
            data = data[key]
        elif last and isinstance(data, dict) and key not in (data.get("kind"), data.get("medium")):
            path.append(key)
    return tuple(path)


def _words(detail: Any, path: Keys, allowed: list[str]) -> tuple[str, str]:
    kind, context, found = detail["type"], detail.get("ctx", {}), detail.get("input")
    if kind == "scenario":
        return context["message"], context["advice"]
    if kind == "missing":
        return f'the key "{path[-1]}" is missing', ""
    if kind == "extra_forbidden":
        return f'there is no key "{path[-1]}" here', nearest(str(path[-1]), allowed)
    if kind == "union_tag_invalid":
        allowed = [name.strip("' ") for name in context["expected_tags"].split(",")]
        key = context["discriminator"].strip("'")
        return f'there is no {key} "{context["tag"]}"', nearest(str(context["tag"]), allowed)
    if kind == "union_tag_not_found":
        return f'the key {context["discriminator"]} is missing', "It says what this is."
    if kind in ("model_type", "dict_type", "model_attributes_type"):
        return f"expected a mapping of keys, found {describe(found)}", ""
    message = detail["msg"][:1].lower() + detail["msg"][1:]
    return f"{message}, found {describe(found)}", ""
