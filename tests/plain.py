"""The linear program that plain Pyomo states, to hold the compiled one against."""

from __future__ import annotations

import numpy as np
from pyomo.core import Constraint, Objective
from pyomo.repn import generate_standard_repn

from ipos_energy.mathematics.compile import compile_model
from ipos_energy.mathematics.linear import LinearProgram
from ipos_energy.mathematics.model import Model

Row = tuple[dict[str, float], float, float]
"""Coefficient by variable, lower and upper limit."""


def assert_same_program(model: Model) -> None:
    """Fails where a row, bound or cost of the compiled program is not that of plain Pyomo.

    Both are compared by the names of blocks and the place of each member within them.
    """
    program = compile_model(model).program
    columns = column_names(program)
    assert_same_rows(compiled_rows(program, columns), plain_rows(model))
    assert_same_bounds(program, model)
    cost, offset = plain_objective(model)
    found = {name: float(value) for name, value in zip(columns, program.cost, strict=True) if value}
    assert_same_terms("the objective", found, cost)
    assert np.isclose(program.offset, offset, rtol=1e-12, atol=1e-12)


def assert_same_rows(compiled: dict[str, Row], plain: dict[str, Row]) -> None:
    """The same rows by name, each with the same terms and limits."""
    assert compiled.keys() == plain.keys()
    for name, (terms, lower, upper) in compiled.items():
        assert_same_terms(name, terms, plain[name][0])
        np.testing.assert_allclose([lower, upper], plain[name][1:], rtol=1e-12, atol=1e-12,
                                   err_msg=name)


def assert_same_terms(name: str, found: dict[str, float], wanted: dict[str, float]) -> None:
    """The same variables with the same coefficients."""
    wanted = {variable: value for variable, value in wanted.items() if value}
    assert found.keys() == wanted.keys(), name
    for variable, value in found.items():
        assert np.isclose(value, wanted[variable], rtol=1e-12, atol=0.0), f"{name}, {variable}"


def assert_same_bounds(program: LinearProgram, model: Model) -> None:
    """Each Pyomo variable has the bounds of its column, and is whole where the column is."""
    for block, variable in zip(program.column_blocks, model.variables, strict=True):
        for k in range(block.count):
            lower, upper = variable.var[k].bounds
            assert program.integer[block.start + k] == variable.var[k].is_integer()
            assert program.lower[block.start + k] == (-np.inf if lower is None else lower)
            assert program.upper[block.start + k] == (np.inf if upper is None else upper)


def column_names(program: LinearProgram) -> list[str]:
    """``owner: label[k]`` for each column, as Pyomo calls its variables."""
    return [f"{block.name}[{k}]" for block in program.column_blocks for k in range(block.count)]


def compiled_rows(program: LinearProgram, columns: list[str]) -> dict[str, Row]:
    """The rows of the matrix by name."""
    terms: list[dict[str, float]] = [{} for _ in range(program.matrix.rows)]
    matrix = program.matrix
    for row, column, value in zip(matrix.row, matrix.column, matrix.value, strict=True):
        terms[int(row)][columns[int(column)]] = float(value)
    return {
        f"{block.name}[{k}]": (terms[block.start + k], float(program.row_lower[block.start + k]),
                               float(program.row_upper[block.start + k]))
        for block in program.row_blocks for k in range(block.count)
    }


def plain_rows(model: Model) -> dict[str, Row]:
    """The constraints of the plain model by name, counted from 0 within each.

    Inequalities are turned to ``≤``, as the compiler states them.
    """
    rows: dict[str, Row] = {}
    for constraint in model.plain().component_objects(Constraint):
        for k, data in enumerate(constraint.values()):
            repn = generate_standard_repn(data.body)
            assert repn.is_linear()
            terms: dict[str, float] = {}
            for var, value in zip(repn.linear_vars, repn.linear_coefs, strict=True):
                name = f"{var.parent_component().local_name}[{var.index()}]"
                terms[name] = terms.get(name, 0.0) + float(value)
            lower, upper = (default if side is None else float(side) - repn.constant
                            for side, default in ((data.lb, -np.inf), (data.ub, np.inf)))
            if np.isinf(upper):
                terms = {name: -value for name, value in terms.items()}
                lower, upper = -upper, -lower
            label = constraint.local_name.removesuffix(" (equation)")
            rows[f"{label}[{k}]"] = (terms, lower, upper)
    return rows


def plain_objective(model: Model) -> tuple[dict[str, float], float]:
    """The cost of each variable, and the constant."""
    objective = next(iter(model.pyomo.component_data_objects(Objective)))
    repn = generate_standard_repn(objective.expr)
    assert repn.is_linear()
    names = [f"{var.parent_component().local_name}[{var.index()}]" for var in repn.linear_vars]
    return dict(zip(names, map(float, repn.linear_coefs), strict=True)), float(repn.constant)
