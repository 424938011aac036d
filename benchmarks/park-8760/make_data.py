"""Compress the case's table and write the unit into each header.

    python make_data.py park-8760.csv

writes ``park-8760.csv.gz`` beside this script; the same table gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from pathlib import Path

UNITS = {"time": "", "spot": " [EUR/MWh]"}
POWER = " [MW]"


def with_units(table: str) -> str:
    """The table with ``spot`` in EUR/MWh and every other column except ``time`` in MW."""
    header, rows = table.split("\n", 1)
    names = header.strip().split(",")
    return ",".join(name + UNITS.get(name, POWER) for name in names) + "\n" + rows


if __name__ == "__main__":
    text = with_units(Path(sys.argv[1]).read_text(encoding="utf-8"))
    target = Path(__file__).with_name("park-8760.csv.gz")
    target.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
