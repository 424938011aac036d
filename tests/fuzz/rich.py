"""Two right scenarios that state as much as possible of what each kind allows."""

from __future__ import annotations

EQUIPMENT = """\
name: Much equipment
description: every kind of unit, with what the examples leave out
currency: EUR
exchange_rates: {SEK: 0.0944}
horizon: {start: 2019-03-30T20:00, end: 2019-03-31T08:00, step: 1 h, time_zone: Europe/Stockholm}
feedwater: {temperature: 105 degC, make_up_temperature: 12 degC}
profiles:
  sea: {generate: temperature, mean: 9 degC, season: 6 K, day: 1 K, noise: 1 K, seed: 3}
  heat: {generate: seasonal, mean: 12 MW, season: 20 %, weekend: 80 %, day: two shifts,
         day_swing: 20 %, noise: 5 %, at_most: 20 MW}
  wind: {values: [0.1, 0.3, 0.5, 0.2, 0, 0.9, 1, 0.7, 0.4, 0.2, 0.1], unit: "-"}
  spot: {generate: electricity_price, mean: 40 EUR/MWh, standard_deviation: 9 EUR/MWh, seed: 7}
headers:
  gas: {medium: fuel, note: from the grid}
  electricity: {medium: electricity}
  tenant power: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  hot water: {medium: water, supply: 90 degC, return: 60 degC}
  far water: {medium: water, supply: 70 degC, return: 45 degC}
  chilled water: {medium: cooling, supply: 6 degC, return: 12 degC}
units:
  plant: {kind: process_heat, to: hp steam, available: {profile: heat, times: 90 %},
          cooling_cost: 1 EUR/MWh, cooling_electricity: 1 %, electricity: electricity,
          owner: {dairy: 30 %},
          outages: [{from: 2019-03-31T01:00, to: 2019-03-31T04:00, remaining: 50 %}]}
  turbine: {kind: steam_turbine, from: hp steam, extractions: [lp steam], capacity: 4 MW,
            isentropic_efficiency: 80 %, mechanical_efficiency: 95 %, cooling_water: 12 degC,
            condenser_difference: 5 K, own_use: 2 %, operating_cost: 1 EUR/MWh}
  let-down: {kind: let_down, from: hp steam, to: lp steam, capacity: 30 t/h, note: by-pass}
  boiler: {kind: boiler, fuel: gas, to: lp steam, capacity: 20 MW, ramp: 60 %/h,
           part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}}
  committed boiler: {kind: boiler, fuel: gas, to: hot water, capacity: 8 MW, efficiency: 90 %,
                     commitment: {minimum_load: 30 %, start_cost: 40 EUR, start_fuel: 1 MWh,
                                  minimum_up: 2 h, minimum_down: 2 h, initially: off}}
  electrode: {kind: electrode_boiler, from: electricity, to: lp steam, capacity: 5 MW,
              efficiency: 99 %}
  exchanger: {kind: heat_exchanger, from: lp steam, to: hot water, capacity: 9 MW,
              efficiency: 98 %, operating_cost: 0.1 EUR/MWh}
  pipe: {kind: pipe, from: hot water, to: far water, capacity: 6 MW, loss: 4 %,
         standing_loss: 0.1 MW, pumping: 1 %, electricity: electricity}
  pump: {kind: heat_pump, to: hot water, lorenz_efficiency: 45 %, capacity: 3 MW,
         source_temperature: {profile: sea}, source_cooling: 4 K,
         capacity_by_source: {rated_at: 8 degC, per_kelvin: 3 %/K},
         part_load: {load: [50 %, 100 %], efficiency: [110 %, 100 %]}}
  chiller: {kind: compression_chiller, to: chilled water, capacity: 3 MW, cop: 4,
            heat_to: far water, part_load: {load: [60 %, 100 %], efficiency: [105 %, 100 %]}}
  absorber: {kind: absorption_chiller, from: hot water, to: chilled water, capacity: 2 MW, cop: 0.7,
             electricity: electricity, electricity_use: 1 %}
  turbines: {kind: renewable, to: electricity, capacity: 2 MW, capacity_factor: {profile: wind},
             curtailable: true}
  line: {kind: power_line, from: electricity, to: tenant power, capacity: 3 MW, loss: 1 %}
  tank: {kind: hot_water_tank, header: hot water, volume: 200 m3, power: 3 MW, hot: 88 degC,
         cold: 60 degC, surroundings: 15 degC}
  store: {kind: store, header: far water, capacity: 9 MWh, power: 2 MW, loss: 1 %/day,
          charge_efficiency: 98 %, discharge_efficiency: 98 %,
          levels: {start: 3 MWh, end_at_least: 2 MWh}}
  accumulator: {kind: steam_accumulator, from: hp steam, to: lp steam, volume: 40 m3, power: 3 MW,
                water_share: 85 %, charged_at: 12 bar, discharged_at: 6 bar}
  battery: {kind: battery, header: electricity, capacity: 2 MWh, power: 1 MW, lowest_charge: 10 %,
            round_trip_efficiency: 90 %, self_discharge: 1 %/day}
  cooler: {kind: cooler, from: hot water, capacity: 5 MW, electricity_use: 1 %,
           electricity: electricity}
companies:
  dairy: {sector: food, demands: {lp steam: 6 MW, hot water: 4 MW, chilled water: 3 MW},
          alone: {boiler_efficiency: 88 %}}
  offices: {demands: {tenant power: 1 MW, far water: 2 MW}, connections: {tenant power: 2 MW}}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh}
  grid: {kind: electricity, energy_price: {profile: spot},
         sell_at: {profile: spot, minus: 2 EUR/MWh}}
emissions: {price: 80 EUR/t, reference: {boiler_efficiency: 90 %, chiller_cop: 4}}
"""

TERMS = """\
name: Many terms
currency: SEK
exchange_rates: {EUR: 10.6}
horizon: {start: 2019-01-31T18:00, end: 2019-02-01T06:00, step: 1 h, time_zone: UTC+01:00}
feedwater: {temperature: 105 degC, heated_from: steam}
profiles:
  spot: {values: [40, 42, 39, 35, 30, 28, 25, 30, 38, 50, 60, 45], unit: EUR/MWh}
  need: {values: [5, 6, 7, 5, 4, 3, 3, 4, 6, 8, 9, 7], unit: MW}
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 85 degC, return: 45 degC}
units:
  boiler: {kind: boiler, fuel: gas, to: steam, capacity: 20 MW, efficiency: 90 %, owner: works,
           size: {at_most: 5 MW, cost: 200000 EUR/MW, lifetime: 20 years, interest: 6 %,
                  operation: 1000 EUR/MW/year, retirement_saving: 500 EUR/MW/year}}
  electrode: {kind: electrode_boiler, to: steam, capacity: 9 MW, efficiency: 99 %}
  exchanger: {kind: heat_exchanger, from: steam, to: district heat, capacity: 9 MW}
companies:
  works: {sector: metal, demands: {steam: {profile: need}, electricity: 2 MW},
          connections: {steam: {capacity: 20 MW}},
          flexible: {electricity: {shiftable: 20 %, within: 2 h,
                                   curtailable: {share: 10 %, price: 500 EUR/MWh}}},
          condensate: {returned: 80 %, temperature: 90 degC}}
contracts:
  grid: {kind: electricity, energy_price: {profile: spot}, fixed_share: 40 %,
         fixed_price: 45 EUR/MWh, fee: 5 öre/kWh, tax: 0.6 öre/kWh, peak_charge: 45 SEK/kW/month,
         fixed_fee: 6000 EUR/year, buy_limit: 20 MW, sell_at: {profile: spot, minus: 9 EUR/MWh},
         sell_limit: 5 MW, connection: 30 MW,
         charges: {winter peak: {kind: peak, price: 9000 EUR/MW/year, highest: 3,
                                 window: {months: Nov-Mar, weekdays: Mon-Fri, hours: 06-22}},
                   subscription: {kind: subscribed_power, price: 20000 EUR/MW/year, power: 3 MW,
                                  excess_price: 4000 EUR/MW/month},
                   transmission: {kind: energy, price: 3 EUR/MWh, window: {hours: 06-22}},
                   energy tax: {kind: energy_tax, full_rate: 36 EUR/MWh,
                                reduced_rate: 0.5 EUR/MWh, reduced_share: 90 %},
                   metering: {kind: fixed, price: 300 EUR/month}}}
  gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: 201.96 kg/MWh,
        co2_tax: 12 EUR/t, limit: 30 MW, at_least: 0.5 MW, annual_limit: 81 GWh,
        pollutants: {NOx: 0.2 kg/MWh},
        charges: {take or pay: {kind: take_or_pay, energy: 50 MWh, per: month, price: 12 EUR/MWh},
                  blocks: {kind: volume_price, per: month,
                           blocks: [{up_to: 20 MWh, price: 2 EUR/MWh}, {price: 1 EUR/MWh}]}},
        volumes: [{per: day, at_most: 150 MWh}]}
  city: {kind: heat_sale, header: district heat, sold_to: the city, price: 25 EUR/MWh,
         at_most: 6 MW, at_least: 1 MW, supply_at_least: 80 degC, owner: {works: 50 %},
         capacity_payment: {price: 20000 EUR/MW/year, power: 2 MW}}
emissions:
  price: 80 EUR/t
  cap: 50 t
  pollutants: {NOx: {price: 50 SEK/kg, cap: 1 t}}
  electricity: {factor: 90 kg/MWh, low: 40 kg/MWh, high: 400 kg/MWh, name: a mix, source: none}
  reference: {name: separate production, district heat: gas boilers, boiler_efficiency: 90 %}
  claims: {the park: {steam: 100 %}, the city: {district heat: 50 %}}
  uncertainty: {samples: 100, seed: 4}
statements: {key: marginal price}
solver: {gap: 1 %, time_limit: 60 s}
"""

RICH: tuple[str, ...] = (EQUIPMENT, TERMS)
