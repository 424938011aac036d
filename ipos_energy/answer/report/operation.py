"""The sections on operation, prices and equipment."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from ipos_energy.answer.charts.week_texts import chart_name, chosen_text, title_of
from ipos_energy.answer.language import Language
from ipos_energy.answer.maintenance import placed_maintenance
from ipos_energy.answer.report.charted import charted
from ipos_energy.answer.report.content import Cell, Chart, Column, Section, Table
from ipos_energy.answer.report.price_setting import price_setting_chart
from ipos_energy.answer.results import Results
from ipos_energy.answer.weeks import Week
from ipos_energy.park.operation import Flow
from ipos_energy.park.series import FloatArray

_AT_REST = 1e-6
"""A power in MW below which a unit stands still"""


def operation_section(
    results: Results, drawings: Mapping[str, str], language: Language
) -> Section:
    """Weeks that say much, the months, duration curves and the levels of stores."""
    say = language.say
    return Section("operation", say("Operation"), (), [
        *(chart for week in results.weeks for chart in _week(results, week, drawings, language)),
        *charted(drawings, "monthly-balances", say("Energy by month and header"),
                 *_monthly(results, language)),
        *charted(drawings, "duration-curves", say("Duration curves"), _durations(
            results, language)),
        *charted(drawings, "store-levels", say("Levels of stores"), _levels(results, language)),
    ])


def prices_section(results: Results, drawings: Mapping[str, str], language: Language) -> Section:
    """The marginal price of each header, and which units set it."""
    setting = price_setting_chart(results, language)
    say = language.say
    columns = [Column(say("Header")), *(
        Column(say(title), f"{results.currency}/MWh", 2)
        for title in ("Mean", "Lowest", "P10", "Median", "P90", "Highest"))]
    levels = (0.0, 0.1, 0.5, 0.9, 1.0)
    rows: list[tuple[Cell, ...]] = [
        (header, float(values.mean()), *(float(one) for one in np.quantile(values, levels)))
        for header, values in results.operation.prices.items()]
    title = say("Marginal price of each header")
    return Section(
        "prices", say("Prices"),
        [say("The marginal price of a header is what one MWh more of demand would cost at that "
             "hour.")],
        [*charted(drawings, "marginal-prices", title, Table(title, columns, rows)),
         *([setting] if setting else [])])


def equipment_section(results: Results, language: Language) -> Section:
    """How much each unit ran, and what one more unit of every limit would save."""
    say, tell, limits = language.say, language.tell, results.operation.limits
    running = Table(
        say("How the units ran"),
        (Column(say("Name of unit")), Column(say("Flow")), Column(say("Energy"), "MWh"),
         Column(say("Capacity"), "MW", 2), Column(say("Highest power"), "MW", 2),
         Column(say("Full-load hours"), "h"),
         Column(say("Hours in use"), "h"), Column(say("Starts")),
         Column(say("Longest rest"), "h")),
        [_ran(flow, results, language) for flow in main_flows(results)],
        note=say("Full-load hours are energy divided by the stated capacity, with what was built. "
                 "A rest is a time without any flow, such as an outage."))
    worth = Table(
        say("Marginal value of limits"),
        (Column(say("Owner")), Column(say("Limit")), Column(say("Steps at the limit")),
         Column(say("Value of one more unit"), results.currency, 2)),
        [(value.owner, tell(value.label), float(np.count_nonzero(np.abs(value.values) > _AT_REST)),
          float(value.values.sum())) for value in limits
         if value.label != "level"],  # the balance of a store, which is no limit
        note=say("The value is what relaxing the limit by one unit in every step would save over "
                 "the horizon."))
    return Section("equipment", say("Equipment"), [tell(remark) for remark in results.remarks],
                   (), [running, worth, *_maintenance(results, language),
                        *_sizes(results, language), *_typical(results, language)])


def main_flows(results: Results) -> list[Flow]:
    """Each unit's rated flow; where there is none, its largest, out of it where it gives any."""
    main: dict[str, Flow] = {}
    units = [flow for flow in results.operation.flows
             if results.owners[flow.owner].section == "unit"]
    for flow in sorted(units, key=lambda one: (
            one.label == results.owners[one.owner].rated_flow, one.direction == "in",
            one.values.sum())):
        main[flow.owner] = flow
    return [main[owner] for owner in dict.fromkeys(flow.owner for flow in units)]


def _ran(flow: Flow, results: Results, language: Language) -> tuple[Cell, ...]:
    facts, hours = results.owners[flow.owner], results.calendar.step_hours
    running = flow.values > _AT_REST
    energy = results.calendar.energy(flow.values)
    rated = facts.rated_mw if flow.label == facts.rated_flow else None
    starts = int(np.count_nonzero(running[1:] & ~running[:-1]))
    return (flow.owner, language.tell(flow.label), energy, rated,
            float(flow.values.max(initial=0.0)), energy / rated if rated else None,
            float(running.sum()) * hours, float(starts), _longest(~running) * hours)


def _longest(true: FloatArray | np.ndarray[tuple[int], np.dtype[np.bool_]]) -> int:
    """The longest run of true steps."""
    edges = np.flatnonzero(np.diff(np.concatenate([[0], true.astype(int), [0]])))
    return int((edges[1::2] - edges[::2]).max(initial=0))


def _maintenance(results: Results, language: Language) -> Iterator[Table]:
    say, placed = language.say, placed_maintenance(results)
    if placed:
        yield Table(
            say("Maintenance as it was placed"),
            (Column(say("Name of unit")), Column(say("First day")), Column(say("Last day")),
             Column(say("Days"))),
            [(one.unit, one.first_day, one.last_day, float(one.days)) for one in placed])


def _sizes(results: Results, language: Language) -> Iterator[Table]:
    say, tell = language.say, language.tell
    if results.operation.sizes:
        yield Table(
            say("Sizes"), (Column(say("Owner")), Column(say("Size")), Column(say("Value"), "", 2),
                           Column(say("Unit")),
                           Column(say("Value of one more unit"), results.currency, 2),
                           Column(say("Before its own cost"), results.currency, 2)),
            [(size.owner, tell(size.label), size.value, size.unit, size.saving, size.worth)
             for size in results.operation.sizes],
            note=say("One more unit is worth building while its value is above zero; before its "
                     "own cost, it is the most that a unit may cost over the horizon."))


def _typical(results: Results, language: Language) -> Iterator[Table]:
    """Sizes as typical periods gave them, and what they cost."""
    say, tell, outcome = language.say, language.tell, results.operation.typical
    if outcome is None:
        return
    cost = say("Cost of the horizon")
    yield Table(
        say("Sizes from typical periods"),
        (Column(say("Owner")), Column(say("Size")), Column(say("On typical periods"), "", 2),
         Column(say("With these sizes, all steps"), "", 2),
         Column(say("Sizes of all steps at once"), "", 2), Column(say("Unit"))),
        [*((size.owner, tell(size.label), size.value, size.value, size.at_once, size.unit)
           for size in outcome.sizes),
         ("", cost, outcome.cost_on_periods, outcome.cost, outcome.cost_at_once,
          results.currency)],
        note=say("{number} periods of {hours} h stand for {periods}. Each period is a copy of the "
                 "one that stands for it, and stores are cyclic in it; the operation shown is "
                 "that of all steps with these sizes.").format(
                     number=outcome.number, hours=language.number(outcome.length_hours),
                     periods=outcome.periods))


def _week(
    results: Results, week: Week, drawings: Mapping[str, str], language: Language
) -> tuple[Chart, ...]:
    """The chart of a week, with what flowed in it."""
    say, hours = language.say, results.calendar.step_hours
    title = title_of(week, results.calendar, language)
    table = Table(
        title,
        (Column(say("Header")), Column(say("Flow")), Column(say("Mean"), "MW", 2),
         Column(say("Highest power"), "MW", 2), Column(say("Energy"), "MWh")),
        [(flow.header, language.flow(flow, results.companies),
          float(flow.values[week.steps].mean()), float(flow.values[week.steps].max()),
          float(flow.values[week.steps].sum()) * hours)
         for flow in results.operation.flows
         if results.headers[flow.header].medium in ("steam", "water")],
        note=chosen_text(week, language))
    return charted(drawings, chart_name(week.reason), title, table)


def _monthly(results: Results, language: Language) -> Iterator[Table]:
    say, calendar = language.say, results.calendar
    for header in results.headers:
        flows = [flow for flow in results.operation.flows if flow.header == header
                 and results.owners[flow.owner].section != "company"]
        tenants = [flow for flow in results.operation.flows if flow.header == header
                   and results.owners[flow.owner].section == "company"]
        signed = [(language.flow(flow, results.companies), (1.0 if flow.direction == "in" else -1.0)
                   * calendar.monthly_energy(flow.values)) for flow in flows]
        if tenants:
            signed.append((say("companies"), sum(
                ((1.0 if flow.direction == "in" else -1.0) * calendar.monthly_energy(flow.values)
                 for flow in tenants), np.zeros(len(calendar.month_names)))))
        yield Table(
            f"{header} (MWh)", [Column(say("Month")), *(Column(name, "MWh") for name, _ in signed)],
            [(language.month(month), *(float(months[k]) for _, months in signed))
             for k, month in enumerate(calendar.month_names)],
            (say("Total"), *(float(months.sum()) for _, months in signed)),
            say("Energy out of the header is negative."))


def _durations(results: Results, language: Language) -> Table:
    levels = (1.0, 0.9, 0.75, 0.5, 0.25, 0.1, 0.0)
    say = language.say
    return Table(
        say("Power that is reached or exceeded"),
        (Column(say("Flow")), *(Column(say("{share} % of the time").format(
            share=language.number(100 * (1 - level))), "MW", 2) for level in levels)),
        [(language.flow(flow, results.companies),
          *(float(one) for one in np.quantile(flow.values, levels)))
         for flow in results.operation.flows
         if results.owners[flow.owner].section != "company"])


def _levels(results: Results, language: Language) -> Table:
    say = language.say
    stored = [one for one in results.operation.quantities if one.label == "level"]
    return Table(
        say("Levels of stores"),
        (Column(say("Store")), Column(say("Unit")), Column(say("Lowest"), "", 1),
         Column(say("Mean"), "", 1), Column(say("Highest"), "", 1)),
        [(one.owner, one.unit, float(one.values.min()), float(one.values.mean()),
          float(one.values.max())) for one in stored])
