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
from ipos_energy.park.fields import ElectricityHeader, Fraction, Power, WaterHeader
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


class GeothermalWell(Unit):
    """Pumps warm water out of the ground.

        0 ≤ heat[t] ≤ available[t]·capacity
        electricity[t] = ε·heat[t]
    """

    example: ClassVar[str] = """\
name: A well at its limit
horizon: {start: 2019-01-01, end: 2019-01-01T02:00, step: 1 h, time_zone: UTC}
headers:
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
units:
  well: {kind: geothermal_well, to: hot water, capacity: 5 MW, electricity_use: 4 %}
  deep well: {kind: geothermal_well, to: hot water, capacity: 9 MW, electricity_use: 20 %,
              operating_cost: 1 EUR/MWh}
contracts:
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  dairy: {demands: {hot water: 5.5 MW}}
"""

    kind: Literal["geothermal_well"]
    to: WaterHeader
    """Header that the heat goes to"""
    capacity: Power
    """Largest heat output"""
    electricity_use: Fraction
    """Electricity per heat"""
    electricity: ElectricityHeader = Field(default="electricity", validate_default=True)
    """Header that the pumps are fed from"""

    def equations(self, site: Site) -> None:
        heat = site.variable("heat", upper=self.capacity * self.availability(site.horizon))
        site.gives(self.to, "heat", lambda t: heat[t])
        site.takes(self.electricity, "electricity", lambda t: self.electricity_use * heat[t])
        self.book_operation(site, lambda t: heat[t])

    def replay(self, record: Record) -> Iterator[Check]:
        heat = record.flows["heat"]
        limit = self.capacity * self.availability(record.horizon)
        yield record.at_most("heat ≤ capacity", heat, limit)
        yield record.equal("electricity = ε · heat", record.flows["electricity"],
                           self.electricity_use * heat)
        yield from self.replay_operation(record, heat)


class WiderScenario(Scenario):
    """A scenario whose register holds one kind more."""

    units: dict[str, Annotated[Unit, OneOf((*UNITS, GeothermalWell))]]


def wider_scenario() -> WiderScenario:
    """The new kind's example."""
    data = parse_tree(GeothermalWell.example, "example", Path.cwd()).data
    context = Context(
        Horizon(datetime(2019, 1, 1), datetime(2019, 1, 1, 2), 1.0, "UTC"), Money(),
        headers={name: header["medium"] for name, header in data["headers"].items()})
    return WiderScenario.model_validate(data, context=context)


def test_a_new_kind_needs_nothing_but_its_class() -> None:
    """5 MW at 4 % of power for 50 EUR cost 10 EUR/h, the other 0.5 MW at 11 EUR 5.50 EUR/h.

    1 MW more of the first well saves 11 − 2 EUR/h. Balances, ledger, prices, audit and both
    matrices follow. Catches a place in the program that lists the kinds once more.
    """
    scenario = wider_scenario()
    assert_same_program(build(scenario))
    operation, _ = optimise(scenario)
    results = audited(scenario, results_of(scenario, operation))
    assert results.passed
    close(flow(results, "well: heat"), [5, 5])
    close(flow(results, "well: electricity"), [0.2, 0.2])
    close(flow(results, "deep well: heat"), [0.5, 0.5])
    close(results.operation.prices["hot water"], [11, 11])
    close(limit(results, "well: heat at its limit"), [9, 9])
    close(results.operation.objective, 2 * 15.5)


def test_a_new_kind_is_in_the_schema() -> None:
    """The schema offers its name and describes its fields. Catches a schema written by hand."""
    schema = WiderScenario.model_json_schema(by_alias=True)
    well = schema["$defs"]["GeothermalWell"]["properties"]
    assert well["kind"]["const"] == "geothermal_well"
    assert well["capacity"]["description"] == "Largest heat output"
