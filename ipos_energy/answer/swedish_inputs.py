"""What is said of the inputs, in Swedish: warnings, and where time series come from.

As everywhere, a part whose name begins with ``name`` is a planner's own word and stays.
"""

from __future__ import annotations

from collections.abc import Mapping

_PRORATED = ("Costs per year are prorated, limits never: state what is meant for this time.",
             "Kostnader per år räknas om till horisontens längd, gränser aldrig: ange vad som "
             "gäller för den här tiden.")
_LIMITS = {
    "the cap of {number} t CO2": "taket på {number} t CO2",
    "the cap of {number} t {name1}": "taket på {number} t {name1}",
    "the annual limit of {number} MWh": "årsgränsen på {number} MWh",
}
_VOLUMES = {
    "the volume per {period}": "volymen per {period}",
    "each block's volume per {period}": "varje blocks volym per {period}",
    "the energy agreed per {period}": "den avtalade energin per {period}",
}
_COLD = ('{name}: "{name1}" is colder than the supply of "{name2}" in {count} of {all} steps',
         '{name}: "{name1}" är kallare än framledningen i "{name2}" i {count} av {all} steg')
_COLD_ADVICE = ('Something hotter must bring "{name3}" to its supply temperature.',
                'Något varmare måste höja "{name3}" till framledningstemperaturen.')
_PEAK = ("{name}: {power} MW at {moment} are {times} times the median of {median} MW",
         "{name}: {power} MW vid {moment} är {times} gånger medianen på {median} MW")

INPUT_LABELS: Mapping[str, str] = {
    "unit": "anläggning",
    "contract": "avtal",
    "company": "företag",
    "step": "steg",
    "later step": "senare steg",
    "hour": "timme",
    "day": "dygn",
    "month": "månad",
    "year": "år",
    "once": "en gång",
    "listed in the scenario": "listad i scenariot",
}

INPUT_SENTENCES: Mapping[str, str] = {
    **{f"{{name}}: {limit} holds for the {{days}} days of the horizon as it stands, which is "
       f"{length} than a year. {_PRORATED[0]}":
       f"{{name}}: {told} gäller som det står för horisontens {{days}} dygn, som är {other} än "
       f"ett år. {_PRORATED[1]}"
       for limit, told in _LIMITS.items()
       for length, other in (("shorter", "kortare"), ("longer", "längre"))},
    **{f"{{name}}: {volume} is for a whole {{period2}}; the horizon from {{start}} to {{end}} "
       f"holds a part of one, for which it stands unchanged. {_PRORATED[0]}":
       f"{{name}}: {told} avser helt {{period2}}; horisonten från {{start}} till {{end}} "
       f"omfattar bara en del, och för den gäller volymen oförändrad. {_PRORATED[1]}"
       for volume, told in _VOLUMES.items()},
    f"{_COLD[0]}; its capacity is then limited, most at {{moment}} to {{share}} %. "
    f"{_COLD_ADVICE[0]}":
        f"{_COLD[1]}; kapaciteten är då begränsad, mest vid {{moment}} till {{share}} %. "
        f"{_COLD_ADVICE[1]}",
    f"{_COLD[0]}. {_COLD_ADVICE[0]}": f"{_COLD[1]}. {_COLD_ADVICE[1]}",
    "{name}: {power} MW empty {content} MWh in {time} minutes":
        "{name}: {power} MW tömmer {content} MWh på {time} minuter",
    "{name}: {share} % is more heat than the fuel's lower heating value: only a boiler that "
    "condenses its flue gas gives so much":
        "{name}: {share} % är mer värme än bränslets undre värmevärde: bara en panna med "
        "rökgaskondensering ger så mycket",
    f"{_PEAK[0]} ({{count}} such steps)": f"{_PEAK[1]} ({{count}} sådana steg)",
    _PEAK[0]: _PEAK[1],
    "{name}: the company's demands are zero at every step":
        "{name}: företagets behov är noll i alla steg",
    "{name}: nothing uses this profile": "{name}: inget använder den här profilen",
    "{name}: nothing takes from this header, so {name1} can only stand still":
        "{name}: inget tar ur det här nätet, så {name1} kan bara stå stilla",
    "{name}: nothing feeds this header, so {name1} can only stand still":
        "{name}: inget matar det här nätet, så {name1} kan bara stå stilla",
    '{name}: a price of {price} {name1} on average is {times} times that of "{name2}", {low} '
    "{name3}. Check the units of both.":
        "{name}: ett pris på {price} {name1} i medeltal är {times} gånger det för "
        '"{name2}", {low} {name3}. Kontrollera bådas enheter.',
    '{name}: {power} MW is {times} times the largest of the others at "{name1}", {most} MW. '
    "Check the unit: kW or MW?":
        '{name}: {power} MW är {times} gånger den största av de andra vid "{name1}", {most} MW. '
        "Kontrollera enheten: kW eller MW?",
    '{name}: {power} MW is a {times}th of the smallest of the others at "{name1}", {least} MW. '
    "Check the unit: kW or MW?":
        '{name}: {power} MW är en {times}-del av den minsta av de andra vid "{name1}", {least} '
        "MW. Kontrollera enheten: kW eller MW?",
    "{name}: 1 {name1} would be worth {rate} {name2}; for years it has been about {usual}. State "
    "what 1 {name3} is worth, not what it costs to buy one {name4}.":
        "{name}: 1 {name1} skulle vara värd {rate} {name2}; i åratal har det varit omkring "
        "{usual}. Ange vad 1 {name3} är värd, inte vad det kostar att köpa en {name4}.",
    "{name}: this outage lies in another year than the horizon, which begins {date}, and changes "
    "nothing":
        "{name}: det här avbrottet ligger i ett annat år än horisonten, som börjar {date}, och "
        "ändrar ingenting",
    "{name}: the profile is multiplied by {factor}. Write {share} % if a percentage is meant.":
        "{name}: profilen multipliceras med {factor}. Skriv {share} % om procent avses.",
    "{name}: a MW of the highest flow costs as much as that MW all the time for {times} times as "
    "long, at the mean energy price of {price} {name1}. Check the units of both.":
        "{name}: en MW av det högsta flödet kostar lika mycket som samma MW hela tiden i {times} "
        "gånger så lång tid, till medelpriset {price} {name1}. Kontrollera bådas enheter.",
    "{name}: {name1} changes nothing without {name2}":
        "{name}: {name1} ändrar ingenting utan {name2}",
    "{name}: {name1} changes nothing beside {name2}":
        "{name}: {name1} ändrar ingenting bredvid {name2}",
    '"{name1}" is held by integers at {count} of {all} steps, from {moment} on: more input than '
    "its part-load curve asks would be free there, or earn.":
        '"{name1}" hålls av heltal i {count} av {all} steg, från {moment}: mer tillfört än '
        "dellastkurvan kräver vore gratis där, eller skulle löna sig.",
    '"{name1}" has coefficients from {low} to {high}, too far apart to be computed exactly. Check '
    'the units of "{name2}".':
        '"{name1}" har koefficienter från {low} till {high}, för långt ifrån varandra för att '
        'räknas exakt. Kontrollera enheterna för "{name2}".',
    **{f'"{{name1}}" has {what} of up to {{high}}, too large to be held exactly. Check the units '
       'of "{name2}".':
       f'"{{name1}}" har {told} på upp till {{high}}, för stora för att hållas exakt. Kontrollera '
       'enheterna för "{name2}".'
       for what, told in (("costs", "kostnader"), ("limits", "begränsningar"),
                         ("bounds", "gränser"))},

    "modelled: electricity price, mean {name1}, standard deviation {name2}":
        "modellerad: elpris, medel {name1}, standardavvikelse {name2}",
    "modelled: outdoor temperature, mean {mean} degC":
        "modellerad: utomhustemperatur, medel {mean} °C",
    "modelled: seasonal, mean {name1}": "modellerad: årstidsvariation, medel {name1}",
    'modelled: heating curve over "{name1}"': 'modellerad: värmekurva över "{name1}"',
    'modelled: heating degrees below {base} degC of "{name1}", {energy} GWh a year, {share} of it '
    "flat":
        'modellerad: uppvärmningsbehov under {base} °C av "{name1}", {energy} GWh per år, varav '
        "{share} jämnt",
    'column "{name1}" of {name2}': 'kolumnen "{name1}" i {name2}',
    "constant {name1}": "konstant {name1}",
    **{f'{factor}"{{name1}}"{low}{high}':
       f'{factor}"{{name1}}"{low.replace("at least", "minst")}{high.replace("at most", "högst")}'
       for factor in ("{factor} × ", "")
       for low in (", at least {name2}", "") for high in (", at most {name3}", "")
       if factor or low or high},
    "the hours of {name1} count from 1 January 00:00 ({name2}) of any year":
        "timmarna i {name1} räknas från 1 januari 00:00 ({name2}) vilket år som helst",
    "hours of {year} in {name1} stand for those of {year2}, weekday for weekday":
        "timmar från {year} i {name1} står för dem i {year2}, veckodag för veckodag",
    "hours of {year} in {name1} stand for those of {year2}":
        "timmar från {year} i {name1} står för dem i {year2}",
    "steps of {name1} in {name2} are repeated on steps of {name3}":
        "steg om {name1} i {name2} upprepas på steg om {name3}",
    "steps of {name1} in {name2} are averaged to steps of {name3}":
        "steg om {name1} i {name2} medelvärdesbildas till steg om {name3}",
    "{name1} changes to steps of {name2}; longer steps before are repeated":
        "{name1} övergår till steg om {name2}; längre steg dessförinnan upprepas",
    'of the auctions in {name1}, "{name2}" is taken':
        'av auktionerna i {name1} används "{name2}"',
}
