"""What the README shows works as it stands."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ipos_energy import solve
from ipos_energy.line.cli import COMMANDS
from ipos_energy.park.contracts import CONTRACTS
from ipos_energy.park.load import load_text
from ipos_energy.park.units import UNITS

REPOSITORY = Path(__file__).resolve().parents[1]
README = (REPOSITORY / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The fenced blocks of one language."""
    return re.findall(rf"```{language}\n(.*?)```", README, flags=re.DOTALL)


def test_the_scenario_solves() -> None:
    """Proves that the first YAML block is a whole scenario that passes its audit.

    Catches a field that was renamed and not in the README.
    """
    results = solve(load_text(blocks("yaml")[0]))
    assert results.passed


def test_the_unit_with_commitment_is_right() -> None:
    """Proves that the unit shown for integers fits into the scenario shown before it."""
    scenario, unit = blocks("yaml")[:2]
    fields = unit.partition(":")[2].strip().replace("\n", " ")
    text = scenario.replace("units:\n", f"units:\n  gas boiler 1: {fields}\n")
    assert load_text(text).units["gas boiler 1"].kind == "boiler"


def test_the_python_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
                         ) -> None:
    """Proves that the Python block runs from the repository and prints a cost in EUR."""
    monkeypatch.chdir(REPOSITORY)
    exec(compile(blocks("python")[0], "README.md", "exec"), {})
    assert "EUR" in capsys.readouterr().out


def test_the_first_block_holds_the_two_commands() -> None:
    """Proves that a newcomer meets `make run` and `make test` first."""
    first = next(iter(re.findall(r"(?:^    .+\n)+", README, flags=re.MULTILINE)))
    assert [line.split("#")[0].strip() for line in first.splitlines()] == ["make run", "make test"]


def test_every_command_and_kind_is_named() -> None:
    """Proves that nothing which the program can do is left out of the README's lists."""
    for command in COMMANDS:
        assert f"ipos-energy {command}" in README, command
    for cls in (*UNITS, *CONTRACTS):
        kind = cls.model_fields["kind"].annotation.__args__[0]  # type: ignore[union-attr]
        assert f"`{kind}`" in README, kind
