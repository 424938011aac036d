"""A park that is kept ready: change something, and solve it again."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ipos_energy.answer.results import Results
from ipos_energy.line.progress import Progress
from ipos_energy.line.run import solve_scenario
from ipos_energy.mathematics.living import Living
from ipos_energy.park.load import load
from ipos_energy.park.scenario import Scenario


class Park:
    """A scenario file with changes, solved each time from where it was solved before.

    A change of prices, demands or limits takes a small part of the first solve's time; what the
    answer is does not depend on what was solved before. ``overrides`` are changes as ``--set``
    takes them. Raises ScenarioError where the file or a change is wrong.
    """

    def __init__(self, path: Path | str, overrides: Sequence[str] = ()) -> None:
        self._path = path
        self._overrides = tuple(overrides)
        self._living = Living()
        self.scenario: Scenario = load(path, self._overrides)

    def change(self, *overrides: str) -> None:
        """Changes the scenario on top of earlier changes, ``"contracts.gas.fee=2 EUR/MWh"``.

        Raises ScenarioError where a change is wrong; the scenario then stays as it was.
        """
        together = (*self._overrides, *overrides)
        self.scenario = load(self._path, together)
        self._overrides = together

    def solve(self) -> Results:
        """The best operation of the scenario as it is now, audited.

        Raises ImpossibleError or SolverError as :func:`ipos_energy.solve` does.
        """
        return solve_scenario(self.scenario, Progress(quiet=True), self._living)[0]
