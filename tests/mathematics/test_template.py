"""The compiler: rules of every allowed shape against plain Pyomo, and those it must refuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pyomo.common.errors import PyomoException
from pyomo.core import RangeSet, value

from ipos_energy.errors import ModelError
from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.compile import Compiled, compile_model
from ipos_energy.mathematics.conditions import catches_errors, has_condition
from ipos_energy.mathematics.model import Model
from ipos_energy.mathematics.owned_site import OwnedSite
from ipos_energy.park.load import load_text
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site
from tests.helpers import KINDS, close, park
from tests.plain import assert_same_program

SMALLEST = """
headers:
  electricity: {medium: electricity}
contracts:
  grid: {kind: electricity, energy_price: 50 EUR/MWh}
companies:
  works: {demands: {electricity: 1 MW}}
"""

Statement = Callable[[Site], None]


def model_with(state: Statement, hours: int = 5, start: str = "2019-01-31T22:00") -> Model:
    """A small park, across the end of a month, with one more owner that states something."""
    model = build(load_text(park(SMALLEST, hours=hours, start=start)))
    state(OwnedSite(model, "odd"))
    return model


def compiled(state: Statement, hours: int = 5) -> Compiled:
    """The program with what was stated."""
    return compile_model(model_with(state, hours))


def rows(result: Compiled) -> FloatArray:
    """The rows of ``rule`` as a dense array over the owner's own columns."""
    program = result.program
    block = next(one for one in program.row_blocks if one.label == "rule")
    dense = np.zeros((program.matrix.rows, program.matrix.columns))
    dense[program.matrix.row, program.matrix.column] = program.matrix.value
    own = [column for one in program.column_blocks if one.owner == "odd"
           for column in range(one.start, one.start + one.count)]
    return dense[block.slice][:, own]


def previous_of_previous(site: Site) -> None:
    """Index Params within one another."""
    x, before = site.variable("x"), site.previous
    site.each_step("rule", lambda t: x[before[before[t]]] <= 2 * x[t])


def peak_of_the_month(site: Site) -> None:
    """A variable of the month, by an index Param."""
    months = site.periods("month")
    x, peak, month = site.variable("x"), months.variable("peak"), months.containing()
    site.each_step("rule", lambda t: 3 * x[t] - peak[month[t]] <= 1)


def sum_over_each_day(site: Site) -> None:
    """A sum over the steps of a day, with data, beside the day before and the day's month."""
    days, months = site.periods("day"), site.periods("month")
    x, used, peak = site.variable("x"), days.variable("used"), months.variable("peak")
    steps, before, month = days.contents(), days.previous, months.containing("day")
    days_of = months.contents("day")
    data, share = site.parameter("a", np.arange(5.0)), days.parameter("b", np.array([1.0, 3.0]))
    days.each("rule", lambda d: sum(
        (data[t] + 1) * x[t] for t in steps[d]) + used[before[d]] <= share[d] * peak[month[d]])
    days.each("of the month", lambda d: sum(x[t] for t in steps[before[d]]) >= used[d] - 1)
    months.each("days of the month", lambda m: sum(
        2 * used[d] for d in days_of[m]) == peak[m])
    days.book("cost", lambda d: share[d] * used[d] + 3)


def step_before(site: Site) -> None:
    """A range over neighbouring steps."""
    x = site.variable("x")
    site.each_later_step("rule", lambda t: (-2, x[t] - x[t - 1], 3))


def sum_over_all(site: Site) -> None:
    """A sum over the set of steps, with data."""
    x, steps, data = site.variable("x"), site.steps, site.parameter("a", np.arange(5.0))
    site.once("rule", lambda: sum(data[t] * x[t] for t in steps) >= 4)


def sum_beside_a_step(site: Site) -> None:
    """A sum over all steps at each step."""
    x, steps = site.variable("x"), site.steps
    site.each_step("rule", lambda t: sum(x[k] for k in steps) >= 5 * x[t])


def single_variable(site: Site) -> None:
    """A variable without an index, and bounds."""
    x, top = site.variable("x", upper=7.0, lower=-1.0), site.single_variable("top")
    site.each_step("rule", lambda t: x[t] <= top)
    site.book_once("top", lambda: 9 * top + 4)


def data_in_every_place(site: Site) -> None:
    """Data as factor, divisor, constant and limit."""
    x, a = site.variable("x"), site.parameter("a", np.array([1.0, 2, 4, 5, 8]))
    site.each_step("rule", lambda t: (a[t] - 1) * x[t] / a[t] - a[t] == -3 * (a[t] + x[t]))
    site.book("cost", lambda t: -a[t] * (x[t] - 2))
    site.periods("month").book("month", lambda m: 6 + 0 * m)


def term_that_cancels(site: Site) -> None:
    """A coefficient that adds up to zero."""
    x, y = site.variable("x"), site.variable("y")
    site.each_step("rule", lambda t: x[t] + y[t] - x[t] == 2)


def limit_on_the_left(site: Site) -> None:
    """A limit before the expression."""
    x = site.variable("x")
    site.each_step("rule", lambda t: x[t] - 1 <= 5)


SHAPES = [previous_of_previous, peak_of_the_month, step_before, sum_over_all, sum_over_each_day,
          sum_beside_a_step, single_variable, data_in_every_place, term_that_cancels,
          limit_on_the_left]


@pytest.mark.parametrize("state", SHAPES, ids=lambda state: state.__name__)
def test_every_allowed_shape_is_what_plain_pyomo_states(state: Statement) -> None:
    """Index Params (nested too), months, steps before, sums, ranges, data: one matrix by both ways.

    Catches any operator that the compiler evaluates in another way than Pyomo.
    """
    assert_same_program(model_with(state))
    assert compiled(state).fallbacks == ()


def test_the_step_before_the_first_is_the_last() -> None:
    """In 5 steps the one before the one before step 0 is step 3: x[3] ≤ 2·x[0].

    Catches an index Param that is off by one, which plain Pyomo would share.
    """
    found = rows(compiled(previous_of_previous))
    close(found, -2 * np.eye(5) + np.roll(np.eye(5), -2, axis=1)[np.arange(5)])


def test_months_are_those_of_the_clock() -> None:
    """22:00 and 23:00 on 31 January, then three hours of February: peaks 0, 0, 1, 1, 1.

    Catches a month counted in 730 h.
    """
    found = rows(compiled(peak_of_the_month))
    close(found[:, 5:], -np.array([[1, 0], [1, 0], [0, 1], [0, 1], [0, 1]]))


def test_a_range_is_one_row() -> None:
    """−2 ≤ x[t] − x[t−1] ≤ 3 for the 4 later steps. Catches two rows, or a row for step 0."""
    result = compiled(step_before)
    found = rows(result)
    close(found, np.eye(5)[1:] - np.eye(5)[:-1])
    block = result.program.row_blocks[-1]
    assert block.label == "rule"
    close(result.program.row_lower[block.slice], [-2] * 4)
    close(result.program.row_upper[block.slice], [3] * 4)


def test_constants_of_costs_reach_the_offset() -> None:
    """−a·(x − 2) over 5 h with Σa = 20 gives 40, two months give 12: an offset of 52.

    Catches a constant that is booked in the ledger and not in the objective.
    """
    close(compiled(data_in_every_place).program.offset, 52)


def silent_filter(site: Site) -> None:
    """A filter that a symbol passes without a word."""
    x, steps = site.variable("x"), site.steps
    site.once("rule", lambda: sum(x[t] for t in steps if str(t) != "2") <= 5)


@pytest.mark.parametrize("state", [silent_filter], ids=lambda s: s.__name__)
def test_what_a_template_silently_drops_is_caught(state: Statement) -> None:
    """A branch or filter that a symbol passes unseen differs from plain Pyomo in sampled steps.

    Catches a wrong matrix that would be solved without a word.
    """
    with pytest.raises(ModelError, match="compiles to another row than plain Pyomo"):
        compiled(state)


def filter_at_one_step(site: Site) -> None:
    """A filter that bites at step 7 of 200, which is not among the 25 that are sampled."""
    x, steps = site.variable("x"), site.steps
    site.once("rule", lambda: sum(x[t] for t in steps if str(t) != "7") <= 5)


def branch_at_one_step(site: Site) -> None:
    """The same as a factor, in a function that the rule calls."""
    x, steps = site.variable("x"), site.steps

    def factor(t: Any) -> float:
        return 0.0 if str(t) == "7" else 1.0

    site.once("rule", lambda: sum(factor(t) * x[t] for t in steps) <= 5)


def filter_in_one_day(site: Site) -> None:
    """A filter that bites on the second of nine days, of which three are sampled."""
    x, days = site.variable("x"), site.periods("day")
    steps = days.contents()
    days.each("rule", lambda d: sum(x[t] for t in steps[d] if str(t) != "30") <= 5)


def error_that_is_caught(site: Site) -> None:
    """A symbol has no place in a set and says so, which the rule takes for an answer."""
    x = site.variable("x")

    def limit(t: Any) -> float:
        try:
            return 5.0 if t in {7} else 9.0
        except TypeError:
            return 9.0

    site.each_step("rule", lambda t: x[t] <= limit(t))


def filter_in_sums_of_steps(site: Site) -> None:
    """A filter that bites in the sum of one day, which is stated at each step of the day."""
    x, steps = site.variable("x"), site.periods("day").contents()
    day = site.parameter("day", np.minimum(np.arange(200) // 24, 8))
    site.each_step("rule", lambda t: sum(x[s] for s in steps[day[t]] if str(s) != "100") <= 5)


@pytest.mark.parametrize("state", [filter_at_one_step, branch_at_one_step, filter_in_one_day,
                                   error_that_is_caught, filter_in_sums_of_steps],
                         ids=lambda state: state.__name__)
def test_a_condition_that_no_sample_meets_is_caught(state: Statement) -> None:
    """A rule over many steps that holds a condition is compared at every step.

    Catches a filter that is dropped where nobody looks.
    """
    with pytest.raises(ModelError, match="compiles to another row than plain Pyomo"):
        compiled(state, hours=200)


def test_no_rule_of_the_shipped_kinds_is_compared_at_every_step() -> None:
    """Conditions in rules over many steps cost time; catches one that slipped in unseen."""
    conditional = {f"{relation.owner}: {relation.label}" for kind in KINDS
                   for relation in build(load_text(kind.example)).relations
                   if catches_errors(relation.rule) or (
                       relation.span not in ("step", "later step")
                       and has_condition(relation.rule))}
    assert conditional == set()


def branch(site: Site) -> None:
    """A branch on the step."""
    x = site.variable("x")
    site.each_step("rule", lambda t: x[t] <= (5 if t == 0 else 9))


def text_of_the_step(site: Site) -> None:
    """A branch on the step as a text, which a symbol passes without a word."""
    x = site.variable("x")
    site.each_step("rule", lambda t: x[t] <= (5 if str(t) == "2" else 9))


def step_in_a_pyomo_set(site: Site) -> None:
    """A branch on a Pyomo set, which says of a symbol that it is no member."""
    x, steps = site.variable("x"), RangeSet(2, 3)
    site.each_step("rule", lambda t: x[t] <= (5 if t in steps else 9))


def value_of_the_step(site: Site) -> None:
    """A symbol that is asked for its value has none, and says so only if it is asked to."""
    x = site.variable("x")
    site.each_step("rule", lambda t: x[t] <= (value(t, exception=False) or 3))


def error_over_data(site: Site) -> None:
    """A decision on data raises an error, which the rule takes for an answer."""
    x = site.variable("x")
    high = np.zeros(site.horizon.steps)
    high[1] = 1.0
    price = site.parameter("price", high)

    def limit(t: Any) -> float:
        try:
            return 5.0 if price[t] > 0 else 9.0
        except PyomoException:
            return 9.0

    site.each_step("rule", lambda t: x[t] <= limit(t))


def filtered_sum(site: Site) -> None:
    """A filter inside a sum."""
    x, steps = site.variable("x"), site.steps
    site.once("rule", lambda: sum(x[t] for t in steps if t != 2) <= 5)


def remainder(site: Site) -> None:
    """Arithmetic that symbols do not know."""
    x = site.variable("x")
    site.each_step("rule", lambda t: x[(t + 1) % 5] <= x[t])


def plain_list(site: Site) -> None:
    """A list indexed by the step."""
    x, most = site.variable("x"), [1.0, 2.0, 3.0, 4.0, 5.0]
    site.each_step("rule", lambda t: x[t] <= most[t])


@pytest.mark.parametrize("state", [branch, text_of_the_step, step_in_a_pyomo_set, value_of_the_step,
                                   error_over_data, filtered_sum, remainder, plain_list],
                         ids=lambda state: state.__name__)
def test_what_cannot_be_a_template_is_stated_step_by_step(state: Statement) -> None:
    """The rows are still those of plain Pyomo, and the relation is named.

    Catches a fallback that nobody hears of, and one that drops a row.
    """
    assert_same_program(model_with(state))
    assert compiled(state).fallbacks == ("odd: rule",)


def test_fallback_rows_by_hand() -> None:
    """x[1] ≤ x[0], …, x[0] ≤ x[4]; and x ≤ 1, 2, 3, 4, 5. Catches rows of one shared step."""
    close(rows(compiled(remainder)), np.roll(np.eye(5), 1, axis=1) - np.eye(5))
    result = compiled(plain_list)
    close(result.program.row_upper[-5:], [1, 2, 3, 4, 5])


@pytest.mark.parametrize(("rule", "message"), [
    (lambda x, t: x[t] * x[t] <= 3, "a product of two variables is not linear"),
    (lambda x, t: 1 / x[t] <= 3, "division by a variable is not linear"),
    (lambda x, t: x[t] ** 2 <= 3, '"odd: rule" is not linear'),
    (lambda x, t: abs(x[t]) <= 3, '"odd: rule" is not linear'),
    (lambda x, t: x[t], "must give a relation"),
    (lambda x, t: True, "must give a relation"),
])
def test_what_is_not_linear_is_refused(rule: Callable[[Any, Any], Any], message: str) -> None:
    """Products, quotients, powers, absolute values and rules that are no relation.

    Catches a term that is evaluated at zero and so lost.
    """
    def state(site: Site) -> None:
        x = site.variable("x")
        site.each_step("rule", lambda t: rule(x, t))

    with pytest.raises(ModelError, match=message):
        compiled(state)


def test_a_cost_that_is_not_linear_is_refused() -> None:
    """Catches a quadratic cost that is solved as something else."""
    def state(site: Site) -> None:
        x = site.variable("x")
        site.book("cost", lambda t: x[t] * x[t])

    with pytest.raises(ModelError, match="not linear"):
        compiled(state)


def test_data_that_is_no_number_is_refused() -> None:
    """A NaN in a cost stops the compiler. Catches a NaN that reaches the solver."""
    def state(site: Site) -> None:
        x, a = site.variable("x"), site.parameter("a", np.array([1.0, np.nan, 1, 1, 1]))
        site.book("cost", lambda t: a[t] * x[t])

    with pytest.raises(ModelError, match="not a finite number"):
        compiled(state)
