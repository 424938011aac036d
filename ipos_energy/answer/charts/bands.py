"""What flows into and out of each header, as bands to stack."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from ipos_energy.answer.charts.looks import COMPANIES, HUES, OTHERS, Look, look
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.park.operation import Flow
from ipos_energy.park.series import FloatArray

HEAT = ("steam", "water")
MOST_SOURCES, MOST_USES = 7, 5
_NEGLIGIBLE = 1e-6
_INVISIBLE = 2e-3


@dataclass(frozen=True, eq=False)
class Band:
    """A flow, or several as one; ``values`` in MW or MWh, ≥ 0."""

    label: str
    look: Look
    values: FloatArray


@dataclass(frozen=True, eq=False)
class Balance:
    """A header's sources, uses by units and contracts, and the companies' demand (None: none)."""

    header: str
    sources: tuple[Band, ...]
    uses: tuple[Band, ...]
    demand: Band | None

    @property
    def bands(self) -> tuple[Band, ...]:
        """All of them."""
        return (*self.sources, *self.uses, *([self.demand] if self.demand else []))

    @property
    def largest(self) -> float:
        """The highest value of any band."""
        return max((float(band.values.max()) for band in self.bands), default=0.0)

    def without_empty(self, least: float) -> Balance:
        """The same balance without the bands that never exceed ``least``."""
        def kept(bands: tuple[Band, ...]) -> tuple[Band, ...]:
            return tuple(band for band in bands if float(band.values.max()) > least)

        demand = kept((self.demand,)) if self.demand else ()
        return Balance(self.header, kept(self.sources), kept(self.uses),
                       demand[0] if demand else None)

    def mapped(self, change: Callable[[FloatArray], FloatArray]) -> Balance:
        """The same balance with every band's values changed, such as cut or summed up."""
        def changed(band: Band) -> Band:
            return replace(band, values=change(band.values))

        return Balance(self.header, tuple(map(changed, self.sources)),
                       tuple(map(changed, self.uses)),
                       changed(self.demand) if self.demand else None)


def balances(
    results: Results, language: Language, media: tuple[str, ...] | None = None
) -> list[Balance]:
    """The balance of every header of these media (all where None) that has any flow."""
    looks = looks_of(results)
    found = [_balance(results, language, name, looks) for name, facts in results.headers.items()
             if media is None or facts.medium in media]
    return [balance for balance in found if balance.bands]


def looks_of(results: Results) -> dict[str, Look]:
    """One look for each unit and contract, the same in every chart.

    Two that meet at a header get two hues, as long as there are enough.
    """
    headers: dict[str, set[str]] = {}
    for flow in results.operation.flows:
        if results.owners[flow.owner].section != "company":
            headers.setdefault(flow.owner, set()).add(flow.header)
    numbers: dict[str, int] = {}
    for owner, where in headers.items():
        taken = {number % HUES for other, number in numbers.items() if where & headers[other]}
        free = [n for n in range(len(headers) + HUES) if n not in numbers.values()]
        numbers[owner] = next((n for n in free if n % HUES not in taken), free[0])
    return {owner: look(number) for owner, number in numbers.items()}


def _balance(
    results: Results, language: Language, header: str, looks: dict[str, Look]
) -> Balance:
    flows = [flow for flow in results.operation.flows if flow.header == header]
    largest = max((float(flow.values.max()) for flow in flows), default=0.0)
    flows = [flow for flow in flows if float(flow.values.max()) > _NEGLIGIBLE * largest]
    tenants = [flow for flow in flows if results.owners[flow.owner].section == "company"
               and flow.direction == "out"]
    others = [flow for flow in flows if flow not in tenants]
    given = [flow for flow in others if flow.direction == "in"]
    taken = [flow for flow in others if flow.direction == "out"]
    least = _INVISIBLE * sum(float(flow.values.sum()) for flow in given)
    return Balance(
        header,
        _folded(_bands(results, language, given, looks), MOST_SOURCES, least, language),
        _folded(_bands(results, language, taken, looks), MOST_USES, least, language),
        _companies(tenants, language))


def _bands(
    results: Results, language: Language, flows: list[Flow], looks: dict[str, Look]
) -> list[Band]:
    """One band for each flow of a contract, and one for all flows of a unit together."""
    found: dict[str, Band] = {}
    for flow in flows:
        contract = results.owners[flow.owner].section == "contract"
        label = language.flow(flow) if contract else flow.owner
        values = np.maximum(flow.values, 0.0)
        if label in found:
            values = values + found[label].values
        found[label] = Band(label, looks.get(flow.owner, COMPANIES), values)
    return list(found.values())


def _companies(flows: list[Flow], language: Language) -> Band | None:
    if not flows:
        return None
    names = {flow.owner for flow in flows}
    label = (flows[0].owner if len(names) == 1
             else language.say("{count} companies").format(count=len(names)))
    return Band(label, COMPANIES, np.sum([flow.values for flow in flows], axis=0))


def _folded(
    bands: list[Band], most: int, least: float, language: Language
) -> tuple[Band, ...]:
    """At most so many bands: the smallest, and several that sum to less than ``least``, are one."""
    by_size = sorted(bands, key=lambda band: -float(band.values.sum()))
    visible = sum(float(band.values.sum()) > least for band in bands)
    if len(bands) <= most and len(bands) - visible < 2:
        return tuple(bands)
    rest = by_size[min(visible, most - 1):]
    total = np.sum([band.values for band in rest], axis=0)
    kept = tuple(band for band in bands if band not in rest)
    return (*kept, Band(language.say("{count} others").format(count=len(rest)), OTHERS, total))
