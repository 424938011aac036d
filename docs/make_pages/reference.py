"""The scenario reference: every kind and every field, from the JSON Schema."""

from __future__ import annotations

import inspect
import sys
from collections.abc import Mapping
from typing import Any, get_args

from pydantic import BaseModel

from docs.make_pages.docstrings import (
    as_markdown,
    equations,
    fenced,
    first_sentence,
    in_words,
    modules_named,
    toctree,
)
from docs.make_pages.fields import Field, fields_of, target, written
from ipos_energy.park.contracts import CONTRACTS
from ipos_energy.park.profiles.spec import FORMS
from ipos_energy.park.quantities import MEASURES
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.units import UNITS

Pages = dict[str, str]
"""Markdown by the path of the page below the reference, without its ending."""

KINDS: tuple[type[BaseModel], ...] = (*UNITS, *CONTRACTS)
"""What has a page of its own."""

SECTIONS = {
    "units/parts": ("What units share", ("park.units",),
                       "Parts that stand inside the entries of several kinds of unit."),
    "contracts/charges": ("Charges", ("park.contracts.charges",),
                "Lines of a contract's bill, listed by name under its `charges`."),
    "contracts/parts": ("What contracts share", ("park.contracts",),
                           "Parts that stand inside the entries of contracts and charges."),
    "profiles": ("Profiles", ("park.profiles",),
                 "Entries of `profiles:`. Each has exactly one of the keys `file`, `constant`, "
                 "`values` and `generate`."),
    "headers": ("Headers", ("park.headers",),
                "Entries of `headers:`, told apart by their `medium`, and the feedwater."),
    "companies": ("Companies", ("park.companies", "park.condensate", "park.flexible_demand"),
                  "Entries of `companies:` and what stands inside them."),
    "emissions": ("Emissions", ("park.emissions", "park.factors", "park.carbon_accounts"),
                  "The section `emissions:`: the CO2 price, factors, and the reference that "
                  "avoided CO2 is measured against."),
    "other-sections": ("Horizon, solver and the rest", ("park",),
                       "The other sections of a scenario file."),
}
"""Title, modules and first sentence of the pages that hold several parts."""


def reference_pages() -> Pages:
    """Every page of the reference."""
    schema = Scenario.model_json_schema(by_alias=True)
    parts = schema["$defs"]
    pages = {
        "index": _index(schema),
        "quantities": _quantities(),
        "units/index": _overview("Units", "Entries of `units:`, told apart by their `kind`.",
                                 UNITS, "parts"),
        "contracts/index": _overview(
            "Contracts", "Entries of `contracts:`, told apart by their `kind`.",
            CONTRACTS, "charges", "parts"),
        **{path_of(kind): _kind_page(kind, parts[kind.__name__]) for kind in KINDS},
    }
    shared: dict[str, list[str]] = {name: [] for name in SECTIONS}
    for name, part in parts.items():
        cls = classes()[name]
        if cls not in KINDS:
            shared[section_of(cls)].append(_section(cls, part))
    for page, (title, _, sentence) in SECTIONS.items():
        series = [_SERIES] if page == "profiles" else []
        pages[page] = _joined(f"# {title}", sentence, *series, *shared[page])
    return pages


def classes() -> dict[str, type[BaseModel]]:
    """The program's classes that a scenario's JSON Schema may name."""
    found: dict[str, type[BaseModel]] = {}
    waiting: list[type[BaseModel]] = [BaseModel]
    while waiting:
        for cls in waiting.pop().__subclasses__():
            waiting.append(cls)
            if cls.__module__.startswith("ipos_energy."):
                found[cls.__name__] = cls
    return found


def section_of(cls: type[BaseModel]) -> str:
    """The page that a part belongs to: the first whose modules hold it."""
    module = cls.__module__.removeprefix("ipos_energy.")
    return next(name for name, (_, modules, _) in SECTIONS.items() if module.startswith(modules))


def kind_of(cls: type[BaseModel]) -> str:
    """What a scenario writes to mean this kind; the class's name in words for other parts."""
    for key in ("kind", "medium", "generate"):
        values = get_args(getattr(cls.model_fields.get(key), "annotation", None))
        if len(values) == 1:
            return str(values[0])
    for form in FORMS:
        if form in cls.model_fields:
            return form
    return in_words(cls.__name__.removesuffix("Entry")).lower()


def path_of(cls: type[BaseModel]) -> str:
    """The page of a kind that has its own."""
    return f"{'units' if cls in UNITS else 'contracts'}/{kind_of(cls)}"


def _kind_page(cls: Any, part: Mapping[str, Any]) -> str:
    example = fenced("yaml", cls.example.strip()) if hasattr(cls, "example") else ""
    return _joined(
        f"({target(cls.__name__)})=", f"# {kind_of(cls)}", _docstring(cls),
        "## Fields", _fields(cls, part),
        *(("## Example", "A small scenario in which each of its equations binds.", example)
          if example else ()))


def _section(cls: type[BaseModel], part: Mapping[str, Any]) -> str:
    return _joined(f"({target(cls.__name__)})=", f"## {kind_of(cls)}", _docstring(cls),
                   _fields(cls, part))


def _docstring(cls: type[BaseModel]) -> str:
    """What the class says of itself, and the equations of the modules that it refers to.

    A class without equations has those that its own module states.
    """
    own = inspect.cleandoc(cls.__doc__ or "")
    modules = [*modules_named(own), *([] if equations(own) else [cls.__module__])]
    others = [inspect.cleandoc(sys.modules[name].__doc__ or "") for name in modules]
    return _joined(as_markdown(own), *(as_markdown(one) for one in others if equations(one)))


def _fields(cls: type[BaseModel], part: Mapping[str, Any]) -> str:
    """The list of a class's fields; what it inherits stands last."""
    inherited = {name for base in cls.__mro__[1:] for name in getattr(base, "model_fields", ())}
    fields = sorted(fields_of(part), key=lambda one: not one.required and one.name in inherited)
    return field_list(fields)


def field_list(fields: list[Field]) -> str:
    """A definition list: name, then the sentence, then what may stand there."""
    if not fields:
        return "It has no further keys."
    return _joined("::::{container} fields", *(_one_field(field) for field in fields), "::::")


def _one_field(field: Field) -> str:
    mark = " [required]{.required}" if field.required else ""
    default = f" Default: `{field.default}`." if field.default else ""
    return (f"`{field.name}`{mark}\n: {field.sentence or 'Its value'}.\n\n"
            f"  [{_capital(field.what)}.{default}]{{.values}}")


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _index(schema: Mapping[str, Any]) -> str:
    return _joined(
        "# Scenario reference",
        "A scenario is one YAML file with the sections below. Everything that a file may say is on "
        "these pages, which are made from the program's own schema. `ipos-energy schema` prints "
        "that schema, for completion and checks in an editor.",
        "Keys are the program's; names of profiles, headers, units, companies and contracts are "
        "the planner's own and may have spaces.",
        "## Sections of a file", field_list(fields_of(schema)),
        toctree(["quantities", "other-sections", "profiles", "headers", "units/index", "companies",
                  "contracts/index", "emissions",
                  "factors", "commands"]))


def _overview(title: str, sentence: str, kinds: tuple[type[BaseModel], ...], *others: str) -> str:
    """A page that lists the kinds of one section."""
    return _joined(f"# {title}", sentence, _kinds(kinds),
                   toctree([*(kind_of(kind) for kind in kinds), *others]))


def _kinds(kinds: tuple[type[BaseModel], ...]) -> str:
    rows = (f"[`{kind_of(kind)}`]({kind_of(kind)}.md)\n"
            f": {first_sentence(inspect.cleandoc(kind.__doc__ or ''))}" for kind in kinds)
    return _joined("::::{container} fields", *rows, "::::")


def _quantities() -> str:
    rows = (f"{measure.name}\n: Counted in {written(measure) or 'plain numbers'} inside the "
            f"program; written such as `{measure.example}`"
            f"{' or bare, such as `0.92`' if measure.bare else ''}." for measure in MEASURES)
    return _joined("(part-quantities)=", "# Quantities", _QUANTITIES,
                   "::::{container} fields", *rows, "::::")


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


_QUANTITIES = """\
Every physical quantity in a scenario carries its unit. A bare number where a unit belongs, or a
unit of another kind (MWh where MW belongs), is an error that says what was expected. Any prefix
and any unit of the right kind will do: `54 MW`, `54000 kW` and `54 MJ/s` are the same.

- Money is in the scenario's `currency`, or in any other that `exchange_rates` values. `öre`,
  `cent` and `ct` are hundredths.
- `year` and `month` are calendar words: a charge per year is never turned into one per month or
  hour. Costs per year are prorated on a horizon shorter than a year; limits never are.
- Temperatures are in `degC`, `°C` or `K`, differences in `K`. Pressures are absolute.
- Thousands may be set apart by spaces: `1 200 MWh`. The decimal sign is a point."""

_SERIES = """\
(part-series)=
## A constant or a profile

Where a field may change over time, it takes a constant with its unit, or a profile by its name,
which may be scaled and shifted:

```yaml
price: 25 EUR/MWh
price: {profile: spot}
price: {profile: spot, times: 85 %, minus: 2 EUR/MWh}
```"""
