"""The files that an import must refuse, and expected.csv, which says for each of them what and where.

A line number counts the header as line 1, as a spreadsheet shows it. Line 0 is the file as a whole.
"""
import csv
import io

# A resident as it should be; each broken row differs from it in the cells that are named.
GOOD = {
    "code": "AZ-901", "roepnaam": "Zonnewijzer", "talen": "ti|en|nl", "taalniveaus": "en:A2|nl:nog niet",
    "volwassen": "ja", "bereikbaar": "telefoon +31 6 00000901", "beschikbaar_van": "09:00", "beschikbaar_tot": "17:00",
    "sterk_in": "Ik leer snel.", "werkervaring": "3 jaar in een magazijn", "wensen": "Overdag werken",
}

# What differs, the column at fault, the mistake. One row each, first row on line 2.
BAD_RESIDENTS = [
    ({"code": ""}, "code", "empty"),
    ({"roepnaam": ""}, "roepnaam", "empty"),
    ({"roepnaam": "   "}, "roepnaam", "empty"),
    ({"roepnaam": "Zonnewijzer" * 30}, "roepnaam", "too_long"),
    ({"talen": "", "taalniveaus": ""}, "talen", "empty"),
    ({"talen": "ti|xx|nl", "taalniveaus": "xx:A2|nl:nog niet"}, "talen", "unknown_language"),
    ({"taalniveaus": "en:D7|nl:nog niet"}, "taalniveaus", "unknown_level"),
    ({"taalniveaus": "en=A2"}, "taalniveaus", "unreadable"),
    ({"taalniveaus": "en:A2|fr:A2|nl:nog niet"}, "taalniveaus", "language_not_listed"),
    ({"volwassen": "nee"}, "volwassen", "minor"),
    ({"volwassen": "misschien"}, "volwassen", "not_yes_or_no"),
    ({"bereikbaar": "telefoon 06-ABC"}, "bereikbaar", "not_a_phone_number"),
    ({"bereikbaar": "telefoon 0612"}, "bereikbaar", "not_a_phone_number"),
    ({"bereikbaar": "postduif"}, "bereikbaar", "unknown_way"),
    ({"bereikbaar": ""}, "bereikbaar", "empty"),
    ({"beschikbaar_van": "25:00"}, "beschikbaar_van", "not_a_time"),
    ({"beschikbaar_tot": "half vijf"}, "beschikbaar_tot", "not_a_time"),
    ({"beschikbaar_van": "16:00", "beschikbaar_tot": "09:00"}, "beschikbaar_tot", "ends_before_it_begins"),
    ({"sterk_in": "Ik leer\x07 snel."}, "sterk_in", "control_character"),
    ({"wensen": "Overdag werken " * 200}, "wensen", "too_long"),
]

FORMULAS = [
    ("roepnaam", "=1+1"), ("roepnaam", '=HYPERLINK("https://voorbeeld.invalid";"klik")'), ("sterk_in", "+1+1"),
    ("werkervaring", "-2+3"), ("wensen", "@SUM(A1:A9)"), ("wensen", "\t=1+1"), ("bereikbaar", "=cmd|' /C calc'!A0"),
]

EMPLOYER = {
    "werkgever": "Proefbedrijf Krijtbord", "plaats": "Zonnedrecht", "sector": "logistiek", "pictogram": "warehouse",
    "vacature": "Inpakker", "soort": "baan", "loon_per_uur": "15,40", "uren_per_week": "32", "werktaal": "en",
    "taalniveau": "A1", "diensten": "dag|avond", "vog": "nee", "twv_bereid": "ja", "tafels": "1", "tafel_talen": "nl|en",
    "interviewers": "Krijtje", "zaal": "Grote zaal", "gesprek_vanaf": "13:00", "gesprek_tot": "15:00",
}

BAD_EMPLOYERS = [
    ({"werkgever": ""}, "werkgever", "empty"),
    ({"vacature": ""}, "vacature", "empty"),
    ({"pictogram": "raket"}, "pictogram", "unknown_word"),
    ({"soort": "klus"}, "soort", "unknown_word"),
    ({"loon_per_uur": ""}, "loon_per_uur", "empty"),
    ({"loon_per_uur": "14,70"}, "loon_per_uur", "below_minimum_wage"),
    ({"loon_per_uur": "marktconform"}, "loon_per_uur", "not_an_amount"),
    ({"uren_per_week": "90"}, "uren_per_week", "out_of_range"),
    ({"werktaal": "xx"}, "werktaal", "unknown_language"),
    ({"taalniveau": "goed"}, "taalniveau", "unknown_level"),
    ({"diensten": "dag|schemering"}, "diensten", "unknown_word"),
    ({"vog": "?"}, "vog", "not_yes_or_no"),
    ({"tafels": "0"}, "tafels", "out_of_range"),
    ({"tafels": "twee"}, "tafels", "not_a_number"),
    ({"tafels": "2"}, "interviewers", "fewer_than_tables"),
    ({"tafel_talen": "nl,en"}, "tafel_talen", "unknown_language"),
    ({"gesprek_vanaf": "15:00", "gesprek_tot": "13:00"}, "gesprek_tot", "ends_before_it_begins"),
]

# Read after the good demo files: AZ-001 exists and Keukenhulp is a vacancy of the hotel.
BAD_SIGN_UPS = [
    (["banenmarkt", "AZ-999", "Keukenhulp", "3"], "code", "unknown_person"),
    (["banenmarkt", "AZ-001", "Maanreiziger", "3"], "vacature", "unknown_vacancy"),
    (["rommelmarkt", "AZ-001", "Keukenhulp", "3"], "sessie", "unknown_session"),
    (["banenmarkt", "AZ-001", "Keukenhulp", "4"], "sterren", "unknown_word"),
    (["banenmarkt", "AZ-001", "Keukenhulp", ""], "sterren", "empty"),
    (["speeddate", "AZ-001", "Orderpicker", "2"], "vacature", "not_in_this_session"),
]


def table(columns, rows, delimiter=",", end="\n"):
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(columns)
    writer.writerows(rows)
    return out.getvalue()


def numbered(good, key, changes):
    """Each row is somebody or something else, so that no row is a duplicate of another."""
    for n, change in enumerate(changes):
        row = dict(good)
        if key == "code":
            row[key] = f"AZ-{901 + n}"
        else:
            row[key] = f"{good[key]} {n + 1}"
        row.update(change)
        yield list(row.values())


def wrong_columns():
    """`code` is missing, one column is unknown, and one asks for what is never stored."""
    columns = ["roepnaam", "talen", "taalniveaus", "volwassen", "bereikbaar", "schoenmaat", "nationaliteit"]
    return table(columns, [["Zonnewijzer", "ti|en", "en:A2", "ja", "balie", "41", "NIET-BEWAREN"]]).encode()


def wrong_encoding(columns):
    """A header in UTF-8, a row in UTF-16, then bytes that neither UTF-8 nor Windows-1252 knows."""
    row = ",".join(GOOD.values()) + "\n"
    return (",".join(columns) + "\n").encode() + row.encode("utf-16-le") + b"AZ-902,Zon\x81\x8d\xffwijzer\xc3\x28,ti\n"


def duplicates(columns):
    def row(**change):
        return list({**GOOD, **change}.values())
    return table(columns, [
        row(),
        row(),
        row(roepnaam="Zandkasteel"),
        row(code=" az-901 "),
        row(code="AZ-902"),
        row(code="AZ-903", roepnaam="Zandkasteel", bereikbaar="balie"),
    ])


def short_rows(columns):
    """A row with too few cells, one with too many, and a quote that never ends."""
    few, many = list(GOOD.values())[:4], list({**GOOD, "code": "AZ-902"}.values()) + ["te veel"]
    return table(columns, [few, many]) + 'AZ-903,"Zonnewijzer,ti,,ja,balie,,,,,\n'


def files(resident_columns, employer_columns, sign_up_columns):
    """Name and bytes of each broken file, expected.csv among them."""
    assert list(GOOD) == resident_columns and list(EMPLOYER) == employer_columns
    formulas = list(numbered(GOOD, "code", [{}] + [{column: cell} for column, cell in FORMULAS]))
    expected = [
        ("wrong-columns.csv", 1, "code", "missing_column"), ("wrong-columns.csv", 1, "schoenmaat", "unknown_column"),
        ("wrong-columns.csv", 1, "nationaliteit", "forbidden_column"),
        ("wrong-encoding.csv", 0, "", "unreadable_text"), ("empty.csv", 0, "", "empty_file"),
        ("duplicates.csv", 3, "code", "duplicate"), ("duplicates.csv", 4, "code", "duplicate"),
        ("duplicates.csv", 5, "code", "duplicate"),
        ("wrong-cell-count.csv", 2, "", "too_few_cells"), ("wrong-cell-count.csv", 3, "", "too_many_cells"),
        ("wrong-cell-count.csv", 4, "", "quote_never_ends"),
    ]
    for name, listed in [("formula-cells.csv", [("", "", "")] + [(None, c, "formula") for c, _ in FORMULAS]),
                         ("bad-values.csv", BAD_RESIDENTS), ("bad-values-werkgevers.csv", BAD_EMPLOYERS),
                         ("bad-values-aanmeldingen.csv", BAD_SIGN_UPS)]:
        expected += [(name, line, column, mistake)
                     for line, (_, column, mistake) in enumerate(listed, start=2) if mistake]
    return {
        "wrong-columns.csv": wrong_columns(),
        "wrong-encoding.csv": wrong_encoding(resident_columns),
        "formula-cells.csv": table(resident_columns, formulas).encode(),
        "duplicates.csv": duplicates(resident_columns).encode(),
        "empty.csv": b"",
        "wrong-cell-count.csv": short_rows(resident_columns).encode(),
        "bad-values.csv": table(
            resident_columns, numbered(GOOD, "code", [change for change, _, _ in BAD_RESIDENTS])).encode(),
        "bad-values-werkgevers.csv": table(
            employer_columns, numbered(EMPLOYER, "werkgever", [change for change, _, _ in BAD_EMPLOYERS]),
            ";", "\r\n").encode("utf-8-sig"),
        "bad-values-aanmeldingen.csv": table(sign_up_columns, [row for row, _, _ in BAD_SIGN_UPS], ";").encode(),
        "expected.csv": table(["file", "line", "column", "mistake"], sorted(expected)).encode(),
    }
