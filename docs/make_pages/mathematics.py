"""The mathematics: every equation that a docstring states, as it stands there."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docs.make_pages.docstrings import (
    Documented,
    as_markdown,
    documented,
    equations,
    toctree,
)

PAGES = {
    "units": ("Units", "ipos_energy/park/units",
              "What each kind of unit states to the program, and the parts that several share."),
    "contracts": ("Contracts", "ipos_energy/park/contracts",
                  "What contracts and their charges state to the program."),
    "companies-and-emissions": ("Companies, demands and emissions", "ipos_energy/park",
                                "What companies need, what comes back of it, and what limits "
                                "emissions."),
    "profiles": ("Generated profiles", "ipos_energy/park/profiles",
                 "How modelled series are made."),
    "steam": ("Steam and water", "ipos_energy/park/steam.py",
              "Properties and ideal machines, by IAPWS-IF97."),
    "co2": ("CO2", "ipos_energy/answer/co2", "How avoided and joint emissions are counted."),
    "money": ("Money", "ipos_energy/answer",
              "Reference cost, statements to companies, and the worth of an investment."),
    "solving": ("Solving", "ipos_energy/mathematics",
                "What is done between the stated equations and the answer."),
}
"""Title, place in the source and first sentence of each page."""


_INDEX = """\
# Mathematics

Every equation below stands in the program beside the code that states it, and is printed here as it
stands there: plain text, in the field's words.

## The whole program

```equations
minimise    Σ_owner Σ_label cost
            Σ given to h[t] − Σ taken from h[t] = 0          for each header h at each step t
            what each unit, contract and company states
```

Flows are in MW and at least zero in their declared direction, energy in MWh, money in the
scenario's currency, CO2 in t. A cost at a step is an amount per hour times the step's length Δt;
an income is a negative cost. The dual of a header's balance divided by Δt is its marginal price.

## How to read them

| sign | meaning |
|---|---|
| `[t]` | at step t; `[t−1]` is the step before, for what is cyclic the last one |
| `[p]` | in period p: an hour, day, month or year of the local clock |
| `Δt` | length of a step in hours |
| `available[t]` | share of the capacity that outages leave |
| `Σ_k` | sum over all k |
| `∈ {0, 1}` | a decision that takes an integer |
"""


def mathematics_pages(root: Path) -> dict[str, str]:
    """A page for each part of the program that states equations."""
    held: dict[str, list[Documented]] = {page: [] for page in PAGES}
    for one in documented(root, "ipos_energy"):
        page = page_of(one.file)
        if page and equations(one.docstring):
            held[page].append(one)
    pages = {page: _page(page, entries) for page, entries in held.items() if entries}
    return {"index": f"{_INDEX}\n{toctree(list(pages))}", **pages}


def page_of(file: str) -> str | None:
    """The page that a file's equations belong to: the one that names the nearest folder."""
    fitting = [page for page, (_, place, _) in PAGES.items() if file.startswith(place)]
    return max(fitting, key=lambda page: len(PAGES[page][1]), default=None)


def _page(page: str, entries: Sequence[Documented]) -> str:
    title, _, sentence = PAGES[page]
    sections = (f"## {one.title}\n\n{as_markdown(one.docstring)}\n\n"
                f"[Stated in `{one.file}`]{{.source}}" for one in entries)
    return "\n\n".join([f"# {title}", sentence, *sections])
