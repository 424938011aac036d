"""The commands, as ``--help`` tells them."""

from __future__ import annotations

import argparse
import importlib

from docs.make_pages.docstrings import fenced
from ipos_energy.line.cli import COMMANDS, sentence

EXIT_CODES = """\
| exit code | meaning |
|---|---|
| 0 | solved, and every check of the audit passed |
| 2 | the input is wrong; every mistake is listed |
| 3 | no operation meets every demand within every limit |
| 1 | anything else |"""


def commands_page() -> str:
    """Every command with its arguments."""
    sections = (f"## ipos-energy {name}\n\n{sentence(summary)}\n\n{_arguments(name)}"
                for name, summary in COMMANDS.items())
    return "\n\n".join(["# Commands", "What can be typed in a terminal, and how it ends.",
                        EXIT_CODES, *sections])


def _arguments(command: str) -> str:
    parser = argparse.ArgumentParser(
        prog=f"ipos-energy {command}", add_help=False,
        formatter_class=lambda prog: argparse.HelpFormatter(prog, max_help_position=24, width=78))
    importlib.import_module(f"ipos_energy.line.commands.{command}").declare(parser)
    return fenced("text", parser.format_help().strip())
