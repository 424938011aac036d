"""The result's folder: a result appears whole or not at all.

    FOLDER/summary.json        the result: headline figures, and where its files lie
    FOLDER/runs/<id>/…         tables, charts and the scenario as run

A run writes its own ``runs/<id>``, syncs it to disk, and becomes the result by replacing the one
small file ``summary.json``. What a killed run left behind holds no lock any more; the next run
clears it, and the runs that were replaced. Of two runs into one folder, the one that ends last is
the result; they take turns at beginning and at publishing, so that neither clears what the other
writes or points to. Who draws a result again does so into a run of its own beside the tables of the
first, so that tables, charts and report that belong together lie in one folder.

    FOLDER/infeasible.json, infeasible.html      why the latest scenario has no best operation

A run that finds none leaves an earlier result as it is, and these two beside it; the next result
takes them away.
"""

from __future__ import annotations

import json
import os
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from ipos_energy.answer.whole_file import write_whole
from ipos_energy.errors import ResultError

SUMMARY = "summary.json"
RUNS = "runs"
INFEASIBLE, INFEASIBLE_PAGE = "infeasible.json", "infeasible.html"
_DRAWN = ("report.html", "workbook.xlsx")
_PATIENCE_S = 300.0
"""How long one run waits for others that begin or publish, which takes them a second"""
_UNCHANGED = "An earlier result there is unchanged."


@contextmanager
def new_run(folder: Path) -> Iterator[Path]:
    """A fresh ``runs/<id>`` below ``folder``, locked while it is written.

    It is removed if the writing fails before it became the result. Raises ResultError where the
    folder cannot be written.
    """
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    run = folder / RUNS / f"{stamp}-{uuid.uuid4().hex[:8]}"
    lock = FileLock(_lock_path(run))
    try:
        run.parent.mkdir(parents=True, exist_ok=True)
        with _turn(folder):
            lock.acquire()
            run.mkdir()
        yield run
    except BaseException as error:
        if not _is_result(folder, run):
            shutil.rmtree(run, ignore_errors=True)
        if isinstance(error, OSError):
            raise ResultError(f"{_refusal(folder, error)} {_UNCHANGED}") from error
        if isinstance(error, ResultError):
            raise ResultError(f"{error} {_UNCHANGED}") from error
        raise
    finally:
        _release(lock)


@contextmanager
def open_result(folder: Path) -> Iterator[tuple[dict[str, Any], Path]]:
    """The summary of a result and the folder of its run, which no other run clears meanwhile.

    If it is not the result any more when it has been read, it is cleared then. Raises ResultError
    where there is no result, or it cannot be locked.
    """
    run_folder(folder, read_summary(folder))
    try:
        with _turn(folder):
            summary = read_summary(folder)
            run = run_folder(folder, summary)
            lock = FileLock(_lock_path(run))
            lock.acquire()
    except OSError as error:
        raise ResultError(_refusal(folder, error)) from error
    try:
        yield summary, run
    finally:
        _release(lock)
        if not _is_result(folder, run):
            with suppress(OSError, ResultError), _turn(folder):
                _clear(folder, keep=run_folder(folder, read_summary(folder)))


def publish(folder: Path, run: Path, summary: dict[str, Any]) -> None:
    """Makes ``run`` the result of ``folder``, and clears what is not the result any more.

    Raises OSError or ResultError where the disk does not take it; the earlier result then stays.
    """
    _sync_tree(run)
    with _turn(folder):
        write_whole(folder / SUMMARY, _as_json(summary))
        for name in (INFEASIBLE, INFEASIBLE_PAGE):
            (folder / name).unlink(missing_ok=True)
        with suppress(OSError):
            _sync(folder)
            _clear(folder, keep=run)


def share_tables(of: Path, run: Path) -> None:
    """Gives ``run`` all files of another run that are not drawn from its tables."""
    for path in of.iterdir():
        if path.is_file() and not path.name.startswith(".") and path.name not in _DRAWN:
            _share(path, run / path.name)


def publish_redrawn(folder: Path, run: Path, of: Path, summary: dict[str, Any]) -> None:
    """Makes ``run`` the result, with the summary of the run that it was drawn from.

    Raises as :func:`publish` does, and ResultError where ``of`` is not the result any more.
    """
    _sync_tree(run)
    with _turn(folder):
        if not _is_result(folder, of):
            raise ResultError(f'another run became the result of "{folder}" while this one was '
                              "drawn again.")
        write_whole(folder / SUMMARY, _as_json({**summary, "run": f"{RUNS}/{run.name}"}))
        with suppress(OSError):
            _sync(folder)


def publish_infeasible(folder: Path, explanation: dict[str, Any], page: str) -> None:
    """Writes why there is no operation; an earlier result stays as it is.

    Raises ResultError where the folder cannot be written.
    """
    try:
        (folder / RUNS).mkdir(parents=True, exist_ok=True)
        with _turn(folder):
            write_whole(folder / INFEASIBLE_PAGE, page)
            write_whole(folder / INFEASIBLE, _as_json(explanation))
    except OSError as error:
        raise ResultError(f"{_refusal(folder, error)} {_UNCHANGED}") from error


def read_infeasible(folder: Path) -> dict[str, Any] | None:
    """What :func:`publish_infeasible` wrote; None where there is nothing.

    Raises ResultError where it is damaged.
    """
    path = folder / INFEASIBLE
    try:
        explanation = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise ResultError(f'"{path}" cannot be read: {error}') from error
    if not isinstance(explanation, dict) or not isinstance(explanation.get("text"), str):
        raise ResultError(f'"{path}" was not written by this program')
    return explanation


def _as_json(plain: dict[str, Any]) -> str:
    return json.dumps(plain, indent=2, ensure_ascii=False, allow_nan=False) + "\n"


def read_summary(folder: Path) -> dict[str, Any]:
    """The summary of a result's folder. Raises ResultError where there is none."""
    path = folder / SUMMARY
    try:
        summary = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ResultError(f'"{folder}" holds no result: there is no {SUMMARY}. '
                          "Make one with: ipos-energy run SCENARIO --out FOLDER") from error
    except (OSError, ValueError) as error:
        raise ResultError(f'"{path}" cannot be read: {error}') from error
    if not isinstance(summary, dict) or not isinstance(summary.get("run"), str):
        raise ResultError(f'"{path}" is not a summary of this program')
    return summary


def run_folder(folder: Path, summary: dict[str, Any]) -> Path:
    """Where the files of the result lie. Raises ResultError where they are gone."""
    run = folder / RUNS / Path(summary["run"]).name
    if not run.is_dir():
        raise ResultError(f'the files of the result are gone: there is no "{run}"')
    return run


def _is_result(folder: Path, run: Path) -> bool:
    try:
        return run_folder(folder, read_summary(folder)) == run
    except ResultError:
        return False


def _clear(folder: Path, keep: Path) -> None:
    """Removes earlier and abandoned runs; one that still holds its lock is left alone."""
    for name in {path.stem for path in (folder / RUNS).glob("[!.]*")} - {keep.name}:
        run = folder / RUNS / name
        lock = FileLock(_lock_path(run))
        try:
            lock.acquire(timeout=0)
        except Timeout:
            continue
        shutil.rmtree(run, ignore_errors=True)
        _release(lock)


def _turn(folder: Path) -> FileLock:
    """Held while runs begin, publish and clear, one at a time; whoever waits gives up one day."""
    return FileLock(folder / RUNS / ".lock", timeout=_PATIENCE_S)


def _share(path: Path, other: Path) -> None:
    """The same file under another name; a copy on a disk that knows no links."""
    try:
        os.link(path, other)
    except OSError:
        shutil.copy2(path, other)


def _lock_path(run: Path) -> Path:
    return run.with_suffix(".lock")


def _release(lock: FileLock) -> None:
    lock.release()
    with suppress(OSError):
        Path(lock.lock_file).unlink()


def _sync_tree(run: Path) -> None:
    """Syncs every file of a run, and every folder in which something is new."""
    paths = sorted(run.rglob("*"))
    for path in paths:
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    for path in (*(path for path in paths if path.is_dir()), run, run.parent):
        _sync(path)


def _sync(folder: Path) -> None:
    """Syncs a folder's entries, where the system can."""
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _refusal(folder: Path, error: OSError) -> str:
    where = f' ("{error.filename}")' if error.filename else ""
    reason = (error.strerror or str(error)).removesuffix(".")
    return f'the result could not be written to "{folder}": {reason}{where}.'
