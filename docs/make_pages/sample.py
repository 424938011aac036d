"""A result for the pages to show: the scenario that ``ipos-energy new`` writes, as it was run."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from ipos_energy.line.cli import main


def write_sample(folder: Path) -> None:
    """Runs the scenario and keeps its charts and report below ``folder``."""
    shutil.rmtree(folder, ignore_errors=True)
    with tempfile.TemporaryDirectory() as temporary:
        scenario, out = Path(temporary) / "my-park.yaml", Path(temporary) / "results"
        for arguments in (["new", str(scenario)],
                          ["run", str(scenario), "--out", str(out), "--no-workbook", "--quiet"]):
            if main(arguments) != 0:
                raise SystemExit(f"ipos-energy {' '.join(arguments)} failed")
        run = out / json.loads((out / "summary.json").read_text(encoding="utf-8"))["run"]
        shutil.copytree(run / "charts", folder / "charts", ignore=shutil.ignore_patterns("*.png"))
        (folder / "site").mkdir()
        shutil.copy(run / "report.html", folder / "site" / "sample-report.html")
