"""Limits are never prorated, and a warning says so wherever the horizon holds only a part."""

from __future__ import annotations

import pytest

from ipos_energy.park.load import load_text
from tests.helpers import solved

_PARK = """
name: Limits
currency: EUR
horizon: {{start: {start}, end: {end}, step: 24 h, time_zone: UTC}}
headers:
  gas: {{medium: fuel}}
  steam: {{medium: steam, pressure: 5 bar}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 9 MW, efficiency: 80 %}}
contracts:
  gas:
    kind: fuel
    header: gas
    energy_price: 35 EUR/MWh
    emission_factor: 200 kg/MWh
    pollutants: {{NOx: 0.1 kg/MWh}}
    limit: 20 MW
    {terms}
companies:
  works: {{demands: {{steam: 4 MW}}}}
emissions: {{{emissions}}}
"""

YEAR, FEBRUARY, DAYS = (("2019-01-01", "2020-01-01"), ("2019-02-01", "2019-03-01"),
                        ("2019-02-03", "2019-02-05"))
SUMMER_TO_SUMMER, THREE_YEARS = ("2019-07-01", "2020-07-01"), ("2019-01-01", "2022-01-01")

EVERY_LIMIT = """annual_limit: 100000 MWh
    volumes: [{per: day, at_most: 500 MWh}, {per: month, at_most: 9000 MWh},
              {per: year, at_least: 10 MWh}]
    charges:
      minimum: {kind: take_or_pay, per: month, energy: 10 MWh, price: 20 EUR/MWh}
      least: {kind: take_or_pay, per: year, energy: 10 MWh, price: 20 EUR/MWh}
      blocks: {kind: volume_price, per: year, blocks: [{up_to: 9 MWh, price: 2 EUR/MWh},
               {price: 3 EUR/MWh}]}"""
CAPS = "cap: 90000 t, pollutants: {NOx: {cap: 90 t}}"


def limits(horizon: tuple[str, str], terms: str = EVERY_LIMIT, emissions: str = CAPS) -> str:
    """A park with limits of every kind."""
    return _PARK.format(start=horizon[0], end=horizon[1], terms=terms, emissions=emissions)


def subjects(horizon: tuple[str, str]) -> list[str]:
    """What is warned of."""
    return [warning.subject.replace(" › ", ".") for warning in load_text(limits(horizon)).warnings]


YEARLY = ["contracts.gas.annual_limit", "contracts.gas.volumes",
          "contracts.gas.charges.least.energy", "contracts.gas.charges.blocks.blocks",
          "emissions.cap", "emissions.pollutants.NOx.cap"]


@pytest.mark.parametrize(("horizon", "warned"), [
    (YEAR, []), (FEBRUARY, YEARLY),
    (DAYS, [*YEARLY, "contracts.gas.volumes", "contracts.gas.charges.minimum.energy"]),
    (SUMMER_TO_SUMMER, ["contracts.gas.volumes", "contracts.gas.charges.least.energy",
                        "contracts.gas.charges.blocks.blocks"]),
    (THREE_YEARS, ["contracts.gas.annual_limit", "emissions.cap", "emissions.pollutants.NOx.cap"]),
], ids=["a year", "a month", "days", "from July to July", "three years"])
def test_each_limit_that_the_horizon_holds_a_part_of(
    horizon: tuple[str, str], warned: list[str]
) -> None:
    """A whole year has none; a month has those of the year; two days those of the month too.

    From July to July each of two half years has its own volume, and three years have one annual
    limit. Catches a limit that is silent, and a warning for whole periods.
    """
    assert sorted(subjects(horizon)) == sorted(warned)


def test_limits_stand_and_costs_are_prorated() -> None:
    """5 MW for two of 365 days: a fee of 3 650 EUR a year is 20 EUR, a limit of 240 MWh is whole.

    Catches a limit of 240·2/365 = 1.3 MWh, by which the demand could not be met.
    """
    results = solved(limits(DAYS, "annual_limit: 240 MWh\n    fixed_fee: 3650 EUR/year", ""))
    bill = {line.label: line.amount.sum() for line in results.bills[0].lines}
    assert bill["fixed fee"] == pytest.approx(20.0)
    assert bill["energy"] == pytest.approx(240 * 35)
    (said,) = results.warnings
    assert "annual limit of 240 MWh holds for the 2 days" in said
