"""What every kind of unit and contract must do: one suite over all of them, on their examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args

import numpy as np
import pytest
from pydantic import BaseModel

from ipos_energy.mathematics.build import build
from ipos_energy.mathematics.certify import certify
from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.highs import Limits, solve
from ipos_energy.mathematics.solve import solve_stated
from ipos_energy.park.fields import Measured, MeasuredSeries
from ipos_energy.park.load import load_text
from ipos_energy.park.quantities import Money, parse_any
from tests.helpers import KINDS, Kind, close, solved
from tests.plain import assert_same_program

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.__name__)


@every_kind
def test_example_is_solved_and_passes_the_audit(kind: Kind) -> None:
    """The example uses its kind, and balances, physics, bills and optimality all hold.

    Catches an example that went stale and a replay that disagrees with the equations.
    """
    results = solved(kind.example)
    assert results.operation.status == "optimal"
    tag = get_args(kind.model_fields["kind"].annotation)[0]
    assert tag in {facts.kind for facts in results.owners.values()}


@every_kind
def test_templates_give_the_matrix_of_plain_pyomo(kind: Kind) -> None:
    """Rows, bounds, costs and coefficients are those that plain Pyomo states step by step.

    Catches any expression that the compiler evaluates in another way than Pyomo.
    """
    assert_same_program(build(load_text(kind.example)))


@every_kind
def test_no_relation_falls_back_to_step_by_step(kind: Kind) -> None:
    """Every rule has a symbolic form; catches one that would make a year slow."""
    assert compile_model(build(load_text(kind.example))).fallbacks == ()


@every_kind
def test_compacted_program_has_the_same_optimum(kind: Kind) -> None:
    """The small program costs the same, and its answer, restored, proves the full one optimal.

    Catches a substitution that loses a bound, a cost or a dual.
    """
    full = compile_model(build(load_text(kind.example))).program
    exact = Limits(gap=0.0)
    plain, solved = solve(full, exact), solve_stated(full, exact)
    assert solved.small.matrix.columns < full.matrix.columns
    close(float(full.cost @ solved.answer.x), float(full.cost @ plain.x))
    answers = [(solved.program, solved.answer)]
    if not full.integer.any():
        answers.append((full, plain))
    for program, answer in answers:
        assert [check for check in certify(program, answer) if not check.passed] == []
        reduced = program.cost - program.matrix.transposed_times(answer.row_dual)
        close(answer.column_dual, reduced)


@every_kind
def test_every_field_is_described(kind: Kind) -> None:
    """The schema has a sentence for each field; catches a field without its docstring."""
    schema = kind.model_json_schema(by_alias=True)
    for name, model in {"": schema, **schema.get("$defs", {})}.items():
        for field, entry in model["properties"].items():
            if field not in ("kind", "medium"):
                assert entry.get("description"), f"{name} {field}"


@every_kind
def test_every_quantity_has_an_example_that_can_be_read(kind: Kind) -> None:
    """Each example of a quantity parses as what the field measures, and carries its unit.

    Catches an example that an editor would offer and ``validate`` would refuse.
    """
    found = 0
    for model in models_in(kind):
        properties = model.model_json_schema(by_alias=True)["properties"]
        for name, field in model.model_fields.items():
            for measured in measures_in([field.annotation, *field.metadata]):
                examples = list(examples_in(properties[field.alias or name]))
                assert examples, f"{model.__name__} {name}"
                for example in examples:
                    value, measure = parse_any(example, measured, Money("EUR", {"SEK": 0.1}))
                    assert np.isfinite(value)
                    assert measure.bare or not example.replace(".", "").isdigit()
                    found += 1
    assert found


def models_in(kind: Kind) -> Iterator[type[BaseModel]]:
    """The kind and the models in its fields."""
    yield kind
    for field in kind.model_fields.values():
        yield from (part for part in parts(field.annotation)
                    if isinstance(part, type) and issubclass(part, BaseModel))


def parts(annotation: Any) -> Iterator[Any]:
    """An annotation and all that stands inside it."""
    yield annotation
    for part in get_args(annotation):
        yield from parts(part)


def measures_in(annotations: list[Any]) -> Iterator[tuple[Any, ...]]:
    """The measures of each quantity that a field may hold."""
    for annotation in annotations:
        for part in parts(annotation):
            if isinstance(part, Measured):
                yield part.measures
            elif isinstance(part, MeasuredSeries):
                yield (part.measure,)


def examples_in(schema: Any) -> Iterator[str]:
    """Every example anywhere in a schema."""
    if isinstance(schema, dict):
        yield from schema.get("examples", ())
        for inner in schema.values():
            yield from examples_in(inner)
    elif isinstance(schema, list):
        for inner in schema:
            yield from examples_in(inner)
