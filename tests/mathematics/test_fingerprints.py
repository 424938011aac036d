"""The mathematics of each shipped scenario, as it was last reviewed.

After a change that is meant, write the fingerprints anew and review their difference:

    python -m tests.mathematics.test_fingerprints
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.fingerprint import Fingerprint, fingerprint
from ipos_energy.park.load import load

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDER = Path(__file__).resolve().parent / "fingerprints"
SHIPPED = sorted([*(REPOSITORY / "scenarios").glob("*.yaml"),
                  *(REPOSITORY / "benchmarks").glob("*/*.yaml")])


def found(path: Path) -> Fingerprint:
    """The fingerprint of a scenario's whole horizon."""
    return fingerprint(compile_model(build(load(path))).program)


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_the_mathematics_is_the_one_reviewed(path: Path) -> None:
    """Each block of rows and columns is the committed one: structure exactly, sums to 1e-9.

    It would catch a change of an equation, a bound or a price that nobody meant: a feature that
    is switched off must leave the matrix as it was.
    """
    reviewed = json.loads((FOLDER / f"{path.stem}.json").read_text(encoding="utf-8"))
    now = found(path)
    assert list(now) == list(reviewed)
    for block, values in reviewed.items():
        for key, value in values.items():
            if isinstance(value, float):
                assert now[block][key] == pytest.approx(value, rel=1e-9, abs=1e-9), (block, key)
            else:
                assert now[block][key] == value, (block, key)


def write() -> None:
    """Writes the fingerprint of each shipped scenario."""
    FOLDER.mkdir(exist_ok=True)
    for path in SHIPPED:
        text = json.dumps(found(path), indent=1, ensure_ascii=False)
        (FOLDER / f"{path.stem}.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
