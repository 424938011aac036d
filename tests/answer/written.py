"""A park with something of everything that results hold, run and written as the program does."""

from __future__ import annotations

from pathlib import Path

from ipos_energy.line.progress import Progress
from ipos_energy.line.run import Finished, RunOptions, run_file

PARK = """\
name: Written park
description: Two days around the end of a month and the hour that is skipped in spring
currency: SEK
exchange_rates: {EUR: 10}
horizon: {start: 2019-03-31, end: 2019-04-02, step: 1 h, time_zone: Europe/Stockholm}
profiles:
  need: {file: data/need.csv, unit: MW}
  price: {generate: electricity_price, mean: 40 EUR/MWh, standard_deviation: 15 EUR/MWh, seed: 3}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 90 degC, return: 45 degC}
units:
  plant: {kind: process_heat, to: hp steam, available: 20 MW, cooling_cost: 1 EUR/MWh,
          outages: [{from: 2019-03-31T12:00, to: 2019-03-31T18:00}]}
  turbine: {kind: steam_turbine, from: hp steam, extractions: [lp steam], exhaust: district heat,
            capacity: 3 MW}
  let-down: {kind: let_down, from: hp steam, to: lp steam, capacity: 30 t/h}
  boiler: {kind: boiler, fuel: gas, to: lp steam, capacity: 30 MW, efficiency: 90 %, ramp: 20 %/h}
  tank: {kind: store, header: district heat, capacity: 60 MWh, power: 9 MW, loss: 0.2 %/day}
companies:
  works: {sector: dairy, demands: {lp steam: {profile: need}, electricity: 2 MW}}
contracts:
  grid: {kind: electricity, energy_price: {profile: price}, sell_at: {profile: price, times: 0.9},
         peak_charge: 30 SEK/kW/month, fixed_fee: 1000 SEK/year}
  gas: {kind: fuel, header: gas, energy_price: 30 EUR/MWh, emission_factor: 201.96 kg/MWh,
        annual_limit: 500 MWh, peak_charge: 133 SEK/kW/year}
  city: {kind: heat_sale, sold_to: the city, header: district heat, price: 25 EUR/MWh,
         at_most: 9 MW}
emissions: {price: 80 EUR/t, claimed: 900 t}
"""
STEPS = 47
"""Hours from 31 March to 1 April 2019, less the one that is skipped."""


def scenario_file(folder: Path) -> Path:
    """Writes the park and the file of its profile; returns the scenario's path."""
    (folder / "data").mkdir(parents=True, exist_ok=True)
    rows = [f"2019-{3 + (hour > 23):02}-{31 if hour < 24 else 1:02} {hour % 24:02}:00,"
            f"{6 + hour % 7}\n" for hour in range(48) if hour != 2]
    (folder / "data/need.csv").write_text("time,need\n" + "".join(rows), encoding="utf-8")
    path = folder / "park.yaml"
    path.write_text(PARK, encoding="utf-8")
    return path


def written(path: Path, out: Path, *overrides: str, outside: bool = False) -> Finished:
    """Runs a scenario into ``out``, without charts."""
    options = RunOptions(charts=False, csv=True, allow_outside_files=outside)
    with Progress(quiet=True) as progress:
        return run_file(path, out, overrides, options, progress)
