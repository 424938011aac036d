"""Validation errors in a planner's words, with the place in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from ipos_energy.errors import Problem, closest, nearest
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.plain_value import describe
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.yaml_tree import Keys, Tree

_TAGGED = ("profiles", "headers", "units", "contracts")
"""Sections whose entries are of several kinds: pydantic names the kind after the entry's name."""

_EXPECTED = {
    "model_type": "a mapping of keys", "model_attributes_type": "a mapping of keys",
    "dict_type": "a mapping of keys", "tuple_type": "a list", "list_type": "a list",
    "string_type": "a text", "string_too_short": "a text that is not empty",
    "bool_type": "true or false", "bool_parsing": "true or false",
    "float_type": "a number", "float_parsing": "a number",
    "int_type": "a whole number", "int_parsing": "a whole number",
    "int_from_float": "a whole number", "finite_number": "a finite number",
}


_BOUNDS = {
    "greater_than_equal": ("at least", "ge"), "less_than_equal": ("at most", "le"),
    "greater_than": ("more than", "gt"), "less_than": ("less than", "lt"),
}


def problems_of(error: ValidationError, tree: Tree, model: type[BaseModel]) -> Iterator[Problem]:
    """One Problem for each mistake in ``tree.data``: those that pydantic found, and empty keys."""
    details = list(_located(error, tree.data))
    said = {path for path, detail in details if detail["type"] == "extra_forbidden"}
    empty = [path for path in empty_keys(tree.data) if path not in said]
    offered: set[Keys] = set()
    for path in said:
        keys = allowed_keys(model, path[:-1], tree.data)
        meant = closest(str(path[-1]), keys)
        offered |= {(*path[:-1], key) for key in keys if key == meant}
    yield from (empty_key(path, tree) for path in empty)
    for path, detail in details:
        if path not in empty and not (detail["type"] == "missing" and path in offered):
            yield _problem(path, detail, tree, model)


def empty_keys(data: Any, path: Keys = ()) -> Iterator[Keys]:
    """The paths of all values that were left empty."""
    entries: Iterable[tuple[str | int, Any]] = ()
    if isinstance(data, dict):
        entries = data.items()
    elif isinstance(data, list):
        entries = enumerate(data)
    for key, value in entries:
        if value is None:
            yield (*path, key)
        yield from empty_keys(value, (*path, key))


def empty_key(path: Keys, tree: Tree) -> Problem:
    """The problem of a key without a value."""
    return Problem(f'the key "{path[-1]}" has no value', subject(path),
                   tree.place(path, of_key=True),
                   _comma(path[-1]) or "Write its value, or leave the key out.")


def subject(path: Keys) -> str:
    """A path as it is shown: ``units › gas boiler 1 › capacity``."""
    return " › ".join(str(key) for key in path)


def _located(error: ValidationError, data: Any) -> Iterator[tuple[Keys, Any]]:
    """Each error with its path; where a word or a mapping is allowed, one error and not both."""
    for detail in error.errors(include_url=False):
        path, is_mapping = _path(detail["loc"], data), isinstance(detail["input"], dict)
        of_member = len(path) < len(_without_tag(detail["loc"]))
        if _is_word(detail) and is_mapping:
            continue
        if detail["type"] == "model_type" and of_member and not is_mapping:
            continue
        yield path, detail


def _is_word(detail: Any) -> bool:
    """Whether an error is of the member of a union that is a fixed word."""
    return bool(detail["loc"]) and str(detail["loc"][-1]).startswith("literal[")


def _without_tag(loc: tuple[int | str, ...]) -> tuple[int | str, ...]:
    return loc[:2] + loc[3:] if loc and loc[0] in _TAGGED else loc


def _path(loc: tuple[int | str, ...], data: Any) -> Keys:
    """Pydantic's location without what it adds: kinds, members of unions, ``[key]``."""
    path: list[str | int] = []
    keys = _without_tag(loc)
    for position, key in enumerate(keys):
        present = (isinstance(data, dict) and key in data) or (
            isinstance(data, list) and isinstance(key, int) and key < len(data))
        if present:
            path.append(key)
            data = data[key]
        elif position == len(keys) - 1 and isinstance(data, dict) and key not in (
                "[key]", data.get("kind")):
            path.append(key)
    return tuple(path)


def _problem(path: Keys, detail: Any, tree: Tree, model: type[BaseModel]) -> Problem:
    kind, context = detail["type"], detail.get("ctx", {})
    if kind == "scenario":
        path = (*path, *context["at"])
        of_key = detail["loc"][-1:] == ("[key]",)
        return Problem(context["message"], subject(path), tree.place(path, of_key=of_key),
                       context["advice"])
    if kind == "extra_forbidden":
        allowed = allowed_keys(model, path[:-1], tree.data)
        return Problem(f'there is no key "{path[-1]}" here', subject(path),
                       tree.place(path, of_key=True),
                       _comma(path[-1]) or nearest(str(path[-1]), allowed))
    if kind == "missing":
        return Problem(f'the key "{path[-1]}" is missing', subject(path),
                       tree.place(path, of_key=True))
    if kind in ("union_tag_invalid", "union_tag_not_found"):
        return _unknown_kind(path, detail, tree, model)
    if kind == "value_error" and isinstance(context["error"], ProfileError):
        error = context["error"]
        path = (*path, error.field) if error.field else path
        return Problem(str(error), subject(path), tree.place(path), error.advice)
    if kind in _BOUNDS:
        return Problem(_out_of_bounds(_at(tree.data, path), detail), subject(path),
                       tree.place(path))
    message, advice = _words(detail)
    return Problem(message, subject(path), tree.place(path), advice)


def _unknown_kind(path: Keys, detail: Any, tree: Tree, model: type[BaseModel]) -> Problem:
    """The problem of an entry that says no kind, or one that there is not."""
    key = detail["ctx"]["discriminator"].strip("'")
    choice = _choice(model, path, tree.data)
    kinds = [choice.tag(one) for one in choice.classes] if choice else []
    if detail["type"] == "union_tag_not_found":
        return _missing_kind(path, key, kinds, tree)
    path = (*path, key)
    tag = detail["ctx"]["tag"]
    return Problem(f'there is no {key} "{tag}"', subject(path), tree.place(path),
                   nearest(tag, kinds))


def _missing_kind(path: Keys, key: str, kinds: list[str], tree: Tree) -> Problem:
    """The problem of an entry that says no kind, perhaps since that key is misspelt."""
    entry = _at(tree.data, path)
    close = next((one for one in entry if closest(one, [key])), None)
    if close is not None:
        return Problem(f'there is no key "{close}" here', subject((*path, close)),
                       tree.place((*path, close), of_key=True), nearest(close, [key]))
    return Problem(f'the key "{key}" is missing', subject((*path, key)), tree.place(path),
                   nearest("", kinds))


def _at(data: Any, path: Keys) -> Any:
    """What stands at ``path``."""
    for key in path:
        data = data[key]
    return data


def _words(detail: Any) -> tuple[str, str]:
    """Message and advice for what pydantic says of a plain value."""
    kind, found = detail["type"], describe(detail.get("input"))
    if kind == "literal_error":
        words = re.findall(r"'([^']*)'", detail["ctx"]["expected"])
        expected = [f'"{word}"' for word in words] + ["a mapping of keys"] * _is_word(detail)
        advice = nearest(str(detail["input"]), words)
        return (f"expected {' or '.join(expected)}, found {found}",
                advice if advice.startswith("Did") else "")
    if kind in _EXPECTED:
        return f"expected {_EXPECTED[kind]}, found {found}", ""
    message = detail["msg"].replace("Input should be", "expected")
    return f"{message[:1].lower()}{message[1:]}, found {found}", ""


def _out_of_bounds(written: Any, detail: Any) -> str:
    """What is said of a number that is too large or too small, in the form it was written in."""
    word, key = _BOUNDS[detail["type"]]
    limit = detail["ctx"][key]
    shown = f"{100 * limit:g} %" if str(written).rstrip().endswith("%") else f"{limit:g}"
    return f"{written}; allowed is {word} {shown}"


def _comma(key: str | int) -> str:
    """Advice where a decimal comma split ``{capacity: 54,5 MW}`` into two keys, or keys merge."""
    if key == "<<":
        return "Keys are not merged here; write them out, or use an alias for a whole value."
    if str(key)[:1].isdigit():
        return "Between { } a comma separates keys; write the decimal sign as a dot."
    return ""


def allowed_keys(model: type[BaseModel], path: Keys, data: Any) -> list[str]:
    """The keys that the mapping at ``path`` may have; empty where they are the planner's own."""
    schema: Any = model
    for key in path:
        data = data[key]
        schema = _chosen(_inside(schema, key), data)
    if not (isinstance(schema, type) and issubclass(schema, BaseModel)):
        return []
    return [field.alias or name for name, field in schema.model_fields.items()]


def _choice(model: type[BaseModel], path: Keys, data: Any) -> OneOf | None:
    """The kinds between which the entry at ``path`` chooses."""
    schema: Any = model
    for key in path[:-1]:
        data = data[key]
        schema = _chosen(_inside(schema, key), data)
    return _one_of(_inside(schema, path[-1]))


def _inside(schema: Any, key: str | int) -> Any:
    """The annotation of what stands under ``key`` in a value of type ``schema``."""
    if isinstance(schema, type) and issubclass(schema, BaseModel):
        for name, field in schema.model_fields.items():
            if key in (name, field.alias):
                return _annotation(field)
        return None
    inner = get_args(schema)
    return inner[-1 if isinstance(key, str) else 0] if inner else None


def _annotation(field: FieldInfo) -> Any:
    return Annotated[(field.annotation, *field.metadata)] if field.metadata else field.annotation


def _one_of(annotation: Any) -> OneOf | None:
    if get_origin(annotation) is not Annotated:
        return None
    return next((one for one in get_args(annotation)[1:] if isinstance(one, OneOf)), None)


def _chosen(annotation: Any, data: Any) -> Any:
    """The type without its annotations; of a choice, the class that ``data`` means."""
    choice = _one_of(annotation)
    if choice is not None:
        return choice.chosen(data)
    if get_origin(annotation) is Annotated:
        return _chosen(get_args(annotation)[0], data)
    if get_origin(annotation) in (Union, UnionType):
        models = [_chosen(part, data) for part in get_args(annotation) if part is not NoneType]
        if len(models) == 1:
            return models[0]
        fitting = [m for m in models if isinstance(m, type) and issubclass(m, BaseModel)
                   and isinstance(data, dict) and _shared_keys(m, data)]
        return max(fitting, key=lambda m: _shared_keys(m, data), default=None)
    return annotation


def _shared_keys(model: type[BaseModel], data: dict[str, Any]) -> int:
    """How many keys of ``data`` the model knows; none where it is of another kind."""
    for name in ("generate", "kind"):
        field = model.model_fields.get(name)
        if field is not None and data.get(name) not in get_args(field.annotation):
            return 0
    return sum(key in data for key in model.model_fields)
