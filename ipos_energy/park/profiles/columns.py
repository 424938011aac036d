"""Which column of a table is meant, and what its header says about its unit."""

from __future__ import annotations

import re

from ipos_energy.errors import nearest
from ipos_energy.park.profiles.profile import ProfileError
from ipos_energy.park.profiles.stated import checked_unit, measure_of, same_unit
from ipos_energy.park.profiles.tables import Table
from ipos_energy.park.quantities import Money

_BRACKETED = re.compile(r"^(?P<name>.*?)\s*(?:\[(?P<square>[^\]]*)\]|\((?P<round>[^)]*)\))\s*$")
_PRICE_SUFFIX = re.compile(r"^.+_(?P<money>[a-z]{3})_per_(?P<unit>mwh|kwh|gwh|t)$")
_UNIT_WORDS = {
    "mw": "MW", "kw": "kW", "gw": "GW", "mwh": "MWh", "kwh": "kWh", "gwh": "GWh", "degc": "degC",
}
"""Units in snake-case names such as ``steam_mw_2019``, where exactly one word is a unit."""
_TITLE_UNIT = re.compile(r"\bin (?P<unit>[A-Z]{3}/[kMG]?Wh)\b")
_CURRENCY = re.compile(r"^[A-Z]{3}$")
_MAIN_PRICE = "day-ahead price"
"""ENTSO-E exports prices of later auctions beside it; the profile is this one unless stated."""


def value_columns(table: Table, time_columns: frozenset[int]) -> list[int]:
    """The columns that hold numbers and no time."""
    return [
        index for index, name in enumerate(table.header)
        if index not in time_columns and name and table.holds_numbers(index)
    ]


def chosen_column(
    table: Table, stated: str | None, profile: str, time_columns: frozenset[int]
) -> int:
    """The column called ``stated``, else ``profile``, else the file's only one with values.

    Names match with or without their unit. Raises ProfileError.
    """
    wanted = profile if stated is None else stated
    for matches in (
        [i for i, name in enumerate(table.header) if name == wanted],
        [i for i, name in enumerate(table.header) if base_name(name) == wanted],
        [i for i, name in enumerate(table.header)
         if base_name(name).casefold() == wanted.casefold()],
    ):
        if len(matches) == 1:
            return matches[0]
        if matches:
            raise ProfileError(
                f'{table.file} has {len(matches)} columns called "{wanted}"', "column"
            )
    values = value_columns(table, time_columns)
    if stated is None:
        main = [i for i in values if base_name(table.header[i]).casefold() == _MAIN_PRICE]
        if len(values) == 1 or len(main) == 1:
            return values[0] if len(values) == 1 else main[0]
    names = [base_name(table.header[index]) for index in values]
    unstated = " (its own name, since it states no column)" if stated is None else ""
    raise ProfileError(
        f'{table.file} has no column "{wanted}"{unstated}',
        "file" if stated is None else "column", nearest(wanted, names),
    )


def base_name(header: str) -> str:
    """A header without its unit: ``spot [EUR/MWh]`` is ``spot``."""
    match = _BRACKETED.match(header)
    return match["name"] if match else header


def unit_of(table: Table, column: int, stated: str | None, money: Money) -> str:
    """The unit of a column from its entry or its header, which must agree; raises ProfileError."""
    header = table.header[column]
    found = _unit_in_header(table, header, money)
    if stated is None and found is None:
        raise ProfileError(
            f'no unit is known for column "{header}" of {table.file}', "unit",
            f'Write "{base_name(header)} [MW]" in the header or unit: MW in the entry; '
            "the unit of a plain share is 1.",
        )
    if stated is None or found is None:
        return checked_unit(found or stated or "", "unit", money)
    unit = checked_unit(stated, "unit", money)
    if not same_unit(unit, found, money):
        raise ProfileError(
            f'the entry states the unit "{stated}", but column "{header}" of {table.file} is in '
            f'"{found}"', "unit",
        )
    return unit


def _unit_in_header(table: Table, header: str, money: Money) -> str | None:
    match = _BRACKETED.match(header)
    if match and match["square"] is not None:
        return checked_unit(match["square"], "column", money)
    if match:
        unit = match["round"]
        if _CURRENCY.match(unit) and any("Delivery" in name for name in table.header):
            unit += "/MWh"  # Nord Pool names the currency alone
        return unit if _is_unit(unit, money) else None
    name = header.casefold()
    price = _PRICE_SUFFIX.match(name)
    if price:
        unit = price["unit"].replace("wh", "Wh").replace("mW", "MW").replace("gW", "GW")
        return f"{price['money'].upper()}/{unit}"
    if "temp" in name and name.endswith("_c"):
        return "degC"
    words = [word for word in name.split("_")[1:] if word in _UNIT_WORDS]
    if len(words) == 1:
        return _UNIT_WORDS[words[0]]
    title = _TITLE_UNIT.search(table.title)
    return title["unit"] if title else None


def _is_unit(text: str, money: Money) -> bool:
    """Round brackets may also hold a remark; square ones are always meant as a unit."""
    try:
        measure_of(text, "column", money)
    except ProfileError as error:
        return "exchange rate" in str(error)
    return True
