"""A scenario: one planning case, complete and checked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    Field,
    PrivateAttr,
    WithJsonSchema,
    field_validator,
    model_validator,
)

from ipos_energy.errors import nearest
from ipos_energy.park import quantities as q
from ipos_energy.park.companies import Company
from ipos_energy.park.connections import connections
from ipos_energy.park.contracts import CONTRACTS
from ipos_energy.park.contracts.contract import Contract
from ipos_energy.park.contracts.fuel import Fuel
from ipos_energy.park.emissions import Emissions
from ipos_energy.park.fields import ExchangeRate, Measured, Schema, wrong
from ipos_energy.park.headers import HEADERS, Feedwater, Header
from ipos_energy.park.horizon import Horizon, HorizonError, parse_time_zone
from ipos_energy.park.local_time import LocalTime
from ipos_energy.park.one_of import OneOf
from ipos_energy.park.profiles import ProfileSpec
from ipos_energy.park.profiles.profile import Profile
from ipos_energy.park.published import FigureName, Published
from ipos_energy.park.quantities import Money
from ipos_energy.park.site import CO2
from ipos_energy.park.solver import Solver
from ipos_energy.park.statements import Statements
from ipos_energy.park.units import UNITS
from ipos_energy.park.units.unit import Unit

EMISSIONS = "emissions"
"""The owner of what the scenario states of emissions, beside what contracts do."""

Component = Unit | Contract | Company | Emissions

Finding = tuple[tuple[str, ...], str, str]
"""Path, message and advice of a problem."""

Duration = Annotated[float, Measured((q.DURATION,))]


def _three_capitals(currency: str) -> str:
    if not re.fullmatch("[A-Z]{3}", currency):
        raise wrong(f'expected the three capital letters of a currency such as "EUR", found '
                    f'"{currency}"')
    return currency


Currency = Annotated[str, AfterValidator(_three_capitals), WithJsonSchema(
    {"type": "string", "pattern": "^[A-Z]{3}$", "description": "Three capital letters"})]


class HorizonEntry(Schema):
    """The span of time that is optimised."""

    start: LocalTime
    """First moment, local time (a date means its midnight)"""
    end: LocalTime
    """First moment after the end, local time"""
    step: Duration = 1.0
    """Length of a step, 15 min to 1 h"""
    time_zone: str = "Europe/Stockholm"
    """Name of the time zone, "UTC", or a fixed offset such as "UTC+01:00\""""

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        try:
            parse_time_zone(name)
        except HorizonError as error:
            raise wrong(str(error), _nearest_zone(name)) from error
        return name

    @model_validator(mode="after")
    def _can_be(self) -> HorizonEntry:
        try:
            self.horizon()
        except HorizonError as error:
            raise wrong(str(error)) from error
        return self

    def horizon(self) -> Horizon:
        """The steps."""
        return Horizon(self.start, self.end, self.step, self.time_zone)


def _nearest_zone(name: str) -> str:
    from zoneinfo import available_timezones

    advice = nearest(name, sorted(available_timezones()))
    return advice if advice.startswith("Did") else ""


class MoneyEntry(Schema):
    """Currency of all amounts, and what others are worth in it."""

    currency: Currency = "EUR"
    """Currency of all results"""
    exchange_rates: dict[Currency, ExchangeRate] = Field(default_factory=dict)
    """Value of one unit of another currency in the scenario's"""

    def money(self) -> Money:
        """The currency with its exchange rates."""
        return Money(self.currency, self.exchange_rates)


class Scenario(MoneyEntry):
    """Everything that one run needs, in canonical units."""

    name: str = Field(min_length=1)
    """Name of the scenario"""
    description: str = ""
    """What the scenario stands for, shown in reports"""
    horizon_entry: HorizonEntry = Field(alias="horizon")
    """Span of time and length of a step"""
    profiles: dict[str, ProfileSpec] = Field(default_factory=dict)
    """Time series, by name"""
    feedwater: Feedwater = Field(default_factory=Feedwater)
    """State from which the energy of steam is counted"""
    headers: dict[str, Annotated[Header, OneOf(HEADERS, "medium")]]
    """Networks that balance at every step, by name"""
    units: dict[str, Annotated[Unit, OneOf(UNITS)]] = Field(default_factory=dict)
    """Equipment, by name"""
    companies: dict[str, Company] = Field(default_factory=dict)
    """Tenants, by name"""
    contracts: dict[str, Annotated[Contract, OneOf(CONTRACTS)]] = Field(default_factory=dict)
    """Energy bought and sold outside the park, by name"""
    emissions: Emissions = Field(default={}, validate_default=True)
    """CO2 price, factors and reference"""
    statements: Statements = Field(default_factory=Statements)
    """What companies are told of the year"""
    published: dict[Annotated[str, FigureName()], Published] = Field(default_factory=dict)
    """Published totals to stand beside the headline figures, by the figure's name"""
    solver: Solver = Field(default_factory=Solver)
    """Time limit, gap and rolling horizon"""

    _series: dict[str, Profile] = PrivateAttr(default_factory=dict)
    _effective: dict[str, Any] = PrivateAttr(default_factory=dict)
    _file: Path | None = PrivateAttr(default=None)

    @field_validator("headers")
    @classmethod
    def _has_headers(cls, headers: dict[str, Header]) -> dict[str, Header]:
        if not headers:
            raise wrong("a park has at least one header")
        return headers

    @cached_property
    def horizon(self) -> Horizon:
        """The steps."""
        return self.horizon_entry.horizon()

    def attach(
        self, series: dict[str, Profile], effective: dict[str, Any], file: Path | None
    ) -> None:
        """Completes a scenario that was just read: its profiles, plain data and file."""
        self._series, self._effective, self._file = series, effective, file

    @property
    def series(self) -> dict[str, Profile]:
        """The profiles as read, by name."""
        return self._series

    @property
    def effective(self) -> dict[str, Any]:
        """The scenario as plain data with ``based on`` and all overrides applied."""
        return self._effective

    @property
    def file(self) -> Path | None:
        """The file that the scenario was read from."""
        return self._file

    @property
    def components(self) -> dict[str, Component]:
        """All that states equations, by name."""
        own = {EMISSIONS: self.emissions} if self.emissions.states_equations else {}
        return {**self.units, **self.contracts, **self.companies, **own}

    def problems(self) -> Iterator[Finding]:
        """(path, message, advice) for each thing that fits no single field."""
        twice = list(self._names_given_twice())
        yield from self._unknown_owners()
        kinds = {name: contract.kind for name, contract in self.contracts.items()}
        yield from ((("emissions", *path), message, advice)
                    for path, message, advice in self.emissions.problems(kinds))
        of_headers = [(("headers", name, field), message, "")
                      for name, header in self.headers.items()
                      for field, message in header.problems(self.feedwater)]
        yield from [*twice, *of_headers]
        if of_headers:
            return
        of_units = [(("units", name, field), message, "")
                    for name, unit in self.units.items()
                    for field, message in unit.problems(self.headers, self.feedwater)]
        of_companies = [(("companies", name, field), message, "")
                        for name, company in self.companies.items()
                        for field, message in company.problems(self.headers, self.feedwater)]
        of_contracts = [(("contracts", name, field), message, "")
                        for name, contract in self.contracts.items()
                        for field, message in contract.problems(self.headers)]
        yield from [*of_units, *of_companies, *of_contracts, *self._caps_on_nothing()]
        if not twice and not of_units and not of_companies and not of_contracts:
            yield from self._headers_not_served()

    def _headers_not_served(self) -> Iterator[Finding]:
        served = connections(self.components, self.horizon, self.feedwater, self.headers)
        for name, (givers, takers) in served.items():
            if not givers and not takers:
                yield (("headers", name), "no unit, contract or company is connected to this "
                       "header", "Connect something to it, or take it out.")
            needing = [f'"{taker}"' for taker in takers if taker in self.companies]
            if needing and not givers:
                yield (("headers", name), f"nothing feeds this header, which "
                       f"{', '.join(needing)} must be served from",
                       "Add a unit or a contract that feeds it.")

    def _unknown_owners(self) -> Iterator[Finding]:
        for section in ("units", "contracts"):
            for name, component in getattr(self, section).items():
                if component.owner and component.owner not in self.companies:
                    yield ((section, name, "owner"), f'there is no company "{component.owner}"',
                           nearest(component.owner, self.companies))

    def _caps_on_nothing(self) -> Iterator[Finding]:
        burnt = [contract for contract in self.contracts.values() if isinstance(contract, Fuel)]
        known = {CO2 for _ in burnt} | {name for fuel in burnt for name in fuel.pollutants}
        for name in self.emissions.pollutants:
            if name not in known:
                yield (("emissions", "pollutants", name), f'no fuel contract emits "{name}"',
                       nearest(name, sorted(known - {CO2})))
        if self.emissions.cap is not None and not burnt:
            yield ("emissions", "cap"), "no fuel is burnt that a cap could be for", ""

    def _names_given_twice(self) -> Iterator[Finding]:
        seen = {EMISSIONS: "emissions of the park"} if self.emissions.states_equations else {}
        for section in ("units", "contracts", "companies"):
            for name in getattr(self, section):
                if name in seen:
                    yield ((section, name), f'"{name}" is already the name of one of the '
                           f"{seen[name]}", "Give each unit, contract and company its own name.")
                seen[name] = section

