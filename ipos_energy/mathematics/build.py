"""States a scenario's equations: every component's, and the balance of every header."""

from __future__ import annotations

from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.mathematics.model import Model, Relation, empty_model, total
from ipos_energy.mathematics.owned_site import OwnedSite
from ipos_energy.park.scenario import Scenario


def build(scenario: Scenario) -> Model:
    """States the equations of every component and the balance of every header.

    Raises ScenarioError where nothing is connected to a header.
    """
    model = empty_model(scenario)
    for name, component in scenario.components.items():
        component.equations(OwnedSite(model, name))
    for name in scenario.headers:
        _balance(model, name)
    return model


def _balance(model: Model, header: str) -> None:
    """States ``Σ in − Σ out = 0`` at every step; its dual is the marginal price of the header."""
    given = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "in"]
    taken = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "out"]
    if not given and not taken:
        raise ScenarioError([Problem(
            "no unit, contract or company is connected to this header", f"headers › {header}",
            advice="Connect something to it, or take it out.")])
    model.relations.append(Relation(header, "balance", "step", lambda t: (
        0.0, total(given, t) - total(taken, t), 0.0)))
