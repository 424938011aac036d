"""What was found, in sentences for a planner."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipos_energy.park.impossible.findings import (
    AtLimit,
    Broken,
    Explanation,
    Imbalance,
    Loop,
    MissedLimit,
    Span,
    Unusual,
)

_MOST_NAMED = 6
_HEADS = {
    "limits": "No operation meets every demand within every limit.",
    "decisions": "No operation meets every demand within every limit, though one would if minimum "
                 "loads, minimum times and other decisions of 0 or 1 were left out.",
    "no bottom": "The cost has no bottom: it falls without end.",
}


def text_of(explanation: Explanation) -> str:
    """Head, and each finding with its remarks on lines of their own below it."""
    return "\n".join([head_of(explanation), *(
        line for said, remarks in findings_of(explanation)
        for line in (said, *(f"  {remark}" for remark in remarks)))])


def head_of(explanation: Explanation) -> str:
    """What kind of case it is, in one sentence."""
    return _HEADS[explanation.cause]


def findings_of(explanation: Explanation) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each finding as a sentence, and remarks on it."""
    for one in explanation.contradictions:
        yield f'"{one.subject}" contradicts itself: {one.message}', ()
    for imbalance in explanation.imbalances:
        yield imbalance_text(imbalance), tuple(remarks_of(imbalance))
    for rest in explanation.further:
        what = "missing" if rest.short else "too much"
        yield (f"{rest.header}: {rest.times} more such times with {rest.energy_mwh:,.1f} MWh "
               f"{what}.", ())
    for missed in explanation.missed:
        yield _missed(missed), tuple(_helps(missed))
    for broken in explanation.broken:
        yield _broken(broken), ()
    for loop in explanation.loops:
        yield _loop(loop, explanation.currency), (_cure_of_loop(loop),)
    if not any((explanation.contradictions, explanation.imbalances, explanation.missed,
                explanation.broken, explanation.loops)):
        yield _nothing_single(explanation), ()


def _nothing_single(explanation: Explanation) -> str:
    if explanation.cause != "decisions":
        return ("What is missing is less than can be told apart from rounding: two limits or a "
                "demand and a limit may be equal but for their last digits.")
    return (f"Any {explanation.searched_hours:,.4g} hours by themselves have an operation. What "
            "forbids one for all hours reaches farther: a limit over a month or a year together "
            "with a minimum load, a minimum time, or a largest number of starts.")


def imbalance_text(one: Imbalance) -> str:
    """What is missing or too much, when, and how much can be had."""
    if one.short:
        return (f"{one.header} is short {span_text(one.span)}: {one.asked_mw:,.1f} MW asked, "
                f"{one.most_mw:,.1f} MW at most, {one.energy_mwh:,.1f} MWh missing.")
    return (f"{one.header} has {one.energy_mwh:,.1f} MWh too much {span_text(one.span)}: nothing "
            f"can take more than {one.most_mw:,.1f} of the {one.asked_mw:,.1f} MW that are given.")


def remarks_of(one: Imbalance) -> Iterator[str]:
    """Who is unusual, what stands still, what is at its limit, and what would cure it."""
    if one.certain:
        yield ("This is certain before anything is optimised: all that can reach it adds up to too "
               "little." if one.short else
               "This is certain before anything is optimised: all that can take it adds up to too "
               "little.")
    for unusual in one.unusual:
        yield _unusual(unusual, one.header)
    if one.stopped:
        yield f"Outages in these hours: {_listed(one.stopped)}."
    if one.limits:
        yield f"At their limit: {_listed([_at_limit(limit) for limit in one.limits])}."
    cures = list(_cures(one))
    if cures:
        yield f"What would cure it: {'; or '.join(cures)}."


def span_text(span: Span) -> str:
    """``in 3 hours (2019-06-30 01:00 to 2019-06-30 04:00)``."""
    number = f"{span.hours:,.4g}" if span.hours < 100 else f"{span.hours:,.0f}"
    hours = "1 hour" if span.hours == 1 else f"{number} hours"
    return f"in {hours} ({span.start} to {span.end})"


def _unusual(one: Unusual, header: str) -> str:
    if one.asks:
        where = f" Check that profile first ({one.source})." if one.source else ""
        what = "" if one.header == header else f" of {one.header}"
        return (f'Most unusual: "{one.owner}" asks for {one.value_mw:,.1f} MW{what} against '
                f"{one.usual_mw:,.1f} MW in a typical hour.{where}")
    where = f" See {one.source}." if one.source else ""
    return (f'Unusual: "{one.owner}" gives {one.value_mw:,.1f} MW at most, against '
            f"{one.usual_mw:,.1f} MW in a typical hour.{where}")


def _at_limit(limit: AtLimit) -> str:
    if not limit.unit:
        return limit.name
    least = "at least " if limit.is_least else ""
    return f"{limit.name} {least}{limit.value:,.1f} {limit.unit}"


def _cures(one: Imbalance) -> Iterator[str]:
    for unusual in one.unusual:
        if unusual.asks and unusual.explains_all:
            yield f'the usual {unusual.usual_mw:,.1f} MW of "{unusual.owner}"'
    for stopped in one.stopped:
        yield f"another time for the outage of {stopped.split(' (', 1)[0]}"
    for limit in one.limits[:_MOST_NAMED]:
        if limit.gain and limit.unit:
            more = "less" if limit.is_least else "more"
            yield f"at least {limit.needed:,.1f} {limit.unit} {more} of {limit.name}"
        elif limit.gain:
            yield f"a looser limit: {limit.name}"
    if not one.short:
        yield (f"a cooler, a store or a buyer that takes {one.asked_mw - one.most_mw:,.1f} MW more "
               f"of {one.header}")


def _missed(one: MissedLimit) -> str:
    when = f" in {one.period}" if one.period else ""
    said = f'"{one.name}" is missed by {one.amount:,.1f} {one.unit}{when}'
    if one.is_least:
        return (f"{said}: at least {one.stated:,.1f} {one.unit} are asked for, and no more than "
                f"{one.possible:,.1f} can be used.")
    return (f"{said}. At most {one.stated:,.1f} {one.unit} are allowed, and {one.possible:,.1f} "
            "are needed at least.")


def _helps(one: MissedLimit) -> Iterator[str]:
    if one.helps:
        helps = [f"{name} ({gain:,.1f} {one.unit} less)" for name, gain in one.helps]
        yield ("What would help: 1 MW more, all the time and at most by as much as is said, of "
               f"{_listed(helps, 'or')}.")


def _broken(one: Broken) -> str:
    return (f'"{one.name}" cannot hold {_spans(one.spans)}: it is missed by up to '
            f"{one.worst:,.1f}.")


def _loop(one: Loop, currency: str) -> str:
    through = f", through {_listed(one.through)}," if one.through else ""
    earned = f"{one.least:,.2f}" if abs(one.most - one.least) < 0.005 \
        else f"{one.least:,.2f} to {one.most:,.2f}"
    flows = _listed([f'"{flow}"' for flow in one.flows])
    return (f"{flows}{through} go round without a limit and earn {earned} {currency} with each "
            f"MWh, {_spans(one.spans)}, {one.hours:,.4g} hours in all.")


def _cure_of_loop(one: Loop) -> str:
    return (f"What would cure it: a limit on {_listed(one.flows, 'or')}; or prices at which "
            "selling earns less than buying costs.")


def _spans(spans: Sequence[Span]) -> str:
    shown = [f"{span.start} to {span.end}" for span in spans[:3]]
    more = f" and {len(spans) - 3} more times" if len(spans) > 3 else ""
    return f"from {', '.join(shown)}{more}"


def _listed(names: Sequence[str], word: str = "and") -> str:
    """``a, b and c``; of many the first ones."""
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(f"{len(names) - _MOST_NAMED} more")
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} {word} {shown[-1]}"
