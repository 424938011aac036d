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
    say, tell = language.say, language.tell
    profiles = Table(
        say("Time series"),
        (Column(say("Profile")), Column(say("Kind")), Column(say("Origin")), Column(say("Notes"))),
        [(name, say("modelled") if facts.modelled else say("given"), tell(facts.origin),
          "; ".join(map(tell, facts.notes))) for name, facts in results.profiles.items()])
    inputs = [Table(
        say("Inputs: {section}").format(section=key),
        (Column(say("Name")), Column(say("Values")), Column(say("Source"))),
        list(_inputs(value)), note=say("Where no source stands, the scenario states none."))
        for key, value in stated.items() if isinstance(value, Mapping)]
    warnings = [say("Warning: {text}").format(text=tell(text)) for text in results.warnings]
    return Section("assumptions", say("Assumptions"), warnings, (), [profiles, *inputs])


def _inputs(section: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Each entry of a section: its name, its values by key, and what it says of its source."""
    for name, entry in section.items():
        if not isinstance(entry, Mapping):
            yield str(name), _text(entry), ""
            continue
        values = {key: value for key, value in entry.items() if key not in _SOURCES}
        yield str(name), _text(values), " ".join(_text(entry[key]) for key in _SOURCES
                                                 if entry.get(key))


def _text(value: Any) -> str:
    """A value as a scenario writes it; what is inside another stands in brackets."""
    if isinstance(value, Mapping):
        return "; ".join(f"{key}: {_inside(below)}" for key, below in value.items())
    return ", ".join(map(_inside, value)) if isinstance(value, list) else str(value)


def _inside(value: Any) -> str:
    return f"({_text(value)})" if isinstance(value, Mapping | list) else _text(value)


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
        [(language.name(check.subject, named), tell(check.statement),
          language.small(check.residual), language.small(check.tolerance),
          say("passed") if check.passed else say("FAILED")) for check in results.checks],
        note=say("Every header, unit and bill is recomputed from the written tables."))
    return Section("audit", say("Audit"),
                   [verdict.format(count=len(results.checks), failed=failed)], (), [checks])
