"""ipos-energy plans the energy central of an industrial park.

    from ipos_energy import load, solve
    results = solve(load("scenarios/helsingborg.yaml"))
    results.operation.objective, results.flow("turbine", "electricity")

    park = Park("scenarios/helsingborg.yaml")
    park.solve()
    park.change("contracts.gas.energy_price=45 EUR/MWh")
    park.solve()                                        # in a fraction of the first one's time

``load`` reads and checks a scenario, ``solve`` finds its best operation and audits it, and
``plain_model`` gives the same equations as an ordinary Pyomo model, to which constraints can be
added before any of Pyomo's solvers is called. A ``Park`` is kept ready to be solved again after
changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ipos_energy.answer.results import Results
    from ipos_energy.line.park import Park
    from ipos_energy.park.scenario import Scenario

__all__ = ["Park", "load", "plain_model", "solve"]


def load(path: Path | str, overrides: Sequence[str] = ()) -> Scenario:
    """Reads a scenario file, with overrides such as ``contracts.gas.energy_price=45 EUR/MWh``.

    Raises ScenarioError with every problem that was found.
    """
    from ipos_energy.park.load import load as load_scenario

    return load_scenario(path, overrides)


def solve(scenario: Scenario) -> Results:
    """The best operation of a scenario, audited.

    Raises ImpossibleError, an UnsatisfiableError whose ``explanation`` holds every cause that was
    found, or SolverError.
    """
    from ipos_energy.line.progress import Progress
    from ipos_energy.line.run import solve_scenario

    return solve_scenario(scenario, Progress(quiet=True))[0]


def plain_model(scenario: Scenario) -> Any:
    """The scenario's equations as a Pyomo ``ConcreteModel``, constructed step by step.

    Variables are named ``"owner: label"``, constraints ``"owner: label (equation)"``, the
    objective ``cost``. A part-load curve whose input may be free or earn keeps its order there only
    with ``in_order``: ``solve`` finds the steps that take integers for it, a model alone cannot.
    """
    from ipos_energy.mathematics.build import build

    return build(scenario).plain()


def __getattr__(name: str) -> Any:
    """``Park`` is loaded when it is asked for: a command that needs no solver starts at once."""
    if name == "Park":
        from ipos_energy.line.park import Park

        return Park
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
