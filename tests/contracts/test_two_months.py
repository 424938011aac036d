"""A bill of two whole months, calculated by hand: to the cent."""

from __future__ import annotations

import numpy as np
import pytest

from ipos_energy.answer.results import Results
from tests.contracts.terms import line
from tests.helpers import park, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  power need: {{values: {power}, unit: MW}}
  steam need: {{values: {steam}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: 50 MW, efficiency: 80 %}}
contracts:
  grid:
    kind: electricity
    energy_price: 41.37 EUR/MWh
    fee: 8.15 EUR/MWh
    buy_limit: 12 MW
    peak_charge: 3127.50 EUR/MW/month
    fixed_fee: 8212 EUR/year
    charges:
      remembered peak: {{kind: peak, price: 911.30 EUR/MW/month, ratchet: 85 %}}
      moving year: {{kind: peak, price: 911.30 EUR/MW/month, ratchet: 85 %, remembered_months: 11,
                    earlier_peaks: {{2018-02: 14 MW, 2018-11: 10.4 MW}}}}
      high-load time: {{kind: peak, price: 2204.75 EUR/MW/month,
                       window: {{months: Nov-Mar, weekdays: Mon-Fri, hours: 06-22}}}}
      three highest hours: {{kind: peak, price: 640.20 EUR/MW/month, highest: 3}}
      day fee: {{kind: energy, price: 3.43 EUR/MWh, window: {{hours: 06-22}}}}
      energy tax: {{kind: energy_tax, full_rate: 34.11 EUR/MWh, reduced_rate: 0.57 EUR/MWh,
                   reduced_share: 90 %}}
      subscription: {{kind: subscribed_power, power: 5 MW, price: 11315 EUR/MW/year,
                     excess_price: 1250 EUR/MW/month}}
  gas:
    kind: fuel
    header: gas
    energy_price: 0 EUR/MWh
    emission_factor: 201.96 kg/MWh
    limit: 20 MW
    charges:
      volume: {{kind: volume_price, per: month, blocks: [
                {{up_to: 2000 MWh, price: 31.27 EUR/MWh}},
                {{up_to: 5000 MWh, price: 29.85 EUR/MWh}}, {{price: 33.10 EUR/MWh}}]}}
      minimum: {{kind: take_or_pay, energy: 5000 MWh, per: month, price: 12.40 EUR/MWh}}
companies:
  works: {{demands: {{electricity: {{profile: power need}}, steam: {{profile: steam need}}}}}}
emissions: {{price: 77.20 EUR/t}}
"""

JANUARY, FEBRUARY = 744, 672

BY_HAND = {
    ("grid", "energy"): (154_165.305, 139_044.570),
    ("grid", "fee"): (30_370.975, 27_392.150),
    ("grid", "peak charge"): (29_711.250, 18_765.000),
    ("grid", "remembered peak"): (8_657.350, 7_358.7475),
    ("grid", "moving year"): (10_844.470, 8_055.892),
    ("grid", "high-load time"): (15_433.250, 11_023.750),
    ("grid", "three highest hours"): (4_588.100, 3_414.400),
    ("grid", "day fee"): (8_513.260, 7_686.630),
    ("grid", "energy tax"): (127_110.915, 114_643.710),
    ("grid", "energy tax, refund"): (-112_488.129, -101_455.146),
    ("grid", "subscription"): (0.0, 9_145.00),
    ("grid", "subscription, excess"): (5_625.00, 1_250.00),
    ("grid", "fixed fee"): (0.0, 1_327.4191781),
    ("gas", "volume, block 1"): (62_540.00, 62_540.00),
    ("gas", "volume, block 2"): (89_550.00, 70_446.00),
    ("gas", "volume, block 3"): (79_771.00, 0.0),
    ("gas", "minimum"): (0.0, 7_936.00),
    ("gas", "CO2 price"): (115_531.6219, 67_978.1203),
}


@pytest.fixture(scope="module")
def results() -> Results:
    """January and February 2019 by the hour.

    Power: 5 MW; on Wednesday 9 January 7 MW at noon, 9.5 MW at 23:00; 6 MW on Saturday 2 February
    at noon. Steam: in January 7.96 MW with gas of 9.95 MW, in February 5.184 MW and 6.48 MW.
    """
    power = np.full(JANUARY + FEBRUARY, 5.0)
    power[8 * 24 + 12], power[8 * 24 + 23], power[JANUARY + 24 + 12] = 7.0, 9.5, 6.0
    steam = np.full(JANUARY + FEBRUARY, 0.8 * 7410 / JANUARY)
    steam[JANUARY:] = 0.8 * 4360 / FEBRUARY
    return solved(park(PARK.format(power=power.tolist(), steam=steam.tolist()),
                       hours=JANUARY + FEBRUARY))


@pytest.mark.parametrize(("contract", "label"), BY_HAND)
def test_each_line_agrees_to_the_cent(results: Results, contract: str, label: str) -> None:
    """Bill and ledger are what a person with a calculator gets.

    Power: 744·5 + 2 + 4.5 = 3 726.5 and 672·5 + 1 = 3 361 MWh; from 06 to 22 496·5 + 2 = 2 482
    and 448·5 + 1 = 2 241 MWh. Peaks of 9.5 and 6 MW, February billed 0.85·9.5 = 8.075 MW by the
    ratchet. Over a moving year January still remembers 14 MW of last February, 11.9 MW, and
    February 10.4 MW of November, 8.84 MW; 7 and 5 MW on working days from 06 to 22; means of
    (9.5 + 7 + 5)/3 and (6 + 5 + 5)/3 MW. Refund of 33.54 EUR on 90 %. 5 MW for 1 416 of 8 760 h.
    Exceeded by 4.5 and 1 MW.

    Gas: 7 410 and 4 360 MWh. January: 2 000·31.27 + 3 000·29.85 + 2 410·33.10; February
    2 000·31.27 + 2 360·29.85, and 640 MWh short of 5 000.

    Catches any line that is off by a rate, a month, an hour or a MW.
    """
    billed = line(results, contract, label)
    booked = next(one for one in results.operation.ledger
                  if (one.owner, one.label) == (contract, label))
    np.testing.assert_allclose(billed.amount, BY_HAND[contract, label], rtol=0, atol=0.005)
    np.testing.assert_allclose(booked.months, BY_HAND[contract, label], rtol=0, atol=0.005)
