"""``ipos-energy new``: a commented scenario to start from."""

from __future__ import annotations

import argparse
from importlib.resources import files
from pathlib import Path

from ipos_energy.errors import ResultError, printable

TEMPLATE = "template.yaml"


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of ``new``."""
    parser.add_argument("file", type=Path, help="file to write; an existing one is left alone")


def execute(arguments: argparse.Namespace) -> int:
    """Writes the template, and says what to do next."""
    path: Path = arguments.file
    text = files("ipos_energy.line.commands").joinpath(TEMPLATE).read_text(encoding="utf-8")
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as error:
        raise ResultError(f'"{path}" exists already and was left alone') from error
    except OSError as error:
        raise ResultError(f'"{path}" cannot be written: {error.strerror}') from error
    name = printable(str(path))
    print(f"Wrote {name}. Change it, then: ipos-energy run {name}")
    return 0
