"""The fields of a part of the scenario, as the JSON Schema states them, in words."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipos_energy.park.quantities import MEASURES, Measure

Spec = Mapping[str, Any]

_MEASURES = {measure.name: measure for measure in MEASURES}
_PLAIN = {"string": "text", "boolean": "`true` or `false`", "integer": "whole number",
          "number": "number", "object": "mapping", "array": "list"}
_LIMITS = (("minimum", "at least"), ("exclusiveMinimum", "more than"),
           ("maximum", "at most"), ("exclusiveMaximum", "less than"))


@dataclass(frozen=True)
class Field:
    """One key of a mapping; ``what`` says in Markdown which values it may have."""

    name: str
    required: bool
    sentence: str
    what: str
    default: str


def fields_of(schema: Spec) -> list[Field]:
    """The fields of a mapping: those that must be stated first, otherwise in their order."""
    required = schema.get("required", ())
    fields = [
        Field(name, name in required, _sentence(spec), what(spec), _default(spec))
        for name, spec in schema.get("properties", {}).items()]
    return sorted(fields, key=lambda field: not field.required)


def what(spec: Spec) -> str:
    """Which values are allowed, in words."""
    choices = [choice for choice in spec.get("anyOf", ()) if choice.get("type") != "null"]
    if choices:
        return _either(choices)
    if "$ref" in spec:
        return _link(spec["$ref"])
    if "const" in spec:
        return f"`{spec['const']}`"
    if "enum" in spec:
        return " or ".join(f"`{value}`" for value in spec["enum"])
    if "oneOf" in spec:
        return f"one of {_listed([_link(one['$ref']) for one in spec['oneOf']])}"
    if "measures" in spec:
        return _quantity(spec)
    if "media" in spec:
        return f"a header{_carrying(spec['media'])}, by its name"
    return _structure(spec)


def _structure(spec: Spec) -> str:
    if spec.get("type") == "array":
        return f"a list: {what(spec.get('items', {}))}"
    of_values = spec.get("additionalProperties") or next(
        iter(spec.get("patternProperties", {}).values()), None)
    if of_values:
        return f"by name: {what(of_values)}"
    kind = spec.get("type", "string")
    plain = _PLAIN[kind] if isinstance(kind, str) else "quantity with its unit"
    examples = "".join(f", such as `{one}`" for one in spec.get("examples", [])[:1])
    return plain + examples + limits(spec, "")


def _either(choices: Sequence[Spec]) -> str:
    """A quantity that may be a profile is told in fewer words than its two shapes."""
    reference = [one for one in choices if "profile" in one.get("properties", {})]
    others = [one for one in choices if one not in reference]
    told = " or ".join(what(one) for one in others)
    return f"{told}; constant or [a profile](#part-series)" if reference else told


def _quantity(spec: Spec) -> str:
    measures = [_MEASURES[name] for name in spec["measures"]]
    names = " or ".join(f"[{measure.name}](#part-quantities)" for measure in measures)
    examples = " or ".join(f"`{measure.example}`" for measure in measures)
    return f"{names}, such as {examples}{limits(spec, written(measures[0]))}"


def limits(spec: Spec, unit: str) -> str:
    """The bounds as ``, at least 0, at most 800 °C``; a bound of zero needs no unit."""
    stated = [(word, spec[key]) for key, word in _LIMITS if key in spec]
    return "".join(f", {word} {value:g}{f' {unit}' if value and unit else ''}"
                   for word, value in stated)


def written(measure: Measure) -> str:
    """The canonical unit as a reader knows it."""
    return measure.unit.replace("degC", "°C").replace("m3", "m³")


def _carrying(media: Sequence[str]) -> str:
    return f" that carries {' or '.join(media)}" if media else ""


def _listed(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" or {words[-1]}" if len(words) > 1 else words[0]


def _link(reference: str) -> str:
    return f"[](#{target(reference.rpartition('/')[2])})"


def target(class_name: str) -> str:
    """The name by which pages link to the section about a class."""
    return f"part-{class_name}".lower()


def _sentence(spec: Spec) -> str:
    if "const" in spec and "description" not in spec:
        return "Says which kind this is"
    return str(spec.get("description", "")).rstrip(".")


def _default(spec: Spec) -> str:
    """The default as a planner would write it; nothing where leaving it out means nothing."""
    value = spec.get("default")
    if value in (None, "", [], {}):
        return ""
    if isinstance(value, bool | str):
        return value if isinstance(value, str) else str(value).lower()
    if isinstance(value, int | float):
        units = {written(_MEASURES[name]) for name in _measures(spec)}
        return f"{value:g} {units.pop()}".strip() if value and len(units) == 1 else f"{value:g}"
    return json.dumps(value, ensure_ascii=False)


def _measures(spec: Spec) -> Iterator[str]:
    yield from spec.get("measures", ())
    for choice in spec.get("anyOf", ()):
        yield from choice.get("measures", ())
