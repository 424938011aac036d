"""The numbers that a planner asks for first."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.results import PublishedFacts, Results
from ipos_energy.park.published import FIGURES


@dataclass(frozen=True)
class Figure:
    """One headline figure; ``key`` carries the unit, as in ``heat_sold_mwh``."""

    key: str
    label: str
    value: float
    unit: str
    published: PublishedFacts | None = None


def headline(results: Results) -> tuple[Figure, ...]:
    """Energies over the horizon in MWh: what came in, what it became, what was bought."""
    flows, energy = results.flows_of_kind, results.energy_of
    cooled_at_source = sum(results.calendar.energy(quantity.values)
                        for quantity in results.operation.quantities
                        if quantity.label == "cooled away")
    to_companies = [flow for flow in results.operation.flows
                    if results.owners[flow.owner].section == "company"
                    and flow.label == flow.header]
    by_medium = {
        medium: energy([flow for flow in to_companies
                        if results.headers[flow.header].medium == medium])
        for medium in ("steam", "water", "electricity")
    }
    values = {
        "process heat available": energy(flows("process_heat", "heat")) + cooled_at_source,
        "heat cooled away": cooled_at_source + energy(flows("cooler", "heat")),
        "steam to companies": by_medium["steam"],
        "hot water to companies": by_medium["water"],
        "electricity to companies": by_medium["electricity"],
        "district heat sold": energy(flows("heat_sale", "sold")),
        "electricity generated": energy(
            flows("steam_turbine", "electricity")
            + [flow for flow in flows("renewable", "output")
               if results.headers[flow.header].medium == "electricity"]),
        "electricity bought": energy(flows("electricity", "bought")),
        "electricity sold": energy(flows("electricity", "sold")),
        "fuel burnt": energy(flows("fuel", "bought")),
    }
    return tuple(Figure(key, label, values[label], "MWh", results.published.get(label))
                 for label, key in FIGURES.items())
