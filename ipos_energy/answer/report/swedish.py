"""The texts of a report in Swedish, by the English text."""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH: Mapping[str, str] = {}
