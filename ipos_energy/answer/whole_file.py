"""Writing a file so that it appears whole or not at all.

The content is written beside its place, synced to disk, and moved there in one step. What a killed
process left beside it is removed by the next that writes the same file.
"""

from __future__ import annotations

import os
from glob import escape
from pathlib import Path

from ipos_energy.errors import ResultError

_DRAFT = "part"


def write_whole(path: Path, content: str | bytes, *, replace: bool = True) -> Path:
    """Writes ``path``; without ``replace`` an existing file is left alone.

    Raises ResultError where the file cannot be written; what stood there before then still does.
    """
    draft = path.with_name(f".{path.name}.{os.getpid()}.{_DRAFT}")
    try:
        try:
            _write(draft, content.encode() if isinstance(content, str) else content)
            if replace:
                draft.replace(path)
            else:
                _place(draft, path)
        finally:
            draft.unlink(missing_ok=True)
        _clear_abandoned(path)
    except FileExistsError as error:
        raise ResultError(f'"{path}" exists already and was left alone') from error
    except OSError as error:
        raise ResultError(f'"{path}" cannot be written: {error.strerror or error}. Choose a folder '
                          "that can be written, free some space, or close the file where it is "
                          "open.") from error
    return path


def make_folder(folder: Path) -> Path:
    """The folder, made where it is missing. Raises ResultError where it cannot be made."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ResultError(f'the folder "{folder}" cannot be made: {error.strerror or error}'
                          ) from error
    return folder


def _write(draft: Path, content: bytes) -> None:
    with draft.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _place(draft: Path, path: Path) -> None:
    """Gives the draft its name, if nothing has that name yet."""
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a disk that knows no links
        if path.exists():
            raise FileExistsError from None
        draft.replace(path)


def _clear_abandoned(path: Path) -> None:
    for draft in path.parent.glob(f".{escape(path.name)}.*.{_DRAFT}"):
        process = draft.name.removesuffix(f".{_DRAFT}").rpartition(".")[2]
        if process.isdecimal() and not _runs(int(process)):
            draft.unlink(missing_ok=True)


def _runs(process: int) -> bool:
    """Whether a process may still be running."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        pass
    return True
