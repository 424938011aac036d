"""Fuel contracts, by hand."""

from __future__ import annotations

import pytest

from tests.helpers import close, flow, ledger, limit, park, solved

FUEL = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
  power price: {{values: {power}, unit: EUR/MWh}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}}
  electrode: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 200 kg/MWh{gas}}}
  grid: {{kind: electricity, energy_price: {{profile: power price}}}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
emissions: {{price: 80 EUR/t}}
"""


def fuel(entry: str, need: list[float], power: list[float] | None = None) -> str:
    """A fuel contract beside steam from electricity, at 200 EUR/MWh unless stated."""
    prices = power or [200.0] * len(need)
    return park(FUEL.format(gas=entry, need=need, power=prices), hours=len(need))


def test_co2_price_is_charged_on_what_is_burnt() -> None:
    """4 MW of steam burn 5 MWh: 150 EUR, 1 t of CO2 and 80 EUR; gas is worth 30 + 16 EUR.

    Catches kg taken for t, and a price on the steam.
    """
    results = solved(fuel("", [4]))
    close(ledger(results, "gas", "energy"), 150)
    close(ledger(results, "gas", "CO2 price"), 80)
    close(results.operation.emissions[0].total, 1)
    close(results.operation.prices["gas"], [46])
    close(results.operation.prices["steam"], [57.5])


def test_a_contract_may_be_free_of_the_co2_price() -> None:
    """The same without the price: 1 t is still emitted, none is paid. Catches a lost emission."""
    results = solved(fuel(", pays_co2_price: false", [4]))
    close(results.operation.objective, 150)
    close(results.operation.emissions[0].total, 1)


def test_fee_and_tax() -> None:
    """5 MWh with a fee of 2 and a tax of 1 EUR: 10 and 5 EUR. Catches a line that is not booked."""
    results = solved(fuel(", fee: 2 EUR/MWh, tax: 1 EUR/MWh", [4]))
    close(ledger(results, "gas", "fee"), 10)
    close(ledger(results, "gas", "tax"), 5)
    close(results.operation.prices["gas"], [49])


def test_annual_limit_is_used_where_it_is_worth_most() -> None:
    """10 MWh of gas for 2·10 MWh: burnt where power costs 200, not 100 EUR.

    Steam for 100 EUR replaces gas worth 80 EUR: 1 MWh more of the limit saves 80 − 46 = 34 EUR.
    Catches a limit for each step, or one that is prorated to 2 of 8 760 h.
    """
    results = solved(fuel(", annual_limit: 12.5 MWh", [8, 8], [100, 200]))
    close(flow(results, "gas: bought"), [2.5, 10])
    close(limit(results, "gas: annual limit"), [34])
    close(results.operation.prices["gas"], [80, 80])


def test_annual_limit_counts_energy() -> None:
    """In half-hour steps 12.5 MWh are 25 MW·steps: all of 10 MW in both. Catches MW counted."""
    text = FUEL.format(gas=", annual_limit: 12.5 MWh", need=[8, 8], power=[100, 200])
    results = solved(park(text, hours=1, step="30 min"))
    close(flow(results, "gas: bought"), [10, 10])


def test_limit_of_the_flow() -> None:
    """6 MW of gas make 4.8 of 8 MW of steam; 1 MW more saves 0.8·200 − 46 = 114 EUR.

    Catches a limit on the steam.
    """
    results = solved(fuel(", limit: 6 MW", [8]))
    close(flow(results, "gas: bought"), [6])
    close(limit(results, "gas: bought at its limit"), [114])


@pytest.mark.parametrize(("charge", "cost"), [
    ("87600 EUR/MW/year", 10 * 10 * 3), ("25 EUR/MW/month", 250), ("0 EUR/MW/month", 0),
])
def test_peak_charge(charge: str, cost: float) -> None:
    """10 MW at most: by the year 10 EUR/MW and hour of it, for 3 h; by the month in full.

    Catches a monthly charge that is prorated and a yearly one that is not.
    """
    results = solved(fuel(f", peak_charge: {charge}", [4, 8, 4], [500] * 3))
    booked = sum(line.total for line in results.operation.ledger if line.label == "peak charge")
    close(booked, cost)
    close(results.operation.objective, 20 * 46 + cost)


def test_the_cheaper_of_two_contracts_comes_first() -> None:
    """Biogas at 40 EUR undercuts gas at 30 EUR with 16 EUR for its CO2, up to 3 MW.

    Catches an order of merit by energy price alone.
    """
    text = fuel("", [4]).replace("  grid:", (
        "  biogas: {kind: fuel, header: gas, energy_price: 40 EUR/MWh, limit: 3 MW, "
        "emission_factor: 0 kg/MWh}\n  grid:"))
    results = solved(text)
    close(flow(results, "biogas: bought"), [3])
    close(flow(results, "gas: bought"), [2])
    close(limit(results, "biogas: bought at its limit"), [6])


def test_a_share_at_a_fixed_price() -> None:
    """5 MWh, a quarter of it at 50 EUR: 3.75·30 and 1.25·50 EUR. Catches a share that adds up."""
    results = solved(fuel(", fixed_share: 25 %, fixed_price: 50 EUR/MWh, pays_co2_price: false",
                          [4]))
    close(ledger(results, "gas", "energy"), 112.5)
    close(ledger(results, "gas", "energy at the fixed price"), 62.5)
