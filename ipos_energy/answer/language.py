"""The language of what planners and managers read: texts, numbers and dates."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from ipos_energy.answer.swedish import SWEDISH
from ipos_energy.answer.swedish_charts import SWEDISH_CHARTS
from ipos_energy.answer.swedish_impossible import IMPOSSIBLE_SENTENCES, SWEDISH_IMPOSSIBLE
from ipos_energy.answer.swedish_inputs import INPUT_LABELS, INPUT_SENTENCES
from ipos_energy.answer.swedish_results import SWEDISH_LABELS
from ipos_energy.answer.swedish_sentences import SWEDISH_SENTENCES
from ipos_energy.answer.swedish_sizes import SIZE_LABELS, SIZE_SENTENCES
from ipos_energy.answer.swedish_tables import SWEDISH_TABLES
from ipos_energy.park.operation import Flow

THIN_SPACE, MINUS = "\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"
_FIELD = re.compile(r"\\\{(\w+)\\\}")
_NUMBER = re.compile(r"[\d,]+\.\d+(e[+-]\d+)?")


@dataclass(frozen=True)
class Language:
    """A language.

    ``texts`` are all that the program says, by the English text; ``labels`` and ``sentences`` what
    results hold. A sentence has its changing parts in braces, such as ``"{label} as billed"``.
    """

    code: str
    decimal_sign: str
    months: tuple[str, ...]
    weekdays: tuple[str, ...]
    texts: Mapping[str, str]
    labels: Mapping[str, str]
    sentences: Mapping[str, str]

    def say(self, english: str) -> str:
        """A text of the program. Raises KeyError where it is in no table, in any language."""
        return self.texts[english]

    def tell(self, text: str) -> str:
        """A label or sentence of the results; what a planner wrote stays as it is."""
        told = self.labels.get(text)
        if told is not None:
            return told
        for pattern, sentence in self._patterns:
            match = pattern.fullmatch(text)
            if match:
                return sentence.format(**{key: self._part(key, value)
                                          for key, value in match.groupdict().items()})
        return text

    def name(self, name: str, own: Container[str]) -> str:
        """One of the planner's ``own`` names as it is; any other is told."""
        return name if name in own else self.tell(name)

    def named(self, name: str) -> str:
        """A name such as ``boiler: ramp``: the owner stays, its label is told."""
        owner, colon, label = name.partition(": ")
        return f"{owner}: {self.tell(label)}" if colon else name

    def flow(self, flow: Flow, companies: Container[str] = ()) -> str:
        """A flow's name, with its owner."""
        return f"{flow.owner}: {self.flow_label(flow, companies)}"

    def flow_label(self, flow: Flow, companies: Container[str] = ()) -> str:
        """A flow's label; what one of the companies takes of a header is named after the header."""
        return flow.label if flow.owner in companies else self.tell(flow.label)

    @cached_property
    def _patterns(self) -> list[tuple[re.Pattern[str], str]]:
        return [(re.compile(_FIELD.sub(r"(?P<\1>.+?)", re.escape(english)), re.DOTALL), sentence)
                for english, sentence in self.sentences.items()]

    def _part(self, key: str, text: str) -> str:
        """A part of a sentence: a ``name`` is a planner's, a number takes this decimal sign."""
        if key.startswith("name"):
            return text
        if _NUMBER.fullmatch(text):
            return self._written(text)
        return self.tell(text)

    def number(self, value: float, digits: int = 0) -> str:
        """A number with thin spaces between its thousands; "∞" where it is not finite."""
        if not np.isfinite(value):
            return "∞" if value > 0 else f"{MINUS}∞"
        return self._written(f"{round(value, digits) + 0.0:,.{digits}f}")

    def signed(self, value: float, digits: int = 0) -> str:
        """The same with a plus sign before what adds."""
        text = self.number(value, digits)
        return f"+{text}" if value > 0 and text.strip("0.,") else text

    def tick(self, value: float, _position: float | None = None) -> str:
        """A number on an axis, with as many decimals as it needs."""
        return self._written(f"{round(value, 10) + 0.0:,.10f}".rstrip("0").rstrip("."))

    def _written(self, text: str) -> str:
        return (text.replace(",", THIN_SPACE).replace(".", self.decimal_sign)
                .replace("-", MINUS))

    def small(self, value: float) -> str:
        """A number that is near zero, such as ``1.2e−09``."""
        return self._written(f"{value:.1e}")

    def date(self, moment: np.datetime64) -> str:
        """A day, such as ``3 January 2019``."""
        year, month, day = str(moment.astype("datetime64[D]")).split("-")
        return f"{int(day)} {self.months[int(month) - 1]} {year}"

    def short_date(self, moment: np.datetime64) -> str:
        """A day where there is little room, such as ``3 Jan 2019``."""
        year, month, day = str(moment.astype("datetime64[D]")).split("-")
        return f"{int(day)} {self.months[int(month) - 1][:3]} {year}"

    def moment(self, moment: np.datetime64) -> str:
        """A local time to the minute, such as ``2019-01-03 06:00``, the same in every language."""
        return str(moment.astype("datetime64[m]")).replace("T", " ")

    def span(self, local: NDArray[np.datetime64]) -> str:
        """The first and the last day of some steps."""
        first, last = self.short_date(local[0]), self.short_date(local[-1])
        return first if first == last else self.say("{first} to {last}").format(
            first=first, last=last)

    def month(self, name: str) -> str:
        """A month named ``2019-01``, such as ``January 2019``."""
        year, month = name.split("-")
        return f"{self.months[int(month) - 1]} {year}"


_TEXTS = {**SWEDISH, **SWEDISH_CHARTS, **SWEDISH_TABLES, **SWEDISH_IMPOSSIBLE}

LANGUAGES: Mapping[str, Language] = {
    "en": Language("en", ".", (
        "January", "February", "March", "April", "May", "June", "July", "August", "September",
        "October", "November", "December"),
        ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"),
        {english: english for english in _TEXTS}, {}, {}),
    "sv": Language("sv", ",", (
        "januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september",
        "oktober", "november", "december"),
        ("mån", "tis", "ons", "tor", "fre", "lör", "sön"),
        _TEXTS,
        {**SWEDISH_LABELS, **SIZE_LABELS, **INPUT_LABELS},
        {**IMPOSSIBLE_SENTENCES, **INPUT_SENTENCES, **SWEDISH_SENTENCES, **SIZE_SENTENCES}),
}
"""The languages by their code"""

ENGLISH = LANGUAGES["en"]
