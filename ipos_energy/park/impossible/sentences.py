"""What was found, in sentences for a planner, worded in English or in another language."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ipos_energy.park.impossible.findings import (
    AtLimit,
    Broken,
    Explanation,
    Further,
    Imbalance,
    Loop,
    MissedLimit,
    Span,
    Unusual,
)
from ipos_energy.park.impossible.wording import ENGLISH, Wording

_MOST_NAMED = 6


def text_of(explanation: Explanation) -> str:
    """Head, and each finding with its remarks on lines of their own below it."""
    return "\n".join([head_of(explanation), *(
        line for said, remarks in findings_of(explanation)
        for line in (said, *(f"  {remark}" for remark in remarks)))])


def head_of(explanation: Explanation, words: Wording = ENGLISH) -> str:
    """What kind of case it is, in one sentence."""
    return {
        "limits": words.say("No operation meets every demand within every limit."),
        "decisions": words.say(
            "No operation meets every demand within every limit, though one would if minimum "
            "loads, minimum times and other decisions of 0 or 1 were left out."),
        "no bottom": words.say("The cost has no bottom: it falls without end."),
    }[explanation.cause]


def findings_of(
    explanation: Explanation, words: Wording = ENGLISH
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each finding as a sentence, and remarks on it."""
    for one in explanation.contradictions:
        yield words.say('"{name}" contradicts itself: {message}').format(
            name=one.subject, message=words.tell(one.message)), ()
    for imbalance in explanation.imbalances:
        yield imbalance_text(imbalance, words), tuple(remarks_of(imbalance, words))
    for rest in explanation.further:
        yield _further(rest, words), ()
    for missed in explanation.missed:
        yield _missed(missed, words), tuple(_helps(missed, words))
    for broken in explanation.broken:
        yield _broken(broken, words), tuple(_cure_of_broken(broken, words))
    for loop in explanation.loops:
        yield _loop(loop, explanation.currency, words), (_cure_of_loop(loop, words),)
    if not any((explanation.contradictions, explanation.imbalances, explanation.missed,
                explanation.broken, explanation.loops)):
        yield _nothing_single(explanation, words), ()


def _nothing_single(explanation: Explanation, words: Wording) -> str:
    if explanation.cause != "decisions":
        return words.say(
            "What is missing is less than can be told apart from rounding: two limits or a "
            "demand and a limit may be equal but for their last digits.")
    return words.say(
        "Any {hours} hours by themselves have an operation. What forbids one for all hours "
        "reaches farther: a limit over a month or a year together with a minimum load, a minimum "
        "time, or a largest number of starts.").format(
            hours=_hours(explanation.searched_hours, words))


def imbalance_text(one: Imbalance, words: Wording = ENGLISH) -> str:
    """What is missing or too much, when, and how much can be had."""
    said = (words.say("{header} is short {when}: {asked} MW asked, {most} MW at most, {energy} MWh "
                      "missing.") if one.short else
            words.say("{header} has {energy} MWh too much {when}: nothing can take more than "
                      "{most} of the {asked} MW that are given."))
    return said.format(
        header=one.header, when=span_text(one.span, words), asked=words.number(one.asked_mw, 1),
        most=words.number(one.most_mw, 1), energy=words.number(one.energy_mwh, 1))


def remarks_of(one: Imbalance, words: Wording = ENGLISH) -> Iterator[str]:
    """Who is unusual, what stands still, what is at its limit, and what would cure it."""
    if one.certain:
        yield (words.say("This is certain before anything is optimised: all that can reach it adds "
                         "up to too little.") if one.short else
               words.say("This is certain before anything is optimised: all that can take it adds "
                         "up to too little."))
    for unusual in one.unusual:
        yield _unusual(unusual, one.header, words)
    if one.stopped:
        stopped = _listed([words.tell(unit) for unit in one.stopped], words)
        yield words.say("Outages in these hours: {names}.").format(names=stopped)
    if one.limits:
        limits = _listed([_at_limit(limit, words) for limit in one.limits], words)
        yield words.say("At their limit: {names}.").format(names=limits)
    cures = list(_cures(one, words))
    if cures:
        yield words.say("What would cure it: {cures}.").format(
            cures=f"; {words.say('or')} ".join(cures))


def span_text(span: Span, words: Wording = ENGLISH) -> str:
    """``in 3 hours (2019-06-30 01:00 to 2019-06-30 04:00)``."""
    said = (words.say("in 1 hour ({start} to {end})") if span.hours == 1 else
            words.say("in {hours} hours ({start} to {end})"))
    return said.format(hours=_hours(span.hours, words), start=span.start, end=span.end)


def _hours(hours: float, words: Wording) -> str:
    """A number of hours with the decimals that it needs, none from a hundred on."""
    decimals = f"{hours:.4g}".partition(".")[2] if hours < 100 else ""
    return words.number(hours, len(decimals))


def _further(rest: Further, words: Wording) -> str:
    said = (words.say("{header}: {times} more such times with {energy} MWh missing.") if rest.short
            else words.say("{header}: {times} more such times with {energy} MWh too much."))
    return said.format(header=rest.header, times=rest.times,
                       energy=words.number(rest.energy_mwh, 1))


def _unusual(one: Unusual, header: str, words: Wording) -> str:
    value, usual = words.number(one.value_mw, 1), words.number(one.usual_mw, 1)
    source = words.tell(one.source)
    if not one.asks:
        said = words.say('Unusual: "{name}" gives {value} MW at most, against {usual} MW in a '
                         "typical hour.").format(name=one.owner, value=value, usual=usual)
        see = words.say("See {source}.").format(source=source)
        return f"{said} {see}" if source else said
    asked = (words.say("{value} MW") if one.header == header else
             words.say("{value} MW of {header}")).format(value=value, header=one.header)
    said = words.say('Most unusual: "{name}" asks for {asked} against {usual} MW in a typical '
                     "hour.").format(name=one.owner, asked=asked, usual=usual)
    check = words.say("Check that profile first ({source}).").format(source=source)
    return f"{said} {check}" if source else said


def _at_limit(limit: AtLimit, words: Wording) -> str:
    if not limit.unit:
        return words.named(limit.name)
    said = words.say("{name} at least {value}") if limit.is_least else "{name} {value}"
    return said.format(name=words.named(limit.name),
                       value=f"{words.number(limit.value, 1)} {limit.unit}")


def _cures(one: Imbalance, words: Wording) -> Iterator[str]:
    for unusual in one.unusual:
        if unusual.asks and unusual.explains_all:
            yield words.say('the usual {usual} MW of "{name}"').format(
                usual=words.number(unusual.usual_mw, 1), name=unusual.owner)
    for owner in dict.fromkeys(stopped.split(" (", 1)[0] for stopped in one.stopped):
        yield words.say("another time for the outage of {name}").format(name=owner)
    for limit in one.limits[:_MOST_NAMED]:
        if limit.needed and limit.unit:
            said = (words.say("at least {needed} {unit} less of {name}") if limit.is_least else
                    words.say("at least {needed} {unit} more of {name}"))
            yield said.format(needed=words.number(limit.needed, 1), unit=limit.unit,
                              name=words.named(limit.name))
        elif limit.gain and not limit.unit:
            yield words.say("a looser limit: {name}").format(name=words.named(limit.name))
    more = words.number(one.asked_mw - one.most_mw, 1)
    if not one.short:
        yield words.say("a cooler, a store or a buyer that takes {more} MW more of "
                        "{header}").format(more=more, header=one.header)
    elif not any(limit.needed or not limit.unit for limit in one.limits):
        yield words.say("a unit or a contract that gives {more} MW more of {header}").format(
            more=more, header=one.header)


def _missed(one: MissedLimit, words: Wording) -> str:
    said = (words.say('"{name}" is missed by {amount} {unit} in {period}') if one.period else
            words.say('"{name}" is missed by {amount} {unit}'))
    why = (words.say("{said}: at least {stated} {unit} are asked for, and no more than {possible} "
                     "can be used.") if one.is_least else
           words.say("{said}. At most {stated} {unit} are allowed, and {possible} are needed at "
                     "least."))
    return why.format(
        said=said.format(name=words.named(one.name), amount=words.number(one.amount, 1),
                         unit=one.unit, period=one.period),
        stated=words.number(one.stated, 1), possible=words.number(one.possible, 1), unit=one.unit)


def _helps(one: MissedLimit, words: Wording) -> Iterator[str]:
    if one.helps:
        less = words.say("{name} ({gain} {unit} less)")
        helps = [less.format(name=words.named(name), gain=words.number(gain, 1), unit=one.unit)
                 for name, gain in one.helps]
        yield words.say("What would help: 1 MW more, all the time and at most by as much as is "
                        "said, of {names}.").format(names=_listed(helps, words, words.say("or")))


def _broken(one: Broken, words: Wording) -> str:
    return words.say('"{name}" cannot hold {when}: it is missed by {total} in all, the hours taken '
                     "together.").format(
        name=words.named(one.name), when=_spans(one.spans, words),
        total=words.number(one.total, 1))


def _cure_of_broken(one: Broken, words: Wording) -> Iterator[str]:
    if one.is_limit:
        yield words.say("What would cure it: a wider limit there, or less that is asked for.")


def _loop(one: Loop, currency: str, words: Wording) -> str:
    least, most = words.number(one.least, 2), words.number(one.most, 2)
    earned = least if abs(one.most - one.least) < 0.005 else words.say(
        "{first} to {last}").format(first=least, last=most)
    through = words.say(", through {names},").format(
        names=_listed(one.through, words)) if one.through else ""
    return words.say("{flows}{through} go round without a limit and earn {earned} {currency} with "
                     "each MWh, {when}, {hours} hours in all.").format(
        flows=_listed([f'"{words.named(flow)}"' for flow in one.flows], words), through=through,
        earned=earned, currency=currency, when=_spans(one.spans, words),
        hours=_hours(one.hours, words))


def _cure_of_loop(one: Loop, words: Wording) -> str:
    return words.say("What would cure it: a limit on {names}; or prices at which selling earns "
                     "less than buying costs.").format(
        names=_listed([words.named(flow) for flow in one.flows], words, words.say("or")))


def _spans(spans: Sequence[Span], words: Wording) -> str:
    span = words.say("{first} to {last}")
    shown = ", ".join(span.format(first=one.start, last=one.end) for one in spans[:3])
    said = (words.say("from {times} and {count} more times") if len(spans) > 3 else
            words.say("from {times}"))
    return said.format(times=shown, count=len(spans) - 3)


def _listed(names: Sequence[str], words: Wording, last: str = "") -> str:
    """``a, b and c``; of many the first ones. ``last`` stands before the last, "and" if empty."""
    shown = list(names[:_MOST_NAMED])
    if len(names) > _MOST_NAMED:
        shown.append(words.say("{count} more").format(count=len(names) - _MOST_NAMED))
    if len(shown) == 1:
        return shown[0]
    return f"{', '.join(shown[:-1])} {last or words.say('and')} {shown[-1]}"
