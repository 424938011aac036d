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


def compared(sides: Sequence[Side]) -> Comparison:
    """The comparison; differences are against the first.

    Raises NotComparableError for fewer than two results, and for results in different currencies or
    over horizons of different length.
    """
    _refuse(sides)
    sheets = [_sides(sides), _inputs(sides), _costs(sides)]
    if _same([side.results.co2.reference_name for side in sides]):
        sheets.append(_co2(sides))
    sheets += [incremental_sheet([side.results for side in sides]), _operation(sides),
               _sizes(sides)]
    return Comparison(tuple(sheets), tuple(_remarks(sides)))


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


def _remarks(sides: Sequence[Side]) -> Iterator[str]:
    results = [side.results for side in sides]
    if not _same([one.co2.reference_name for one in results]):
        names = "; ".join(f"{letter}: {one.co2.reference_name}"
                          for letter, one in zip(ascii_uppercase, results, strict=False))
        yield ("Avoided CO2 is left out: it is counted against different references, so the "
               f"figures cannot be compared. {names}.")
    elif not _same([(one.co2.assumptions, one.co2_account.factors) for one in results]):
        yield ("The references have one name but not the same factors; differences in avoided CO2 "
               "come partly from that.")
    if not _same([one.calendar.local[0] for one in results]):
        yield "The horizons are of equal length but begin at different times."
    if (not differences([side.inputs for side in sides])
            and not _same([side.input_hash for side in sides])):
        yield "No key differs, but the values of profiles do."
    for letter, one in zip(ascii_uppercase, results, strict=False):
        if not one.passed:
            yield f"{letter} did not pass its audit; its figures must not be relied on."
        elif one.operation.status != "optimal":
            yield (f"{letter} is {one.operation.status}, not optimal: small differences may be the "
                   "solver's gap.")


def _sides(sides: Sequence[Side]) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (letter, side.folder, side.results.name, side.results.operation.status,
         str(side.results.calendar.local[0]), _hours(side.results),
         float(len(side.results.modelled_profiles)))
        for letter, side in zip(ascii_uppercase, sides, strict=False)]
    return Sheet("Results", "What is compared",
                 (Column("Result"), Column("Folder"), Column("Scenario"), Column("Status"),
                  Column("Begins"), Column("Length", "whole", "h"),
                  Column("Modelled profiles", "whole")), rows)


def _inputs(sides: Sequence[Side]) -> Sheet:
    return Sheet("Inputs", "Values of the scenarios as run that differ, by key path",
                 (Column("Key"), *(Column(letter) for letter in ascii_uppercase[:len(sides)])),
                 differences([side.inputs for side in sides]))


def _numbers(
    name: str, about: str, kind: Kind, values: Sequence[Mapping[tuple[str, str], float]],
    absent: float | None,
) -> Sheet:
    """A row for each name and unit, and the differences; ``absent`` is what is not there."""
    letters = ascii_uppercase[:len(values)]
    rows: list[Sequence[Cell]] = []
    for label, unit in dict.fromkeys(key for one in values for key in one):
        cells = [one.get((label, unit), absent) for one in values]
        rows.append((label, unit, *cells, *(
            None if cell is None or cells[0] is None else cell - cells[0] for cell in cells[1:])))
    return Sheet(name, about, (
        Column("Figure"), Column("Unit"), *(Column(letter, kind) for letter in letters),
        *(Column(f"{letter} − A", kind) for letter in letters[1:])), rows)


def _of_each(
    sides: Sequence[Side], figures: Callable[[Results], Iterator[tuple[str, str, float]]]
) -> list[dict[tuple[str, str], float]]:
    return [{(label, unit): value for label, unit, value in figures(side.results)}
            for side in sides]


def _costs(sides: Sequence[Side]) -> Sheet:
    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        yield "total", results.currency, sum(line.total for line in results.operation.ledger)
        for line in results.operation.ledger:
            yield f"{line.owner}: {line.label}", results.currency, line.total

    return _numbers("Cost", "Cost of the horizon by line; an income is negative", "money",
                    _of_each(sides, figures), 0.0)


def _co2(sides: Sequence[Side]) -> Sheet:
    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        co2, spread = results.co2, results.co2_account.uncertainty
        yield "avoided CO2", "t", co2.avoided_t
        yield from ((f"of it {line.label}", "t", line.avoided_t) for line in co2.lines)
        yield from (("avoided CO2, P5", "t", spread.p5_t), ("avoided CO2, P95", "t", spread.p95_t))
        for other in co2.alternatives[1:] if co2.heat_sold_mwh else ():
            yield f"avoided CO2 if district heat came from {other.name}", "t", other.avoided_t

    return _numbers("Avoided CO2", f"Against {sides[0].results.co2.reference_name}", "number",
                    _of_each(sides, figures), None)


def _operation(sides: Sequence[Side]) -> Sheet:
    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        yield from ((figure.label, figure.unit, figure.value) for figure in headline(results))
        yield ("CO2 from fuel burnt here", "t",
               sum(line.total for line in results.operation.emissions))

    return _numbers("Operation", "Energies over the horizon", "number",
                    _of_each(sides, figures), None)


def _sizes(sides: Sequence[Side]) -> Sheet:
    def figures(results: Results) -> Iterator[tuple[str, str, float]]:
        for size in results.operation.sizes:
            yield f"{size.owner}: {size.label}", size.unit, size.value

    return _numbers("Sizes", "What was built or retired; empty where the scenario leaves no choice",
                    "number", _of_each(sides, figures), None)
