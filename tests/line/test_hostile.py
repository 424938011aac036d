"""Files that are meant to break the program: refused in words, before they cost time or memory."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as parquet
import pytest

from ipos_energy.errors import MOST_TOLD
from ipos_energy.park.layers import MAX_BASES
from ipos_energy.park.profiles import tables
from tests.line.park import Line, replaced

GIGABYTE = 1_000_000_000


def sparse(path: Path) -> None:
    """A file of a gigabyte that takes no room on the disk."""
    with path.open("wb") as file:
        file.truncate(GIGABYTE)


SPECIAL: dict[str, Callable[[Path], None]] = {
    "gigabyte": sparse,
    "pipe": os.mkfifo,
    "link in a circle": lambda path: path.symlink_to(path.name),
    "link outside": lambda path: path.symlink_to("/etc/passwd"),
    "folder": lambda path: path.mkdir(),
}


def scenario_with(file: str) -> None:
    """``x.yaml``, the park with a profile from a file."""
    Path("x.yaml").write_text(replaced("{constant: 40 EUR/MWh}", f"{{file: {file}}}"),
                              encoding="utf-8")


@pytest.mark.parametrize("what", SPECIAL)
def test_a_scenario_that_is_no_plain_file(line: Line, what: str) -> None:
    """Proves that huge files, pipes, folders and links in a circle are refused unread.

    Catches a read that waits for ever, or takes a gigabyte of memory.
    """
    SPECIAL[what](Path("hostile.yaml"))
    Path("x.yaml").write_text("based on: hostile.yaml\n", encoding="utf-8")
    for file in ("hostile.yaml", "x.yaml"):
        said = line("validate", file)
        assert said.code == 2
        assert f"{file}: " in said.err


@pytest.mark.parametrize("what", SPECIAL)
@pytest.mark.parametrize("suffix", ["csv", "csv.gz", "parquet"])
def test_a_profile_that_is_no_plain_file(line: Line, what: str, suffix: str) -> None:
    """Proves the same of the files that profiles name, each said at its place in the scenario."""
    SPECIAL[what](Path(f"hostile.{suffix}"))
    scenario_with(f"hostile.{suffix}")
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert "x.yaml:6:16: profiles › spot › file: " in said.err


@pytest.mark.parametrize("name", ["x" * 5000 + ".csv", "x/" * 3000 + "x.csv", "/etc/passwd",
                                  "../../../../etc/passwd", "~/prices.csv"])
def test_names_that_lead_astray(line: Line, name: str) -> None:
    """Proves that names too long for the system, and those that leave the folder, are refused."""
    scenario_with(name)
    Path("y.yaml").write_text(f"based on: {name}\n", encoding="utf-8")
    assert "x.yaml:6:16: profiles › spot › file: " in line("validate", "x.yaml").err
    assert "y.yaml:1:11: based on: " in line("validate", "y.yaml").err


def test_a_chain_of_bases_is_bounded(line: Line) -> None:
    """Proves that files based on each other a hundred times end in words, not in recursion."""
    for number in range(100):
        Path(f"{number}.yaml").write_text(f"based on: {number + 1}.yaml\n", encoding="utf-8")
    said = line("validate", "0.yaml")
    assert said.code == 2
    assert f"{MAX_BASES}.yaml:1:11: based on: more than {MAX_BASES} files" in said.err


def test_a_packed_file_of_many_rows(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Proves that rows are counted before they are unpacked: 2 000 equal ones take a few bytes."""
    monkeypatch.setattr(tables, "MAX_ROWS", 1000)
    column = pa.array([40.0] * 2000)
    parquet.write_table(pa.table({"spot [EUR/MWh]": column}), "rows.parquet")
    Path("rows.csv").write_text("spot [EUR/MWh]\n" + "40\n" * 2000, encoding="utf-8")
    for file in ("rows.parquet", "rows.csv"):
        scenario_with(file)
        assert f"{file} has 2000 rows; at most 1000" in line("validate", "x.yaml").err.replace(
            "2001", "2000")


def test_a_text_without_end(line: Line) -> None:
    """Proves that a value of a million letters is refused by its length alone."""
    Path("x.yaml").write_text(replaced("to: hp steam", f"to: {'x' * 1_000_000}"), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert "x.yaml:17:9: a text of 1000000 characters; allowed are 10000" in said.err
    assert len(said.err) < 5000


def test_one_mistake_over_and_over(line: Line) -> None:
    """Proves that a thousand mistakes are counted, and no more are printed than can be read."""
    units = "".join(f"  unit {k}: {{kind: pump}}\n" for k in range(1000))
    Path("x.yaml").write_text(replaced("units:\n", "units:\n" + units), encoding="utf-8")
    said = line("validate", "x.yaml")
    assert "x.yaml: 1000 problems" in said.err
    assert said.err.count('there is no kind "pump"') == MOST_TOLD
    assert f"… and {1000 - MOST_TOLD} more" in said.err


def test_more_headers_than_are_read(line: Line) -> None:
    """Proves that the number alone is told, and no name looked for among so many.

    Catches circles of energy searched among thousands of headers, and names compared with each.
    """
    headers = "".join(f"  header {k}: {{medium: electricity}}\n" for k in range(1001))
    units = "".join(f"  line {k}: {{kind: power_line, from: a {k}, to: b {k}, capacity: 1 MW}}\n"
                    for k in range(300))
    Path("x.yaml").write_text(
        "name: x\nhorizon: {start: 2019-01-01, end: 2019-01-02}\n"
        f"headers:\n{headers}units:\n{units}", encoding="utf-8")
    said = line("validate", "x.yaml")
    assert said.code == 2
    assert "1001 headers are more than this program reads, which is 1000" in said.err
    assert "x.yaml: 1 problem" in said.err
