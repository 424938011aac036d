"""What every kind of charge must do: one suite over all of them, on their examples."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.contracts.charges import CHARGES
from ipos_energy.park.contracts.charges.charge import Charge
from ipos_energy.park.load import load_text
from ipos_energy.park.scenario import Scenario
from tests.helpers import close, solved
from tests.plain import assert_same_program
from tests.units.test_teeth import (
    bent_lines,
    implied,
    is_missed,
    limits_of,
    objectors,
    with_bent,
)

NEVER_BINDS = {"lower limit of the columns , block 1"}
"""The first block of volume would be below zero only to pay more in the next."""

every_charge = pytest.mark.parametrize("kind", CHARGES, ids=lambda kind: kind.__name__)


def charges_of(scenario: Scenario, kind: type[Charge]) -> list[tuple[str, str]]:
    """Contract and name of each charge of a kind."""
    return [(contract, name) for contract, terms in scenario.contracts.items()
            for name, charge in terms.charges.items() if isinstance(charge, kind)]


@every_charge
def test_example_is_solved_and_its_bill_is_the_ledger(kind: type[Charge]) -> None:
    """The example uses its kind, and everything that is audited holds, the bill included.

    Each line of the bill is quantity · rate, and is not nothing. Catches an example that went
    stale, and a bill that disagrees with the equations.
    """
    scenario, results = load_text(kind.example), solved(kind.example)
    lines = {(bill.contract, line.label): line for bill in results.bills for line in bill.lines}
    charges = charges_of(scenario, kind)
    assert charges
    for contract, name in charges:
        labels = scenario.contracts[contract].charges[name].labels(name)
        assert any(lines[contract, label].amount.any() for label in labels), name
    for line in lines.values():
        close(line.quantity * line.rate, line.amount, 1e-12)


@every_charge
def test_templates_give_the_matrix_of_plain_pyomo(kind: type[Charge]) -> None:
    """Rows, bounds and costs are those that plain Pyomo states, without a step-by-step fallback.

    Catches a sum over the steps of a month that is compiled to other steps.
    """
    model = build(load_text(kind.example))
    assert_same_program(model)
    assert compile_model(model).fallbacks == ()


@every_charge
def test_compacted_program_has_the_same_optimum(kind: type[Charge]) -> None:
    """The small program costs the same, and its answer, restored, proves the full one optimal."""
    full = compile_model(build(load_text(kind.example))).program
    exact = Limits(gap=0.0)
    plain, small = solve(full, exact), solve_stated(full, exact)
    close(float(full.cost @ small.answer.x), float(full.cost @ plain.x))
    assert [check for check in certify(small.program, small.answer) if not check.passed] == []


@every_charge
def test_every_bent_flow_and_line_is_seen(kind: type[Charge]) -> None:
    """The contract's flow off by 1 MW, or one of its lines off by 1: its contract objects."""
    scenario, results = load_text(kind.example), solved(kind.example)
    owners = {contract for contract, _ in charges_of(scenario, kind)}
    operation = results.operation
    bent = [(flow.owner, flow.label, replace(operation, flows=with_bent(operation.flows, k, 0)))
            for k, flow in enumerate(operation.flows)]
    for owner, label, changed in [*bent, *bent_lines(operation)]:
        if owner in owners:
            assert owner in objectors(scenario, results, changed), f"{owner}: {label}"


@every_charge
def test_every_equation_that_is_left_out_is_seen(kind: type[Charge]) -> None:
    """Solved again without one equation or bound of a charge of the example, the audit objects.

    Each must bind, and be missed, for one of the charges at least. Catches an equation that the
    bill does not know, and an example in which it does not bind.
    """
    scenario = load_text(kind.example)
    model = build(scenario)
    compiled = compile_model(model)
    seen: dict[str, bool] = {}
    for contract, name in charges_of(scenario, kind):
        for one in limits_of(compiled.program, {contract}):
            if one.block.label.startswith((name, f"{name}:")) \
                    and not implied(compiled.program, one):
                what = str(one).replace(f"{contract}: {name}", "")
                seen[what] = seen.get(what, False) or is_missed(scenario, model, compiled, one)
    assert {what for what, missed in seen.items() if not missed} <= NEVER_BINDS
