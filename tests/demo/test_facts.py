"""Every fact of the demonstration is looked for where a reader looks for it: the fact, the page, the words there."""

from __future__ import annotations

import pytest

from tests.demo.reading import BRIEFING, HERZOG, SINCE_THE_WAR_BEGAN, TIMES, VISIT, Pages, wanted

FACTS: dict[str, tuple[str, tuple[str, ...]]] = {
    # Sources
    "S1: title, author, agency": (
        "/sources/times-of-israel-2023-10-24/", (TIMES, "Lazar Berman", "The Times of Israel", "AFP")),
    "S1: the date is inferred": (
        "/sources/times-of-israel-2023-10-24/", ("24 October 2023 (uncertain)", "The date is inferred")),
    "S1: no address, no date line": ("/sources/times-of-israel-2023-10-24/", ("no date line and no web address",)),
    "S1: the BFMTV post": ("/sources/times-of-israel-2023-10-24/", ("quotes a post by", "BFMTV")),
    "S2": ("/sources/history-state-president-biden-joseph-r/", (
        "Travels Abroad of the President: Joseph R. Biden", "Office of the Historian", "CC0",
        "https://history.state.gov/departmenthistory/travels/president/biden-joseph-r")),
    "S3": ("/sources/history-state-secretary-blinken-antony-j/", (
        "Travels of the Secretary of State: Antony J. Blinken", "Office of the Historian", "CC0",
        "https://history.state.gov/departmenthistory/travels/secretary/blinken-antony-j")),
    # Visits
    "visit 1: who, where, when": (VISIT, ("Emmanuel Macron, president of France, in Israel", "24 October 2023")),
    "visit 1: in the morning": (VISIT, ("Arrival in the morning", "on the morning of 24 October 2023")),
    "visit 1: Tel Aviv, then Jerusalem": (VISIT, ("first to Tel Aviv and then to Jerusalem", "Jerusalem")),
    "visit 1: type not stated": (VISIT, ("type not stated", "The type of the visit is not stated")),
    "visit 1: solidarity": (VISIT, ("Purpose", "Solidarity")),
    "visit 1: under way when S1 was written": (VISIT, (
        "Under way", "under way, 24 October 2023 (uncertain), according to The Times of Israel")),
    "visit 1: S1 is its source": (VISIT, (TIMES, "Rests on a single source")),
    "visit 2: West Bank, Ramallah, planned": ("/visits/macron-palestine-2023-10/", (
        "Emmanuel Macron, president of France, to Palestine", "Ramallah", "West Bank", "planned", "day not known",
        "on or after 24 October 2023", "Whether it took place is not on record here")),
    "visit 2: to meet Abbas": ("/visits/macron-palestine-2023-10/", (
        "Mahmoud Abbas president of the Palestinian Authority",)),
    "visit 2: planned as of the day of S1": ("/visits/macron-palestine-2023-10/", (
        "planned, 24 October 2023 (uncertain)",)),
    "visit 3: Jordan, planned, no city": ("/visits/macron-jordan-2023-10/", (
        "Emmanuel Macron, president of France, to Jordan", "the source names no city", "planned", "day not known")),
    "visit 3: to meet King Abdullah II": ("/visits/macron-jordan-2023-10/", ("Abdullah II king of Jordan",)),
    "visit 3: planned as of the day of S1": ("/visits/macron-jordan-2023-10/", (
        "planned, 24 October 2023 (uncertain)",)),
    "visits 1 to 3 are one journey": ("/itineraries/macron-middle-east-2023-10/", (
        "Emmanuel Macron in Israel and the region, October 2023", "Emmanuel Macron in Israel",
        "Emmanuel Macron to Palestine", "Emmanuel Macron to Jordan", "2 more not counted: planned or not made")),
    "visit 1 shows its journey": (VISIT, ("Emmanuel Macron in Israel and the region, October 2023",)),
    "Biden: role, day and place": ("/visits/2023-10-18-joseph-r-biden-israel/", (
        "Joseph R. Biden, president of the United States, in Israel", "18 October 2023", "Tel Aviv")),
    "Biden: what S1 says and what S2 says": ("/visits/2023-10-18-joseph-r-biden-israel/", (
        "The newspaper gives no day", "since the war began", TIMES, "Cited for visitor and host",
        "Travels Abroad of the President: Joseph R. Biden", "Cited for visitor, host, start and stops")),
    "Scholz": ("/visits/scholz-israel-2023-10/", (
        "Olaf Scholz, chancellor of Germany, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Sunak": ("/visits/sunak-israel-2023-10/", (
        "Rishi Sunak, prime minister of the United Kingdom, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Meloni": ("/visits/meloni-israel-2023-10/", (
        "Giorgia Meloni, prime minister of Italy, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Mitsotakis": ("/visits/mitsotakis-israel-2023-10/", (
        "Kyriakos Mitsotakis, prime minister of Greece, in Israel", SINCE_THE_WAR_BEGAN, "day not known", TIMES)),
    "Rutte, a caretaker": ("/visits/rutte-israel-2023-10/", (
        "Mark Rutte, caretaker prime minister of the Netherlands, in Israel", SINCE_THE_WAR_BEGAN, "day not known",
        TIMES)),
    "undated visits are in the month, their day unknown": ("/2023/10/", (
        "October 2023, day not known", SINCE_THE_WAR_BEGAN, "Olaf Scholz")),
    "the host received them all": ("/countries/israel/", (
        "Emmanuel Macron", "Joseph R. Biden", "Olaf Scholz", "Rishi Sunak", "Giorgia Meloni", "Kyriakos Mitsotakis",
        "Mark Rutte", "Antony J. Blinken")),
    # Meetings and contacts
    "families: a group, unnamed, in Tel Aviv": ("/meetings/macron-families-2023-10-24/", (
        "Families of French and French-Israeli nationals killed or taken hostage group", "Tel Aviv",
        "24 October 2023")),
    "Herzog: role": (HERZOG, ("Isaac Herzog president of Israel", "24 October 2023")),
    "Herzog: earlier than Netanyahu": (HERZOG, ("Earlier in the day than the meeting with Benjamin Netanyahu",)),
    "Herzog: place not stated": (HERZOG, ("The source does not say where they met",)),
    "Herzog: partly in English": (HERZOG, ("Part of the exchange was in English",)),
    "Netanyahu: Jerusalem": ("/meetings/macron-netanyahu-2023-10-24/", (
        "Benjamin Netanyahu prime minister of Israel", "Jerusalem", "24 October 2023")),
    "joint appearance before the press": ("/meetings/macron-netanyahu-press-2023-10-24/", (
        "Joint appearance before the press", "It followed their meeting", "Benjamin Netanyahu spoke first",
        "Jerusalem")),
    "Lapid and Gantz: roles and place": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "Yair Lapid leader of the opposition", "Benny Gantz minister without portfolio of Israel", "Jerusalem")),
    "Gantz: National Unity in the war cabinet": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "National Unity, had joined an emergency war cabinet", "leader of National Unity")),
    "Gantz: party, on his own page": ("/leaders/benny-gantz/", ("Leader of National Unity",)),
    "Gantz: on the party's page": ("/organisations/national-unity/", ("Benny Gantz", "emergency war cabinet")),
    "one meeting or two is not stated": ("/meetings/macron-lapid-gantz-2023-10-24/", (
        "Whether this was one meeting or two is not stated",)),
    "planned: Abbas in Ramallah": ("/meetings/macron-abbas-2023-10/", (
        "Ramallah", "planned", "Mahmoud Abbas president of the Palestinian Authority", "on or after 24 October 2023")),
    "planned: Abdullah II": ("/meetings/macron-abdullah-2023-10/", (
        "Abdullah II king of Jordan", "planned", "on or after 24 October 2023")),
    "expected: el-Sissi, mode unknown, said by the Élysée": ("/meetings/macron-sisi-2023-10/", (
        "Expected talk with Abdel Fattah el-Sisi", "mode not known", "planned", "according to Élysée Palace",
        "Whether in person, by telephone or otherwise is not stated", "president of Egypt")),
    "el-Sissi, also written al-Sisi": ("/leaders/abdel-fattah-el-sisi/", (
        "Abdel-Fattah el-Sissi", "Abdel Fattah al-Sisi", "عبد الفتاح السيسي")),
    "expected: unnamed leaders of Gulf nations": ("/meetings/macron-gulf-leaders-2023-10/", (
        "Leaders of Gulf nations not named", "by what means is not stated", "mode not known", "planned",
        "according to Élysée Palace")),
    "Hezbollah: direct messages, nothing else known": ("/meetings/france-hezbollah-messages/", (
        "Messages from France to Hezbollah", "messenger not known", "When, how and through whom is not known",
        "date not recorded", "mode not known", "reported")),
    "Hezbollah: linked from its page": ("/organisations/hezbollah/", ("Messages from France to Hezbollah",)),
    "briefing by an unnamed official": (BRIEFING, (
        "Briefing by an Élysée official", "After the talks with Benjamin Netanyahu",
        "an official, who is not named, spoke to reporters", "An official of the Élysée Palace not named")),
    "briefing on the visit's page": (VISIT, ("Briefing by an Élysée official",)),
    # Organisations
    "Hamas": ("/organisations/hamas/", ("Hamas",)),
    "Hezbollah": ("/organisations/hezbollah/", ("Hezbollah",)),
    "Islamic State, also ISIS": ("/organisations/islamic-state/", ("Islamic State", "ISIS")),
    "coalition since September 2014": ("/organisations/global-coalition-against-isis/", (
        "Global Coalition against ISIS", "September 2014")),
    "Palestinian Authority": ("/organisations/palestinian-authority/", ("Palestinian Authority", "Mahmoud Abbas")),
    "Élysée Palace": ("/organisations/elysee-palace/", ("Élysée Palace", "Freeing the hostages is a key priority")),
    "National Unity": ("/organisations/national-unity/", ("National Unity",)),
    "BFMTV": ("/organisations/bfmtv/", ("BFMTV",)),
    "AFP": ("/organisations/afp/", ("AFP",)),
    # Places
    "Tel Aviv": ("/places/tel-aviv/", ("Tel Aviv", "Israel", "Emmanuel Macron")),
    "Jerusalem, disputed": ("/places/jerusalem/", ("Jerusalem", "Disputed", "takes no position")),
    "Jerusalem is marked where it is a stop": (VISIT, ("Jerusalem (status disputed)",)),
    "Ramallah": ("/places/ramallah/", ("Ramallah", "Emmanuel Macron")),
    "Gaza Strip": ("/places/gaza-strip/", ("Gaza Strip",)),
    # Topics
    "topic: widening the coalition": ("/topics/anti-isis-coalition/", (
        "Widening the anti-ISIS coalition", "should fight Hamas as well")),
    "topic: hostages": ("/topics/hostages/", ("Hostages", "are thought to be hostages")),
    "topic: targeted operation and escalation": ("/topics/escalation/", (
        "Targeted operation and escalation", "A “targeted operation” is essential.")),
    "topic: ceasefire": ("/topics/ceasefire/", ("Ceasefire", "consolidate the perspective of a ceasefire")),
    "topic: peace process": ("/topics/peace-process/", ("Peace process", "decisive relaunch")),
    "topic: Hezbollah, Lebanon and Iran": ("/topics/hezbollah-lebanon-iran/", (
        "Hezbollah, Lebanon and Iran", "In Lebanon, Iran is playing with fire.")),
    "topic: solidarity": ("/topics/solidarity/", ("Solidarity", "Emmanuel Macron in Israel")),
    "every topic is listed": ("/topics/", (
        "Ceasefire", "Hezbollah, Lebanon and Iran", "Hostages", "Peace process", "Solidarity",
        "Targeted operation and escalation", "Widening the anti-ISIS coalition")),
    # Offices with their dates
    "Lapid: terms": ("/leaders/yair-lapid/", (
        "Prime minister of Israel 1 July – 29 December 2022", "Leader of the opposition", "since 2 January 2023")),
    "Netanyahu: term": ("/leaders/benjamin-netanyahu/", ("Prime minister of Israel since 29 December 2022",)),
    "Gantz: term": ("/leaders/benny-gantz/", ("Minister without portfolio of Israel from 12 October 2023",)),
    "Sunak: term": ("/leaders/rishi-sunak/", (
        "Prime minister of the United Kingdom 25 October 2022 – 5 July 2024",)),
    "Scholz: term": ("/leaders/olaf-scholz/", ("Chancellor of Germany 8 December 2021 – 6 May 2025",)),
    "Rutte: term": ("/leaders/mark-rutte/", (
        "Prime minister of the Netherlands 14 October 2010 –",
        "Caretaker prime minister of the Netherlands 7 July 2023 – 2 July 2024")),
    "Rutte: NATO": ("/leaders/mark-rutte/", ("Secretary general of NATO since 1 October 2024",)),
}  # fmt: skip


@pytest.mark.parametrize("fact", FACTS)
def test_fact_is_visible(fact: str, pages: Pages) -> None:
    address, phrases = FACTS[fact]
    wanted(address, pages(address).words(), *phrases)
