"""Amounts of which one is zero at every step, kept apart by integers only where it takes them.

Without these integers a program asks for less, so its optimum costs no more. Where that optimum
has no two such amounts at once it is the optimum with the integers too. Elsewhere they are stated
for the steps found, and the program is solved again.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ipos_energy.mathematics.compile import Compiled
from ipos_energy.mathematics.linear import BoolArray
from ipos_energy.mathematics.model import Apart, Exclusion, Model
from ipos_energy.park.periods import periods_of
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Site

_NEGLIGIBLE = 1e-7
"""Of an amount in MW, and relative to the largest: what the solver may miss zero by."""

_ROUNDS = 5
"""After so many, an owner that is still found with both anywhere is held at every step."""


def keep_apart(
    site: Site, exclusion: Exclusion, most: tuple[float, float], steps: BoolArray
) -> None:
    """States an exclusion at some steps.

        first[t] ≤ most_1·(1 − second_only[t])          second_only ∈ {0, 1}
        second[t] ≤ most_2·second_only[t]

    At the other steps second_only is 0, and the limits too high to bind.
    """
    first, second = exclusion.first, exclusion.second
    most_first, most_second = most
    elsewhere = site.parameter(f"{exclusion.label}: not asked",
                               np.where(steps, 0.0, 2.0 * max(most)))
    second_only = site.binary(f"{exclusion.label}: second only", upper=steps.astype(float))
    site.each_step(f"{exclusion.label}: first", lambda t: (
        first(t) <= most_first * (1 - second_only[t]) + elsewhere[t]))
    site.each_step(f"{exclusion.label}: second", lambda t: (
        second(t) <= most_second * second_only[t] + elsewhere[t]))


def further_apart(
    model: Model, compiled: Compiled, x: FloatArray, rounds: int
) -> Apart | None:
    """The steps at which integers must keep amounts apart after ``rounds`` of finding them.

    None where the answer ``x`` breaks no exclusion at another step than those of the model. An
    owner is held over the whole days in which it was found, since what it may no longer do in one
    hour it does in the next.
    """
    day = periods_of(model.scenario.horizon, "day")
    apart, found = dict(model.apart), False
    for exclusion, amounts in zip(model.exclusions, compiled.exclusions, strict=True):
        first, second = (affine.value(x) for affine in amounts)
        largest = max(float(np.max(first)), float(np.max(second)))
        both = np.minimum(first, second) > _NEGLIGIBLE * (1.0 + largest)
        held = model.apart.get(exclusion.owner, np.zeros(len(both), dtype=bool))
        if (both & ~held).any():
            days = day.total(both.astype(float))[day.index] > 0
            also = apart.get(exclusion.owner, held)
            apart[exclusion.owner] = also | (days if rounds < _ROUNDS else True)
            found = True
    return apart if found else None


def kept_apart(model: Model) -> Iterator[str]:
    """A sentence for each owner of exclusions that took integers."""
    horizon = model.scenario.horizon
    reasons = {one.owner: one.otherwise for one in model.exclusions}
    for owner, steps in model.apart.items():
        yield (f'"{owner}" is held by integers at {steps.sum()} of {horizon.steps} steps, from '
               f"{horizon.moment(int(np.argmax(steps)))} on: {reasons[owner]}.")
