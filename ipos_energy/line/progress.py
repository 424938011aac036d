"""What a run says while it works: a live line on a terminal, plain lines in a pipe."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from types import TracebackType
from typing import TYPE_CHECKING

from ipos_energy.errors import Problem

if TYPE_CHECKING:
    from rich.status import Status

STAGES = {
    "load": "Reading the scenario and its profiles",
    "build": "Stating the equations",
    "compile": "Compiling them over all steps",
    "check": "Checking that demands can be met",
    "solve": "Finding the best operation (HiGHS)",
    "explain": "Looking for what is missing",
    "collect": "Collecting flows, prices and costs",
    "audit": "Checking the results",
    "write": "Writing tables",
    "charts": "Drawing charts",
    "workbook": "Writing the workbook",
}


class Progress:
    """Reports the stages of a run on standard error, and keeps the CPU seconds of each."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._cpu_s: dict[str, float] = {}
        self._quiet = quiet
        self._stage: str | None = None
        self._since = time.process_time()
        self._status = _live_line() if not quiet and sys.stderr.isatty() else None

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()
        if self._status is not None:
            self._status.stop()

    def stage(self, name: str) -> None:
        """The stage ``name`` begins, and the one before it has ended."""
        if name not in STAGES:
            self._say(name)
            return
        if name == self._stage:
            return
        self._close()
        self._stage = name
        if self._status is not None:
            self._status.update(STAGES[name] + " …")
            self._status.start()

    def watch(self, how_far: str) -> None:
        """Shows on a terminal how far the present stage is."""
        if self._status is not None and self._stage is not None:
            self._status.update(f"{STAGES[self._stage]} … {how_far}")

    def warn(self, warnings: Iterable[Problem]) -> None:
        """Says what is legal and odd in a scenario that was just read."""
        for warning in warnings:
            self._say(f"warning: {warning}")

    @property
    def cpu_s(self) -> dict[str, float]:
        """CPU seconds of each stage, of the present one until now."""
        spent = dict(self._cpu_s)
        if self._stage is not None:
            spent[self._stage] = spent.get(self._stage, 0.0) + time.process_time() - self._since
        return spent

    def _close(self) -> None:
        now = time.process_time()
        if self._stage is not None:
            spent = now - self._since
            self._cpu_s[self._stage] = self._cpu_s.get(self._stage, 0.0) + spent
            self._say(f"{STAGES[self._stage]:<42}{spent:8.2f} s")
        self._stage, self._since = None, now

    def _say(self, text: str) -> None:
        if self._quiet:
            return
        if self._status is not None:
            self._status.console.print(text, markup=False, highlight=False)
        else:
            print(text, file=sys.stderr)


def _live_line() -> Status:
    from rich.console import Console
    from rich.status import Status

    return Status("", console=Console(stderr=True))
