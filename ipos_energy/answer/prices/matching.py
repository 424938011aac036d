"""Which decision sets which price at one step: a matching of decisions and nodes.

Each decision inside its bounds is one equation between the prices of the nodes that it joins.
First each equation with a single unknown price gives that price, over and over. What is left joins
several unknown prices at once, as a turbine of two outlets does; there each decision is matched
with one node. Prices that there are too few equations for are left out: they lie in an interval.
(The same split of a system into what is determined and what is not: Dulmage and Mendelsohn 1958.)
"""

from __future__ import annotations

from collections.abc import Mapping

Joined = Mapping[str, float]
"""How much one unit of a decision gives to each node that it joins; what it takes is negative."""


def setters_of(joined: Mapping[int, Joined], ranks: Mapping[int, int]) -> dict[str, int]:
    """The decision that sets the price of each node; decisions of a lower rank are asked first."""
    setters: dict[str, int] = {}
    for rank in sorted({ranks[number] for number in joined}):
        for number in joined:
            if ranks[number] == rank and _ask(number, joined[number], setters):
                while any(_ask(other, joined[other], setters) for other in joined
                          if ranks[other] == 0):
                    pass
    left = {number: {node: amount for node, amount in nodes.items() if node not in setters}
            for number, nodes in joined.items() if number not in setters.values()}
    return {**setters, **_matched(left, ranks)}


def _ask(number: int, nodes: Joined, setters: dict[str, int]) -> bool:
    """Lets a decision set the price of the only node that it joins whose price is not known."""
    unknown = [node for node in nodes if node not in setters]
    if len(unknown) != 1:
        return False
    setters[unknown[0]] = number
    return True


def _matched(joined: Mapping[int, Joined], ranks: Mapping[int, int]) -> dict[str, int]:
    """Decisions matched with the nodes that they determine together.

    A decision would rather set the price of what it gives than of what it takes.
    """
    wishes = {number: sorted(nodes, key=lambda node: (nodes[node] < 0, -abs(nodes[node])))
              for number, nodes in joined.items()}
    setters: dict[str, int] = {}
    for number in sorted(wishes, key=lambda number: ranks[number]):
        _place(number, wishes, setters, set())
    missing = {node for nodes in joined.values() for node in nodes} - setters.keys()
    while True:
        more = {node for node, number in setters.items() if missing.intersection(joined[number])}
        if more <= missing:
            return {node: number for node, number in setters.items() if node not in missing}
        missing |= more


def _place(
    number: int, wishes: Mapping[int, list[str]], setters: dict[str, int], tried: set[str]
) -> bool:
    """Gives a decision a node, moving others to another of theirs where that helps."""
    for node in wishes[number]:
        if node not in tried:
            tried.add(node)
            if node not in setters or _place(setters[node], wishes, setters, tried):
                setters[node] = number
                return True
    return False
