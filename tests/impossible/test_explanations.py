"""Why a scenario has no best operation: every case with numbers that can be checked by hand.

Most cases are of the park in :mod:`tests.impossible.parks`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from ipos_energy.park.impossible.error import ImpossibleError
from ipos_energy.park.impossible.findings import AtLimit, Explanation, Imbalance
from ipos_energy.park.impossible.sentences import findings_of, text_of
from ipos_energy.park.load import load, load_text
from ipos_energy.park.scenario import Scenario
from tests.helpers import close, park, results_for
from tests.impossible.parks import steam, text


def explained(scenario: Scenario) -> Explanation:
    """Why a scenario has no best operation."""
    with pytest.raises(ImpossibleError) as error:
        results_for(scenario)
    assert str(error.value) == text_of(error.value.explanation)
    return error.value.explanation


def event(explanation: Explanation) -> Imbalance:
    """The only event, where nothing else was found."""
    (imbalance,) = explanation.imbalances
    assert not any((explanation.missed, explanation.broken, explanation.contradictions,
                    explanation.loops, explanation.further))
    return imbalance


def needed(limits: tuple[AtLimit, ...]) -> dict[str, float]:
    """How much more of each limit would be needed at least."""
    return {limit.name: round(limit.needed, 6) for limit in limits}


def test_a_spike_blames_the_company_that_asks_for_it() -> None:
    """40 and 41 MW of a mill that takes 6.5, beside the dairy's 2: 43 asked, 25 to be had.

    17 and 18 MWh are missing: 35. Of the boiler 18/0.8 = 22.5 MW of gas more would do; the let-down
    could carry 5 MW more and is no cure alone. With its usual need nothing would be missing.
    Catches an innocent company that is blamed, and a cure that is not enough when it is tried.
    """
    one = event(explained(steam([6, 7, 6, 6, 40, 41, 6, 7])))
    assert (one.header, one.short, one.certain) == ("lp steam", True, True)
    assert (one.span.start, one.span.end) == ("2019-01-01 04:00", "2019-01-01 06:00")
    close([one.asked_mw, one.most_mw, one.energy_mwh], [43, 25, 35])
    (mill,) = one.unusual
    assert (mill.owner, mill.value_mw, mill.usual_mw) == ("mill", 41, 6.5)
    assert mill.explains_all
    assert needed(one.limits) == {"let-down: steam in": 0.0, "boiler: fuel": 22.5}
    cured = load_text(text([6, 7, 6, 6, 40, 41, 6, 7]).replace("10 MW, eff", "28 MW, eff"))
    assert results_for(cured).passed


def test_the_rows_of_a_file_are_named(tmp_path: Path) -> None:
    """The same spike in a file: its fifth and sixth rows of data are rows 6 and 7 of the sheet."""
    rows = "\n".join(f"2019-01-01T{hour:02}:00Z,{need}" for hour, need in enumerate(
        [6, 7, 6, 6, 40, 41, 6, 7]))
    (tmp_path / "needs.csv").write_text(f"time,steam of the mill [MW]\n{rows}\n", encoding="utf-8")
    (tmp_path / "park.yaml").write_text(park("""\
        profiles:
          need: {file: needs.csv, column: steam of the mill}
        headers:
          steam: {medium: steam, pressure: 5 bar}
        units:
          plant: {kind: process_heat, to: steam, available: 20 MW}
        companies:
          mill: {demands: {steam: {profile: need}}}
        """, hours=8), encoding="utf-8")
    one = event(explained(load(tmp_path / "park.yaml")))
    assert one.unusual[0].source == 'column "steam of the mill" of needs.csv, rows 6–7'


def test_an_outage_without_backup_is_named() -> None:
    """Without the plant 10 MW are left for 13 or 14: 3 + 4 + 4 = 11 MWh are missing in 3 hours.

    Nobody asks for more than usual. Catches a company that is blamed for an outage.
    """
    one = event(explained(steam([12, 12, 12, 11, 12, 12, 11, 11], plant=(
        ", outages: [{from: 2019-01-01T03:00, to: 2019-01-01T06:00}]"))))
    close([one.asked_mw, one.most_mw, one.energy_mwh], [14, 10, 11])
    (plant,) = one.unusual
    assert (plant.owner, plant.asks, plant.value_mw, plant.usual_mw) == ("plant", False, 0, 20)
    assert one.stopped == ("plant (2019-01-01 03:00 to 2019-01-01 06:00)",)
    assert needed(one.limits) == {"boiler: fuel": 5.0}


def test_more_gas_than_can_be_used_is_too_much() -> None:
    """At least 20 MW of gas in each hour, of which the boiler can use 8/0.8 or 9/0.8.

    It is too much at the gas header, where it comes from: 8·20 − 67/0.8 = 76.25 MWh. Catches
    too much that is told of the steam that it would be turned into.
    """
    one = event(explained(steam(gas=", at_least: 20 MW")))
    assert (one.header, one.short, one.certain) == ("gas", False, True)
    close([one.asked_mw, one.most_mw, one.energy_mwh], [20, 10, 76.25])
    assert needed(one.limits)["gas: bought"] == 10.0


def test_a_least_volume_above_use_is_missed() -> None:
    """500 MWh of gas in a day, of which 67/0.8 = 83.75 can be used; catches a sign turned round."""
    (missed,) = explained(steam(gas=", volumes: [{per: day, at_least: 500 MWh}]")).missed
    assert (missed.name, missed.period, missed.is_least) == (
        "gas: volume per day", "2019-01-01", True)
    close([missed.stated, missed.possible, missed.amount], [500, 83.75, 416.25])


@pytest.mark.parametrize(("entry", "name", "stated", "possible", "saved"), [
    ({"gas": ", annual_limit: 12 MWh"}, "gas: annual limit", 12.0, 30.0, 10.0),
    ({"more": "emissions: {cap: 3 t}"}, "emissions: CO2 cap", 3.0, 6.0, 2.0),
])
def test_a_cap_below_need_is_missed(
    entry: dict[str, str], name: str, stated: float, possible: float, saved: float
) -> None:
    """18 MW in each of 8 hours: 15 by the let-down, so 8·3/0.8 = 30 MWh of gas, and 6 t of CO2.

    1 MW more of the let-down would save 8/0.8 = 10 MWh of gas, and 2 t.
    """
    (missed,) = explained(steam([16] * 8, **entry)).missed
    assert (missed.name, missed.is_least) == (name, False)
    close([missed.stated, missed.possible], [stated, possible])
    ((helping, gain),) = missed.helps
    assert helping == "let-down: steam in"
    close(gain, saved)


def test_levels_that_contradict_are_told() -> None:
    """1 MWh and 8 h of 2 MW make 17 MWh, not 40. Catches an event made of a store's own data."""
    explanation = explained(steam(units=(
        "store: {kind: store, header: lp steam, capacity: 50 MWh, power: 2 MW, "
        "levels: {start: 1 MWh, end_at_least: 40 MWh}}")))
    (contradiction,) = explanation.contradictions
    assert contradiction.subject == "store"
    assert "at least 40.0 MWh at 2019-01-01 08:00 and can be 17.0 MWh" in contradiction.message
    assert not any((explanation.imbalances, explanation.broken, explanation.missed))


def test_a_connection_that_is_too_small_is_told() -> None:
    """A dairy whose 2 MW may be moved by an hour has to take its 16 MWh through 1 MW.

    There is steam enough: it is the connection that cannot carry it. Catches an explanation that
    finds nothing because headers balance.
    """
    explanation = explained(steam(dairy=(
        ", connections: {lp steam: 1 MW}, flexible: {lp steam: {shiftable: 100 %, within: 1 h}}")))
    assert not explanation.imbalances
    assert {one.name.split(": ")[0] for one in explanation.broken} == {"dairy"}


def test_a_pipe_that_is_too_small_is_at_its_limit() -> None:
    """20 MW through a let-down of 15 MW and with no boiler: 5 MWh are missing in an hour."""
    one = event(explained(steam([8, 18], boiler=", outages: [{from: 2019-01-01, to: 2019-01-02}]")))
    close(one.energy_mwh, 5)
    assert needed(one.limits)["let-down: steam in"] == 5.0


def test_a_ramp_is_named_as_what_is_in_the_way() -> None:
    """From 2 to 25 MW in one hour: 15 by the let-down, and 2 and 20 % of 10 MW by the boiler.

    6 MWh are missing, though the boiler could make 10 in time. Catches a capacity that is blamed
    where a ramp binds.
    """
    one = event(explained(steam([0, 0, 23, 0], boiler=", ramp: 20 %/h")))
    close([one.asked_mw, one.most_mw, one.energy_mwh], [25, 19, 6])
    assert "boiler: ramp" in {limit.name for limit in one.limits}
    assert "a looser limit: boiler: ramp" in str(list(findings_of(Explanation(
        "", "", "", "limits", imbalances=(one,)))))


def test_a_header_whose_only_supply_is_stopped() -> None:
    """All units of a header stand still: nothing at all can be had there; 16 MWh are missing."""
    stop = ", outages: [{from: 2019-01-01, to: 2019-01-02}]"
    one = event(explained(steam([6, 6], plant=stop, boiler=stop)))
    close([one.asked_mw, one.most_mw, one.energy_mwh], [8, 0, 16])
    assert len(one.stopped) == 2
    assert one.certain


def test_several_causes_are_all_told() -> None:
    """A spike, a least volume and a store at once. Catches an explanation that stops at the first.

    What the store asks for is left out of the search for the rest. It then helps with its 2 MW in
    both hours of the spike: 15 and 16 MWh are missing.
    """
    explanation = explained(steam(
        [6, 7, 6, 6, 40, 41, 6, 7], gas=", volumes: [{per: day, at_least: 500 MWh}]",
        units=("store: {kind: store, header: lp steam, capacity: 50 MWh, power: 2 MW, "
               "levels: {start: 1 MWh, end_at_least: 40 MWh}}")))
    assert [one.subject for one in explanation.contradictions] == ["store"]
    assert [one.header for one in explanation.imbalances] == ["lp steam"]
    close(explanation.imbalances[0].energy_mwh, 31)
    assert [one.name for one in explanation.missed] == ["gas: volume per day"]


def test_heat_that_must_be_taken_is_too_much() -> None:
    """20 MW that may not be cooled where at most 8 or 9 are needed: 8·20 − 67 = 93 MWh too much."""
    one = event(explained(steam(plant=", may_be_cooled: false")))
    assert (one.header, one.short) == ("hp steam", False)
    close(one.energy_mwh, 93)
    assert [limit.name for limit in one.limits] == ["plant: heat"]


def test_decisions_that_forbid_it_are_told_apart() -> None:
    """A boiler of at least 9.5 MW, alone for 7, 6 and 7 MW: 2.5 + 3.5 + 2.5 MWh too much.

    Without its minimum load it could run. Catches integers that are left out of the search.
    """
    explanation = explained(steam(
        [6, 7, 6, 5, 4, 5, 6, 7], boiler=", commitment: {minimum_load: 95 %}",
        plant=", outages: [{from: 2019-01-01T03:00, to: 2019-01-01T06:00}]"))
    assert explanation.cause == "decisions"
    (one,) = explanation.imbalances
    close(one.energy_mwh, 8.5)
    assert [limit.name for limit in one.limits] == ["boiler: minimum load"]


def test_a_minimum_time_is_named() -> None:
    """A boiler that must run on for 4 h at 9.5 MW or more, needed in hour 3 only: 30 of 25 MW.

    With the plant's 15 MW let down it gives 10 more in that hour, 9.5 in three others, in which 7
    to 9 MW are asked for and the plant may be cooled: 0.5, 1.5 and 0.5 MWh too much at least. It
    could run for an hour alone, or with less. Catches a cure that does not cure.
    """
    explanation = explained(steam(
        [6, 7, 6, 22, 6, 6, 6, 7],
        boiler=", commitment: {minimum_load: 95 %, minimum_up: 4 h}"))
    assert explanation.cause == "decisions"
    names = {limit.name for one in explanation.imbalances for limit in one.limits}
    assert names == {"boiler: minimum load", "boiler: minimum up"}
    for cure in ("minimum_load: 30 %, minimum_up: 4 h", "minimum_load: 95 %"):
        results_for(steam([6, 7, 6, 22, 6, 6, 6, 7], boiler=f", commitment: {{{cure}}}"))


def test_what_reaches_over_all_hours_is_said() -> None:
    """At most 10 MWh of gas, needed twice: 2.5 MW would do, the minimum load takes 11.9 MW.

    23.75 MWh are needed for both hours. Catches "nothing single" where the limit is to blame.
    """
    explanation = explained(steam(
        [6, 15, 6, 6, 6, 15, 6, 7], boiler=", commitment: {minimum_load: 95 %}",
        gas=", annual_limit: 10 MWh"))
    assert explanation.cause == "decisions"
    (missed,) = explanation.missed
    close([missed.stated, missed.possible], [10, 23.75])


def test_many_times_are_summed_up() -> None:
    """Every other hour of 16 lacks 1 MWh: the five first are told, and 3 more with 3 MWh."""
    explanation = explained(steam([24, 6] * 8))
    assert len(explanation.imbalances) == 5
    (rest,) = explanation.further
    close([rest.times, rest.energy_mwh], [3, 3])


def test_a_contract_that_sells_above_its_own_price_is_a_loop() -> None:
    """Bought at 50 and sold at 60 EUR/MWh without limits: 10 EUR with each MWh, in 8 hours."""
    explanation = explained(steam(grid=", sell_at: 60 EUR/MWh"))
    assert explanation.cause == "no bottom"
    (loop,) = explanation.loops
    assert loop.flows == ("grid: bought", "grid: sold")
    close([loop.least, loop.most, loop.hours], [10, 10, 8])


def two_contracts(peak: float) -> str:
    """One sells at 40 EUR/MWh and charges the peak, one buys at 30 and at 70 in turn, for 8 h."""
    return f"""\
        profiles:
          high: {{values: [30, 70, 30, 70, 30, 70, 30, 70], unit: EUR/MWh}}
        headers:
          electricity: {{medium: electricity}}
        contracts:
          cheap: {{kind: electricity, energy_price: 40 EUR/MWh, peak_charge: {peak} EUR/MW/month}}
          dear: {{kind: electricity, energy_price: 90 EUR/MWh, sell_at: {{profile: high}}}}
        companies:
          works: {{demands: {{electricity: 1 MW}}}}
        """


def test_two_contracts_make_a_loop_in_some_hours() -> None:
    """30 EUR are earned in every other hour, less 8 EUR/MW for the peak, shared by 4 hours: 28.

    Catches hours without a margin that are told, and a contract that is left out.
    """
    (loop,) = explained(load_text(park(two_contracts(8), hours=8))).loops
    assert loop.flows == ("cheap: bought", "dear: sold")
    close([loop.least, loop.most, loop.hours], [28, 28, 4])
    assert len(loop.spans) == 4


def test_a_loop_is_told_where_units_decide() -> None:
    """The same loop beside a boiler with a minimum load, which HiGHS cannot tell from a park
    without an operation. Catches an explanation of the wrong case.
    """
    body = two_contracts(8).replace("companies:", """units:
          boiler: {kind: boiler, fuel: gas, to: steam, capacity: 5 MW, efficiency: 80 %,
                   commitment: {minimum_load: 50 %}}
        companies:""").replace("headers:", """headers:
          gas: {medium: fuel}
          steam: {medium: steam, pressure: 5 bar}""").replace(
        "dear:", "gas: {kind: fuel, header: gas, energy_price: 35 EUR/MWh, emission_factor: "
        "200 kg/MWh}\n          dear:").replace(
        "{electricity: 1 MW}", "{electricity: 1 MW, steam: 4 MW}")
    explanation = explained(load_text(park(body, hours=8)))
    assert explanation.cause == "no bottom"
    assert [loop.flows for loop in explanation.loops] == [("cheap: bought", "dear: sold")]


def test_a_peak_that_costs_more_than_is_earned_leaves_a_bottom() -> None:
    """4·30 EUR do not pay for 130 EUR/MW: 1 MW is bought in all hours, 8·40 + 130 EUR.

    That MW is resold in no hour. Catches a quick look that is taken for a proof.
    """
    results = results_for(load_text(park(two_contracts(130), hours=8)))
    close(results.operation.objective, 8 * 40 + 130)


def test_names_of_the_planner_stand_as_they_are() -> None:
    """Every sentence of a case with all findings is one line. Catches a name that breaks lines."""
    for said, remarks in findings_of(explained(steam([6, 40]))):
        assert all("\n" not in line for line in (said, *remarks))
