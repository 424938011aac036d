"""A small park in text, and the command line as a planner calls it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from ipos_energy.line.cli import main

PARK = """\
name: Small park
currency: EUR
exchange_rates: {SEK: 0.0944}
horizon: {start: 2019-01-01, end: 2019-01-01T06:00, step: 1 h, time_zone: UTC}
profiles:
  spot: {constant: 40 EUR/MWh}
  need: {generate: seasonal, mean: 5 MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 90 degC, return: 45 degC}
units:
  acid plant:
    kind: process_heat
    to: hp steam
    available: 54 MW
    outages:
      - {from: 2019-01-01T02:00, to: 2019-01-01T03:00}
  turbine: {kind: steam_turbine, from: hp steam, exhaust: district heat, capacity: 12 MW}
  let-down: {kind: let_down, from: hp steam, to: lp steam, capacity: 60 t/h}
  boiler 1: {kind: boiler, fuel: gas, to: lp steam, capacity: 35 MW, efficiency: 92 %}
companies:
  works: {demands: {lp steam: 10 MW, electricity: 2 MW}, alone: {boiler_efficiency: 90 %}}
contracts:
  grid: {kind: electricity, energy_price: {profile: spot}, sell_at: {profile: spot, times: 0.9}}
  gas supply: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  city: {kind: heat_sale, header: district heat, price: 25 EUR/MWh, at_most: 60 MW}
emissions:
  price: 80 EUR/t
  reference: {district heat: gas boilers}
"""


@dataclass(frozen=True)
class Said:
    """How a command ended, and what it printed."""

    code: int
    out: str
    err: str


class Line:
    """Runs commands in this process; a command line that is wrong itself ends like argparse."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: str | Path) -> Said:
        self._capsys.readouterr()
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(end.code or 0)
        printed = self._capsys.readouterr()
        return Said(code, printed.out, printed.err)


def replaced(old: str, new: str) -> str:
    """The park with one thing changed, which must stand in it."""
    assert old in PARK, old
    return PARK.replace(old, new, 1)


WITHOUT_WARNINGS = replaced("  need: {generate: seasonal, mean: 5 MW}\n", "")
"""The park without the profile that nothing in it uses."""
