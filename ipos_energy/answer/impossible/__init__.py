"""Why a scenario has no best operation, as a page and as data."""

from ipos_energy.answer.impossible.page import page_of
from ipos_energy.answer.impossible.plain import plain_of

__all__ = ["page_of", "plain_of"]
