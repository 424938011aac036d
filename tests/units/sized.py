"""Small scenarios in which the size of every kind of unit binds, beside ``features``."""

from __future__ import annotations

from tests.helpers import park

DAY = "lifetime: 10 years, interest: 0 %"


def beside(
    new: str, need: list[float] | None = None, waste: float = 9,
    power: tuple[float, ...] = (20, 20, 80, 80),
) -> str:
    """A unit that may be built, beside waste heat that costs to cool and a dear boiler."""
    return park(f"""
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
profiles:
  power: {{values: {list(power)}, unit: EUR/MWh}}
  waste: {{values: [0, 0, {waste}, {waste}], unit: MW}}
  need: {{values: {need or [8, 2, 0, 3]}, unit: MW}}
units:
  new: {{{new}, {DAY}}}}}
  plant: {{kind: process_heat, to: hot water, available: {{profile: waste}},
          cooling_cost: 60 EUR/MWh}}
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 50 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 25 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
companies:
  works: {{demands: {{hot water: {{profile: need}}, electricity: 5 MW}}}}
""", hours=24, step="6 h")


def cold(new: str, need: tuple[float, ...] = (4, 2, 0.5, 3)) -> str:
    """A chiller that may be built, beside one that takes a MWh of power for one of cold."""
    return park(f"""
headers:
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
  chilled water: {{medium: cooling, supply: 6 degC, return: 12 degC}}
profiles:
  power: {{values: [80, 80, 80, 4], unit: EUR/MWh}}
  need: {{values: {list(need)}, unit: MW}}
  heat: {{values: [40, 40, 40, 0], unit: MW}}
units:
  new: {{{new}, {DAY}}}}}
  plant: {{kind: process_heat, to: hot water, available: {{profile: heat}},
          cooling_cost: 5 EUR/MWh}}
  heater: {{kind: electrode_boiler, to: hot water, capacity: 40 MW}}
  absorber: {{kind: absorption_chiller, from: hot water, to: chilled water, capacity: 1 MW}}
  old chiller: {{kind: compression_chiller, to: chilled water, capacity: 9 MW, cop: 1}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
companies:
  dairy: {{demands: {{chilled water: {{profile: need}}, hot water: 30 MW, electricity: 1 MW}}}}
""", hours=24, step="6 h")


def steam(new: str) -> str:
    """A steam accumulator that may be built between a process and low-pressure steam."""
    return park(f"""
headers:
  electricity: {{medium: electricity}}
  mp steam: {{medium: steam, pressure: 12 bar}}
  lp steam: {{medium: steam, pressure: 5 bar}}
profiles:
  hot: {{values: [0, 9, 9, 1], unit: MW}}
  warm: {{values: [30, 0, 0, 0], unit: MW}}
  power: {{values: [200, 60, 60, 90], unit: EUR/MWh}}
units:
  new: {{{new}, {DAY}}}}}
  process: {{kind: process_heat, to: mp steam, available: {{profile: hot}},
            cooling_cost: 5 EUR/MWh}}
  warm process: {{kind: process_heat, to: lp steam, available: {{profile: warm}},
                 cooling_cost: 5 EUR/MWh}}
  lp boiler: {{kind: electrode_boiler, to: lp steam, capacity: 40 MW}}
  mp boiler: {{kind: electrode_boiler, to: mp steam, capacity: 40 MW}}
contracts:
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
companies:
  works: {{demands: {{mp steam: 1 MW, lp steam: 6 MW}}}}
""", hours=24, step="6 h")


def far(new: str) -> str:
    """A pipe or line that may be built between the park and a far network."""
    return park(f"""
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
  far power: {{medium: electricity}}
  far network: {{medium: water, supply: 90 degC, return: 55 degC}}
profiles:
  far price: {{values: [10, 10, 10, 90], unit: EUR/MWh}}
  warm: {{values: [20, 0, 0, 0], unit: MW}}
units:
  new: {{{new}, {DAY}}}}}
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 100 %}}
  far boiler: {{kind: boiler, fuel: gas, to: far network, capacity: 50 MW, efficiency: 50 %}}
  warm process: {{kind: process_heat, to: far network, available: {{profile: warm}},
                 cooling_cost: 60 EUR/MWh}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 25 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: 50 EUR/MWh}}
  far grid: {{kind: electricity, header: far power, energy_price: {{profile: far price}}}}
companies:
  works: {{demands: {{hot water: 1 MW, far network: 6 MW, electricity: 1 MW, far power: 1 MW}}}}
""", hours=24, step="6 h")


def linked(gas: str, city: str, works: str) -> str:
    """Gas to the park, heat to the city and to a company that may take it within a day."""
    return park(f"""
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
profiles:
  power: {{values: [20, 20, 80, -60], unit: EUR/MWh}}
  city price: {{values: [5, 50, 50, 50], unit: EUR/MWh}}
units:
  gas boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 20 MW, efficiency: 100 %}}
  backup: {{kind: electrode_boiler, to: hot water, capacity: 20 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh,
        connection: {{{gas}, {DAY}}}}}}}
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
  city: {{kind: heat_sale, header: hot water, price: {{profile: city price}}, at_most: 6 MW,
         connection: {{{city}, {DAY}}}}}}}
companies:
  works: {{demands: {{hot water: 4 MW}},
          flexible: {{hot water: {{shiftable: 100 %, within: 12 h}}}},
          connections: {{hot water: {{{works}, {DAY}}}}}}}}}
""", hours=24, step="6 h")


STORE = "kind: store, header: electricity, capacity: 2 MWh, power: 1 MW"
BATTERY = "kind: battery, capacity: 2 MWh, power: 0.1 MW, lowest_charge: 10 %"
TANK = ("kind: hot_water_tank, header: hot water, hot: 95 degC, cold: 60 degC, heat_loss: 100 W/K, "
        "power_per_capacity: 10 %/h, operating_cost: 0.1 EUR/MWh")
ACCUMULATOR = ("kind: steam_accumulator, from: mp steam, to: lp steam, discharged_at: 6 bar, "
               "volume: 50 m3, power: 1 MW, power_per_capacity: 20 %/h")

SIZED = {
    "size of a store": beside(
        f"{STORE}, power_per_capacity: 10 %/h, size: {{at_most: 20 MWh, cost: 36500 EUR/MWh"),
    "least size of a store": beside(
        f"{STORE}, power_per_capacity: 10 %/h, charge_efficiency: 90 %, loss: 1 %/h, "
        "size: {at_least: 1 MWh, at_most: 20 MWh, cost: 3650000 EUR/MWh"),
    "size of a lossy store": beside(
        f"{STORE}, power_per_capacity: 10 %/h, charge_efficiency: 90 %, loss: 1 %/h, "
        "size: {at_most: 20 MWh, cost: 36500 EUR/MWh"),
    "power of a store": beside(
        f"{STORE.replace('2 MWh', '50 MWh')}, power_size: {{at_most: 2 MW, cost: 36500 EUR/MW"),
    "least power of a store": beside(
        f"{STORE.replace('2 MWh', '20 MWh')}, "
        "power_size: {at_least: 1 MW, at_most: 2 MW, cost: 36500000 EUR/MW"),
    "size of a battery": beside(
        f"{BATTERY}, size: {{at_most: 9 MWh, cost: 36500 EUR/MWh, {DAY}}}, "
        "power_size: {at_most: 9 MW, cost: 36500 EUR/MW"),
    "size of a battery at its start": beside(
        f"{BATTERY}, levels: {{start: 4 MWh, end_at_least: 1 MWh}}, "
        f"size: {{at_least: 1 MWh, at_most: 9 MWh, cost: 3650000 EUR/MWh, {DAY}}}, "
        "power_size: {at_least: 0.1 MW, at_most: 0.2 MW, cost: 36500000 EUR/MW"),
    "least size of a battery": beside(
        f"{BATTERY}, levels: {{start: 1 MWh, end_at_least: 1 MWh}}, "
        f"size: {{at_least: 1 MWh, at_most: 9 MWh, cost: 3650000 EUR/MWh, {DAY}}}, "
        "power_size: {at_most: 0.2 MW, cost: 0 EUR/MW"),
    "size of a tank": beside(
        f"{TANK}, volume: 0 m3, power: 0 MW, size: {{at_most: 300 m3, cost: 365 EUR/m3",
        need=[8, 0, 0, 3]),
    "least size of a tank": beside(
        f"{TANK}, volume: 10 m3, power: 0.1 MW, "
        "size: {at_least: 90 m3, at_most: 300 m3, cost: 365000 EUR/m3"),
    "size of an accumulator": steam(
        f"{ACCUMULATOR}, size: {{at_most: 100 m3, cost: 365 EUR/m3"),
    "least size of an accumulator": steam(
        f"{ACCUMULATOR}, size: {{at_least: 20 m3, at_most: 100 m3, cost: 365000 EUR/m3"),
    "size of a heat pump": beside(
        "kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW, ramp: 5 %/h, "
        "size: {at_most: 4 MW, cost: 146000 EUR/MW", need=[2, 8, 8, 2], waste=0),
    "least size of a heat pump": beside(
        "kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW, "
        "size: {at_least: 1 MW, at_most: 4 MW, cost: 14600000 EUR/MW"),
    "size of a heat pump along a curve": beside(
        "kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW, "
        "part_load: {load: [50 %, 100 %], efficiency: [120 %, 100 %]}, "
        "size: {at_most: 2 MW, cost: 36500 EUR/MW", need=[2, 8, 8, 2]),
    "least size of a heat pump along a curve": beside(
        "kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW, "
        "part_load: {load: [50 %, 100 %], efficiency: [120 %, 100 %]}, "
        "size: {at_least: 1 MW, at_most: 4 MW, cost: 14600000 EUR/MW"),
    "size of a cooler": beside(
        "kind: cooler, from: hot water, capacity: 1 MW, size: {at_most: 4 MW, cost: 36500 EUR/MW"),
    "least size of a cooler": beside(
        "kind: cooler, from: hot water, capacity: 1 MW, "
        "size: {at_least: 1 MW, at_most: 4 MW, cost: 36500000 EUR/MW"),
    "size of a renewable": beside(
        "kind: renewable, to: electricity, capacity: 1 MW, capacity_factor: 50 %, "
        "size: {at_most: 4 MW, cost: 36500 EUR/MW", power=(20, 20, 80, -80)),
    "least size of a renewable": beside(
        "kind: renewable, to: electricity, capacity: 1 MW, capacity_factor: 50 %, "
        "size: {at_least: 1 MW, at_most: 4 MW, cost: 36500000 EUR/MW"),
    "size of a renewable that is not curtailed": beside(
        "kind: renewable, to: electricity, capacity: 1 MW, capacity_factor: 50 %, "
        "curtailable: false, size: {at_most: 4 MW, cost: 36500 EUR/MW"),
    "least size of a renewable that is not curtailed": beside(
        "kind: renewable, to: electricity, capacity: 1 MW, capacity_factor: 50 %, "
        "curtailable: false, size: {at_least: 1 MW, at_most: 4 MW, cost: 36500000 EUR/MW"),
    "size of a recovery": beside(
        "kind: process_heat, to: hot water, available: 6 MW, capacity: 1 MW, "
        "size: {at_most: 9 MW, cost: 36500 EUR/MW"),
    "most size of a recovery": beside(
        "kind: process_heat, to: hot water, available: 6 MW, capacity: 1 MW, "
        "size: {at_most: 2 MW, cost: 36500 EUR/MW"),
    "least size of a recovery": beside(
        "kind: process_heat, to: hot water, available: 6 MW, capacity: 1 MW, "
        "size: {at_least: 1 MW, at_most: 9 MW, cost: 36500000 EUR/MW"),
    "size of an absorption chiller": cold(
        "kind: absorption_chiller, from: hot water, to: chilled water, capacity: 1 MW, "
        "size: {at_most: 1.5 MW, cost: 36500 EUR/MW"),
    "least size of an absorption chiller": cold(
        "kind: absorption_chiller, from: hot water, to: chilled water, capacity: 1 MW, "
        "size: {at_least: 0.5 MW, at_most: 1.5 MW, cost: 36500000 EUR/MW", need=(4, 2, 0.5, 0.1)),
    "size of a compression chiller": cold(
        "kind: compression_chiller, to: chilled water, capacity: 1 MW, cop: 4, heat_to: hot water, "
        "size: {at_most: 1.5 MW, cost: 36500 EUR/MW"),
    "least size of a compression chiller": cold(
        "kind: compression_chiller, to: chilled water, capacity: 1 MW, cop: 4, heat_to: hot water, "
        "size: {at_least: 0.5 MW, at_most: 1.5 MW, cost: 36500000 EUR/MW", need=(4, 2, 0.5, 0.1)),
    "size of a power line": far(
        "kind: power_line, from: far power, to: electricity, capacity: 0.1 MW, loss: 3 %, "
        "size: {at_most: 0.4 MW, cost: 36500 EUR/MW"),
    "least size of a power line": far(
        "kind: power_line, from: far power, to: electricity, capacity: 0.1 MW, loss: 3 %, "
        "size: {at_least: 0.1 MW, at_most: 0.4 MW, cost: 36500000 EUR/MW"),
    "size of a pipe": far(
        "kind: pipe, from: hot water, to: far network, capacity: 1 MW, standing_loss: 20 kW, "
        "standing_loss_per_capacity: 2 %, loss: 3 %, pumping: 1 %, "
        "size: {at_most: 4 MW, cost: 36500 EUR/MW"),
    "least size of a pipe": far(
        "kind: pipe, from: hot water, to: far network, capacity: 1 MW, standing_loss: 20 kW, "
        "standing_loss_per_capacity: 2 %, loss: 3 %, pumping: 1 %, "
        "size: {at_least: 1 MW, at_most: 4 MW, cost: 36500000 EUR/MW"),
}
"""One scenario for each, by a name of its own; ``new`` is what may be built."""

LINKED = {
    "connections": linked("capacity: 1 MW, size: {at_most: 2 MW, cost: 3650 EUR/MW",
                          "capacity: 1 MW, size: {at_most: 2 MW, cost: 3650 EUR/MW",
                          "capacity: 4 MW, size: {at_most: 1 MW, cost: 3650 EUR/MW"),
    "least connections": linked(
        "capacity: 1 MW, size: {at_least: 1 MW, at_most: 9 MW, cost: 365000000 EUR/MW",
        "capacity: 1 MW, size: {at_least: 1 MW, at_most: 9 MW, cost: 365000000 EUR/MW",
        "capacity: 4 MW, size: {at_least: 1 MW, at_most: 9 MW, cost: 365000000 EUR/MW"),
    "wide connections": linked("capacity: 20 MW, size: {at_most: 2 MW, cost: 3650 EUR/MW",
                               "capacity: 7 MW, size: {at_most: 2 MW, cost: 3650 EUR/MW",
                               "capacity: 20 MW, size: {at_most: 1 MW, cost: 3650 EUR/MW"),
}
"""Connections that may be built, of two contracts and a company."""

FAMILIES = {
    "connections": ("connections", "least connections", "wide connections"),
    "store's size": ("size of a store", "least size of a store", "size of a lossy store"),
    "store's power": ("power of a store", "least power of a store"),
    "battery's size": ("size of a battery", "size of a battery at its start",
                       "least size of a battery"),
    "tank's size": ("size of a tank", "least size of a tank"),
    "accumulator's size": ("size of an accumulator", "least size of an accumulator"),
    "heat pump's size": ("size of a heat pump", "least size of a heat pump"),
    "heat pump's curve": ("size of a heat pump along a curve",
                          "least size of a heat pump along a curve"),
    "cooler's size": ("size of a cooler", "least size of a cooler"),
    "renewable's size": ("size of a renewable", "least size of a renewable"),
    "size that is not curtailed": ("size of a renewable that is not curtailed",
                                   "least size of a renewable that is not curtailed"),
    "recovery's size": ("size of a recovery", "most size of a recovery",
                        "least size of a recovery"),
    "absorption chiller's size": ("size of an absorption chiller",
                                  "least size of an absorption chiller"),
    "compression chiller's size": ("size of a compression chiller",
                                   "least size of a compression chiller"),
    "power line's size": ("size of a power line", "least size of a power line"),
    "pipe's size": ("size of a pipe", "least size of a pipe"),
}
"""Scenarios which together make every equation of a kind with a size bind."""
