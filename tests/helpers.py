"""What the tests of the equations share: small parks in text, solved and audited."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import dedent
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import Results, results_of
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.contracts import CONTRACTS
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.load import load_text
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray
from ipos_energy.park.units import UNITS
from ipos_energy.park.units.unit import Unit

Kind = type[Unit] | type[Contract]

KINDS: tuple[Kind, ...] = (*UNITS, *CONTRACTS)
"""Every kind of unit and contract that a scenario may hold."""


def park(
    body: str, *, hours: float = 2, start: str = "2019-01-01T00:00", step: str = "1 h",
    currency: str = "EUR",
) -> str:
    """A scenario in UTC from its sections, over some hours."""
    first = np.datetime64(start, "m")
    end = first + np.timedelta64(round(hours * 60), "m")
    return (f"name: A test\ncurrency: {currency}\n"
            f"horizon: {{start: {first}, end: {end}, step: {step}, time_zone: UTC}}\n"
            + dedent(body))


def results_for(scenario: Scenario) -> Results:
    """The audited results of a scenario, whatever the audit says."""
    operation, _ = optimise(scenario)
    return audited(scenario, results_of(scenario, operation))


def solved(text: str) -> Results:
    """The results of a scenario in text; fails where a check of the audit does."""
    results = results_for(load_text(text))
    assert results.passed, objections(results)
    return results


def objections(results: Results) -> list[Check]:
    """The checks that do not pass."""
    return [check for check in results.checks if not check.passed]


def close(
    actual: NDArray[Any] | Sequence[Any] | float,
    expected: NDArray[Any] | Sequence[Any] | float,
    tolerance: float = 1e-6,
) -> None:
    """Fails where two numbers or arrays differ by more than ``tolerance``, relative or absolute."""
    np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance)


def flow(results: Results, name: str) -> FloatArray:
    """A flow in MW by its name, ``owner: label``."""
    return next(one.values for one in results.operation.flows if one.name == name)


def quantity(results: Results, name: str) -> FloatArray:
    """A level or other quantity by its name, ``owner: label``."""
    return next(one.values for one in results.operation.quantities if one.name == name)


def limit(results: Results, name: str) -> FloatArray:
    """What one more unit of a limit would save, by its name, ``owner: label``."""
    return next(one.values for one in results.operation.limits if one.name == name)


def ledger(results: Results, owner: str, label: str) -> float:
    """One line of the ledger over the whole horizon."""
    return next(line.total for line in results.operation.ledger
                if (line.owner, line.label) == (owner, label))
