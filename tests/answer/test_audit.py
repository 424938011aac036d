"""The audit has teeth: whatever is bent in the written results, a check objects."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import numpy as np
import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import Results
from ipos_energy.line.run import Finished
from ipos_energy.park.load import load
from ipos_energy.park.operation import Flow
from ipos_energy.park.scenario import Scenario
from tests.answer.written import STEPS, scenario_file


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Scenario:
    """The park that the results are of."""
    return load(scenario_file(tmp_path_factory.mktemp("audit")))


def objections(scenario: Scenario, results: Results, **changes: Any) -> set[tuple[str, str]]:
    """Subject and statement of each check that fails once the operation is changed."""
    bent = replace(results, operation=replace(results.operation, **changes))
    return {(check.subject, check.statement) for check in audited(scenario, bent).checks
            if not check.passed}


def with_flow(results: Results, name: str, step: int, value: float) -> tuple[Flow, ...]:
    """The flows, one of them changed by ``value`` MW at one step."""
    return tuple(
        replace(one, values=one.values + value * (np.arange(STEPS) == step))
        if one.name == name else one for one in results.operation.flows)


def test_the_results_pass(scenario: Scenario, finished: Finished) -> None:
    """Proves that nothing objects to what was found, so that objections below mean something."""
    assert objections(scenario, finished.results) == set()
    assert finished.results.passed


@pytest.mark.parametrize("step", [0, 20, STEPS - 1])
def test_a_bent_flow_is_seen_at_its_header(
    scenario: Scenario, finished: Finished, step: int
) -> None:
    """Proves for every flow that 1 MW more at one step unbalances its header.

    Catches a balance that forgets a flow, a direction or a step.
    """
    for one in finished.results.operation.flows:
        flows = with_flow(finished.results, one.name, step, 1.0)
        found = objections(scenario, finished.results, flows=flows)
        assert (one.header, "what flows in flows out") in found, one.name


def test_a_negative_flow_is_seen(scenario: Scenario, finished: Finished) -> None:
    """Proves that a flow against its direction is an objection even where headers balance.

    A gas purchase and the boiler's use of it both fall far below zero.
    """
    flows = tuple(replace(one, values=one.values - 99.0) if one.header == "gas" else one
                  for one in finished.results.operation.flows)
    found = objections(scenario, finished.results, flows=flows)
    assert ("flows", "no flow is below zero") in found
    assert ("gas", "what flows in flows out") not in found


def test_a_number_that_is_none_is_seen(scenario: Scenario, finished: Finished) -> None:
    """Proves that NaN fails the balance; catches a comparison that NaN slips through."""
    flows = with_flow(finished.results, "boiler: heat", 3, float("nan"))
    found = objections(scenario, finished.results, flows=flows)
    assert ("lp steam", "what flows in flows out") in found


def test_a_bent_bill_is_seen(scenario: Scenario, finished: Finished) -> None:
    """Proves for every cost line that 1 SEK more in a month is an objection, to bill and sum.

    Each line of a contract is recomputed as tariff × flow, so moving an amount from one line to
    another does not help.
    """
    ledger = finished.results.operation.ledger
    for k, line in enumerate(ledger):
        bent = replace(line, months=line.months + np.array([50.0, 0.0]))
        found = objections(scenario, finished.results, ledger=(*ledger[:k], bent, *ledger[k + 1:]))
        assert ("ledger", "the sum of all cost lines is the cost that was minimised") in found
        assert any(subject == line.owner for subject, _ in found), line.label


def test_bent_emissions_are_seen(scenario: Scenario, finished: Finished) -> None:
    """Proves that emissions that are not factor × fuel burnt are an objection."""
    (line,) = finished.results.operation.emissions
    bent = replace(line, months=line.months + 1.0)
    found = objections(scenario, finished.results, emissions=(bent,))
    assert ("gas", "emissions = factor · fuel burnt") in found


def test_a_wrong_objective_is_seen(scenario: Scenario, finished: Finished) -> None:
    """Proves that the ledger must equal what the solver minimised."""
    objective = finished.results.operation.objective * (1 + 1e-6)
    found = objections(scenario, finished.results, objective=objective)
    assert {subject for subject, _ in found} == {"ledger"}


def test_results_without_an_audit_have_not_passed(finished: Finished) -> None:
    """Proves that results that nobody checked are not called right."""
    assert not replace(finished.results, checks=()).passed
