# Die Befehle: ihre Namen (die erste Zeile wird gezeigt), was jeder tut und wie man ihn tippt.

command-ask-names =
    frage
    fragen
command-ask-about = beantwortet deine Frage aus den Texten
command-ask-usage =
    frage Darf die Polizei Verschlüsselung knacken?
command-recommendation-names =
    empfehlung
    rec
    r
command-recommendation-about = zeigt eine der 13 Empfehlungen
command-recommendation-usage =
    rec 8
    empfehlung 8
command-statement-names =
    punkt
    foc
    erklärung
    erklaerung
command-statement-about = zeigt einen Punkt der Erklärung von 2020
command-statement-usage =
    foc 3
    punkt 3
command-definition-names = definition
command-definition-about = was die Texte unter Cybersicherheit verstehen
command-definition-usage = definition
command-about-names =
    info
    worum
    worumgehtes
    kampagne
command-about-about = worum es hier geht
command-about-usage = info
command-supporters-names =
    unterschriften
    unterstützende
    unterstuetzende
    unterstützer
    unterstuetzer
    unterstützerinnen
    unterstuetzerinnen
    unterzeichnende
command-supporters-about = die öffentliche Liste; füge ein Wort, ein Land oder eine Art hinzu
command-supporters-usage =
    unterschriften
    unterschriften nepal
    unterschriften organisationen seite 2
command-latest-names =
    neueste
    neuste
    letzte
command-latest-about = wer zuletzt dazugekommen ist
command-latest-usage = neueste
command-stats-names =
    statistik
    zahlen
command-stats-about = Unterstützende nach Art und Land
command-stats-usage = statistik
command-pledge-names =
    unterschreiben
    unterstützen
    unterstuetzen
    unterzeichnen
    mitmachen
command-pledge-about = fügt deine Unterschrift hinzu, privat
command-pledge-usage =
    unterschreiben
    unterschreiben Name | Land | Zugehörigkeit
command-display-names =
    darstellung
    aussehen
command-display-about = ändert, wie du auf der Liste erscheinst
command-display-usage =
    darstellung
    darstellung initialen
command-withdraw-names =
    widerrufen
    widerruf
    zurückziehen
    zurueckziehen
    zurücknehmen
    zuruecknehmen
    austragen
command-withdraw-about = nimmt deine Unterschrift zurück, sofort
command-withdraw-usage = widerrufen
command-mydata-names = meinedaten
command-mydata-about = zeigt alles, was ich über dich aufbewahre
command-mydata-usage = meinedaten
command-forget-names =
    vergessen
    löschen
    loeschen
    alleslöschen
    allesloeschen
    vergissmich
command-forget-about = löscht alles, was ich über dich aufbewahre
command-forget-usage = vergessen
command-privacy-names = datenschutz
command-privacy-about = was ich aufbewahre und was dieser Kanal nicht schützen kann
command-privacy-usage = datenschutz
command-wrong-names =
    falsch
    fehler
    falscheantwort
command-wrong-about = meldet dem Kampagnenteam eine falsche Antwort
command-wrong-usage =
    falsch
    falsch Darf meine Chefin meine Chats lesen?
command-language-names = sprache
command-language-about = die Sprache meiner Antworten
command-language-usage =
    sprache de
    sprache en
command-help-names =
    hilfe
    befehle
command-help-about = was ich verstehe
command-help-usage =
    hilfe
    hilfe unterschreiben
command-cancel-names =
    abbrechen
    abbruch
    stopp
command-cancel-about = beendet, was gerade läuft
command-cancel-usage = abbrechen
command-announcements-names =
    neuigkeiten
    ankündigungen
    ankuendigungen
command-announcements-about = was dieser Raum erfährt (für Admins des Raums)
command-announcements-usage =
    neuigkeiten alle
    neuigkeiten täglich ruhe 22:00-07:00 zeitzone Europe/Berlin
    neuigkeiten sprache de
    neuigkeiten laut
    neuigkeiten aus
command-review-names =
    sichten
    prüfen
    pruefen
    prüfung
    pruefung
command-review-about = Unterschriften, die auf das Kampagnenteam warten
command-review-usage =
    sichten
    sichten annehmen 12
    sichten ablehnen 12 doppelt
command-announce-names =
    mitteilen
    mitteilung
    rundschreiben
command-announce-about = eine Mitteilung an alle Räume, die Neuigkeiten bekommen
command-announce-usage = mitteilen Wir treffen uns am Freitag um 12 Uhr UTC.
command-roles-names = rollen
command-roles-about = wer was darf
command-roles-usage = rollen

# Was auf den Knöpfen für Befehle steht.
choose-ask = Eine Frage stellen
choose-recommendation = Empfehlungen
choose-statement = Erklärung
choose-definition = Definition
choose-about = Worum geht es hier?
choose-supporters = Alle Unterstützenden
choose-latest = Zuletzt dazugekommen
choose-stats = Unterstützende nach Art und Land
choose-pledge = Unterschreiben
choose-display = Ändern, wie ich erscheine
choose-withdraw = Meine Unterschrift zurücknehmen
choose-mydata = Was über mich aufbewahrt wird
choose-forget = Alles über mich löschen
choose-privacy = Datenschutz
choose-wrong = Falsche Antwort?
choose-language = Sprache
choose-help = Hilfe
choose-cancel = Abbrechen
choose-announcements = Was dieser Raum erfährt
choose-review = Wartende Unterschriften
choose-announce = Mitteilung an Räume
choose-roles = Wer was darf

help-title = Was ich verstehe
help-intro-private = Frag einfach, mit deinen eigenen Worten. Oder tippe eins davon:
help-intro-room = Sprich mich mit Namen an oder benutze einen Befehl:
help-more = Mehr zu einem Befehl: „{ $help }“ und sein Name, zum Beispiel „{ $help } unterschreiben“.
help-other-names = Auch: { $names }

unknown-command = „{ $typed }“ kenne ich nicht. Tippe „{ $help }“, um zu sehen, was ich verstehe.
unknown-command-nearest = „{ $typed }“ kenne ich nicht. Meintest du „{ $command }“?
command-needs-more = Nach dem Befehl fehlt noch etwas. So wird er getippt:
argument-not-understood = „{ $typed }“ habe ich nicht verstanden. So wird der Befehl getippt:
nothing-said = Ich lese nur Wörter und habe keine gefunden. Frag mich etwas oder tippe „{ $help }“.
stale-choice = Diese Auswahl ist zu alt oder nicht für dich. Es hat sich nichts geändert.
nothing-to-cancel = Es läuft gerade nichts, was sich abbrechen ließe.
nothing-changed = In Ordnung. Es hat sich nichts geändert.
go-private = Machen wir das privat, damit sonst niemand mitliest.
wrote-to-you = Ich habe dir in einem direkten Chat geschrieben, wo sonst niemand aus diesem Raum mitliest.
cannot-write-to-you = Ich konnte keinen direkten Chat mit dir öffnen. Bitte schreib mir direkt, wo sonst niemand aus diesem Raum mitliest: „{ $command }“.
sign-is-too-little = Eine Reaktion ist dafür zu wenig, deshalb hat sich nichts geändert. Wenn du es so meinst, tippe bitte „{ $words }“.
message-unreadable = Deine letzte Nachricht konnte ich nicht lesen: Sie ist verschlüsselt, und ihr Schlüssel ist nicht bei mir angekommen. Wenn er nicht bald kommt, schreib die Nachricht bitte noch einmal. Wenn ich auch die nicht lesen kann, hilft es oft, deine App neu zu starten.
conversation-expired = Was wir angefangen hatten, lag zu lange, deshalb habe ich es verworfen. Nichts davon wurde aufbewahrt.
conversation-unreadable = Ich wurde aktualisiert und kann nicht da weitermachen, wo wir waren. Nichts wurde veröffentlicht; bitte fang noch einmal an.
trouble = Bei mir ist etwas schiefgegangen, und es hat sich nichts geändert. Bitte versuch es in einer Minute noch einmal.

language-ask = Ich antworte dir auf { $language }. Welche Sprache hättest du gern?
language-done = Von jetzt an antworte ich dir auf { $language }. Tippe „{ $help }“, um zu sehen, was ich verstehe.

roles-title = Wer was darf
role-reviewer = Prüfung
role-organiser = Koordination
role-reviewer-may = { $holders ->
    [one] sieht sich wartende Unterschriften an, nimmt sie an oder lehnt sie ab ({ $holders } Person)
   *[other] sieht sich wartende Unterschriften an, nimmt sie an oder lehnt sie ab ({ $holders } Personen)
}
role-organiser-may = { $holders ->
    [one] all das, und Mitteilungen an Räume ({ $holders } Person)
   *[other] all das, und Mitteilungen an Räume ({ $holders } Personen)
}
roles-none = Du hast keine dieser Rollen. Zum Fragen und zum Unterschreiben brauchst du keine.
roles-own = Deine: { $roles }
roles-how = Rollen werden auf dem Rechner vergeben, auf dem der Bot läuft, mit „outreach-bot roles grant“.
reviewers-only = Unterschriften ansehen kann nur, wer die Rolle dafür hat. Tippe „{ $roles }“, um zu sehen, wer was darf.
organisers-only = An Räume schreiben kann nur, wer die Rolle „Koordination“ hat. Tippe „{ $roles }“, um zu sehen, wer was darf.
help-line = { $name }: { $about }
nothing-open = Zwischen uns ist keine Frage offen, auf die das eine Antwort wäre. Frag mich etwas oder tippe „{ $help }“.
