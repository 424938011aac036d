"""Why a scenario has no best operation, in Swedish."""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH_IMPOSSIBLE: Mapping[str, str] = {
    "{name}: no operation": "{name}: ingen drift",
    "Found {moment}; times below are in {zone}. Every cause that was found is listed. An earlier "
    "result in this folder is unchanged.":
        "Funnet {moment}; tiderna nedan är i {zone}. Varje orsak som hittades står här. Ett "
        "tidigare resultat i mappen är oförändrat.",
    "What is asked for or given, and what of it is possible, by time":
        "Vad som efterfrågas eller ges, och vad av det som är möjligt, över tiden",
    "asked for": "efterfrågat",
    "given off": "avgivet",
    "to be had": "går att få",
    "can be taken": "kan tas emot",
    "the difference": "skillnaden",
    "{hours} later": "{hours} senare",

    "No operation meets every demand within every limit.":
        "Ingen drift möter varje behov inom varje gräns.",
    "No operation meets every demand within every limit, though one would if minimum loads, "
    "minimum times and other decisions of 0 or 1 were left out.":
        "Ingen drift möter varje behov inom varje gräns, men en skulle göra det utan minsta last, "
        "minsta drifttider och andra beslut om 0 eller 1.",
    "The cost has no bottom: it falls without end.":
        "Kostnaden har ingen botten: den faller utan slut.",
    '"{name}" contradicts itself: {message}': '"{name}" motsäger sig självt: {message}',
    "What is missing is less than can be told apart from rounding: two limits or a demand and a "
    "limit may be equal but for their last digits.":
        "Det som saknas är mindre än vad som kan skiljas från avrundning: två gränser, eller ett "
        "behov och en gräns, kan vara lika så när som på sista siffrorna.",
    "Any {hours} hours by themselves have an operation. What forbids one for all hours reaches "
    "farther: a limit over a month or a year together with a minimum load, a minimum time, or a "
    "largest number of starts.":
        "Varje följd av {hours} timmar för sig har en drift. Det som hindrar en för alla timmar "
        "når längre: en gräns över en månad eller ett år tillsammans med minsta last, minsta tid "
        "eller ett högsta antal starter.",
    "{header} is short {when}: {asked} MW asked, {most} MW at most, {energy} MWh missing.":
        "{header} har underskott {when}: {asked} MW behövs, högst {most} MW går att få, {energy} "
        "MWh saknas.",
    "{header} has {energy} MWh too much {when}: nothing can take more than {most} of the {asked} "
    "MW that are given.":
        "{header} har {energy} MWh för mycket {when}: inget kan ta emot mer än {most} av de "
        "{asked} MW som ges.",
    "This is certain before anything is optimised: all that can reach it adds up to too little.":
        "Det är säkert innan något optimeras: allt som kan nå nätet är tillsammans för lite.",
    "This is certain before anything is optimised: all that can take it adds up to too little.":
        "Det är säkert innan något optimeras: allt som kan ta emot det är tillsammans för lite.",
    "Outages in these hours: {names}.": "Avbrott under dessa timmar: {names}.",
    "At their limit: {names}.": "Vid sin gräns: {names}.",
    "What would cure it: {cures}.": "Vad som skulle avhjälpa det: {cures}.",
    "in 1 hour ({start} to {end})": "i 1 timme ({start} till {end})",
    "in {hours} hours ({start} to {end})": "i {hours} timmar ({start} till {end})",
    "{header}: {times} more such times with {energy} MWh missing.":
        "{header}: {times} sådana tillfällen till med {energy} MWh som saknas.",
    "{header}: {times} more such times with {energy} MWh too much.":
        "{header}: {times} sådana tillfällen till med {energy} MWh för mycket.",
    'Unusual: "{name}" gives {value} MW at most, against {usual} MW in a typical hour.':
        'Ovanligt: "{name}" ger högst {value} MW, mot {usual} MW en typisk timme.',
    "See {source}.": "Se {source}.",
    "{value} MW": "{value} MW",
    "{value} MW of {header}": "{value} MW {header}",
    'Most unusual: "{name}" asks for {asked} against {usual} MW in a typical hour.':
        'Mest ovanligt: "{name}" behöver {asked} mot {usual} MW en typisk timme.',
    "Check that profile first ({source}).": "Kontrollera den profilen först ({source}).",
    "{name} at least {value}": "{name} minst {value}",
    'the usual {usual} MW of "{name}"': 'de vanliga {usual} MW för "{name}"',
    "another time for the outage of {name}": "en annan tid för avbrottet i {name}",
    "at least {needed} {unit} less of {name}": "minst {needed} {unit} mindre av {name}",
    "at least {needed} {unit} more of {name}": "minst {needed} {unit} mer av {name}",
    "a looser limit: {name}": "en vidare gräns: {name}",
    "a cooler, a store or a buyer that takes {more} MW more of {header}":
        "en kylare, ett lager eller en köpare som tar emot {more} MW mer ur {header}",
    "a unit or a contract that gives {more} MW more of {header}":
        "en anläggning eller ett avtal som ger {more} MW mer {header}",
    '"{name}" is missed by {amount} {unit} in {period}':
        '"{name}" missas med {amount} {unit} under {period}',
    '"{name}" is missed by {amount} {unit}': '"{name}" missas med {amount} {unit}',
    "{said}: at least {stated} {unit} are asked for, and no more than {possible} can be used.":
        "{said}: minst {stated} {unit} krävs, och inte mer än {possible} kan användas.",
    "{said}. At most {stated} {unit} are allowed, and {possible} are needed at least.":
        "{said}. Högst {stated} {unit} är tillåtna, och minst {possible} behövs.",
    "{name} ({gain} {unit} less)": "{name} ({gain} {unit} mindre)",
    "What would help: 1 MW more, all the time and at most by as much as is said, of {names}.":
        "Vad som skulle hjälpa: 1 MW mer, hela tiden och högst med så mycket som anges, av "
        "{names}.",
    '"{name}" cannot hold {when}: it is missed by {total} in all, the hours taken together.':
        '"{name}" kan inte hållas {when}: den missas med {total} i allt, alla timmar tillsammans.',
    "What would cure it: a wider limit there, or less that is asked for.":
        "Vad som skulle avhjälpa det: en vidare gräns där, eller mindre som begärs.",
    "{flows}{through} go round without a limit and earn {earned} {currency} with each MWh, {when}, "
    "{hours} hours in all.":
        "{flows}{through} går runt utan gräns och tjänar {earned} {currency} med varje MWh, "
        "{when}, {hours} timmar i allt.",
    ", through {names},": ", genom {names},",
    "What would cure it: a limit on {names}; or prices at which selling earns less than buying "
    "costs.":
        "Vad som skulle avhjälpa det: en gräns för {names}; eller priser där försäljning ger "
        "mindre än vad köp kostar.",
    "from {times}": "från {times}",
    "from {times} and {count} more times": "från {times} och {count} tillfällen till",
    "{count} more": "{count} till",
    "and": "och",
    "or": "eller",
}

IMPOSSIBLE_SENTENCES: Mapping[str, str] = {
    "its level must be at least {least} MWh at {moment} and can be {most} MWh at most, even where "
    "it is charged with all its power from the start. Lower the level at the end, or raise the "
    "level at the start or the power.":
        "nivån måste vara minst {least} MWh vid {moment} och kan vara högst {most} MWh, även om "
        "det laddas med all sin effekt från början. Sänk nivån vid slutet, eller höj nivån vid "
        "början eller effekten.",
    "{name1} ({moment1} to {moment2})": "{name1} ({moment1} till {moment2})",
    'profile "{name1}"': 'profilen "{name1}"',
    "{origin}, row {row}": "{origin}, rad {row}",
    "{origin}, rows {first}–{last}": "{origin}, rad {first}–{last}",
}
