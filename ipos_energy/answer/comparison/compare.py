"""Results side by side. What cannot be compared is refused or left out, and it is said why."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import ascii_uppercase

from ipos_energy.answer.comparison.incremental import incremental_sheet
from ipos_energy.answer.comparison.inputs import differences, inputs_of
from ipos_energy.answer.folder import read_summary, run_folder
from ipos_energy.answer.headline import headline
from ipos_energy.answer.language import ENGLISH, Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.summary import results_from
from ipos_energy.answer.workbook.sheet import Cell, Column, Kind, Sheet
from ipos_energy.errors import IposEnergyError

MOST = len(ascii_uppercase)


class NotComparableError(IposEnergyError):
    """Results that must not stand beside each other."""

    exit_code = 2


@dataclass(frozen=True, eq=False)
class Side:
    """One result: where it lies, what it holds, and its scenario by key path."""

    folder: str
    results: Results
    inputs: Mapping[str, str]
    input_hash: str


@dataclass(frozen=True)
class Comparison:
    """The tables of a comparison, and what must be known to read them."""

    sheets: tuple[Sheet, ...]
    remarks: tuple[str, ...]


def read_side(folder: Path) -> Side:
    """A result from its folder. Raises ResultError where there is none or it is damaged."""
    summary = read_summary(folder)
    run = run_folder(folder, summary)
    return Side(str(folder), results_from(summary, run), inputs_of(run),
                str(summary.get("input_hash", "")))


def compared(sides: Sequence[Side], language: Language = ENGLISH) -> Comparison:
    """The comparison; differences are against the first.

    Raises NotComparableError for fewer than two results, and for results in different currencies or
    over horizons of different length.
    """
    _refuse(sides)
    sheets = [_sides(sides, language), _inputs(sides, language), _costs(sides, language)]
    if _same([side.results.co2.reference_name for side in sides]):
        sheets.append(_co2(sides, language))
    sheets += [incremental_sheet([side.results for side in sides], language),
               _operation(sides, language), _sizes(sides, language)]
    return Comparison(tuple(sheets), tuple(_remarks(sides, language)))


def _refuse(sides: Sequence[Side]) -> None:
    if not 2 <= len(sides) <= MOST:
        raise NotComparableError(f"A comparison takes 2 to {MOST} results, not {len(sides)}.")
    first = sides[0]
    for side in sides[1:]:
        here, there = side.results, first.results
        if here.currency != there.currency:
            raise NotComparableError(
                f'The results cannot be compared: "{first.folder}" is in {there.currency}, '
                f'"{side.folder}" in {here.currency}. Run both in one currency.')
        if abs(_hours(here) - _hours(there)) > 1e-6:
            raise NotComparableError(
                f'The results cannot be compared: "{first.folder}" covers {_hours(there):g} h, '
                f'"{side.folder}" {_hours(here):g} h. Run both over horizons of equal length.')


def _hours(results: Results) -> float:
    return len(results.calendar.utc) * results.calendar.step_hours


def _same(values: Sequence[object]) -> bool:
    return all(value == values[0] for value in values)


def _remarks(sides: Sequence[Side], language: Language) -> Iterator[str]:
    say, tell = language.say, language.tell
    results = [side.results for side in sides]
    if not _same([one.co2.reference_name for one in results]):
        names = "; ".join(f"{letter}: {tell(one.co2.reference_name)}"
                          for letter, one in zip(ascii_uppercase, results, strict=False))
        yield say("Avoided CO2 is left out: it is counted against different references, so the "
                  "figures cannot be compared. {names}.").format(names=names)
    elif not _same([(one.co2.assumptions, one.co2_account.factors) for one in results]):
        yield say("The references have one name but not the same factors; differences in avoided "
                  "CO2 come partly from that.")
    if not _same([one.calendar.local[0] for one in results]):
        yield say("The horizons are of equal length but begin at different times.")
    if (not differences([side.inputs for side in sides], "")
            and not _same([side.input_hash for side in sides])):
        yield say("No key differs, but the values of profiles do.")
    for letter, one in zip(ascii_uppercase, results, strict=False):
        if not one.passed:
            yield say("{letter} did not pass its audit; its figures must not be relied on.").format(
                letter=letter)
        elif one.operation.status != "optimal":
            yield say("{letter} is {status}, not optimal: small differences may be the solver's "
                      "gap.").format(letter=letter, status=tell(one.operation.status))


def _sides(sides: Sequence[Side], language: Language) -> Sheet:
    say = language.say
    rows: list[Sequence[Cell]] = [
        (letter, side.folder, side.results.name, language.tell(side.results.operation.status),
         language.moment(side.results.calendar.local[0]), _hours(side.results),
         float(len(side.results.modelled_profiles)))
        for letter, side in zip(ascii_uppercase, sides, strict=False)]
    return Sheet(say("Results"), say("What is compared"),
                 (Column(say("Result")), Column(say("Folder")), Column(say("Scenario")),
                  Column(say("Status")), Column(say("Begins")),
                  Column(say("Length"), "whole", "h"),
                  Column(say("Modelled profiles"), "whole")), rows)


def _inputs(sides: Sequence[Side], language: Language) -> Sheet:
    say = language.say
    return Sheet(say("Inputs"), say("Values of the scenarios as run that differ, by key path"),
                 (Column(say("Key")), *(Column(letter) for letter in ascii_uppercase[:len(sides)])),
                 differences([side.inputs for side in sides], say("not stated")))


def _numbers(
    name: str, about: str, kind: Kind, values: Sequence[Mapping[tuple[str, str], float]],
    absent: float | None, language: Language,
) -> Sheet:
    """A row for each name and unit, and the differences; ``absent`` is what is not there."""
    letters = ascii_uppercase[:len(values)]
    rows: list[Sequence[Cell]] = []
    for label, unit in dict.fromkeys(key for one in values for key in one):
        cells = [one.get((label, unit), absent) for one in values]
        rows.append((label, unit, *cells, *(
            None if cell is None or cells[0] is None else cell - cells[0] for cell in cells[1:])))
    return Sheet(name, about, (
        Column(language.say("Figure")), Column(language.say("Unit")),
        *(Column(letter, kind) for letter in letters),
        *(Column(f"{letter} − A", kind) for letter in letters[1:])), rows)


def _of_each(
    sides: Sequence[Side], figures: Callable[[Results], Iterator[tuple[str, str, float]]]
) -> list[dict[tuple[str, str], float]]:
    return [{(label, unit): value for label, unit, value in figures(side.results)}
            for side in sides]


def _costs(sides: Sequence[Side], language: Language) -> Sheet:
    say, tell = language.say, language.tell

    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        yield say("total"), results.currency, sum(line.total for line in results.operation.ledger)
        for line in results.operation.ledger:
            yield f"{line.owner}: {tell(line.label)}", results.currency, line.total

    return _numbers(say("Cost"), say("Cost of the horizon by line; an income is negative"),
                    "money", _of_each(sides, figures), 0.0, language)


def _co2(sides: Sequence[Side], language: Language) -> Sheet:
    say, tell = language.say, language.tell

    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        co2, spread = results.co2, results.co2_account.uncertainty
        yield say("avoided CO2"), "t", co2.avoided_t
        yield from ((say("of it {line}").format(line=tell(line.label)), "t", line.avoided_t)
                    for line in co2.lines)
        yield from ((f"{say('avoided CO2')}, {name}", "t", value)
                    for name, value in (("P5", spread.p5_t), ("P95", spread.p95_t)))
        for other in co2.alternatives[1:] if co2.heat_sold_mwh else ():
            yield (say("avoided CO2 if district heat came from {name}").format(
                name=tell(other.name)), "t", other.avoided_t)

    against = say("Against {name}").format(name=tell(sides[0].results.co2.reference_name))
    return _numbers(say("Avoided CO2"), against, "number", _of_each(sides, figures), None, language)


def _operation(sides: Sequence[Side], language: Language) -> Sheet:
    say, tell = language.say, language.tell

    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        yield from ((tell(figure.label), figure.unit, figure.value)
                    for figure in headline(results))
        yield (say("CO2 from fuel burnt here"), "t",
               sum(line.total for line in results.operation.emissions))

    return _numbers(say("Operation"), say("Energies over the horizon"), "number",
                    _of_each(sides, figures), None, language)


def _sizes(sides: Sequence[Side], language: Language) -> Sheet:
    say, tell = language.say, language.tell

    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        for size in results.operation.sizes:
            yield f"{size.owner}: {tell(size.label)}", size.unit, size.value

    return _numbers(
        say("Sizes"), say("What was built or retired; empty where the scenario leaves no choice"),
        "number", _of_each(sides, figures), None, language)
