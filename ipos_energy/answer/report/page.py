"""From results to the page: sections in their order, and the template that they fill."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ipos_energy.answer.language import Language
from ipos_energy.answer.report.accounts import co2_section, companies_section, money_section
from ipos_energy.answer.report.content import Report
from ipos_energy.answer.report.front import front_of
from ipos_energy.answer.report.heat_map import heat_maps
from ipos_energy.answer.report.operation import (
    equipment_section,
    operation_section,
    prices_section,
)
from ipos_energy.answer.report.proof import assumptions_section, audit_section
from ipos_energy.answer.results import Results
from ipos_energy.answer.whole_file import write_whole
from ipos_energy.errors import ResultError, printable


def render(results: Results, run: Path, target: Path, language: Language) -> Path:
    """Writes the page, whole or not at all."""
    try:
        drawings = {path.stem: path.read_text(encoding="utf-8")
                    for path in sorted((run / "charts").glob("*.svg"))}
        stated = yaml.load((run / "scenario.yaml").read_text(encoding="utf-8"),
                           Loader=yaml.CSafeLoader)
    except (OSError, yaml.YAMLError) as error:
        raise ResultError(f'the report "{target}" cannot be written: {error}') from error
    return write_whole(target, page_of(report_of(results, drawings, stated, language), language))


def report_of(
    results: Results, drawings: Mapping[str, str], stated: Mapping[str, Any], language: Language
) -> Report:
    """The report as plain data; ``drawings`` are SVG by name, ``stated`` is the scenario."""
    operation = operation_section(results, drawings, language)
    return Report(results.name, results.description, front_of(results, language), (
        replace(operation, charts=[*operation.charts, *heat_maps(results, language)]),
        prices_section(results, drawings, language),
        money_section(results, drawings, language),
        co2_section(results, drawings, language),
        companies_section(results, language),
        equipment_section(results, language),
        assumptions_section(results, stated, language),
        audit_section(results, language),
    ))


def page_of(report: Report, language: Language) -> str:
    """The page; everything but the drawings is escaped."""
    environment = Environment(
        loader=PackageLoader("ipos_energy.answer.report"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = printable
    return environment.get_template("page.html").render(
        report=report, language=language, safe=Markup, style=Markup(_source(environment)))


def _source(environment: Environment) -> str:
    return environment.get_template("page.css").render()
