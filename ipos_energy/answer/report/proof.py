"""The sections on assumptions and on the audit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Column, Section, Table
from ipos_energy.answer.results import Results

_SOURCES = ("source", "fuel_source", "note", "notes", "why_different")
"""Keys of a scenario that say where the values beside them come from"""


def assumptions_section(
    results: Results, stated: Mapping[str, Any], language: Language
) -> Section:
    """Every input with its source, and where each time series comes from."""
    say = language.say
    profiles = Table(
        say("Time series"),
        (Column(say("Profile")), Column(say("Kind")), Column(say("Origin")), Column(say("Notes"))),
        [(name, say("modelled") if facts.modelled else say("given"), facts.origin,
          " ".join(facts.notes)) for name, facts in results.profiles.items()])
    inputs = [Table(
        say("Inputs: {section}").format(section=key),
        (Column(say("Key")), Column(say("Value")), Column(say("Source"))),
        list(_inputs(value, "", "")),
        note=say("Where no source stands, the scenario states none."))
        for key, value in stated.items() if isinstance(value, Mapping)]
    return Section("assumptions", say("Assumptions"), (), (), [profiles, *inputs])


def _inputs(value: Any, path: str, source: str) -> Iterator[tuple[str, str, str]]:
    """Each value below ``value`` with its path and the nearest source that is stated."""
    if isinstance(value, Mapping):
        own = " ".join(_text(value[key]) for key in _SOURCES if value.get(key))
        for key, below in value.items():
            if key not in _SOURCES:
                yield from _inputs(below, f"{path}.{key}" if path else str(key), own or source)
    else:
        yield path, _text(value), source


def _text(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(map(_text, value))
    if isinstance(value, Mapping):
        return ", ".join(f"{key}: {_text(below)}" for key, below in value.items())
    return str(value)


def audit_section(results: Results, language: Language) -> Section:
    """Every check of the results, with how far off it is."""
    say, tell = language.say, language.tell
    failed = sum(not check.passed for check in results.checks)
    named = {*results.owners, *results.headers}
    verdict = (say("All {count} checks passed.") if not failed
               else say("{failed} of {count} checks FAILED."))
    checks = Table(
        say("Checks"), (Column(say("Subject")), Column(say("Statement")),
                        Column(say("Off by")), Column(say("Allowed")), Column(say("Outcome"))),
        [(check.subject if check.subject in named else tell(check.subject),
          tell(check.statement), language.small(check.residual), language.small(check.tolerance),
          say("passed") if check.passed else say("FAILED")) for check in results.checks],
        note=say("Every header, unit and bill is recomputed from the written tables."))
    return Section("audit", say("Audit"),
                   [verdict.format(count=len(results.checks), failed=failed)], (), [checks])
