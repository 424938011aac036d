"""Which components feed each header and which take from it, before any equation is compiled."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, Protocol

from ipos_energy.park.headers import Feedwater, Header
from ipos_energy.park.horizon import Horizon
from ipos_energy.park.periods import PeriodName
from ipos_energy.park.site import Rule, Site

Served = dict[str, tuple[list[str], list[str]]]
"""Names of the components that feed each header, and of those that take from it."""


class StatesEquations(Protocol):
    """A unit, contract or company."""

    def equations(self, site: Site) -> None: ...


def connections(
    components: Mapping[str, StatesEquations], horizon: Horizon, feedwater: Feedwater,
    headers: Mapping[str, Header],
) -> Served:
    """What feeds each header and what takes from it.

    Every component states its equations to a site that only notes its flows, so a new kind of
    unit has nothing to declare.
    """
    served: Served = {name: ([], []) for name in headers}
    for name, component in components.items():
        site: Any = NotingSite(name, served, horizon, feedwater, headers)
        component.equations(site)
    return served


class NotingSite:
    """A :class:`Site` that notes flows; all else that is stated to it, it lets pass."""

    emission_price = 0.0
    pollutant_prices: Mapping[str, float] = MappingProxyType({})

    def __init__(
        self, owner: str, served: Served, horizon: Horizon, feedwater: Feedwater,
        headers: Mapping[str, Header],
    ) -> None:
        self.horizon, self.feedwater = horizon, feedwater
        self._owner, self._served, self._headers = owner, served, headers

    def header(self, name: str) -> Header:
        return self._headers[name]

    def gives(self, header: str, label: str, rule: Rule) -> None:
        self._served[header][0].append(self._owner)

    def takes(self, header: str, label: str, rule: Rule) -> None:
        self._served[header][1].append(self._owner)

    def exchanges(self, header: str, given: str, taken: str, rule: Rule) -> None:
        self.gives(header, given, rule)
        self.takes(header, taken, rule)

    def periods(self, name: PeriodName) -> NotingSite:
        return self

    def __getattr__(self, name: str) -> Callable[..., tuple[()]]:
        return lambda *stated, **bounds: ()
