"""Ctrl-C at many moments: one sentence, exit code 1, and nothing half-written."""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import Any, cast

import highspy
import pytest

from ipos_energy.line.interrupts import INTERRUPTED
from ipos_energy.mathematics import highs
from tests.faults.forks import Counted, Forks, Strike
from tests.faults.whole import OUT, folders, run, written
from tests.helpers import park

if os.name != "posix":
    pytest.skip("processes are forked and interrupted otherwise elsewhere",
                allow_module_level=True)

SENTENCE = f"{INTERRUPTED}\n"


def hard_park() -> str:
    """Three weeks of nine boilers that are switched on and off, which takes HiGHS seconds."""
    need = [20 + 13 * (hour * 7919 % 24) / 24 + (hour * 104_729 % 31) / 10 for hour in range(504)]
    units = "\n".join(
        f"  boiler {n}: {{kind: boiler, fuel: gas, to: steam, capacity: {6 + 1.7 * n} MW, "
        f"efficiency: {86 + 0.9 * n} %, commitment: {{minimum_load: {35 + 3 * n} %, "
        f"start_cost: {50 + 13 * n} EUR, minimum_up: {3 + n % 4} h, minimum_down: 4 h}}}}"
        for n in range(9))
    return park(f"""
solver: {{gap: 0 %}}
profiles:
  need: {{values: {need}, unit: MW}}
headers:
  gas: {{medium: fuel}}
  steam: {{medium: steam, pressure: 5 bar}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 200 kg/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
units:
""", hours=504) + units + "\n"


@pytest.mark.parametrize("counted", ["file operations", "calls"])
def test_an_interrupted_run_says_one_sentence(fork: Forks, counted: Counted) -> None:
    """Eight operations on files, and eight calls anywhere in the run.

    What was begun is cleared away at once. Catches a traceback, a package that swallows the
    interrupt, and a folder that is left behind.
    """
    assert run(fork, "first").code == 0
    moments, whole = run(fork, "first", Strike(counted=counted)).moments, written()
    for moment in range(moments // 9, moments, moments // 9):
        ended = run(fork, "interrupted", Strike(signal.SIGINT, moment, counted))
        assert (ended.code, ended.out, ended.err) == (1, "", SENTENCE), moment
        assert written().files == whole.files
        if written().name == "first":
            assert len(folders()) == 1


def test_ctrl_c_while_charts_are_drawn(fork: Forks) -> None:
    """In the middle of a chart: the earlier result stays as it was.

    Catches a drawing package that goes on.
    """
    assert run(fork, "first").code == 0
    whole = written()
    for number in (1, 400):
        ended = fork("run", "park.yaml", "--quiet", "--out", OUT,
                     strike=Strike(signal.SIGINT, number, "drawing"))
        assert (ended.code, ended.err) == (1, SENTENCE)
    assert written() == whole
    assert len(folders()) == 1


@pytest.mark.parametrize("overrides", [
    [], ["--set", "solver.rolling={window: 4 days, overlap: 1 day}"]], ids=["at once", "rolling"])
def test_ctrl_c_while_highs_looks_for_integers(fork: Forks, overrides: list[str]) -> None:
    """While HiGHS runs in its thread, with integers and in the windows of a rolling horizon.

    Catches an interrupt that waits for the optimum, a window that takes the interrupt for its
    answer, and a process that crashes at its end because HiGHS still runs.
    """
    Path("hard.yaml").write_text(hard_park(), encoding="utf-8")
    ended = fork("run", "hard.yaml", "--quiet", *overrides,
                 strike=Strike(signal.SIGINT, 2, "solving"))
    assert (ended.code, ended.err) == (1, SENTENCE)
    assert not Path("results").exists()


def test_a_second_ctrl_c_waits_for_highs_too() -> None:
    """Two interrupts while HiGHS stops. Catches a process that ends, and crashes, before HiGHS."""
    class Stopping:
        waited = 0

        def wait(self) -> None:
            self.waited += 1
            if self.waited < 3:
                raise KeyboardInterrupt

    stopping: Any = Stopping()
    highs._wait_until_stopped(cast(highspy.Highs, stopping))
    assert stopping.waited == 3
