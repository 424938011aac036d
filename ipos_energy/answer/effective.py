"""``scenario.yaml`` as run: with ``based on`` and every override applied."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import numpy as np
import yaml

from ipos_energy.park.scenario import Scenario

_COMMENT = """\
# The scenario as it was run, with everything it is based on and every override applied.
# It names the files of its profiles by their absolute paths; run it with --allow-outside-files.
"""


def write_effective(scenario: Scenario, path: Path) -> None:
    """Writes the scenario as one file; profile files are named by their absolute paths."""
    text = yaml.dump(scenario.effective, Dumper=yaml.CSafeDumper, sort_keys=False,
                     allow_unicode=True, width=100)
    path.write_text(_COMMENT + text, encoding="utf-8")


def input_hash(scenario: Scenario) -> str:
    """SHA-256 of the scenario's data and of every profile's values: equal for equal input.

    Where a profile comes from does not count, so moving a file changes nothing.
    """
    stated = {key: value for key, value in scenario.effective.items() if key != "profiles"}
    digest = hashlib.sha256(json.dumps(stated, sort_keys=True).encode())
    for name, profile in sorted(scenario.series.items()):
        digest.update(json.dumps([name, profile.unit, len(profile.values)]).encode())
        digest.update(np.ascontiguousarray(profile.values).tobytes())
    return digest.hexdigest()
