"""Which other step the content of a store is worth as in."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ipos_energy.answer.prices.setting import NOBODY, PriceSetting
from ipos_energy.answer.results import Results
from ipos_energy.park.margins import INSIDE, Decision


@dataclass(frozen=True)
class Tie:
    """At ``step`` something else, ``setter``, sets the price of the store's ``header``."""

    step: int
    header: str
    setter: str


def tie_of(results: Results, setting: PriceSetting, number: int, step: int) -> Tie | None:
    """The next step, else the one before, to which a store carries the price of its content.

    Between the two the content is within its limits all the time, so that one MWh more or less can
    be carried from one to the other. None for what is no store, or where there is no such step.
    """
    store = setting.decisions[number]
    level = _level(setting.decisions, store)
    if level is None:
        return None
    steps = len(results.calendar.utc)
    later = _found(setting, number, level, ((k, k + 1) for k in range(step, steps - 1)))
    return later or _found(setting, number, level, ((k - 1, k - 1) for k in range(step, 0, -1)))


def _level(decisions: Iterable[Decision], store: Decision) -> Decision | None:
    """The content that a store's flow is tied to."""
    tied = {pay.name for pay in store.pays if pay.kind == "time"}
    return next((one for one in decisions if one.owner == store.owner and not one.gives
                 and any(pay.name in tied for pay in one.pays)), None)


def _found(
    setting: PriceSetting, number: int, level: Decision, pairs: Iterable[tuple[int, int]]
) -> Tie | None:
    """The first step of ``pairs``, (where the content is carried over, the step), that sets it."""
    store = setting.decisions[number]
    for carried, step in pairs:
        if level.state[carried] != INSIDE:
            return None
        for effect in store.gives:
            setter = int(setting.setter[effect.node][step])
            if store.state[step] == INSIDE and setter not in (NOBODY, number):
                return Tie(step, effect.node, setting.decisions[setter].owner)
    return None
