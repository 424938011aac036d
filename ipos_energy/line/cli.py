"""The command line: what a planner types, and how the program ends.

Exit codes: 0 solved; 2 the input is wrong; 3 the scenario cannot be satisfied; 1 anything else.
Each command's module is imported when it is asked for, so that ``--help`` answers at once.
"""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Sequence
from importlib.metadata import version

COMMANDS = {
    "run": "find the best operation of a scenario and write its results",
    "validate": "check scenarios without solving them",
    "new": "write a commented scenario to start from",
    "schema": "print the JSON Schema of scenario files",
    "report": "draw the charts of a result again, without solving",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code."""
    from ipos_energy.errors import IposEnergyError

    chosen = _parser(sys.argv[1:] if arguments is None else arguments).parse_args(arguments)
    try:
        module = importlib.import_module(f"ipos_energy.line.commands.{chosen.command}")
        return int(module.execute(chosen))
    except IposEnergyError as error:
        print(error, file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("Interrupted; an earlier result is unchanged.", file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except MemoryError:
        print("The machine ran out of memory. Shorten the horizon or lengthen the step.",
              file=sys.stderr)
        return 1


def _parser(arguments: Sequence[str]) -> argparse.ArgumentParser:
    """The parser, with the arguments of the command that is asked for."""
    parser = argparse.ArgumentParser(
        prog="ipos-energy", description="Plans the energy central of an industrial park.",
        epilog="ipos-energy COMMAND --help says more of one command.")
    parser.add_argument("--version", action="version", version=version("ipos-energy"))
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, summary in COMMANDS.items():
        command = commands.add_parser(name, help=summary, description=summary.capitalize() + ".")
        if name in arguments:
            importlib.import_module(f"ipos_energy.line.commands.{name}").declare(command)
    return parser


if __name__ == "__main__":
    sys.exit(main())
