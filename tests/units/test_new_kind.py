"""A new kind of unit is one class: all else follows when it joins the register."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated, ClassVar, Literal

from pydantic import Field

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import results_of
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.context import Context
from ipos_energy.park.fields import (
    CoolingHeader,
    CopSeries,
    ElectricityHeader,
    Fraction,
    HeatHeader,
    Power,
)
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.quantities import Money
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.site import Site
from ipos_energy.park.units import UNITS
from ipos_energy.park.units.unit import Unit
from ipos_energy.park.yaml_tree import parse_tree
from tests.helpers import close, flow, limit
from tests.plain import assert_same_program


class AbsorptionChiller(Unit):
    """Makes cold from heat.

        cold[t] = COP[t]·heat[t]
        0 ≤ cold[t] ≤ available[t]·capacity
        electricity[t] = ε·cold[t]
    """

    example: ClassVar[str] = """\
name: A chiller at its limit
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
headers:
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 95 degC, return: 80 degC}
  cold: {medium: cooling, supply: 6 degC, return: 12 degC}
units:
  plant: {kind: process_heat, to: hot water, available: 20 MW}
  chiller: {kind: absorption_chiller, from: hot water, to: cold, capacity: 3.5 MW,
            electricity_use: 2 %}
  backup: {kind: absorption_chiller, from: hot water, to: cold, capacity: 9 MW, cop: 1.2,
           electricity_use: 50 %, operating_cost: 1 EUR/MWh}
contracts:
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  dairy: {demands: {cold: 4.1 MW}}
"""

    kind: Literal["absorption_chiller"]
    from_: HeatHeader = Field(alias="from")
    """Header that drives it"""
    to: CoolingHeader
    """Header that is chilled"""
    capacity: Power
    """Largest cold output"""
    cop: CopSeries | Literal["typical"] = "typical"
    """Cold per heat"""
    electricity_use: Fraction = 0.0
    """Electricity per cold"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the pumps are fed from"""

    def equations(self, site: Site) -> None:
        cop = site.parameter("cop", 0.7 if self.cop == "typical" else self.cop)
        cold = site.variable("cold", upper=self.capacity * self.availability(site.horizon))
        site.takes(self.from_, "heat", lambda t: cold[t] / cop[t])
        site.gives(self.to, "cold", lambda t: cold[t])
        site.takes(self.electricity, "electricity", lambda t: self.electricity_use * cold[t])
        self.book_operation(site, lambda t: cold[t])

    def replay(self, record: Record) -> Iterator[Check]:
        cold = record.flows["cold"]
        cop = 0.7 if self.cop == "typical" else self.cop.values
        yield record.equal("cold = COP · heat", cold, cop * record.flows["heat"])
        limit = self.capacity * self.availability(record.horizon)
        yield record.at_most("cold ≤ capacity", cold, limit)
        yield record.equal("electricity = ε · cold", record.flows["electricity"],
                           self.electricity_use * cold)
        yield from self.replay_operation(record, cold)


class WiderScenario(Scenario):
    """A scenario whose register holds one kind more."""

    units: dict[str, Annotated[Unit, OneOf((*UNITS, AbsorptionChiller))]]


def wider_scenario() -> WiderScenario:
    """The new kind's example."""
    data = parse_tree(AbsorptionChiller.example, "example", Path.cwd()).data
    context = Context(
        Horizon(datetime(2019, 1, 1), datetime(2019, 1, 1, 2), 1.0, "UTC"), Money(),
        headers={name: header["medium"] for name, header in data["headers"].items()})
    return WiderScenario.model_validate(data, context=context)


def test_a_new_kind_needs_nothing_but_its_class() -> None:
    """3.5 MW of cold at COP 0.7 take 5 MW of heat and 0.07 MW of power; the backup 0.6 at 1.2: 0.5.

    A MWh of cold costs 25 + 1 = 26 EUR from the backup and 1 EUR from the chiller: 1 MW more of it
    saves 25 EUR/h. Balances, ledger, prices, audit and both matrices follow. Catches a place in the
    program that lists the kinds once more.
    """
    scenario = wider_scenario()
    assert_same_program(build(scenario))
    operation, _ = optimise(scenario)
    results = audited(scenario, results_of(scenario, operation))
    assert results.passed
    close(flow(results, "chiller: heat"), [5, 5])
    close(flow(results, "chiller: electricity"), [0.07, 0.07])
    close(flow(results, "backup: heat"), [0.5, 0.5])
    close(results.operation.prices["cold"], [26, 26])
    close(limit(results, "chiller: cold at its limit"), [25, 25])
    close(results.operation.objective, 2 * (3.5 + 0.6 * 26))


def test_a_new_kind_is_in_the_schema() -> None:
    """The schema offers its name and describes its fields. Catches a schema written by hand."""
    schema = WiderScenario.model_json_schema(by_alias=True)
    chiller = schema["$defs"]["AbsorptionChiller"]["properties"]
    assert chiller["kind"]["const"] == "absorption_chiller"
    assert chiller["capacity"]["description"] == "Largest cold output"
