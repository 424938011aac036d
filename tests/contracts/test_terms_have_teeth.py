"""Limits, caps and payments that are switched on by a field: the audit misses each of them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.park.load import load_text
from tests.contracts.terms import gas
from tests.helpers import park, solved
from tests.plain import assert_same_program
from tests.units.test_teeth import (
    bent_lines,
    implied,
    is_missed,
    limits_of,
    objectors,
    with_bent,
)

SALE = """
headers:
  district heat: {{medium: water, supply: {{profile: supply}}, return: 45 degC}}
profiles:
  supply: {{values: [70, 80, 80, 80], unit: degC}}
  uptake: {{values: [9, 5, 1, 2], unit: MW}}
  price: {{values: [20, -5, -5, 20], unit: EUR/MWh}}
units:
  plant: {{kind: process_heat, to: district heat, available: 8 MW}}
contracts:
  city: {{kind: heat_sale, header: district heat, price: {{profile: price}},
         at_most: {{profile: uptake}}, {terms}}}
"""


def sale(terms: str) -> str:
    """8 MW of heat, sold at 20, −5, −5 and 20 EUR/MWh, the first hour too cold for some."""
    return park(SALE.format(terms=terms), hours=4)


TERMS = {
    "connection as it stands": ("gas", gas("connection: 3 MW", [4, 4])),
    "least flow": ("gas", gas("at_least: 1 MW", [4, 4], power=30)),
    "least volume": ("gas", gas("volumes: [{per: day, at_least: 5 MWh}]", [4, 4], power=30)),
    "most volume": ("gas", gas("volumes: [{per: year, at_most: 5 MWh}]", [4, 4])),
    "volume between": ("gas", gas("volumes: [{per: month, at_least: 2 MWh, at_most: 5 MWh}]",
                                  [4, 4])),
    "taxes": ("gas", gas("co2_tax: 50 EUR/t, pollutants: {NOx: 200 g/MWh}, limit: 3 MW", [4, 4],
                         sections="emissions: {pollutants: {NOx: {price: 5 EUR/kg}}}")),
    "cap": ("emissions", gas("", [4, 4], sections="emissions: {cap: 1 t, price: 9 EUR/t, "
                             "free_allocation: 8760 t/year}")),
    "cap on NOx": ("emissions", gas("pollutants: {NOx: 200 g/MWh}", [4, 4],
                                    sections="emissions: {pollutants: {NOx: {cap: 1 kg}}}")),
    "least delivery": ("city", sale("at_least: 1 MW")),
    "warm enough": ("city", sale("supply_at_least: 75 degC")),
    "capacity subscribed": ("city", sale("capacity_payment: {price: 100 EUR/MW/month, "
                                         "power: 2 MW}")),
    "capacity delivered": ("city", sale("capacity_payment: {price: 100 EUR/MW/month}, "
                                        "supply_at_least: 75 degC")),
}

NEVER_BIND = {
    # the plant gives heat and takes none
    "lower limit of the columns city: sold",
    # what is counted is worth money, so it is never below zero
    "lower limit of the columns city: delivery that counts",
    # keeps a choice that is optimal within a gap only from counting less than the highest
    "upper limit of the rows city: highest delivery",
    # the other side of a volume
    "lower limit of the rows gas: volume per month",
}

every_term = pytest.mark.parametrize("name", TERMS)


@every_term
def test_every_equation_that_is_left_out_is_seen(name: str) -> None:
    """Solved again without one equation or bound, the audit objects.

    A flow's bound at zero need not bind here. Catches a limit that no check knows.
    """
    owner, text = TERMS[name]
    scenario = load_text(text)
    model = build(scenario)
    compiled = compile_model(model)
    silent = {str(one) for one in limits_of(compiled.program, {owner})
              if not implied(compiled.program, one)
              and not is_missed(scenario, model, compiled, one)}
    assert silent <= NEVER_BIND


@every_term
def test_every_bent_line_is_seen(name: str) -> None:
    """Each flow and line of the owner off by 1, pollutants too: the owner objects."""
    owner, text = TERMS[name]
    scenario, results = load_text(text), solved(text)
    operation = results.operation
    bent = [(one.owner, one.label, replace(operation, flows=with_bent(operation.flows, k, 0)))
            for k, one in enumerate(operation.flows)]
    bent += [(one.owner, one.label, replace(
        operation, pollutants=with_bent(operation.pollutants, k, 0)))
        for k, one in enumerate(operation.pollutants)]
    for of, label, changed in [*bent, *bent_lines(operation)]:
        if of == owner:
            assert of in objectors(scenario, results, changed), label


@every_term
def test_templates_give_the_matrix_of_plain_pyomo(name: str) -> None:
    """Rows, bounds and costs are those that plain Pyomo states step by step."""
    assert_same_program(build(load_text(TERMS[name][1])))
