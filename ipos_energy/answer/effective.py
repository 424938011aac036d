"""``scenario.yaml`` as run: with ``based on`` and every override applied."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import yaml

from ipos_energy.park.scenario import Scenario


def write_effective(scenario: Scenario, path: Path) -> None:
    """Writes the scenario as one file; profile files are named by their absolute paths."""
    text = yaml.dump(scenario.effective, Dumper=yaml.CSafeDumper, sort_keys=False,
                     allow_unicode=True, width=100)
    path.write_text("# The scenario as it was run, with everything it is based on and every "
                    "override applied.\n" + text, encoding="utf-8")


def input_hash(scenario: Scenario) -> str:
    """SHA-256 of the scenario's data and of every profile's values: equal for equal input."""
    digest = hashlib.sha256()
    digest.update(json.dumps(scenario.effective, sort_keys=True, default=str).encode())
    for name in sorted(scenario.series):
        digest.update(name.encode())
        digest.update(np.ascontiguousarray(scenario.series[name].values).tobytes())
    return digest.hexdigest()
