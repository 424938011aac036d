"""Small parks for the terms of contracts, and their bills."""

from __future__ import annotations

from collections.abc import Sequence

from ipos_energy.answer.results import Results
from ipos_energy.park.contracts.bill import Line
from tests.helpers import park

ACROSS_MONTHS = "2019-01-31T22:00"
"""From here the first two hours are in January, the next in February."""

_GRID = """
headers:
  electricity: {{medium: electricity}}
profiles:
  need: {{values: {need}, unit: MW}}
contracts:
  grid: {{kind: electricity, energy_price: 40 EUR/MWh{terms}}}{other}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}}}
"""

_GAS = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}}
  electrode: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 30 EUR/MWh,
        emission_factor: 200 kg/MWh{terms}}}{more}
  grid: {{kind: electricity, energy_price: {power} EUR/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
{sections}
"""


def grid(
    terms: str, need: Sequence[float], *, other: float | None = None,
    start: str = "2019-01-01T00:00", step: str = "1 h", hours: float | None = None,
) -> str:
    """A grid contract at 40 EUR/MWh; beside it one without terms at the price ``other``."""
    second = f"\n  other grid: {{kind: electricity, energy_price: {other} EUR/MWh}}"
    text = _GRID.format(terms=f", {terms}" if terms else "", need=need,
                        other=second if other else "")
    return park(text, start=start, step=step, hours=hours or len(need))


def gas(
    terms: str, steam: Sequence[float], *, power: float = 200.0, start: str = "2019-01-01T00:00",
    more: str = "", sections: str = "",
) -> str:
    """Gas at 30 EUR/MWh and 200 kg/MWh for a boiler of 80 %, beside steam from electricity."""
    text = _GAS.format(terms=f", {terms}" if terms else "", need=steam, power=power,
                       more=f"\n  {more}" if more else "", sections=sections)
    return park(text, start=start, hours=len(steam))


def line(results: Results, contract: str, label: str) -> Line:
    """One line of a contract's bill."""
    bill = next(bill for bill in results.bills if bill.contract == contract)
    return next(line for line in bill.lines if line.label == label)
