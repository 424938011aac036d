"""What the tests of profiles share."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.profiles.reader import Reader


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    """Reads profiles whose files lie in a fresh folder."""
    return Reader(tmp_path)
