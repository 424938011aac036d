"""Sizes, by hand.

A day of four steps of 6 h. At 0 % interest over 10 years, 365 000 EUR/MW are 36 500 EUR/MW a year
and 100 EUR/MW a day. Steam from gas costs 40 EUR/MWh, from the backup 100: each MW of boiler saves
6·60 = 360 EUR in each step in which it is used.
"""

from __future__ import annotations

import pytest

from ipos_energy.answer.results import Results
from ipos_energy.errors import ScenarioError
from ipos_energy.park.load import load_text
from ipos_energy.park.operation import SizeDecision
from tests.helpers import close, flow, ledger, park, solved

PARK = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  steam: {{medium: steam, pressure: 5 bar}}
profiles:
  need: {{values: {need}, unit: MW}}
units:
  boiler: {{kind: boiler, fuel: gas, to: steam, capacity: {existing} MW, efficiency: 90 %,
           size: {{{size}, lifetime: 10 years, interest: 0 %}}{more}}}
  backup: {{kind: electrode_boiler, to: steam, capacity: 50 MW, efficiency: 100 %}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 36 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 100 EUR/MWh}}
companies:
  works: {{demands: {{steam: {{profile: need}}}}}}
"""

CHEAP = "at_most: 20 MW, cost: 365000 EUR/MW"
PEAKY = (2.0, 2.0, 2.0, 8.0)


def text(size: str, need: tuple[float, ...] = PEAKY, existing: float = 0, more: str = "") -> str:
    """A boiler that may grow, over a day of four steps."""
    return park(PARK.format(size=size, need=list(need), existing=existing, more=more),
                hours=24, step="6 h")


def size(results: Results, label: str = "built", owner: str = "boiler") -> SizeDecision:
    """One size that was decided."""
    return next(one for one in results.operation.sizes if (one.owner, one.label) == (owner, label))


def test_annuity() -> None:
    """10 years at 5 %: 0.05/(1 − 1.05⁻¹⁰) = 0.1295046 of the investment each year.

    8 MW at 100 000 EUR and 1000 EUR a year each, of a day: 8·(12950.46 + 1000)/365 = 305.7635 EUR.
    Catches a sum of years without interest, and operation that is left out.
    """
    results = solved(text("at_most: 20 MW, cost: 100000 EUR/MW, operation: 1000 EUR/MW/year")
                     .replace("interest: 0 %", "interest: 5 %"))
    close(size(results).value, 8)
    close(ledger(results, "boiler", "investment"), 305.7635, 1e-6)


@pytest.mark.parametrize(("cost", "built", "total"), [
    ("365000 EUR/MW", 8, 8 * 100 + 84 * 40),
    ("1460000 EUR/MW", 2, 2 * 400 + 48 * 40 + 36 * 100),
])
def test_a_peak_is_worth_its_capacity_or_not(cost: str, built: float, total: float) -> None:
    """2 MW in three steps, 8 MW in one: the last 6 MW save 360 EUR each that day.

    At 100 EUR they are built, at 400 EUR they are not. 84 MWh at 40 EUR, or 48 with 36 at 100.
    Catches a cost for a year on a day's horizon, and a size for the mean demand.
    """
    results = solved(text(f"at_most: 20 MW, cost: {cost}"))
    close(size(results).value, built)
    close(size(results).saving, 0)
    close(results.operation.objective, total)
    close(ledger(results, "boiler", "investment"), built * float(cost.split()[0]) / 3650)


def test_a_peak_that_nothing_else_serves_defines_the_size() -> None:
    """Without a backup 8 MW are built at any price. Catches a capacity for each step."""
    results = solved(text("at_most: 20 MW, cost: 36500000 EUR/MW")
                     .replace("capacity: 50 MW", "capacity: 0 MW"))
    close(size(results).value, 8)


@pytest.mark.parametrize(("bounds", "cost", "built", "saving"), [
    ("at_most: 5 MW", "365000 EUR/MW", 5, 360 - 100),
    ("at_most: 5 MW", "7300000 EUR/MW", 0, 4 * 360 - 2000),
    ("at_least: 3 MW, at_most: 5 MW", "1460000 EUR/MW", 3, 360 - 400),
])
def test_what_one_more_mw_would_save(bounds: str, cost: str, built: float, saving: float) -> None:
    """At its upper bound the 6th MW would save 360 EUR for 100; at zero the first 1440 for 2000.

    Held at 3 MW by its lower bound, the 4th saves 360 EUR for 400. Before its cost it is worth 360
    or 1440 EUR. Catches a sign turned, and a saving that forgets the cost of the MW itself.
    """
    results = solved(text(f"{bounds}, cost: {cost}"))
    close(size(results).value, built)
    close(size(results).saving, saving)
    close(size(results).worth, saving + float(cost.split()[0]) / 3650)


@pytest.mark.parametrize(("fixed", "built", "total"), [
    ("9125000 EUR", 2, 2 * 100 + 2500 + 48 * 40),
    ("10220000 EUR", 0, 48 * 100),
])
def test_a_fixed_cost_decides_whether_anything_is_built(
    fixed: str, built: float, total: float
) -> None:
    """2 MW all day save 2·(4·360 − 100) = 2680 EUR: more than 2500, less than 2800 EUR a day.

    Catches a fixed cost that is spread over the most that can be built, as the relaxed program
    does, and one that is paid for nothing.
    """
    results = solved(text(f"{CHEAP}, fixed_cost: {fixed}", need=(2, 2, 2, 2)))
    close(size(results).value, built)
    close(results.operation.objective, total)
    close(ledger(results, "boiler", "fixed investment"), 2500 if built else 0)
    assert results.operation.status == "optimal"


@pytest.mark.parametrize(("fixed", "built"), [("365000 EUR", 1), ("9125000 EUR", 0)])
def test_what_one_more_mw_would_save_beside_a_fixed_cost(fixed: str, built: float) -> None:
    """At most 1 MW of 2: it saves 4·360 − 100 = 1340 EUR, more than 100 but less than 2500 EUR.

    One more, its fixed cost apart, would save 1340 EUR in both cases. Catches a saving that goes
    to the row which says that nothing is built undecided.
    """
    results = solved(text(f"at_most: 1 MW, cost: 365000 EUR/MW, fixed_cost: {fixed}",
                          need=(2, 2, 2, 2)))
    close(size(results).value, built)
    close(size(results).saving, 1340)


def test_what_stands_is_used_first() -> None:
    """3 MW stand, 5 are built for 8. Catches an annuity on what is there already."""
    results = solved(text(CHEAP, existing=3))
    close(size(results).value, 5)
    close(ledger(results, "boiler", "investment"), 500)


def test_retirement() -> None:
    """Of 10 MW, 2 save 1440 EUR a day each, 6 more 360; 400 EUR saved by each that is taken out.

    8 MW are retired, −3200 EUR; one more would save 400 − 1440 EUR. At the margin a MW is worth
    the 400 that are paid for it. Catches retirement of what was built, and a saving that is a cost.
    """
    results = solved(text("at_most: 0 MW, cost: 0 EUR/MW, retirement_saving: 146000 EUR/MW/year",
                          existing=10))
    close(size(results, "retired").value, 8)
    close(size(results, "retired").worth, -400)
    close(ledger(results, "boiler", "retirement"), -3200)
    close(flow(results, "boiler: heat"), [2, 2, 2, 2])


def test_a_whole_year_is_not_prorated() -> None:
    """A year in steps of a day, 2 MW all the time: 2·36 500 EUR for 2 MW.

    Catches a share of the year that is counted in hours of another year.
    """
    whole = PARK.format(size=CHEAP, need=[2.0], existing=0, more="").replace(
        "values: [2.0], unit: MW", "constant: 2 MW")
    results = solved(park(whole, hours=8760, step="24 h"))
    close(size(results).value, 2)
    close(ledger(results, "boiler", "investment"), 73000)
    close(results.operation.objective, 73000 + 2 * 8760 * 40)


def test_outage_and_ramp_of_a_size() -> None:
    """Half of what is built is out in the peak, and 2 %/h of it are 12 % in a step of 6 h.

    Without a backup, 8 MW in the last step need 16 MW, whose ramp of 1.92 MW is not enough from
    2 MW: 6 MW in a step need 6/0.12 = 50 MW. Catches a ramp on the existing capacity alone.
    """
    outage = "{from: 2019-01-01T18:00, to: 2019-01-02, remaining: 50 %}"
    for more, built in ((f", outages: [{outage}]", 16), (", ramp: 2 %/h", 50)):
        results = solved(text("at_most: 99 MW, cost: 365000 EUR/MW", more=more)
                         .replace("capacity: 50 MW", "capacity: 0 MW"))
        close(size(results).value, built)


OTHERS = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hp steam: {{medium: steam, pressure: 40 bar, temperature: 400 degC}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
units:
  boiler: {{kind: boiler, fuel: gas, to: hp steam, capacity: 50 MW, efficiency: 100 %}}
  city boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 9 MW, efficiency: 20 %}}
  new: {{{new}, size: {{at_most: 9 MW, cost: 365000 EUR/MW, lifetime: 10 years, interest: 0 %}}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 10 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, header: electricity, energy_price: 100 EUR/MWh}}
companies:
  works: {{demands: {{hot water: 4 MW, electricity: 5 MW}}}}
"""


def other(new: str) -> str:
    """A unit that may be built, over a day."""
    return park(OTHERS.format(new=new), hours=24, step="6 h")


@pytest.mark.parametrize(("new", "built", "saving", "cost"), [
    ("kind: heat_exchanger, from: hp steam, to: hot water, capacity: 1 MW", 3, 0,
     24 * (4 * 10 + 5 * 100) + 300),
    ("kind: electrode_boiler, to: hot water, capacity: 0 MW", 0, -100,
     24 * (4 * 50 + 5 * 100)),
])
def test_other_conversions(new: str, built: float, saving: float, cost: float) -> None:
    """Hot water costs 50 EUR/MWh from the city boiler, 10 by an exchanger, 100 from power.

    3 MW of exchanger beside the 1 MW that stands, and no electrode boiler: one MW more would stand
    idle for 100 EUR. Catches a kind that takes a size and ignores it.
    """
    results = solved(other(new))
    close(size(results, owner="new").value, built)
    close(size(results, owner="new").saving, saving)
    close(results.operation.objective, cost)


def test_a_let_down_is_sized_by_its_steam_in_mw() -> None:
    """4 MW of low-pressure steam at 10 EUR/MWh by the let-down, 50 by a boiler of its own.

    2 t/h = 1.5412 MW stand, 2.4588 MW are built. Catches a size in t/h.
    """
    text = other("kind: let_down, from: hp steam, to: hot water, capacity: 2 t/h").replace(
        "{medium: water, supply: 95 degC, return: 60 degC}", "{medium: steam, pressure: 5 bar}")
    results = solved(text.replace("hot water", "lp steam"))
    close(size(results, owner="new").value, 2.4588, 1e-4)
    close(flow(results, "new: steam out"), [4] * 4)


def test_a_turbine_is_sized_by_its_electricity() -> None:
    """5 MW for 100 EUR/MWh from the grid, or condensing 25 %, 40 EUR of gas: 5 MW are built.

    They take 20 MW of steam. A MW saves 24·60 = 1440 EUR for 100. Catches a size in MW of steam.
    """
    results = solved(other("kind: steam_turbine, from: hp steam, capacity: 0 MW, "
                           "yields: {condenser: {electricity: 25 %}}"))
    close(size(results, owner="new").value, 5)
    close(flow(results, "new: steam to condenser"), [20] * 4)


BESIDE = """
headers:
  gas: {{medium: fuel}}
  electricity: {{medium: electricity}}
  hot water: {{medium: water, supply: 95 degC, return: 60 degC}}
profiles:
  power: {{values: [20, 20, 80, 80], unit: EUR/MWh}}
  waste: {{values: {waste}, unit: MW}}
units:
  plant: {{kind: process_heat, to: hot water, available: {{profile: waste}},
          cooling_cost: 40 EUR/MWh}}
  boiler: {{kind: boiler, fuel: gas, to: hot water, capacity: 50 MW, efficiency: 50 %}}
  new: {{{new}, lifetime: 10 years, interest: 0 %}}}}
contracts:
  gas: {{kind: fuel, header: gas, energy_price: 25 EUR/MWh, emission_factor: 200 kg/MWh}}
  grid: {{kind: electricity, energy_price: {{profile: power}}}}
companies:
  works: {{demands: {{hot water: {need}, electricity: 5 MW}}}}
"""


def beside(new: str, need: str = "0 MW", waste: str = "[0, 0, 0, 0]") -> str:
    """A day with two cheap and two dear steps of power."""
    return park(BESIDE.format(new=new, need=need, waste=waste), hours=24, step="6 h")


def test_a_store_is_sized_by_its_content_and_power() -> None:
    """60 EUR/MWh between two cheap and two dear steps, 36 500 EUR/MWh cost 10 EUR/MWh a day.

    A MWh carries 60 EUR a day. The works take 5 MW, 60 MWh at 80 EUR: 60 MWh are worth building.
    Filled in 12 h they need 5 MW: 1/12 per hour of 60 MWh is just that, so both limits of the size
    hold, and the grid gives 10 MW for 12 h at 20 EUR. Catches a power that does not grow, and one
    that grows with what stands.
    """
    results = solved(beside("kind: store, header: electricity, capacity: 0 MWh, power: 0 MW, "
                            "power_per_capacity: 0.08333333333333333 1/h, "
                            "size: {at_most: 99 MWh, cost: 36500 EUR/MWh"))
    close(size(results, owner="new").value, 60)
    close(flow(results, "new: charging"), [5, 5, 0, 0])
    close(flow(results, "new: discharging"), [0, 0, 5, 5])
    close(ledger(results, "new", "investment"), 600)


def test_a_store_whose_power_stands() -> None:
    """2 MW for 12 h fill 24 MWh, of which 4 stand: 20 are built at 10 EUR a day, then no more.

    Catches a size that has no power at all.
    """
    results = solved(beside("kind: store, header: electricity, capacity: 4 MWh, power: 2 MW, "
                            "size: {at_most: 99 MWh, cost: 36500 EUR/MWh"))
    close(size(results, owner="new").value, 20)
    close(ledger(results, "new", "investment"), 200)


def test_a_heat_pump_is_sized_by_its_heat() -> None:
    """4 MW by gas for 50 EUR/MWh, or at a COP of 4 for 5 and 20 EUR: 3 MW beside 1 that stands.

    Where half of it is out in the third step, 7 MW are built, 8 for 4: half a MW saves 0.5·6·30 =
    90 EUR there for 40 a day. Catches a size in MW of electricity, and an outage that is forgotten.
    """
    outage = ", outages: [{from: 2019-01-01T12:00, to: 2019-01-01T18:00, remaining: 50 %}]"
    for more, built in (("", 3.0), (outage, 7.0)):
        results = solved(beside(f"kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW{more}, "
                                "size: {at_most: 9 MW, cost: 146000 EUR/MW", need="4 MW"))
        close(size(results, owner="new").value, built)
        close(flow(results, "new: heat"), [4] * 4)


def test_a_cooler_is_sized_by_the_heat_that_it_rejects() -> None:
    """Heat of 2, 4 and 6 MW must go at 40 EUR/MWh; the cooler takes 1 % power at 20 or 80 EUR.

    A MW in k steps saves 6·40·k EUR less power, and costs 300 a day: 4 MW, used in two steps or
    more, are built; the last 2 MW, in one step, save 235.2 EUR and are not. Catches a cooler that
    takes what it likes.
    """
    results = solved(beside("kind: cooler, from: hot water, capacity: 0 MW, "
                            "size: {at_most: 9 MW, cost: 1095000 EUR/MW", waste="[0, 2, 4, 6]"))
    close(size(results, owner="new").value, 4)
    close(flow(results, "new: heat"), [0, 2, 4, 4])


@pytest.mark.parametrize(("new", "message"), [
    ("kind: store, header: electricity, capacity: 1 MWh, power: 1 MW, "
     "size: {at_most: 9 MW, cost: 1 EUR/MW", "in MWh"),
    ("kind: cooler, from: hot water, capacity: 1 MW, size: {at_most: 9 MWh, cost: 1 EUR/MWh",
     "in MW,"),
    ("kind: heat_pump, to: hot water, cop: 4, capacity: 1 MW, "
     "size: {at_most: 9 MWh, cost: 1 EUR/MWh", "in MW,"),
])
def test_each_kind_has_its_unit(new: str, message: str) -> None:
    """A store grows in MWh, the others in MW; catches a size in a unit of another kind."""
    with pytest.raises(ScenarioError, match=message):
        load_text(beside(new))


def test_power_by_capacity_needs_a_size() -> None:
    """Catches a field that would be ignored."""
    text = beside("kind: store, header: electricity, capacity: 1 MWh, power: 1 MW, "
                  "power_per_capacity: 20 %/h")
    with pytest.raises(ScenarioError, match="needs a size"):
        load_text(text.replace(", lifetime: 10 years, interest: 0 %}", ""))


@pytest.mark.parametrize(("replace", "by", "message"), [
    ("at_most: 20 MW", "at_most: 20 MWh", "all parts of a size are per MWh"),
    ("at_most: 20 MW, cost: 365000 EUR/MW", "at_most: 20 MWh, cost: 5 EUR/MWh",
     "the size of this unit is in MW"),
    ("at_most: 20 MW", "at_least: 30 MW, at_most: 20 MW", "at_least is above at_most"),
])
def test_sizes_that_cannot_be_are_refused(replace: str, by: str, message: str) -> None:
    """Wrong units, or bounds the wrong way round.

    Catches a size that is misread.
    """
    wrong = text(CHEAP)
    assert replace in wrong
    with pytest.raises(ScenarioError, match=message):
        load_text(wrong.replace(replace, by))


def test_a_turbine_is_not_sized_by_its_steam() -> None:
    """A turbine whose capacity is steam cannot grow by MW of power. Catches a mixed unit."""
    with pytest.raises(ScenarioError, match="MW of electricity"):
        load_text(other("kind: steam_turbine, from: hp steam, condenser_pressure: 0.1 bar, "
                        "capacity: 5 t/h"))
