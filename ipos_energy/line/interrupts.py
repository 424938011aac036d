"""Ctrl-C: one sentence, and no interrupt is lost inside a package that swallows it."""

from __future__ import annotations

import _thread
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

INTERRUPTED = ("Interrupted. Nothing half-written is left; an earlier result is unchanged, "
               "unless the new one was complete.")
_PAUSE_S = 0.05


@contextmanager
def interrupts_that_last() -> Iterator[None]:
    """While this lasts, an interrupt that falls into a destructor is sent again a moment later.

    Python itself only prints such an interrupt, with a traceback, and goes on.
    """
    before = sys.unraisablehook

    def again(unraisable: sys.UnraisableHookArgs) -> None:
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            timer = threading.Timer(_PAUSE_S, _thread.interrupt_main)
            timer.daemon = True
            timer.start()
        else:
            before(unraisable)

    sys.unraisablehook = again
    try:
        yield
    finally:
        sys.unraisablehook = before


def came_from_interrupt(error: BaseException | None) -> bool:
    """Whether an error was raised while an interrupt was on its way out."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt):
            return True
        error = error.__context__
    return False
