"""How CO2 is accounted for: perspectives, claims, allocation, uncertainty, published figures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from ipos_energy.errors import nearest
from ipos_energy.park.fields import Efficiency, Fraction, Mass, Schema, Temperature, wrong
from ipos_energy.park.strict import Whole

LINES = (
    "steam", "hot water", "electricity", "district heat", "chilled water", "cooling", "power sold",
    "fuel burnt", "power bought",
)
"""The lines that avoided CO2 may consist of."""

Method = Literal["energy", "exergy", "alternative production", "efficiency", "power bonus"]


def _known_line(name: str) -> str:
    if name not in LINES:
        raise wrong(f'avoided CO2 has no line "{name}"', nearest(name, LINES))
    return name


Line = Annotated[str, AfterValidator(_known_line),
                 WithJsonSchema({"type": "string", "enum": list(LINES)})]

Claims = dict[str, dict[Line, Fraction]]
"""Share κ of each line of avoided CO2 that an actor claims."""


class Consequence(Schema):
    """What a change would really cause: marginal instead of average factors."""

    electricity: str | None = None
    """Factor of electricity at the margin; the residual mix of the nearest year if left out"""
    district_heat: str | None = Field(default=None, alias="district heat")
    """Which alternative would make more heat; the reference's own where it is left out"""


class Allocation(Schema):
    """How emissions of the joint process are shared between what it makes."""

    method: Method = "energy"
    """Method by which companies are told their CO2; the others are always computed beside it"""
    surroundings: Temperature = 8.0
    """Temperature T0 from which exergy is counted"""
    reference_heat: Efficiency = 0.9
    """Efficiency of separate heat, for alternative production (as in Finland, to be confirmed)"""
    reference_electricity: Efficiency = 0.39
    """Efficiency of separate power from that fuel (as in Finland, to be confirmed)"""
    efficiency_heat: Efficiency = 0.80
    """Efficiency of heat in the efficiency method (GHG Protocol)"""
    efficiency_electricity: Efficiency = 0.35
    """Efficiency of power in the efficiency method (GHG Protocol)"""


class Uncertainty(Schema):
    """How the range of the avoided CO2 is drawn from the ranges of the factors."""

    samples: Whole = Field(default=4000, ge=100, le=1_000_000)
    """Number of samples"""
    seed: Whole = Field(default=1, ge=0)
    """Seed of the random numbers"""


class PublishedCo2(Schema):
    """A figure of avoided CO2 that was published, with what has to be known to read it."""

    value: Mass
    """The published figure"""
    period: str = "a year"
    """Time that it is about"""
    source: str
    """Where it was published"""
    explanation: str = ""
    """How it comes about, why the scenario's own figure differs, what is often misquoted"""


def check_claims(claims: Mapping[str, Mapping[str, float]]) -> None:
    """Raises where actors together claim more than all of a line: Σ_actor κ[actor, line] ≤ 1."""
    claimed: dict[str, list[tuple[str, float]]] = {}
    for actor, lines in claims.items():
        for line, share in lines.items():
            claimed.setdefault(line, []).append((actor, share))
    for line, shares in claimed.items():
        total = sum(share for _, share in shares)
        if total > 1 + 1e-9:
            listed = ", ".join(f"{actor} {100 * share:g} %" for actor, share in shares)
            raise wrong(f'{100 * total:g} % of "{line}" are claimed ({listed}); together actors '
                        "may claim 100 % at most", "Lower one of the shares.",
                        ("claims", shares[-1][0], line))


def check_name(name: str | None, known: Mapping[str, Any], what: str, at: tuple[str, ...]) -> None:
    """Raises where a name is none of those that are known."""
    if name is not None and name not in known:
        raise wrong(f'there is no {what} "{name}"', nearest(name, known), at)
