"""``summary.json``: every headline figure with its unit, and what is needed to read the tables."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import TypeAdapter

from ipos_energy.answer import tables
from ipos_energy.answer.account_tables import reference_costs_from, uses_from
from ipos_energy.answer.co2 import AvoidedCo2, Co2Account
from ipos_energy.answer.headline import headline
from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.answer.margin_tables import margins_from
from ipos_energy.answer.money.account import Money
from ipos_energy.answer.money.holdings import Holding
from ipos_energy.answer.money.reference import Saving
from ipos_energy.answer.money.statements import Statements
from ipos_energy.answer.results import (
    Calendar,
    HeaderFacts,
    OwnerFacts,
    ProfileFacts,
    PublishedFacts,
    Results,
)
from ipos_energy.answer.weeks import Week
from ipos_energy.errors import ResultError
from ipos_energy.park.horizon import parse_time_zone, to_local
from ipos_energy.park.operation import Extent, Operation, SizeDecision, TypicalOutcome
from ipos_energy.park.replay import Check

FORMAT = 2
"""Raised when a reader of earlier summaries could misread a later one."""


@dataclasses.dataclass(frozen=True)
class RunFacts:
    """What a run knows of itself: versions, the hash of its input, CPU seconds by stage."""

    versions: Mapping[str, str]
    input_hash: str
    timing_cpu_s: Mapping[str, float]
    finished: str


def summary_of(results: Results, facts: RunFacts, run: Path) -> dict[str, Any]:
    """The summary as plain data for JSON."""
    operation, calendar = results.operation, results.calendar
    return {
        "format": FORMAT,
        "name": results.name,
        "description": results.description,
        "status": operation.status if results.passed else "audit failed",
        "objective": operation.objective,
        "bound": _finite(operation.bound),
        "currency": results.currency,
        "steps": len(calendar.utc),
        "step_hours": calendar.step_hours,
        "time_zone": calendar.time_zone,
        "start": str(calendar.local[0]),
        "co2": _co2_plain(results),
        "saving": _saving_plain(results),
        "statements": _plain(results.money.statements),
        "holdings": [_plain(one) for one in results.money.holdings],
        "figures": {figure.key: {"value": figure.value, "unit": figure.unit,
                                 "label": figure.label} for figure in headline(results)},
        "audit": {
            "passed": results.passed,
            "checks": [{**_plain(check), "residual": _finite(check.residual),
                        "passed": check.passed} for check in results.checks],
        },
        "timing_cpu_s": dict(facts.timing_cpu_s),
        "iterations": operation.iterations,
        **_program_plain(operation),
        "versions": dict(facts.versions),
        "input_hash": facts.input_hash,
        "finished": facts.finished,
        "run": f"runs/{run.name}",
        "headers": {name: _plain(header) for name, header in results.headers.items()},
        "owners": {name: _plain(owner) for name, owner in results.owners.items()},
        "profiles": {name: _plain(profile) for name, profile in results.profiles.items()},
        "sizes": [_plain(size) for size in operation.sizes],
        "typical_periods": None if operation.typical is None else _plain(operation.typical),
        "maintenance": [_plain(one) for one in placed_maintenance(results)],
        "weeks": [_plain(week) for week in results.weeks],
        "remarks": list(results.remarks),
        "warnings": list(results.warnings),
        "published": {name: _plain(total) for name, total in results.published.items()},
        "limits": tables.limits_of_spans(operation),
    }


def _program_plain(operation: Operation) -> dict[str, Any]:
    """How large the linear program was, and how far apart its numbers."""
    return {"size": dict(operation.size),
            "scaling": [_plain(one) for one in operation.scaling]}


def _co2_plain(results: Results) -> dict[str, Any]:
    """The avoided CO2 with its total and the name of its reference, and the accounts."""
    co2 = results.co2
    return {**_plain(co2), **_plain(results.co2_account), "avoided_t": co2.avoided_t,
            "reference": co2.reference_name, "reference_situation": co2.reference}


def _saving_plain(results: Results) -> dict[str, Any]:
    """The saving with its total, and the city's."""
    saving = results.money.saving
    return {**_plain(saving), "saving": saving.saving,
            "city": {**_plain(saving.city), "saving": saving.city.saving}}


def results_from(summary: Mapping[str, Any], folder: Path) -> Results:
    """The results again, from the summary and the tables in ``folder``.

    Raises ResultError where they are of another format or damaged.
    """
    if summary.get("format") != FORMAT:
        raise ResultError(f"the result has format {summary.get('format')}; this program reads "
                          f"{FORMAT}. Run the scenario again.")
    try:
        return _results(summary, folder)
    except (OSError, KeyError, ValueError, TypeError) as error:
        raise ResultError(f'the tables in "{folder}" cannot be read: {error}') from error


def _results(summary: Mapping[str, Any], folder: Path) -> Results:
    read = tables.read_tables(folder)
    utc = tables.times_from(read["flows"])
    zone = parse_time_zone(summary["time_zone"])
    calendar = Calendar(utc, to_local(utc, zone), summary["step_hours"], summary["time_zone"])
    months = len(calendar.month_names)
    checks = tuple(Check(check["subject"], check["statement"],
                         np.inf if check["residual"] is None else check["residual"],
                         check["tolerance"]) for check in summary["audit"]["checks"])
    operation = Operation(
        status=summary["status"], objective=summary["objective"],
        bound=-np.inf if summary["bound"] is None else summary["bound"],
        iterations=summary["iterations"], flows=tables.flows_from(read["flows"]),
        quantities=tables.quantities_from(read["levels"]),
        sizes=tuple(TypeAdapter(list[SizeDecision]).validate_python(summary["sizes"])),
        ledger=tables.ledger_from(read["ledger"], "cost", months),
        emissions=tables.ledger_from(read["ledger"], "emission", months),
        pollutants=tables.ledger_from(read["ledger"], "pollutant", months),
        prices=tables.prices_from(read["prices"]),
        limits=tables.limits_from(read["limits"], summary["limits"]),
        certificate=(), size=summary["size"],
        scaling=tuple(TypeAdapter(list[Extent]).validate_python(summary["scaling"])),
        margins=margins_from(read["margins"]),
        typical=TypeAdapter(TypicalOutcome | None).validate_python(summary["typical_periods"]),
    )
    co2 = {**summary["co2"], "reference": summary["co2"]["reference_situation"]}
    return Results(
        name=summary["name"], description=summary["description"], currency=summary["currency"],
        calendar=calendar, headers=_facts(HeaderFacts, summary["headers"]),
        owners=_facts(OwnerFacts, summary["owners"]),
        profiles=_facts(ProfileFacts, summary["profiles"]),
        published=_facts(PublishedFacts, summary["published"]),
        operation=operation, co2=TypeAdapter(AvoidedCo2).validate_python(co2),
        co2_account=TypeAdapter(Co2Account).validate_python(summary["co2"]),
        co2_by_step=tables.quantities_from(read["allocation"]),
        money=_money(summary, read, months),
        weeks=tuple(TypeAdapter(list[Week]).validate_python(summary["weeks"])),
        remarks=tuple(summary["remarks"]), warnings=tuple(summary["warnings"]), checks=checks,
        bills=tables.bills_from(read["bills"], months),
    )


def _money(summary: Mapping[str, Any], read: Mapping[str, Any], months: int) -> Money:
    return Money(
        TypeAdapter(Saving).validate_python(summary["saving"]),
        reference_costs_from(read["reference_costs"], months),
        TypeAdapter(Statements).validate_python(summary["statements"]),
        uses_from(read["uses"], months),
        tuple(TypeAdapter(list[Holding]).validate_python(summary["holdings"])))


def _facts(kind: Any, entries: Mapping[str, Any]) -> dict[str, Any]:
    adapter = TypeAdapter(kind)
    return {name: adapter.validate_python(entry) for name, entry in entries.items()}


def _plain(value: Any) -> dict[str, Any]:
    return dataclasses.asdict(value)


def _finite(number: float) -> float | None:
    return number if np.isfinite(number) else None
