# Einzelne Wörter mit fester Bedeutung. Die erste Zeile sagt der Bot selbst; alle Zeilen werden verstanden, in allen
# Sprachen zugleich und ohne Rücksicht auf Groß- und Kleinschreibung.
words-yes =
    ja
    j
    ja bitte
    ja gern
    ja gerne
    gern
    gerne
    ok
    okay
    einverstanden
    ich bin einverstanden
    stimme zu
    ich stimme zu
words-no =
    nein
    nein danke
    nee
    nö
    lieber nicht
    jetzt nicht
words-back =
    zurück
    zurueck
    geh zurück
    einen schritt zurück
words-skip =
    auslassen
    weglassen
    überspringen
    ueberspringen
    nichts
    keine
    keiner
    keins
    keine angabe
    keine antwort
    möchte ich nicht sagen
    will ich nicht sagen
    lieber nicht sagen
words-confirm =
    bestätigen
    bestaetigen
    ich bestätige
    ja, ich bestätige
    bestätigt
words-change =
    ändern
    aendern
    bearbeiten
    korrigieren
words-page = seite
words-quiet =
    ruhe
    ruhezeit
    ruhezeiten
    stille
words-timezone = zeitzone
words-language = sprache
words-on =
    an
    ein
    ja
    einschalten
    anschalten
words-off =
    aus
    nein
    keine
    ausschalten
    abschalten
words-each =
    alle
    jede
    jeder
    jedes
    einzeln
words-daily =
    täglich
    taeglich
words-weekly =
    wöchentlich
    woechentlich
words-milestones =
    meilensteine
    meilenstein
    runde-zahlen
words-silent =
    lautlos
    stumm
    leise
    ohne-ton
words-audible =
    laut
    hörbar
    hoerbar
    mit-ton
words-room-only =
    nur-raum
    nur-hier
words-followers = follower
# Die Wörter „Staat“, „Netzwerk“ und „Kollektiv“ fehlen allein stehend mit Absicht: Sie gehören zu Namen, die auf der
# Liste gesucht werden.
words-kind-government =
    regierung
    regierungen
    eine regierung
    ein staat
words-kind-organisation =
    organisation
    organisationen
    eine organisation
    verein
    vereine
    ein verein
    verband
    verbände
    ein verband
    nro
    ngo
    ngos
    eine ngo
words-kind-group =
    gruppe
    gruppen
    eine gruppe
    ein netzwerk
    netzwerke
    ein kollektiv
    eine initiative
    gruppe oder netzwerk
words-kind-individual =
    person
    personen
    eine person
    als person
    ich als person
    einzelperson
    einzelpersonen
    als einzelperson
    privatperson
    privatpersonen
    privat
    ich
    ich selbst
    ich bin es
    mich
    menschen
words-display-full =
    voller name
    vollständiger name
    voll
    name
    mit namen
    mit meinem namen
    mit vollem namen
words-display-initials =
    initialen
    mit initialen
    anfangsbuchstaben
words-display-counted =
    nur zählen
    nur zaehlen
    nur gezählt
    ohne namen
    ohne name
    anonym
words-approve =
    annehmen
    freigeben
words-refuse =
    ablehnen
    zurückweisen
words-refusal-not-confirmed =
    nicht-bestätigt
    nicht-bestaetigt
    unbestätigt
words-refusal-duplicate =
    doppelt
    duplikat
words-refusal-not-genuine =
    nicht-echt
    unecht
words-refusal-somebody-else =
    andere-person
    fremder-name
# Kleine Wörter, die vor einem Land stehen können: „unterschriften aus nepal“.
words-from =
    aus
    von
    in
    im
    der
    den
    dem
# Was sich am Ende noch ändern lässt: „ändern name“.
words-change-kind =
    wer
    art
words-change-name = name
words-change-country = land
words-change-affiliation =
    zugehörigkeit
    zugehoerigkeit
words-change-role =
    funktion
    rolle
words-change-contact = kontakt
words-change-letter =
    schreiben
    brief
words-change-display =
    darstellung
    aussehen
words-change-announce =
    räume
    raeume
    neuigkeiten
words-change-write = nachrichten
# Wie die Sprachen heißen.
language-en = Englisch
language-fr = Französisch
language-es = Spanisch
language-pt = Portugiesisch
language-ar = Arabisch
language-ru = Russisch
language-zh = Chinesisch
language-de = Deutsch
language-bn = Bengalisch
language-ne = Nepalesisch
language-sw = Swahili
