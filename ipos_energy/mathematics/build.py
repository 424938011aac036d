"""States a scenario's equations: every component's, and the balance of every header."""

from __future__ import annotations

from types import MappingProxyType

from ipos_energy.mathematics.model import Apart, Model, Relation, empty_model
from ipos_energy.mathematics.owned_site import OwnedSite
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.site import total


def build(scenario: Scenario, apart: Apart = MappingProxyType({})) -> Model:
    """States the equations of every component and the balance of every header.

    ``apart`` gives the steps at which integers keep apart what is never both.
    """
    model = empty_model(scenario, apart)
    for name, component in scenario.components.items():
        component.equations(OwnedSite(model, name))
    for name in scenario.headers:
        _balance(model, name)
    return model


def _balance(model: Model, header: str) -> None:
    """States ``Σ in − Σ out = 0`` at every step; its dual is the marginal price of the header."""
    given = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "in"]
    taken = [flow.rule for flow in model.flows if flow.header == header and flow.direction == "out"]
    model.relations.append(Relation(header, "balance", "step", lambda t: (
        0.0, total(rule(t) for rule in given) - total(rule(t) for rule in taken), 0.0)))
