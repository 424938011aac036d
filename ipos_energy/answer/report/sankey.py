"""The year's energy as a Sankey diagram: sources, headers, converting units and uses.

Each node but sources and uses takes in what it gives: what a unit loses flows to "losses", what it
gains from its surroundings comes from there, and a store gives or takes what its level changed.
A unit between two headers is a stream from one to the other.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ipos_energy.answer.charts.numbers import energy_scale
from ipos_energy.answer.language import Language
from ipos_energy.answer.report.content import Chart, Column, Table
from ipos_energy.answer.report.sankey_drawing import draw
from ipos_energy.answer.results import Results

_VISIBLE = 1e-4
"""A smaller part of all energy is left out of the drawing, not of the table"""


@dataclass(frozen=True)
class Stream:
    """Energy in MWh from one node to another; nodes are (kind, name)."""

    source: tuple[str, str]
    target: tuple[str, str]
    mwh: float


def sankey_chart(results: Results, language: Language) -> Chart:
    """The diagram with the table behind it."""
    say, streams = language.say, streams_of(results, language)
    largest = max((one.mwh for one in streams), default=0.0)
    scale = energy_scale(largest)
    title = say("Energy of the period in {unit}").format(unit=scale.unit)
    drawn = [(one.source, one.target, one.mwh) for one in streams if one.mwh > _VISIBLE * largest]
    table = Table(
        title, (Column(say("From")), Column(say("To")), Column(say("Energy"), "MWh")),
        [(one.source[1], one.target[1], one.mwh) for one in streams])
    drawing = draw(drawn, title, lambda mwh: language.number(mwh / scale.divisor, 1))
    return Chart(title, drawing, (table,))


def streams_of(results: Results, language: Language) -> list[Stream]:
    """Every stream of energy over the horizon, the same pair of nodes once."""
    given, taken = _by_owner(results, "in"), _by_owner(results, "out")
    found: dict[tuple[tuple[str, str], tuple[str, str]], float] = {}
    for owner in dict.fromkeys([*given, *taken]):
        for source, target, mwh in _streams(
                results, owner, given.get(owner, {}), taken.get(owner, {}), language):
            if mwh > 0.0:
                found[source, target] = found.get((source, target), 0.0) + mwh
    return [Stream(source, target, mwh) for (source, target), mwh in found.items()]


def _by_owner(results: Results, direction: str) -> dict[str, dict[str, float]]:
    """Energy in MWh by owner and header, into headers ("in") or out of them ("out")."""
    energy: dict[str, dict[str, float]] = {}
    for flow in results.operation.flows:
        if flow.direction == direction:
            of_owner = energy.setdefault(flow.owner, {})
            of_owner[flow.header] = (of_owner.get(flow.header, 0.0)
                                     + results.calendar.energy(flow.values))
    return energy


def _streams(
    results: Results, owner: str, given: Mapping[str, float], taken: Mapping[str, float],
    language: Language,
) -> list[tuple[tuple[str, str], tuple[str, str], float]]:
    """The streams of one owner: ``given`` to headers and ``taken`` from them, in MWh."""
    say, facts = language.say, results.owners[owner]
    source, use = ("source", owner), ("use", owner)
    if facts.section == "company":
        source, use = ("source", say("companies")), ("use", say("companies"))
    if facts.kind == "process_heat":
        use = ("use", say("own use"))
    if facts.section != "unit" or facts.kind in ("process_heat", "renewable") or not (
            given and taken):
        return [*((source, ("header", header), mwh) for header, mwh in given.items()),
                *((("header", header), use, mwh) for header, mwh in taken.items())]
    rest = sum(taken.values()) - sum(given.values())
    lost, gained = ("use", say("losses")), ("source", say("surroundings"))
    if facts.kind == "store" and given.keys() == taken.keys() and len(given) == 1:
        header = ("header", next(iter(given)))
        stored = ("use", say("stores")), ("source", say("stores"))
        return [(header, stored[0], rest), (stored[1], header, -rest)]
    if len(given) == len(taken) == 1:
        (start, burnt), (goal, made) = (*taken.items(),)[0], (*given.items(),)[0]
        return [(("header", start), ("header", goal), min(burnt, made)),
                (("header", start), lost, rest), (gained, ("header", goal), -rest)]
    unit = ("unit", owner)
    return [*((("header", header), unit, mwh) for header, mwh in taken.items()),
            *((unit, ("header", header), mwh) for header, mwh in given.items()),
            (unit, lost, rest), (gained, unit, -rest)]
