"""What costs do not keep apart, integers do, and only where it takes them.

A boiler of 10 MW on a convex curve takes 2.5/0.95 = 2.631579 MW for 2.5 MW of heat,
5.263158 + 2.5·1.169591 = 8.187135 for 7.5 and 11.111111 for 10; out of order 7.5 MW would take
2.5/0.95 + 5·1.169591 = 8.479532.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from ipos_energy.answer.audit import audited
from ipos_energy.answer.results import Results, results_of
from ipos_energy.errors import UnsatisfiableError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.exclusions import _ROUNDS, further_apart
from ipos_energy.mathematics.optimise import optimise
from ipos_energy.park.load import load_text
from tests.helpers import close, flow, objections, park, solved
from tests.plain import assert_same_program
from tests.units.sized import DAY

BOILER = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
  gas price: {{values: {gas}, unit: EUR/MWh}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {boiler}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: {{profile: gas price}},
         emission_factor: 200 kg/MWh{contract}}}
  grid: {{kind: electricity, header: electricity, energy_price: 100 EUR/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
"""

CURVE = "10 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}"
COMMITTED = ("10 MW, part_load: {load: [40 %, 70 %, 100 %], efficiency: [80 %, 90 %, 88 %]}, "
             "commitment: {}")
SIZED = (f"1 MW, part_load: {{load: [50 %, 100 %], efficiency: [95 %, 90 %]}}, "
         f"size: {{at_least: 9 MW, at_most: 9 MW, cost: 36500 EUR/MW, {DAY}}}")


def text(
    boiler: str, need: list[float], gas: list[float], contract: str = "", step: int = 1,
) -> str:
    """A boiler on a curve whose gas has its price in each step, beside a dearer backup."""
    return park(BOILER.format(boiler=boiler, need=need, gas=gas, contract=contract),
                hours=step * len(need), step=f"{step} h")


def test_integers_stand_only_on_days_that_need_them() -> None:
    """Gas at 36, but at −5 and 0 EUR/MWh in steps of the second of three days: 4 integers of 12.

    Catches a curve filled from the wrong end, integers at every step, and a silent change.
    """
    gas = [36.0] * 12
    gas[5:7] = -5, 0
    results = solved(text(CURVE, [7.5] * 12, gas, step=6))
    close(flow(results, "boiler: fuel"), [8.187135] * 12)
    assert results.operation.status == "optimal"
    assert results.operation.size["integers"] == 4
    assert results.warnings == (
        '"boiler" is held by integers at 4 of 12 steps, from 2019-01-02 00:00 on: more input than '
        "its part-load curve asks would be free there, or earn.",)


def test_nothing_is_stated_where_costs_keep_the_order() -> None:
    """Gas at 36 EUR/MWh throughout. Catches integers, and a warning, that no one needs."""
    results = solved(text(CURVE, [2.5, 7.5, 10], [36] * 3))
    assert results.operation.size["integers"] == 0
    assert results.warnings == ()


@pytest.mark.parametrize(("boiler", "fuel"), [
    (CURVE, [2.5 / 0.95, 8.187135, 11.111111]),
    (COMMITTED, [0, 8.375421, 11.363636]),
    (SIZED, [2.5 / 0.95, 8.187135, 11.111111]),
])
def test_paid_fuel_is_burnt_along_the_curve(boiler: str, fuel: list[float]) -> None:
    """2.5, 7.5 and 10 MW at −5 EUR/MWh: as stated without, with commitment and with a size.

    Catches limits that hold for one of the three only.
    """
    close(flow(solved(text(boiler, [2.5, 7.5, 10], [-5] * 3)), "boiler: fuel"), fuel)


def test_waste_that_pays_at_ordinary_prices_is_found() -> None:
    """A chiller's power heats a header: 1 MWh more of it saves 1/0.9 MWh in the spare boiler.

    2 MW of cold of 3 take 1.5/2.75 + 0.5·(1.2 − 1.5/2.75)/1.5 = 0.763636 MW along its curve, and
    more if the dearer line came first. Catches a search by the sign of a price alone.
    """
    results = solved(park("""
headers:
  electricity: {medium: electricity}
  hot water: {medium: water, supply: 70 degC, return: 40 degC}
  chilled water: {medium: cooling, supply: 6 degC, return: 12 degC}
units:
  chiller: {kind: compression_chiller, to: chilled water, capacity: 3 MW, cop: 2.5,
            part_load: {load: [50 %, 100 %], efficiency: [110 %, 100 %]}, heat_to: hot water}
  spare: {kind: electrode_boiler, to: hot water, capacity: 20 MW, efficiency: 90 %}
contracts:
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  dairy: {demands: {chilled water: 2 MW, hot water: 5 MW}}
"""))
    close(flow(results, "chiller: electricity"), [0.763636, 0.763636])
    assert results.operation.size["integers"] == 2


def test_a_volume_that_only_waste_could_take_is_impossible() -> None:
    """Along the curve 2·8.187135 = 16.374269 MWh are burnt; out of order it would be 16.959064.

    Catches an operation that meets a contract by leaving the curve.
    """
    contract = ", volumes: [{{per: day, at_least: {} MWh}}]"
    close(flow(solved(text(CURVE, [7.5, 7.5], [36, 36], contract.format(16.3))), "boiler: fuel"),
          [8.187135, 8.187135])
    with pytest.raises(UnsatisfiableError, match="volume per day"):
        optimise(load_text(text(CURVE, [7.5, 7.5], [36, 36], contract.format(16.9))))


@pytest.mark.parametrize("boiler", [CURVE, COMMITTED, SIZED])
def test_both_paths_state_the_same_integers(boiler: str) -> None:
    """Stated for the second of two hours. Catches rows that differ between the two paths."""
    scenario = load_text(text(boiler, [7.5, 7.5], [36, -5]))
    model = build(scenario, {"boiler": np.array([False, True])})
    assert model.exclusions
    assert_same_program(model)


def test_the_audit_sees_a_curve_that_is_not_followed(monkeypatch: pytest.MonkeyPatch) -> None:
    """With the search left out, the audit objects to the wasted fuel, and to nothing else.

    Catches a replay that lets it pass: the search is no proof of itself.
    """
    def none_found(*_: Any) -> None:
        """As if each optimum kept all apart."""

    monkeypatch.setattr("ipos_energy.mathematics.optimise.further_apart", none_found)
    scenario = load_text(text(CURVE, [7.5, 7.5], [-5, -5]))
    results: Results = audited(scenario, results_of(scenario, optimise(scenario)[0]))
    assert ["curve" in check.statement for check in objections(results)] == [True]


def test_after_some_rounds_every_step_is_held() -> None:
    """The day that was found, then all steps. Catches a search without end."""
    scenario = load_text(text(CURVE, [7.5] * 8, [36] * 8, step=6))
    model = build(scenario)
    compiled = compile_model(model)
    x = np.zeros(compiled.program.matrix.columns)
    second = next(block for block in compiled.program.column_blocks if block.label == "segment 2")
    x[second.start + 1] = 1.0
    for rounds, steps in ((1, [True] * 4 + [False] * 4), (_ROUNDS, [True] * 8)):
        found = further_apart(model, compiled, x, rounds)
        assert found is not None
        assert list(found["boiler"]) == steps
    assert further_apart(model, compiled, 0.0 * x, 1) is None
