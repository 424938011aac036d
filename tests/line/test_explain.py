"""``ipos-energy explain`` on a solved result."""

from __future__ import annotations

import pytest

from tests.line.park import Line


@pytest.fixture(autouse=True)
def result(line: Line) -> None:
    """The park, solved; in its third hour the acid plant stands still."""
    assert line("run", "park.yaml", "--no-charts", "--quiet").code == 0


def test_an_hour_is_explained(line: Line) -> None:
    """The boiler alone makes steam in the outage: (35 + 0.20196·80)/0.92 = 55.61 EUR/MWh.

    Proves that the written tables are enough. Catches a step off by one.
    """
    said = line("explain", "results/park", "--hour", "2019-01-01T02:30", "--header", "lp steam")
    assert said.code == 0
    assert "2019-01-01 02:00 to 2019-01-01 03:00 (UTC)" in said.out
    assert 'lp steam: 55.61 EUR/MWh, set by "boiler 1"' in said.out
    assert "gas supply: CO2 price" in said.out
    assert "\nelectricity" not in said.out
    same = line("explain", "results/park", "--hour", "2019-01-01T03:30+01:00",
                "--header", "lp steam")
    assert same.out == said.out


def test_all_hours_are_counted(line: Line) -> None:
    """Without an hour, each header's marginal units over the horizon, six hours in all."""
    said = line("explain", "results/park", "--header", "lp steam")
    assert said.code == 0
    assert "boiler 1" in said.out
    hours = [float(row.rsplit(" h", 1)[0].split()[-1]) for row in said.out.splitlines()
             if " h " in row]
    assert sum(hours) == 6.0


@pytest.mark.parametrize(("arguments", "message"), [
    (("--hour", "2020-01-01T00:00"), "is not among the steps of the result"),
    (("--hour", "noon"), "is no time such as"),
    (("--header", "lp stem"), 'Did you mean "lp steam"?'),
])
def test_what_is_not_there_is_said(
    line: Line, arguments: tuple[str, str], message: str
) -> None:
    """Proves exit code 2, in words, for a time or header that the result does not have."""
    said = line("explain", "results/park", *arguments)
    assert said.code == 2
    assert message in said.err
