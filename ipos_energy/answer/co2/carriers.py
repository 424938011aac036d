"""Joint emissions to carriers by five methods, then to companies by their use, hour by hour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np

from ipos_energy.answer.co2.allocation import (
    FORMULAS,
    Carrier,
    Incremental,
    exergy_of,
    shared,
)
from ipos_energy.answer.co2.flows import emitted_by_step, grid_flow, total
from ipos_energy.park.carbon_accounts import Method
from ipos_energy.park.contracts.electricity import Electricity
from ipos_energy.park.contracts.heat_sale import HeatSale
from ipos_energy.park.operation import Flow, Operation, Quantity
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Scenario
from ipos_energy.park.series import FloatArray


@dataclass(frozen=True)
class CarrierShare:
    """What one carrier bears; ``share`` and ``t_per_mwh`` None where there is nothing to share."""

    carrier: str
    energy_mwh: float
    emissions_t: float
    share: float | None
    t_per_mwh: float | None


@dataclass(frozen=True)
class UserShare:
    """What a company, or a buyer outside the park, bears of all carriers that it uses, in t."""

    user: str
    emissions_t: float


@dataclass(frozen=True)
class Allocated:
    """One method's outcome. The users bear what their carriers do."""

    method: str
    formula: str
    carriers: tuple[CarrierShare, ...]
    users: tuple[UserShare, ...]


@dataclass(frozen=True)
class JointEmissions:
    """The emissions that are shared, in t: fuel burnt, and power bought at its grid factor."""

    fuel_burnt_t: float
    power_bought_t: float
    chosen: str
    methods: tuple[Allocated, ...]

    @property
    def total_t(self) -> float:
        """What is shared."""
        return self.fuel_burnt_t + self.power_bought_t

    def by(self, method: str) -> Allocated:
        """The outcome of one method. Raises KeyError where it was not computed."""
        return {one.method: one for one in self.methods}[method]


@dataclass(frozen=True, eq=False)
class Use:
    """What a user takes of a carrier in MW (T,), and in the chosen method the CO2 in t (T,)."""

    user: str
    carrier: str
    values: FloatArray
    emissions_t: FloatArray


@dataclass(frozen=True, eq=False)
class ByStep:
    """The chosen method step by step, in t (T,): what is shared, carriers by name, and uses."""

    emitted_t: FloatArray
    carriers: dict[str, FloatArray]
    uses: tuple[Use, ...]

    def quantities(self) -> Iterable[Quantity]:
        """What is shared, and what each carrier bears of it, as quantities by step."""
        yield Quantity("joint process", "emitted", "t", self.emitted_t)
        for name, borne in self.carriers.items():
            yield Quantity(name, "borne", "t", borne)


def joint_emissions(scenario: Scenario, operation: Operation) -> tuple[JointEmissions, ByStep]:
    """All methods over the horizon, and the chosen one by step."""
    hours, choice = scenario.horizon.step_hours, scenario.emissions.allocation
    factor = scenario.emissions.electricity.factor.values
    fuel = emitted_by_step(scenario, operation)
    power = hours * grid_flow(scenario, operation, "bought") * factor
    flows = list(_used(scenario, operation))
    carriers = _carriers(scenario, flows)
    methods, by_step = [], ByStep(fuel + power, {}, ())
    for method in FORMULAS:
        emissions = (shared(fuel + power, carriers, method, choice, factor, hours)
                     if carriers else np.zeros((0, len(fuel))))
        uses = tuple(_uses(flows, carriers, emissions))
        methods.append(_allocated(method, carriers, emissions, uses, hours))
        if method == choice.method:
            by_step = ByStep(fuel + power, {carrier.name: row for carrier, row
                                            in zip(carriers, emissions, strict=True)}, uses)
    joint = JointEmissions(float(fuel.sum()), float(power.sum()), choice.method, tuple(methods))
    return joint, by_step


def allocation_checks(joint: JointEmissions) -> Iterator[Check]:
    """In every method, what carriers bear, and what their users do, is what is emitted.

    Where nobody takes anything, nobody bears anything.
    """
    for one in joint.methods:
        scale = 1.0 + sum(abs(carrier.emissions_t) for carrier in one.carriers)
        for who, borne in (("carriers", [carrier.emissions_t for carrier in one.carriers]),
                           ("users", [user.emissions_t for user in one.users])):
            if any(carrier.energy_mwh for carrier in one.carriers):
                yield Check("allocation", f"{who} together bear what is emitted ({one.method})",
                            abs(sum(borne) - joint.total_t) / scale)


def incremental(with_it: JointEmissions, without_it: JointEmissions) -> Incremental:
    """What is added between two solved scenarios, one with a carrier or company and one without."""
    return Incremental(with_it.total_t, without_it.total_t)


def _used(scenario: Scenario, operation: Operation) -> Iterable[Flow]:
    """What companies take and what is sold outside."""
    for flow in operation.flows:
        contract = scenario.contracts.get(flow.owner)
        to_company = flow.owner in scenario.companies and flow.label == flow.header
        sold = isinstance(contract, HeatSale | Electricity) and flow.label == "sold"
        if to_company or sold:
            yield flow


def _carriers(scenario: Scenario, flows: list[Flow]) -> list[Carrier]:
    surroundings = scenario.emissions.allocation.surroundings
    names = [name for name in scenario.headers if any(flow.header == name for flow in flows)]
    return [
        Carrier(name, scenario.headers[name].medium,
                total((flow.values for flow in flows if flow.header == name), scenario),
                exergy_of(scenario.headers[name], scenario.feedwater, surroundings,
                          scenario.horizon.steps))
        for name in names
    ]


def _uses(flows: list[Flow], carriers: list[Carrier], emissions: FloatArray) -> Iterable[Use]:
    """Each user's part of its carriers' emissions, in proportion to what it takes in the hour."""
    for carrier, emitted in zip(carriers, emissions, strict=True):
        delivered = carrier.values > 0
        per_mw = np.where(delivered, emitted / np.where(delivered, carrier.values, 1.0), 0.0)
        left, whole = float(emitted[~delivered].sum()), float(carrier.values.sum())
        usual = left / whole if whole else 0.0
        for flow in flows:
            if flow.header == carrier.name:
                yield Use(flow.owner, carrier.name, flow.values, flow.values * (per_mw + usual))


def _allocated(
    method: Method, carriers: list[Carrier], emissions: FloatArray, uses: tuple[Use, ...],
    hours: float,
) -> Allocated:
    whole = float(emissions.sum())

    def share(carrier: Carrier, emitted_t: float) -> CarrierShare:
        energy = hours * float(carrier.values.sum())
        return CarrierShare(carrier.name, energy, emitted_t, emitted_t / whole if whole else None,
                            emitted_t / energy if energy else None)

    users = dict.fromkeys((use.user for use in uses), 0.0)
    for use in uses:
        users[use.user] += float(use.emissions_t.sum())
    return Allocated(
        method, FORMULAS[method],
        tuple(share(carrier, float(row.sum()))
              for carrier, row in zip(carriers, emissions, strict=True)),
        tuple(UserShare(name, emitted) for name, emitted in users.items()))
