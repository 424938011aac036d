"""Amounts in whole cents that add up to a whole-cent total."""

from __future__ import annotations

import math
from collections.abc import Sequence


def in_cents(amounts: Sequence[float], total_cents: int | None = None) -> list[int]:
    """Each amount in cents, within one cent of itself, together ``total_cents``.

    Each is rounded down, and the cents that are left go to the largest remainders (Hamilton's
    method). Without a total, the sum of the amounts is rounded. Raises ValueError where
    ``total_cents`` is not within a cent per amount of their sum.

    >>> in_cents([1 / 3, 1 / 3, 1 / 3])
    [34, 33, 33]
    """
    exact = [100 * amount for amount in amounts]
    cents = [math.floor(amount) for amount in exact]
    wanted = round(math.fsum(exact)) if total_cents is None else total_cents
    left = wanted - sum(cents)
    if not 0 <= left <= len(cents):
        raise ValueError(f"{wanted} cents are not the sum of the amounts, {math.fsum(exact)} cents")
    by_remainder = sorted(range(len(cents)), key=lambda k: (cents[k] - exact[k], k))
    for k in by_remainder[:left]:
        cents[k] += 1
    return cents
