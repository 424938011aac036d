"""Why a scenario has no best operation, as plain data: every cause that was found.

Moments are written as the local clock shows them, such as ``2019-06-30 01:00``.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Cause = Literal["limits", "decisions", "no bottom"]
"""No operation keeps all limits; one would, but for decisions of 0 or 1; the cost has no bottom."""


@dataclass(frozen=True)
class Span:
    """From ``start`` to ``end``, which is the first moment after it."""

    start: str
    end: str
    hours: float


@dataclass(frozen=True)
class Unusual:
    """A company that asks for more, or a unit that can give less, than in a typical hour.

    ``deviation`` is (value − median)/MAD of its own hours, ``source`` where the series stands.
    With the usual value nothing would be missing where it ``explains_all``.
    """

    owner: str
    header: str
    asks: bool
    value_mw: float
    usual_mw: float
    deviation: float
    source: str
    explains_all: bool = False


@dataclass(frozen=True)
class AtLimit:
    """Something that stands at its limit of ``value`` in the worst hour.

    One unit more of it would give ``gain`` MW at first; with ``needed`` more nothing is missing.
    They are 0 where more of it alone would not help, or not be enough. ``unit`` is empty where the
    limit is no power.
    """

    name: str
    value: float
    unit: str
    is_least: bool
    gain: float
    needed: float


@dataclass(frozen=True)
class Window:
    """What a header asks for and what it can have, around an event, by step in MW."""

    start: str
    step_hours: float
    asked_mw: tuple[float, ...]
    most_mw: tuple[float, ...]


@dataclass(frozen=True)
class Imbalance:
    """A header that lacks energy for a time, or has more than anything can take.

    ``asked_mw`` and ``most_mw`` are those of the worst hour: asked and to be had, or given and to
    be taken. ``certain`` where all that could reach the header adds up to too little, whatever
    else is done; ``stopped`` are outages in these hours.
    """

    header: str
    short: bool
    span: Span
    asked_mw: float
    most_mw: float
    energy_mwh: float
    certain: bool
    unusual: tuple[Unusual, ...]
    stopped: tuple[str, ...]
    limits: tuple[AtLimit, ...]
    window: Window


@dataclass(frozen=True)
class Further:
    """Further times of the same kind that are not told one by one."""

    header: str
    short: bool
    times: int
    energy_mwh: float


@dataclass(frozen=True)
class MissedLimit:
    """A limit over a day, month, year or the horizon that cannot be kept.

    At most ``stated`` is allowed and ``possible`` needed at least; or, where it ``is_least``, at
    least ``stated`` is asked for and at most ``possible`` can be used. ``helps`` are what stands
    at its limit, and by how much less is missed at most for 1 MW more of it all the time; known
    where this limit alone is missed.
    """

    name: str
    period: str
    unit: str
    is_least: bool
    stated: float
    possible: float
    helps: tuple[tuple[str, float], ...] = ()

    @property
    def amount(self) -> float:
        """By how much it is missed."""
        return abs(self.possible - self.stated)


@dataclass(frozen=True)
class Broken:
    """A relation inside a unit or company that cannot hold, in which hours, and by how much in all.

    ``is_limit`` where it is one that could be wider, such as a connection.
    """

    name: str
    spans: tuple[Span, ...]
    total: float
    is_limit: bool = False


@dataclass(frozen=True)
class Contradiction:
    """Data of one component that cannot all be true."""

    subject: str
    message: str


@dataclass(frozen=True)
class Loop:
    """Energy that goes round without a limit and earns with each turn.

    ``flows`` are the contracts' flows that make it, ``through`` the units that it passes.
    ``least`` and ``most`` are what one MWh earns in the ``hours`` that it is so.
    """

    flows: tuple[str, ...]
    through: tuple[str, ...]
    spans: tuple[Span, ...]
    hours: float
    least: float
    most: float


@dataclass(frozen=True)
class Explanation:
    """All that was found."""

    scenario: str
    currency: str
    time_zone: str
    cause: Cause
    searched_hours: float = 0.0
    """Of decisions: every span of so many hours was looked at by itself"""
    imbalances: tuple[Imbalance, ...] = ()
    further: tuple[Further, ...] = ()
    missed: tuple[MissedLimit, ...] = ()
    broken: tuple[Broken, ...] = ()
    contradictions: tuple[Contradiction, ...] = ()
    loops: tuple[Loop, ...] = ()
