"""CO2: lines, alternatives, scopes, claims, allocation and factors with their sources."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet


def sheets(results: Results) -> Iterator[Sheet]:
    """Every sheet about CO2; each figure of avoided CO2 has its reference beside it."""
    yield _lines(results)
    yield _alternatives(results)
    yield _scopes(results)
    yield _claims(results)
    yield _allocation(results)
    yield _factors(results)


def _lines(results: Results) -> Sheet:
    co2 = results.co2
    rows: list[Sequence[Cell]] = [
        ("as stated", line.label, line.avoided_t, co2.reference_name) for line in co2.lines]
    rows.append(("as stated", "avoided CO2", co2.avoided_t, co2.reference_name))
    for view in results.co2_account.perspectives:
        rows += [(view.name, line.label, line.avoided_t, view.reference_name)
                 for line in view.lines]
        rows.append((view.name, "avoided CO2", view.avoided_t, view.reference_name))
    return Sheet("CO2 lines", "Avoided CO2 by line, which add up, and in two perspectives, which "
                 "are never added",
                 (Column("Perspective"), Column("Line"), Column("Avoided", "number", "t"),
                  Column("Reference")), rows)


def _alternatives(results: Results) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (one.name, one.factor_t_per_mwh, one.scope, one.avoided_t,
         f"{results.co2.reference}; district heat from {one.name}", one.source)
        for one in results.co2.alternatives]
    return Sheet("CO2 alternatives", "Avoided CO2 if the city made its heat in another way",
                 (Column("District heat from"), Column("Factor", "factor", "t/MWh"),
                  Column("Scope"), Column("Avoided", "number", "t"), Column("Reference"),
                  Column("Source")), rows)


def _scopes(results: Results) -> Sheet:
    scopes = results.co2_account.scopes
    return Sheet("CO2 scopes", f"The park's own emissions (GHG Protocol). {scopes.note}",
                 (Column("Scope"), Column("Source"), Column("Factor"),
                  Column("Emissions", "number", "t")),
                 [(line.scope, line.source, line.factor, line.emissions_t)
                  for line in scopes.lines])


def _claims(results: Results) -> Sheet:
    table, reference = results.co2_account.claims, results.co2.reference_name
    rows = [(one.actor or "nobody", one.line, one.share, one.claimed_t, reference)
            for one in (*table.claims, *table.unclaimed)]
    return Sheet("CO2 claims", f"Who claims which part. {table.note}",
                 (Column("Actor"), Column("Line"), Column("Share", "percent"),
                  Column("Claimed", "number", "t"), Column("Reference")), rows)


def _allocation(results: Results) -> Sheet:
    joint = results.co2_account.allocation
    rows: list[Sequence[Cell]] = []
    for method in joint.methods:
        name = f"{method.method} (chosen)" if method.method == joint.chosen else method.method
        rows += [(name, "carrier", one.carrier, one.energy_mwh, one.share, one.emissions_t,
                  one.t_per_mwh) for one in method.carriers]
        rows += [(name, "user", one.user, None, None, one.emissions_t, None)
                 for one in method.users]
    return Sheet("CO2 allocation", "Joint emissions shared between carriers and users by several "
                 "methods; methods are never added",
                 (Column("Method"), Column("Borne by"), Column("Name"),
                  Column("Energy", "number", "MWh"), Column("Share", "percent"),
                  Column("Emissions", "number", "t"), Column("Per energy", "factor", "t/MWh")),
                 rows)


def _factors(results: Results) -> Sheet:
    rows: list[Sequence[Cell]] = [
        (one.use, one.name, one.value, one.unit, one.low, one.high,
         "hourly, the mean is shown" if one.hourly else "constant",
         None if one.year is None else str(one.year), one.scope, one.source)
        for one in results.co2_account.factors]
    return Sheet("CO2 factors", "Every factor with its unit, year, scope and source",
                 (Column("Use"), Column("Factor"), Column("Value", "factor"), Column("Unit"),
                  Column("Low", "factor"), Column("High", "factor"), Column("In time"),
                  Column("Year"), Column("Scope"), Column("Source")), rows)
