"""The incremental method: what a carrier or company adds, from results with it and without it."""

from __future__ import annotations

from collections.abc import Sequence
from string import ascii_uppercase

from ipos_energy.answer.co2.carriers import JointEmissions, incremental
from ipos_energy.answer.language import Language
from ipos_energy.answer.results import Results
from ipos_energy.answer.workbook.sheet import Cell, Column, Sheet

_SAME_MWH, _ALMOST_ALL = 1e-3, 0.99


def incremental_sheet(results: Sequence[Results], language: Language) -> Sheet:
    """E(with) − E(without) of each result against the first, and by MWh where one carrier differs.

    Empty where nothing is shared in any of them.
    """
    say = language.say
    letters, joint = ascii_uppercase[:len(results)], [one.co2_account.allocation for one in results]
    energies = [_energies(one) for one in joint]
    first = joint[0]
    added = [incremental(one, first).added_t for one in joint[1:]]
    rows: list[Sequence[Cell]] = [
        (say("joint emissions"), "t", *(one.total_t for one in joint), *added)]
    for carrier in dict.fromkeys(name for one in energies for name in one):
        used = [one.get(carrier, 0.0) for one in energies]
        rows.append((say("{carrier}: used").format(carrier=carrier), "MWh", *used,
                     *(mwh - used[0] for mwh in used[1:])))
    changed = [_changed(energies[0], one) for one in energies[1:]]
    for carrier in dict.fromkeys(name for name in changed if name):
        rows.append((say("{carrier}: added by each MWh more").format(carrier=carrier), "kg/MWh",
                     *(None for _ in joint), *(
            1000 * more / (energies[k].get(carrier, 0.0) - energies[0].get(carrier, 0.0))
            if changed[k - 1] == carrier else None for k, more in enumerate(added, start=1))))
    return Sheet(
        say("Incremental CO2"),
        say("Joint emissions with something less those without it (incremental allocation); by "
            "MWh where nearly all change is of one carrier"),
        (Column(say("Figure")), Column(say("Unit")),
         *(Column(letter, "number") for letter in letters),
         *(Column(f"{letter} − A", "number") for letter in letters[1:])),
        rows if any(one.total_t for one in joint) else [])


def _energies(joint: JointEmissions) -> dict[str, float]:
    """What is used of each carrier, in MWh."""
    return {one.carrier: one.energy_mwh for method in joint.methods[:1] for one in method.carriers}


def _changed(before: dict[str, float], after: dict[str, float]) -> str:
    """The carrier that nearly all change of energy is of; empty where it is none or several."""
    changes = {name: abs(after.get(name, 0.0) - before.get(name, 0.0))
               for name in {**before, **after}}
    most = max(changes, key=lambda name: changes[name], default="")
    whole = sum(changes.values())
    return most if whole > _SAME_MWH and changes[most] > _ALMOST_ALL * whole else ""
