"""The command line: what a planner types, and how the program ends.

Exit codes: 0 solved; 2 the input is wrong; 3 the scenario cannot be satisfied; 1 anything else.
Each command's module is imported when it is asked for, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import io
import os
import signal
import sys
from collections.abc import Sequence
from importlib.metadata import version

from ipos_energy.line.interrupts import INTERRUPTED, came_from_interrupt, interrupts_that_last

COMMANDS = {
    "run": "find the best operation of a scenario and write its results",
    "invest": "compare a scenario with what it may build against the same without",
    "validate": "check scenarios without solving them",
    "new": "write a commented scenario to start from",
    "schema": "print the JSON Schema of scenario files",
    "report": "make charts, report and workbook of a result again, without solving",
    "explain": "what set the prices of a result, or why there is none",
    "compare": "what differs between results, in the inputs and in what came out",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code.

    Without ``arguments`` it is the process's own: no interrupt disturbs its end.
    """
    try:
        with interrupts_that_last():
            code = _ended(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        if arguments is None:
            signal.signal(signal.SIGINT, signal.SIG_IGN)
        print(INTERRUPTED, file=sys.stderr)
        code = 1
    if arguments is None:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    return code


def _ended(given: Sequence[str]) -> int:
    from ipos_energy.errors import IposEnergyError, printable

    _replace_what_cannot_be_shown()
    try:
        chosen = _parser(given).parse_args(given)
        module = importlib.import_module(f"ipos_energy.line.commands.{chosen.command}")
        code = int(module.execute(chosen))
        sys.stdout.flush()
        return code
    except IposEnergyError as error:
        print(printable(str(error)), file=sys.stderr)
        return error.exit_code
    except MemoryError:
        print("The machine ran out of memory. Shorten the horizon or lengthen the step.",
              file=sys.stderr)
    except OSError as error:
        _drop_what_cannot_be_printed()
        if not isinstance(error, BrokenPipeError):
            print(printable(f"The operating system refused: {error}."), file=sys.stderr)
    except Exception as error:
        if came_from_interrupt(error):
            raise KeyboardInterrupt from error
        if sys.flags.dev_mode:
            raise
        print(printable(f"A defect of the program: {type(error).__name__}: {error}\n"
                        "Please report it with the scenario and what this prints: "
                        f"python -X dev -m ipos_energy.line.cli {' '.join(given)}"),
              file=sys.stderr)
    return 1


def _drop_what_cannot_be_printed() -> None:
    """Sends what is still in the buffer nowhere, if nobody takes it; not at the exit either."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _replace_what_cannot_be_shown() -> None:
    """Lets a terminal or pipe that knows few characters show a question mark for the others."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def sentence(summary: str) -> str:
    """What a command does, as a sentence."""
    return f"{summary[0].upper()}{summary[1:]}."


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the arguments of the command that is asked for."""
    parser = argparse.ArgumentParser(
        prog="ipos-energy", description="Plans the energy central of an industrial park.",
        epilog="ipos-energy COMMAND --help says more of one command.")
    parser.add_argument("--version", action="version", version=version("ipos-energy"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=sentence(summary))
        if name in arguments:
            importlib.import_module(f"ipos_energy.line.commands.{name}").declare(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
