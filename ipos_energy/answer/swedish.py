"""All that the pages of a report say, in Swedish by the English text.

A text that is missing here is an error in every language: nothing is left in English in silence.
"""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH: Mapping[str, str] = {
    "Cost by line": "Kostnad per post",
    "Saving against the reference": "Besparing mot referensen",
    "A cost of the park is negative.": "En kostnad för parken är negativ.",
    "Money": "Ekonomi",
    "The city's side": "Stadens sida",
    "Statement of each company": "Avräkning för varje företag",
    "Energy by company and header, and what it is worth at marginal prices":
        "Energi per företag och nät, och vad den är värd till marginalpriser",
    "Companies": "Företag",
    "Avoided CO2 by line": "Undviken CO2 per post",
    "If district heat were made in another way": "Om fjärrvärmen producerades på annat sätt",
    "Joint emissions by carrier and method": "Gemensamma utsläpp per energibärare och metod",
    "Total": "Summa",
    "Saving": "Besparing",
    "Two perspectives": "Två perspektiv",
    "The park's own emissions by scope": "Parkens egna utsläpp per scope",
    "Factors": "Faktorer",
    "Owner": "Ägare",
    "Line": "Post",
    "Cost": "Kostnad",
    "paid for the park's heat": "betalt för parkens värme",
    "Month": "Månad",
    "Company": "Företag",
    "Sector": "Bransch",
    "Energy": "Energi",
    "Highest power": "Högsta effekt",
    "Share": "Andel",
    "Marginal value": "Marginalvärde",
    "Cost alone": "Kostnad på egen hand",
    "Costs are shared {key}; CO2 by the method {method}. The costs add up to the ledger to the "
    "cent; a negative cost is income.":
        "Kostnader fördelas {key}; CO2 med metoden {method}. Kostnaderna summerar till "
        "huvudboken på centen; en negativ kostnad är en intäkt.",
    "Header": "Nät",
    "Avoided CO2": "Undviken CO2",
    "Reference: {name}": "Referens: {name}",
    "Alternative": "Alternativ",
    "Factor": "Faktor",
    "Scope": "Omfattning",
    "Source": "Källa",
    "They answer different questions and are never added.":
        "De besvarar olika frågor och läggs aldrig ihop.",
    "Claims": "Anspråk",
    "Carrier": "Energibärare",
    "cost of the heat in its alternative": "värmens kostnad i alternativet",
    "Within the ranges of the factors the avoided CO2 lies between {low} t (P5) and {high} t "
    "(P95), with {middle} t in the middle (P50); {share} % of the variance comes from {factor}.":
        "Inom faktorernas intervall ligger undviken CO2 mellan {low} t (P5) och {high} t (P95), "
        "med {middle} t i mitten (P50); {share} % av variansen kommer från {factor}.",
    "The claimed {claimed} t need an alternative for district heat of {factor} kg/MWh.":
        "De uppgivna {claimed} t kräver ett alternativ för fjärrvärme på {factor} kg/MWh.",
    "Perspective": "Perspektiv",
    "Reference": "Referens",
    "of it hourly covariance": "varav timvis kovarians",
    "Origin": "Ursprung",
    "Use": "Användning",
    "Name": "Namn",
    "Value": "Värde",
    "Low": "Låg",
    "High": "Hög",
    "Year": "År",
    "Shared: {total} t. The companies' statements use the method {method}. The sixth method, "
    "incremental, compares two results: ipos-energy compare.":
        "Fördelat: {total} t. Företagens avräkningar använder metoden {method}. Den sjätte "
        "metoden, inkrementell, jämför två resultat: ipos-energy compare.",
    "Joint emissions per MWh of carrier": "Gemensamma utsläpp per MWh energibärare",
    "Cost by month, of the park and of the reference": "Kostnad per månad, parken och referensen",
    "The park": "Parken",
    "A yearly charge is booked in the last month.": "En årsavgift bokförs i sista månaden.",
    "What each company bears of contracts and units":
        "Vad varje företag bär av avtal och anläggningar",
    "Bill: {name}": "Faktura: {name}",
    "Actor": "Aktör",
    "nobody": "ingen",
    "The largest cost is {cost_line} with {cost} {currency}.":
        "Den största kostnaden är {cost_line} med {cost} {currency}.",
    "Cost of the operation": "Driftens kostnad",
    "The largest income is {income_line} with {income} {currency}, the largest cost {cost_line} "
    "with {cost} {currency}.":
        "Den största intäkten är {income_line} med {income} {currency}, den största kostnaden "
        "{cost_line} med {cost} {currency}.",
    "a negative cost is income": "en negativ kostnad är en intäkt",
    "Of the avoided CO2, {line} is the largest part with {part} t; with another alternative for "
    "district heat the total would be {low} to {high} t.":
        "Av undviken CO2 är {line} den största delen med {part} t; med ett annat alternativ för "
        "fjärrvärmen vore summan {low} till {high} t.",
    "against {name}": "mot {name}",
    "Of {heat} GWh of process heat {cooled} GWh were cooled away; the city took {sold} GWh as "
    "district heat and the turbines and other generators made {power} GWh of electricity.":
        "Av {heat} GWh processvärme kyldes {cooled} GWh bort; staden tog {sold} GWh som "
        "fjärrvärme, och turbiner och andra generatorer producerade {power} GWh el.",
    "All {count} checks of the audit passed.": "Alla {count} kontroller i revisionen är godkända.",
    "{failed} of {count} checks of the audit FAILED.":
        "{failed} av {count} kontroller i revisionen är UNDERKÄNDA.",
    "{count} of {all} time series are modelled, not measured.":
        "{count} av {all} tidsserier är modellerade, inte uppmätta.",
    "against {name}: each company alone at the same tariffs":
        "mot {name}: varje företag på egen hand med samma tariffer",
    "not valued: {names}": "inte värderat: {names}",
    "Marginal price of each header": "Marginalpris för varje nät",
    "Operation": "Drift",
    "Prices": "Priser",
    "How the units ran": "Hur anläggningarna gick",
    "Marginal value of limits": "Begränsningars marginalvärde",
    "Equipment": "Utrustning",
    "Power that is reached or exceeded": "Effekt som nås eller överskrids",
    "Levels of stores": "Lagernivåer",
    "The marginal price of a header is what one MWh more of demand would cost at that hour.":
        "Ett näts marginalpris är vad en MWh mer efterfrågan skulle kosta den timmen.",
    "Full-load hours are energy divided by the stated capacity, with what was built. A rest is a "
    "time without any flow, such as an outage.":
        "Fullasttimmar är energi delad med angiven kapacitet, med det som byggts. Ett stillestånd "
        "är en tid utan flöde, till exempel ett avbrott.",
    "Capacity": "Kapacitet",
    "The value is what relaxing the limit by one unit in every step would save over the horizon.":
        "Värdet är vad en enhet större gräns i varje steg skulle spara under perioden.",
    "Unit": "Enhet",
    "Flow": "Flöde",
    "Full-load hours": "Fullasttimmar",
    "Hours in use": "Timmar i drift",
    "Starts": "Starter",
    "Longest rest": "Längsta stillestånd",
    "Limit": "Begränsning",
    "Steps at the limit": "Steg vid gränsen",
    "Value of one more unit": "Värde av en enhet till",
    "Sizes": "Storlekar",
    "What companies own": "Vad företagen äger",
    "The marginal value is that of what is given, less that of what is taken.":
        "Marginalvärdet är värdet av det som ges minus värdet av det som tas.",
    "Before its own cost": "Före dess egen kostnad",
    "One more unit is worth building while its value is above zero; before its own cost, it is the "
    "most that a unit may cost over the horizon.":
        "En enhet till lönar sig att bygga så länge dess värde är över noll; före dess egen "
        "kostnad är det vad en enhet högst får kosta över horisonten.",
    "Sizes from typical periods": "Storlekar från typperioder",
    "On typical periods": "På typperioderna",
    "With these sizes, all steps": "Med dessa storlekar, alla steg",
    "Sizes of all steps at once": "Storlekar för alla steg på en gång",
    "Cost of the horizon": "Horisontens kostnad",
    "{number} periods of {hours} h stand for {periods}. Each period is a copy of the "
    "one that stands for it, and stores are cyclic in it; the operation shown is "
    "that of all steps with these sizes.":
        "{number} perioder om {hours} h står för {periods}. Varje period är en kopia av den som "
        "står för den, och lager är cykliska i den; den visade driften är den för alla steg med "
        "dessa storlekar.",
    "Maintenance as it was placed": "Underhåll som det lades",
    "First day": "Första dag",
    "Last day": "Sista dag",
    "Days": "Dagar",
    "Energy out of the header is negative.": "Energi ut ur nätet är negativ.",
    "Store": "Lager",
    "Lowest": "Lägst",
    "Mean": "Medel",
    "Highest": "Högst",
    "Energy by month and header": "Energi per månad och nät",
    "Duration curves": "Varaktighetskurvor",
    "companies": "företag",
    "Size": "Storlek",
    "{share} % of the time": "{share} % av tiden",
    "Time series": "Tidsserier",
    "Assumptions": "Antaganden",
    "All {count} checks passed.": "Alla {count} kontroller är godkända.",
    "{failed} of {count} checks FAILED.": "{failed} av {count} kontroller är UNDERKÄNDA.",
    "Checks": "Kontroller",
    "Audit": "Revision",
    "Every header, unit and bill is recomputed from the written tables.":
        "Varje nät, anläggning och faktura räknas om från de skrivna tabellerna.",
    "Profile": "Profil",
    "Kind": "Slag",
    "Notes": "Anmärkningar",
    "Subject": "Föremål",
    "Statement": "Påstående",
    "Off by": "Avvikelse",
    "Allowed": "Tillåtet",
    "Outcome": "Utfall",
    "modelled": "modellerad",
    "given": "angiven",
    "Inputs: {section}": "Indata: {section}",
    "Values": "Värden",
    "passed": "godkänd",
    "FAILED": "UNDERKÄND",
    "Energy of the period in {unit}": "Periodens energi i {unit}",
    "own use": "egen förbrukning",
    "losses": "förluster",
    "surroundings": "omgivning",
    "From": "Från",
    "To": "Till",
    "stores": "lager",
    "The numbers behind the chart": "Siffrorna bakom diagrammet",
    "Contents": "Innehåll",
    "Saving against {name} in {currency}": "Besparing mot {name} i {currency}",
    "Where no source stands, the scenario states none.":
        "Där ingen källa står anger scenariot ingen.",
    "Status: {status}.": "Status: {status}.",
    "Of the avoided CO2, {line} is the largest part with {part} t.":
        "Av undviken CO2 är {line} den största delen med {part} t.",
    "The saving is not valued, for the reference has no price for: {names}.":
        "Besparingen är inte värderad, eftersom referensen saknar pris för: {names}.",
    "hour and day": "timme och dag",
    "white 0, dark {highest} MW": "vitt 0, mörkt {highest} MW",
    "Hour": "Timme",
    "P10": "P10",
    "P90": "P90",
    "Median": "Median",
    "The whole period, {period}": "Hela perioden, {period}",
    "Whole period": "Hela perioden",
    "Zoom in": "Zooma in",
    "Zoom out": "Zooma ut",
    "Earlier": "Tidigare",
    "Later": "Senare",
    "Drag over a part of the drawing to zoom, point at it to read values.":
        "Dra över en del av bilden för att zooma, peka på den för att läsa värden.",
    "Mean power of each day. Above zero: into the header. Below zero: taken from it, first "
    "by companies.":
        "Medeleffekt per dygn. Över noll: in i nätet. Under noll: uttaget ur det, först av "
        "företagen.",
    "Of the saving, {line} is the largest part with {amount} {currency}.":
        "Av besparingen är {line} den största delen med {amount} {currency}.",
    "Warning: {text}": "Varning: {text}",
    "Which unit set the price of each header, in share of the hours":
        "Vilken anläggning som satte priset på varje nät, i andel av timmarna",
    "Set by": "Satt av",
    "Hours": "Timmar",
    "Mean price then": "Medelpris då",
    "A unit between its limits sets the price: one MWh more would come from it. Where there is "
    "none, the price is one of many that are right. One hour more closely: ipos-energy explain "
    "RESULT --hour TIME.":
        "En anläggning mellan sina gränser sätter priset: en MWh till skulle komma från den. Där "
        "ingen finns är priset ett av många som är rätt. En timme närmare: ipos-energy explain "
        "RESULTAT --hour TID.",
    "(one of many that are right)": "(ett av många som är rätt)",
    "What the spread of avoided CO2 comes from": "Vad spridningen i undviken CO2 kommer från",
    "Share of the variance": "Andel av variansen",
    "{count} samples of independent factors, triangular between low and high.":
        "{count} stickprov av oberoende faktorer, triangelfördelade mellan låg och hög.",
    "Without a range: {names}.": "Utan intervall: {names}.",
}
