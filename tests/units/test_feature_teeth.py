"""The audit has teeth for what is switched on per unit: commitment, part load, turbines, sizes."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.park.load import load_text
from tests.helpers import results_for
from tests.units.features import FAMILIES, FEATURES, NEVER_PAYS, ONLY_TIGHTENS, Feature
from tests.units.test_teeth import (
    bent_lines,
    implied,
    is_missed,
    limits_of,
    objectors,
    with_bent,
)

every_feature = pytest.mark.parametrize("name", FEATURES)


def noticed(feature: Feature) -> dict[str, bool]:
    """Whether the audit objects to the answer without a limit, by the limit's name.

    Limits that follow from others of the same unit are left out.
    """
    scenario = load_text(feature.text)
    model = build(scenario)
    compiled = compile_model(model)
    return {str(one): is_missed(scenario, model, compiled, one)
            for one in limits_of(compiled.program, set(feature.owners))
            if not implied(compiled.program, one)}


@pytest.mark.parametrize("family", FAMILIES)
def test_every_equation_and_limit_that_is_left_out_is_seen(family: str) -> None:
    """Solved again without one equation or limit of the unit, the audit objects.

    Each limit must bind and be missed in one scenario of the family at least. Catches an equation
    that the replay does not know, and examples in which it does not bind.
    """
    seen: dict[str, bool] = {}
    for name in FAMILIES[family]:
        for limit, missed in noticed(FEATURES[name]).items():
            seen[limit] = seen.get(limit, False) or missed
    assert seen
    silent = [limit for limit, missed in seen.items() if not missed]
    assert [limit for limit in silent
            if not limit.endswith((*NEVER_PAYS, *ONLY_TIGHTENS))] == []


def test_a_start_and_a_stop_that_cancel_each_other_are_seen() -> None:
    """With a ramp it would pay to start and stop at once; the audit counts the starts.

    Catches a row that is excused above and never missed.
    """
    limit = "upper limit of the rows boiler: minimum down of one step"
    assert noticed(FEATURES["ramp with commitment"])[limit]


def test_every_feature_is_in_a_family() -> None:
    """Catches a scenario that the test above would never look at."""
    assert sorted(name for names in FAMILIES.values() for name in names) == sorted(FEATURES)


@every_feature
def test_every_bent_number_of_the_unit_is_seen(name: str) -> None:
    """A flow, a state, a cost or a size off by 1: its owner objects.

    Catches what is written but never recomputed.
    """
    feature = FEATURES[name]
    scenario = load_text(feature.text)
    results = results_for(scenario)
    operation = results.operation
    for k, one in enumerate(operation.flows):
        if one.owner in feature.owners:
            bent = replace(operation, flows=with_bent(operation.flows, k, len(one.values) - 1))
            assert one.owner in objectors(scenario, results, bent), one.name
    for owner, label, bent in bent_lines(operation):
        if owner in feature.owners:
            assert owner in objectors(scenario, results, bent), f"{owner}: {label}"
    for k, size in enumerate(operation.sizes):
        sizes = list(operation.sizes)
        sizes[k] = replace(size, value=size.value + 1.0)
        bent = replace(operation, sizes=tuple(sizes))
        assert size.owner in objectors(scenario, results, bent), f"{size.owner}: {size.label}"
