"""``ipos-energy new``: a commented scenario to start from."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from ipos_energy.answer.whole_file import write_whole
from ipos_energy.errors import printable

TEMPLATE = "template.yaml"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``new``."""
    parser.add_argument("file", type=Path, help="file to write; an existing one is left alone")


def execute(arguments: argparse.Namespace) -> int:
    """Writes the template, and says what to do next."""
    path: Path = arguments.file
    text = files("ipos_energy.line.commands").joinpath(TEMPLATE).read_text(encoding="utf-8")
    write_whole(path, text, replace=False)
    name = printable(str(path))
    print(f"Wrote {name}. Change it, then: ipos-energy run {name}")
    return 0
