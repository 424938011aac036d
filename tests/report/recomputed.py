"""What every table of the report must hold, computed again from the files that a run wrote.

Nothing of the report's own code is used: flows, levels and prices are read from Parquet, sums and
accounts from ``summary.json``. A table is a list of rows; only its numbers are given, in order.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow.parquet as pq
from numpy.typing import NDArray

from ipos_energy.answer.prices import shares_of_hours
from ipos_energy.answer.summary import results_from

Numbers = list[list[float]]
Array = NDArray[np.float64]
LEVELS = (0.0, 0.1, 0.5, 0.9, 1.0)


class Written:
    """The files of a run, and what follows from them."""

    def __init__(self, folder: Path, run: Path) -> None:
        self.summary: dict[str, Any] = json.loads(
            (folder / "summary.json").read_text(encoding="utf-8"))
        self.run, self.hours = run, float(self.summary["step_hours"])
        self.flows = self._series("flows")
        self.owners: dict[str, dict[str, Any]] = self.summary["owners"]
        zone = ZoneInfo(self.summary["time_zone"])
        local = [moment.astimezone(zone) for moment in
                 pq.read_table(run / "flows.parquet")["time"].to_pylist()]
        self.month = np.array([moment.month for moment in local])
        self.clock = np.array([moment.hour for moment in local], dtype=float)

    def _series(self, name: str) -> dict[tuple[str, str], tuple[dict[str, str], Array]]:
        """Columns by owner and label, with what the file says of each."""
        table, found = pq.read_table(self.run / f"{name}.parquet"), {}
        for field, column in zip(table.schema, table.columns, strict=True):
            if field.name != "time":
                about = {key.decode(): value.decode() for key, value in field.metadata.items()}
                key = (about.get("owner", about.get("header", "")), about.get("label", ""))
                found[key] = (about, np.array(column.to_pylist()))
        return found

    def rows(self, name: str) -> list[dict[str, Any]]:
        """The rows of a table that is not by step."""
        rows: list[dict[str, Any]] = pq.read_table(self.run / f"{name}.parquet").to_pylist()
        return rows

    def tables(self) -> Iterator[tuple[str, Numbers]]:
        """Each table by its caption."""
        yield from self._operation()
        yield from self._money()
        yield from self._co2()
        yield from self._equipment()

    def _mean_highest_energy(self, values: Array) -> list[float]:
        return [values.mean(), values.max(), values.sum() * self.hours]

    def _operation(self) -> Iterator[tuple[str, Numbers]]:
        heat = [name for name, facts in self.summary["headers"].items()
                if facts["medium"] in ("steam", "water")]
        whole = [self._mean_highest_energy(values) for _, values in self.flows.values()]
        yield "The whole period", whole
        yield "Steam and heat", [self._mean_highest_energy(values)
                                 for about, values in self.flows.values()
                                 if about["header"] in heat]
        yield "Power that is reached or exceeded", [
            [*np.quantile(values, (1, .9, .75, .5, .25, .1, 0))]
            for (owner, _), (_, values) in self.flows.items()
            if self.owners[owner]["section"] != "company"]
        yield "Levels of stores", [
            [values.min(), values.mean(), values.max()]
            for (_, label), (_, values) in self._series("levels").items() if label == "level"]
        for header in self.summary["headers"]:
            yield f"{header} (MWh)", self._by_month(header)
        for (owner, label), (_, values) in self.flows.items():
            if label == self.owners[owner].get("rated_flow"):
                yield f"{owner}: {label}, hour and day", [
                    [hour, values[self.clock == hour].mean(), values[self.clock == hour].max()]
                    for hour in np.unique(self.clock)]
        yield "Which unit set the price", self._price_setting()
        yield "Marginal price of each header", [
            [values.mean(), *np.quantile(values, LEVELS)]
            for _, values in self._series("prices").values()]

    def _price_setting(self) -> Numbers:
        """Hours, their share and the mean price, as the library tells them of the written files."""
        results = results_from(self.summary, self.run)
        hours = self.hours * len(self.clock)
        return [[share.hours, 100 * share.hours / hours, share.mean_price]
                for shares in shares_of_hours(results).values() for share in shares]

    def _by_month(self, header: str) -> Numbers:
        """Energy into the header by month and flow, companies together and last; then the sum."""
        columns: list[Array] = []
        tenants = np.zeros(len(self.month))
        for (owner, _), (about, values) in self.flows.items():
            if about["header"] == header:
                signed = values * self.hours * (1 if about["direction"] == "in" else -1)
                if self.owners[owner]["section"] == "company":
                    tenants = tenants + signed
                else:
                    columns.append(signed)
        columns += [tenants] if tenants.any() else []
        rows = [[float(column[self.month == month].sum()) for column in columns]
                for month in np.unique(self.month)]
        return [*rows, [float(column.sum()) for column in columns]]

    def _money(self) -> Iterator[tuple[str, Numbers]]:
        saving, told = self.summary["saving"], self.summary["statements"]
        cost: dict[tuple[str, str], float] = {}
        for row in self.rows("ledger"):
            if row["kind"] == "cost":
                key = (row["owner"], row["label"])
                cost[key] = cost.get(key, 0.0) + row["amount"]
        yield "Cost by line", [*([amount] for amount in cost.values()), [sum(cost.values())]]
        yield "Saving against the reference", [
            *([line["amount"]] for line in saving["lines"]), [saving["saving"]]]
        yield "Cost by month, of the park and of the reference", self._cost_by_month()
        for contract in dict.fromkeys(row["contract"] for row in self.rows("bills")):
            yield f"Bill: {contract}", self._bill(contract)
        city = saving["city"]
        yield "The city's side", _known([[city["alternative_cost"]], [city["paid"]],
                                         [city["saving"]]])
        alone = [None if one["alone_cost"] is None else one["alone_cost"] - one["cost"]
                 for one in told["companies"]]
        yield "Statement of each company", [*_known(
            [one["energy_mwh"], one["highest_mw"], 100 * one["share"], one["marginal_value"],
             one["cost"], one["alone_cost"], saved, one["co2_t"]]
            for one, saved in zip(told["companies"], alone, strict=True)), [told["ledger_total"]]]
        parts = [[part["amount"] for part in (*one["shared"], *one["own"])]
                 for one in told["companies"]]
        yield "What each company bears of contracts and units", [
            *parts, [sum(column) for column in zip(*parts, strict=True)]]
        yield ("Energy by company and header, and what it is worth at marginal prices",
               self._uses())

    def _cost_by_month(self) -> Numbers:
        """By owner, together, by kind of the reference, together, and the difference."""
        columns: dict[tuple[str, str], dict[str, float]] = {}
        for table in ("ledger", "reference_costs"):
            for row in self.rows(table):
                if row.get("kind", "cost") == "cost":
                    name = row["owner"] if table == "ledger" else row["label"].split(": ")[0]
                    months = columns.setdefault((table, name), {})
                    months[row["month"]] = months.get(row["month"], 0.0) + row["amount"]
        names = sorted({row["month"] for row in self.rows("ledger")})
        rows = []
        for month in names:
            park = [costs.get(month, 0.0) for (table, _), costs in columns.items()
                    if table == "ledger"]
            alone = [costs.get(month, 0.0) for (table, _), costs in columns.items()
                     if table != "ledger"]
            rows.append([*park, sum(park), *alone, sum(alone), sum(alone) - sum(park)])
        return [*rows, [sum(column) for column in zip(*rows, strict=True)]]

    def _bill(self, contract: str) -> Numbers:
        """A month in each row: its lines and their sum; then the sum of the months."""
        months: dict[str, list[float]] = {}
        for row in self.rows("bills"):
            if row["contract"] == contract:
                months.setdefault(row["month"], []).append(row["amount"])
        rows = [[*amounts, sum(amounts)] for amounts in months.values()]
        return [*rows, [sum(column) for column in zip(*rows, strict=True)]]

    def _uses(self) -> Numbers:
        """Energy and marginal value of each company at each header that it uses."""
        companies: dict[str, dict[str, list[float]]] = {}
        for row in self.rows("uses"):
            used = companies.setdefault(row["company"], {}).setdefault(row["header"], [0.0, 0.0])
            used[0] += row["energy_mwh"]
            used[1] += row["marginal_value"]
        headers = list(dict.fromkeys(row["header"] for row in self.rows("uses")))
        return [[number for header in headers if header in used for number in used[header]]
                for used in companies.values()]

    def _co2(self) -> Iterator[tuple[str, Numbers]]:
        co2 = self.summary["co2"]
        yield "Avoided CO2 by line", [*([line["avoided_t"]] for line in co2["lines"]),
                                      [sum(line["avoided_t"] for line in co2["lines"])]]
        yield "If district heat were made in another way", [
            [1000 * one["factor_t_per_mwh"], one["avoided_t"]] for one in co2["alternatives"]]
        yield "Two perspectives", [[one["avoided_t"], one["covariance_t"]]
                                   for one in co2["perspectives"]]
        yield "The park's own emissions by scope", [[line["emissions_t"]]
                                                    for line in co2["scopes"]["lines"]]
        yield "Claims", [[100 * one["share"], one["claimed_t"]] for one in
                         (*co2["claims"]["claims"], *co2["claims"]["unclaimed"]) if one["share"]]
        methods = co2["allocation"]["methods"]
        carriers = range(len(methods[0]["carriers"]))
        yield "Joint emissions by carrier and method", [
            *([methods[0]["carriers"][k]["energy_mwh"],
               *(method["carriers"][k]["emissions_t"] for method in methods)] for k in carriers),
            [sum(one["emissions_t"] for one in method["carriers"]) for method in methods]]
        yield "Joint emissions per MWh of carrier", [
            [1000 * method["carriers"][k]["t_per_mwh"] for method in methods] for k in carriers]
        yield "What the spread of avoided CO2 comes from", [
            [1000 * one["low"], 1000 * one["value"], 1000 * one["high"],
             100 * one["variance_share"]] for one in co2["uncertainty"]["factors"]]
        yield "Factors", _known([1000 * one["value"], _kg(one["low"]), _kg(one["high"])]
                                for one in co2["factors"])

    def _equipment(self) -> Iterator[tuple[str, Numbers]]:
        yield "How the units ran", [self._ran(owner, facts) for owner, facts in self.owners.items()
                                    if facts["section"] == "unit"]
        by_step = [(about["label"], values) for about, values in self._series("limits").values()]
        spans = [(one["label"], np.array(one["values"])) for one in self.summary["limits"]]
        yield "Marginal value of limits", [
            [float((abs(values) > 1e-6).sum()), values.sum()]
            for label, values in (*by_step, *spans) if label != "level"]

    def _ran(self, owner: str, facts: dict[str, Any]) -> list[float]:
        """Energy, capacity, highest, full-load hours, hours in use, starts, longest rest."""
        values = self.flows[owner, facts["rated_flow"]][1]
        rests, rest, starts = [0], 0, 0
        for before, now in zip([values[0], *values], values, strict=False):
            rest = 0 if now > 1e-6 else rest + 1
            starts += bool(now > 1e-6 >= before)
            rests.append(rest)
        energy = values.sum() * self.hours
        return [energy, facts["rated_mw"], values.max(), energy / facts["rated_mw"],
                float((values > 1e-6).sum()) * self.hours, float(starts), max(rests) * self.hours]


def _known(rows: Any) -> Numbers:
    return [[number for number in row if number is not None] for row in rows]


def _kg(tonnes: float | None) -> float | None:
    return None if tonnes is None else 1000 * tonnes
