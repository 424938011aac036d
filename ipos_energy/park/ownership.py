"""Who owns a unit or holds a contract: the park, a company, or several in shares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator

from ipos_energy.park.fields import Fraction, wrong
from ipos_energy.park.plain_value import as_name

PARK = "park"
"""How the park is named beside companies that own a part"""


def _whole(entry: Any) -> Any:
    """One company's name as the whole; the park where it is empty."""
    name = as_name(entry)
    return entry if name is None else {name: 1.0} if name else {}


def _at_most_all(shares: dict[str, float]) -> dict[str, float]:
    if sum(shares.values()) > 1.0 + 1e-9:
        raise wrong(f"the shares add up to {100 * sum(shares.values()):g} %; together they are at "
                    "most 100 %, and the rest is the park's")
    return shares


Owners = Annotated[
    dict[str, Fraction],
    BeforeValidator(_whole, json_schema_input_type=str | dict[str, Fraction]),
    AfterValidator(_at_most_all),
]
"""A company, or shares by company such as ``{dairy: 30 %}``; the rest is the park's"""


def shares_of_all(owner: Mapping[str, float]) -> dict[str, float]:
    """Shares by company, and the park's under ``""`` where it has any; together 1."""
    rest = 1.0 - sum(owner.values())
    return {**owner, **({"": rest} if rest > 1e-9 else {})}


def described(owner: Mapping[str, float]) -> str:
    """Who owns something: a name, empty for the park, or names with their shares."""
    shares = {name: share for name, share in shares_of_all(owner).items() if share}
    if len(shares) == 1:
        return next(iter(shares))
    return ", ".join(f"{name or PARK} {100 * share:.4g} %" for name, share in shares.items())
