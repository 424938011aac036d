"""The results of one run: everything that tables, charts and reports are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.co2 import AvoidedCo2, Co2Account, avoided_co2, co2_account
from ipos_energy.answer.money import Money, money_of
from ipos_energy.answer.weeks import Week, weeks_of
from ipos_energy.park.companies import Company
from ipos_energy.park.contracts.bill import Bill
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.headers import SteamNetwork
from ipos_energy.park.horizon import month_index, month_names
from ipos_energy.park.operation import Flow, Operation, Quantity
from ipos_energy.park.ownership import described
from ipos_energy.park.replay import Check
from ipos_energy.park.scenario import Component, Scenario
from ipos_energy.park.series import FloatArray, sum_by
from ipos_energy.park.units.unit import Unit


@dataclass(frozen=True)
class HeaderFacts:
    """What results must know of a header: its medium, and the energy of a tonne of its steam."""

    medium: str
    mwh_per_t: float | None = None
    """Energy counted from feedwater in MWh/t; None for what is no steam"""


@dataclass(frozen=True)
class OwnerFacts:
    """What results must know of a component: "unit", "contract" or "company", and its kind.

    ``detail`` is the sector of a company, or who the heat is sold to. ``company`` is the company
    that it belongs to, or several with their shares, empty where it is the park's own. ``rated_mw``
    is the capacity of the flow ``rated_flow`` with what was built and retired; None where the
    capacity is of no single flow.
    """

    section: str
    kind: str
    detail: str = ""
    company: str = ""
    rated_flow: str = ""
    rated_mw: float | None = None


@dataclass(frozen=True)
class ProfileFacts:
    """Where a time series comes from."""

    origin: str
    modelled: bool
    notes: tuple[str, ...]


@dataclass(frozen=True)
class PublishedFacts:
    """A published total in MWh a year, its source, and why the program's figure differs."""

    value_mwh: float
    source: str
    why_different: str


@dataclass(frozen=True, eq=False)
class Calendar:
    """The steps: start of each in UTC and on the local clock, ``datetime64[s]`` (T,)."""

    utc: NDArray[np.datetime64]
    local: NDArray[np.datetime64]
    step_hours: float
    time_zone: str

    @cached_property
    def month(self) -> NDArray[np.int64]:
        """Index of each step's calendar month, from 0 (T,)."""
        return month_index(self.local)

    @cached_property
    def month_names(self) -> list[str]:
        """``2019-01`` and so on."""
        return month_names(self.local)

    def monthly_energy(self, power_mw: FloatArray) -> FloatArray:
        """Energy in MWh in each calendar month (M,)."""
        return sum_by(self.month, power_mw * self.step_hours, len(self.month_names))

    def energy(self, power_mw: FloatArray) -> float:
        """Energy in MWh over the horizon."""
        return float(power_mw.sum() * self.step_hours)


@dataclass(frozen=True, eq=False)
class Results:
    """One solved scenario with names, units and origins, ready to be written or drawn."""

    name: str
    description: str
    currency: str
    calendar: Calendar
    headers: Mapping[str, HeaderFacts]
    owners: Mapping[str, OwnerFacts]
    profiles: Mapping[str, ProfileFacts]
    published: Mapping[str, PublishedFacts]
    operation: Operation
    co2: AvoidedCo2
    co2_account: Co2Account
    """Factors, perspectives, scopes, claims, allocation and uncertainty"""
    co2_by_step: tuple[Quantity, ...]
    """Joint emissions by step in t, and what each carrier bears in the chosen allocation"""
    money: Money
    """The reference valued, the saving, and a statement for each company"""
    weeks: tuple[Week, ...]
    """Weeks that say most about the horizon; all of it where it is short"""
    remarks: tuple[str, ...] = ()
    """What the program approximates, and by how much."""
    warnings: tuple[str, ...] = ()
    """What is legal and odd in the scenario."""
    bills: tuple[Bill, ...] = ()
    """The bill of each contract; empty before the audit"""
    checks: tuple[Check, ...] = ()
    """The audit's checks; empty before the audit."""

    @property
    def passed(self) -> bool:
        """Whether there was an audit and every check of it passed."""
        return bool(self.checks) and all(check.passed for check in self.checks)

    @cached_property
    def companies(self) -> frozenset[str]:
        """Names of the companies."""
        return frozenset(name for name, facts in self.owners.items() if facts.section == "company")

    def flow(self, owner: str, label: str) -> FloatArray:
        """A flow in MW (T,). Raises KeyError where there is none."""
        return self._flows[owner, label].values

    @cached_property
    def _flows(self) -> dict[tuple[str, str], Flow]:
        return {(flow.owner, flow.label): flow for flow in self.operation.flows}

    def flows_of_kind(self, kind: str, label: str | None = None) -> list[Flow]:
        """The flows of all components of one kind, such as ``steam_turbine``."""
        return [flow for flow in self.operation.flows if self.owners[flow.owner].kind == kind
                and (label is None or flow.label == label)]

    def energy_of(self, flows: list[Flow]) -> float:
        """Energy of some flows together, in MWh."""
        return sum((self.calendar.energy(flow.values) for flow in flows), 0.0)

    @property
    def modelled_profiles(self) -> list[str]:
        """Names of the time series that a generator made."""
        return [name for name, facts in self.profiles.items() if facts.modelled]


def results_of(scenario: Scenario, operation: Operation) -> Results:
    """The results of a scenario's operation, not yet audited."""
    horizon, co2 = scenario.horizon, avoided_co2(scenario, operation)
    account, by_step = co2_account(scenario, operation, co2)
    return Results(
        name=scenario.name, description=scenario.description, currency=scenario.currency,
        calendar=Calendar(horizon.utc, horizon.local, horizon.step_hours, horizon.time_zone),
        headers={name: HeaderFacts(
            header.medium,
            header.energy_mwh_per_t(scenario.feedwater)
            if isinstance(header, SteamNetwork) else None,
        ) for name, header in scenario.headers.items()},
        owners={name: _facts(name, component, scenario, operation)
                for name, component in scenario.components.items()},
        profiles={name: ProfileFacts(series.origin, series.modelled, series.notes)
                  for name, series in scenario.series.items()},
        published={name: PublishedFacts(total.value, total.source, total.why_different)
                   for name, total in scenario.published.items() if horizon.is_a_year},
        operation=operation,
        co2=co2, co2_account=account,
        co2_by_step=tuple(by_step.quantities()), money=money_of(scenario, operation, by_step),
        weeks=weeks_of(scenario, operation),
        remarks=tuple(f"{name}: {remark}" for name, unit in scenario.units.items()
                      for remark in unit.remarks()),
        warnings=(*(warning.sentence for warning in scenario.warnings), *operation.warnings),
    )


def _facts(
    name: str, component: Component, scenario: Scenario, operation: Operation
) -> OwnerFacts:
    if isinstance(component, Company):
        return OwnerFacts("company", "company", component.sector, name)
    if isinstance(component, Emissions):
        return OwnerFacts("emissions", "emissions")
    if isinstance(component, Unit):
        rated = component.rated(scenario.surroundings)
        label, capacity = rated or ("", None)
        added = _added(name, component.rated_growth(scenario.surroundings), operation)
        return OwnerFacts("unit", component.kind, company=described(component.owner),
                          rated_flow=label, rated_mw=None if capacity is None else capacity + added)
    return OwnerFacts("contract", component.kind, str(getattr(component, "sold_to", "")),
                      described(component.owner))


def _added(name: str, growth: Mapping[str, float], operation: Operation) -> float:
    """What was built of a unit less what was retired, in MW."""
    return sum(growth.get(size.label, 0.0) * size.value for size in operation.sizes
               if size.owner == name)
