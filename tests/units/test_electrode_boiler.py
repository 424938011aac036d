"""Electrode boilers, by hand."""

from __future__ import annotations

from tests.helpers import close, flow, limit, park, solved

ELECTRODE_BOILER = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  price: {{values: [20, 99], unit: EUR/MWh}}
units:
  electrode: {{kind: electrode_boiler, to: steam, {electrode}}}
  backup: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 40 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: {{profile: price}}}}
companies:
  works: {{demands: {{steam: 9.9 MW}}}}
"""


def test_default_efficiency_is_99_percent() -> None:
    """9.9 MW of steam take 10 MW of power at 20 EUR: 200 EUR/h; steam costs 20/0.99 = 20.2 EUR.

    At 99 EUR/MWh, 100 EUR for a MWh of steam, the gas boiler at 40/0.8 = 50 EUR takes over.
    Catches a default that is not applied, and a price that is not hourly.
    """
    results = solved(park(ELECTRODE_BOILER.format(electrode="capacity: 20 MW")))
    close(flow(results, "electrode: electricity"), [10, 0])
    close(flow(results, "backup: heat"), [0, 9.9])
    close(results.operation.prices["steam"], [20 / 0.99, 50])
    close(results.operation.objective, 200 + 9.9 * 50)


def test_capacity_is_that_of_the_heat() -> None:
    """4.95 MW of steam from 5 MW of power; the backup gives 4.95 MW at 50 EUR.

    1 MW more of power saves 0.99·50 − 20 = 29.5 EUR/h. Catches a capacity of the electricity.
    """
    results = solved(park(ELECTRODE_BOILER.format(electrode="capacity: 4.95 MW")))
    close(flow(results, "electrode: electricity"), [5, 0])
    close(flow(results, "electrode: heat"), [4.95, 0])
    close(limit(results, "electrode: electricity at its limit"), [29.5, 0])


def test_ramp_holds_it_on() -> None:
    """At 40 %/h of 9.9 MW it may fall by 3.96 MW from the cheap hour to the dear one.

    One MW of heat held in both hours costs (20 + 99)/0.99 = 120.2 EUR against 100 EUR from gas, so
    it starts at the 3.96 MW that it can shed. Catches a ramp that is left out of this kind.
    """
    results = solved(park(ELECTRODE_BOILER.format(electrode="capacity: 9.9 MW, ramp: 40 %/h")))
    close(flow(results, "electrode: heat"), [3.96, 0])
