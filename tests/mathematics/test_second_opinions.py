"""Second opinions: plain Pyomo with HiGHS, and GLPK on the file that Pyomo writes.

Neither knows the compiler, the compact formulation or the way in which HiGHS is called here; GLPK
shares no solver either. What they agree on is the equations alone.
"""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from pyomo.contrib.appsi.solvers.highs import Highs
from pyomo.core import Objective, value
from pyomo.repn.plugins.lp_writer import LPWriter

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.load import load, load_text
from ipos_energy.park.scenario import Scenario
from tests.helpers import KINDS, Kind, close
from tests.scenarios.shipped import SCENARIOS
from tests.units.features import FEATURES

LESSONS = sorted(SCENARIOS.glob("teach-*.yaml"))

every_feature = pytest.mark.parametrize("name", FEATURES)
every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
with_glpk = pytest.mark.skipif(
    sys.platform != "linux", reason="GLPK comes with swiglpk, which is locked for Linux alone")


@every_kind
def test_pyomo_with_highs_agrees_on_every_kind(kind: Kind) -> None:
    """The example's least cost is the same; catches a compiled row that only looks right."""
    scenario = load_text(kind.example)
    close(by_pyomo(scenario), ours(scenario))


@every_lesson
def test_pyomo_with_highs_agrees_on_every_lesson(path: Path) -> None:
    """So is each lesson's; catches what kinds do to one another."""
    scenario = load(path)
    close(by_pyomo(scenario), ours(scenario))


@with_glpk
@every_kind
def test_glpk_agrees_on_every_kind(kind: Kind, tmp_path: Path) -> None:
    """Another solver finds no cheaper operation and none dearer; catches a wrong use of HiGHS."""
    scenario = load_text(kind.example)
    close(by_glpk(scenario, tmp_path), ours(scenario))


@with_glpk
@every_feature
def test_glpk_agrees_on_commitment_part_load_and_sizes(name: str, tmp_path: Path) -> None:
    """So it does where units have integers; catches a cut or a fixing that loses the optimum."""
    scenario = load_text(FEATURES[name].text)
    close(by_glpk(scenario, tmp_path), ours(scenario))


@with_glpk
@every_lesson
def test_glpk_agrees_on_every_lesson(path: Path, tmp_path: Path) -> None:
    """So it does on each lesson."""
    scenario = load(path)
    close(by_glpk(scenario, tmp_path), ours(scenario))


def ours(scenario: Scenario) -> float:
    """The least cost by the program's own way, with integers to the last unit."""
    solved = solve_stated(compile_model(build(scenario)).program, Limits(gap=0.0))
    assert solved.answer.status == "optimal"
    return float(solved.program.cost @ solved.answer.x) + solved.program.offset


def by_pyomo(scenario: Scenario) -> float:
    """The least cost of the plain model by Pyomo's own interface to HiGHS."""
    model = build(scenario).plain()
    solver = Highs()
    solver.config.mip_gap = 0.0
    solver.solve(model)
    return float(value(next(iter(model.component_data_objects(Objective)))))


def by_glpk(scenario: Scenario, folder: Path) -> float:
    """The least cost of the plain model by GLPK, from the file that Pyomo writes of it."""
    glpk: Any = import_module("swiglpk")
    file = folder / "model.lp"
    with file.open("w", encoding="utf-8") as stream:
        LPWriter().write(build(scenario).plain(), stream)
    glpk.glp_term_out(glpk.GLP_OFF)
    problem = glpk.glp_create_prob()
    assert glpk.glp_read_lp(problem, None, str(file)) == 0
    assert glpk.glp_simplex(problem, None) == 0
    assert glpk.glp_get_status(problem) == glpk.GLP_OPT
    if not glpk.glp_get_num_int(problem):
        return float(glpk.glp_get_obj_val(problem))
    assert glpk.glp_intopt(problem, None) == 0
    assert glpk.glp_mip_status(problem) == glpk.GLP_OPT
    return float(glpk.glp_mip_obj_val(problem))
