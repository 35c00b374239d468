"""The words of the demo: names, employers, sentences.

People here are made of words for weather, plants and things, so that nobody can take them for
somebody. Nothing says where anyone comes from, what they believe, how healthy they are or who
belongs to whom. What is drawn from these lists, and how often, stands in generate.py.
"""

# Latin script, accents included. Every letter that a Dutch badge printer tends to lose is in here.
NAMES_LATIN = """
Zonnebloem Amarillo Liefdal Maanvis Wolkentop Lentelied Ochtenddauw Korenlicht Zilverwilg Vlinderslag
Regenboogje Sterrenwacht Herfstblad Zomerbries Kwikstaart Vuurtoren Bosuiltje Waterjuffer Kastanje Duizendschoon
Klavertje Zandloper Windekind Honingbij Veldkrekel Moerbei Kersenpit Avondrood Sneeuwvlok Lichtboei
Pluisbol Kiezelsteen Theebloem Saffraan Kompas Zeilschip Vioolsleutel Perzikje Tijmtak Morgenster
Velorín Tamirelle Brezanë Zéphirel Noralume Quilindo Sorémi Maravelle Tindalo Ilvoré
Färnilo Løvanka Ñandelo Çavalin Šimeral Żelindra İpekra Gülçenova Aşterin Doğanelle
Mirabôn Fluviá Ondeline Caldero Pimpelo Rosalvín Tolumé Zafirelo Bonavita Luminor
Océanelle Étoilia Árvorel Włosanka Đurelin Ąžuoline Ēterna Ōkelan Ūvelin Ţarinel
Kaldoru Benzilo Wadilune Solantië Terumba Jalindo Nivarra Okelindo Havendra Milosterre
Ravindelle Sitaro Umbrelio Yelvane Xandoré Pavelune Coralín Delfinor Eskarra Filigrane
Gondelo Harpenna
""".split()

# Everyday words in other scripts, by a language of their speaker: a test for fonts and direction.
NAMES_BY_LANG = {
    "ar": ["نجمة زرقاء", "غيمة", "بحر العسل", "طائر الورق"],
    "ti": ["ኮኾብ ንግሆ", "ደበና", "ማይ ጽሩይ"],
    "fa": ["بادبادک", "ابر کوچک"],
    "uk": ["Хмаринка", "Світлячок", "Дзвіночок"],
    "ru": ["Снежинка"],
}

# Mother tongue: how many of the 120. The order is the order of domain knowledge, not of anyone's worth.
MOTHER_TONGUES = [
    ("ar", 28), ("ti", 20), ("uk", 14), ("fa", 12), ("so", 12), ("tr", 10), ("fr", 6),
    ("fa-AF", 4), ("es", 4), ("ru", 4), ("ps", 2), ("kmr", 2), ("ckb", 2),
]

# How many of them can hold a talk neither in Dutch nor in English: for these there is an interpreter.
NEEDS_INTERPRETER = {"ar": 6, "ti": 5, "fa": 2, "fa-AF": 1, "so": 3}

# A second language that often comes along: language, level, share.
SIDE_LANGUAGES = {
    "ar": ("fr", "A2", .12), "ti": ("ar", "A2", .25), "uk": ("ru", "B2", .6), "so": ("ar", "A2", .3),
    "fa-AF": ("fa", "B2", 1), "ps": ("fa-AF", "B1", 1), "kmr": ("tr", "B2", 1), "ckb": ("ar", "B1", 1),
    "ru": ("uk", "A2", .25), "fr": ("ar", "A2", .2),
}

# What people did before and like to do again: by pictogram.
EXPERIENCE = {
    "warehouse": ["3 jaar in een magazijn", "Voorraad geteld in een groothandel", "Pakketten gesorteerd, 1 jaar"],
    "kitchen": ["5 jaar in een restaurant", "Kok in een klein eethuis", "Broodjes gemaakt op een markt"],
    "cleaning": ["Schoongemaakt in kantoren, 2 jaar", "Hotelkamers schoongemaakt", "Schoonmaak in een school"],
    "care": ["Geholpen in een verzorgingshuis", "2 jaar in een apotheek", "Ouderen geholpen bij het eten"],
    "building": ["Metselaar, 6 jaar", "Schilder en tegelzetter", "Elektricien, 4 jaar"],
    "garden": ["Groente gekweekt in een kas", "Bomen gesnoeid, 3 jaar", "Tuinen aangelegd"],
    "production": ["Lasser in een werkplaats", "Kleding genaaid, 8 jaar", "Machines bediend in een fabriek"],
    "retail": ["Eigen winkel gehad, 4 jaar", "Achter de kassa gewerkt", "Verkoper van telefoons"],
    "office": ["Boekhouder, 5 jaar", "Websites gemaakt", "Administratie in een school"],
    "transport": ["Chauffeur, 7 jaar", "Fietsen gerepareerd en bezorgd", "Bezorger met een busje"],
}

STRENGTHS = [
    "Ik werk rustig en netjes.", "Ik leer snel.", "Ik kom altijd op tijd.", "Ik werk graag samen.",
    "Ik werk graag met mijn handen.", "Ik ben vriendelijk tegen klanten.", "Ik zie wat er moet gebeuren.",
    "Ik kan goed rekenen.", "Ik help graag andere mensen.", "Ik blijf kalm, ook als het druk is.",
    "Ik maak kapotte dingen weer heel.", "Ik kan goed onthouden, ook lange lijsten.",
    "Ik spreek veel talen en leg graag dingen uit.", "Ik zeg het als ik iets \"niet snap\".",
]

WISHES = [
    "Overdag werken", "Werken in een team", "Nederlands leren op het werk", "Veel uren", "Halve dagen",
    "Met de fiets naar het werk", "Buiten werken", "Een vak leren", "Liefst 's avonds, dan heb ik geen les",
    "Vast rooster", "",
]

PICTOGRAM_SECTOR = {
    "warehouse": "logistiek", "kitchen": "horeca", "cleaning": "schoonmaak", "care": "zorg", "building": "bouw",
    "garden": "groen", "production": "productie", "retail": "winkel", "office": "kantoor", "transport": "vervoer",
}

# werkgever, plaats, pictogram of the company, tables, table languages, interviewers, room, from, to, vacancies.
# A vacancy: title, pictogram, kind, euro per hour, hours a week, working language, level, shifts, VOG, TWV willing.
EMPLOYERS = [
    ("De Groene Doos", "Veldermeer", "warehouse", 2, "nl|en", "Twijg|Sprokkel", "Grote zaal", "13:00", "15:00", [
        ("Orderpicker", "warehouse", "baan", "15,40", 32, "en", "A1", "dag|avond", "nee", "ja"),
        ("Inpakker van groentepakketten", "warehouse", "baan", "14,95", 24, "nl", "nog niet", "dag", "nee", "ja"),
        ("Heftruckchauffeur", "transport", "baan", "16,80", 36, "nl", "A2", "dag|avond|nacht", "nee", "ja")]),
    ("Hotel Het Spoor", "Zonnedrecht", "kitchen", 2, "nl|en", "Kandelaar|Vonkje|Paraplu|Lampion|Sleutelbos",
     "Grote zaal", "13:00", "15:00", [
        ("Keukenhulp", "kitchen", "baan", "15,10", 28, "en", "A1", "dag|avond|weekend", "nee", "ja"),
        ("Medewerker kamers", "cleaning", "baan", "15,10", 24, "en", "nog niet", "dag|weekend", "nee", "ja"),
        ("Medewerker ontbijt", "kitchen", "baan", "15,35", 20, "en", "A2", "dag|weekend", "nee", "ja")]),
    ("Zorgplein Zuid", "Zonnedrecht", "care", 2, "nl|en", "Pleister|Kussensloop", "Serre", "13:00", "15:00", [
        ("Woonhulp", "care", "baan", "15,90", 24, "nl", "A2", "dag|weekend", "ja", "ja"),
        ("Hulp in de linnenkamer", "cleaning", "werkervaringsplek", "14,71", 16, "nl", "A1", "dag", "nee", "ja"),
        ("Hulp in de keuken van het zorghuis", "kitchen", "baan", "15,20", 20, "nl", "A1", "dag|avond", "nee", "ja")]),
    ("Fietsfabriek Noord", "Lindervoort", "production", 3, "nl|en", "Tandwiel|Spaak|Trapper", "Grote zaal", "13:00", "15:00", [
        ("Fietsenmaker", "production", "baan", "16,25", 36, "en", "A1", "dag", "nee", "ja"),
        ("Lasser", "production", "baan", "17,60", 38, "en", "A2", "dag|avond", "nee", "ja"),
        ("Medewerker inpakken", "warehouse", "baan", "15,00", 32, "en", "nog niet", "dag|avond", "nee", "ja")]),
    ("Café De Lantaarn", "Zonnedrecht", "kitchen", 1, "nl|en", "Theelepel", "Grote zaal", "13:00", "15:00", [
        ("Afwasser", "kitchen", "baan", "14,90", 16, "en", "nog niet", "avond|weekend", "nee", "ja"),
        ("Bediening", "kitchen", "baan", "15,25", 20, "nl", "A2", "dag|avond|weekend", "nee", "nee")]),
    ("Crêperie Zuiderzon", "Veldermeer", "kitchen", 1, "nl|en|fr", "Pannenkoek", "Grote zaal", "13:00", "15:00", [
        ("Hulpkok", "kitchen", "baan", "15,75", 30, "en", "A1", "dag|avond|weekend", "nee", "ja")]),
    ("Bouwbedrijf Stevig & Recht", "Lindervoort", "building", 2, "nl|en", "Waterpas|Duimstok", "Serre", "13:00", "15:00", [
        ("Hulp op de bouw", "building", "baan", "16,10", 38, "en", "A1", "dag", "nee", "ja"),
        ("Tegelzetter", "building", "baan", "18,05", 38, "en", "A2", "dag", "nee", "ja"),
        ("Schilder", "building", "baan", "17,20", 36, "en", "A1", "dag", "nee", "ja")]),
    ('Kwekerij "Het Groene Blad"', "Veldermeer", "garden", 1, "nl|en", "Gieter", "Serre", "13:00", "15:00", [
        ("Medewerker kas", "garden", "baan", "14,85", 32, "en", "nog niet", "dag", "nee", "ja"),
        ("Bloemen binden", "garden", "baan", "14,85", 24, "en", "nog niet", "dag", "nee", "ja")]),
    ("Schoon & Fris", "Zonnedrecht", "cleaning", 1, "nl|en", "Bezem|Spons", "Grote zaal", "13:00", "15:00", [
        ("Schoonmaker kantoren", "cleaning", "baan", "15,55", 20, "en", "nog niet", "avond", "nee", "ja"),
        ("Glazenwasser", "cleaning", "baan", "16,00", 32, "nl", "A1", "dag", "nee", "ja")]),
    ("Wasserij De Witte Wolk", "Lindervoort", "production", 1, "nl|en|ar", "Knijper", "Grote zaal", "13:00", "15:00", [
        ("Medewerker wasserij", "production", "baan", "14,90", 32, "en", "nog niet", "dag|avond", "nee", "ja"),
        ("Bezorger linnengoed", "transport", "baan", "15,60", 28, "nl", "A1", "dag", "nee", "ja")]),
    ("Transportbedrijf Rechtdoor", "Veldermeer", "transport", 1, "nl|en", "Richtingaanwijzer", "Grote zaal", "13:00", "15:00", [
        ("Bijrijder", "transport", "baan", "15,30", 32, "en", "A1", "dag|nacht", "nee", "ja"),
        ("Sorteerder pakketten", "warehouse", "baan", "14,95", 24, "en", "nog niet", "avond|nacht", "nee", "ja")]),
    ("Supermarkt Volle Mand", "Zonnedrecht", "retail", 1, "nl|en", "Appelmoes", "Grote zaal", "13:00", "15:00", [
        ("Vakkenvuller", "retail", "baan", "14,80", 20, "en", "A1", "dag|avond|weekend", "nee", "ja"),
        ("Medewerker kassa", "retail", "baan", "15,05", 24, "nl", "B1", "dag|avond|weekend", "nee", "ja")]),
    ("Tuincentrum De Bloeiende Hoek", "Zonnedrecht", "garden", 1, "nl|en", "Schoffel", "Serre", "13:00", "14:40", [
        ("Medewerker planten", "garden", "baan", "15,00", 28, "en", "A1", "dag|weekend", "nee", "ja")]),
    ("Meubelmakerij Houtvast", "Lindervoort", "production", 1, "nl|en|ti", "Schuurpapier", "Serre", "13:00", "15:00", [
        ("Leerling meubelmaker", "production", "stage", "14,71", 32, "en", "A1", "dag", "nee", "ja"),
        ("Stoffeerder", "production", "baan", "16,40", 32, "en", "nog niet", "dag", "nee", "ja")]),
    ("Installatiebedrijf Warmtebron", "Veldermeer", "building", 1, "nl|en|tr", "Moersleutel", "Serre", "13:00", "15:00", [
        ("Hulpmonteur zonnepanelen", "building", "baan", "16,75", 38, "en", "A1", "dag", "nee", "ja"),
        ("Leerling elektricien", "building", "stage", "14,71", 32, "nl", "A2", "dag", "ja", "ja")]),
    ("Drukkerij Inktvlek", "Lindervoort", "production", 1, "nl|en", "Vloeipapier", "Grote zaal", "13:30", "15:00", [
        ("Medewerker drukkerij", "production", "baan", "15,65", 36, "en", "A1", "dag|avond", "nee", "ja")]),
    ("Kringloopwinkel Rondom", "Zonnedrecht", "retail", 1, "nl|en", "Vergiet", "Grote zaal", "13:00", "15:00", [
        ("Sorteerder kleding", "retail", "werkervaringsplek", "14,71", 20, "nl", "nog niet", "dag", "nee", "ja"),
        ("Reparateur huishoudelijke apparaten", "production", "werkervaringsplek", "14,71", 24, "en", "A1", "dag", "nee", "ja")]),
    ("Catering Smaakmaker", "Veldermeer", "kitchen", 1, "nl|en|uk", "Pollepel", "Grote zaal", "13:00", "15:00", [
        ("Medewerker productiekeuken", "kitchen", "baan", "15,15", 32, "en", "nog niet", "dag", "nee", "ja"),
        ("Bezorger maaltijden", "transport", "baan", "15,00", 20, "en", "A2", "avond|weekend", "ja", "ja")]),
    ("Thuiszorg Warme Sok", "Zonnedrecht", "care", 1, "nl", "Sloffen", "Serre", "13:00", "15:00", [
        ("Hulp in het huishouden", "care", "baan", "15,85", 20, "nl", "A2", "dag", "ja", "ja"),
        ("Leerling zorghulp", "care", "stage", "14,71", 24, "nl", "A2", "dag|avond", "ja", "nee")]),
    ("Datacoöperatie Reünie", "Lindervoort", "office", 1, "en", "Muismat", "Serre", "13:00", "15:00", [
        ("Medewerker gegevens", "office", "baan", "16,90", 32, "en", "A2", "dag", "nee", "ja"),
        ("Stage webontwikkeling", "office", "stage", "15,00", 32, "en", "B1", "dag", "nee", "ja")]),
]

# naam, talen, van, tot
INTERPRETERS = [
    ("Luistervink", "ar|nl|en", "12:45", "15:15"),
    ("Brugwachter", "ti|ar|en", "12:45", "15:15"),
    ("Stemvork", "fa|fa-AF|ps|nl|en", "12:45", "15:15"),
    ("Tussenklank", "so|nl|en", "12:45", "14:35"),
]
