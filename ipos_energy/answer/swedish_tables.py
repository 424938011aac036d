"""All that the workbook and a comparison say, in Swedish by the English text.

A text that is missing here is an error. Names of sheets have no more than 31 characters.
"""

from __future__ import annotations

from collections.abc import Mapping

SWEDISH_TABLES: Mapping[str, str] = {
    "About": "Om",
    "Against {name}": "Mot {name}",
    "Amount": "Belopp",
    "Assumption": "Antagande",
    "Avoided": "Undviket",
    "Avoided CO2 by line, which add up, and in two perspectives, which are never added":
        "Undviken CO2 per post, som läggs ihop, och i två perspektiv, som aldrig läggs ihop",
    "Avoided CO2 if the city made its heat in another way":
        "Undviken CO2 om staden producerade sin värme på annat sätt",
    "Avoided CO2 is left out: it is counted against different references, so the figures cannot "
    "be compared. {names}.":
        "Undviken CO2 är utelämnad: den räknas mot olika referenser, så siffrorna går inte att "
        "jämföra. {names}.",
    "Begins": "Börjar",
    "Belongs to": "Hör till",
    "Bills": "Fakturor",
    "Borne by": "Bärs av",
    "CO2": "CO2",
    "CO2 allocation": "CO2 fördelning",
    "CO2 alternatives": "CO2 alternativ",
    "CO2 claims": "CO2 anspråk",
    "CO2 factors": "CO2 faktorer",
    "CO2 from fuel burnt here": "CO2 från bränsle förbränt här",
    "CO2 lines": "CO2 per post",
    "CO2 scopes": "CO2 scope",
    "Charts": "Diagram",
    "Claimed": "Anspråk",
    "Comparison of results": "Jämförelse av resultat",
    "Contract": "Avtal",
    "Contract or unit": "Avtal eller anläggning",
    "Cost of the horizon by line, the largest first; an income is negative":
        "Horisontens kostnad per post, den största först; en intäkt är negativ",
    "Cost of the horizon by line; an income is negative":
        "Horisontens kostnad per post; en intäkt är negativ",
    "Cost of the reference": "Referensens kostnad",
    "Costs and emissions by owner, label and month":
        "Kostnader och utsläpp per ägare, benämning och månad",
    "Day": "Dygn",
    "Days in which a unit stands still, as the optimiser placed them":
        "Dygn då en anläggning står stilla, som optimeringen lade dem",
    "Direction": "Riktning",
    "District heat from": "Fjärrvärme från",
    "Each check of the written numbers, made without the solver":
        "Varje kontroll av de skrivna talen, gjord utan lösaren",
    "Each company's energy by header and month": "Varje företags energi per nät och månad",
    "Each contract's bill: quantity times rate is amount":
        "Varje avtals faktura: kvantitet gånger pris är belopp",
    "Each unit's and contract's flows. Full-load hours are energy over the stated capacity":
        "Flödena i varje anläggning och avtal. Fullasttimmar är energi delad med angiven kapacitet",
    "Emissions": "Utsläpp",
    "Energies over the horizon": "Energier under horisonten",
    "Energy by day": "Energi per dygn",
    "Energy by month": "Energi per månad",
    "Every factor with its unit, year, scope and source":
        "Varje faktor med enhet, år, omfattning och källa",
    "Every time series with its origin; modelled ones are marked":
        "Varje tidsserie med sitt ursprung; modellerade är märkta",
    "Figure": "Nyckeltal",
    "Folder": "Mapp",
    "For each": "För varje",
    "Headline figures with units; the reference stands beside CO2":
        "Nyckeltal med enheter; referensen står bredvid CO2",
    "Hours above zero": "Timmar över noll",
    "In how many hours each unit set the price of each header":
        "I hur många timmar varje anläggning satte priset på varje nät",
    "In time": "Över tiden",
    "Incremental CO2": "Inkrementell CO2",
    "Inputs": "Indata",
    "Joint emissions shared between carriers and users by several methods; methods are never added":
        "Gemensamma utsläpp fördelade på energibärare och användare med flera metoder; metoder "
        "läggs aldrig ihop",
    "Joint emissions with something less those without it (incremental allocation); by MWh where "
    "nearly all change is of one carrier":
        "Gemensamma utsläpp med något minus dem utan det (inkrementell fördelning); per MWh där "
        "nästan all ändring gäller en energibärare",
    "Key": "Nyckel",
    "Label": "Benämning",
    "Ledger": "Huvudbok",
    "Length": "Längd",
    "Limits": "Begränsningar",
    "MWh of each flow by local day; the values of each step are in flows.parquet":
        "MWh av varje flöde per lokalt dygn; värdena för varje steg finns i flows.parquet",
    "MWh of each flow into and out of each header, on the local clock":
        "MWh av varje flöde in i och ut ur varje nät, i lokal tid",
    "Maintenance": "Underhåll",
    "Marginal prices": "Marginalpriser",
    "Marginal value of each limit: what one more unit of it would save":
        "Varje begränsnings marginalvärde: vad en enhet mer av den skulle spara",
    "Method": "Metod",
    "Modelled profiles": "Modellerade profiler",
    "Name of unit": "Anläggning",
    "No key differs, but the values of profiles do.":
        "Ingen nyckel skiljer sig, men profilernas värden gör det.",
    "Note": "Anmärkning",
    "Own equipment": "Egen utrustning",
    "Owned by companies": "Ägt av företag",
    "Part of the park": "Del av parken",
    "Passed": "Godkänd",
    "Per energy": "Per energi",
    "Profiles": "Profiler",
    "Quantity": "Kvantitet",
    "Rate": "Pris",
    "Remark": "Anmärkning",
    "Remarks": "Anmärkningar",
    "Residual": "Avvikelse",
    "Result": "Resultat",
    "Results": "Resultat",
    "Saving of one more": "Besparing av en till",
    "Scenario": "Scenario",
    "Section": "Avsnitt",
    "Shares of companies": "Företagens andelar",
    "Sheet": "Blad",
    'Statement of each company. Cost is shared {key}; CO2 by the method "{method}"':
        'Avräkning för varje företag. Kostnaden fördelas {key}; CO2 med metoden "{method}"',
    "Status": "Status",
    "Sum": "Summa",
    "Summary": "Sammanfattning",
    "The horizons are of equal length but begin at different times.":
        "Horisonterna är lika långa men börjar vid olika tid.",
    "The park against {name}; lines add up to the saving":
        "Parken mot {name}; posterna summerar till besparingen",
    "The park's own emissions (GHG Protocol).": "Parkens egna utsläpp (GHG-protokollet).",
    "The references have one name but not the same factors; differences in avoided CO2 come "
    "partly from that.":
        "Referenserna har samma namn men inte samma faktorer; skillnader i undviken CO2 kommer "
        "delvis av det.",
    "Times it binds": "Gånger den binder",
    "Tolerance": "Tolerans",
    "Unit of rate": "Prisets enhet",
    "Use by company": "Användning per företag",
    "Values of the scenarios as run that differ, by key path":
        "Värden som skiljer sig i scenarierna som de kördes, efter nyckelns sökväg",
    "What companies own, and what their parts gave and cost":
        "Vad företagen äger, och vad deras delar gav och kostade",
    "What each company bears of every contract and unit, to the cent":
        "Vad varje företag bär av varje avtal och anläggning, på centen",
    "What figures rest on, and what the program approximates":
        "Vad siffrorna vilar på, och vad programmet förenklar",
    "What is compared": "Vad som jämförs",
    "What it holds": "Vad det innehåller",
    "What must be known to read the comparison": "Vad man behöver veta för att läsa jämförelsen",
    "What one MWh more of demand would cost, the mean of each month":
        "Vad en MWh mer efterfrågan skulle kosta, medelvärde per månad",
    "What set prices": "Vad som satte priset",
    "What was built or retired; empty where the scenario leaves no choice":
        "Vad som byggdes eller avvecklades; tomt där scenariot inte lämnar något val",
    "What was built or retired; saving is that of one more unit, worth the same before its own "
    "cost is paid":
        "Vad som byggdes eller avvecklades; besparingen är av en enhet till, värdet detsamma före "
        "dess egen kostnad",
    "What {name} would cost by owner, line and month":
        "Vad {name} skulle kosta per ägare, post och månad",
    "Who claims which part.": "Vem som gör anspråk på vilken del.",
    "Worth": "Värde",
    "Worth of one more": "Värde av en till",
    "approximated": "förenklat",
    "as stated": "som angivet",
    "avoided CO2": "undviken CO2",
    "avoided CO2 as consequence": "undviken CO2 som konsekvens",
    "avoided CO2 if district heat came from {name}":
        "undviken CO2 om fjärrvärmen kom från {name}",
    "bound": "gräns",
    "carrier": "energibärare",
    "claimed avoided CO2": "uppgiven undviken CO2",
    "constant": "konstant",
    "emission": "utsläpp",
    "every profile is measured or stated": "varje profil är uppmätt eller angiven",
    "factor of the alternative that the claim needs":
        "faktor för alternativet som det uppgivna kräver",
    "from {start} in {zone}, steps of {hours} h": "från {start} i {zone}, steg om {hours} h",
    "horizon": "horisont",
    "hourly, the mean is shown": "timvis, medelvärdet visas",
    "infinite": "oändligt",
    "into": "in i",
    "joint emissions": "gemensamma utsläpp",
    "minimised; an income is negative": "minimerad; en intäkt är negativ",
    "minus infinite": "minus oändligt",
    "modelled profiles": "modellerade profiler",
    "no operation can cost less": "ingen drift kan kosta mindre",
    "not a number": "inget tal",
    "not measured: {names}": "inte uppmätta: {names}",
    "not stated": "inte angivet",
    "not valued: the alternative has no price in the scenario":
        "inte värderad: alternativet har inget pris i scenariot",
    "nothing": "inget",
    "of it {line}": "varav {line}",
    "out of": "ut ur",
    "pollutant": "förorening",
    "published CO2": "publicerad CO2",
    "saving": "besparing",
    "saving of the city against {name}": "stadens besparing mot {name}",
    "scenario": "scenario",
    "status": "status",
    "the company": "företaget",
    "the park": "parken",
    "too low, not valued: {names}": "för låg, inte värderat: {names}",
    "total": "summa",
    "user": "användare",
    "warning": "varning",
    "within the ranges of the factors": "inom faktorernas intervall",
    "{carrier}: added by each MWh more": "{carrier}: tillkommer för varje MWh till",
    "{carrier}: used": "{carrier}: använt",
    "{figure}, published": "{figure}, publicerat",
    "{letter} did not pass its audit; its figures must not be relied on.":
        "{letter} är underkänd i revisionen; lita inte på dess siffror.",
    "{letter} is {status}, not optimal: small differences may be the solver's gap.":
        "{letter} är {status}, inte optimal: små skillnader kan vara lösarens gap.",
    "{method} (chosen)": "{method} (vald)",
    "{passed} of {all} checks of the audit passed":
        "{passed} av {all} kontroller i revisionen är godkända",
}
