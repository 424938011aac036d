"""Demand that may be taken at another time, or given up at a price."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from pydantic import model_validator

from ipos_energy.park.fields import Duration, EnergyPrice, Fraction, Schema, wrong
from ipos_energy.park.replay import Check, Record
from ipos_energy.park.series import FloatArray
from ipos_energy.park.site import Indexed, Rule, Site, total


class Curtailable(Schema):
    """A share of a demand that the company gives up against payment, as agreed with it."""

    share: Fraction
    """Largest share of the demand of each step"""
    price: EnergyPrice
    """What the company is paid per energy that it does not get"""


class Flexibility(Schema):
    """What may be done with the demand d of one header.

        taken[t] = (1 − σ)·d[t] + served[t] − curtailed[t]
        owed[t] = owed[t−1] + Δt·(σ·d[t] − served[t]),       0 before the first and after the last
        −Δt·Σ_{k=1}^{n} σ·d[t+k] ≤ owed[t] ≤ Δt·Σ_{k=0}^{n−1} σ·d[t−k]
        served[t] ≥ 0;  0 ≤ curtailed[t] ≤ share·d[t]
        cost = price·Σ_t Δt·curtailed[t]

    flows in MW, owed in MWh (negative where energy was taken ahead), n the whole steps in
    ``within``. The bounds on what is owed say exactly that the shiftable demand of each step is
    served at most ``within`` before or after it: a schedule that keeps them can be split so.
    """

    shiftable: Fraction = 0.0
    """Share σ of the demand that may be served at another time"""
    within: Duration | None = None
    """How far it may be moved, earlier or later"""
    curtailable: Curtailable | None = None
    """What the company may be asked to give up, and at which price"""

    @model_validator(mode="after")
    def _can_be(self) -> Flexibility:
        if self.shiftable and self.within is None:
            raise wrong("a shiftable share needs the time within which it may be moved: within",
                        at=("shiftable",))
        if self.shiftable + self._curtailable_share > 1.0 + 1e-9:
            raise wrong("the shiftable and the curtailable share together exceed 100 %",
                        at=("shiftable",))
        return self

    @property
    def _curtailable_share(self) -> float:
        return self.curtailable.share if self.curtailable is not None else 0.0

    @property
    def firm_share(self) -> float:
        """Share of the demand that is served at its own step whatever it costs."""
        return 1.0 - self.shiftable - self._curtailable_share

    def steps_within(self, step_hours: float) -> int:
        """The whole steps in ``within``."""
        return int((self.within or 0.0) / step_hours + 1e-9)


@dataclass(frozen=True, eq=False)
class FlexibleDemand:
    """The demand of one header in MW (T,), and what may be done with it."""

    header: str
    demand: FloatArray
    flexibility: Flexibility

    @property
    def owed_label(self) -> str:
        """Label of what is owed, in MWh."""
        return f"owed of {self.header}"

    @property
    def curtailed_label(self) -> str:
        """Label of what is curtailed, in MW, and of what is paid for it."""
        return curtailed_label(self.header)

    def least_mw(self) -> FloatArray:
        """What must be taken at each step whatever is moved and given up (T,)."""
        firm: FloatArray = self.flexibility.firm_share * self.demand
        return firm

    def owed_limits(self, step_hours: float) -> tuple[FloatArray, FloatArray]:
        """Least and most that may be owed after each step, in MWh (T,)."""
        steps = len(self.demand)
        due = (step_hours * self.flexibility.shiftable
               * np.concatenate([[0.0], np.cumsum(self.demand)]))
        after, count = np.arange(1, steps + 1), self.flexibility.steps_within(step_hours)
        behind = due[after] - due[np.maximum(after - count, 0)]
        ahead = due[np.minimum(after + count, steps)] - due[after]
        behind[-1] = 0.0
        return -ahead, behind

    def state(self, site: Site) -> Rule:
        """States what is taken, and books what is paid for what is given up.

        Returns what is taken at a step, in MW.
        """
        firm = 1.0 - self.flexibility.shiftable
        demand = site.parameter(f"demand of {self.header}", self.demand)
        parts: list[Rule] = [lambda t: firm * demand[t]]
        if self.flexibility.shiftable:
            parts.append(self._state_served(site, demand))
        if self.flexibility.curtailable is not None:
            parts.append(self._state_curtailed(site, self.flexibility.curtailable))

        def taken(t: Any) -> Any:
            return total(part(t) for part in parts)

        site.takes(self.header, self.header, taken)
        return taken

    def _state_served(self, site: Site, demand: Indexed) -> Rule:
        hours, share = site.horizon.step_hours, self.flexibility.shiftable
        least, most = self.owed_limits(hours)
        served = site.variable(f"served of {self.header}")
        owed = site.variable(self.owed_label, lower=least, upper=most)
        site.records(self.owed_label, "MWh", lambda t: owed[t])
        site.once(f"first {self.owed_label}", lambda: (
            owed[0] == hours * share * demand[0] - hours * served[0]))
        site.each_later_step(self.owed_label, lambda t: (
            owed[t] == owed[t - 1] + hours * share * demand[t] - hours * served[t]))
        return lambda t: served[t]

    def _state_curtailed(self, site: Site, agreed: Curtailable) -> Rule:
        curtailed = site.variable(self.curtailed_label, upper=agreed.share * self.demand)
        price = agreed.price
        site.records(self.curtailed_label, "MW", lambda t: curtailed[t])
        site.book(self.curtailed_label, lambda t: price * curtailed[t])
        return lambda t: -curtailed[t]

    def replay(self, record: Record) -> Iterator[Check]:
        """The same in plain numbers, from what was taken."""
        taken, hours = record.flows[self.header], record.horizon.step_hours
        curtailed, share = np.zeros(len(taken)), self.flexibility.shiftable
        if self.flexibility.curtailable is not None:
            agreed = self.flexibility.curtailable
            curtailed = record.quantities[self.curtailed_label]
            yield record.at_most(f"{self.curtailed_label} ≥ 0", -curtailed, 0.0)
            yield record.at_most(f"{self.curtailed_label} ≤ agreed share", curtailed,
                                 agreed.share * self.demand)
            yield record.equal(f"{self.curtailed_label} = price · energy",
                               record.ledger[self.curtailed_label],
                               record.monthly(agreed.price * hours * curtailed))
        served = taken - (1.0 - share) * self.demand + curtailed
        if share:
            yield from self._replay_served(record, served)
        else:
            yield record.equal(f"taken from {self.header} = demand − curtailed", taken,
                               self.demand - curtailed)

    def _replay_served(self, record: Record, served: FloatArray) -> Iterator[Check]:
        owed, hours = record.quantities[self.owed_label], record.horizon.step_hours
        least, most = self.owed_limits(hours)
        due = self.flexibility.shiftable * self.demand
        yield record.equal(f"{self.owed_label} = before + due − served",
                           np.diff(owed, prepend=0.0), hours * (due - served))
        yield record.at_most(f"served of {self.header} ≥ 0", -served, 0.0)
        yield record.at_most(f"{self.owed_label}: not too late", owed, most)
        yield record.at_most(f"{self.owed_label}: not too early", -owed, -least)


def curtailed_label(header: str) -> str:
    """Label of what is curtailed of a header's demand."""
    return f"curtailed of {header}"
