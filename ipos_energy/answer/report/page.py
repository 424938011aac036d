"""From results to the page: sections in their order, and the template that they fill."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import yaml
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from ipos_energy.answer.language import Language
from ipos_energy.answer.report.accounts import co2_section, money_section
from ipos_energy.answer.report.companies import companies_section
from ipos_energy.answer.report.content import Report
from ipos_energy.answer.report.front import front_of
from ipos_energy.answer.report.heat_map import heat_maps
from ipos_energy.answer.report.operation import (
    equipment_section,
    operation_section,
    prices_section,
)
from ipos_energy.answer.report.proof import assumptions_section, audit_section
from ipos_energy.answer.report.year import year_chart
from ipos_energy.answer.report.year_data import year_data
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
    charts = [year_chart(results, language), *operation.charts, *heat_maps(results, language)]
    return Report(results.name, results.description, front_of(results, language), (
        replace(operation, charts=charts),
        prices_section(results, drawings, language),
        money_section(results, drawings, language),
        co2_section(results, drawings, language),
        companies_section(results, language),
        equipment_section(results, language),
        assumptions_section(results, stated, language),
        audit_section(results, language),
    ), year_data(results, language))


def page_of(report: Report, language: Language) -> str:
    """The page; everything but the drawings is escaped."""
    environment = Environment(
        loader=PackageLoader("ipos_energy.answer.report"), autoescape=True,
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters["clean"] = printable
    script = _source(environment, "page.js")
    return environment.get_template("page.html").render(
        report=report, language=language, safe=Markup, script=Markup(script),
        hash=_hash_of(script), style=Markup(_source(environment, "page.css")))


def _source(environment: Environment, name: str) -> str:
    return environment.get_template(name).render()


def _hash_of(script: str) -> str:
    """How the page's policy names the one script that may run."""
    return f"sha256-{b64encode(sha256(script.encode('utf-8')).digest()).decode('ascii')}"
