"""Sums that are the same everywhere."""

from __future__ import annotations

import subprocess
import sys

RUN = """
import os, sys
if sys.argv[1] == "one" and hasattr(os, "sched_setaffinity"):
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
import numpy as np
from ipos_energy.park.series import inner
random = np.random.default_rng(1)
print(inner(random.normal(size=200_000), random.normal(size=200_000)).hex())
"""


def test_a_sum_of_products_has_the_same_last_bit_on_one_processor_and_on_all() -> None:
    """200 000 products, as many as a year's columns. Catches a product that threads share out."""
    said = [subprocess.run([sys.executable, "-c", RUN, processors], capture_output=True, text=True,
                           check=True).stdout for processors in ("one", "all")]
    assert said[0].startswith(("0x", "-0x"))
    assert said[0] == said[1]
