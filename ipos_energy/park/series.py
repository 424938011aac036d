"""A quantity over the steps of the horizon, in canonical units."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

FloatArray = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Series:
    """One canonical number for each step: ``values`` (T,).

    ``profile`` names the profile behind it, or is None where the scenario states one constant.
    """

    values: FloatArray
    profile: str | None = None


def constant(value: float, steps: int) -> Series:
    """``value`` at each of ``steps`` steps, without memory for each."""
    return Series(np.broadcast_to(np.float64(value), (steps,)))


def sum_by(index: NDArray[np.int64], values: FloatArray, count: int) -> FloatArray:
    """The sum of ``values`` for each ``index`` from 0 to count − 1 (count,)."""
    sums: FloatArray = np.bincount(index, weights=values, minlength=count).astype(float)
    return sums


def inner(one: FloatArray, other: FloatArray) -> float:
    """The sum of products of two arrays, to the same last bit however many processors there are.

    A product of BLAS is summed in as many parts as there are threads.
    """
    return float(np.sum(one * other))
