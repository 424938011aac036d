"""Whether a rule holds a condition, such as a filter in a sum: read from its compiled code.

A template calls a rule once with symbols, so a condition is decided once for all steps. Most
conditions on a symbol raise an error; some pass without a word. Whoever sees a condition here has
to look at every step.
"""

from __future__ import annotations

import dis
from collections.abc import Iterator
from types import CodeType, FunctionType, MethodType
from typing import Any


def has_condition(rule: Any) -> bool:
    """Whether a rule, or a function that it knows by name, decides something.

    What is no Python function cannot be read, and counts as if it did.

    >>> steps = range(3)
    >>> has_condition(lambda: sum(t for t in steps))
    False
    >>> has_condition(lambda: sum(t for t in steps if t != 2))
    True
    """
    if isinstance(rule, MethodType):
        rule = rule.__func__
    if not isinstance(rule, FunctionType):
        return True
    return any(_decides(code) for function in _known(rule, set())
               for code in _with_nested(function.__code__))


def _known(function: FunctionType, seen: set[int]) -> Iterator[FunctionType]:
    """The function, and those that it finds around it, each once."""
    if id(function) in seen:
        return
    seen.add(id(function))
    yield function
    for one in (*_enclosed(function), *_global(function)):
        if isinstance(one, MethodType):
            one = one.__func__
        if isinstance(one, FunctionType):
            yield from _known(one, seen)


def _enclosed(function: FunctionType) -> Iterator[Any]:
    for cell in function.__closure__ or ():
        value = cell.cell_contents
        yield from value if isinstance(value, list | tuple) else (value,)


def _global(function: FunctionType) -> Iterator[Any]:
    for code in _with_nested(function.__code__):
        yield from (function.__globals__[name] for name in code.co_names
                    if name in function.__globals__)


def _with_nested(code: CodeType) -> Iterator[CodeType]:
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from _with_nested(constant)


def _decides(code: CodeType) -> bool:
    names = (instruction.opname for instruction in dis.get_instructions(code))
    return any("JUMP" in name and "_IF_" in name for name in names)
