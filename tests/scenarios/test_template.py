"""The scenario that ``ipos-energy new`` writes."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from ipos_energy.line.cli import main
from ipos_energy.park.load import load
from tests.helpers import close, flow, objections, results_for
from tests.scenarios.shipped import TEMPLATE


def test_new_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Proves that ``new`` writes the template and leaves an existing file alone.

    Catches a template that is not packaged, and one that overwrites a planner's work.
    """
    path = tmp_path / "my park.yaml"
    assert main(["new", str(path)]) == 0
    assert path.read_text(encoding="utf-8") == TEMPLATE.read_text(encoding="utf-8")
    path.write_text("name: mine", encoding="utf-8")
    assert main(["new", str(path)]) != 0
    assert path.read_text(encoding="utf-8") == "name: mine"
    assert "exists already" in capsys.readouterr().err


def test_it_solves_as_it_is() -> None:
    """Proves that it can be satisfied and passes its audit, and that each of its units runs.

    Catches equipment that is shown but not connected.
    """
    results = results_for(load(TEMPLATE))
    assert results.passed, objections(results)
    for name in ("gas boiler: heat", "heat pump: heat", "tank: discharging", "city: sold",
                 "turbine: electricity", "cooler: heat"):
        assert flow(results, name).max() > 0.1, name


def test_an_own_file_goes_where_the_comment_says(tmp_path: Path) -> None:
    """Proves that the comment's entry and header of an own CSV file work as they are written.

    Catches a comment that has fallen behind the program.
    """
    text = TEMPLATE.read_text(encoding="utf-8")
    entry = "{file: my-data.csv, column: spot price}"
    header = "time,spot price [EUR/MWh],dairy steam [MW]"
    assert entry in text
    assert header in text
    hours = [datetime(2025, 5, 1) + timedelta(hours=k) for k in range(48)]
    rows = [f"{hour:%Y-%m-%d %H:%M},{k},{2 + k / 100}" for k, hour in enumerate(hours)]
    (tmp_path / "my-data.csv").write_text("\n".join([header, *rows]), encoding="utf-8")
    path = tmp_path / "park.yaml"
    lines = [f"  spot: {entry}" if line.startswith("  spot:") else
             "  dairy steam: {file: my-data.csv}" if line.startswith("  dairy steam:") else line
             for line in text.splitlines()]
    path.write_text("\n".join(lines), encoding="utf-8")
    scenario = load(path, ["horizon.end=2025-05-03"])
    close(scenario.series["spot"].values, np.arange(48))
    close(scenario.companies["dairy"].demands["lp steam"].values, 2 + np.arange(48) / 100)
