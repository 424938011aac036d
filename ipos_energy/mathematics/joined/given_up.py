"""Why a program is solved at once instead."""

from __future__ import annotations


class GivenUpError(Exception):
    """A joined basis does not help; says why, as the end of "all steps are solved at once: …"."""
