"""A basis of the simplex method as arrays: which columns and rows are basic, or at which bound."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ipos_energy.park.series import FloatArray

StatusArray = NDArray[np.int8]
IntArray = NDArray[np.int64]

AT_LOWER, BASIC, AT_UPPER, FREE = range(4)
"""As HiGHS numbers them; FREE is a column or row without bounds that is not basic."""


@dataclass(frozen=True)
class Basis:
    """The status of each column (columns,) and row (rows,)."""

    column: StatusArray
    row: StatusArray

    @property
    def surplus(self) -> int:
        """Basic columns and rows beyond one for each row; 0 in a basis that is one."""
        basic = np.count_nonzero(self.column == BASIC) + np.count_nonzero(self.row == BASIC)
        return int(basic) - len(self.row)

    def fits(self, columns: int, rows: int) -> bool:
        """Whether it is one for so many columns and rows."""
        return (len(self.column), len(self.row)) == (columns, rows)

    def of(self, columns: IntArray, rows: IntArray) -> Basis:
        """The statuses of some columns and rows."""
        return Basis(self.column[columns], self.row[rows])


def nearest_bound(values: FloatArray, lower: FloatArray, upper: FloatArray) -> StatusArray:
    """The bound that each value is at or next to; FREE where there is none."""
    with np.errstate(invalid="ignore"):
        at_lower = np.abs(values - lower) <= np.abs(upper - values)
    status = np.where(at_lower, AT_LOWER, AT_UPPER)
    status[np.isinf(lower) & np.isinf(upper)] = FREE
    return status.astype(np.int8)
