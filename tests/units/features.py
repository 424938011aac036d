"""Small scenarios in which each equation of commitment, part load, turbines and sizes binds."""

from __future__ import annotations

from dataclasses import dataclass

from tests.helpers import park
from tests.units import sized
from tests.units.sized import DAY


@dataclass(frozen=True)
class Feature:
    """A scenario, the components whose equations bind, and whether it takes integers."""

    text: str
    owners: frozenset[str]
    integers: bool = True


_BOILERS = """
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  steam: {medium: steam, pressure: 5 bar}
  hot water: {medium: water, supply: 95 degC, return: 60 degC}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power}}
companies:
  works: {demands: {steam: {profile: need}, hot water: 3 MW}}
"""


def _boiler(
    boiler: str, need: list[float], power: list[float], *, integers: bool = True,
    step: str = "1 h", start: str = "2019-01-01T00:00", gas: float = 36,
) -> Feature:
    """A boiler beside a backup whose power has its price in each hour, and another user of gas."""
    hours = len(need) * (6 if step == "6 h" else 1)
    return Feature(park(_BOILERS.replace("energy_price: 36", f"energy_price: {gas}") + f"""
profiles:
  need: {{values: {need}, unit: MW}}
  power: {{values: {power}, unit: EUR/MWh}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, {boiler}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
  old boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 3 MW, efficiency: 80 %}}
""", hours=hours, step=step, start=start), frozenset({"boiler"}), integers)


_TURBINES = """
headers:
  gas: {medium: fuel}
  electricity: {medium: electricity}
  hp steam: {medium: steam, pressure: 40 bar, temperature: 400 degC}
  lp steam: {medium: steam, pressure: 5 bar}
  district heat: {medium: water, supply: 80 degC, return: 45 degC}
units:
  boiler: {kind: boiler, fuel: gas, to: hp steam, capacity: 500 MW, efficiency: 100 %}
  lp boiler: {kind: boiler, fuel: gas, to: lp steam, capacity: 500 MW, efficiency: 90 %}
  lp process: {kind: process_heat, to: lp steam, available: {profile: process}}
  city boiler: {kind: boiler, fuel: gas, to: district heat, capacity: 500 MW, efficiency: 90 %}
contracts:
  gas: {kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh}
  grid: {kind: electricity, header: electricity, energy_price: {profile: power}}
  lp sale: {kind: heat_sale, header: lp steam, price: 1 EUR/MWh, at_most: 100 MW}
  city: {kind: heat_sale, header: district heat, price: 1 EUR/MWh, at_most: 100 MW}
companies:
  works: {demands: {hp steam: 5 MW, electricity: {profile: need}, lp steam: 20 MW,
                    district heat: 2 MW}}
"""


def _turbine(
    turbine: str, need: list[float], power: list[float], process: list[float], *,
    integers: bool = True,
) -> Feature:
    """A turbine beside the grid, whose power has its price in each hour.

    Low-pressure steam is worth 11 EUR/MWh, from its own boiler, or 1 where a process gives it.
    """
    text = _TURBINES.replace("units:\n", f"units:\n  turbine: {{kind: steam_turbine, "
                             f"from: hp steam, {turbine}}}\n")
    return Feature(park(text + f"""
profiles:
  need: {{values: {need}, unit: MW}}
  power: {{values: {power}, unit: EUR/MWh}}
  process: {{values: {process}, unit: MW}}
""", hours=len(need)), frozenset({"turbine"}), integers)


_YIELDS = "yields: {lp steam: {electricity: 19 %, heat: 80 %}, district heat: {electricity: 25 %}}"

FEATURES = {
    "minimum load and starts": _boiler(
        "capacity: 10 MW, efficiency: 90 %, commitment: {minimum_load: 40 %, start_cost: 20 EUR, "
        "start_fuel: 1 MWh, initially: off, maximum_starts: {number: 2, per: horizon}}",
        [5, 2, 12, 2, 5], [100] * 5),
    "starts in a month": _boiler(
        "capacity: 10 MW, efficiency: 90 %, commitment: {minimum_load: 40 %, start_cost: 1 EUR, "
        "maximum_starts: {number: 1, per: month}}",
        [5, 0, 5, 0, 5, 0, 0, 5, 0, 5], [100] * 10, start="2019-01-31T19:00"),
    "minimum times on a cyclic horizon": _boiler(
        "capacity: 10 MW, efficiency: 90 %, "
        "commitment: {minimum_load: 50 %, minimum_up: 3 h, minimum_down: 3 h}",
        [6] * 12, [100, 10, 10, 10, 100, 100, 100, 100, 10, 50, 50, 50]),
    "minimum times of a unit that was off": _boiler(
        "capacity: 10 MW, efficiency: 90 %, "
        "commitment: {minimum_load: 50 %, minimum_up: 3 h, minimum_down: 3 h, initially: off}",
        [6] * 12, [100, 10, 10, 10, 100, 100, 100, 100, 10, 50, 50, 50]),
    "minimum times of a unit that was on": _boiler(
        "capacity: 10 MW, efficiency: 90 %, "
        "commitment: {minimum_load: 50 %, minimum_up: 3 h, minimum_down: 3 h, initially: on}",
        [6] * 12, [10, 50, 50, 100, 100, 100, 10, 10, 10, 100, 10, 10]),
    "ramp with commitment": _boiler(
        "capacity: 10 MW, efficiency: 90 %, ramp: 20 %/h, commitment: {minimum_load: 50 %}",
        [0, 9, 9, 9, 0, 0, 6, 10, 6, 0], [100] * 10),
    "outage with commitment": _boiler(
        "capacity: 10 MW, efficiency: 90 %, commitment: {start_cost: 10 EUR}, outages: ["
        "{from: 2019-01-01T02:00, to: 2019-01-01T03:00}, "
        "{from: 2019-01-01T04:00, to: 2019-01-01T05:00, remaining: 30 %}]",
        [6] * 6, [100, 1, 100, 100, 100, 100]),
    "convex curve": _boiler(
        "capacity: 10 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}",
        [4, 12, 6], [1, 100, 100], integers=False),
    "convex curve with an outage": _boiler(
        "capacity: 10 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}, outages: ["
        "{from: 2019-01-01T02:00, to: 2019-01-01T03:00, remaining: 30 %}]",
        [4, 12, 6], [1, 100, 100], integers=False),
    "convex curve in order": _boiler(
        "capacity: 10 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %], "
        "in_order: true}", [4, 12, 6], [1, 100, 100]),
    "convex curve in order with fuel that is paid for": _boiler(
        "capacity: 10 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %], "
        "in_order: true}", [4, 12, 6], [1, 100, 100], gas=-5),
    "convex curve with commitment": _boiler(
        "capacity: 10 MW, part_load: {load: [40 %, 70 %, 100 %], efficiency: [80 %, 90 %, 88 %]}, "
        "commitment: {start_cost: 1 EUR}", [2, 5, 12, 7, 4], [100, 100, 100, 41, 1]),
    "curve that is not convex with commitment": _boiler(
        "capacity: 10 MW, part_load: {load: [40 %, 70 %, 100 %], efficiency: [80 %, 86 %, 92 %]}, "
        "commitment: {}, outages: ["
        "{from: 2019-01-01T02:00, to: 2019-01-01T03:00, remaining: 80 %}]",
        [2, 5, 12, 8, 4], [100, 100, 100, 100, 1]),
    "Willans line": _turbine(
        f"extractions: [lp steam], exhaust: district heat, capacity: 5 MW, {_YIELDS}, "
        "no_load: 20 %, own_use: 3 %, commitment: {minimum_load: 30 %, start_cost: 5 EUR}, "
        "ranges: {lp steam: {at_least: 3 MW, at_most: 20 MW}, district heat: {at_most: 20 t/h}}",
        [6, 1, 3, 6, 3], [200, 200, 200, 200, 60], [0, 40, 40, 40, 0]),
    "condensing end with no-load steam": _turbine(
        "extractions: [lp steam], capacity: 5 MW, cooling_water: 12 degC, no_load: 20 %, "
        "commitment: {minimum_load: 10 %}, "
        "ranges: {lp steam: {at_most: 30 MW}, condenser: {at_least: 4 MW}}",
        [6, 0.1, 3, 6], [200, 200, 30, 35], [0, 40, 0, 0]),
    "turbine whose capacity is steam": _turbine(
        f"extractions: [lp steam], exhaust: district heat, capacity: 20 t/h, {_YIELDS}, "
        "commitment: {minimum_load: 40 %, start_cost: 9 EUR}",
        [9, 1, 3, 9], [200, 200, 200, 1], [0, 40, 0, 0]),
    "ranges of a turbine that always runs": _turbine(
        f"extractions: [lp steam], exhaust: district heat, capacity: 5 MW, {_YIELDS}, "
        "ranges: {lp steam: {at_least: 3 MW, at_most: 9 MW}, district heat: {at_least: 1 MW, "
        "at_most: 15 MW}}", [9, 9, 9, 9], [200, 200, 70, 1], [0, 40, 0, 0], integers=False),
    "size": _boiler(
        f"capacity: 4 MW, efficiency: 90 %, size: {{at_least: 1 MW, at_most: 3 MW, {DAY}, "
        "cost: 365000 EUR/MW, operation: 3650 EUR/MW/year}", [2, 2, 2, 12], [1, 41, 41, 100],
        integers=False, step="6 h"),
    "size with a fixed cost": _boiler(
        f"capacity: 1 MW, efficiency: 90 %, ramp: 5 %/h, size: {{at_most: 10 MW, {DAY}, "
        "cost: 36500 EUR/MW, fixed_cost: 1000000 EUR}", [8, 2, 2, 8], [100] * 4, step="6 h"),
    "retirement": _boiler(
        f"capacity: 10 MW, efficiency: 90 %, size: {{at_most: 3 MW, {DAY}, at_least: 1 MW, "
        "cost: 3650000 EUR/MW, retirement_saving: 146000 EUR/MW/year}", [0.5] * 4,
        [41] * 4, integers=False, step="6 h"),
    "nothing retired": _boiler(
        f"capacity: 10 MW, efficiency: 90 %, size: {{at_most: 3 MW, {DAY}, "
        "cost: 3650000 EUR/MW, retirement_saving: 146000 EUR/MW/year}", [20] * 4,
        [100] * 4, integers=False, step="6 h"),
    "size with commitment": _boiler(
        f"capacity: 1 MW, efficiency: 90 %, size: {{at_least: 5 MW, at_most: 20 MW, "
        f"cost: 365000 EUR/MW, {DAY}}}, commitment: {{minimum_load: 50 %, start_cost: 9 EUR}}",
        [2, 4, 2, 12, 7], [41, 100, 41, 100, 1], step="6 h"),
    "ramp of a size with commitment": _boiler(
        f"capacity: 2 MW, efficiency: 90 %, ramp: 20 %/h, size: {{at_least: 6 MW, at_most: 8 MW, "
        f"cost: 365000 EUR/MW, {DAY}}}, commitment: {{minimum_load: 50 %}}",
        [0, 9, 9, 9, 0, 0, 6, 10, 6, 0], [100] * 10),
    "least size with commitment": _boiler(
        f"capacity: 1 MW, efficiency: 90 %, size: {{at_least: 5 MW, at_most: 20 MW, "
        f"cost: 36500000 EUR/MW, {DAY}}}, commitment: {{minimum_load: 50 %, start_cost: 9 EUR}}",
        [2, 4, 2, 12], [41, 100, 41, 100], step="6 h"),
    "most size with commitment": _boiler(
        f"capacity: 1 MW, efficiency: 90 %, size: {{at_most: 5 MW, cost: 36500 EUR/MW, {DAY}}}, "
        "commitment: {minimum_load: 50 %}", [2, 2, 2, 12], [41, 41, 41, 100], step="6 h"),
    "size along a curve": _boiler(
        "capacity: 1 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}, "
        f"size: {{at_least: 1 MW, at_most: 3 MW, cost: 365000 EUR/MW, {DAY}}}",
        [2, 2, 2, 12], [1, 100, 100, 100], integers=False, step="6 h"),
    "least size along a curve": _boiler(
        "capacity: 1 MW, part_load: {load: [50 %, 100 %], efficiency: [95 %, 90 %]}, "
        f"size: {{at_least: 1 MW, at_most: 3 MW, cost: 36500000 EUR/MW, {DAY}}}",
        [2, 1, 2, 12], [1, 100, 100, 100], integers=False, step="6 h"),
    "size along a committed curve": _boiler(
        "capacity: 4 MW, part_load: {load: [40 %, 70 %, 100 %], efficiency: [80 %, 86 %, 92 %]}, "
        f"commitment: {{}}, size: {{at_least: 1 MW, at_most: 6 MW, cost: 365000 EUR/MW, {DAY}}}",
        [2, 5, 12, 8, 4], [100, 100, 100, 100, 1], step="6 h"),
    "least size along a committed curve": _boiler(
        "capacity: 4 MW, part_load: {load: [40 %, 70 %, 100 %], efficiency: [80 %, 86 %, 92 %]}, "
        f"commitment: {{}}, size: {{at_least: 1 MW, at_most: 6 MW, cost: 36500000 EUR/MW, {DAY}}}",
        [2, 5, 12, 3, 4], [100, 100, 100, 100, 1], step="6 h"),
    "size of a turbine with no-load steam": _turbine(
        "extractions: [lp steam], capacity: 1 MW, cooling_water: 12 degC, no_load: 20 %, "
        f"commitment: {{minimum_load: 10 %}}, size: {{at_most: 3 MW, at_least: 1 MW, {DAY}, "
        "cost: 365000 EUR/MW}", [6, 0.1, 3, 6], [200, 200, 30, 35], [0, 40, 0, 0]),
    "least size of a turbine with no-load steam": _turbine(
        "extractions: [lp steam], capacity: 1 MW, cooling_water: 12 degC, no_load: 20 %, "
        f"commitment: {{minimum_load: 10 %}}, size: {{at_most: 3 MW, at_least: 1 MW, {DAY}, "
        "cost: 36500000 EUR/MW}", [6, 0.1, 3, 6], [200, 200, 30, 35], [0, 40, 0, 0]),
    "size of a turbine": _turbine(
        f"extractions: [lp steam], exhaust: district heat, capacity: 1 MW, {_YIELDS}, "
        f"size: {{at_most: 3 MW, at_least: 1 MW, {DAY}, cost: 365000 EUR/MW}}",
        [9, 9, 9, 9], [200, 200, 70, 1], [0, 40, 0, 0], integers=False),
    "least size of a turbine": _turbine(
        f"extractions: [lp steam], exhaust: district heat, capacity: 1 MW, {_YIELDS}, "
        f"size: {{at_most: 3 MW, at_least: 1 MW, {DAY}, cost: 36500000 EUR/MW}}",
        [9, 9, 9, 9], [200, 200, 70, 1], [0, 40, 0, 0], integers=False),
    **{name: Feature(text, frozenset({"new"}), integers=False)
       for name, text in sized.SIZED.items()},
    **{name: Feature(text, frozenset({"gas", "city", "works"}), integers=False)
       for name, text in sized.LINKED.items()},
}
"""One scenario for each feature, by a name of its own."""

FAMILIES = {
    "commitment": ("minimum load and starts", "starts in a month", "ramp with commitment",
                   "outage with commitment"),
    "cyclic": ("minimum times on a cyclic horizon",),
    "off before": ("minimum times of a unit that was off",),
    "on before": ("minimum times of a unit that was on",),
    "curve": ("convex curve", "convex curve with an outage"),
    "curve in order": ("convex curve in order",
                       "convex curve in order with fuel that is paid for"),
    "committed curve": ("convex curve with commitment",
                        "curve that is not convex with commitment"),
    "turbine": ("Willans line", "condensing end with no-load steam"),
    "turbine by steam": ("turbine whose capacity is steam",),
    "turbine without commitment": ("ranges of a turbine that always runs",),
    "size": ("size", "size with a fixed cost", "retirement", "nothing retired"),
    "size with commitment": ("size with commitment", "least size with commitment",
                             "most size with commitment",
                             "ramp of a size with commitment"),
    "size along a curve": ("size along a curve", "least size along a curve"),
    "size along a committed curve": ("size along a committed curve",
                                     "least size along a committed curve"),
    "committed turbine's size": ("size of a turbine with no-load steam",
                                 "least size of a turbine with no-load steam"),
    "turbine's size": ("size of a turbine", "least size of a turbine"),
    **sized.FAMILIES,
}
"""Features whose scenarios together make every equation bind."""

ONLY_TIGHTENS = (": capacity that is on at least", " full at least", " full within the size")
"""Rows that whole decisions imply: they are there for the relaxed program's sake."""

NEVER_PAYS = (": minimum up of one step", ": minimum down of one step")
"""Rows that keep a start and a stop from cancelling each other.

That only costs, unless a ramp makes it pay: they are there so that the tables count starts.
"""
