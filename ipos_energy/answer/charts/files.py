"""Writing files so that each appears whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from ipos_energy.errors import ResultError


def write_whole(folder: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Writes each file beside its place and then moves it there. Raises ResultError."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write(folder / name, content) for name, content in files.items()]
    except OSError as error:
        raise ResultError(
            f"The charts cannot be written to {folder}: {error.strerror or error}. "
            "Choose a folder that can be written, or free some space."
        ) from error


def _write(path: Path, content: bytes) -> Path:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        beside.write_bytes(content)
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    return path
