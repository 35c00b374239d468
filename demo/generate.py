#!/usr/bin/env python3
"""Writes the demo files: residents, employers, sign-ups, last year's sheet, interpreters, broken files.

    python3 demo/generate.py            write the files beside this one
    python3 demo/generate.py --check    write nothing; exit 1 when a file differs from what would be written

Standard library only. Only `random.Random(seed).random()` is used, whose numbers are the same in every
version of Python, so a second run gives the same bytes. The set-up of the two days is fair.toml,
written by hand. What each column means stands in README.md.
"""
import sys

sys.dont_write_bytecode = True  # no cache folder beside the demo files

import csv  # noqa: E402
import io  # noqa: E402
import random  # noqa: E402
from pathlib import Path  # noqa: E402

import broken  # noqa: E402
import words  # noqa: E402

SEED = 20260101
HERE = Path(__file__).resolve().parent
RESIDENTS, SPEED_DATERS, RETURNING = 120, 24, 38
HOTEL = "Hotel Het Spoor"
LEVELS = ["nog niet", "A1", "A2", "B1", "B2", "C1", "C2"]
RESIDENT_COLUMNS = ("code roepnaam talen taalniveaus volwassen bereikbaar beschikbaar_van beschikbaar_tot "
                    "sterk_in werkervaring wensen").split()
EMPLOYER_COLUMNS = ("werkgever plaats sector pictogram vacature soort loon_per_uur uren_per_week werktaal taalniveau "
                    "diensten vog twv_bereid tafels tafel_talen interviewers zaal gesprek_vanaf gesprek_tot").split()
SIGN_UP_COLUMNS = "sessie code vacature sterren".split()
HISTORY_COLUMNS = "datum code roepnaam werkgever ronde aanwezig uitkomst vervolg".split()
INTERPRETER_COLUMNS = "naam talen van tot".split()


class Dice:
    """A few draws on top of the one primitive that never changes."""

    def __init__(self, seed):
        self.roll = random.Random(seed).random

    def below(self, n):
        return int(self.roll() * n)

    def one(self, items):
        return items[self.below(len(items))]

    def weighted(self, pairs):
        mark = self.roll() * sum(weight for _, weight in pairs)
        for item, weight in pairs:
            mark -= weight
            if mark < 0:
                return item
        return pairs[-1][0]

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = self.below(i + 1)
            items[i], items[j] = items[j], items[i]
        return items


def holds(level):
    """A talk can be held from A2 on; a mother tongue has level None."""
    return level is None or LEVELS.index(level) >= 2


def talks_in(resident):
    return {lang for lang, level in resident["langs"].items() if holds(level)}


# --- residents -------------------------------------------------------------------------------------

def languages(dice, mother, needs_interpreter):
    """Mother tongue first, then what was learned, English and Dutch last."""
    langs = {mother: None}
    if mother in words.SIDE_LANGUAGES:
        lang, level, share = words.SIDE_LANGUAGES[mother]
        if dice.roll() < share:
            langs[lang] = level
    if needs_interpreter:
        langs["en"] = dice.weighted([("A1", 3), ("nog niet", 2)])
        langs["nl"] = dice.weighted([("A1", 2), ("nog niet", 2)])
    else:
        langs["en"] = dice.weighted([("nog niet", 4), ("A1", 12), ("A2", 38), ("B1", 30), ("B2", 12), ("C1", 4)])
        langs["nl"] = dice.weighted([("nog niet", 32), ("A1", 36), ("A2", 24), ("B1", 8)])
        if not holds(langs["en"]) and not holds(langs["nl"]):
            langs["nl"] = "A2"
    return langs


def names(dice, mothers):
    """One per resident; five are borne by two people, thirteen are written in another script."""
    latin = dice.shuffled(words.NAMES_LATIN)
    waiting = {lang: list(listed) for lang, listed in words.NAMES_BY_LANG.items()}
    given = [waiting[m].pop() if waiting.get(m) else None for m in mothers]
    empty = [i for i, name in enumerate(given) if name is None]
    for n, i in enumerate(empty):
        given[i] = latin[n] if n < len(empty) - 5 else latin[(n * 7) % 90]
    return given


def availability(dice):
    """The day that someone has; lessons in the morning or an appointment later on. Empty: the whole day."""
    return dice.weighted([
        (("09:00", "17:00"), 70), (("09:30", "16:00"), 12), (("", ""), 8), (("12:30", "17:00"), 12),
        (("13:20", "17:00"), 4), (("13:45", "17:00"), 3), (("09:00", "14:45"), 5), (("09:00", "14:15"), 4),
    ])


def reach(dice, number):
    """Numbers in a range that no network gives out. One phone is shared by two people, as happens."""
    kind = dice.weighted([("telefoon", 84), ("balie", 9), ("kamerbriefje", 7)])
    return f"telefoon +31 6 {61 if number == 62 else number:08d}" if kind == "telefoon" or number in (61, 62) else kind


def residents(dice):
    mothers = dice.shuffled([lang for lang, count in words.MOTHER_TONGUES for _ in range(count)])
    listeners = {i for lang, count in words.NEEDS_INTERPRETER.items()
                 for i in dice.shuffled([i for i, mother in enumerate(mothers) if mother == lang])[:count]}
    people = []
    for i, (mother, name) in enumerate(zip(mothers, names(dice, mothers))):
        needs = i in listeners
        trade = dice.shuffled(words.EXPERIENCE)[:2]
        start, end = ("09:00", "17:00") if needs else availability(dice)
        strengths = " ".join(dice.shuffled(words.STRENGTHS)[:1 + dice.below(2)])
        people.append({
            "code": f"AZ-{i + 1:03d}", "name": name, "langs": languages(dice, mother, needs), "trade": trade,
            "from": start, "to": end, "reach": reach(dice, i + 1), "strengths": strengths,
            "experience": dice.one(words.EXPERIENCE[trade[0]]) if dice.roll() < .9 else "nog geen",
            "wish": dice.one(words.WISHES),
        })
    return people


def resident_rows(people):
    for p in people:
        levels = "|".join(f"{lang}:{level}" for lang, level in p["langs"].items() if level)
        yield [p["code"], p["name"], "|".join(p["langs"]), levels, "ja", p["reach"], p["from"], p["to"],
               p["strengths"], p["experience"], p["wish"]]


# --- employers -------------------------------------------------------------------------------------

def employer_rows():
    """One row per vacancy; what belongs to the company as a whole stands on its first row only."""
    for name, place, pictogram, tables, langs, people, room, start, end, vacancies in words.EMPLOYERS:
        for n, (title, picture, kind, pay, hours, lang, level, shifts, vog, twv) in enumerate(vacancies):
            own = [tables, langs, people, room, start, end] if n == 0 else [""] * 6
            yield [name, place, words.PICTOGRAM_SECTOR[pictogram], picture, title, kind, pay, hours, lang, level,
                   shifts, vog, twv] + own


def vacancies():
    for name, _, _, _, langs, *_, listed in words.EMPLOYERS:
        for title, picture, _, _, _, lang, level, *_ in listed:
            yield {"employer": name, "table_langs": set(langs.split("|")), "title": title, "picture": picture,
                   "lang": lang, "level": level}


# --- sign-ups --------------------------------------------------------------------------------------

def can_talk(resident, vacancy):
    """At the table itself, or through one interpreter who joins both sides."""
    own, table = talks_in(resident), vacancy["table_langs"]
    return bool(own & table) or any(
        own & set(langs.split("|")) and table & set(langs.split("|")) for _, langs, _, _ in words.INTERPRETERS)


def fits(resident, vacancy):
    level = resident["langs"].get(vacancy["lang"], "nog niet")
    return level is None or LEVELS.index(level) >= LEVELS.index(vacancy["level"])


def chosen(dice, resident, offers):
    """Six to ten vacancies: most in the own trade, some for the adventure, a few too difficult."""
    want = dice.weighted([(6, 20), (7, 25), (8, 25), (9, 18), (10, 12)])
    left, rows = list(offers), []
    while len(rows) < want:
        vacancy = dice.weighted([(v, (4 if v["picture"] in resident["trade"] else 1)
                                  * (1 if can_talk(resident, v) else .05) * (1 if fits(resident, v) else .2))
                                 for v in left])
        left.remove(vacancy)
        own_trade = vacancy["picture"] in resident["trade"]
        stars = dice.weighted([("3", 5), ("2", 3), ("1", 1)] if own_trade else
                              [("3", 1), ("2", 4), ("1", 5), ("liever niet", 1)])
        rows.append((vacancy, stars))
    return rows


def enough(resident, rows):
    """Somebody who can sit down with fewer than five employers could be left without a second talk."""
    return len({v["employer"] for v, stars in rows
                if stars != "liever niet" and can_talk(resident, v) and fits(resident, v)}) >= 5


def fair_sign_ups(dice, people):
    offers = list(vacancies())
    for resident in dice.shuffled(people):  # in the order in which they signed up
        rows = chosen(dice, resident, offers)
        while not enough(resident, rows):
            rows = chosen(dice, resident, offers)
        for vacancy, stars in rows:
            yield ["banenmarkt", resident["code"], vacancy["title"], stars]


def speed_date_sign_ups(dice, people):
    """At the hotel from ten to eleven, without an interpreter."""
    offers = [v for v in vacancies() if v["employer"] == HOTEL]
    ready = [p for p in people if talks_in(p) & {"nl", "en"} and p["from"] < "10:00" and (p["to"] or "17:00") > "11:00"]
    keen = sorted(dice.shuffled(ready), key=lambda p: not {"kitchen", "cleaning"} & set(p["trade"]))
    for resident in dice.shuffled(keen[:SPEED_DATERS]):
        fitting = [v for v in offers if fits(resident, v)] or offers[1:2]
        for n, vacancy in enumerate(dice.shuffled(fitting)):
            if n == 0 or dice.roll() < .6:
                yield ["speeddate", resident["code"], vacancy["title"], dice.weighted([("3", 5), ("2", 4), ("1", 2)])]


# --- last year -------------------------------------------------------------------------------------

def in_dutch_excel(name):
    """Last year's program wrote Windows-1252: a name that it could not write is empty, the code remains."""
    try:
        name.encode("cp1252")
        return name
    except UnicodeEncodeError:
        return ""


def history_rows(dice, people):
    """Two days of last year, typed by hand: stray spaces, short dates, capitals, empty lines from Excel."""
    days = [("18-09-2025", 8, [e[0] for e in words.EMPLOYERS[:14]]), ("4-11-2025", 6, [e[0] for e in words.EMPLOYERS[4:]])]
    came_back = sorted(dice.shuffled(people)[:RETURNING], key=lambda p: p["code"])
    for date, rounds, firms in days:
        for person in came_back:
            if dice.roll() < .2:
                continue
            talks = 1 + dice.below(3)
            at = sorted(dice.shuffled(range(1, rounds + 1))[:talks])
            for number, firm in zip(at, dice.shuffled(firms)):
                there = dice.roll() < .88
                outcome = dice.weighted([("Ja", 3), ("Misschien", 4), ("Nee", 4)]) if there else ""
                after = {"Ja": ["2e gesprek afgesproken", "Belt terug", "rondleiding – vrijdag"], "": ["", "afgemeld"],
                         "Misschien": ["belt terug", "eerst Nederlands A2", "één keer bellen"], "Nee": ["", "geen plek"]}
                row = [date, person["code"], in_dutch_excel(person["name"]), firm, str(number),
                       "ja" if there else "nee", outcome, dice.one(after[outcome])]
                yield messy(dice, row)
        yield [""] * len(HISTORY_COLUMNS)


def messy(dice, row):
    """What hands do to a spreadsheet and an import has to read all the same."""
    slip = dice.below(14)
    if slip == 0:
        row[3] = row[3] + "  "
    elif slip == 1:
        row[5] = row[5].capitalize()
    elif slip == 2:
        row[3] = row[3].upper() if row[3].isascii() else row[3]
    elif slip == 3:
        row[1] = row[1].lower()
    elif slip == 4:
        row[6] = row[6].lower()
    return row


# --- files -----------------------------------------------------------------------------------------

def text(columns, rows, delimiter, end):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def files():
    """Path below demo/ and the bytes that belong there."""
    people = residents(Dice(SEED))
    sign_ups = [*fair_sign_ups(Dice(SEED + 1), people), *speed_date_sign_ups(Dice(SEED + 2), people)]
    history = history_rows(Dice(SEED + 3), people)
    return {
        "bewoners.csv": text(RESIDENT_COLUMNS, resident_rows(people), ",", "\n").encode(),
        "werkgevers.csv": text(EMPLOYER_COLUMNS, employer_rows(), ";", "\r\n").encode("utf-8-sig"),
        "aanmeldingen.csv": text(SIGN_UP_COLUMNS, sign_ups, ";", "\n").encode(),
        "vorig-jaar.csv": text(HISTORY_COLUMNS, history, ";", "\r\n").encode("cp1252"),
        "tolken.csv": text(INTERPRETER_COLUMNS, words.INTERPRETERS, ",", "\n").encode(),
        **{f"broken/{name}": content for name, content in
           broken.files(RESIDENT_COLUMNS, EMPLOYER_COLUMNS, SIGN_UP_COLUMNS).items()},
    }


def main():
    wrong = False
    for name, content in files().items():
        path = HERE / name
        if "--check" in sys.argv[1:]:
            if not path.exists() or path.read_bytes() != content:
                wrong = True
                print(f"{name} differs from what generate.py writes")
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content)
            print(f"{name}: {len(content)} bytes")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
