"""The commands beside ``run``: help, validate, new, schema, report."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ipos_energy.line.cli import COMMANDS
from ipos_energy.park.yaml_tree import parse_tree, read_tree
from tests.helpers import KINDS
from tests.line.park import PARK, WITHOUT_WARNINGS, Line

REPOSITORY = Path(__file__).resolve().parents[2]
HEAVY = ("pyomo", "pandas", "highspy", "matplotlib", "pyarrow", "pint", "numpy", "pydantic", "yaml")


def in_new_process(code: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs Python code by itself, from the folder that the test is in."""
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True,
                          check=False, env={**os.environ, "PYTHONPATH": str(REPOSITORY)})


@pytest.mark.parametrize("arguments", [[], *([command] for command in COMMANDS)])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    """Proves that help answers at once, for each command too.

    Catches an import at the top of a command's file.
    """
    code = ("import sys\nfrom ipos_energy.line.cli import main\n"
            "try:\n    main([*sys.argv[1:], '--help'])\nfinally:\n"
            f"    print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))\n")
    said = in_new_process(code, *arguments)
    assert said.returncode == 0, said.stderr
    assert "usage: ipos-energy" in said.stdout
    assert "HEAVY []" in said.stdout


def test_a_run_imports_neither_pandas_nor_matplotlib() -> None:
    """Proves that a run without charts does not pay for packages that it has no use for.

    Pyomo and pint import SciPy wherever it is installed, as it is for these tests; so it must not
    be installed for a run. Catches a package of the run that brings it along.
    """
    code = ("import sys\nfrom ipos_energy.line.cli import main\n"
            "code = main(['run', 'park.yaml', '--no-charts', '--csv', '--quiet'])\n"
            "print(code, sorted({'pandas', 'matplotlib'} & set(sys.modules)))\n")
    assert in_new_process(code).stdout == "0 []\n"
    lock = (REPOSITORY / "requirements" / "run.txt").read_text(encoding="utf-8")
    assert not re.search(r"^scipy==", lock, re.MULTILINE)


def test_a_wrong_command_line_ends_with_two(line: Line) -> None:
    """Proves that argparse's own refusals have the code of wrong input."""
    assert line().code == 2
    assert line("runn").code == 2
    assert line("run").code == 2
    assert line("run", "park.yaml", "--time-limit", "-3").code == 2
    assert line("run", "park.yaml", "--time-limit", "nan").code == 2
    assert line("--version").code == 0


def test_validate_tells_of_each_file(line: Line) -> None:
    """Proves that right and wrong files are told apart, all are read, and one wrong one counts."""
    Path("wrong.yaml").write_text(PARK.replace("54 MW", "54"), encoding="utf-8")
    said = line("validate", "park.yaml", "wrong.yaml", "park.yaml")
    assert said.code == 2
    assert said.out.count("park.yaml: right, 6 steps, 4 units, 1 companies") == 2
    assert "wrong.yaml: 1 problem" in said.err
    assert line("validate", "park.yaml").code == 0
    assert not Path("results").exists()


def test_new_writes_a_scenario_and_leaves_others_alone(line: Line) -> None:
    """Proves that the template is right and that an existing file is refused, unchanged."""
    assert line("new", "mine.yaml").code == 0
    assert line("validate", "mine.yaml").code == 0
    said = line("new", "park.yaml")
    assert said.code == 1
    assert "exists already" in said.err
    assert Path("park.yaml").read_text(encoding="utf-8") == PARK
    assert line("new", "nowhere/mine.yaml").code == 1


def test_report_needs_a_result(line: Line) -> None:
    """Proves that a folder without a result, or with a damaged one, is explained."""
    assert 'holds no result' in line("report", "nowhere").err
    Path("result/runs/x").mkdir(parents=True)
    for text, message in (("{", "cannot be read"), ("[]", "is not a summary"),
                          ('{"run": "runs/y"}', "are gone"),
                          ('{"run": "runs/x", "format": 0}', "has format 0"),
                          ('{"run": "runs/x", "format": 2}', "cannot be read")):
        Path("result/summary.json").write_text(text, encoding="utf-8")
        said = line("report", "result")
        assert said.code == 1
        assert message in said.err


def test_a_reader_that_goes_away_is_no_error() -> None:
    """Proves that ``ipos-energy schema | head -1`` prints no traceback.

    Catches the message of the interpreter when it flushes into a closed pipe at its exit.
    """
    Path("park.yaml").write_text(WITHOUT_WARNINGS, encoding="utf-8")
    reader, writer = os.pipe()
    os.close(reader)
    for command in (["schema"], ["validate", "park.yaml"]):
        said = subprocess.run([sys.executable, "-m", "ipos_energy.line.cli", *command],
                              stdout=writer, stderr=subprocess.PIPE, check=False,
                              env={**os.environ, "PYTHONPATH": str(REPOSITORY)})
        assert (said.returncode, said.stderr) == (1, b"")
    os.close(writer)


@pytest.fixture
def schema(line: Line) -> dict[str, Any]:
    """What ``ipos-energy schema`` prints."""
    printed: dict[str, Any] = json.loads(line("schema").out)
    return printed


def references(part: Any) -> Iterator[str]:
    """Every ``$ref`` in a schema."""
    if isinstance(part, dict):
        yield from (value for key, value in part.items() if key == "$ref")
        for value in part.values():
            yield from references(value)
    elif isinstance(part, list):
        for value in part:
            yield from references(value)


def test_every_reference_of_the_schema_leads_somewhere(schema: dict[str, Any]) -> None:
    """Proves that no part is missing; catches a renamed part whose users were not renamed."""
    found = set(references(schema))
    assert found
    assert {reference.removeprefix("#/$defs/") for reference in found} <= set(schema["$defs"])


def test_the_schema_describes_each_field(schema: dict[str, Any]) -> None:
    """Proves that an editor shows a sentence for each key, and the unit of each quantity."""
    for kind in KINDS:
        for name, field in schema["$defs"][kind.__name__]["properties"].items():
            assert name == "kind" or "description" in field or "anyOf" in field, (kind, name)
    assert "40 bar" in json.dumps(schema["$defs"]["SteamNetwork"])


def test_the_schema_accepts_what_is_right(schema: dict[str, Any]) -> None:
    """Proves that every kind's example, the shipped scenarios and their variants are accepted."""
    jsonschema = pytest.importorskip("jsonschema")
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    data = [parse_tree(kind.example, kind.__name__, Path()).data for kind in KINDS]
    files = [*REPOSITORY.glob("scenarios/*.yaml"), *REPOSITORY.glob("benchmarks/*/*.yaml")]
    assert files
    for one in [*data, *(read_tree(file).data for file in files)]:
        assert [error.message for error in validator.iter_errors(one)] == [], one["name"]


@pytest.mark.parametrize(("old", "new"), [
    ("capacity: 60", "capasity: 60"), ("kind: let_down", "kind: letdown"),
    ("available: 54 MW", "available: 54"), ("mean: 5 MW", "meen: 5 MW"), ("headers:", "haeders:"),
    ("name: Small park", "based on: park.yaml\nunitss: {}"),
    ("name: Small park", "based on: park.yaml\nexchange: 4"),
])
def test_the_schema_refuses_what_is_wrong(schema: dict[str, Any], old: str, new: str) -> None:
    """Proves that an editor marks a misspelt key or kind and a bare number, in a variant too."""
    jsonschema = pytest.importorskip("jsonschema")
    data = parse_tree(PARK.replace(old, new, 1), "x", Path()).data
    assert not jsonschema.Draft202012Validator(schema).is_valid(data)
