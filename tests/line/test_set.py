"""``--set``: values changed on the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.line.park import Line, Said, replaced


def run(line: Line, *overrides: str) -> Said:
    """Runs the park with overrides."""
    given = [part for override in overrides for part in ("--set", override)]
    return line("run", "park.yaml", "--no-charts", "--quiet", *given)


@pytest.mark.parametrize(("override", "message"), [
    ("nonsense", '"nonsense" is no override'),
    ("=5", '"=5" is no override'),
    ("units..capacity=5 MW", "is no override"),
    ("units.boiler 1=", "is no override"),
    ("a=b", 'there is no key "a" here'),
    ("contracts.gas suply.energy_price=45 EUR/MWh", 'Did you mean "gas supply"?'),
    ("contracts.gas supply.energy_prise=45 EUR/MWh", 'Did you mean "energy_price"?'),
    ("contracts.gas supply.energy_price=45", '"45" has no unit'),
    ("profiles.spott.file=prices.csv", 'there is no "spott" among the profiles'),
    ("companies.wroks.demands={electricity: 1 MW}", 'Did you mean "works"?'),
    ("units.boiler 1.capacity={a: b", "this is not YAML"),
    ("units.boiler 1.capacity=- 4", "this is not YAML"),
    ("name=a\nb: c", "an override has one value"),
    ("units.boiler 1.capacity.more=4 MW", "found a mapping"),
    ("units.boiler 2=null", 'there is no key "boiler 2" to remove'),
    ("headers=null", 'the key "headers" is missing'),
    ("horizon.end=null", 'the key "end" is missing'),
    ("units.turbine.capacity=null", 'the key "capacity" is missing'),
    ("name=\udcf6", "bytes that are not UTF-8"),
    ("name=\x1b[31m", "the character U+001B is not allowed"),
])
def test_nonsense_is_explained(line: Line, override: str, message: str) -> None:
    """Proves that each ends with code 2 and names the command line, or the key that is missing.

    Catches a misspelt name that adds an entry beside the one that was meant, and a misspelt key
    that is "removed" without a word.
    """
    said = run(line, override)
    assert said.code == 2
    assert message in said.err
    assert "command line:" in said.err or "park.yaml:" in said.err
    assert not Path("results").exists()


def test_all_wrong_overrides_at_once(line: Line) -> None:
    """Proves that several are reported together."""
    said = run(line, "nonsense", "units.boiler 2=null", "=4")
    assert said.err.count("command line: ") == 3


def test_an_override_changes_the_result(line: Line) -> None:
    """Proves that values are taken, entries removed and added whole, and the scenario notes it.

    By hand: with neither turbine nor let-down the boiler burns 10/0.92 MW for 6 h at 100 EUR/MWh
    and 80 EUR/t · 0.20196 t/MWh, and 2 MW are bought for 6 h at 40 EUR/MWh:
    6·(10/0.92·(100 + 16.1568) + 2·40) = 8 055.4434 ….
    """
    said = run(line, "units.turbine=null", "units.let-down=null", "contracts.city=null",
               "headers.district heat=null", "headers.hp steam=null", "units.acid plant=null",
               "contracts.gas supply.energy_price=100 EUR/MWh",
               "units.spare={kind: electrode_boiler, to: lp steam, capacity: 0 MW}")
    assert said.code == 0, said.err
    summary = json.loads(Path("results/park/summary.json").read_text(encoding="utf-8"))
    by_hand = 6 * (10 / 0.92 * (100 + 80 * 0.20196) + 2 * 40)
    assert summary["objective"] == pytest.approx(by_hand, rel=1e-9)
    scenario = Path("results/park", summary["run"], "scenario.yaml").read_text(encoding="utf-8")
    assert "energy_price: 100 EUR/MWh" in scenario
    assert "turbine" not in scenario
    assert "spare" in scenario


def test_a_file_on_the_command_line_is_trusted(line: Line) -> None:
    """Proves that ``--set profiles.x.file`` may lie outside the scenario's folder, from here.

    Catches a path that is read from the scenario's folder, or refused as one inside the file is.
    """
    Path("here").mkdir()
    Path("here/park.yaml").write_text(Path("park.yaml").read_text(encoding="utf-8"),
                                      encoding="utf-8")
    rows = "".join(f"2019-01-01 0{hour}:00,{hour}\n" for hour in range(6))
    Path("prices.csv").write_text("time,spot [EUR/MWh]\n" + rows, encoding="utf-8")
    said = line("run", "here/park.yaml", "--no-charts", "--quiet",
                "--set", "profiles.spot.file=prices.csv")
    assert said.code == 0, said.err
    inside = replaced("{constant: 40 EUR/MWh}", "{file: ../prices.csv}")
    Path("here/park.yaml").write_text(inside, encoding="utf-8")
    assert line("validate", "here/park.yaml").code == 2
    assert line("validate", "here/park.yaml", "--allow-outside-files").code == 0
