"""Grid contracts, by hand."""

from __future__ import annotations

import pytest

from ipos_energy.errors import UnsatisfiableError
from tests.helpers import close, flow, ledger, limit, park, solved

GRID = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
profiles:
  spot: {{values: {spot}, unit: EUR/MWh}}
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 500 MW, efficiency: 100 %}}
  turbine: {{kind: steam_turbine, from: steam, capacity: {own},
            yields: {{condenser: {{electricity: 25 %}}}}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 20 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: spot}}{grid}}}
companies:
  works: {{demands: {{electricity: {{profile: need}}}}}}
"""


def grid(
    entry: str, *, spot: list[float], need: list[float], own: str = "0 MW",
    start: str = "2019-01-01T00:00", step: str = "1 h", hours: float | None = None,
) -> str:
    """A grid contract beside a power station that makes electricity for 20/0.25 = 80 EUR/MWh."""
    body = GRID.format(grid=entry, spot=spot, need=need, own=own)
    return park(body, start=start, step=step, hours=hours or len(spot))


def test_energy_fee_and_tax() -> None:
    """4 and 6 MWh at 40 and 50 EUR, fee 8, tax 0.6: 160 + 300, 80 and 6 EUR; price 48.6 and 58.6.

    Catches a fee on the power instead of the energy, and a tax in öre that is not converted.
    """
    results = solved(grid(", fee: 8 EUR/MWh, tax: 0.6 EUR/MWh", spot=[40, 50], need=[4, 6]))
    close(ledger(results, "grid", "energy"), 460)
    close(ledger(results, "grid", "fee"), 80)
    close(ledger(results, "grid", "tax"), 6)
    close(results.operation.prices["electricity"], [48.6, 58.6])
    close(results.operation.objective, 546)


def test_half_hours_count_half() -> None:
    """4 and 6 MW for half an hour each are 5 MWh: 80 + 150 EUR; the price stays per MWh.

    Catches power taken for energy, and a dual that is not divided by the length of the step.
    """
    results = solved(grid("", spot=[40, 50], need=[4, 6], step="30 min", hours=1))
    close(results.operation.objective, 230)
    close(results.operation.prices["electricity"], [40, 50])


def test_peak_charge_of_each_month() -> None:
    """Across the end of January: peaks of 6 and 5 MW at 1000 EUR/MW cost 6000 and 5000 EUR.

    At the peak of a month a MWh more costs 40 + 1000 EUR. Catches one peak for both months.
    """
    results = solved(grid(", peak_charge: 1000 EUR/MW/month", spot=[40] * 4, need=[3, 6, 5, 2],
                          start="2019-01-31T22:00"))
    line = next(one for one in results.operation.ledger if one.label == "peak charge")
    close(line.months, [6000, 5000])
    close(results.operation.prices["electricity"], [40, 1040, 1040, 40])
    close(limit(results, "grid: monthly peak"), [0, 1000, 1000, 0])


def test_own_power_shaves_the_peak() -> None:
    """Own power costs 40 EUR more than bought power; a MW less of peak saves 100 EUR.

    From 6 to 4 MW it replaces one hour, from 4 to 3 MW two hours (80 EUR): both pay. Below 3 MW it
    would replace three (120 EUR). Catches a peak charge that nobody can avoid.
    """
    results = solved(grid(", peak_charge: 100 EUR/MW/month", spot=[40] * 3, need=[3, 4, 6],
                          own="9 MW"))
    close(flow(results, "grid: bought"), [3, 3, 3])
    close(flow(results, "turbine: electricity"), [0, 1, 3])


def test_peak_charge_of_the_year_is_prorated() -> None:
    """6 MW at 87 600 EUR/MW and year, for 2 of 8 760 h: 6·20 = 120 EUR.

    Catches a yearly charge that a short horizon pays in full.
    """
    results = solved(grid(", peak_charge: 87600 EUR/MW/year", spot=[40, 40], need=[6, 3]))
    close(ledger(results, "grid", "peak charge"), 120)


def test_fixed_fee_is_prorated() -> None:
    """8 760 EUR/year for 2 of 8 760 h are 2 EUR; in the leap year 2020, 8 784 EUR are.

    Catches a year of 8 766 h.
    """
    for year, fee in ((2019, 8760), (2020, 8784)):
        results = solved(grid(f", fixed_fee: {fee} EUR/year", spot=[40, 40], need=[1, 1],
                              start=f"{year}-02-01T00:00"))
        close(ledger(results, "grid", "fixed fee"), 2, 1e-12)


def test_sale() -> None:
    """At 300 EUR, own power for 80 EUR is sold up to 3 MW: an income of 3·298 EUR.

    One MW more of the limit would earn 298 − 80 EUR; power is worth 80 EUR in the park. At 40 EUR
    nothing is sold. Catches an income that is booked as a cost.
    """
    results = solved(grid(", sell_at: {profile: spot, minus: 2 EUR/MWh}, sell_limit: 3 MW",
                          spot=[300, 40], need=[1, 1], own="9 MW"))
    close(flow(results, "grid: sold"), [3, 0])
    close(flow(results, "grid: bought"), [0, 1])
    close(ledger(results, "grid", "sale"), -894)
    close(limit(results, "grid: sold at its limit"), [218, 0])
    close(results.operation.prices["electricity"], [80, 40])


def test_buy_limit() -> None:
    """5 of 6 MW can be bought; own power gives 1 MW for 80 EUR; 1 MW more is worth 40 EUR.

    Without own power 6 MW cannot be had. Catches a limit that is a penalty.
    """
    entry = ", buy_limit: 5 MW"
    results = solved(grid(entry, spot=[40], need=[6], own="9 MW"))
    close(flow(results, "turbine: electricity"), [1])
    close(limit(results, "grid: bought at its limit"), [40])
    with pytest.raises(UnsatisfiableError):
        solved(grid(entry, spot=[40], need=[6]))


def test_negative_prices_are_taken() -> None:
    """At −30 EUR the works' 4 MWh earn 120 EUR. Catches prices that are clipped at zero."""
    close(solved(grid("", spot=[-30], need=[4])).operation.objective, -120)


def test_endless_gain_is_said() -> None:
    """Selling for more than buying without limits has no bottom. Catches a silent crash."""
    with pytest.raises(UnsatisfiableError, match="no bottom"):
        solved(grid(", sell_at: {profile: spot, plus: 1 EUR/MWh}", spot=[40], need=[4]))
