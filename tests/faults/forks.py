"""Commands in forked children, each struck by a fault at a chosen moment.

A server process imports the program once; each command then runs in a fork of it, so that hundreds
of moments take seconds. Moments are counted, not timed: the k-th operation on files, or the k-th
call of anything.
"""

from __future__ import annotations

import importlib
import json
import os
import pkgutil
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from types import ModuleType
from typing import IO, Any, Literal

REPOSITORY = Path(__file__).resolve().parents[2]

OPERATIONS = frozenset({"open", "write", "close", "flush", "fsync", "replace", "link", "unlink",
                        "mkdir", "rmdir", "scandir", "listdir", "flock"})
OPERATORS = frozenset({"posix", "io", "fcntl", "TextIOWrapper", "BufferedWriter", "FileIO"})


Counted = Literal["file operations", "calls", "drawing", "solving"]
"""What is counted as a moment: operations on files, calls of anything, calls inside matplotlib, or
looks at whether HiGHS has ended"""


@dataclass(frozen=True)
class Strike:
    """What happens at moment number ``at``: a signal.

    With ``largest_file`` no file may grow beyond that many bytes.
    """

    signal: int = 0
    at: int = 0
    counted: Counted = "file operations"
    largest_file: int | None = None


@dataclass(frozen=True)
class Ended:
    """How a command ended: exit code, or minus the signal; what it printed; moments it had."""

    code: int
    out: str
    err: str
    moments: int


class Forks:
    """The server; each call runs one command to its end."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process

    def __call__(self, *arguments: str | Path, strike: Strike | None = None) -> Ended:
        order = {"arguments": [str(one) for one in arguments], "strike": asdict(strike or Strike()),
                 "folder": str(Path.cwd())}
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return Ended(**json.loads(self._process.stdout.readline()))


def bound_by_permissions() -> list[str]:
    """What to put before a command of root's, so that permissions bind it; empty if they do anyway.

    Raises FileNotFoundError where root has no means to that.
    """
    if os.geteuid():
        return []
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        raise FileNotFoundError("setpriv")
    without = "-dac_override,-dac_read_search"
    prefix = [setpriv, "--bounding-set", without, "--inh-caps", without]
    if subprocess.run([*prefix, "true"], capture_output=True, check=False).returncode:
        raise FileNotFoundError("setpriv is not allowed")
    return prefix


@contextmanager
def forks() -> Iterator[Forks]:
    """A server for as long as this lasts, which permissions bind where that is possible."""
    try:
        prefix = bound_by_permissions()
    except FileNotFoundError:
        prefix = []
    with subprocess.Popen(
        [*prefix, sys.executable, "-m", "tests.faults.forks"], stdin=subprocess.PIPE, text=True,
        stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": str(REPOSITORY)},
    ) as process:
        try:
            yield Forks(process)
        finally:
            assert process.stdin
            process.stdin.close()


def _serve() -> None:
    _import_everything()
    _fill_caches()
    for line in sys.stdin:
        order = json.loads(line)
        print(json.dumps(asdict(_in_a_fork(**order))), flush=True)


def _import_everything() -> None:
    """Imports what commands import when called; none of it starts a thread.

    One chart stands for all, which take seconds to draw.
    """
    import ipos_energy
    from ipos_energy.answer.charts import album

    for module in pkgutil.walk_packages(ipos_energy.__path__, "ipos_energy."):
        importlib.import_module(module.name)
    album.CHARTS = album.CHARTS[:1]


def _fill_caches() -> None:
    """Reads and states a scenario, which makes units and schemas known; starts no thread either."""
    from ipos_energy.mathematics.build import build
    from ipos_energy.mathematics.compile import compile_model
    from ipos_energy.park.load import load_text
    from tests.line.park import PARK

    compile_model(build(load_text(PARK)))


def _in_a_fork(arguments: list[str], strike: dict[str, Any], folder: str) -> Ended:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        reader, writer = os.pipe()
        child = os.fork()
        if not child:
            os.chdir(folder)
            os.dup2(out.fileno(), 1)
            os.dup2(err.fileno(), 2)
            _run(arguments, Strike(**strike), writer)
        os.close(writer)
        counted = b"".join(iter(lambda: os.read(reader, 100), b""))
        os.close(reader)
        _, status = os.waitpid(child, 0)
        return Ended(os.waitstatus_to_exitcode(status), _text(out), _text(err), int(counted or 0))


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode()


def _run(arguments: list[str], strike: Strike, writer: int) -> None:
    """Runs the command in this process and ends it, as the interpreter would."""
    from ipos_energy.line.cli import main

    if strike.largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (strike.largest_file, strike.largest_file))
    counter = _Counter(strike)
    sys.setprofile(counter)
    code = main(arguments)
    sys.setprofile(None)
    os.write(writer, str(counter.count).encode())
    sys.stderr.flush()
    os._exit(code)


class _Counter:
    """Counts the moments of this process, and strikes at one of them."""

    def __init__(self, strike: Strike) -> None:
        self.count, self._strike = 0, strike
        self._is_moment = _MOMENTS[strike.counted]

    def __call__(self, frame: Any, event: str, called: Any) -> None:
        if self._is_moment(frame, event, called):
            self.count += 1
            if self.count == self._strike.at:
                sys.setprofile(None)
                os.kill(os.getpid(), self._strike.signal)


def _is_file_operation(_: Any, event: str, called: Any) -> bool:
    if event != "c_call" or called.__name__ not in OPERATIONS:
        return False
    operator = called.__self__
    return (operator.__name__ if isinstance(operator, ModuleType)
            else type(operator).__name__) in OPERATORS


def _is_call(_: Any, event: str, __: Any) -> bool:
    return event == "call"


def _is_drawing(frame: Any, event: str, _: Any) -> bool:
    return event == "call" and "matplotlib" in frame.f_code.co_filename


def _is_solving(frame: Any, event: str, _: Any) -> bool:
    return event == "call" and frame.f_code.co_qualname == "Highs.wait"


_MOMENTS: dict[Counted, Callable[[Any, str, Any], bool]] = {
    "file operations": _is_file_operation, "calls": _is_call, "drawing": _is_drawing,
    "solving": _is_solving}


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    _serve()
