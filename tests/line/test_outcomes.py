"""What the solver did is said as it is: out of time, in trouble with numbers, or wrong."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import highspy
import numpy as np
import pytest

from ipos_energy.answer.folder import read_summary
from ipos_energy.mathematics import highs, solve
from ipos_energy.mathematics.highs import Answer, Limits, Watch
from ipos_energy.mathematics.highs import solve as found_by_highs
from ipos_energy.mathematics.linear import LinearProgram
from tests.line.park import Line

INTEGERS = ["--set", "units.boiler 1.commitment={start_cost: 50 EUR}"]


def test_a_program_without_integers_out_of_time_has_no_result(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The time is over at a point that is feasible: nothing bounds its cost, so nothing is shown.

    Catches an operation that is written without a proof.
    """
    monkeypatch.setattr(highs, "_status", lambda _: "time limit")
    said = line("run", "park.yaml", "--no-charts", "--quiet")
    assert said.code == 1
    assert "HiGHS reached its time limit before" in said.err
    assert "--time-limit" in said.err
    assert not Path("results").exists()


def test_integers_out_of_time_stand_beside_their_bound(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The best that was found in the time is shown as that, with the gap that is left.

    The bound is moved 500 EUR below the cost. Catches a status that says optimal.
    """
    def out_of_time(program: LinearProgram, limits: Limits, _: Watch) -> Answer:
        answer = found_by_highs(program, limits)
        if not program.integer.any():
            return answer
        return replace(answer, status="time limit", bound=answer.bound - 500)

    monkeypatch.setattr(solve, "solve", out_of_time)
    said = line("run", "park.yaml", "--no-charts", *INTEGERS)
    assert said.code == 0
    assert "status         time limit" in said.out
    assert "% above the best possible" in said.out
    summary = read_summary(Path("results/park"))
    assert summary["status"] == "time limit"
    assert summary["objective"] - summary["bound"] == pytest.approx(500)


def test_trouble_with_numbers_names_the_numbers(
    line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A status of HiGHS that is no answer is passed on, with what it was given to compute with.

    Catches a status that is taken for another.
    """
    monkeypatch.setattr(highspy.Highs, "getModelStatus",
                        lambda _: highspy.HighsModelStatus.kUnknown)
    said = line("run", "park.yaml", "--no-charts", "--quiet")
    assert said.code == 1
    assert "HiGHS stopped with: Unknown" in said.err
    assert 'coefficients from 0.' in said.err
    assert not Path("results").exists()


@pytest.mark.parametrize("bent", ["x", "row_dual"])
def test_a_wrong_answer_is_called_wrong(
    line: Line, monkeypatch: pytest.MonkeyPatch, bent: str
) -> None:
    """One MW, or one EUR/MWh, beside what HiGHS found: the status says that the audit failed.

    Catches an audit that believes the solver.
    """
    def wrong(program: LinearProgram, limits: Limits, _: Watch) -> Answer:
        answer = found_by_highs(program, limits)
        values = np.array(getattr(answer, bent))
        values[0] += 1.0
        return replace(answer, **{bent: values})  # type: ignore[arg-type]

    monkeypatch.setattr(solve, "solve", wrong)
    said = line("run", "park.yaml", "--no-charts")
    assert said.code == 1
    assert "status         audit failed" in said.out
    assert read_summary(Path("results/park"))["status"] == "audit failed"
