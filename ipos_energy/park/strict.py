"""Plain values that are taken as they are written, and never as something else.

Left to itself, pydantic reads ``off`` as false, ``true`` as the number 1 and ``"3"`` as 3.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Strict

Truth = Annotated[bool, Strict()]
Whole = Annotated[int, Strict()]
Number = Annotated[float, Strict()]
