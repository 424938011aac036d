"""The numbers that a planner asks for first."""

from __future__ import annotations

from dataclasses import dataclass

from ipos_energy.answer.results import Results


@dataclass(frozen=True)
class Figure:
    """One headline figure; ``key`` carries the unit, as in ``heat_sold_mwh``."""

    key: str
    label: str
    value: float
    unit: str


def headline(results: Results) -> tuple[Figure, ...]:
    """Energies over the horizon in MWh: what came in, what it became, what was bought."""
    flows, energy = results.flows_of_kind, results.energy_of
    cooled = sum(results.calendar.energy(quantity.values)
                 for quantity in results.operation.quantities
                 if quantity.label == "cooled away")
    cooled += energy(flows("cooler", "heat"))
    used = energy(flows("process_heat", "heat"))
    source_cooled = sum(results.calendar.energy(quantity.values)
                        for quantity in results.operation.quantities
                        if quantity.label == "cooled away")
    to_companies = [flow for flow in results.operation.flows
                    if results.owners[flow.owner].section == "company"]
    by_medium = {
        medium: energy([flow for flow in to_companies
                        if results.headers[flow.header].medium == medium])
        for medium in ("steam", "water", "electricity")
    }
    rows = (
        ("process_heat_available_mwh", "process heat available", used + source_cooled),
        ("cooled_away_mwh", "heat cooled away", cooled),
        ("steam_to_companies_mwh", "steam to companies", by_medium["steam"]),
        ("hot_water_to_companies_mwh", "hot water to companies", by_medium["water"]),
        ("electricity_to_companies_mwh", "electricity to companies", by_medium["electricity"]),
        ("heat_sold_mwh", "district heat sold", energy(flows("heat_sale", "sold"))),
        ("electricity_generated_mwh", "electricity generated",
         energy(flows("steam_turbine", "electricity"))),
        ("electricity_bought_mwh", "electricity bought", energy(flows("electricity", "bought"))),
        ("electricity_sold_mwh", "electricity sold", energy(flows("electricity", "sold"))),
        ("fuel_burnt_mwh", "fuel burnt", energy(flows("fuel", "bought"))),
    )
    return tuple(Figure(key, label, value, "MWh") for key, label, value in rows)
