"""The language of a report: its texts, numbers and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from ipos_energy.answer.report.swedish import SWEDISH

THIN_SPACE, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


@dataclass(frozen=True)
class Language:
    """A language; ``words`` translates the English texts of the program, none of a scenario."""

    code: str
    decimal_sign: str
    months: tuple[str, ...]
    words: Mapping[str, str] = field(default_factory=dict)

    def say(self, english: str) -> str:
        """A text of the program; what is not in ``words``, such as a name, stays as it is."""
        return self.words.get(english, english)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with thin spaces between its thousands; "∞" where it is not finite."""
        if not np.isfinite(value):
            return "∞" if value > 0 else f"{MINUS}∞"
        text = f"{round(value, digits) + 0.0:,.{digits}f}"
        return (text.replace(",", THIN_SPACE).replace(".", self.decimal_sign)
                .replace("-", MINUS))

    def date(self, moment: np.datetime64) -> str:
        """A day, such as ``3 January 2019``."""
        year, month, day = str(moment.astype("datetime64[D]")).split("-")
        return f"{int(day)} {self.months[int(month) - 1]} {year}"

    def month(self, name: str) -> str:
        """A month named ``2019-01``, such as ``January 2019``."""
        year, month = name.split("-")
        return f"{self.months[int(month) - 1]} {year}"


LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", ".", (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December")),
    "sv": Language("sv", ",", (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december"), SWEDISH),
}
"""The languages by their code"""
