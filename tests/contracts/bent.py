"""Whether the audit sees each number of a component that is off by 1."""

from __future__ import annotations

from dataclasses import replace

from ipos_energy.park.load import load_text
from tests.helpers import solved
from tests.units.test_teeth import bent_lines, objectors, with_bent


def unseen(text: str, owner: str) -> list[str]:
    """Labels of the flows and lines of ``owner`` which it lets pass though they are off by 1."""
    scenario, results = load_text(text), solved(text)
    operation = results.operation
    bent = [(flow.owner, flow.label,
             replace(operation, flows=with_bent(operation.flows, k, 0)))
            for k, flow in enumerate(operation.flows)]
    return [label for name, label, changed in [*bent, *bent_lines(operation)]
            if name == owner and owner not in objectors(scenario, results, changed)]
