"""Loading a scenario: every mistake at once, each with its place and the nearest valid name."""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.errors import Problem, ScenarioError
from ipos_energy.park.load import load, load_text
from tests.helpers import close, park

WRONG = """\
name: Wrong in many ways
horizon: {start: 2019-01-01, end: 2019-01-02}
profiles:
  need: {values: [1, 2], unit: MW}
  spot: {constant: 40 EUR/MWh}
headers:
  gas: {medium: fuel}
  steem: {medium: steam, pressure: 5 bar}
  electricity: {medium: electricity}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 54 MWh, efficiency: 92 %}
  second:
    kind: boyler
  third: {kind: boiler, fuel: gas, to: steem, capacty: 5 MW, efficiency: 120 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 45, emission_factor: 200 kg/MWh}
  grid: {kind: electricity, energy_price: {profile: spott}}
companies:
  works: {demands: {steem: {profile: need}, gas: fast}}
emisions: {price: 80 EUR/t}
"""

RIGHT = """
headers:
  electricity: {medium: electricity}
contracts:
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {electricity: 1 MW}}
"""


def problems_of(text: str) -> list[Problem]:
    """Everything that is wrong with a scenario in text."""
    with pytest.raises(ScenarioError) as caught:
        load_text(text)
    return list(caught.value.problems)


def test_all_mistakes_are_reported_together(tmp_path: Path) -> None:
    """Each by file, line and column, what was found, and the nearest name, in the file's order.

    Catches a check that stops at the first mistake, and a place that points at the wrong word.
    """
    path = tmp_path / "wrong.yaml"
    path.write_text(WRONG, encoding="utf-8")
    with pytest.raises(ScenarioError) as caught:
        load(path)
    found = [(problem.place.line, problem.place.column, problem.subject, problem.message,
              problem.advice) for problem in caught.value.problems if problem.place]
    assert {problem.place.file for problem in caught.value.problems if problem.place} == {str(path)}
    expected = [
        (4, "need", "2 values for a horizon of 24 steps", ""),
        (11, "to", 'there is no header "steam"', 'Did you mean "steem"?'),
        (11, "capacity", '"MWh" is an energy, expected a power such as "54 MW"', ""),
        (13, "kind", 'there is no kind "boyler"', 'Did you mean "boiler"?'),
        (14, "capacty", 'there is no key "capacty" here', 'Did you mean "capacity"?'),
        (14, "efficiency", "120 %; allowed is at most", ""),
        (16, "energy_price", '"45" has no unit, expected a price of energy', ""),
        (17, "profile", 'there is no profile "spott"', 'Did you mean "spot"?'),
        (20, "emisions", 'there is no key "emisions" here', 'Did you mean "emissions"?'),
    ]
    lines = WRONG.splitlines()
    for line, word, message, advice in expected:
        matching = [one for one in found if one[0] == line and message in one[3]]
        assert matching, (line, message, found)
        assert advice in matching[0][4]
        assert word in matching[0][2] or word in lines[line - 1][matching[0][1] - 1:]
    assert [one[0] for one in found] == sorted(one[0] for one in found)
    assert caught.value.exit_code == 2


def test_the_text_of_a_problem() -> None:
    """Place, path, message, the line with a caret under the word, advice.

    Catches a caret that is off by one.
    """
    problem = next(one for one in problems_of(WRONG) if "steam" in one.message)
    assert str(problem) == """\
scenario:11:41: units › boiler › to: there is no header "steam"
      boiler: {kind: boiler, fuel: gas, to: steam, capacity: 54 MWh, efficiency: 92 %}
                                            ^
    Did you mean "steem"?"""


@pytest.mark.parametrize(("before", "after", "message"), [
    ("50 EUR/MWh", "fast", "is not a number with a unit"),
    ("50 EUR/MWh", "true", 'expected a quantity such as "45 EUR/MWh", found "true"'),
    ("50 EUR/MWh", "", 'the key "energy_price" has no value'),
    ("50 EUR/MWh", "[50 EUR/MWh]", "a list"),
    ("50 EUR/MWh", "{profil: x}", 'there is no key "profil" here'),
    ("1 MW", "-1 MW", "-1 MW; allowed is at least 0 MW"),
    ("kind: electricity", "knd: electricity", 'there is no key "knd" here'),
    ("{medium: electricity}", "{medium: electrisity}", 'there is no medium "electrisity"'),
    ("  works:", "  grid:", '"grid" is already the name of one of the contracts'),
    ("{demands: {electricity: 1 MW}}", "5", "expected a mapping of keys, found"),
    ("currency: EUR", "currency: Euro", "currency"),
    ("time_zone: UTC", "time_zone: Mars", '"Mars" is not a time zone'),
    ("step: 1 h", "step: 7 h", "cannot be cut into steps of 7 h"),
    ("name: A test\n", "", 'the key "name" is missing'),
])
def test_one_mistake(before: str, after: str, message: str) -> None:
    """Text, truth values, lists, negative power, missing keys, names given twice.

    Catches a mistake that passes, or that ends in a traceback.
    """
    text = park(RIGHT)
    assert before in text
    found = problems_of(text.replace(before, after))
    assert any(message in str(one) for one in found), [str(one) for one in found]
    assert all(one.place for one in found)


def test_a_bound_of_a_profile_names_the_moment() -> None:
    """The second of two hours is negative: 01:00 is named. Catches a step counted from nowhere."""
    text = park(RIGHT.replace("1 MW", "{profile: need}") + (
        "profiles:\n  need: {values: [1, -2], unit: MW}\n"))
    (found,) = problems_of(text)
    assert "-2 MW at 2019-01-01 01:00; allowed is at least 0 MW" in found.message


def test_a_broken_profile_is_blamed_once() -> None:
    """Three demands use a profile that cannot be read: one problem. Catches an avalanche."""
    text = park(RIGHT.replace("1 MW", "{profile: need}") + (
        "  second: {demands: {electricity: {profile: need}}}\n"
        "profiles:\n  need: {values: [1], unit: MW}\n"))
    (found,) = problems_of(text)
    assert "profiles › need" in found.subject


def test_files_outside_the_folder(tmp_path: Path) -> None:
    """A scenario names files in or below its folder; the command line may name any.

    Catches a scenario from the net that reads another's files.
    """
    (tmp_path / "data.csv").write_text("need [MW]\n1\n2\n", encoding="utf-8")
    path = tmp_path / "inner" / "s.yaml"
    path.parent.mkdir()
    text = park(RIGHT.replace("1 MW", "{profile: need}")
                + "profiles:\n  need: {file: ../data.csv}\n")
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ScenarioError, match="lies outside the scenario's own folder"):
        load(path)
    close(load(path, allow_outside_files=True).series["need"].values, [1, 2])
    named = load(path, [f"profiles.need.file={tmp_path / 'data.csv'}"])
    close(named.series["need"].values, [1, 2])


def test_overrides_are_kept_in_the_effective_scenario(tmp_path: Path) -> None:
    """What was run is what is written down. Catches an override that leaves no trace."""
    path = tmp_path / "s.yaml"
    path.write_text(park(RIGHT), encoding="utf-8")
    scenario = load(path, ["contracts.grid.energy_price=60 EUR/MWh"])
    assert scenario.effective["contracts"]["grid"]["energy_price"] == "60 EUR/MWh"
    assert scenario.file == path


def test_a_header_without_anything() -> None:
    """A header that nothing is connected to is a mistake of the scenario.

    Catches a defect of the program where a planner has forgotten a unit.
    """
    more = "headers:\n  steam: {medium: steam, pressure: 5 bar}\n"
    (found,) = problems_of(park(RIGHT.replace("headers:\n", more)))
    assert "headers › steam" in found.subject
