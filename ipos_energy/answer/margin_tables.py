"""The margins of all decisions as a table, written and read back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, cast, get_args

import numpy as np

from ipos_energy.answer.arrow import Columns, columns_of
from ipos_energy.park.margins import Decision, Effect, Margins, Payment, PaymentKind
from ipos_energy.park.series import FloatArray


def margin_columns(margins: Margins, currency: str) -> Columns:
    """One column for where each decision stands, for what it earns, gives and pays."""
    for one in margins.decisions:
        for name, unit, values, part in _parts(one, currency):
            yield (f"{one.name}: {name} [{unit}]", values,
                   {"owner": one.owner, "label": one.label, **part})
    for name, price in margins.relations.items():
        yield f"{name} [{currency} per unit]", price, {"part": "relation", "name": name}


def _parts(
    one: Decision, currency: str
) -> Iterator[tuple[str, str, FloatArray, Mapping[str, str]]]:
    yield "state", "-1 lower, 0 inside, 1 upper, 2 fixed", one.state.astype(float), {
        "part": "state"}
    yield "earns", f"{currency} per unit and h", one.earns, {"part": "earns"}
    for effect in one.gives:
        yield f"gives {effect.node}", "MW per unit", effect.amount, {
            "part": "gives", "name": effect.node}
    for pay in one.pays:
        yield f"pays {pay.name}", f"{currency} per unit and h", pay.amount, {
            "part": "pays", "name": pay.name, "kind": pay.kind}


def margins_from(table: Any) -> Margins:
    """The margins of the table ``margins``."""
    decisions: dict[tuple[str, str], Decision] = {}
    relations: dict[str, FloatArray] = {}
    for about, values in columns_of(table):
        if about["part"] == "relation":
            relations[about["name"]] = values
        else:
            key = (about["owner"], about["label"])
            decisions[key] = _with_part(decisions.get(key), about, values)
    return Margins(tuple(decisions.values()), relations)


def _with_part(one: Decision | None, about: Mapping[str, str], values: FloatArray) -> Decision:
    if about["part"] == "state":
        return Decision(about["owner"], about["label"], values.astype(np.int8),
                        np.zeros(len(values)), (), ())
    if one is None:
        raise ValueError(f'the table margins has no state of "{about["owner"]}"')
    if about["part"] == "earns":
        return replace(one, earns=values)
    if about["part"] == "gives":
        return replace(one, gives=(*one.gives, Effect(about["name"], values)))
    return replace(one, pays=(*one.pays, Payment(about["name"], _kind(about["kind"]), values)))


def _kind(text: str) -> PaymentKind:
    if text not in get_args(PaymentKind):
        raise ValueError(f'"{text}" is no kind of payment')
    return cast("PaymentKind", text)
