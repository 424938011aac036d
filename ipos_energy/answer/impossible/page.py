"""Why a scenario has no best operation, as one self-contained page; every text is escaped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined

from ipos_energy.answer.impossible.drawing import Drawing, drawing_of
from ipos_energy.answer.language import Language
from ipos_energy.errors import printable
from ipos_energy.park.impossible.findings import Explanation
from ipos_energy.park.impossible.sentences import (
    findings_of,
    head_of,
    imbalance_text,
)


@dataclass(frozen=True)
class _Section:
    """One finding: a sentence, remarks on it, and a drawing where energy is missing or too much."""

    said: str
    remarks: tuple[str, ...]
    drawing: Drawing | None
    short: bool


def page_of(explanation: Explanation, finished: str, language: Language) -> str:
    """The page as HTML; ``finished`` is when the run ended, in UTC as ISO 8601 writes it."""
    environment = Environment(
        loader=PackageLoader("ipos_energy.answer.impossible"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = printable
    return environment.get_template("page.html").render(
        name=explanation.scenario, head=head_of(explanation, language),
        finished=f"{finished[:16].replace('T', ' ')} UTC",
        time_zone=explanation.time_zone, say=language.say, code=language.code,
        sections=list(_sections(explanation, language)))


def _sections(explanation: Explanation, language: Language) -> Iterator[_Section]:
    drawn = {imbalance_text(one, language): one for one in explanation.imbalances}
    for said, remarks in findings_of(explanation, language):
        imbalance = drawn.get(said)
        yield _Section(said, remarks, None if imbalance is None
                       else drawing_of(imbalance.window, language),
                       imbalance is not None and imbalance.short)
