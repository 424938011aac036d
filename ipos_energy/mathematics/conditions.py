"""Whether a rule decides something, which a template can decide only once for all steps.

A template calls a rule once with symbols. Pyomo raises an error where a rule decides on a symbol,
but for some ways around it: a text made of the index, a Pyomo set that is asked for it, an error
that the rule catches. A :class:`template.WatchedIndex` notes the first two as the rule is called.
Filters in sums, and rules that catch errors, are found in their compiled code; whoever sees one
there has to look at every step.
"""

from __future__ import annotations

import dis
from collections.abc import Callable, Iterator
from functools import lru_cache
from types import CodeType, FunctionType, MethodType
from typing import Any


def has_condition(rule: Any) -> bool:
    """Whether a rule, or a function that it knows by name, branches.

    What is no Python function cannot be read, and counts as if it did.

    >>> steps = range(3)
    >>> has_condition(lambda: sum(t for t in steps))
    False
    >>> has_condition(lambda: sum(t for t in steps if t != 2))
    True
    """
    return _any_code(rule, _branches)


def catches_errors(rule: Any) -> bool:
    """Whether a rule, or a function that it knows by name, handles an exception.

    >>> catches_errors(lambda t: sum(t for _ in range(3)))
    False
    """
    return _any_code(rule, _handles)


def _any_code(rule: Any, holds: Callable[[CodeType], bool]) -> bool:
    """Whether something holds of the code of a rule; of what cannot be read it counts as if."""
    if isinstance(rule, MethodType):
        rule = rule.__func__
    if not isinstance(rule, FunctionType):
        return True
    return any(holds(code) for function in _known(rule, set())
               for code in _with_nested(function.__code__))


def _known(function: FunctionType, seen: set[int]) -> Iterator[FunctionType]:
    """The function, and those that it finds around it, each once; Pyomo's own are left out."""
    if id(function) in seen or function.__module__.startswith("pyomo."):
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


@lru_cache(maxsize=4096)
def _branches(code: CodeType) -> bool:
    return any("JUMP" in name and "_IF_" in name for name in _operations(code))


@lru_cache(maxsize=4096)
def _handles(code: CodeType) -> bool:
    return "PUSH_EXC_INFO" in _operations(code)


def _operations(code: CodeType) -> set[str]:
    return {instruction.opname for instruction in dis.get_instructions(code)}
