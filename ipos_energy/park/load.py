"""From a scenario file to a checked scenario, or to every problem that it has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, TypeAdapter, ValidationError

from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.park.checks import problems_in, problems_of_parts
from ipos_energy.park.context import UNKNOWN_MEDIUM, Context
from ipos_energy.park.finding import Finding
from ipos_energy.park.headers import HEADERS
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.layers import NAMED, check_inside, read_layers, resolved
from ipos_energy.park.oddities import profiles_named_in, warnings_in
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.problems import empty_key, empty_keys, problems_of, subject
from ipos_energy.park.profiles import Profile, ProfileError, ProfileSpec, read_profiles
from ipos_energy.park.profiles.entry import Entry
from ipos_energy.park.profiles.file_profile import FileProfile
from ipos_energy.park.quantities import Money
from ipos_energy.park.scenario import MOST_HEADERS, HorizonEntry, MoneyEntry, Scenario
from ipos_energy.park.yaml_tree import COMMAND_LINE, Tree, parse_tree

Model = TypeVar("Model", bound=BaseModel)

MEDIA = frozenset(OneOf(HEADERS, "medium").tag(header) for header in HEADERS)

_PROFILE_ENTRY: TypeAdapter[Entry] = TypeAdapter(ProfileSpec)


def load(
    path: Path | str, overrides: Sequence[str] = (), *, allow_outside_files: bool = False
) -> Scenario:
    """Reads a scenario file, all it is based on and all its profiles.

    ``overrides`` are texts such as ``contracts.gas.energy_price=45 EUR/MWh``; paths in them are
    taken as they are. Files that a scenario names must lie in or below its own folder unless
    ``allow_outside_files``. Raises ScenarioError with every problem that was found.
    """
    tree = read_layers(Path(path), overrides, outside=allow_outside_files)
    return scenario_from(tree, Path(path), outside=allow_outside_files)


def load_text(text: str, folder: Path | None = None) -> Scenario:
    """A scenario from YAML text; relative paths start at ``folder``. Raises ScenarioError."""
    return scenario_from(parse_tree(text, "scenario", folder or Path.cwd()), None)


def scenario_from(tree: Tree, file: Path | None, *, outside: bool = False) -> Scenario:
    """Checks a tree of plain data. Raises ScenarioError with every problem that was found."""
    problems = [*tree.problems]
    context, money_known = _facts(tree.data)
    if money_known:
        series, broken = _profiles(tree, context, problems, outside)
        context = replace(context, profiles=series, broken_profiles=broken)
    else:
        context = replace(context, broken_profiles=frozenset(_mapping(tree.data, "profiles")))
    try:
        scenario = Scenario.model_validate(tree.data, context=context)
    except ValidationError as error:
        problems.extend(problems_of(error, tree, Scenario))
        if money_known:
            problems.extend(_placed(_problems_of_the_rest(tree.data, error, context), tree))
        raise ScenarioError(_sorted(problems)) from error
    problems.extend(empty_key(path, tree) for path in empty_keys(tree.data))
    # What stands on a name that could not be read is not blamed again.
    findings = (problems_of_parts(scenario, _unread(tree.data, context))
                if tree.problems or context.broken_profiles else problems_in(scenario))
    problems.extend(_placed(findings, tree))
    if problems:
        raise ScenarioError(_sorted(problems))
    warnings = tuple(_sorted(list(_placed(warnings_in(scenario, tree.data), tree))))
    scenario.attach(dict(context.profiles), _with_absolute_files(tree), file, warnings)
    return scenario


def _problems_of_the_rest(
    data: Mapping[str, Any], error: ValidationError, context: Context
) -> Iterator[Finding]:
    """What cannot be among the entries in whose fields ``error`` found nothing wrong."""
    rest = {key: dict(value) if key in NAMED and isinstance(value, dict) else value
            for key, value in data.items()}
    for detail in error.errors(include_url=False):
        section, *entry = detail["loc"] or ("",)
        if entry and isinstance(rest.get(str(section)), dict) and section in NAMED:
            rest[str(section)].pop(entry[0], None)
        else:
            rest.pop(str(section), None)
    try:
        scenario = Scenario.model_validate({"name": "?", **rest}, context=context)
    except ValidationError:
        return
    yield from problems_of_parts(scenario, _unread(data, context))


def _unread(data: Mapping[str, Any], context: Context) -> frozenset[tuple[str, str]]:
    """The entries, by section and name, that refer to a profile which could not be read."""
    return frozenset(
        (section, name) for section in NAMED for name, entry in _mapping(data, section).items()
        if not context.broken_profiles.isdisjoint(profiles_named_in(entry)))


def _placed(findings: Iterable[Finding], tree: Tree) -> Iterator[Problem]:
    """Findings with their places in the file."""
    for one in findings:
        yield Problem(one.message, subject(one.keys), tree.place(one.keys, of_key=one.at_key),
                      one.advice)


def _facts(data: Mapping[str, Any]) -> tuple[Context, bool]:
    """What the rest is checked against; a harmless stand-in for what is wrong itself.

    The second value tells whether currency and horizon could be read.
    """
    money = _tolerant(MoneyEntry, {key: data[key] for key in ("currency", "exchange_rates")
                                   if key in data}, Context(_STAND_IN, Money()))
    context = Context(_STAND_IN, money.money() if money else Money(unknown=True))
    entry = _tolerant(HorizonEntry, data.get("horizon"), context)
    headers = {name: _medium(header) for name, header in _mapping(data, "headers").items()}
    if entry is not None:
        context = replace(context, horizon=entry.horizon())
    if len(headers) > MOST_HEADERS:
        headers = {}  # that there are too many is all that is said of them
    return replace(context, headers=headers), money is not None and entry is not None


_STAND_IN = Horizon(datetime(2019, 1, 1), datetime(2019, 1, 1, 1), 1.0, "UTC")


def _medium(header: Any) -> str:
    medium = header.get("medium") if isinstance(header, dict) else None
    return medium if isinstance(medium, str) and medium in MEDIA else UNKNOWN_MEDIUM


def _tolerant(model: type[Model], data: Any, context: Context) -> Model | None:
    """A part of the scenario ahead of the rest; None where it is wrong, to be reported later."""
    try:
        return model.model_validate(data, context=context)
    except ValidationError:
        return None


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    return value if isinstance(value, dict) else {}


def _profiles(
    tree: Tree, context: Context, problems: list[Problem], outside: bool
) -> tuple[dict[str, Profile], frozenset[str]]:
    """Reads every profile that can be; the names of the others."""
    specs: dict[str, Entry] = {}
    names = _mapping(tree.data, "profiles")
    for name, entry in names.items():
        try:
            specs[name] = _PROFILE_ENTRY.validate_python(entry, context=context)
            _check_file(name, specs[name], tree, outside)
        except ValidationError:
            continue
        except ScenarioError as error:
            problems.extend(error.problems)
            del specs[name]
    series, errors = read_profiles(
        specs, context.horizon, context.money,
        lambda name: tree.folders.get(("profiles", name, "file"), Path.cwd()))
    problems.extend(_profile_problem(name, wrong, tree) for name, wrong in errors.items())
    return series, frozenset(names) - frozenset(series)


def _check_file(name: str, entry: Entry, tree: Tree, outside: bool) -> None:
    keys = ("profiles", name, "file")
    place = tree.place(keys)
    if isinstance(entry, FileProfile) and place and place.file != COMMAND_LINE:
        folder = tree.folders[keys]
        target = resolved(folder / entry.file, subject(keys), place)
        check_inside(target, folder, subject(keys), place, outside)


def _profile_problem(name: str, error: ProfileError, tree: Tree) -> Problem:
    keys = ("profiles", name, *([error.field] if error.field else []))
    return Problem(str(error), subject(keys), tree.place(keys), error.advice)


def _with_absolute_files(tree: Tree) -> dict[str, Any]:
    """The plain data, in which each profile names its file by the absolute path."""
    def absolute(name: str, entry: Any) -> Any:
        folder = tree.folders.get(("profiles", name, "file"))
        return {**entry, "file": str(folder / entry["file"])} if folder else entry

    profiles = {name: absolute(name, entry)
                for name, entry in _mapping(tree.data, "profiles").items()}
    return {**tree.data, **({"profiles": profiles} if profiles else {})}


def _sorted(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda p: (p.place.file, p.place.line, p.place.column)
                  if p.place else ("", 0, 0))
